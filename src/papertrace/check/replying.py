"""What was asked of an accused party, and what the story may therefore say. It decides nothing.

The ledger's steps are folded in order. `did not respond` is true only of a party that was asked,
whose deadline has passed, and of which no answer is recorded.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import ReplyStep


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Party:
    """One accused party and what became of asking it."""

    name: str
    claims: tuple[str, ...]
    """Claims it is accused by."""
    facts: tuple[str, ...]
    """Facts that these claims stood on when they were noted."""
    attempts: tuple[ReplyStep, ...]
    """Those with a channel, a day and a deadline not before it: others asked nobody."""
    answers: tuple[ReplyStep, ...]
    excused: ReplyStep | None
    """An editor's decision not to ask, where a second key agreed to it."""
    waiting: ReplyStep | None
    """Such a decision that no second key agreed to yet."""

    def state(self, today: str) -> str:
        """Give answered, silent, pending, not-asked, unseconded or unasked, as of a day."""
        if self.answers:
            return "answered"
        if self.attempts:
            return "silent" if max(a.deadline for a in self.attempts) < today else "pending"
        if self.excused:
            return "not-asked"
        return "unseconded" if self.waiting else "unasked"

    def sentence(self, today: str) -> str:
        """Give the sentence the story must carry, in plain words."""
        return {
            "answered": f"{self.name} answered; its answer must be quoted whole or fairly.",
            "silent": f"{self.name} did not respond to a request for comment.",
            "pending": f"{self.name} had not responded by the time of publication.",
            "not-asked": f"Say nothing of an answer: {self.name} was not asked, for a reason kept.",
        }.get(self.state(today), f"{self.name} was not asked: ask it before publishing.")


def parties(steps: Iterable[ReplyStep]) -> tuple[Party, ...]:
    """Fold the ledger by party, in the order in which they were first named."""
    every = list(steps)
    seconds = {s.about: s.by for s in every if s.step == "seconded"}
    return tuple(_party(name, every, seconds) for name in dict.fromkeys(s.party for s in every))


def _party(name: str, every: list[ReplyStep], seconds: dict[str, str]) -> Party:
    own = [s for s in every if s.party == name]
    skipped = [s for s in own if s.step == "not-asked" and s.text.strip()]
    agreed = [s for s in skipped if seconds.get(s.id, s.by) != s.by]
    noted = [s for s in own if s.step == "allegation"]
    return Party(
        name=name,
        claims=tuple(dict.fromkeys(c for s in noted for c in s.claims)),
        facts=tuple(dict.fromkeys(f for s in noted for f in s.facts)),
        attempts=tuple(s for s in own if s.step == "attempt" and _asked(s)),
        answers=tuple(s for s in own if s.step == "answer"),
        excused=agreed[-1] if agreed else None,
        waiting=skipped[-1] if skipped and not agreed else None,
    )


def _asked(step: ReplyStep) -> bool:
    days = all(_DAY.fullmatch(day) for day in (step.on, step.deadline))
    return bool(step.channel.strip()) and days and step.on <= min(step.deadline, today())


def today() -> str:
    """Give the day, UTC, ISO 8601: what deadlines and rates are held against."""
    return dt.datetime.now(dt.UTC).date().isoformat()
