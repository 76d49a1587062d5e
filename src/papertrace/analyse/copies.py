"""Two copies of one document beside each other: what stands in both, what in one alone.

A third party's copy is worth what its agreement with another copy is worth. Texts are compared by
their characters without blanks, so that layout, line breaks and width play no part; every stretch
that only one of them has is given with its page. It decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.model import Fact, Page
    from papertrace.text.fold import Folded

_GRAM = 6
_BLANK = re.compile(r"\s+")
_SIGN = re.compile(r"[^\w.%]")
_RUNS = re.compile(r"[0-9A-Za-z.,%]")
_SHOWN = 120
Said = tuple[str, tuple[tuple[str, str], ...]]
"""A fact's kind and its fields with their values."""
ALIKE = 0.5
"""From this share of the shorter one's text on two documents may be copies of one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in one copy alone."""

    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies compared."""

    shares: tuple[float, float]
    """How much of each one's text stands in the other, 0 to 1."""
    only: tuple[tuple[Stretch, ...], tuple[Stretch, ...]]
    """Stretches that one of them has alone, in the order of its pages."""
    facts: int
    """Number of facts that both state alike."""
    differing: tuple[tuple[Fact, ...], tuple[Fact, ...]]
    """Facts that the other does not state so."""

    @property
    def equal(self) -> bool:
        """Say whether neither has anything that the other lacks."""
        return not any(self.only) and not any(self.differing)


def likeness(one: Sequence[Page], other: Sequence[Page]) -> float:
    """Give how much of the shorter text stands in the longer one, 0 to 1."""
    left, right = _grams(one), _grams(other)
    least = min(len(left), len(right))
    return len(left & right) / least if least else 0.0


def compared(
    one: Sequence[Page], other: Sequence[Page], facts: tuple[Iterable[Fact], Iterable[Fact]]
) -> Comparison:
    """Compare two copies, text and facts."""
    left, right = _grams(one), _grams(other)
    lists = [list(some) for some in facts]
    first, second = (Counter(_said(f) for f in some) for some in lists)
    return Comparison(
        shares=(_share(left, right), _share(right, left)),
        only=(tuple(_alone(one, right)), tuple(_alone(other, left))),
        facts=sum((first & second).values()),
        differing=(_without(lists[0], second), _without(lists[1], first)),
    )


def _share(own: set[str], other: set[str]) -> float:
    return len(own & other) / len(own) if own else 0.0


def _dense(page: Page) -> tuple[str, list[int], Folded]:
    """Give a page's signs, folded and without blanks and marks, and where each stands in it."""
    folded = fold(page.text)
    at = [i for i, sign in enumerate(folded.text) if not _SIGN.match(sign)]
    return "".join(folded.text[i].lower()[:1] for i in at), at, folded


def _grams(pages: Sequence[Page]) -> set[str]:
    """Give the runs of so many signs of a whole text, over the ends of its pages."""
    text = "".join(_dense(page)[0] for page in pages)
    return {text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1))} - {""}


def _alone(pages: Sequence[Page], other: set[str]) -> Iterator[Stretch]:
    """Give the stretches of which no run of signs stands in the other text."""
    for page in pages:
        text, at, folded = _dense(page)
        held = bytearray(len(text) if len(text) >= _GRAM else 0)  # of so few signs, none tells
        for i in range(max(0, len(text) - _GRAM + 1)):
            if text[i : i + _GRAM] in other:
                held[i : i + _GRAM] = b"\1" * _GRAM
        for match in re.finditer(rb"\0+", held):
            start, end = folded.span(at[match.start()], at[match.end() - 1] + 1)
            start, end = _whole(page.text, start, end)
            quote = _BLANK.sub(" ", page.text[start:end]).strip()
            if match.end() - match.start() > 1 or any(c.isdigit() for c in quote):
                yield Stretch(page.number, quote[:_SHOWN])


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to whole numbers and Latin words."""
    while start > 0 and _RUNS.match(text[start - 1]):
        start -= 1
    while end < len(text) and _RUNS.match(text[end]):
        end += 1
    return start, end


def _said(fact: Fact) -> Said:
    return fact.kind, tuple(sorted((n, f.value) for n, f in fact.fields.items()))


def _without(facts: Sequence[Fact], other: Counter[Said]) -> tuple[Fact, ...]:
    """Give the facts that the other does not state, each as often as it lacks there."""
    left = Counter(other)
    found = []
    for fact in facts:
        key = _said(fact)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(fact)
    return tuple(found)
