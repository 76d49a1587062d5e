"""What a draft owes to the parties it accuses: that they were asked, and what became of it.

A party is accused by a draft that links a claim noted against it, that rests on a fact of such a
claim under whatever name, or that names it. What is owed and not there blocks publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.grounds import by_sql, facts_of
from papertrace.check.options import text_of, texts_of
from papertrace.check.quoting import stands
from papertrace.check.replying import parties, today
from papertrace.check.silence import told_silences
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.check.replying import Party
    from papertrace.check.silence import Told
    from papertrace.model import Claim, Draft, Evidence

_NEVER_ASKED = frozenset({"not-asked", "unasked", "unseconded"})
_SIDES = ("facts", "fact", "from", "to", "left", "right", "part", "whole", "among")
"""Keys of claims that list facts."""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ial)|false|untrue|incorrect|wrong|inaccurate|not|never|no|reject\w*|baseless"
    r"|unfounded|fabricat\w+|groundless|mistaken|slander\w*)\b|n[’']t\b|不实|否认|错误|并非|没有|不属实|纯属|捏造"
    r"|污蔑|失实|不存在|从未",
    re.IGNORECASE,
)


def replies_owed(draft: Draft, evidence: Evidence) -> Iterator[Problem]:
    """Tell which accused parties were not asked, left out, or told silent without a claim."""
    day = today()
    accused = [p for p in parties(evidence.replies) if _accused(p, draft, evidence)]
    linked = [c for c in draft.claims if c.kind == "reply"]
    carried = {text_of(c, "party") for c in linked}
    for party in accused:
        state = party.state(day)
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
                f"The story must say what became of asking {party.name}: {party.sentence(day)}",
                "Write the sentence and link it to a claim of kind reply.",
            )
        elif state == "answered":
            yield from _half(party, linked)
    for told in told_silences(draft) if accused else ():
        yield from _unlinked(told, accused, draft, day)


def excused(draft: Draft, evidence: Evidence) -> tuple[str, ...]:
    """Give the accused parties that an editor decided not to ask: none may be told silent."""
    day = today()
    some = (p for p in parties(evidence.replies) if _accused(p, draft, evidence))
    return tuple(p.name for p in some if p.state(day) == "not-asked")


def _accused(party: Party, draft: Draft, evidence: Evidence) -> bool:
    """Say whether a draft accuses a party: by a claim, by a fact under any name, or by its name."""
    if not party.claims:
        return False
    if any(c.id in party.claims for c in draft.claims) or named(draft, draft.text, party.name):
        return True
    facts = set(party.facts)
    return bool(facts) and any(facts & set(rests_on(c, evidence)) for c in draft.claims)


def rests_on(claim: Claim, evidence: Evidence) -> Iterator[str]:
    """Give the ids of the accepted facts that a claim names or computes its value from."""
    ids = [i for key in _SIDES for i in texts_of(claim, key)]
    found = facts_of(ids, evidence) if ids else ()
    if isinstance(found, tuple):
        yield from (f.id for f in found)
    sql = text_of(claim, "sql")
    if sql:
        answer = by_sql(sql, evidence)
        if isinstance(answer, tuple):
            yield from (f.id for f in answer[1])


def named(draft: Draft, text: str, party: str) -> bool:
    """Say whether a text names a party, in its own words or in those of `[bodies]`."""
    words = [party, *(told for told, body in draft.bodies if body == party)]
    return any(word.lower() in text.lower() for word in words)


def _unlinked(told: Told, accused: Sequence[Party], draft: Draft, day: str) -> Iterator[Problem]:
    """Tell of a sentence about silence or asking that is not true of whom it may mean."""
    meant = [p for p in accused if named(draft, told.text, p.name)] or list(accused)
    states = {p.name: p.state(day) for p in meant}
    bad = [n for n, state in states.items() if state in _NEVER_ASKED]
    if told.asking and len(bad) < len(meant):
        return  # somebody was asked, and it may be they
    if not told.asking:
        bad += [n for n, state in states.items() if state == "answered"]
    if bad:
        unasked = states[bad[0]] in _NEVER_ASKED
        why = "was not asked" if unasked else "answered"
        yield Problem(
            codes.NOT_ASKED if unasked else codes.REPLY_LEFT_OUT,
            "error",
            f"{told.words!r} tells of silence or asking; {bad[0]} {why}.",
            "Take the sentence out, name whom it is of, or link it to a claim of kind reply.",
            span=told.span,
        )


def _half(party: Party, linked: Sequence[Claim]) -> Iterator[Problem]:
    """Tell of a party that denied and is quoted with something else alone."""
    quotes = [c.span.text for c in linked if text_of(c, "party") == party.name]
    denials = [s for a in party.answers for s in _sentences(a.text) if _DENIES.search(s)]
    if not denials or any(not stands(q, s) or not stands(s, q) for q in quotes for s in denials):
        return
    yield Problem(
        codes.REPLY_LEFT_OUT,
        "error",
        f"{party.name} answered {denials[0]!r}, and nothing that the story quotes is of that.",
        "Quote the sentence in which it contradicts: an answer is told fairly.",
    )


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+|(?<=[。！？])|\n+", text) if s.strip()]
