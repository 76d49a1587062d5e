"""The only one, or the first: no other accepted, and no other proposed, where all was read.

Every document of the scope must be held, read whole, judged complete and reviewed for this kind of
fact (see `covered`); otherwise the most that may be said is what was found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.binding import misbound
from papertrace.check.compare import fail
from papertrace.check.covered import SCOPE, fits, lacks, rivals_of, scope_of, uncovered
from papertrace.check.grounds import (
    DATE_FIELDS,
    Unproven,
    facts_of,
    places_of,
    second_person,
    unproven,
)
from papertrace.check.options import IDS, texts_of, where_of
from papertrace.check.turned import more_linked, turned, widened
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "only"
OPTIONS: Mapping[str, Shape] = {
    "facts": IDS,
    "where": SCOPE,
}
COVERS: frozenset[str] = frozenset({"PT623", "PT622"})
_FIRST = re.compile(r"\bfirst\b|首次|首个|首家|首例|首艘|第一", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|sole|single)\b|唯一|仅|只有", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:(?:the|its|their)\s+)?(?:only|sole|single|first)(?:\s+(?:two|three|four|\d+))?"
    r"(?:\s+(?!any\b|ever\b|in\b|that\b|and\b)[A-Za-z-]+){0,3}"
    r"|(?:唯一|仅有?|只有|首次|首个|首家|首例|首艘|第一[个次家例艘]?)[^\s,，、]{0,8}",
    re.IGNORECASE,
)
"""All that may be linked: the word and its noun."""
_WORD = re.compile(rf"{_FIRST.pattern}|{_ONLY.pattern}", re.IGNORECASE)


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test that the facts cited are all there are, or the earliest, within the scope."""
    words, where = claim.span.text, where_of(claim)
    fault = _fault(words, where, texts_of(claim, "facts")) or _loose(claim)
    if fault:
        return fail(claim, words, "", *fault)
    facts = facts_of(texts_of(claim, "facts"), evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, words, facts)
    misread = misbound(claim, facts, evidence)
    if misread:
        return replace(fail(claim, words, "", misread[1], "Mend the words."), slip=misread[0])
    other = _others(claim, facts, where, evidence)
    if other:
        return other
    why = uncovered(where, {f.id for f in facts}, evidence)
    if why:
        return unproven(claim, words, why)
    scope = scope_of(where, evidence)
    return ClaimResult(
        claim, "passed", words, f"{len(facts)} in {len(scope)} documents ({places_of(facts)})",
        f"No other {where['kind']} stands in the {len(scope)} documents of the scope, all held,"
        " read and judged complete.", "", facts=tuple(f.id for f in facts),
        warnings=second_person(facts, evidence),
    )  # fmt: skip


def _fault(words: str, where: Mapping[str, object], ids: Sequence[str]) -> tuple[str, str] | None:
    """Say what the claim lacks, and the remedy; None where it lacks nothing."""
    if not _FIRST.search(words) and not _ONLY.search(words):
        return f"{words!r} says neither only nor first.", "Link the word."
    if lacks(where):
        return "The scope lacks kind, body or years.", "Add where = { kind, body, years }."
    return None if ids else ("The claim cites no fact.", 'Add facts = ["…"].')


def _loose(claim: Claim) -> tuple[str, str] | None:
    """Say what the words claim beyond only or first, and the remedy."""
    words = claim.span.text.strip()
    if not _WHOLE.fullmatch(words) or more_linked(words, _WORD):
        return f"{words!r} holds more than only or first and its noun.", "Link the word alone."
    told = turned(claim) or widened(claim)
    return (told, "Say of which body and years it is the only one.") if told else None


def _others(
    claim: Claim,
    facts: Sequence[AcceptedFact],
    where: Mapping[str, object],
    evidence: Evidence,
) -> ClaimResult | None:
    """Give the result that names another one, or says that "first" has no dates; None for none."""
    words, cited = claim.span.text, tuple(f.id for f in facts)
    first = bool(_FIRST.search(words))
    rivals = rivals_of(where, set(cited), evidence)
    undated = [f for f in facts if first and not _date(f)]
    if undated:
        told = f"{undated[0].kind} {undated[0].id[:12]} has no date; first needs one."
        return fail(claim, words, "", told, "Cite facts that state their dates.")
    others = [r for r in rivals if not first or not all(_later(r, f) for f in facts)]
    if not others and all(fits(f, where, evidence) for f in facts):
        return None
    told = f"There is another: {places_of(others)}." if others else "A fact is out of scope."
    return ClaimResult(
        claim, "failed", words, f"{len(rivals) + len(facts)} of kind {where['kind']}", told,
        "Mend the sentence.", facts=cited,
    )  # fmt: skip


def _date(fact: AcceptedFact) -> str:
    return next((fact.fields[n].value for n in DATE_FIELDS if n in fact.fields), "")


def _later(rival: AcceptedFact, own: AcceptedFact) -> bool:
    """Say whether a rival is surely later, as exactly as both dates are known."""
    one, other = _date(rival), _date(own)
    exact = min(len(one), len(other))
    return bool(exact) and one[:exact] > other[:exact]
