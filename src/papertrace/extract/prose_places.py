"""What a sum of a budget's text is: a total, a part of it, a public expense, a line of a class.

Words are read whole: a sum whose words are not known is passed over. What a sentence leaves out
(支出决算为 …, 其中 …) is what the one before it said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.told_sums import phase_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.heads import Phase
    from papertrace.extract.told_sums import Stretch, Told

_TAIL = (
    r"(?:20\d\d年度?|预算|决算|支出|安排|总额|总数|总计|合计|共计|共|计|数|额|各|均|为|是|达"
    r"|[：:]|年初|全年|实际|财政拨款)*$"
)
_COSTS = r"(?:费用?|经费费?|支出)?"
_CARS = r"(?:公务用车|公务车|公车)"
_PUBLIC = re.compile(
    rf"(?P<item>因公出国[（(]境[）)]{_COSTS}|{_CARS}?购置(?:及|和|与|、)运行(?:维护)?{_COSTS}"
    rf"|{_CARS}购置{_COSTS}|{_CARS}运行(?:维护)?{_COSTS}|(?<![内事外他])公务接待{_COSTS}"
    rf"|[“\"”‘]?三公[”\"“’]?经费)[”\"“’）)]*{_TAIL}"
)
_SAME = re.compile(
    r"^(?:20\d\d年度?|全年|年初|调整后?|实际|本年|当年)*(?:支出|预算|决算|完成|发生)" + _TAIL
)
_OWN = (
    r"^(?:20\d\d年度?|本年度?|当年|全年|本单位|本部门|本级|本局|我单位|我部门|我局|我院|全局"
    r"|单位|部门)*"
)
_TOTAL = re.compile(
    _OWN + r"(?P<what>总?(?:收入支出|收、支|收支|收入、支出|收入和支出|收入|支出))"
    r"(?:预算|决算|总)*(?:总计|总额|总数|合计|共计)?" + _TAIL
)
_YEARLY = re.compile(r"本年|当年")
_FUND = re.compile(r"财政拨款|一般公共预算|政府性基金|国有资本|三公|基本支出|项目支出")
_PART = re.compile(
    r"^(?:20\d\d年度?)?(?P<item>[\u3400-\u9fff（）()]{2,24}?(?:收入|支出|拨款|结转和?结余|结转|结余|补助))"
    r"(?:类科目|[（(]类[）)]|预算|决算|数|为|是|共|计|合计|安排)*$"
)
_LEVEL = re.compile(
    r"(?P<item>[\u3400-\u9fff、]{2,24})[（(][类款项][）)](?:科目|支出)?[：:，,]?" + _TAIL
)


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum with its place in the schema of facts."""

    kind: str
    """budget_total, balance_line, budget_line or three_public"""
    name: str
    name_at: Stretch
    side: str
    """income, expenditure or '' (no total and no part)"""
    scope: str
    """grand, year or '' where the text does not tell"""
    phase: Phase
    year_at: Stretch | None
    told: Told

    @property
    def key(self) -> tuple[str, ...]:
        """Give what no second sum of one reckoning may be."""
        return self.kind, self.name, self.side, self.scope, self.phase


@dataclass(slots=True)
class _Scene:
    """What was said last and still holds."""

    item: tuple[str, str, Stretch] | None = None
    """Kind, name and place of what `支出决算为 …` goes on about."""
    side: str = ""
    phase: Phase = ""
    year_at: Stretch | None = None
    sentence: int = -1
    heading: str = ""

    def turn_to(self, told: Told) -> None:
        """Forget what a new sentence or heading ends."""
        if told.heading != self.heading:
            self.side = ""
        if told.sentence != self.sentence and not told.follows:
            self.item, self.phase, self.year_at = None, "", None
        self.sentence, self.heading = told.sentence, told.heading
        self.year_at = told.year_at or self.year_at
        self.phase = told.phase or self.phase


def placed(sums: Iterable[Told], phase: Phase) -> Iterator[Sum]:
    """Say of each sum what it is; `phase` is that of a document whose words tell none."""
    scene = _Scene()
    for told in sums:
        scene.turn_to(told)
        said = scene.phase or phase_of(told.heading) or phase
        item = _item(told, scene)
        if item is not None:
            scene.item = item
            yield Sum(*item, "", "", said, scene.year_at, told)
            continue
        scene.item = None
        for kind, name, at, side, scope in _of_balance(told, scene):
            scene.side = side if kind == "budget_total" else scene.side
            yield Sum(kind, name, at, side, scope, said, scene.year_at, told)


def _item(told: Told, scene: _Scene) -> tuple[str, str, Stretch] | None:
    """Give the public expense or class that a sum is of, named here or right before."""
    for kind, pattern in (("three_public", _PUBLIC), ("budget_line", _LEVEL)):
        found = pattern.search(told.subject)
        if found:
            return kind, found["item"], _from(found, told.subject_at[0])
    if not _SAME.match(told.subject):
        return None
    found = _LEVEL.search(told.lead)
    return ("budget_line", found["item"], _from(found, told.lead_at)) if found else scene.item


def _of_balance(told: Told, scene: _Scene) -> Iterator[tuple[str, str, Stretch, str, str]]:
    """Give a total (once a side) or a part of one with its side and scope."""
    total = _TOTAL.match(told.subject)
    if total:
        if _FUND.search(told.heading):
            return
        scope = "grand" if "总" in total[0] else "year" if _YEARLY.search(total[0]) else ""
        what = total["what"]
        for word, side in (("收", "income"), ("支", "expenditure")):
            if word in what:
                yield "budget_total", what, _from(total, told.subject_at[0], "what"), side, scope
        return
    part = _PART.match(told.subject)
    if part and scene.side:
        side = "expenditure" if part["item"].endswith("支出") else "income"
        if side == scene.side or told.lead:
            at = _from(part, told.subject_at[0])
            yield "balance_line", part["item"], at, side, ""


def _from(found: re.Match[str], start: int, group: str = "item") -> Stretch:
    return start + found.start(group), start + found.end(group)
