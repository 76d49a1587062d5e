"""Score facts read from an invented paper against what it says, by the rules of the gold sets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extract.targets.content import Gold

NUMBERS = {"amount", "basic", "project", "delta", "pct", "weight", "score", "value", "rate"}
_UNITS = {"percent": "%", "cny": "元", "日": "天"}


@dataclass(slots=True)
class Count:
    """Fields right, too many and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall; 1 where there was nothing to find."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0

    def add(self, other: Count) -> None:
        """Count in another's."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed
        self.misses += other.misses


def fold(text: str) -> str:
    """Give a text without width, case, blanks and variants of dashes and brackets."""
    told = unicodedata.normalize("NFKC", text).casefold()
    told = re.sub(r"[\s\u200b]+", "", told)
    told = re.sub(r"[‐‑‒–—―─－]", "-", told)
    return told.translate(str.maketrans("〔〕[]：", "()():")).rstrip("。;；,，")


def same(name: str, ours: str | None, gold: str | list[str]) -> bool:
    """Say whether two values of a field are one."""
    if ours is None:
        return False
    if isinstance(gold, list):
        return any(same(name, ours, each) for each in gold)
    if name == "table":
        return fold(ours) in fold(gold) or fold(gold) in fold(ours)
    if name == "unit":
        a, b = fold(ours), fold(gold)
        return _UNITS.get(a, a) == _UNITS.get(b, b)
    return _equal(ours, gold) if name in NUMBERS else fold(ours) == fold(gold)


def _equal(ours: str, gold: str) -> bool:
    """Compare as numbers where both are."""
    try:
        return Decimal(ours.replace(",", "")) == Decimal(gold.replace(",", ""))
    except InvalidOperation:
        return fold(ours) == fold(gold)


def scored(found: Iterable[Mapping[str, str]], wanted: Iterable[Gold]) -> Count:
    """Assign facts to gold one to one, best agreement first, and count fields."""
    golds = list(wanted)
    names = {n for gold in golds for n in gold}
    ours = [{n: v for n, v in fact.items() if n in names} for fact in found]
    pairs = sorted(
        (-sum(same(n, one.get(n), v) for n, v in gold.items()), i, j)
        for i, one in enumerate(ours)
        for j, gold in enumerate(golds)
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    count = Count()
    for agreed, i, j in pairs:
        if agreed < 0 and i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
            _compare(ours[i], golds[j], count)
    for i in set(range(len(ours))) - mine:
        count.extra += len(ours[i])
        count.misses.append(f"too many: {ours[i]}")
    for j in set(range(len(golds))) - theirs:
        count.missed += len(golds[j])
        count.misses.append(f"missed: {golds[j]}")
    return count


def _compare(one: Mapping[str, str], gold: Gold, count: Count) -> None:
    for name in sorted({*one, *gold}):
        if name in gold and same(name, one.get(name), gold[name]):
            count.right += 1
            continue
        if name == "operator" and name not in one and gold.get(name) == "=":
            continue
        count.missed += name in gold
        count.extra += name in one
        where = gold.get("indicator") or gold.get("name") or gold.get("item") or ""
        count.misses.append(f"{where} {name}: {one.get(name)!r} for {gold.get(name)!r}")
