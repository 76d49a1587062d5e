"""What the sample's people do beside deciding: they translate, second, and ask the accused.

Each step is recorded once, so that the demo can go on where it was. It sends nothing and opens no
witness store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from papertrace.workflow.replying import record
from papertrace.workflow.sentences import read_over, vouch
from papertrace.workflow.vouching import second, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey

_STEP = ("step", "party", "claims", "channel", "on", "deadline", "text")


class Testify(Protocol):
    """Whoever may open a witness store, which the workflow may not."""

    def __call__(
        self, case: str, folder: Path, key: SigningKey, sources: Sequence[dict[str, Any]]
    ) -> None:
        """Write a signed number for each role of the sources, for a case, into a folder, once."""


def translated(
    case: Case, rules: Sequence[dict[str, Any]], people: tuple[SigningKey, SigningKey]
) -> dict[str, str]:
    """Record each translation and its second reading; give their ids by name."""
    ids = {}
    for rule in rules:
        held = case.find(rule["document"]).digest
        made = next(
            (
                t
                for t in case.ledger().translations
                if (t.digest, t.quote, t.words) == (held, rule["quote"], rule["words"])
            ),
            None,
        ) or translate(
            case, held, rule["page"], rule["quote"], rule["words"], key=people[0], language="en"
        )
        if not made.second_reader:
            made = second(case, made.id, people[1])
        ids[rule["name"]] = made.id
    return ids


def vouched(
    case: Case, draft: Path, rules: Sequence[dict[str, Any]], people: Iterable[SigningKey]
) -> None:
    """Let each person vouch for the sentences and names that wait for one, once."""
    for key in people:
        for rule in rules:
            report = read_over(case, draft)
            waiting = {c for r in report.readings if r.state == "unread" for c in r.claims}
            names = [
                n
                for n in rule.get("names", ())
                if any(repr(n) in p.message for p in report.to_read)
            ]
            claims = [c for c in rule.get("claims", ()) if c in waiting]
            if claims or names:
                vouch(case, draft, claims, names, key=key, reason=rule["reason"])


def asked(case: Case, rules: Sequence[dict[str, Any]], key: SigningKey) -> None:
    """Record who is accused of what, who was asked, and what they answered."""
    known = {
        (s.step, s.party, s.claims, s.channel, s.on, s.deadline, s.text)
        for s in case.ledger().replies
    }
    for rule in rules:
        told = tuple(
            tuple(rule.get(name, ())) if name == "claims" else rule.get(name, "") for name in _STEP
        )
        if told not in known:
            record(case, key, **rule)
