"""What waits for one person, in order, kept between requests and mended by each decision.

Going through all facts of a large case for every page of a desk costs more than everything else
on it. So each person's line is made once; a decision takes its fact out of it, or puts it back.
Which fact waits is not said here.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papertrace.model import Fact

_MOST: Final = 64
"""Lines kept of a case: one for each person and what they narrowed their queue to."""


@dataclass(slots=True)
class Line:
    """One person's line, as of so many decisions."""

    order: Sequence[Fact]
    """All facts in the order that the line was made in."""
    seen: int
    """Decisions that it knows."""
    ranks: list[int]
    """Places in `order` of what waits, rising."""
    ids: list[str]
    """The facts at them."""


@dataclass(slots=True)
class Lines:
    """The lines of one case, and what they are mended by."""

    about: list[str] = field(default_factory=list)
    """The fact of each decision, in log order."""
    _order: Sequence[Fact] = ()
    _ranks: dict[str, int] = field(default_factory=dict)
    _kept: dict[tuple[str, str, str], Line] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def ids(
        self,
        order: Sequence[Fact],
        whose: tuple[str, str, str],
        waits: Callable[[str], bool],
    ) -> list[str]:
        """Give the ids of what waits, in `order`; a list of the caller's own.

        `whose` is a person, a kind of fact and a document ('' for any); `waits` says of a fact
        that somebody decided on whether it waits for them.
        """
        with self._guard:
            return self._line(order, whose, waits).ids.copy()

    def around(
        self,
        order: Sequence[Fact],
        whose: tuple[str, str, str],
        waits: Callable[[str], bool],
        fact: str,
    ) -> tuple[str, str, int]:
        """Give the facts before and behind one in the line, '' for none, and how many wait.

        Of a fact that does not wait the first one is behind.
        """
        with self._guard:
            line = self._line(order, whose, waits)
            rank, ids = self._ranks.get(fact, -1), line.ids
            at = bisect_left(line.ranks, rank)
            if at == len(ids) or line.ranks[at] != rank:
                return "", (ids[0] if ids else ""), len(ids)
            behind = ids[at + 1] if at + 1 < len(ids) else ""
            return (ids[at - 1] if at else ""), behind, len(ids)

    def _line(
        self, order: Sequence[Fact], whose: tuple[str, str, str], waits: Callable[[str], bool]
    ) -> Line:
        """Give a line as of now; called under the guard."""
        if order is not self._order:
            self._order, self._kept = order, {}
            self._ranks = {fact.id: rank for rank, fact in enumerate(order)}
        line = self._kept.get(whose)
        if line is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            line = self._kept[whose] = self._made(whose, waits)
        count = len(self.about)
        for fact in dict.fromkeys(self.about[line.seen : count]):
            self._mend(line, whose, fact, waits)
        line.seen = count
        return line

    def _made(self, whose: tuple[str, str, str], waits: Callable[[str], bool]) -> Line:
        _, kind, document = whose
        for other, line in self._kept.items():  # people's lines differ by what was decided alone
            if other[1:] == whose[1:]:
                return Line(self._order, 0, line.ranks.copy(), line.ids.copy())
        count, decided = len(self.about), set(self.about)
        found = [
            (rank, fact.id)
            for rank, fact in enumerate(self._order)
            if kind in ("", fact.kind)
            and document in ("", fact.digest)
            and (fact.id not in decided or waits(fact.id))
        ]
        return Line(self._order, count, [r for r, _ in found], [i for _, i in found])

    def _mend(
        self, line: Line, whose: tuple[str, str, str], fact: str, waits: Callable[[str], bool]
    ) -> None:
        rank = self._ranks.get(fact)
        if rank is None:  # it is not read so any more
            return
        _, kind, document = whose
        found = line.order[rank]
        at = bisect_left(line.ranks, rank)
        there = at < len(line.ranks) and line.ranks[at] == rank
        wanted = kind in ("", found.kind) and document in ("", found.digest) and waits(fact)
        if there and not wanted:
            del line.ranks[at], line.ids[at]
        elif wanted and not there:
            line.ranks.insert(at, rank)
            line.ids.insert(at, fact)
