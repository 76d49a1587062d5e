"""Sentences around claims that no wording holds: shown to a person, who says what they are worth.

What a person says of a sentence is a Judgement bound to its exact words and its claims' tables, and
what they say of a name to the body it stands for: one changed letter, and it holds no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check import check as test
from papertrace.errors import NotReleased, UsageError
from papertrace.workflow.checking import evidence, read_draft
from papertrace.workflow.judging import OPEN
from papertrace.workflow.releasing import VOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import CheckReport, Judgement, Reading


def read_over(case: Case, path: Path) -> CheckReport:
    """Test a draft for its sentences alone: originals are not read again."""
    draft = read_draft(path)
    return test(draft, evidence(case, (draft,)))


def vouch(
    case: Case,
    path: Path,
    claims: Sequence[str],
    names: Sequence[str],
    *,
    key: SigningKey,
    reason: str,
) -> tuple[Judgement, ...]:
    """Record that a person read the sentences of these claims, and knows what these names mean.

    UsageError without a reason, for a claim whose sentences need nobody, or for an unknown name.
    """
    if not reason.strip():
        msg = "Whoever vouches says why: readers rest on it."
        raise UsageError(msg, remedy="--reason 'what you looked at'")
    report, person = read_over(case, path), case.ledger().person
    told = [(r.sentence, r.key) for r in _of(report, claims) if person(key.id) not in r.people]
    told += _named(report, names)
    return tuple(
        case.judge(words, VOUCHED, key=key, other=other, reason=reason)
        for words, other in dict.fromkeys(told)
    )


def withdraw(
    case: Case,
    path: Path,
    claims: Sequence[str],
    names: Sequence[str],
    *,
    key: SigningKey,
    reason: str,
) -> tuple[Judgement, ...]:
    """Take back what anybody vouched for in the sentences of these claims, and for these names.

    UsageError where nobody vouched for any of it.
    """
    report, judged = read_over(case, path), case.judgements()
    told = [(r.sentence, r.key) for r in _of(report, claims)]
    told += _named(report, names)
    given = {(j.subject, j.other) for j in judged if j.verdict == VOUCHED}
    some = [one for one in dict.fromkeys(told) if one in given]
    if not some:
        msg = "Nobody vouched for any of this as it stands now."
        raise UsageError(msg, remedy="`papertrace vouch DRAFT` lists what waits for a person.")
    return tuple(case.judge(w, OPEN, key=key, other=o, reason=reason) for w, o in some)


def _of(report: CheckReport, claims: Sequence[str]) -> list[Reading]:
    """Give the sentences of claims, or of lines (`:12`), that people must read."""
    found: list[Reading] = []
    for claim in claims:
        some = [r for r in report.readings if r.state != "understood" and _is_of(r, claim)]
        if not some:
            msg = f"No sentence of claim {claim!r} is for a person to read."
            raise UsageError(msg, remedy="`papertrace vouch DRAFT` lists those that are.")
        found += some
    return found


def _is_of(reading: Reading, claim: str) -> bool:
    line = reading.span.line if reading.span else 0
    return claim in reading.claims or (not reading.claims and claim == f":{line}")


def _named(report: CheckReport, names: Sequence[str]) -> list[tuple[str, str]]:
    bodies = dict(report.draft.bodies)
    for name in names:
        if name not in bodies:
            msg = f"[bodies] has no name {name!r}."
            raise UsageError(msg, remedy="Write it as it stands in claims.toml.")
    return [(name, bodies[name]) for name in names]


def refuse_unread(report: CheckReport) -> None:
    """Raise NotReleased with a line for every sentence and name that waits for a person."""
    lines = list(unread(report))
    if lines:
        raise NotReleased("\n".join(lines), remedy="papertrace vouch DRAFT CLAIM --reason …")


def unread(report: CheckReport) -> Iterable[str]:
    """Give a line for everything in a draft that waits for a person."""
    return (f"{p.span.path}:{p.span.line}: {p.message}" for p in report.to_read if p.span)
