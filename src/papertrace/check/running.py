"""Numbers that only count items: of lists and of headings, as long as they run.

A list that begins with 300, or a heading numbered 98.5, states a figure to its readers. So a number
needs no claim only where it is the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(slots=True)
class ListNumbers:
    """The numbers of ordered lists while a draft is walked."""

    _open: list[int | None] = field(default_factory=list)
    """The last number of each list that is open; None for lists without numbers."""
    _ended: int = 0
    """The last number of the last list of the first level, which a later list may continue."""
    _odd: tuple[str, int] | None = None

    def see(self, token: Token) -> None:
        """Take note of a token that opens or ends a list or an item."""
        if token.type == "ordered_list_open":
            self._open.append(0)
        elif token.type == "bullet_list_open":
            self._open.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            last = self._open.pop()
            self._ended = last if last is not None and not self._open else self._ended
        elif token.type == "list_item_open" and self._open:
            self._item(token)

    def _item(self, token: Token) -> None:
        last = self._open[-1]
        if last is None or not token.info.isdigit():
            return
        number = int(token.info)
        first = last == 0
        runs = number in (1, last + 1) or (first and number == self._ended + 1)
        self._open[-1] = number if first or number != 1 else last + 1
        if not runs:
            self._odd = (f"{token.info}{token.markup}", (token.map or [0])[0])

    def take(self) -> tuple[str, int] | None:
        """Give the number, with its line from 0, that is not the running one, once."""
        told, self._odd = self._odd, None
        return told


@dataclass(slots=True)
class Sections:
    """The numbers of headings while a draft is walked."""

    _last: tuple[int, ...] = ()

    def run(self, digits: str) -> bool:
        """Say whether a heading's number (`2`, `2.1`) is the next one, and remember it."""
        number = tuple(int(part) for part in digits.split("."))
        last = self._last
        nested = number[:-1] == last[: len(number) - 1] and len(last) >= len(number) - 1
        before = last[len(number) - 1] if nested and len(last) >= len(number) else 0
        if not nested or number[-1] != before + 1:
            return False
        self._last = number
        return True
