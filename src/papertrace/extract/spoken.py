"""One attribution in the making, and what belongs to the speech right before it.

A quotation that stands alone, what is listed on behind `；`, a spokesman called by surname: each
is the one office's that spoke before; where more could be meant it is nobody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.extract.papers import text_of
from papertrace.extract.surnames import named_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.speakers import Said
    from papertrace.extract.told_figures import Figure

CLAIMS = frozenset({"assert", "deny"})


@dataclass(slots=True)
class Statement:
    """One attribution in the making."""

    sentence: Spot
    order: int
    said: Said | None
    latin: bool
    caveat: Spot | None = None
    figures: list[Figure] = field(default_factory=list)
    source: Spot | None = None
    """The sentence that names the speaker, where a pronoun stands in this one."""
    unclear: bool = False
    """True where it is a doubt that no single claim can be found for."""

    @property
    def org(self) -> str:
        """Give the body that speaks, as printed; '' for a private speaker."""
        if self.said is None or self.said.org is None:
            return ""
        return " ".join((self.source or self.sentence).part(*self.said.org).text.split())


def told_near(found: Iterable[Statement], order: int, far: int) -> list[Statement]:
    """Give what was said in the `far` sentences before one."""
    return [s for s in found if order - far <= s.order < order and s.said is not None]


def goes_on(
    found: list[Statement], spot: Spot, order: int, quote: re.Match[str]
) -> list[Statement]:
    """Give a quotation without a speaker to the one office quoted in the sentence before."""
    before = told_near(found, order, 1)
    last = before[-1] if before else None
    if last is None or last.said is None or len({s.org for s in before}) != 1:
        return []
    quoted = re.search(r"[”\"]", text_of(last.sentence))
    if quoted is None or last.said.act not in CLAIMS or last.said.private:
        return []
    one = replace(
        last.said, act="assert", verb=quote.span("words"), proposition=quote.span("words"),
        rest=None, venue=None, time=None, more=(),
    )  # fmt: skip
    return [Statement(spot, order, one, last.latin, source=last.source or last.sentence)]


def listed_on(
    found: list[Statement], earlier: Sequence[Spot], spot: Spot, order: int
) -> Statement | None:
    """Give what stands behind `；` to the one office that spoke before it: it goes on listing."""
    before = told_near(found, order, 1)
    last = before[-1] if len(before) == 1 else None
    if last is None or last.said is None or not last.org or last.said.act != "assert":
        return None
    if not re.search(r"[；;]\s*$", text_of(earlier[-1])) or not re.search(r"\d", spot.text):
        return None
    told = words_of(text_of(spot), (0, len(text_of(spot))), 0)
    if told is None:
        return None
    one = replace(last.said, verb=told, proposition=told, rest=None, venue=None, time=None, more=())
    return Statement(spot, order, one, latin=False, source=last.source or last.sentence)


def called_again(found: list[Statement], spot: Spot, order: int) -> Statement | None:
    """Give `…, Koo said` to the office whose spokesman bears that name."""
    spoken = [(text_of(s.source or s.sentence), s.org, s.said) for s in found if s.said is not None]
    again = named_again(text_of(spot), spoken)
    if again is None:
        return None
    last = [s for s in found if s.said is not None][again[0]]
    return Statement(spot, order, again[1], last.latin, source=last.source or last.sentence)


def words_of(text: str, quote: tuple[int, int] | None, verb: int) -> tuple[int, int] | None:
    """Give the words of a quotation, else what stands behind a verb, without marks."""
    start, end = quote or (verb, len(text))
    marks = " ,;:.，；：。、“”\"'"
    while start < end and text[start] in marks:
        start += 1
    if not quote and text.startswith("that ", start):
        start += 5
    while end > start and text[end - 1] in marks:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004  (nothing said)
