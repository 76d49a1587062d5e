"""The rows of target and self-evaluation tables, each read as a unit.

A level's cell that spans rows holds for each of them; where a page's end lost it, the level of the
row before goes on. A weight, a value or an indicator is never borrowed from another row.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.heads import NOTHING
from papertrace.extract.issuer import Reading
from papertrace.extract.tables import firsts, says
from papertrace.extract.target_columns import (
    LEVEL1,
    LEVEL2,
    by_content,
    head_roles,
    is_head,
    one_term,
    plain_level,
    with_lower,
)
from papertrace.extract.target_guess import completed, guessed_head
from papertrace.extract.target_levels import carry, levels_ahead, rejoined
from papertrace.extract.target_turned import turned
from papertrace.extract.titles import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.tables import Row, Section, Square

_PROJECT = re.compile(
    r"^(?:支出)?(?:项目|专项|政策|资金|专项资金)(?:\(?(?:政策|专项|资金)\)?)*(?:支出)?名称[::]?$"
)
_OWNER = re.compile(
    r"^(?:项目|预算|实施|申报|填报|用款|基层预算)(?:实施)?(?:单位|部门)(?:名称|\(公章\)|\(盖章\))*[::]?$|^(?:单位|部门)名称[::]?$"
)
_LABEL = re.compile(
    r"^(?:年度|总体|绩效|预期|主要|全年|当年|本年)*(?:目标|指标|内容|任务)$|^(?:绩效)?指标$|^序号$|^备注$"
    r"|^项目(?:类别|类型|属性|编码|代码|单位|金额|负责人|周期|期限?|概况|总额)$|^年度$|^主管.*$"
    r"|^(?:预算|项目|年度)*(?:金额|资金|单位|部门)(?:\(.*\))?$|^资金(?:来源|用途|性质).*$"
)
_GOALS = re.compile(
    r"^.{0,8}目标(?:\(.*\))?[::]?$|^.{0,6}(?:资金|预算|金额)(?:总额)?(?:\(.*\))?[::]?$"
)
_TOLD = re.compile(
    r"(?:项目|专项(?:资金)?|政策)(?:[（(](?:政策|专项|资金)[）)])?名称\s*[:：]\s*"
    r"(?P<name>\S+(?:[ ]\S+){0,2}?)(?=\s{2,}|\s*(?:单位|主管|金额|实施|预算|填报)|\s*$)"
)
_FOOT = re.compile(
    r"^(?:总分|合计|总计|总得分|小计|备注|说明|注|填[表报]|联系|审核|项目负责人|财务负责人|单位负责人|评价结论|自评结论|"
    r"存在|改进|其他|得分合计|自评总分|绩效总分)"
)
_TOTAL = re.compile(
    r"^(?:(?:自评|绩效|评价)?总得?分|得分合计|合计|总计)(?:\(.*\))?[::]?(?:\d+分?)?$"
)
_EMPTY = re.compile(
    r"^[.…·。、\-—–/*]*$|^(?:指标|绩效指标)?\d*[::]?(?:……|\.{2,}|…)?$|^无$|^(?:……|…)$"
)
_TARGETS = re.compile(
    r"绩效.{0,8}(?:目标|指标|自评|评价|要素|内容|监控)|自评表|目标表|[一二三]级指标"
)
_TOP = 8
_TITLE_LENGTH = 40


@dataclass(slots=True)
class Form:
    """One form: its head's labels and its rows."""

    section: Section
    project: Reading | None = None
    owner: Reading | None = None
    head: tuple[Row, ...] = ()
    """Rows of labels above the indicators (project, money, goals)."""
    unread: list[Square] = field(default_factory=list)
    """Indicators whose row asks for nothing that could be read."""
    roles: dict[str, int] = field(default_factory=dict)
    titles: dict[str, Square] = field(default_factory=dict)
    """Head cell of each role."""
    rows: list[TargetRow] = field(default_factory=list)
    total: Row | None = None
    """The row of the total score (总分), where there is one."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row: the cells of its roles, and levels carried from above."""

    cells: dict[str, Square]
    carried: frozenset[str]
    """Roles whose cell stands in another row."""

    def text(self, role: str) -> str:
        """Give the bare text of a role; '' where nothing is printed."""
        square = self.cells.get(role)
        return square.bare if square else ""


def forms_in(section: Section, *, told: bool = False) -> tuple[Form, ...]:
    """Give the target forms that stand in a table: several may stand below each other.

    `told` says that what stands before the table speaks of performance.
    """
    forms: list[Form] = []
    section = turned(section) or section
    above = next((p for c in section.captions if (p := project_in(c)) is not None), None)
    current = Form(section, above)
    pending: list[Row] = []
    data: list[tuple[int, Row]] = []

    def close() -> None:
        if current.roles and data:
            current.rows = list(_read(current, data, section))
            if told or guess or _about_performance(current):
                forms.append(current)

    number = 0
    rows = section.rows
    guess = _guess(section, told=told)
    while number < len(rows):
        row = rows[number]
        roles = guess[1] if guess and guess[0] == number else head_roles(row)
        labelled = _labelled(row)
        if is_head(roles) or (guess and guess[0] == number):
            full, lower, taken = _full(roles, rows, number, pending, guessed=guess is not None)
            if data:
                close()
                current = Form(section, current.project, current.owner)
                data = []
            current.roles, current.titles = full, _titles(full, row, lower)
            current.head = tuple(pending)
            number += taken
            continue
        if labelled and (not current.roles or not _OWNER.match(labelled[0].bare)):
            if data:
                close()
                current, data, pending = Form(section), [], []
            noted(current, row)
        if current.roles:
            data.append((number, row))
        else:
            pending.append(row)
        number += 1
    close()
    return tuple(forms)


def _full(
    roles: dict[str, int], rows: Sequence[Row], number: int, pending: list[Row], *, guessed: bool
) -> tuple[dict[str, int], Row | None, int]:
    """Give all roles of a head, the row below it, and how many rows the head takes."""
    row = rows[number]
    lower = rows[number + 1] if number + 1 < len(rows) else None
    own = one_term(roles, row, pending)
    full = with_lower(_with_upper(own, row, pending), row, lower)
    taken = 2 if lower is not None and _named_in(lower, full, own) else 1
    if not guessed and taken == 1:
        full = completed(full, row, rows[number + 1 :])
    return full, lower, taken


def _guess(section: Section, *, told: bool) -> tuple[int, dict[str, int]] | None:
    """Guess the head of a table about performance in which no row is a known one."""
    if not (told or about_targets(section)) or any(is_head(head_roles(r)) for r in section.rows):
        return None
    return guessed_head(section.rows)


def about_targets(section: Section) -> bool:
    """Say whether the words around and at the head of a table speak of targets."""
    near = [section.name, *(bare(s.text) for s in section.captions)]
    near += [s.bare for r in section.rows[:_TOP] for s in firsts(r)]
    return any(_TARGETS.search(t) for t in near if len(t) < _TITLE_LENGTH)


def _about_performance(form: Form) -> bool:
    """Tell a target form from other tables with 一级指标: by levels, or by 绩效 near it."""
    levels = [r.text("level1") for r in form.rows if "level1" in r.cells]
    known = sum(bool(LEVEL1.match(plain_level(t))) for t in levels)
    if known * 2 >= len(levels) > 0:
        return True
    near = [*(s.text for s in form.section.captions), form.section.name]
    near += [s.bare for r in form.head for s in firsts(r)]
    near += [s.bare for s in form.titles.values()]
    return any(re.search("绩效|自评", t) for t in near)


def _with_upper(roles: dict[str, int], row: Row, pending: list[Row]) -> dict[str, int]:
    """Add 项目名称 and 单位名称 of the head row above, where this row is blank below them."""
    above = head_roles(pending[-1]) if pending else {}
    more = {
        role: column
        for role, column in above.items()
        if role in {"project", "owner"} and not says(row, column)
    }
    return {**more, **roles}


def _named_in(lower: Row, full: dict[str, int], roles: dict[str, int]) -> bool:
    """Say whether the row below names columns too, and so is no data."""
    added = {r for r, c in full.items() if roles.get(r) != c} - {"project", "owner"}
    return any((s := lower[full[r]]) is not None and s.own and s.bare for r in added)


def _labelled(row: Row) -> tuple[Square, ...]:
    labels = (_PROJECT, _OWNER, _TOLD)
    cells = firsts(row)
    if len(cells) == 2 and cells[0].bare == "项目":  # noqa: PLR2004  (a label and its value)
        return cells[:1]
    return tuple(s for s in cells if any(p.match(s.bare) for p in labels))


def is_label(square: Square) -> bool:
    """Say whether a cell is a label of a form's head."""
    return any(p.match(square.bare) for p in (_PROJECT, _OWNER, _LABEL, _TOLD, _GOALS))


def noted(form: Form, row: Row) -> None:
    """Take project and body out of a row of labels and values."""
    cells = firsts(row)
    pair = len(cells) == 2 and cells[0].bare == "项目"  # noqa: PLR2004  (a label and its value)
    if pair and form.project is None and not NOTHING.match(cells[1].bare):
        form.project = Reading(cells[1].printed, cells[1].spot)
    for label, value in itertools.pairwise(cells):
        if any(p.match(value.bare) for p in (NOTHING, _PROJECT, _OWNER, _LABEL)):
            continue
        if _PROJECT.match(label.bare) and form.project is None:
            form.project = Reading(value.printed, value.spot)
        elif _OWNER.match(label.bare) and form.owner is None:
            form.owner = owner_in(value)
    for cell in cells:
        if form.project is None:
            form.project = project_in(cell.spot)


def project_in(spot: Spot) -> Reading | None:
    """Read 项目名称：… in a line or a cell."""
    raw = spot.page.text[spot.start : spot.end]
    found = _TOLD.search(raw)
    if not found or not found["name"].strip():
        return None
    name = "".join(found["name"].split())
    return Reading(name, spot.part(*found.span("name")))


def owner_in(square: Square) -> Reading:
    """Read a body's name in a cell, without the code before it."""
    text = square.printed
    found = re.match(r"^[\[(（【]?\d{3,9}[\])）】]?[-—－_]?(?=\D)", text)
    return Reading(text[found.end() :] if found else text, square.spot)


def _titles(roles: dict[str, int], row: Row, lower: Row | None) -> dict[str, Square]:
    made = {}
    for role, column in roles.items():
        below = lower[column] if lower is not None else None
        square = below if below and below.own and head_roles((below,)) else row[column]
        if square:
            made[role] = square
    return made


def _read(form: Form, data: list[tuple[int, Row]], section: Section) -> Iterator[TargetRow]:
    kept = [(n, r) for n, r in data if firsts(r)]
    width = len(section.rows[0])
    form.roles = by_content(form.roles, [r for _, r in kept], width)
    kept = rejoined(kept, form.roles, section)
    ahead = levels_ahead(kept, form.roles, section)
    held: dict[str, Square] = {}
    for number, row in kept:
        if is_head(head_roles(row)) or _ends(row):
            if _TOTAL.match(firsts(row)[0].bare):
                form.total = row
            held = {}
            continue
        cells = {role: s for role, c in form.roles.items() if (s := row[c]) and s.bare}
        carried = {role for role, s in cells.items() if not s.own}
        carried |= carry(cells, held, {r: s for (n, r), s in ahead.items() if n == number})
        if _is_row(cells):
            yield TargetRow(cells, frozenset(carried))
        elif (name := cells.get("indicator")) and "weight" in cells and not _EMPTY.match(name.bare):
            form.unread.append(name)


def _ends(row: Row) -> bool:
    cells = firsts(row)
    return bool(cells) and bool(_FOOT.match(cells[0].bare)) and not LEVEL1.match(cells[0].bare)


def _is_row(cells: dict[str, Square]) -> bool:
    """Say whether a row asks for something: an indicator with a value, or a result."""
    indicator = cells.get("indicator") or cells.get("level2")
    if indicator is None or _EMPTY.match(indicator.bare):
        return False
    told = [cells[r].bare for r in ("value", "actual", "operator", "weight", "score") if r in cells]
    return any(not NOTHING.match(t) for t in told) and any(
        not NOTHING.match(cells[r].bare) for r in ("value", "actual") if r in cells
    )


def indicator_of(row: TargetRow) -> tuple[str, Square] | None:
    """Give the indicator's name without 指标1：, and its cell."""
    square = row.cells.get("indicator")
    if square is None:
        square = row.cells.get("level2")  # a form of two levels: the second names what is asked
        if square is None or "level2" in row.carried or LEVEL2.match(plain_level(square.bare)):
            return None
    text = "".join(square.printed.split())
    name = re.sub(r"^(?:绩效)?指标\s*[\d一二三四五六七八九十]+\s*[:：.、．]?\s*", "", text)
    return (name, square) if name and not _EMPTY.match(name) else None


def level_of(row: TargetRow, role: str) -> tuple[str, Square] | None:
    """Give a level's name without its points, and its cell."""
    square = row.cells.get(role)
    if square is None or (role == "level2" and "indicator" not in row.cells):
        return None
    text = "".join(square.printed.split())
    name = re.sub(
        r"[（(](?:\d+(?:\.\d+)?分?|\d+(?:\.\d+)?%|权重.*?|分值.*?)[）)]"
        r"|[（(—-]?\d+(?:\.\d+)?分[）)]?$|[（(]$",  # a scan may lose either bracket
        "",
        text,
    )
    name = re.sub(r"^(?:[一二三四五六七八九十]+、|\d+[.、])", "", name)
    return (name, square) if name and not _EMPTY.match(name) else None


def weight_of(row: TargetRow) -> tuple[str, Square] | None:
    """Give the weight printed in the row; a cell over several rows is no row's own."""
    square = row.cells.get("weight")
    if square is None or (square.cell.row_span > 1 and _spans_more(row, square)):
        return None
    found = re.match(r"^(\d+(?:\.\d+)?)(?:分|%)?$", says((square,), 0))
    return (found[1], square) if found else None


def _spans_more(row: TargetRow, square: Square) -> bool:
    indicator = row.cells.get("indicator")
    return indicator is None or indicator.cell.row_span < square.cell.row_span
