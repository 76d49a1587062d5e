"""Whether second signatures are of people whom somebody else than the first signer knows.

A person can make a second keyring and introduce it as somebody else. No program can tell; but it is
told, until a third person confirms who they are. It warns and never refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Evidence

_TWO = 2


def only_introduced(evidence: Evidence) -> Iterator[Problem]:
    """Warn where all that makes two people of one is that one introduced the other."""
    introduced = evidence.introduced or {}
    counts = {
        "facts": sum(_doubtful(f.reviewers, evidence) for f in evidence.facts),
        "translations": sum(
            _doubtful((t.translator, t.second_reader), evidence)
            for t in evidence.translations
            if t.second_reader
        ),
        "decisions not to ask": sum(
            _doubtful((s.by, one.by), evidence)
            for s in evidence.replies
            for one in evidence.replies
            if s.step == "seconded" and s.about == one.id
        ),
    }
    told = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
    if introduced and told:
        yield Problem(
            codes.INTRODUCED_ALONE,
            "warning",
            f"The second person behind {told} was introduced by the very person whom they second,"
            " and nobody else has confirmed who they are.",
            "`papertrace key people` lists them; a third person: papertrace key confirm NAME",
        )


def _doubtful(keys: tuple[str, ...], evidence: Evidence) -> bool:
    """Say whether several people signed, and each pair of them is an introducer and their own."""
    persons, introduced = evidence.persons or {}, evidence.introduced or {}
    people = sorted({persons.get(k, k) for k in keys})
    if len(people) < _TWO:
        return False
    return all(
        introduced.get(a) == b or introduced.get(b) == a
        for at, a in enumerate(people)
        for b in people[at + 1 :]
    )
