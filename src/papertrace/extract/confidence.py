"""How sure a fact is, and why: what it rests on, and what keeps it from being surer.

Starts at what its place proves and only ever falls: 0.9 and more is for values that a label or a
head names and whose unit stands in place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LABEL = "a label names it"
HEAD = "a table's head names it"
SENTENCE = "a sentence says it"
AGAIN = "a second mention agrees"
ADDS_UP = "the lots add up to the printed total"


@dataclass(slots=True)
class Confidence:
    """A confidence on its way down."""

    value: float = 0.95
    reasons: list[str] = field(default_factory=list)

    def rests_on(self, ground: str) -> None:
        """Say what it rests on: a label, a table's head, a second mention, arithmetic."""
        if ground and ground not in self.reasons:
            self.reasons.append(ground)

    def limit(self, most: float, reason: str = "") -> None:
        """Let it be `most` at the highest, for a reason."""
        self.value = min(self.value, most)
        if reason and reason not in self.reasons:
            self.reasons.append(reason)
