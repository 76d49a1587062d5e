"""What a hedge allows: one table, shown with every report.

A figure holds where the found value lies in the hedge's range of the printed one. Without a hedge
it must round to the printed digits. Hedges are looked for directly before and behind the figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.check.words import Figure

Operator = str
"""'>=', '>', '<=', '<', '~' or ''."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """One row of the table."""

    code: str
    before: tuple[str, ...]
    """Words that stand directly before a figure."""
    after: tuple[str, ...]
    """Words that stand directly behind it."""
    allowed: str
    """Shares of the printed figure that hold, as an interval: `[0.95, 1)`; '' for exact."""
    operator: Operator
    """The operator of a target that these words tell."""
    told: str
    """The rule in words."""
    warn_above: Decimal | None = None


HEDGES: tuple[Hedge, ...] = (
    Hedge("exact", ("exactly", "precisely", "整整", "正好"), (), "", "=",
          "equals the printed figure"),
    Hedge("about",
          ("about", "some", "around", "roughly", "approximately", "circa", "~",
           "约", "大约", "约为", "大概"),
          ("or so", "左右", "上下"),
          "[0.95, 1.05]", "~", "within 5 % of the printed figure"),
    Hedge("almost",
          ("almost", "nearly", "just under", "将近", "近", "接近"), (),
          "[0.95, 1)", "~", "from 0.95 times the figure up to, but not, the figure"),
    Hedge("more-than",
          ("more than", "over", "above", "超过", "逾", "多于", "高于", ">"), ("余", "多"),
          "(1, 1.2]", ">", "above the figure, up to 1.2 times"),
    Hedge("at-least",
          ("at least", "no fewer than", "no less than", "not less than", "not fewer than",
           "a minimum of", "至少", "不少于", "不低于", "≥", ">="),
          ("or more", "以上", "and above"),
          "[1, )", ">=", "the figure or more (beyond 1.2 times with a warning)",
          Decimal("1.2")),
    Hedge("at-most",
          ("up to", "no more than", "not more than", "at most", "a maximum of",
           "不超过", "至多", "最多", "不高于", "不多于", "≤", "<="),
          ("or less", "or fewer", "at most", "以内", "以下"),
          "(, 1]", "<=", "the figure or less"),
    Hedge("as-much-as", ("as much as", "as many as", "高达", "多达"), (), "[0.8, 1]", "<=",
          "the figure or less, from 0.8 times"),
    Hedge("less-than",
          ("less than", "fewer than", "under", "below", "不足", "不到", "低于", "少于", "<"), (),
          "[0.8, 1)", "<", "below the figure, from 0.8 times"),
)  # fmt: skip
"""All hedges; the rule of the first holds where there is none."""

WORDED: tuple[tuple[str, str], ...] = (
    ("dozens", "24 to 99"),
    ("hundreds", "200 to 999"),
    ("half, a third, one in N, half a million", "within 5 % of it"),
    ("doubled, tripled, quadrupled, halved", "within 5 % of the factor (doubled: 1.9 to 2.1)"),
)
"""Rules of words that are figures themselves."""

SIGNS = frozenset(h.operator for h in HEDGES)
"""The operators that hedges stand for."""
EXACT = HEDGES[0]
NONE = Hedge("none", (), (), "", "", "rounds to the printed digits")
"""No hedge at all."""
_GAP = r"[\s，,]*(?:(?:a|an|the)\s+)?(?:(?:further|another)\s+)?(?:(?:a|an|the)\s*|只|为|达)?\Z"
_PRECISION = 60


def _before(words: str) -> re.Pattern[str]:
    left = r"(?<![A-Za-z])" if words[0].isalpha() and words.isascii() else "(?<![附最邻靠])"
    right = r"\b" if words.isascii() and words[-1].isalpha() else ""
    return re.compile(left + re.escape(words).replace(r"\ ", r"\s+") + right + _GAP, re.IGNORECASE)


def _after(words: str) -> re.Pattern[str]:
    right = r"\b" if words.isascii() else ""
    return re.compile(r"[\s，,]*" + re.escape(words).replace(r"\ ", r"\s+") + right, re.IGNORECASE)


def _longest(which: str) -> tuple[tuple[re.Pattern[str], Hedge], ...]:
    pairs = [(words, hedge) for hedge in HEDGES for words in getattr(hedge, which)]
    pairs.sort(key=lambda pair: -len(pair[0]))
    make = _before if which == "before" else _after
    return tuple((make(words), hedge) for words, hedge in pairs)


_BEFORE, _AFTER = _longest("before"), _longest("after")


def hedge_around(before: str, after: str) -> Hedge:
    """Give the hedge in the words directly before or behind a figure; NONE where there is none."""
    tail = before[-60:]
    for pattern, hedge in _BEFORE:
        if pattern.search(tail):
            return hedge
    for pattern, hedge in _AFTER:
        if pattern.match(after):
            return hedge
    return NONE


def stretch(before: str) -> int:
    """Give the offset at which the hedge directly before a figure begins, or the text's end."""
    starts = [m.start() for pattern, _ in _BEFORE if (m := pattern.search(before))]
    return min(starts, default=len(before))


def rounds_to(found: Decimal, figure: Figure) -> bool:
    """Say whether a value rounds to the printed digits, half up or half to even.

    Only nothing is zero: no scale is large enough to make zero of an amount.
    """
    if not figure.value:
        return not found
    with localcontext() as context:
        context.prec = _PRECISION
        steps, printed = found / figure.step, figure.value / figure.step
        return any(
            steps.quantize(Decimal(1), rounding=way) == printed
            for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)
        )


def holds(hedge: Hedge, figure: Figure, found: Decimal) -> bool:
    """Say whether a found value is what a figure with its hedge tells."""
    if figure.bounds:
        return figure.bounds[0] <= found <= figure.bounds[1]
    if hedge is EXACT and not figure.near:
        return found == figure.value
    if hedge in (EXACT, NONE):
        if not figure.near:
            return rounds_to(found, figure)
        hedge = HEDGES[1]
    if figure.value == 0:
        return found == 0
    return within(hedge, found / figure.value)


def within(hedge: Hedge, share: Decimal) -> bool:
    """Say whether a share of the printed figure lies in a hedge's range."""
    interval = hedge.allowed
    low, high = (part.strip() for part in interval[1:-1].split(","))
    above = not low or share > Decimal(low) or (interval[0] == "[" and share == Decimal(low))
    below = not high or share < Decimal(high) or (interval[-1] == "]" and share == Decimal(high))
    return above and below


def too_far(hedge: Hedge, figure: Figure, found: Decimal) -> bool:
    """Say whether a value that holds is so far off that a person should look (warning)."""
    return bool(hedge.warn_above and figure.value and found / figure.value > hedge.warn_above)


def table() -> tuple[tuple[str, str], ...]:
    """Give the hedges as (words, rule), as reports and docs show them."""
    told = [(", ".join(w for w in (*h.before, *h.after) if w.isascii()), h.told) for h in HEDGES]
    return (("no hedge", NONE.told), *told, *WORDED)
