"""What a verification says: one item for each thing that was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from papertrace.errors import PapertraceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

State = Literal["sound", "broken", "could-not-be-checked"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was checked."""

    what: str
    """archive, log, database, config, derived, anchor or expunged."""
    name: str
    """Which one: a document's name, an entry, a fact's id."""
    state: State
    message: str
    """What is wrong, in a sentence; for sound items what was checked."""


def guarded(what: str, name: str, items: Iterable[Item]) -> Iterator[Item]:
    """Pass items on; what stops them becomes one more, broken, item."""
    try:
        yield from items
    except PapertraceError as error:
        yield Item(what, name, "broken", error.message)
    except OSError as error:
        yield Item(what, name, "broken", f"It cannot be read: {error.strerror or error}.")
