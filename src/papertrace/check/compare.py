"""From a claim's words and what the evidence says to a result, with the likely slip named.

The words are the expectation. Nothing here looks for evidence, and nothing is rounded but the
comparison itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, plain
from papertrace.check import codes
from papertrace.check.distortion import distorted
from papertrace.check.hedges import EXACT, NONE, hedge_around, holds, rounds_to, too_far
from papertrace.check.markdown import CODE
from papertrace.check.slips import TOLD, likely
from papertrace.check.units import COUNTED, CURRENCIES, NOUNS, clash, known, unit_at, vague
from papertrace.check.words import find_figures
from papertrace.model import ClaimResult, Problem

if TYPE_CHECKING:
    from decimal import Decimal

    from papertrace.check.hedges import Hedge
    from papertrace.check.words import Figure
    from papertrace.model import Claim, Result

_NEAR_NOUN = re.compile(
    r"\s*(?:(?!(?:of|in|for|to|by|at|per|and|who|that|were|was|are|is|on|from|with)\b)[\w’'-]+\s+){0,3}"
)
_OF_THEM = re.compile(r"\s*of\s+(?:its|their|the|these|those|our|his|her)\s+(?!\w+\s+of\b)")
"""`48,000 of its nationals` counts nationals."""
_HEDGE_BEHIND = re.compile(
    r"(?:[\s，,]*(?:or\s+(?:so|more|less|fewer)|and\s+above|at\s+most|左右|上下|以上|以下|以内|余|多))?\s*"
)
_WORD = re.compile(r"(?:[A-Za-z][\w’'-]*\s*){1,3}")
_NO_NOUN = re.compile(
    r"(?:of|in|for|to|by|at|per|and|or|who|that|which|were|was|are|is|be|been|has|have|had|on|from"
    r"|with|a|an|the|each|every|apiece|as|if|but|than|then|must|should|shall|will|would|can|could"
    r"|may|might|not|do|does|did|went|goes|came|under|over|above|more|less|fewer|so|while|when"
    r"|where|after|before|since|until|during|yearly|annually|monthly|daily|alone|worth)\b",
    re.IGNORECASE,
)
_LONG = 10
"""Decimal places from which a value counts as one with no end."""
_PLURAL = {
    "person": "people",
    "occasion": "occasions",
    "case": "cases",
    "day": "days",
    "point": "points",
    "percentage_point": "percentage points",
}
_BOUNDS = (">=", "<=", ">", "<")
_WRITTEN = {
    ">=": "at least",
    "<=": "at most",
    ">": "more than",
    "<": "less than",
    "=": "exactly",
    "~": "about",
}
_HEDGED = (*_BOUNDS, "~")
"""Signs beside which no other hedge may stand."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the linked words say."""

    figure: Figure
    hedge: Hedge
    unit: str
    """Of the figure, or of the noun behind the link; '' where none is known."""
    noun: str = ""
    """The words directly behind a figure whose noun is not known; '' where a unit is."""

    @property
    def told(self) -> str:
        """Give it in plain form."""
        if self.figure.bounds:
            return "{} to {}".format(*self.figure.bounds)
        code = {"none": "", "exact": "exactly"}.get(self.hedge.code, self.hedge.code)
        hedge = f"{code.replace('-', ' ')} ".lstrip()
        value = self.figure.text if self.figure.near else grouped(self.figure.value)
        unit = "" if self.figure.near else _PLURAL.get(self.unit, self.unit)
        return f"{hedge}{value} {unit}".strip()


@dataclass(frozen=True, slots=True)
class Found:
    """What the evidence says."""

    value: Decimal
    unit: str
    place: str
    """Document and page."""
    facts: tuple[str, ...]
    result: Result | None = None
    operator: str | None = None
    """The sign a target prints or a speaker's hedge; '' for none; None where there can be none."""

    @property
    def told(self) -> str:
        """Give it in plain form, with its place."""
        sign = f"{_WRITTEN[self.operator]} " if self.operator in _WRITTEN else ""
        where = f" ({self.place})" if self.place else ""
        return f"{sign}{shown(self.value)} {self.unit}".strip() + where


def shown(value: Decimal) -> str:
    """Write a found value for reading; one with no end is cut to four places and says so."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_LONG:
        return f"{grouped(plain(round(value, 4)))}…"
    return grouped(plain(value))


def expectations(claim: Claim) -> tuple[Expectation, ...]:
    """Read every figure of the linked words with the hedge around it.

    A figure is read from the sentence, so that a scale, unit or currency beside the link counts;
    one that the link cuts apart is left out, since its reader sees another number.
    """
    start = len(claim.before)
    end = start + len(claim.span.text)
    whole = claim.context or claim.span.text
    figures = [
        f
        for f in find_figures(whole)
        if f.start < end and f.end > start and not _cut(f, whole, start)
    ]
    found = []
    for i, figure in enumerate(figures):
        left = whole[figures[i - 1].end if i else 0 : figure.start]
        right = whole[figure.end : figures[i + 1].start if i + 1 < len(figures) else None]
        unit = figure.unit or _noun(whole[figure.end :])
        noun = "" if unit else _unknown_noun(whole[figure.end :])
        found.append(Expectation(figure, hedge_around(left, right), unit, noun))
    return tuple(found)


def _cut(figure: Figure, whole: str, start: int) -> bool:
    """Say whether a link begins inside a figure, or a digit or code runs on from it.

    Its currency sign may stand before the link.
    """
    outside = whole[figure.start : start].strip().lower()
    beside = whole[max(0, figure.start - 1) : figure.start] + whole[figure.end : figure.end + 1]
    run_on = any(sign == CODE or sign.isdigit() for sign in beside)
    return run_on or (bool(outside) and outside not in CURRENCIES)


def expectation(claim: Claim) -> Expectation | str:
    """Read the one figure of the linked words, or say in a sentence why there is none."""
    if CODE in claim.span.text:
        return "Code stands in the linked words; its reader sees what no claim tests."
    found = expectations(claim)
    if len(found) == 1:
        figure = found[0].figure
        return distorted(claim, figure.start, figure.end) or found[0]
    if not found:
        return f"The linked words {claim.span.text!r} state no figure that can be tested."
    listed = ", ".join(repr(e.figure.text) for e in found)
    return f"The linked words state {len(found)} figures ({listed}); a claim tests one."


def _noun(behind: str) -> str:
    """Give what the noun behind a figure counts, over a few adjectives; '' where unknown."""
    of = _OF_THEM.match(behind)
    behind = behind[of.end() :] if of else behind
    reach = _NEAR_NOUN.match(behind)
    starts = {0, *(m.end() for m in re.finditer(r"[\s-]+", behind[: reach.end() if reach else 0]))}
    for start in sorted(starts):
        unit, _ = unit_at(behind, start, nouns=True)
        if unit in NOUNS:
            return unit
    return ""


def _unknown_noun(behind: str) -> str:
    """Give the words that stand directly behind a figure as its noun; '' where none do."""
    gap = _HEDGE_BEHIND.match(behind)
    at = gap.end() if gap else 0
    match = _WORD.match(behind, at)
    return match.group().strip() if match and not _NO_NOUN.match(behind, at) else ""


def fail(claim: Claim, expected: str, found: str, message: str, remedy: str) -> ClaimResult:
    """Make a failed result without a slip."""
    return ClaimResult(claim, "failed", expected, found, message, remedy)


def slipped(
    claim: Claim, expected: Expectation, found: Found, slip: str, message: str = ""
) -> ClaimResult:
    """Make a failed result with a slip named."""
    told = " ".join(t for t in (message, TOLD.get(slip, "")) if t)
    return ClaimResult(
        claim,
        "failed",
        expected.told,
        found.told,
        told or f"The evidence does not say {expected.told}.",
        f"The evidence says {found.told}: mend the words, or cite the facts that they are from.",
        facts=found.facts,
        slip=slip,
        result=found.result,
    )


def compared(claim: Claim, expected: Expectation, found: Found) -> ClaimResult:
    """Compare words and evidence: unit, bound, then the value under its hedge."""
    slip = clash(expected.unit, found.unit)
    if slip:
        told = f"The story says {expected.unit}, the document {found.unit}."
        return slipped(claim, expected, found, slip, told)
    if expected.noun and known(found.unit) in COUNTED:
        told = f"The document counts {found.unit}; the story says {expected.noun!r}."
        return slipped(claim, expected, found, "unit", told)
    value = _same_scale(expected, found)
    exact = expected.hedge is EXACT
    said = expected.hedge.operator
    bounded = found.operator is not None and (
        exact or said in _BOUNDS or (bool(said) and found.operator in _HEDGED)
    )
    fits = (
        rounds_to(value, expected.figure)
        if bounded and not exact
        else holds(expected.hedge, expected.figure, value)
    )
    if not fits:
        slip = "bound" if _only_hedge(expected, value) else ""
        slip = slip or likely(expected.figure, value, expected.hedge)
        told = f"The story says {expected.told}, the evidence {found.told}."
        return slipped(claim, expected, found, slip, told)
    bare = exact and found.operator == ""
    if bounded and said != found.operator and not bare:
        printed = _WRITTEN.get(found.operator or "", "no bound at all")
        told = f"The story says {expected.told}; the document prints {printed}."
        return slipped(claim, expected, found, "bound", told)
    return ClaimResult(
        claim,
        "passed",
        expected.told,
        found.told,
        f"{expected.told} holds for {found.told}.",
        "",
        facts=found.facts,
        result=found.result,
        warnings=tuple(_warnings(expected, found, value)),
    )


def _only_hedge(expected: Expectation, value: Decimal) -> bool:
    """Say whether a figure would hold without its hedge."""
    hedged = expected.hedge not in (NONE, EXACT) and not expected.figure.near
    return hedged and not expected.figure.bounds and rounds_to(value, expected.figure)


def _same_scale(expected: Expectation, found: Found) -> Decimal:
    """Give the value as the figure counts: a share of 1, or a percentage."""
    if expected.figure.unit == "share" and known(found.unit) == "percent":
        return found.value / 100
    if expected.figure.unit == "percent" and found.unit == "share":
        return found.value * 100
    return found.value


def _warnings(expected: Expectation, found: Found, value: Decimal) -> list[Problem]:
    warnings = []
    if expected.noun and not vague(found.unit):
        warnings.append(
            Problem(
                codes.NOUN_UNKNOWN,
                "warning",
                f"Whether {expected.noun!r} is what the document counts ({found.unit}) is not"
                " known.",
                "Look at the page; write the unit behind the figure.",
                fact_ids=found.facts,
            )
        )
    if found.operator is None and too_far(expected.hedge, expected.figure, value):
        warnings.append(
            Problem(
                codes.FAR_ABOVE,
                "warning",
                f"The evidence says {found.told}: far above {expected.told}.",
                "Say how much it is.",
                fact_ids=found.facts,
            )
        )
    if found.operator in _BOUNDS and expected.hedge.operator not in _BOUNDS:
        warnings.append(
            Problem(
                codes.BOUND_LEFT_OUT,
                "warning",
                f"The document says {_WRITTEN[found.operator]}; the story leaves it out.",
                f"Write {_WRITTEN[found.operator]!r} before the figure.",
                fact_ids=found.facts,
            )
        )
    return warnings
