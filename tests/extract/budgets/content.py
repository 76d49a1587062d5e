"""What invented budgets and accounts say: classes, sources, projects, figures of two years."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

Gold = dict[str, str | list[str]]

_TREE: dict[str, tuple[str, dict[str, tuple[str, dict[str, str]]]]] = {
    "204": ("公共安全支出", {
        "20402": ("公安", {
            "2040201": "行政运行", "2040202": "一般行政管理事务", "2040219": "信息化建设",
            "2040220": "执法办案", "2040223": "移民事务", "2040299": "其他公安支出",
        }),
        "20406": ("司法", {"2040604": "基层司法业务", "2040605": "普法宣传"}),
    }),
    "205": ("教育支出", {"20508": ("进修及培训", {"2050803": "培训支出"})}),
    "208": ("社会保障和就业支出", {
        "20805": ("行政事业单位养老支出", {
            "2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出",
            "2080506": "机关事业单位职业年金缴费支出",
        }),
    }),
    "210": ("卫生健康支出", {
        "21011": ("行政事业单位医疗", {"2101101": "行政单位医疗", "2101103": "公务员医疗补助"}),
    }),
    "221": ("住房保障支出", {
        "22102": ("住房改革支出", {
            "2210201": "住房公积金", "2210202": "提租补贴", "2210203": "购房补贴",
        }),
    }),
}  # fmt: skip
_ECONOMIC = {
    "301": ("工资福利支出", {"30101": "基本工资", "30102": "津贴补贴"}),
    "302": ("商品和服务支出", {"30201": "办公费", "30231": "公务用车运行维护费"}),
    "303": ("对个人和家庭的补助", {"30302": "退休费", "30305": "生活补助"}),
}
PROJECTS = (
    "边境管控专项经费", "执勤点运行维护", "巡逻艇购置项目", "信息系统运维", "辅警保障经费",
    "办案业务经费", "边境视频监控建设", "宣传教育经费", "营房维修改造",
)  # fmt: skip
GOODS = (
    ("视频监控系统运维服务", "C16070300", "服务", "项"),
    ("执勤执法装备", "A02370000", "货物", "批"),
    ("巡逻艇", "A02140000", "货物", "艘"), ("营房维修工程", "B07000000", "工程", "项"),
    ("办公设备", "A02020000", "货物", "台"), ("物业管理服务", "C21040000", "服务", "项"),
)  # fmt: skip
PUBLIC = ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")


@dataclass(frozen=True, slots=True)
class Line:
    """One class, group or item; money in yuan."""

    code: str
    name: str
    basic: Decimal
    project: Decimal

    @property
    def amount(self) -> Decimal:
        """Give basic and project expenditure together."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Budget:
    """A year's budget of one body."""

    body: str
    year: int
    lines: tuple[Line, ...]
    """Class, group, items, in the order of their codes."""
    before: dict[str, Decimal]
    """Last year's amount of each code."""
    economic: tuple[Line, ...]
    """`basic` holds personnel, `project` the running costs."""
    own: Decimal
    """Income from the treasury."""
    other: Decimal
    carried: Decimal
    left: Decimal
    """What goes to next year."""
    public: dict[str, Decimal]
    public_before: dict[str, Decimal]
    projects: tuple[tuple[str, Decimal], ...]
    goods: tuple[tuple[str, str, str, str, Decimal], ...]
    """Name, catalogue number, kind, quantity, amount."""
    posts: tuple[int, int]
    vehicles: tuple[int, int]

    @property
    def spent(self) -> Decimal:
        """Give the year's expenditure."""
        return sum((x.amount for x in self.lines if len(x.code) == 3), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Give the grand total of either side."""
        return self.spent + self.left


@dataclass(slots=True)
class Maker:
    """Makes budgets whose sums hold; amounts are whole hundreds of yuan."""

    chance: random.Random
    small: bool = field(default=False)

    def money(self, low: int, high: int) -> Decimal:
        """Give an amount in yuan; bounds in 万元."""
        return Decimal(self.chance.randint(low * 100, high * 100)) * 100

    def budget(self, body: str, year: int) -> Budget:
        """Make one."""
        lines = self._tree()
        spent = sum((x.amount for x in lines if len(x.code) == 3), Decimal(0))
        left = self.money(1, 60) if self.chance.random() < 0.4 else Decimal(0)
        carried = self.money(1, 50) if self.chance.random() < 0.6 else Decimal(0)
        other = self.money(1, 30) if self.chance.random() < 0.5 else Decimal(0)
        public = {name: self._zero_or(1, 90) for name in PUBLIC}
        picked = self.chance.sample(PROJECTS, 4)
        goods = tuple(
            (name, number, kind, f"{self.chance.randint(1, 12)}{unit}", self.money(2, 400))
            for name, number, kind, unit in self.chance.sample(GOODS, 3)
        )
        return Budget(
            body, year, lines, {x.code: self._near(x.amount) for x in lines}, self._economic(),
            spent + left - carried - other, other, carried, left,
            public, {k: self._zero_or(1, 90) for k in PUBLIC},
            tuple((p, self.money(5, 900)) for p in picked), goods,
            (self.chance.randint(20, 300), self.chance.randint(20, 300)),
            (self.chance.randint(3, 60), self.chance.randint(1, 9)),
        )  # fmt: skip

    def _tree(self) -> tuple[Line, ...]:
        out: list[Line] = []
        classes = ["204", *self.chance.sample(("205", "208", "210", "221"), 3)]
        for code in sorted(classes):
            name, groups = _TREE[code]
            inner: list[Line] = []
            for group, (title, items) in groups.items():
                kept = self.chance.sample(sorted(items), self.chance.randint(1, len(items)))
                leaves = [self._leaf(c, items[c]) for c in sorted(kept)]
                inner += [_sum(group, title, leaves), *leaves]
            out += [_sum(code, name, [x for x in inner if len(x.code) == 5]), *inner]
        return tuple(out)

    def _leaf(self, code: str, name: str) -> Line:
        way = self.chance.random()
        basic = self.money(3, 3000) if way < 0.75 else Decimal(0)
        project = self.money(3, 2000) if way > 0.45 else Decimal(0)
        return Line(code, name, basic, project)

    def _economic(self) -> tuple[Line, ...]:
        out: list[Line] = []
        for code, (name, items) in _ECONOMIC.items():
            leaves = [
                Line(c, n, *((self.money(2, 900), Decimal(0)) if code != "302"
                             else (Decimal(0), self.money(2, 300))))
                for c, n in items.items()
            ]  # fmt: skip
            out += [_sum(code, name, leaves), *leaves]
        return tuple(out)

    def _near(self, amount: Decimal) -> Decimal:
        share = Decimal(self.chance.randint(60, 140)) / 100
        return (amount * share / 100).quantize(Decimal(1)) * 100

    def _zero_or(self, low: int, high: int) -> Decimal:
        return Decimal(0) if self.chance.random() < 0.25 else self.money(low, high)


def _sum(code: str, name: str, parts: list[Line]) -> Line:
    basic = sum((p.basic for p in parts), Decimal(0))
    return Line(code, name, basic, sum((p.project for p in parts), Decimal(0)))
