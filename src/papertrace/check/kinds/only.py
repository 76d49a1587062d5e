"""The only one, or the first: no other accepted, and no other proposed, where all was read.

Every document of the scope must be held, read whole and reviewed for this kind of fact; otherwise
the most that may be said is what was found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.binding import misbound
from papertrace.check.compare import fail
from papertrace.check.grounds import (
    DATE_FIELDS,
    Unproven,
    body_in,
    facts_of,
    places_of,
    second_person,
    unproven,
    year_in,
)
from papertrace.check.options import IDS, TEXT, YEARS, table, texts_of, where_of
from papertrace.check.turned import more_linked, turned, widened
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence, Holding

CODE = "only"
OPTIONS: Mapping[str, Shape] = {
    "facts": IDS,
    "where": table(kind=TEXT, body=TEXT, years=YEARS, form=TEXT),
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

_OPEN = frozenset({"proposed", "disputed", "stale"})


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
    scope = [h for h in evidence.holdings if _inside(h, where)]
    why = _open(scope, where) or _unknown(evidence, where)
    if why:
        return unproven(claim, words, why)
    waiting = _undecided(scope, where, {f.id for f in facts}, evidence)
    if waiting:
        return unproven(claim, words, waiting)
    return _alone(claim, facts, where, scope, evidence)


def _fault(words: str, where: Mapping[str, object], ids: Sequence[str]) -> tuple[str, str] | None:
    """Say what the claim lacks, and the remedy; None where it lacks nothing."""
    if not _FIRST.search(words) and not _ONLY.search(words):
        return f"{words!r} says neither only nor first.", "Link the word."
    if not {"kind", "years", "body"} <= set(where):
        return "The scope lacks kind, body or years.", "Add where = { kind, body, years }."
    return None if ids else ("The claim cites no fact.", 'Add facts = ["…"].')


def _loose(claim: Claim) -> tuple[str, str] | None:
    """Say what the words claim beyond only or first, and the remedy."""
    words = claim.span.text.strip()
    if not _WHOLE.fullmatch(words) or more_linked(words, _WORD):
        return f"{words!r} holds more than only or first and its noun.", "Link the word alone."
    told = turned(claim) or widened(claim)
    return (told, "Say of which body and years it is the only one.") if told else None


def _unknown(evidence: Evidence, where: Mapping[str, object]) -> Unproven | None:
    """Say which document may be of the scope, since nobody knows whose or of which year it is."""
    for held in evidence.holdings:
        other = "form" in where and held.form and not _of_form(held, where)
        known = held.publisher and held.year
        other_year = held.year and held.year[:4] not in {str(y) for y in _years(where)}
        other_body = held.publisher and held.publisher != where["body"]
        if not (held.outcome == "ignored" or other or known or other_year or other_body):
            return Unproven(
                f"Whose {held.name} is, or of which year, is not known.",
                "Say so in the case, or name the form in the scope.",
            )
    return None


def _of_form(held: Holding, where: Mapping[str, object]) -> bool:
    return where["form"] in {f.split("@", 1)[0] for f in (held.form, *held.parts)}


def _undecided(
    scope: Sequence[Holding], where: Mapping[str, object], cited: set[str], evidence: Evidence
) -> Unproven | None:
    """Say how many facts of the scope nobody has decided on; None where there are none."""
    kind, statuses = where["kind"], evidence.statuses or {}
    proposed = [
        f
        for h in scope
        for f in h.facts
        if f.kind == kind and f.id not in cited and statuses.get(f.id, "proposed") in _OPEN
    ]
    if not proposed:
        return None
    return Unproven(
        f"{len(proposed)} proposed facts of kind {kind} wait for a person.",
        f"`papertrace facts --kind {kind} --status proposed`",
    )


def _alone(
    claim: Claim,
    facts: Sequence[AcceptedFact],
    where: Mapping[str, object],
    scope: Sequence[Holding],
    evidence: Evidence,
) -> ClaimResult:
    words, cited = claim.span.text, tuple(f.id for f in facts)
    first = bool(_FIRST.search(words))
    within = {h.digest for h in scope}
    rivals = [
        f
        for f in evidence.facts
        if f.id not in cited
        and (_fits(f, where, evidence) or (f.kind == where["kind"] and f.digest in within))
    ]
    undated = [f for f in facts if first and not _date(f)]
    if undated:
        told = f"{undated[0].kind} {undated[0].id[:12]} has no date; first needs one."
        return fail(claim, words, "", told, "Cite facts that state their dates.")
    others = [r for r in rivals if not first or not all(_later(r, f) for f in facts)]
    if others or not all(_fits(f, where, evidence) for f in facts):
        told = f"There is another: {places_of(others)}." if others else "A fact is out of scope."
        return ClaimResult(
            claim, "failed", words, f"{len(rivals) + len(facts)} of kind {where['kind']}", told,
            "Mend the sentence.", facts=cited,
        )  # fmt: skip
    return ClaimResult(
        claim, "passed", words, f"{len(facts)} in {len(scope)} documents ({places_of(facts)})",
        f"No other {where['kind']} stands in the {len(scope)} documents of the scope.", "",
        facts=cited, warnings=second_person(facts, evidence),
    )  # fmt: skip


def _date(fact: AcceptedFact) -> str:
    return next((fact.fields[n].value for n in DATE_FIELDS if n in fact.fields), "")


def _later(rival: AcceptedFact, own: AcceptedFact) -> bool:
    """Say whether a rival is surely later, as exactly as both dates are known."""
    one, other = _date(rival), _date(own)
    exact = min(len(one), len(other))
    return bool(exact) and one[:exact] > other[:exact]


def _years(where: Mapping[str, object]) -> list[object]:
    years = where.get("years")
    return years if isinstance(years, list) else []


def _inside(holding: Holding, where: Mapping[str, object]) -> bool:
    forms = {f.split("@", 1)[0] for f in (holding.form, *holding.parts)}
    return (
        holding.outcome != "ignored"
        and holding.publisher == where["body"]
        and holding.year[:4] in {str(y) for y in _years(where)}
        and ("form" not in where or where["form"] in forms)
    )


def _fits(fact: AcceptedFact, where: Mapping[str, object], evidence: Evidence) -> bool:
    return (
        fact.kind == where["kind"]
        and body_in(fact, evidence) == where["body"]
        and year_in(fact, evidence) in _years(where)
    )


def _open(scope: Sequence[Holding], where: Mapping[str, object]) -> Unproven | None:
    """Say what keeps the scope from being whole; None where nothing does."""
    for year in _years(where):
        if not any(h.year[:4] == str(year) for h in scope):
            return Unproven(f"No document of {where['body']} of {year} is held.",
                            "Add it, or narrow the years.")  # fmt: skip
    unread = [h.name for h in scope if h.outcome != "read"]
    if unread:
        return Unproven(f"{unread[0]} was not read whole.", "`papertrace status` says why.")
    return None
