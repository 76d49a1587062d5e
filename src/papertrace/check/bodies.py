"""Whose figure a sentence says it is: names of the story bound to bodies of the evidence.

`[bodies]` in claims.toml says which body the story means by which words. Where the words nearest
to a passed claim name such bodies, one of them must be a body of what the claim stands on. Names
that the table does not hold bind nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.attribution import unbound_speaker
from papertrace.check.options import text_of, texts_of, where_of
from papertrace.check.slips import TOLD
from papertrace.check.stages import levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.model import AcceptedFact, ClaimResult, Evidence

_FIELDS = (
    "body",
    "buyer",
    "supplier",
    "speaker_org",
    "builder",
    "contractor",
    "agent",
    "name",
    "place",
)
"""Fields that name whose a fact is."""
_SHOWN = 4


def of_the_body_named(
    result: ClaimResult, bodies: Mapping[str, str], evidence: Evidence
) -> ClaimResult:
    """Fail a passed claim whose nearest words name other bodies than it stands on."""
    if result.outcome != "passed":
        return result
    for fact in (f for f in evidence.facts if f.id in result.facts):
        told = unbound_speaker(result.claim, fact, bodies)
        if told:
            return replace(
                result, outcome="failed", message=told, slip="attribution", warnings=(),
                remedy='Name who speaks as the document does, or under [bodies]: "WORDS" = "BODY".',
            )  # fmt: skip
    if not bodies:
        return result
    for said, own in _pairs(result, bodies, evidence):
        if said and own and not any(body in told for body in said.values() for told in own):
            return _misnamed(result, said, own)
    return result


def _pairs(
    result: ClaimResult, bodies: Mapping[str, str], evidence: Evidence
) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Give the names said, with the bodies of which one must be: of a comparison by side."""
    yield _said(levels(result.claim), bodies), tuple(dict.fromkeys(_own(result, evidence)))
    if not {"left", "right"} <= set(result.claim.options):
        return
    text, clause, _ = levels(result.claim)
    before, _, behind = clause.partition(text)
    for key, words in (("left", before), ("right", behind)):
        ids = texts_of(result.claim, key)
        facts = [f for f in evidence.facts if any(f.id.startswith(i.lower()) for i in ids)]
        yield _said((words,), bodies), tuple(dict.fromkeys(_of_facts(facts, evidence)))


def _misnamed(result: ClaimResult, said: dict[str, str], own: tuple[str, ...]) -> ClaimResult:
    names = " or ".join(repr(words) for words in said)
    return replace(
        result,
        outcome="failed",
        message=f"The sentence names {names}; the evidence is of {_listed(own)}. {TOLD['body']}",
        remedy="Mend the name, or cite the facts of the body that it names.",
        slip="body",
        warnings=(),
    )


def _listed(names: tuple[str, ...]) -> str:
    more = " and others" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _said(stretches: Iterable[str], bodies: Mapping[str, str]) -> dict[str, str]:
    """Give the bodies that the first stretch names that names any."""
    for level in stretches:
        found = {words: body for words, body in bodies.items() if _names(words, level)}
        if found:
            return found
    return {}


def _names(words: str, text: str) -> bool:
    pattern = re.escape(words).replace(r"\ ", r"\s+")
    left = r"(?<!\w)" if words[0].isascii() else ""
    right = r"(?!\w)" if words[-1].isascii() else ""
    return re.search(left + pattern + right, text, re.IGNORECASE) is not None


def _own(result: ClaimResult, evidence: Evidence) -> Iterator[str]:
    """Give the names of the bodies that a result stands on."""
    claim = result.claim
    yield from _of_facts((f for f in evidence.facts if f.id in set(result.facts)), evidence)
    if text_of(claim, "party"):
        yield text_of(claim, "party")
    if not result.facts and "body" in where_of(claim):
        yield str(where_of(claim)["body"])


def _of_facts(facts: Iterable[AcceptedFact], evidence: Evidence) -> Iterator[str]:
    publishers = {h.digest: h.publisher for h in evidence.holdings}
    for fact in facts:
        yield from (fact.fields[name].value for name in _FIELDS if name in fact.fields)
        if publishers.get(fact.digest):
            yield publishers[fact.digest]
