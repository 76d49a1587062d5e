"""What an accused party answered, or that it did not: as the ledger of replies has it.

An answer is quoted word for word. "Did not respond" needs an attempt whose deadline has passed; of
a party that was not asked the story may not say it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.compare import fail
from papertrace.check.grounds import Unproven, unproven
from papertrace.check.options import TEXT, text_of
from papertrace.check.quoting import stands, told_as_quote
from papertrace.check.replying import parties, today
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.check.replying import Party
    from papertrace.model import Claim, Evidence

CODE = "reply"
OPTIONS: Mapping[str, Shape] = {"party": TEXT}
COVERS: frozenset[str] = frozenset({"PT620", "PT621", "PT622", "PT623"})
_ASKED = r"requests?|questions?|inquir(?:y|ies)|letters?|calls?|e-?mails?|messages?"
SILENT = re.compile(
    r"(?:(?:did\s*n[o’']t|has\s*n[o’']t|had\s*n[o’']t)\s+(?:yet\s+)?)"
    r"(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)"
    rf"(?:\s+(?:to\s+)?(?:(?:a|an|our|the|its|any)\s+)?(?:{_ASKED})(?:\s+for\s+(?:a\s+)?(?:comment|response))?)?"
    r"|(?:尚?未|没有)(?:作出|做出|予以|作|给予)?(?:回应|回复|答复)",
    re.IGNORECASE,
)
"""All that may be linked of a party that is silent; "refused" and "declined" are answers."""
_YET = re.compile(r"\b(?:by\s+the\s+time|at\s+the\s+time|yet)\b|截至|尚未", re.IGNORECASE)


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked words against what the ledger says of the party."""
    words, name = claim.span.text, text_of(claim, "party")
    party = next((p for p in parties(evidence.replies) if p.name == name), None)
    if party is None:
        return unproven(
            claim, words,
            Unproven(f"The ledger of replies knows no party {name!r}.",
                     f"papertrace reply asked '{name}' --channel … --on DAY --deadline DAY"),
        )  # fmt: skip
    day = today()
    state = party.state(day)
    if state in ("unasked", "unseconded"):
        return unproven(claim, words, Unproven(party.sentence(day), "Ask it first."))
    if SILENT.fullmatch(words.strip()):
        return _silence(claim, party, state, day)
    if state != "answered":
        return fail(claim, words, state, f"No answer is recorded: {party.sentence(day)}",
                    "Say what the ledger allows.")  # fmt: skip
    return _answered(claim, party)


def _answered(claim: Claim, party: Party) -> ClaimResult:
    words = claim.span.text
    loose = told_as_quote(claim)
    if loose:
        return fail(claim, words, "", loose, "Put exactly the linked words in quotation marks.")
    why = [stands(words, a.text) for a in party.answers]
    if "" in why:
        return ClaimResult(claim, "passed", words, party.name, "The answer holds these words.", "")
    return ClaimResult(
        claim, "failed", words, "not in the answer", why[0] if why else "There is no answer.",
        "Quote the answer word for word.", slip="quote",
    )  # fmt: skip


def _silence(claim: Claim, party: Party, state: str, day: str) -> ClaimResult:
    words = claim.span.text
    yet = bool(_YET.search(claim.context or words))
    if state == "silent" or (state == "pending" and yet):
        last = max(party.attempts, key=lambda a: (a.deadline, a.on))
        told = f"asked by {last.channel} on {last.on}, answer asked for by {last.deadline}"
        return ClaimResult(claim, "passed", words, told, party.sentence(day), "")
    why = {
        "answered": "It answered; its answer must be told.",
        "pending": "Its deadline has not passed.",
    }.get(state, "It was not asked.")
    return fail(claim, words, state, why, party.sentence(day))
