"""A superlative: the largest, the smallest, the second largest, among facts that are named.

It ranks accepted facts alone. The sentence says among which ("of the five awards", "among those we
found"), and none of them may be left out; or the claim names a scope, which must be covered as for
an absence. Nothing here can prove a rank in the world: a sentence that claims one fails.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, number_of, plain, unit_of, unlike
from papertrace.check.binding import misbound
from papertrace.check.compare import fail
from papertrace.check.covered import SCOPE, lacks, rivals_of, uncovered
from papertrace.check.grounds import (
    Unproven,
    place_of,
    places_of,
    second_person,
    two_sides,
    unproven,
)
from papertrace.check.options import IDS, TEXT, text_of, where_of
from papertrace.check.turned import more_linked, turned, widened
from papertrace.check.words import find_figures
from papertrace.model import ClaimResult, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "rank"
OPTIONS: Mapping[str, Shape] = {"fact": IDS, "among": IDS, "field": TEXT, "where": SCOPE}
COVERS: frozenset[str] = frozenset({"PT622", "PT623"})
_FEWEST = 2
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10,
}  # fmt: skip
_ORDINAL = re.compile(
    r"(?:\b(?:(?P<word>[a-z]+(?:nd|rd|th|st))|(?P<digits>\d+)(?:st|nd|rd|th))[\s-]+|第(?P<han>\S{1,3}?))\Z",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"\b(?:largest|highest|biggest|most|greatest|longest|costliest|dearest|top)\b|最大|最多|最高|最长",
    re.IGNORECASE,
)
_LOW = re.compile(
    r"\b(?:smallest|lowest|least|fewest|shortest|cheapest)\b|最小|最少|最低|最短", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(?:(?:by\s+far\s+)?(?:the|its|their|this)\s+)?(?:[\w-]+[\s-]+)?"
    r"(?:largest|highest|biggest|greatest|longest|costliest|dearest|smallest|lowest|fewest|shortest"
    r"|cheapest|(?:most|least)(?=\s+(?:expensive|costly|money|people|posts)\b|\Z)(?:\s+\w+)?|top)"
    r"(?:\s+[A-Za-z-]+){0,3}|(?:第\S{1,3})?最[大多高长小少低短][^\s,，、最]{0,8}",
    re.IGNORECASE,
)
"""All that a rank's link may hold: one superlative and its noun."""
_FOUND = re.compile(
    r"\b(?:among|of)\s+(?:all\s+)?(?:those|these|the\s+[\w-]+(?:\s+[\w-]+)?)\s+(?:that\s+)?"
    r"(?:we\s+(?:have\s+)?(?:found|saw|seen|read|reviewed|examined)|found|named|listed|reviewed|at\s+hand)\b"
    r"|(?:查到|所见|列出|公开)的",
    re.IGNORECASE,
)
"""Words that limit a rank to what the case holds."""
_OF_SOME = re.compile(
    r"\b(?:of|among)\s+(?:all\s+)?(?:the|these|those|its|their)\s+[\w-]+(?:\s+[A-Za-z-]+){0,2}"
    r"|[一二三四五六七八九十两\d]+[个份项笔艘]\S{0,6}[中里]",
    re.IGNORECASE,
)
"""Words that limit a rank to a number of things."""
_SUPERLATIVE = re.compile(rf"{_HIGH.pattern}|{_LOW.pattern}", re.IGNORECASE)


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test that the fact stands at the place in the order that the words say."""
    words = claim.span.text
    high, low = bool(_HIGH.search(words)), bool(_LOW.search(words))
    if high == low:
        return fail(claim, words, "", f"The linked words {words!r} name no rank.",
                    "Link the superlative.")  # fmt: skip
    loose = _loose(claim)
    if loose:
        return fail(
            claim, words, "", loose,
            "Say among which documents: the largest of the awards we found.",
        )  # fmt: skip
    sides = two_sides(claim, ("fact", "among"), words, evidence)
    if isinstance(sides, ClaimResult):
        return sides
    fact, among = sides
    every = tuple({f.id: f for f in (*fact, *among)}.values())
    if len(fact) != 1 or len(every) < _FEWEST:
        return fail(
            claim, words, "", "A rank needs one fact, and others to stand among.",
            'Cite fact = ["…"] and among = ["…", "…"].',
        )  # fmt: skip
    return _ranked(claim, fact[0], every, evidence)


def _loose(claim: Claim) -> str:
    """Say what the words claim that no rank among facts proves; '' where there is nothing."""
    words = claim.span.text.strip()
    if not _WHOLE.fullmatch(words) or more_linked(words, _SUPERLATIVE):
        return f"The linked words {words!r} hold more than one superlative and its noun."
    told = widened(claim)
    world = f"{told} No documents at hand prove a rank in a country or in history." if told else ""
    return turned(claim) or world


def _wanted(claim: Claim) -> int | None:
    """Read the place in the order: 1 where no ordinal stands before; None for one unknown."""
    match = _SUPERLATIVE.search(claim.span.text)
    before = claim.before + claim.span.text[: match.start() if match else 0]
    told = _ORDINAL.search(before)
    if told is None:
        return 1
    if told["digits"]:
        return int(told["digits"])
    word = (told["word"] or told["han"]).lower()
    return int(word) if word.isdigit() else _ORDINALS.get(word, 1 if word == "first" else None)


def _ranked(
    claim: Claim, fact: AcceptedFact, every: tuple[AcceptedFact, ...], evidence: Evidence
) -> ClaimResult:
    field, words = text_of(claim, "field"), claim.span.text
    reason = unlike(every, field, ignoring=("years", "tables"))
    values = {f.id: number_of(f, field) for f in every}
    without = [f for f in every if values[f.id] is None]
    if reason or without:
        why = reason or f"{without[0].kind} {without[0].id[:12]} states no number."
        return fail(claim, words, "", why.replace("added", "ranked"), "Cite facts alike.")
    numbers = {i: v for i, v in values.items() if v is not None}
    misread = misbound(claim, every, evidence, field)
    if misread:
        return replace(fail(claim, words, "", misread[1], "Mend the words."), slip=misread[0])
    high, own = bool(_HIGH.search(words)), numbers[fact.id]
    before = sum((v > own) if high else (v < own) for v in numbers.values())
    ties = sum(v == own for v in numbers.values()) - 1
    wanted = _wanted(claim)
    unit = unit_of(fact, field)
    order = ", ".join(grouped(v) for v in sorted(numbers.values(), reverse=high)[:5])
    told = f"number {before + 1} of {len(numbers)} ({order} {unit})".replace(" )", ")")
    ids = tuple(numbers)
    result = Result(plain(own), unit, f"{grouped(own)} is {told}", ids)
    if before + 1 != wanted or ties:
        why = f"{ties} more are equal." if ties else f"It is {told}."
        return ClaimResult(
            claim, "failed", words, told, why, "Mend the rank, or the list it stands in.",
            facts=ids, slip="sign" if before + 1 == len(numbers) else "", result=result,
        )  # fmt: skip
    open_ = _left_out(claim, every, evidence, lambda v: (v >= own) if high else (v <= own))
    if open_:
        return unproven(claim, words, open_)
    return ClaimResult(
        claim, "passed", words, f"{told} ({place_of(fact, field)})",
        f"It is {told}, in {places_of(every)}.", "", facts=ids, result=result,
        warnings=second_person(every, evidence),
    )  # fmt: skip


def _left_out(
    claim: Claim,
    every: tuple[AcceptedFact, ...],
    evidence: Evidence,
    rivals: Callable[[Decimal], bool],
) -> Unproven | None:
    """Say what the rank leaves out: a fact that stands as high, or documents not looked at."""
    where, cited = where_of(claim), {f.id for f in every}
    if where:
        why = (
            Unproven("The scope lacks kind, body or years.", "Add where = { kind, body, years }.")
            if lacks(where)
            else uncovered(where, cited, evidence)
        )
        others = () if why else rivals_of(where, cited, evidence)
    else:
        why, others = _limited(claim, every), _alike(claim, every, evidence)
    field = text_of(claim, "field")
    found = [f for f in others if (v := number_of(f, field)) is not None and rivals(v)]
    if why is None and found:
        told = f"{found[0].kind} {found[0].id[:12]} ({place_of(found[0], field)})"
        why = Unproven(f"{told} stands as high and is not among those named.", "Name it, too.")
    return why


def _limited(claim: Claim, every: tuple[AcceptedFact, ...]) -> Unproven | None:
    """Say that the sentence does not tell among which facts the rank is one."""
    whole = claim.context or claim.span.text
    if _FOUND.search(whole):
        return None
    numbers = [f.value for m in _OF_SOME.finditer(whole) for f in find_figures(m.group())]
    if len(every) in numbers:
        return None
    return Unproven(
        f"The sentence does not say that it ranks the {len(every)} that are named.",
        f"Write: of the {len(every)} …, or: among those we found; or name a covered scope: where.",
    )


def _alike(
    claim: Claim, every: tuple[AcceptedFact, ...], evidence: Evidence
) -> tuple[AcceptedFact, ...]:
    """Give the accepted facts that could stand in the rank: "of the five", in its documents."""
    field, cited = text_of(claim, "field"), {f.id for f in every}
    found = bool(_FOUND.search(claim.context or claim.span.text))
    digests = {f.digest for f in every}
    return tuple(
        f
        for f in evidence.facts
        if f.id not in cited
        and f.kind == every[0].kind
        and (found or f.digest in digests)
        and not unlike((every[0], f), field, ignoring=("years", "tables"))
    )
