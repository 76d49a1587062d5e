"""Records of a table or of labelled lines, by roles that a form names: posts, projects, permits.

A form hands in a table of (role, pattern of the whole label); what comes back are the stretches
that hold values, with the label each was found by. Nothing is read, chosen or added up here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.labels import plain
from papertrace.extract.tables import firsts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line
    from papertrace.extract.tables import Section, Square

Roles = tuple[tuple[str, re.Pattern[str]], ...]

_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计).{0,6}")
_COLON = re.compile(r"[:：]")
_START = re.compile(r"[，,；;。、\s　（(]|^")
_LABEL = 28
_HEAD_CELL = 24
_FEWEST = 2
_HEAD_ROWS = 3
_SERIAL = re.compile(r"序\s*号|编号|No\.?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with the label or column head it stands under."""

    role: str
    label: Spot
    value: Spot
    inherited: bool = False
    """True where a merged cell reaches into the row."""
    index: int = -1
    """Number of the line its label stands in, where it is no table's."""


@dataclass(slots=True)
class Record:
    """The entries of one row, or of one run of labels."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def get(self, *roles: str) -> Entry | None:
        """Give the entry of the first of these roles that there is."""
        return next((self.entries[r] for r in roles if r in self.entries), None)


def compiled(table: Mapping[str, str]) -> Roles:
    """Make a table of roles from patterns."""
    return tuple((role, re.compile(pattern)) for role, pattern in table.items())


def role_of(text: str, roles: Roles) -> str:
    """Give the role of a label, its numbering, blanks and bracketed unit aside; '' for none."""
    bare = plain(text)
    for told in (bare, re.sub(r"[（(][^（）()]*[）)]$", "", bare)):
        for role, pattern in roles:
            if told and pattern.fullmatch(told):
                return role
    return ""


def listed(
    sections: Sequence[Section], roles: Roles, needs: Sequence[frozenset[str]]
) -> list[Record]:
    """Give the rows of every table whose head names a role out of each set of `needs`."""
    found: list[Record] = []
    for section in sections:
        at, columns = _head(section, roles, needs)
        for row in section.rows[at:] if columns else ():
            cells = firsts(row)
            if len(cells) < _FEWEST or _TOTAL.fullmatch(cells[0].bare):
                continue
            if any(n in columns and role_of(s.bare, roles) == columns[n][0] for n, s in _own(row)):
                continue  # the head again
            record = Record()
            for number, (role, head) in columns.items():
                square = row[number]
                if square is not None and square.bare:  # of two, the right one is the finer
                    record.entries[role] = Entry(role, head.spot, square.spot, not square.own)
            if record.entries:
                found.append(record)
    return found


def _own(row: tuple[Square | None, ...]) -> Iterator[tuple[int, Square]]:
    return ((n, s) for n, s in enumerate(row) if s is not None and s.bare and s.own)


def _head(
    section: Section, roles: Roles, needs: Sequence[frozenset[str]]
) -> tuple[int, dict[int, tuple[str, Square]]]:
    """Find the head: where its rows end, and the role and cell of each column that has one."""
    for first in range(min(len(section.rows), 6)):
        columns: dict[int, tuple[str, Square]] = {}
        end = first
        for number in range(first, min(first + _HEAD_ROWS, len(section.rows))):
            told = {
                n: (role, s)
                for n, s in enumerate(section.rows[number])
                if s is not None and len(s.bare) <= _HEAD_CELL and (role := role_of(s.bare, roles))
            }
            if number > first and (
                not any(s.own for _, s in told.values()) or _counts(section.rows[number])
            ):
                break
            columns |= told
            end = number + 1
        if (
            len(columns) > 1
            and all(any(r in need for r, _ in columns.values()) for need in needs)
            and not _goes_on(section, end, columns, roles)
        ):
            return end, columns
    return 0, {}


def _counts(row: tuple[Square | None, ...]) -> bool:
    """Say whether a row prints a number in a cell of its own, and so names no columns."""
    return any(re.fullmatch(r"\d+(?:[.,]\d+)*[名人]?", s.bare) for _, s in _own(row))


def _goes_on(
    section: Section, end: int, columns: dict[int, tuple[str, Square]], roles: Roles
) -> bool:
    """Say whether labels stand below labels: label and value side by side, not a head."""
    for row in section.rows[end : end + _HEAD_ROWS]:
        cells = firsts(row)
        if cells and _TOTAL.fullmatch(cells[0].bare):
            continue
        for number, (role, _) in columns.items():
            square = row[number]
            if square is not None and square.own and len(square.bare) <= _HEAD_CELL:
                below = role_of(square.bare, roles)
                if below and below != role:
                    return True
    return False


def flat_listed(
    lines: Sequence[Line], roles: Roles, needs: Sequence[frozenset[str]]
) -> list[Record]:
    """Give the rows of tables that a scraper flattened: heads line by line, then cells."""
    found: list[Record] = []
    index = 0
    while index < len(lines):
        heads = _flat_head(lines, index, roles)
        kinds = [r for r, _ in heads]
        if not all(any(r in need for r in kinds) for need in needs) or len(heads) <= _FEWEST:
            index += 1
            continue
        index += len(heads)
        while index < len(lines):
            row = lines[index : index + len(heads)]  # the last row may lack its last cells
            if _is_over(row, heads):
                break
            record = Record()
            for (role, head), cell in zip(heads, row, strict=False):
                if role:
                    record.entries[role] = Entry(role, head.spot, cell.spot)
            number = record.get("number")
            if "number" in kinds and number is None:
                break
            if number is not None and not re.fullmatch(
                r"[\d一二三四五六七八九十两]+[名人个]?", number.value.bare
            ):
                break
            found.append(record)
            index += len(heads)
    return found


def _is_over(row: Sequence[Line], heads: Sequence[tuple[str, Line]]) -> bool:
    """Say whether what follows a flattened table's head is no row of it any more."""
    serial = bool(_SERIAL.fullmatch(plain(heads[0][1].text)))
    return (
        len(row) < _FEWEST
        or any(not n.flat or _numbered(n.text) for n in row)
        or (serial and not row[0].text.strip().isdigit())
        or bool(_COLON.search(row[0].text[:_LABEL]))
    )


def _numbered(text: str) -> bool:
    return bool(
        re.match(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章条部]", text.strip())
    )


def _flat_head(lines: Sequence[Line], index: int, roles: Roles) -> list[tuple[str, Line]]:
    heads: list[tuple[str, Line]] = []
    for line in lines[index : index + 16]:
        text = plain(line.text)
        role = role_of(line.text, roles)
        if not line.flat or not (
            role
            or re.fullmatch(
                r"序号|性别|年龄|备注|专业|.{0,4}要求|.{0,4}条件|.{1,4}[代编]码|.{2,6}(?:机构|情况|方式|类[型别]|编号|日期|文号)",
                text,
            )
        ):
            break
        heads.append((role, line))
    return heads


def labelled(lines: Sequence[Line], roles: Roles) -> list[Entry]:
    """Give labelled values: `label：value`, a cell and its neighbour, a label and what is below."""
    found: list[Entry] = []
    for index, line in enumerate(lines):
        inside = list(_inside(line, index, roles))
        found += inside
        if inside or index + 1 >= len(lines):
            continue
        role = role_of(line.text, roles) if len(line.text) <= _LABEL else ""
        after = lines[index + 1]
        if not role or role_of(after.text, roles):
            continue
        below = line.flat and after.flat and not _COLON.search(after.text[:_LABEL])
        if below or (not line.flat and _beside(line, after)):
            found.append(Entry(role, line.spot, after.spot, index=index))
    return found


def _beside(line: Line, after: Line) -> bool:
    return (
        after.table == line.table
        and line.row <= after.row < line.row + line.row_span
        and after.column == line.column + line.column_span
    )


def _inside(line: Line, index: int, roles: Roles) -> Iterator[Entry]:
    """Give the labels with a colon inside one line, each with the stretch up to the next."""
    spot = line.spot
    text = spot.page.text[spot.start : spot.end]
    marks: list[tuple[str, int, int]] = []
    floor = 0
    for colon in _COLON.finditer(text):
        low = max(floor, colon.start() - _LABEL)
        starts = sorted(
            {
                low if low == floor else -1,
                *(m.end() for m in _START.finditer(text, low, colon.start())),
            }
            - {-1}
        )
        for start in starts:
            role = role_of(text[start : colon.start()], roles)
            if role:
                marks.append((role, start, colon.end()))
                floor = colon.end()
                break
    for number, (role, start, end) in enumerate(marks):
        stop = marks[number + 1][1] if number + 1 < len(marks) else len(text)
        value = spot.part(end, stop)
        if value.text:
            yield Entry(role, spot.part(start, end - 1), value, index=index)
