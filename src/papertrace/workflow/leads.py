"""What people want kept from the web: addresses on the command line or in a list.

A list is text, one address a line; behind it, each after a tab, the publisher and the form that the
document should have. Both are hints: nothing that is published rests on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import FetchRefused, UsageError
from papertrace.model.web import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from papertrace.workflow.session import Session

_COLUMNS = 3


def is_address(word: str) -> bool:
    """Say whether a word of the command line means the web and no file."""
    return "://" in word or word.lower().startswith(("http:", "https:", "file:", "data:"))


def listed(path: Path) -> Iterator[Lead]:
    """Read a list of leads; UsageError names the line that is wrong."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name} cannot be read as UTF-8 text."
        raise UsageError(msg, remedy="Write one address a line.") from error
    for number, line in enumerate(lines, 1):
        columns = [part.strip() for part in line.split("\t")]
        if not columns[0] or columns[0].startswith("#"):
            continue
        if len(columns) > _COLUMNS or not is_address(columns[0]):
            msg = f"Line {number} of {path.name} is no address with publisher and form behind it."
            raise UsageError(msg, remedy="Write ADDRESS, a tab, the publisher, a tab, the form.")
        yield Lead(*columns)


def checked(leads: Iterable[Lead], session: Session) -> tuple[Lead, ...]:
    """Give leads, each address once, as it will be asked; FetchRefused before anything is asked."""
    found: dict[str, Lead] = {}
    for lead in leads:
        try:
            text = session.address(lead.address).text
        except FetchRefused as refusal:
            advice = f"{refusal.advice} Nothing was fetched."
            raise FetchRefused(refusal.message, remedy=advice) from None
        found.setdefault(text, Lead(text, lead.publisher, lead.form))
    return tuple(found.values())
