"""What every route of one desk works with; it lies in the application, and is no one's global."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from papertrace.desk.nearest import Nearest

if TYPE_CHECKING:
    from starlette.requests import Request

    from papertrace.casefile import SigningKey
    from papertrace.desk.bench import Seat
    from papertrace.desk.entry import Entry
    from papertrace.desk.importer import Importer
    from papertrace.desk.rereading import Reread


class Visiting(Protocol):
    """One person of a team, as whom a request is made."""

    @property
    def name(self) -> str:
        """Give the name of their account."""

    @property
    def role(self) -> str:
        """Give their role in this case."""

    @property
    def key(self) -> SigningKey:
        """Give the key that signs what they do."""

    @property
    def fresh(self) -> bool:
        """Say whether they must choose a password first."""

    @property
    def shown(self) -> dict[tuple[str, int], str]:
        """Give which pictures they were sent."""

    def may(self, right: str) -> bool:
        """Say whether they have a right in this case."""


@dataclass(slots=True)
class Desk:
    """One desk: one person, one case."""

    bench: Seat
    """Through it alone a route reads the case: as whoever asks may see it."""
    key: SigningKey
    """Who decides here; the case knows it."""
    entry: Entry
    cookie: str
    """Name of the session's cookie."""
    importer: Importer
    shown: dict[tuple[str, int], str] = field(default_factory=dict)
    """(document, page) -> digest of its picture, of the pages whose pictures were sent; '' of those
    that cannot be drawn."""
    rereads: dict[str, Reread] = field(default_factory=dict)
    """Draft -> its latest test with originals read again."""
    near: Nearest = field(default_factory=Nearest)
    """Who compares pages with a question, and the last few questions' places."""
    visit: Visiting | None = None
    """As whom this request is made, on a team's desk."""

    def may(self, right: str) -> bool:
        """Say whether whoever asks has a right here: on one person's desk, every right."""
        return self.visit is None or self.visit.may(right)


def desk_of(request: Request) -> Desk:
    """Give the desk that a request is for, with the key of who asks."""
    desk: Desk = request.app.state.desk
    visit: Visiting | None = request.scope.get("papertrace.visit")
    if visit is None:
        return desk
    seat = replace(desk.bench, key=visit.key)
    return replace(desk, bench=seat, key=visit.key, shown=visit.shown, visit=visit)
