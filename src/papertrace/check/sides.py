"""The two sides of a comparison in its sentence: whose years and stages each side says.

What stands before the comparing word is the left side, what stands behind it the right; words up
to `than` still belong to the left. It reads words and facts; it compares no sums.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.binding import stage_misbound
from papertrace.check.date_words import years_said
from papertrace.check.grounds import year_in
from papertrace.check.words import find_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.check.date_words import YearsSaid
    from papertrace.model import AcceptedFact, Claim, Evidence

_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:year\s+before|years?\s+earlier|(?:previous|prior|preceding|last)\s+year)\b|上年|去年",
    re.IGNORECASE,
)
_NAMES = ("supplier", "body", "buyer", "project")
Sides = tuple[tuple["AcceptedFact", ...], tuple["AcceptedFact", ...]]


def misbound_sides(
    claim: Claim,
    sides: Sides,
    evidence: Evidence,
    comparing: Sequence[re.Pattern[str]],
    field: str = "",
) -> tuple[str, str] | None:
    """Give the slip and a sentence where a side of the sentence is not that of its facts."""
    told = stage_misbound(claim, (*sides[0], *sides[1]), field)
    if told:
        return "stage", told
    words = split(claim, comparing)
    told = _swapped(words, sides) or _years(claim, words, sides, evidence)
    slip = "body" if told.startswith("The sentence names") else "year"
    return (slip, told) if told else None


def split(claim: Claim, comparing: Sequence[re.Pattern[str]]) -> tuple[str, str]:
    """Give what a sentence says of the left side and of the right."""
    whole = claim.context or claim.span.text
    start = len(claim.before)
    found = (m for p in comparing if (m := p.search(claim.span.text)))
    match = next(found, None)
    at = start + (match.end() if match else len(claim.span.text))
    than = _THAN.search(whole, start + match.start() if match else at)
    han = whole.rfind("比", 0, at)
    if not than and han >= 0:
        return whole[:han], whole[han + 1 :]
    cut = than.start() if than else at
    return whole[:cut], whole[cut:]


def _swapped(words: tuple[str, str], sides: Sides) -> str:
    """Say which name of the other side's facts stands on a side; '' for none."""
    names = [{f.fields[n].value for f in side for n in _NAMES if n in f.fields} for side in sides]
    for text, other in ((words[0], names[1] - names[0]), (words[1], names[0] - names[1])):
        wrong = next((n for n in sorted(other) if n in text), "")
        if wrong:
            return f"The sentence names {wrong!r} on the other side than the claim does."
    return ""


def _years(claim: Claim, words: tuple[str, str], sides: Sides, evidence: Evidence) -> str:
    """Say which side's years are not those of its facts; '' where they agree."""
    said = [years_said(text) for text in words]
    both = years_said(claim.context or claim.span.text)
    for i, side in enumerate(sides):
        wanted = said[i] or both
        earlier = i == 1 and not said[1] and _EARLIER.search(words[1])
        told = _not_earlier(sides, evidence) if earlier else _other_year(wanted, side, evidence)
        if told:
            return told
    return ""


def _not_earlier(sides: Sides, evidence: Evidence) -> str:
    left, right = ([year_in(f, evidence) for f in side] for side in sides)
    fits = all(a is not None and b is not None and b < a for a in left for b in right)
    return "" if fits else "The right side is not of a year before the left side's."


def _other_year(said: YearsSaid, side: Sequence[AcceptedFact], evidence: Evidence) -> str:
    for fact in side if said else ():
        year = year_in(fact, evidence)
        if year is None or not said.hold(year):
            own = year or "no known year"
            return f"The words say {said.told()}; {fact.kind} {fact.id[:12]} is of {own}."
    return ""


def other_figures(claim: Claim, factor: re.Pattern[str]) -> str:
    """Say which figure of the linked words is not the factor that is tested; '' for none."""
    text = claim.span.text
    match = factor.search(text)
    for figure in find_figures(text):
        if match is None or not match.start() <= figure.start < match.end():
            return f"The linked words hold another figure: {figure.text!r}."
    return ""
