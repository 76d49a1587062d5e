"""One address of the desk, with the right that it needs.

On a desk for one person whoever came in may do everything. On a team's the guard notes who asks,
and a way that they have no right to is refused before anything of the request is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    Answering = Callable[[Request], Awaitable[Response]]

OWN: Final = "own"
"""The right to what is one's own: signing out, one's password."""
ACCOUNT: Final = "/account"


class Way(Route):
    """A route that knows who may take it."""

    def __init__(self, method: str, path: str, answering: Answering, right: str) -> None:
        """Take the method, the path, what answers, and the right it needs."""
        super().__init__(path, answering, methods=[method])
        self.right = right

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, unless this person may not ask."""
        visit = scope.get("papertrace.visit")
        if visit is None or self.right == OWN:
            await super().handle(scope, receive, send)
        elif visit.fresh and self.right != OWN:  # a password that another knows opens nothing
            await RedirectResponse(ACCOUNT, 303)(scope, receive, send)
        elif not visit.may(self.right):
            words = f"Your role here ({visit.role}) does not allow this.\n"
            await PlainTextResponse(words, 403)(scope, receive, send)
        else:
            await super().handle(scope, receive, send)


def read(path: str, answering: Answering, right: str = "read") -> Way:
    """Give an address that is read and changes nothing."""
    return Way("GET", path, answering, right)


def write(path: str, answering: Answering, right: str = "write") -> Way:
    """Give an address that is written to, by whoever may write where no other right is named."""
    return Way("POST", path, answering, right)
