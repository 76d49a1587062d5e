"""The parts that invented target forms share: captions, heads, rows, and what they state."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.targets.content import gold_of
from extract.targets.paper import Grid, Paper, blanked, merged

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from extract.targets.content import Gold, Project, Row
    from extract.targets.paper import Cell

PLACES = ("霁川市", "白榆湾", "青屿县", "望川市", "北屿", "澜河县", "榕峪市", "松嶂县")
BODIES = ("出入境边防检查站", "公安局", "边境管理支队", "口岸管理局", "移民管理服务中心")


@dataclass(slots=True)
class Made:
    """A paper with what it says, by kind of fact."""

    layout: str
    paper: Paper = field(default_factory=Paper)
    wanted: dict[str, list[Gold]] = field(default_factory=dict)

    def expect(self, kind: str, *golds: Gold) -> None:
        """Note facts that the paper states."""
        self.wanted.setdefault(kind, []).extend(golds)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a form is typed; drawn by chance, so that layouts vary within themselves."""

    points: bool
    """Points behind the names of levels: 产出指标（50分）."""
    prefix: bool
    """指标1： before indicators."""
    dots: bool
    """A left-over row of …… below each level."""
    merge: bool
    """Equal levels merged, else printed in their first row alone."""
    repeated: bool
    """Heads repeated on each page."""
    tight: bool
    """Low pages, so that tables run over them."""


def manner(chance: random.Random) -> Manner:
    """Choose how a form is typed."""
    often = chance.random
    return Manner(
        often() < 0.3, often() < 0.3, often() < 0.25, often() < 0.75, often() < 0.4, often() < 0.6,
    )  # fmt: skip


def body_rows(
    project: Project, how: Manner, tell: Callable[[Row], Sequence[str]]
) -> list[tuple[Cell, ...]]:
    """Give the indicator rows: both levels, the indicator, and what `tell` says behind it."""
    rows: list[list[str]] = []
    numbers: dict[tuple[str, str], int] = {}
    sums: dict[str, Decimal] = {}
    for row in project.rows:
        sums[row.level1] = sums.get(row.level1, Decimal(0)) + Decimal(row.weight)
    last = ("", "")
    for row in project.rows:
        at = (row.level1, row.level2)
        if how.dots and last not in (at, ("", "")):
            rows.append([rows[-1][0], rows[-1][1], "……", *[""] * len(tell(row))])
        last = at
        numbers[at] = numbers.get(at, 0) + 1
        name = f"指标{numbers[at]}：{row.indicator}" if how.prefix else row.indicator
        one = f"{row.level1}（{sums[row.level1]}分）" if how.points else row.level1
        rows.append([one, row.level2, name, *tell(row)])
    return merged(rows, (0, 1)) if how.merge else blanked(rows, (0, 1))


def captions(made: Made, title: str, project: Project, chance: random.Random) -> None:
    """Write what stands above a form: title, year, body."""
    if chance.random() < 0.5:
        made.paper.line(f"{project.year}年度{title}", heading=True)
    else:
        made.paper.line(title, heading=True)
        made.paper.line(f"（{project.year}年度）")


def top(project: Project, wide: int, *, phases: bool = False) -> list[tuple[Cell, ...]]:
    """Give the head of a form: names, money, goal; `wide` columns in all."""
    half = wide - 3
    rows: list[tuple[Cell, ...]] = [
        ("项目名称", (project.name, 1, wide - 1)),
        ("主管部门", ("青杼管理总局", 1, 1), "实施单位", (project.body, 1, half)),
    ]
    if not phases:
        rows += [
            (("项目资金（万元）", 3, 1), "年度资金总额", (f"{project.amount:.2f}", 1, wide - 2)),
            ("其中：财政拨款", (f"{project.amount:.2f}", 1, wide - 2)),
            ("其他资金", ("0.00", 1, wide - 2)),
        ]
        rows.append(("年度总体目标", (project.goal, 1, wide - 1)))
    return rows


def expect_all(made: Made, project: Project, *, result: bool = False, weights: bool = True) -> None:
    """Expect the rows of a project, and its money where its head prints it."""
    kind = "performance_result" if result else "performance_target"
    made.expect(kind, *gold_of(project, result=result, weights=weights))


def yuan(amount: Decimal) -> str:
    """Give an amount of 万元 in yuan: it has two digits behind the point at most."""
    return str(int(amount * 10000))


def money(made: Made, project: Project, phase: str = "approved", amount: str = "") -> None:
    """Expect a project's total in yuan."""
    told = amount or yuan(project.amount)
    made.expect(
        "project_budget",
        {"body": project.body, "year": project.year, "project": project.name,
         "phase": phase, "amount": told},
    )  # fmt: skip


def goals(made: Made, project: Project) -> None:
    """Expect the quota of a goal's prose."""
    made.expect(
        "performance_goal",
        {"project": project.name, "year": project.year, "text": project.goal},
    )
    made.expect("goal_quota", {"project": project.name, "year": project.year, **project.quota})


def table(
    made: Made,
    rows: Sequence[tuple[Cell, ...]],
    widths: Sequence[int],
    how: Manner,
    head: tuple[int, int],
) -> None:
    """Add a table; low pages where the manner is tight."""
    made.paper.height = 400 if how.tight else 842
    made.paper.blocks.append(Grid(tuple(rows), tuple(widths), head, how.repeated))
