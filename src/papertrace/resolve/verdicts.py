"""What people judged about pairs: the last word on a pair counts, and it can be taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.resolve.naming import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.model import Judgement

SAME, DIFFERENT, PURCHASE, LINEAGE, FUNDING = "same", "different", "purchase", "lineage", "funding"
_DIGITS = 12
_HEX = re.compile(r"[0-9a-f]{12,64}")


def reference(name: str, digest: str) -> str:
    """Give the words for a name in one document: NAME#DIGEST."""
    return f"{name}#{digest[:_DIGITS]}"


def pair_of(left: str, right: str) -> frozenset[str]:
    """Give what every spelling of a pair shares: names folded, digests and ids by 12 digits."""
    return frozenset((_folded(left), _folded(right)))


def _folded(words: str) -> str:
    if _HEX.fullmatch(words.lower()):
        return words.lower()[:_DIGITS]
    name, mark, digest = words.partition("#")
    return f"{parts_of(name).name}{mark}{digest[:_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair and who judged it."""

    left: str
    right: str
    verdict: str
    reason: str
    by: str
    at: str

    def told(self) -> str:
        """Say who judged, when and why."""
        why = f" ({self.reason})" if self.reason else ""
        return f"judged by {self.by} on {self.at[:10]}{why}"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The standing judgements on pairs."""

    judged: tuple[Judged, ...]
    pairs: Mapping[frozenset[str], str] = field(default_factory=dict)
    """The verdict on each pair, in folded words."""

    @property
    def same(self) -> tuple[Judged, ...]:
        """Give the pairs judged to be one thing."""
        return tuple(j for j in self.judged if j.verdict == SAME)

    @property
    def different(self) -> tuple[Judged, ...]:
        """Give the pairs judged to be two things."""
        return tuple(j for j in self.judged if j.verdict == DIFFERENT)

    def of(self, verdict: str) -> tuple[Judged, ...]:
        """Give the pairs of one verdict."""
        return tuple(j for j in self.judged if j.verdict == verdict)

    def apart(self, left: str, right: str) -> bool:
        """Say whether a person judged these two different."""
        return self.pairs.get(pair_of(left, right)) == DIFFERENT

    def settled(self, left: str, right: str) -> bool:
        """Say whether a person judged this pair at all."""
        return pair_of(left, right) in self.pairs


def standing(judgements: Iterable[Judgement]) -> Verdicts:
    """Fold judgements in log order: the last one on a pair counts; `open` takes it back."""
    last: dict[frozenset[str], Judged] = {}
    for j in judgements:
        if j.other and j.verdict in (SAME, DIFFERENT, PURCHASE, LINEAGE, FUNDING, "open"):
            pair = pair_of(j.subject, j.other)
            last.pop(pair, None)
            if j.verdict != "open":
                last[pair] = Judged(j.subject, j.other, j.verdict, j.reason, j.by, j.at)
    return Verdicts(tuple(last.values()), {pair: j.verdict for pair, j in last.items()})
