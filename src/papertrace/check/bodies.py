"""Whose figure a sentence says it is: names of the story bound to bodies of the evidence.

`[bodies]` in claims.toml says which body the story means by which words. Where the words nearest
to a passed claim name such bodies, one of them must be a body of what the claim stands on. Names
that the table does not hold bind nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.options import text_of, where_of
from papertrace.check.slips import TOLD
from papertrace.check.stages import levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence

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
    if result.outcome != "passed" or not bodies:
        return result
    said = _said(result.claim, bodies)
    own = tuple(dict.fromkeys(_own(result, evidence)))
    if not said or not own or any(body in told for body in said.values() for told in own):
        return result
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


def _said(claim: Claim, bodies: Mapping[str, str]) -> dict[str, str]:
    """Give the bodies that the nearest words name: those linked, their clause, their sentence."""
    for level in levels(claim):
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
