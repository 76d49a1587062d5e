"""How sure a fact is, and why it is not surer.

Starts at what its place proves and only ever falls: 0.9 and more is for values that a label or a
head names and whose unit stands in place.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Confidence:
    """A confidence on its way down."""

    value: float = 0.95
    reasons: list[str] = field(default_factory=list)

    def limit(self, most: float, reason: str = "") -> None:
        """Let it be `most` at the highest, for a reason."""
        self.value = min(self.value, most)
        if reason and reason not in self.reasons:
            self.reasons.append(reason)
