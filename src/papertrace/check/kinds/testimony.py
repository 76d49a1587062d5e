"""What sealed sources told: how many independent ones stand behind a claim.

The number comes from signed testimonies beside the draft and nowhere else. The draft must also say
that the account could not be verified independently (see `obligations`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.compare import Found, compared, expectation, fail
from papertrace.check.exposure import FEW, exposing, testimonies_of
from papertrace.check.grounds import Unproven, unproven
from papertrace.check.options import TEXT, text_of
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import Claim, ClaimResult, Evidence, Testimony

CODE = "testimony"
OPTIONS: Mapping[str, Shape] = {"claim": TEXT, "role": TEXT}
COVERS: frozenset[str] = frozenset()
_DEED = re.compile(
    r"\b(?:kill\w*|die[ds]?|dead|rap(?:e|ed|es)|beat\w*|tortur\w*|arrest\w*|shot|den(?:y|ied|ies))\b",
    re.IGNORECASE,
)
_DEED_BEHIND = re.compile(
    rf"(?:\s+[\w’'-]+){{0,3}}?\s+(?:(?:was|were|had\s+been|has|have)\s+)?{_DEED.pattern}",
    re.IGNORECASE,
)
"""What a number of sources is not: a number of victims, or of those who deny."""


def _behind(claim: Claim) -> str:
    return (claim.context or claim.span.text)[len(claim.before) + len(claim.span.text) :]


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked number of sources against the signed testimonies."""
    expected = expectation(claim)
    if _DEED.search(claim.span.text) or _DEED_BEHIND.match(_behind(claim)):
        expected = "Something else than sources is counted, or told of them, with the number."
    if isinstance(expected, str):
        return fail(claim, claim.span.text, "", expected, "Link the number of sources.")
    name, role = text_of(claim, "claim") or claim.id, text_of(claim, "role")
    found = testimonies_of(claim, evidence)
    if not found:
        who = f" of role {role}" if role else ""
        return unproven(
            claim, expected.told,
            Unproven(f"No signed testimony{who} for {name} lies beside the draft.",
                     f"papertrace witness export STORE {name} --out drafts/testimony"),
        )  # fmt: skip
    best = found[-1]
    told = Found(Decimal(best.k), "", f"{best.k} independent sources, {best.month}", ())
    result = compared(claim, expected, told)
    return _warned(result, claim, best)


def _warned(result: ClaimResult, claim: Claim, best: Testimony) -> ClaimResult:
    """Warn where few sources stand beside words that could lead to one of them."""
    near = exposing(claim.context or claim.span.text, best.role)
    kept = tuple(w for w in result.warnings if w.code != codes.NOUN_UNKNOWN)
    if best.k > FEW or not near or result.outcome != "passed":
        return replace(result, warnings=kept)
    warning = Problem(
        codes.FEW_SOURCES,
        "warning",
        f"{best.k} sources stand beside a place below province or a profession ({near}).",
        "Take the place or the profession out: it could lead to a source.",
    )
    return replace(result, warnings=(*kept, warning))
