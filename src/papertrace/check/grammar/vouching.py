"""What a person's word for a sentence is bound to, and who has given it.

It holds for the draft and its headings, the sentences beside it and back to whom it may mean, the
claims' tables, and the facts as accepted. A change of any of these, or taking it back, ends it.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from papertrace.check.grammar.parts import headings, lead_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.check.grammar.lattice import Sentence
    from papertrace.check.grammar.parts import Part
    from papertrace.model import ClaimResult, Draft, Evidence

VOUCHED, OPEN = "vouched", "open"
"""The verdict of people who read a sentence, or know whom an alias means; and its taking back."""
_NAME = re.compile(r"[A-Z][A-Za-z-]+|[\u3400-\u9fff]{2,}")
_PRONOUN = re.compile(
    r"\s*(?:(?:in|for|also|then|later|still|but|and|so|\d{4}|a|one|year|earlier|later|before|,)\s+)*"
    r"(?:its?|they|theirs?|this|that|these|those|the|he|she|there|a|an|one|some|so|such)\b|\s*[该其此它这]",
    re.IGNORECASE,
)


def key_of(
    sentence: Sentence,
    some: Sequence[Part],
    at: int,
    ground: tuple[Draft, Evidence, Sequence[ClaimResult]],
) -> str:
    """Give what a person's word for the sentence at a place is bound to, beside its words."""
    draft, evidence, results = ground
    tables = [(c.id, c.kind, dict(c.options)) for c in (one.claim for one in sentence.links)]
    own = {one.claim.id for one in sentence.links}
    told = [r for r in results if r.claim.id in own]
    ids = {i for r in told for i in r.facts}
    facts = sorted(
        (f.id, f.digest, sorted((n, v.value) for n, v in f.fields.items()))
        for f in evidence.facts
        if f.id in ids
    )
    digests = {f.digest for f in evidence.facts if f.id in ids}
    papers = sorted(
        (h.digest, h.publisher, h.year, h.title) for h in evidence.holdings if h.digest in digests
    )
    around = [p.text for p in _around(some, at)]
    lead = lead_of(some, at)
    held = {
        "draft": PurePath(draft.path).name,
        "bodies": sorted(draft.bodies),
        "headings": [h.text for h in headings(some, at)],
        "lead": lead.text if lead else "",
        "around": around,
        "claims": tables,
        "found": sorted({(r.claim.id, r.found) for r in told}),
        "facts": facts,
        "papers": papers,
    }
    written = json.dumps(held, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def _around(some: Sequence[Part], at: int) -> list[Part]:
    """Give the sentences beside one, and those back to one that begins with a name."""
    behind = next((p for p in some[at + 1 :] if not p.heading), None)
    back: list[Part] = []
    for part in reversed(some[:at]):
        back.append(part)
        plain = part.text.lstrip("“\"‘'([ ")
        if not part.heading and _NAME.match(plain) and not _PRONOUN.match(part.text):
            break
    return [*reversed(back), *([behind] if behind else [])]


def vouchers(subject: str, other: str, evidence: Evidence) -> frozenset[str]:
    """Give the people who vouched, with a reason, for exactly these words and this key.

    Whoever takes it back (verdict `open`) ends every word given before; it can be given anew.
    """
    persons = evidence.persons or {}
    found: set[str] = set()
    for j in evidence.judgements:
        person = persons.get(j.by, j.by)
        if (j.subject, j.other) != (subject, other):
            continue
        if j.verdict == VOUCHED and j.reason.strip():
            found.add(person)
        elif j.verdict == OPEN:
            found.clear()
    return frozenset(found)


def vouched_names(draft: Draft, evidence: Evidence) -> frozenset[tuple[str, str]]:
    """Give the aliases of `[bodies]` that enough people vouched for."""
    least = 2 if evidence.rules.second_person else 1
    return frozenset(
        (words, body)
        for words, body in draft.bodies
        if len(vouchers(words, body, evidence)) >= least
    )
