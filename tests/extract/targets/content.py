"""What invented target forms say: projects, levels, indicators, aims and results, by a seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

Gold = dict[str, str | list[str]]

THINGS = (
    "沿江巡防", "边境管控", "出入境证件", "界碑维护", "口岸查验",
    "船艇维护", "无人机巡查", "监控点位", "视频巡检", "执勤点",
    "反走私", "边民服务", "涉外管理", "遣返移交", "禁毒查缉",
    "信息化运维", "训练保障", "装备更新", "应急处置", "法治宣传",
    "雷达站", "巡逻道", "铁丝网", "驻地营房", "江面巡逻",
    "证照办理",
)  # fmt: skip
_STANDARD = (
    ("成本指标", ("经济成本指标", "社会成本指标")),
    ("产出指标", ("数量指标", "质量指标", "时效指标")),
    ("效益指标", ("社会效益指标", "生态效益指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)
_OLD = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("社会效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)
_SHORT = (
    ("产出", ("数量", "质量", "时效", "成本")),
    ("效益", ("经济效益", "社会效益", "生态效益")),
    ("满意度", ("服务对象满意度",)),
)
_PROCESS = (
    ("决策", ("立项依据", "绩效目标")),
    ("过程", ("资金管理", "组织实施")),
    ("产出", ("产出数量", "产出质量", "产出时效")),
    ("效益", ("社会效益", "可持续影响", "服务对象满意度")),
)
_WHOLE = (
    ("运行成本", ("公用经费控制", "人员控制")),
    ("管理效率", ("预算管理", "资产管理")),
    ("履职效能", ("重点工作完成", "核心业务")),
    ("社会效应", ("社会效益", "满意度")),
    ("可持续发展能力", ("队伍建设", "信息化支撑")),
)
LEVELS = {
    "standard": _STANDARD, "old": _OLD, "short": _SHORT, "process": _PROCESS, "whole": _WHOLE,
}  # fmt: skip

_COUNTS = (
    ("{}处置数量", "起"), ("{}办理人员数量", "人次"), ("{}参训人数", "人"),
    ("{}案件办理数", "件"), ("{}设备购置数量", "台"), ("{}工作开展次数", "次"),
    ("{}值守天数", "天"), ("{}维修面积", "平方米"), ("{}巡逻里程", "公里"),
    ("{}系统建设数量", "套"), ("{}点位数", "个"),
)  # fmt: skip
_EACH = ("每个站点{}人员数量", "人次")
_RATES = ("{}办结率", "{}验收合格率", "{}数据准确率", "{}任务完成率", "{}覆盖率", "{}设备完好率")
_TIMES = (("{}单例办理时限", "天"), ("{}响应时间", "分钟"), ("{}平均处置时长", "个工作日"))
_ENDS = ("{}项目完成时间", "{}资金支付完成时限")
_COSTS = (("{}项目总成本", "万元"), ("{}经费控制数", "元"), ("{}采购成本", "万元"))
_WORDS = (
    ("{}防控能力", "有效提升"), ("{}秩序", "持续改善"), ("{}长效机制", "基本健全"),
    ("{}管理水平", "显著提高"), ("{}资料归档", "完整规范"), ("{}制度执行情况", "优"),
    ("{}环境影响", "无明显不利影响"),
)  # fmt: skip
_FEEL = ("{}群众满意度", "{}服务对象满意度", "{}民警满意度")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row asks for: as one text, as sign, number and unit, and as gold."""

    text: str
    sign: str
    number: str
    unit: str
    gold: Gold


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form."""

    level1: str
    level2: str
    indicator: str
    aim: Aim
    weight: str
    actual: str
    score: str


@dataclass(frozen=True, slots=True)
class Project:
    """One project with its form's rows."""

    body: str
    year: str
    name: str
    amount: Decimal
    """In 万元, with two digits behind the point."""
    rows: tuple[Row, ...]
    goal: str
    quota: Gold
    """The quota that the goal's prose states."""


@dataclass(slots=True)
class Maker:
    """Makes projects whose indicators differ from each other."""

    chance: random.Random
    used: set[str] = field(default_factory=set)

    def project(self, body: str, year: str, levels: str = "standard") -> Project:
        """Make a project with eight to sixteen rows."""
        kinds = [(one, two) for one, twos in LEVELS[levels] for two in twos]
        made = []
        for one, two in kinds:
            for _ in range(self.chance.choice((1, 1, 2, 3))):
                name, aim = self._indicator(two)
                made.append(Row(one, two, name, aim, "", "", ""))
        weights = self._weights(len(made))
        rows = tuple(
            self._reached(replace(row, weight=w)) for row, w in zip(made, weights, strict=True)
        )
        name = self.chance.choice(THINGS) + self.chance.choice(("专项经费", "工作经费", "项目"))
        amount = Decimal(self.chance.randint(1000, 5_000_000)) / 100
        goal, quota = self._goal()
        return Project(body, year, name, amount, rows, goal, quota)

    def _indicator(self, level: str) -> tuple[str, Aim]:
        while True:
            name, aim = self._by_level(level)
            if name not in self.used:
                self.used.add(name)
                return name, aim

    def _by_level(self, level: str) -> tuple[str, Aim]:
        thing = self.chance.choice(THINGS)
        pick = self.chance.choice
        if "满意度" in level:
            return pick(_FEEL).format(thing), self._number("%", 85, 98, (">=",))
        if "数量" in level or "业务" in level or "重点" in level:
            name, unit = pick((*_COUNTS, _EACH))
            return name.format(thing), self._number(unit, 2, 4000, (">=", ">=", "<=", "=", ""))
        if "成本" in level or "经费" in level:
            name, unit = pick(_COSTS)
            return name.format(thing), self._money(unit)
        return self._time(thing) if "时效" in level else self._quality(level, thing)

    def _time(self, thing: str) -> tuple[str, Aim]:
        if self.chance.random() < 0.4:
            return self.chance.choice(_ENDS).format(thing), self._end()
        name, unit = self.chance.choice(_TIMES)
        return name.format(thing), self._number(unit, 2, 60, ("<=",))

    def _quality(self, level: str, thing: str) -> tuple[str, Aim]:
        pick = self.chance.choice
        if "质量" in level or "管理" in level or self.chance.random() < 0.35:
            name = pick(_RATES).format(thing)
            return name, self._number("%", 80, 100, (">=", ">=", "=", ""))
        name, words = pick(_WORDS)
        gold: Gold = {"qualitative_text": words}
        return name.format(thing), Aim(words, "定性", words, "", gold)

    def _number(self, unit: str, low: int, high: int, signs: tuple[str, ...]) -> Aim:
        number = self.chance.randint(low, high)
        operator = self.chance.choice(signs)
        if unit != "%" and self.chance.random() < 0.08:
            return self._range(number, unit)
        value = str(number)
        if unit == "%" and self.chance.random() < 0.2:
            value = f"{number - 1}.{self.chance.randint(1, 9)}"
        printed = f"{number:,}" if value == str(number) and number > 999 else value
        told = {"%": "percent"}.get(unit, unit)
        gold: Gold = {"operator": operator or "=", "value": value, "unit": told}
        return Aim(self._said(operator, printed, unit), self._sign(operator), printed, unit, gold)

    def _range(self, low: int, unit: str) -> Aim:
        high = low + self.chance.randint(1, 40)
        shape = self.chance.choice(("{}-{}{}", "{}～{}{}", "[{},{}]{}"))
        gold: Gold = {"value": f"[{low},{high}]", "unit": unit}
        return Aim(shape.format(low, high, unit), "", f"[{low},{high}]", unit, gold)

    def _money(self, unit: str) -> Aim:
        number = Decimal(self.chance.randint(100, 90000)) / (100 if unit == "万元" else 1)
        printed = f"{number:.2f}" if unit == "万元" else str(number)
        factor = 10000 if unit == "万元" else 1
        value = str(int(number * factor))
        gold: Gold = {"operator": "<=", "value": value, "unit": "CNY"}
        return Aim(self._said("<=", printed, unit), self._sign("<="), printed, unit, gold)

    def _end(self) -> Aim:
        month, day = self.chance.randint(3, 12), self.chance.randint(1, 28)
        shape = self.chance.choice(("{}年{}月{}日前", "{}年{}月{}日之前", "≤{}年{}月{}日"))
        gold: Gold = {"operator": "<=", "value": f"2025-{month:02d}-{day:02d}"}
        bare = f"2025年{month}月{day}日"
        return Aim(shape.format(2025, month, day), "≤", bare, "", gold)

    def _said(self, operator: str, number: str, unit: str) -> str:
        ways = {
            ">=": "≥# ≥# ≧# 不少于# 不低于# #以上 >=# ＞＝#",
            "<=": "≤# ≤# ≦# 不超过# #以内 控制在#以内 小于等于#",
            "=": "=# ＝# 等于#",
            "": "# # 达到# 完成#",
        }[operator].split()
        return self.chance.choice(ways).replace("#", number + unit)

    def _sign(self, operator: str) -> str:
        ways = {
            ">=": ("≥", "≥", "≧", "大于等于"),
            "<=": ("≤", "≤", "小于等于"),
            "=": ("=", "＝"),
            "": ("",),
        }
        return self.chance.choice(ways[operator])

    def _weights(self, count: int) -> list[str]:
        cuts = sorted(self.chance.sample(range(1, 180), count - 1))
        halves = [b - a for a, b in zip([0, *cuts], [*cuts, 180], strict=True)]
        return [str(h // 2) if h % 2 == 0 else f"{h // 2}.5" for h in halves]

    def _reached(self, row: Row) -> Row:
        """Give a row a result and a score within its weight."""
        full = self.chance.random() < 0.7
        part = Decimal(row.weight) * Decimal(self.chance.choice(("0.8", "0.9", "0.5")))
        score = row.weight if full else format(part.normalize(), "f")
        number = row.aim.gold.get("value")
        unit = row.aim.unit
        if isinstance(number, str) and "[" not in number and "-" not in number and unit:
            actual = f"{self.chance.randint(1, 120)}{unit}"
        else:
            actual = self.chance.choice(("已完成", "完成", "基本完成", "达成预期"))
        return replace(row, actual=actual, score=score)

    def _goal(self) -> tuple[str, Gold]:
        thing, other = self.chance.sample(THINGS, 2)
        number = self.chance.randint(3, 900)
        unit = self.chance.choice(("人次", "起", "件", "场次"))
        what = self.chance.choice((f"完成{thing}任务", f"处置{thing}事件", f"办理{thing}案件"))
        goal = f"保障{other}工作正常开展，全年{what}不少于{number}{unit}，提升管理水平。"
        quota: Gold = {"operator": ">=", "value": str(number), "unit": unit}
        return goal, quota


def gold_of(project: Project, *, result: bool = False, weights: bool = True) -> list[Gold]:
    """Give the facts of a project's rows."""
    out: list[Gold] = []
    for row in project.rows:
        gold: Gold = {
            "body": project.body, "year": project.year, "project": project.name,
            "level1": row.level1, "level2": row.level2, "indicator": row.indicator, **row.aim.gold,
        }  # fmt: skip
        if row.indicator.startswith("每个站点"):
            gold["per"] = "每个站点"
        if weights:
            gold["weight"] = row.weight
        if result:
            gold["actual"], gold["score"] = row.actual, row.score
        out.append(gold)
    return out
