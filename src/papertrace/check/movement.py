"""The words of a change: rose by, fell to, doubled, from X to Y.

It reads direction and measure from the words alone; by and to are kept apart, and so are percent
and percentage points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from papertrace.check.compare import expectations
from papertrace.check.distortion import distorted
from papertrace.check.hedges import stretch
from papertrace.check.stages import levels

if TYPE_CHECKING:
    from papertrace.check.compare import Expectation
    from papertrace.model import Claim

Measure = Literal["percent", "points", "amount", "factor", "level", "levels"]

_RISE = re.compile(
    r"\b(?:ros[ei]n?|rises?|rising|increas\w+|up(?!\s+to\b)|gr[eo]w\w*|climb\w*|jump\w*|surg\w*"
    r"|higher|gain\w*|more(?!\s+than\b)|add(?:ed|s)|doubl\w+|tripl\w+|quadrupl\w+)\b"
    r"|上升|增长|增加|提高|上涨|翻",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:f[ea]ll(?:en|s|ing)?|drop\w*|decreas\w+|declin\w+|down|cut(?:s|ting)?|lower\w*"
    r"|less(?!\s+than\b)|fewer(?!\s+than\b)|shr[aiu]nk\w*|reduc\w+|slash\w+|halv\w+)\b"
    r"|下降|减少|降低|下跌|缩减",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:\b(?:to|at|reaching|totall?ing)|到|至|为)\s*(?:a\s+total\s+of\s*)?\Z", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\b|从|由", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Movement:
    """What the words say has changed, and by how much or to what."""

    measure: Measure
    direction: int
    """1 up, -1 down, 0 not said."""
    expected: tuple[Expectation, ...]
    """One figure; for `levels` the earlier and the later one."""


def movement(claim: Claim) -> Movement | str:
    """Read the change that the linked words state, or say in a sentence why none can be read."""
    found = expectations(claim)
    changed = (distorted(claim, e.figure.start, e.figure.end) for e in found)
    direction = next((told for told in changed if told), "") or _direction(claim)
    if isinstance(direction, str):
        return direction
    text, whole = claim.span.text, claim.context or claim.span.text
    if len(found) == 2:  # noqa: PLR2004  (from and to)
        between = whole[found[0].figure.end : found[1].figure.start]
        pair = (found[1], found[0]) if _FROM.search(between) else found
        return Movement("levels", direction, pair)
    if len(found) != 1:
        number = len(found) or "no"
        return f"The linked words {text!r} state {number} figures; a change has one, or two levels."
    one = found[0]
    left = whole[: one.figure.start]
    if one.figure.unit == "factor":
        return Movement("factor", direction, found)
    if _TO.search(left[: stretch(left)].rstrip()):
        return Movement("level", direction, found)
    measures: dict[str, Measure] = {"percentage_point": "points", "percent": "percent"}
    measure = measures.get(one.unit, "percent" if one.unit == "share" else "amount")
    return Movement(measure, direction, found)


def _direction(claim: Claim) -> int | str:
    """Give the direction that the nearest words say; a sentence where they say both."""
    for level in levels(claim):
        up, down = _RISE.search(level), _FALL.search(level)
        if up and down:
            return f"The words {up.group()!r} and {down.group()!r} say both up and down."
        if up or down:
            return 1 if up else -1
    return 0
