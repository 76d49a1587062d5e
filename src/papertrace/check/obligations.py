"""What a draft as a whole owes: sealed accounts said to be unverified, accused parties asked.

It looks at claims and ledger together; what is owed and not there is a finding that blocks
publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.accused import replies_owed
from papertrace.check.exposure import FEW, exposing, named, paragraph, testimonies_of
from papertrace.check.seconding import only_introduced
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.model import Claim, Draft, Evidence

_ACCOUNTS = (
    r"(?:sealed\s+|own\s+)?(?:accounts?|testimon(?:y|ies)|stor(?:y|ies)|claims?|statements?|allegations?"
    r"|descriptions?)"
)
_THEIR = (
    r"(?:their|these|those|the(?:\s+(?:sources['’]|defectors['’]|witnesses['’]|missionaries['’]))?"
    r"|both(?:\s+(?:of\s+)?(?:their|these|the))?|all(?:\s+(?:of\s+)?(?:their|these|the))?|his|her)"
)
_UNVERIFIED = re.compile(
    rf"(?:but\s+|and\s+|yet\s+)?(?:{_THEIR}\s+{_ACCOUNTS}|what\s+they\s+(?:said|told)|this|these|those)\s+"
    r"could\s+not\s+be\s+independently\s+(?:verified|confirmed)"
    r"|(?:we|the\s+(?:desk|reporters?|newsroom|authors?))\s+could\s+not\s+independently\s+"
    rf"(?:verify|confirm)\s+(?:{_THEIR}\s+{_ACCOUNTS}|what\s+they\s+(?:said|told)|this|these|them)"
    r"|(?:他们|她们|其|上述|这些|该|受访者)(?:的)?(?:人士的?)?(?:说法|证词|陈述|讲述|指控)?[，,]?(?:均|都|尚)?"
    r"(?:无法|未能|不能)(?:得到|获得|被)?独立(?:核实|证实|验证)",
    re.IGNORECASE,
)
"""The whole of a sentence, or of its first or last part: nothing else tells the caveat."""
_PARTS = re.compile(r"[.;。；\n]|,\s+(?=(?:though|although|but|and|yet)\b)|，")
_LEADS = re.compile(r"\s*(?:though|although|but|and|yet)?\s*", re.IGNORECASE)
_TARGET = re.compile(r"\]\([^)\s]*\)")
_NOT_SO = re.compile(
    r"\b(?:false|untrue|not\s+true|wrong\w*|den(?:y|ies|ied))\b|不实|并非", re.IGNORECASE
)


def owed(draft: Draft, evidence: Evidence) -> Iterator[Problem]:
    """Tell what the draft owes: the wording beside testimonies, and a reply for each accused."""
    told = [c for c in draft.claims if c.kind == "testimony"]
    if told and not says_unverified(draft.text):
        yield Problem(
            codes.UNVERIFIED,
            "error",
            "The draft rests on sealed sources and does not say that it could not verify them.",
            'Write that their accounts "could not be independently verified".',
            span=told[0].span,
        )
    yield from _exposed(draft, told, evidence)
    yield from replies_owed(draft, evidence)
    yield from only_introduced(evidence)


def says_unverified(text: str) -> bool:
    """Say whether a sentence says of the accounts, and of nothing else, that nobody verified them.

    Only a closed list of wordings counts: whose accounts are meant must be plain.
    """
    text = _TARGET.sub("", text).replace("[", "").replace("]", "")
    for sentence in re.split(r"(?<=[.。\n])", text):
        parts = [_LEADS.sub("", p, count=1).strip() for p in _PARTS.split(sentence)]
        if any(_UNVERIFIED.fullmatch(p) for p in parts) and not _NOT_SO.search(sentence):
            return True
    return False


def _exposed(draft: Draft, told: Sequence[Claim], evidence: Evidence) -> Iterator[Problem]:
    """Warn of a place, a trade or a name in the paragraph of few sources, beside their sentence."""
    known = [words for words, _ in draft.bodies]
    for claim in told:
        some = testimonies_of(claim, evidence)
        if not some or some[-1].k > FEW or exposing(claim.context, some[-1].role):
            continue
        text = paragraph(draft.text, claim.span.line)
        near = exposing(text, some[-1].role) or named(text, known)
        if near:
            yield Problem(
                codes.FEW_SOURCES,
                "warning",
                f"{some[-1].k} sources stand in one paragraph with {near!r}.",
                "Take the place, the profession or the name out: it could lead to a source. What"
                " [bodies] names is let stand.",
                span=claim.span,
            )
