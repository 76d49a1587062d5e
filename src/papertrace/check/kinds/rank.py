"""A superlative: the largest, the smallest, the second largest, among facts that are named.

It ranks accepted facts alone and says among how many. Nothing here can prove a rank in the world:
a sentence that claims one fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, number_of, plain, unit_of, unlike
from papertrace.check.compare import fail
from papertrace.check.grounds import place_of, places_of, second_person, two_sides
from papertrace.check.options import IDS, TEXT, text_of
from papertrace.model import ClaimResult, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "rank"
OPTIONS: Mapping[str, Shape] = {"fact": IDS, "among": IDS, "field": TEXT}
COVERS: frozenset[str] = frozenset({"PT622", "PT623"})
_FEWEST = 2
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "第二": 2, "第三": 3, "第四": 4, "第五": 5,
}  # fmt: skip
_HIGH = re.compile(
    r"\b(?:largest|highest|biggest|most|greatest|longest|costliest|dearest|top)\b|最大|最多|最高|最长",
    re.IGNORECASE,
)
_LOW = re.compile(
    r"\b(?:smallest|lowest|least|fewest|shortest|cheapest)\b|最小|最少|最低|最短", re.IGNORECASE
)
_WORLD = re.compile(
    r"\b(?:ever|in\s+(?:all\s+of\s+)?(?:China|the\s+(?:country|nation|world|province|region|history))"
    r"|nationwide|worldwide|of\s+all\s+time|in\s+history|on\s+record)\b|全国|全省|史上|有史以来",
    re.IGNORECASE,
)


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test that the fact stands at the place in the order that the words say."""
    words, whole = claim.span.text, claim.context or claim.span.text
    high, low = bool(_HIGH.search(words)), bool(_LOW.search(words))
    if high == low:
        return fail(claim, words, "", f"The linked words {words!r} name no rank.",
                    "Link the superlative.")  # fmt: skip
    if _WORLD.search(whole):
        return fail(
            claim, words, "", "No documents at hand prove a rank in a country or in history.",
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
    high, own = bool(_HIGH.search(words)), numbers[fact.id]
    before = sum((v > own) if high else (v < own) for v in numbers.values())
    ties = sum(v == own for v in numbers.values()) - 1
    wanted = next((n for w, n in _ORDINALS.items() if w in words.lower()), 1)
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
    return ClaimResult(
        claim, "passed", words, f"{told} ({place_of(fact, field)})",
        f"It is {told}, in {places_of(every)}.", "", facts=ids, result=result,
        warnings=second_person(every, evidence),
    )  # fmt: skip
