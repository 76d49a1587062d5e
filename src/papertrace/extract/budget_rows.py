"""The rows of a table of expenditure: code, name, amount, basic and project expenditure.

A row's fields come from that row alone; a name broken by a page's end is joined with its rest.
Columns of an earlier year and of changes are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.figures import amount_in, column_unit
from papertrace.extract.heads import ECONOMIC, FUNCTIONAL, PART_TOTAL, TOTAL, is_figure
from papertrace.extract.issuer import is_body
from papertrace.extract.printed_changes import compared, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.figures import Amount, Unit
    from papertrace.extract.heads import Column, Layout
    from papertrace.extract.printed_changes import Printed
    from papertrace.extract.tables import Row, Square

_CODED_NAME = re.compile(r"^[\[(【]?(?P<code>\d{3,7})[\])】]?[-—_:：、.]?(?P<name>\D.*)$")
_ORDER = ("合计", "总计", "小计", "")
_BRACKETED_END = re.compile(r"\(.*?\)$")
_NOTE_LINE = re.compile(r"^注|^说明|^备注")


@dataclass(frozen=True, slots=True)
class Choice:
    """The columns one line is read from."""

    fund: str
    amount: Column | None
    basic: Column | None
    project: Column | None
    parts: tuple[Column, ...]
    """Further columns of the same sum (上缴上级, 机动经费 …)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a row is of."""

    code: str
    code_spots: tuple[Spot, ...]
    carried: bool
    """True where a part of the code stands in a row above."""
    name: str
    name_spots: tuple[Spot, ...]


@dataclass(slots=True)
class Line:
    """One row of the table as read."""

    code: str
    code_spots: tuple[Spot, ...]
    code_carried: bool
    name: str
    name_spots: tuple[Spot, ...]
    choice: Choice
    amounts: dict[str, Amount] = field(default_factory=dict)
    """amount, basic, project; and further parts under their column's number."""
    body: Square | None = None
    """The body that a column of bodies names for the row, where several are named."""
    change: Printed | None = None
    """What the row prints of its change against last year."""


def choices(layout: Layout, year: str, *, account: bool) -> tuple[Choice, ...]:
    """Choose the columns that tell this year's expenditure, one choice a fund where they differ.

    `account` prefers what was spent; otherwise a column of what was spent is another year's.
    """
    money = [c for c in layout.columns if c.measure != "change" and not c.last]
    money = [c for c in money if not (year and c.year and c.year != year)]
    money = _spending(money)
    spent = [c for c in money if c.phase == "executed"]
    if account:
        money = spent if any(c.measure == "amount" for c in spent) else money
    elif any(c.phase != "executed" for c in money):
        money = [c for c in money if c.phase != "executed"]
    plain = [c for c in money if not c.fund]
    if any(c.measure in {"amount", "basic", "project"} for c in plain) or not money:
        return (_choice("", plain, money),)
    funds = list(dict.fromkeys(c.fund for c in money))
    made = [_choice(f, [c for c in money if c.fund == f], []) for f in funds]
    useful = tuple(c for c in made if c.amount or c.basic or c.project)
    return useful or (_only(money),)


def _spending(columns: list[Column]) -> list[Column]:
    """Take 本年支出 alone where 本年收入 and what is carried over stand beside it."""
    apart = [c for c in columns if re.search(r"收入|结转|结余", "".join(c.path[:1]))]
    spending = [c for c in columns if c not in apart and "支出" in "".join(c.path[:1])]
    whole = any(c.measure == "amount" for c in spending)
    return spending if apart and whole else columns


def _choice(fund: str, columns: list[Column], every: list[Column]) -> Choice:
    amounts = [c for c in columns if c.measure == "amount"]
    amounts.sort(key=lambda c: (_rank(c), c.number))
    amount = amounts[0] if amounts else None
    if amount is None and len(every or columns) == 1:
        amount = (every or columns)[0]
    basic = next((c for c in columns if c.measure == "basic"), None)
    project = next((c for c in columns if c.measure == "project"), None)
    parts = tuple(c for c in columns if c.measure == "part" and c is not amount and _own_part(c))
    return Choice(fund, amount, basic, project, parts)


def _only(columns: list[Column]) -> Choice:
    return Choice("", columns[0] if len(columns) == 1 else None, None, None, ())


def _rank(column: Column) -> int:
    leaf = column.path[-1] if column.path else ""
    return next((n for n, w in enumerate(_ORDER) if w and w in leaf), len(_ORDER))


def _own_part(column: Column) -> bool:
    return not any(re.search("基本支出|项目支出", p) for p in column.path[:-1])


def lines(layout: Layout, choice: Choice, caption: Unit | None) -> tuple[Line, ...]:
    """Read every row with a code, every total, and (where no codes are) every named amount."""
    made: list[Line] = []
    above = ["", "", ""]
    whole = choice.amount or choice.basic
    columns = compared(layout, whole)
    bodies = _bodies(layout)
    for number, (_, row) in enumerate(layout.body):
        line = _line(row, layout, choice, caption, above)
        if line is None:
            continue
        line.body = bodies[number] if bodies else None
        made.append(line)
        this = line.amounts.get("amount") or line.amounts.get("basic")
        if columns is not None and this is not None:
            line.change = printed(row, columns, this, caption)
    return tuple(x for x in made if any(k in x.amounts for k in ("amount", "basic", "project")))


def _bodies(layout: Layout) -> tuple[Square | None, ...]:
    """Give the body of each row where a column names several; blank ones carry down, but totals."""
    taken = {*layout.codes, layout.names, *(c.number for c in layout.columns)}
    width = len(layout.body[0][1]) if layout.body else 0
    for column in (c for c in range(width) if c not in taken):
        named = [s for _, r in layout.body if (s := r[column]) is not None and s.bare]
        if len({s.bare for s in named}) < 2 or not all(_is_body(s) for s in named):  # noqa: PLR2004  (several)
            continue
        out: list[Square | None] = []
        held: Square | None = None
        for _, row in layout.body:
            square = row[column]
            own = square if square is not None and square.bare and _is_body(square) else None
            whole = TOTAL.match(_name(row, layout)[0]) and own is None
            held = own or held
            out.append(None if whole else held)
        return tuple(out)
    return ()


def _is_body(square: Square) -> bool:
    return is_body(square.bare) or bool(TOTAL.match(square.bare))


def _line(
    row: Row, layout: Layout, choice: Choice, caption: Unit | None, above: list[str]
) -> Line | None:
    told = label_of(row, layout, above)
    if not told.code and not _counts_without_code(told.name, row, layout):
        return None
    line = Line(told.code, told.code_spots, told.carried, told.name, told.name_spots, choice)
    for key, column in (
        ("amount", choice.amount),
        ("basic", choice.basic),
        ("project", choice.project),
    ):
        if column is not None:
            _take(line, key, row, column, caption)
    for column in choice.parts:
        _take(line, f"part {column.number}", row, column, caption)
    if not line.name and choice.amount is not None and choice.amount.head and not layout.codes:
        head = choice.amount.head[-1]  # a table of one row: its name stands in the head
        line.name, line.name_spots = _BRACKETED_END.sub("", head.bare), (head.spot,)
    return line if line.name else None


def label_of(row: Row, layout: Layout, above: list[str]) -> Label:
    """Read what a row is of: its code (with what `above` carries down) and its name."""
    code, code_spots, carried = _code(row, layout, above)
    name, name_spots = _name(row, layout)
    if not code:
        found = _CODED_NAME.match(name)
        if found and (FUNCTIONAL.match(found["code"]) or ECONOMIC.match(found["code"])):
            code, code_spots, carried = found["code"], name_spots, False
            name, name_spots = _cut_name(found["name"], name_spots)
    return Label(code, code_spots, carried, name, name_spots)


def _take(line: Line, key: str, row: Row, column: Column, caption: Unit | None) -> None:
    square = row[column.number]
    amount = amount_in(square, column_unit(column, caption))
    if square and square.left and amount is not None:
        line.amounts[key] = amount


def _counts_without_code(name: str, row: Row, layout: Layout) -> bool:
    if TOTAL.match(name) or PART_TOTAL.match(name):
        return True
    figures = any(s and is_figure(s.bare) for s in row)
    if layout.names is None:
        return figures and not layout.codes
    if layout.codes or not figures or not name:
        return False
    return not _NOTE_LINE.search(name)


def _code(row: Row, layout: Layout, above: list[str]) -> tuple[str, tuple[Spot, ...], bool]:
    """Read the code of a row: from one column, or joined from 类 款 项."""
    texts = [s.bare if (s := row[c]) is not None and s.left else "" for c in layout.codes]
    spots = tuple(s.spot for c in layout.codes if (s := row[c]) and s.bare.isdigit() and s.left)
    if not layout.codes or not any(t.isdigit() for t in texts):
        return "", (), False
    if len(texts) == 1:
        good = FUNCTIONAL.match(texts[0]) or ECONOMIC.match(texts[0])
        return (texts[0], spots[:1], False) if good else ("", (), False)
    longest = max((t for t in texts if t.isdigit()), key=len)
    if len(longest) >= 5:  # noqa: PLR2004  (5 and 7 digits stand alone: 20402, 2040220)
        return longest, spots[-1:], False
    return _joined(texts, spots, above)


def _joined(
    texts: list[str], spots: tuple[Spot, ...], above: list[str]
) -> tuple[str, tuple[Spot, ...], bool]:
    parts = [t.zfill(2) if n and t.isdigit() else t for n, t in enumerate(texts)]
    deepest = max(n for n, t in enumerate(parts) if t.isdigit())
    carried = any(not parts[n].isdigit() for n in range(deepest))
    for level in range(deepest):
        if not parts[level].isdigit():
            parts[level] = above[level]
    above[: len(parts)] = [*parts[: deepest + 1], *[""] * (len(parts) - deepest - 1)]
    code = "".join(parts[: deepest + 1])
    good = FUNCTIONAL.match(code) or ECONOMIC.match(code)
    if not good:
        return "", (), False
    if len(spots) > 1 and spots[0].page is spots[-1].page and not carried:
        spots = (Spot(spots[0].page, spots[0].start, spots[-1].end),)
    return code, spots, carried


def _name(row: Row, layout: Layout) -> tuple[str, tuple[Spot, ...]]:
    places = [layout.names] if layout.names is not None else []
    for column in [*places, *layout.codes]:
        square = row[column]
        if square and square.bare and not square.bare.isdigit():
            return square.printed, square.spots
    return "", ()


def _cut_name(name: str, spots: tuple[Spot, ...]) -> tuple[str, tuple[Spot, ...]]:
    """Cut the code off a name that holds it."""
    spot = spots[0]
    raw = spot.page.text[spot.start : spot.end]
    start = raw.find(name[0]) if name else -1
    return name, (spot.part(start, len(raw)),) if start >= 0 else spots


def iter_amounts(line: Line) -> Iterator[tuple[str, Amount]]:
    """Give the amounts that become fields."""
    for key in ("amount", "basic", "project"):
        if key in line.amounts:
            yield key, line.amounts[key]
