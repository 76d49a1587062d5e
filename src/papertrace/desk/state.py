"""What every route of one desk works with; it lies in the application, and is no one's global."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

    from papertrace.casefile import SigningKey
    from papertrace.desk.bench import Bench
    from papertrace.desk.entry import Entry
    from papertrace.desk.importer import Importer


@dataclass(slots=True)
class Desk:
    """One desk: one person, one case."""

    bench: Bench
    key: SigningKey
    """Who decides here; the case knows it."""
    entry: Entry
    cookie: str
    """Name of the session's cookie."""
    importer: Importer
    shown: dict[tuple[str, int], str] = field(default_factory=dict)
    """(document, page) -> digest of its picture, of the pages whose pictures were sent."""


def desk_of(request: Request) -> Desk:
    """Give the desk that a request is for."""
    desk: Desk = request.app.state.desk
    return desk
