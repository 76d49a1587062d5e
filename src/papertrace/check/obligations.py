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

_UNVERIFIED = re.compile(
    r"(?P<told>\b(?:accounts?|testimon\w+|stor(?:y|ies)|claims?|statements?|allegations?|descriptions?"
    r"|what\s+they\s+\w+|they|their|this|these|those)\b[^.;]{0,80}?)?"
    r"\bcould\s+not\s+(?:be\s+)?independently\s+(?:verif\w+|confirm\w*)(?P<behind>[^.;]{0,60})"
    r"|(?P<han>(?:说法|证词|陈述|讲述|指控|上述|其|这)[^。；]{0,20})?(?:无法|未能|不能)(?:得到)?独立(?:核实|证实|验证)",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(
    r"\b(?:accounts?|testimon\w+|stor(?:y|ies)|claims?|statements?|allegations?|what\s+they|them|these"
    r"|those)\b",
    re.IGNORECASE,
)
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
    """Say whether a sentence says of the accounts that they could not be verified."""
    text = _TARGET.sub("]", text)
    for match in _UNVERIFIED.finditer(text):
        low = max(text.rfind(sign, 0, match.start()) for sign in ".\n。") + 1
        ends = [at for sign in ".\n。" if (at := text.find(sign, match.end())) >= 0]
        sentence = text[low : min(ends, default=len(text))]
        about = match["told"] or match["han"] or _ACCOUNTS.search(match["behind"] or "")
        if about and not _NOT_SO.search(sentence):
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
