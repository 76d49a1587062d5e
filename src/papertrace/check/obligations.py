"""What a draft as a whole owes: sealed accounts said to be unverified, accused parties asked.

It looks at claims and ledger together; what is owed and not there is a finding that blocks
publication.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.replying import parties
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Draft, Evidence

_UNVERIFIED = re.compile(
    r"could\s+not\s+(?:be\s+)?independently\s+(?:verify|verified|confirm|confirmed)"
    r"|(?:无法|未能|不能)(?:得到)?独立(?:核实|证实|验证)",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:did\s*n[o’']t|ha[sd]\s*n[o’']t|never|declin\w+|refus\w+|no)\b[^.]{0,40}"
    r"\b(?:respon\w+|repl\w+|answer\w*|comment\w*)|未(?:作|予|能)?(?:回应|回复|答复)|没有(?:回应|回复|答复)|拒绝",
    re.IGNORECASE,
)


def owed(draft: Draft, evidence: Evidence) -> Iterator[Problem]:
    """Tell what the draft owes: the wording beside testimonies, and a reply for each accused."""
    told = [c for c in draft.claims if c.kind == "testimony"]
    if told and not _UNVERIFIED.search(draft.text):
        yield Problem(
            codes.UNVERIFIED,
            "error",
            "The draft rests on sealed sources and does not say that it could not verify them.",
            'Write that their accounts "could not be independently verified".',
            span=told[0].span,
        )
    yield from _replies(draft, evidence)


def _replies(draft: Draft, evidence: Evidence) -> Iterator[Problem]:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    named = {c.id for c in draft.claims}
    carried = {str(c.options.get("party", "")) for c in draft.claims if c.kind == "reply"}
    for party in parties(evidence.replies):
        if not named & set(party.claims):
            continue
        state = party.state(today)
        if state in ("unasked", "unseconded"):
            yield Problem(
                codes.NOT_ASKED,
                "error",
                f"{party.name} is accused here and was not asked.",
                "Ask it: papertrace reply asked …; or an editor's reply not-asked, with a second.",
            )
        elif state != "not-asked" and party.name not in carried:
            yield Problem(
                codes.REPLY_LEFT_OUT,
                "error",
                f"The story must say what became of asking {party.name}: {party.sentence(today)}",
                "Write the sentence and link it to a claim of kind reply.",
            )
        elif state == "not-asked" and _SILENT.search(draft.text) and not carried:
            yield Problem(
                codes.NOT_ASKED,
                "error",
                f"The story says that somebody did not respond; {party.name} was not asked.",
                "Take the sentence out, or ask.",
            )
