"""A place: the county, prefecture or province that a fact names, or one that holds it.

Places are compared by their codes of the fact's year; a mountain, river or port is not the county
it is named after. The spelling may be Chinese, Pinyin or Korean, as the gazetteer has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.compare import fail
from papertrace.check.grounds import Unproven, facts_of, place_of, second_person, unproven
from papertrace.check.options import IDS, choice, text_of, texts_of
from papertrace.check.turned import turned
from papertrace.model import ClaimResult
from papertrace.text.places import divisions, find_places, place_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import Claim, Evidence

CODE = "place"
OPTIONS: Mapping[str, Shape] = {"facts": IDS, "field": choice("place", "body", "name")}
COVERS: frozenset[str] = frozenset()
_FIELDS = ("place", "body", "name")
"""Fields that say where a thing is; a buyer or supplier may sit anywhere."""
_AWAY = re.compile(
    r"\b(?:outside|beyond|near|off|from|towards?|opposite|except)\s*(?:of\s+)?(?:the\s+)?\Z|(?:以外|距|离|除)\Z",
    re.IGNORECASE,
)


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test that each fact lies in the linked place."""
    words = claim.span.text
    facts = facts_of(texts_of(claim, "facts"), evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, words, facts)
    away = _AWAY.search(claim.before)
    told = f"{away.group().strip()!r} says that it is not there." if away else turned(claim)
    if told:
        return fail(claim, words, "", told, "Say where it is.")
    code, why = place_code(words)
    if code is None or not facts:
        told = f"{words!r}: {why}." if code is None else "The claim cites no fact."
        return fail(claim, words, "", told, "Link a place's name with its rank, or its path.")
    chosen = text_of(claim, "field")
    for fact in facts:
        name = chosen or next((n for n in _FIELDS if n in fact.fields), "")
        told = fact.fields[name].value if name in fact.fields else ""
        year = fact.fields["year"].value[:4] if "year" in fact.fields else ""
        own = place_code(told, year)[0] or next((p.code for p in find_places(told)), "")
        if not own or not _holds(code, own):
            there = divisions()[own].name if own else "no place that is known"
            return ClaimResult(
                claim, "failed", words, f"{told} ({place_of(fact, name)})",
                f"The story says {words}; {fact.kind} {fact.id[:12]} names {there}.",
                "Mend the place, or cite another fact.", facts=tuple(f.id for f in facts),
                slip="place",
            )  # fmt: skip
    named = divisions()[code].name
    return ClaimResult(
        claim, "passed", words, f"{named} {code} ({place_of(facts[0])})", f"{words} is {named}.",
        "", facts=tuple(f.id for f in facts), warnings=second_person(facts, evidence),
    )  # fmt: skip


def _holds(outer: str, inner: str) -> bool:
    stem = outer[:2] if outer.endswith("0000") else outer[:4] if outer.endswith("00") else outer
    return inner.startswith(stem)
