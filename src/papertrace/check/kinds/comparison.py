"""A comparison of two sums: more than, less than, three times as much as, the same as.

Both sides must be alike but for whose they are or of which year. A factor is tested like any
figure; a bare "more" needs a difference.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, plain, unlike
from papertrace.check.compare import expectations, fail
from papertrace.check.grounds import places_of, second_person, two_sides, two_sums
from papertrace.check.hedges import EXACT, NONE, hedge_around, within
from papertrace.check.options import IDS, TEXT, text_of
from papertrace.check.sides import misbound_sides, other_figures
from papertrace.check.turned import turned
from papertrace.model import ClaimResult, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "comparison"
OPTIONS: Mapping[str, Shape] = {"left": IDS, "right": IDS, "field": TEXT}
COVERS: frozenset[str] = frozenset({"PT620"})
_MORE = re.compile(
    r"\b(?:more|greater|higher|larger|bigger|longer|exceed(?:s|ed)?|above|over|outstripp?(?:s|ed)?"
    r"|dwarf(?:s|ed)?)\b|多于|高于|超过|大于",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:less|fewer|smaller|lower|shorter|below|under)\b|少于|低于|小于|不及", re.IGNORECASE
)
_SAME = re.compile(
    r"\b(?:the\s+same|equal(?:s|led)?|as\s+(?:much|many)\s+as)\b|相同|等于", re.IGNORECASE
)
_TIMES = re.compile(
    r"\b(?P<word>twice|thrice)\b|(?<![\w.,-])(?P<times>(?:\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten))"
    r"[\s-]*(?:times|fold)|(?P<half>\bhalf\s+(?:as|of|that|the))|(?P<han>[\d.]+|[两三四五六七八九十])\s?倍",
    re.IGNORECASE,
)
_NUMBERS = {
    "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10,
}  # fmt: skip
_NEAR = Decimal("0.05")
_TURNED = re.compile(r"\s*(?:more|less|fewer|greater|higher|larger|lower|smaller|bigger|over)\b")
"""Behind a factor these leave open whether it counts the whole or the difference."""
_PRECISION = 50


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked comparison: left side against right side."""
    words, field = claim.span.text, text_of(claim, "field")
    sides = two_sides(claim, ("left", "right"), words, evidence)
    if isinstance(sides, ClaimResult):
        return sides
    left, right = sides
    same = bool({f.id for f in left} & {f.id for f in right})
    told = "Both sides cite the same fact." if same else ""
    told = told or other_figures(claim, _TIMES) or turned(claim)
    if told:
        return fail(claim, words, "", told, "Cite different facts; link the comparison alone.")
    sums = two_sums(claim, sides, words, (field, field))
    if isinstance(sums, ClaimResult):
        return sums
    reason = unlike((*left, *right), field, ignoring=("years", "tables"))
    if reason:
        told = reason.replace("added", "compared")
        return fail(claim, words, "", told, "Cite sums of one stage and unit.")
    misread = misbound_sides(claim, sides, evidence, (_TIMES, _MORE, _LESS, _SAME), field)
    if misread:
        return replace(fail(claim, words, "", misread[1], "Mend the words."), slip=misread[0])
    return _tested(claim, *sums, (*left, *right), evidence)


def _tested(
    claim: Claim,
    one: Result,
    other: Result,
    facts: tuple[AcceptedFact, ...],
    evidence: Evidence,
) -> ClaimResult:
    a, b = Decimal(one.value), Decimal(other.value)
    ids = tuple(dict.fromkeys(f.id for f in facts))
    with localcontext() as context:
        context.prec = _PRECISION
        ratio = a / b if b else Decimal(0)
    formula = f"{grouped(a)} against {grouped(b)} {one.unit}: {plain(round(ratio, 4))} times"
    result = Result(plain(ratio), "factor", formula, ids)
    said = _said(claim)
    if isinstance(said, str):
        return fail(claim, claim.span.text, formula, said, "Say which is more, or how many times.")
    near = b > 0 and abs(ratio / said[1] - 1) <= _NEAR
    holds = {
        "more": a > b,
        "less": a < b,
        "same": a == b,
        "factor": b > 0 and _hedged(claim, ratio, said[1]),
    }[said[0]]
    slip = {"same": "", "factor": "bound" if near else "digit"}.get(said[0], "sign")
    slip = "" if holds else slip
    warnings = second_person(facts, evidence) if holds else ()
    return ClaimResult(
        claim,
        "passed" if holds else "failed",
        claim.span.text,
        f"{formula} ({places_of(facts)})",
        f"{formula}.",
        "" if holds else "Mend the words: the evidence says otherwise.",
        facts=ids,
        slip=slip,
        result=result,
        warnings=warnings,
    )


def _hedged(claim: Claim, ratio: Decimal, said: Decimal) -> bool:
    """Say whether a factor holds: near its number, or where its hedge says.

    More than a whole number of times holds up to the next whole number.
    """
    text = claim.span.text
    times = _TIMES.search(text)
    hedge = hedge_around(claim.before + text[: times.start() if times else 0], "")
    if hedge is EXACT:
        return ratio.quantize(Decimal(1)) == said
    if hedge is NONE:
        exponent = said.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        whole = step == 1 or said == Decimal("0.5")
        if not whole:
            return ratio.quantize(step, ROUND_HALF_UP) == said
        return abs(ratio / said - 1) <= _NEAR
    above = hedge.operator == ">" and said == said.to_integral_value()
    return within(hedge, ratio / said) or (above and said < ratio < said + 1)


def _said(claim: Claim) -> tuple[str, Decimal] | str:
    """Read what the linked words say: more, less, same, or a factor within five percent."""
    text = claim.span.text
    times = _TIMES.search(text)
    if times:
        if _TURNED.match(text[times.end() :] + claim.context[len(claim.before) + len(text) :]):
            return "'Times more' may mean two things; write 'times as much as'."
        if times["half"]:
            return "factor", Decimal("0.5")
        told = (times["word"] or times["times"] or times["han"]).lower()
        value = Decimal(_NUMBERS[told]) if told in _NUMBERS else Decimal(told)
        return "factor", value
    found = [k for k, p in (("more", _MORE), ("less", _LESS), ("same", _SAME)) if p.search(text)]
    if len(found) != 1:
        return f"The linked words {text!r} do not say which is more."
    if expectations(claim):
        return "The linked words state a figure; link only the comparison."
    return found[0], Decimal(1)
