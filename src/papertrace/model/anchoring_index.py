"""What is asked again and again about one page, worked out once: for thousands of anchors on it.

Holds no rule of its own: `anchoring` says what an anchor is. Here stand the words and runs that
touch a stretch, and the occurrences of a quote, each found without looking through the whole page.
An index lives as long as its page is asked about, and its size is bounded by that of the page.
"""

from __future__ import annotations

import re
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from papertrace.model.pages import Page, Run, Word

    Key = Callable[[int, int], tuple[int, int]]
    """Gives what occurrences are ordered by, of the two offsets of one in the page's text."""
    _Ranked = tuple[Sequence[int], array[int] | None]
    """The starts of a quote's occurrences in order; their ranks, where these are in another."""

Piece = TypeVar("Piece", "Word", "Run")

_PRINTED = re.compile(r"\S+")
_PAGES = 4
"""Pages that are remembered: a form goes back and forth between few."""
_PLAIN = 4 << 20
"""Characters that are searched through one by one before positions are sorted."""
_DEEP = 24
"""Characters by which positions are sorted; longer quotes are compared further one by one."""
_KEPT = 400_000
"""Occurrences that are remembered, of all quotes together."""


@dataclass(frozen=True, slots=True)
class Stretches(Generic[Piece]):
    """Pieces of a page in their order, which need not be that of their offsets."""

    pieces: tuple[Piece, ...]
    ends: list[int]
    """The furthest end up to each piece."""
    starts: list[int]
    """The earliest start from each piece on."""

    @classmethod
    def of(cls, pieces: tuple[Piece, ...]) -> Stretches[Piece]:
        """Prepare the pieces of a page."""
        ends = list(accumulate((p.end for p in pieces), max))
        starts = list(accumulate((p.start for p in reversed(pieces)), min))
        return cls(pieces, ends, starts[::-1])

    def touching(self, start: int, end: int) -> list[Piece]:
        """Give, in order, the pieces that have a character in [start, end)."""
        low, high = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return [p for p in self.pieces[low:high] if p.start < end and p.end > start]

    def first(self, start: int) -> Piece | None:
        """Give the first piece that reaches beyond an offset."""
        at = bisect_right(self.ends, start)
        return self.pieces[at] if at < len(self.ends) else None


@dataclass(slots=True)
class Quotes:
    """A text without white space, and where in it a quote stands."""

    bare: str
    back: Sequence[int]
    """The offset that each of its characters has in the page's text."""
    looked: int = 0
    pairs: dict[str, array[int]] | None = None
    """Positions by the two characters that begin there, once so much is asked that it pays."""
    ordered: set[str] = field(default_factory=set)
    """The pairs whose positions are sorted by what follows."""

    @classmethod
    def of(cls, text: str) -> Quotes:
        """Take the white space out of a text."""
        back = array("I")
        for run in _PRINTED.finditer(text):
            back.extend(range(*run.span()))
        return cls("".join(text.split()), back)

    def at(self, wanted: str) -> Sequence[int]:
        """Give every place of a quote without white space in `bare`, in order; they may overlap."""
        if not wanted:
            return ()
        if len(wanted) == 1 or self.looked < _PLAIN:
            self.looked += len(self.bare)
            return array("I", self._found(wanted))
        return self._sorted(wanted)

    def _found(self, wanted: str) -> Iterator[int]:
        at = self.bare.find(wanted)
        while at >= 0:
            yield at
            at = self.bare.find(wanted, at + 1)

    def _sorted(self, wanted: str) -> Sequence[int]:
        """Find a quote among the positions that begin with its first two characters."""
        bare, pair = self.bare, wanted[:2]
        if self.pairs is None:
            self.pairs = {}
            for at in range(len(bare) - 1):
                self.pairs.setdefault(bare[at : at + 2], array("I")).append(at)
        places = self.pairs.get(pair)
        if places is None:
            return ()
        if pair not in self.ordered:
            places = array("I", sorted(places, key=lambda at: bare[at : at + _DEEP]))
            self.pairs[pair] = places
            self.ordered.add(pair)
        head = wanted[:_DEEP]
        width = len(head)
        low = bisect_left(places, head, key=lambda at: bare[at : at + width])
        high = bisect_right(places, head, lo=low, key=lambda at: bare[at : at + width])
        return sorted(at for at in places[low:high] if bare.startswith(wanted, at))


@dataclass(slots=True)
class PageIndex:
    """The words, runs and quotes of one page, each prepared when first asked for."""

    page: Page
    _words: Stretches[Word] | None = None
    _runs: Stretches[Run] | None = None
    _quotes: Quotes | None = None
    _ranks: dict[str, _Ranked] = field(default_factory=dict)
    _kept: int = 0

    @property
    def words(self) -> Stretches[Word]:
        """Give its words."""
        if self._words is None:
            self._words = Stretches.of(self.page.words)
        return self._words

    @property
    def runs(self) -> Stretches[Run]:
        """Give its runs."""
        if self._runs is None:
            self._runs = Stretches.of(self.page.runs)
        return self._runs

    @property
    def quotes(self) -> Quotes:
        """Give its text without white space."""
        if self._quotes is None:
            self._quotes = Quotes.of(self.page.text)
        return self._quotes

    def rank(self, wanted: str, start: int, key: Key) -> int:
        """Say as which of its quote's occurrences the one at `start` comes, by `key`, from 0.

        What is no occurrence comes first, as does one that has no rival.
        """
        starts, ranks = self._ranks.get(wanted) or self._ranked(wanted, key)
        at = bisect_left(starts, start)
        if at == len(starts) or starts[at] != start:
            return 0
        return at if ranks is None else ranks[at]

    def occurrence(self, wanted: str, rank: int, key: Key) -> tuple[int, int] | None:
        """Give the offsets of the occurrence of a quote that has this rank; None: there is none."""
        starts, ranks = self._ranks.get(wanted) or self._ranked(wanted, key)
        if not 0 <= rank < len(starts):
            return None
        start = starts[rank if ranks is None else ranks.index(rank)]
        back = self.quotes.back
        return start, back[bisect_left(back, start) + len(wanted) - 1] + 1

    def _ranked(self, wanted: str, key: Key) -> _Ranked:
        places = self.quotes.at(wanted)
        back, last = self.quotes.back, len(wanted) - 1
        starts = array("I", (back[at] for at in places))
        ranks: array[int] | None = None
        if len(places) > 1:
            keys = [(key(back[at], back[at + last] + 1), back[at]) for at in places]
            order = sorted(range(len(keys)), key=keys.__getitem__)
            if any(place != number for number, place in enumerate(order)):
                ranks = array("I", bytes(4 * len(order)))
                for number, place in enumerate(order):
                    ranks[place] = number
        self._kept += len(places) + 1
        if self._kept > _KEPT:
            self._ranks.clear()
            self._kept = len(places) + 1
        self._ranks[wanted] = starts, ranks
        return starts, ranks


_known: OrderedDict[int, PageIndex] = OrderedDict()
_turn = threading.Lock()
_latest: list[PageIndex] = []
"""What was asked for last, which is what most are asked for again."""


def index_of(page: Page) -> PageIndex:
    """Give what is known of a page; the few pages last asked about are remembered."""
    for last in _latest:  # none or one
        if last.page is page:
            return last
    with _turn:
        known = _known.get(id(page))
        if known is None or known.page is not page:
            known = _known[id(page)] = PageIndex(page)
        _known.move_to_end(id(page))
        if len(_known) > _PAGES:
            _known.popitem(last=False)
        _latest[:] = [known]
    return known
