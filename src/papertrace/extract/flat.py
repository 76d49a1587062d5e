"""Tables that a scraper flattened: each cell on a line of its own, empty cells gone.

A run of head words opens such a table; the lines behind it are laid into its columns by what they
look like (a rank, a name of an organisation, a sum), since empty cells leave no trace. Where the
rows cannot be told apart, one row is made and the caller sees by `how` that it was flat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.labels import is_label, numbered, plain, role_of
from papertrace.extract.listings import TOTAL_ROW, Column, Listing, Row
from papertrace.extract.names import looks_like_body
from papertrace.extract.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.lines import Line

_LONGEST_CELL = 60
_SHORT_HEAD = 8
_THREE = 3
_LONGEST_HEAD = 20
_MOST_COLUMNS = 30
_TWO = 2

_UNIT_LINE = re.compile(r"[（(][^（）()]{1,8}[）)]")
_SERIAL = re.compile(r"\d{1,3}")
_RANK = re.compile(r"第?\s*[一二三四五六七八九十\d]{1,2}\s*(?:名|位|中标候选人|成交候选人|候选人)?")
_MONEY = re.compile(
    r"(?:[^\d]{0,10}[:：])?[￥¥]?\s*-?\d[\d,，]*(?:\.\d+)?\s*(?:[（(]?(?:万|亿)?元[）)]?|万)?(?:[（(]?人民币[）)]?)?(?:[（(][^（）()]{1,30}[）)])?|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{4,}|人民币.{2,30}"
)
_LOT = re.compile(r"(?:第?[一二三四五六七八九十\dA-Z]{1,3}(?:包|标段|标项)?|[包标].{1,8}|\d{1,3})")
_CODE = re.compile(r"[0-9A-Z]{15,20}")
_RATE = re.compile(r".{0,12}\d+(?:\.\d+)?\s*[%％].{0,8}")
_ADDRESS = re.compile(r".*(?:路|街|号|区|县|镇|乡|村|室|楼|大道|园|巷|弄|座|省.*市).*")
_STARTERS = {"serial": _SERIAL, "rank": _RANK, "lot": _LOT}
"""Roles of a first column whose values tell where a row begins."""
_PARTIES = frozenset({"supplier", "candidate", "maker"})
_CLOSING = re.compile(
    r"(?:本次|本公告|以上|上述|特此|附件|附：|注[:：]|备注[:：]|说明[:：]|公示期|现予|如有)"
)
_MOST_CELLS = 40_000
_PROSE = 200


def flat_listings(
    lines: Sequence[Line], zones: Sequence[str]
) -> tuple[tuple[Listing, ...], frozenset[int]]:
    """Give the flattened tables and the numbers of the lines they take up."""
    found: list[Listing] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        columns, behind = _header(lines, zones, index)
        if not columns:
            index += 1
            continue
        values, end = _values(lines, zones, behind)
        rows = _rows(columns, values, lines)
        found.append(Listing(tuple(columns), tuple(rows), zones[index], "flat"))
        end = _last(rows, lines, end)
        taken.update(range(index, max(end, behind)))
        index = max(end, behind)
    return tuple(found), frozenset(taken)


def _last(rows: list[Row], lines: Sequence[Line], end: int) -> int:
    """Give the line behind the last cell of the last row: what follows is no part of the table."""
    if not rows:
        return end
    places = {s.place for s in rows[-1].cells.values()}
    return 1 + max(n for n in range(rows[-1].index, end) if lines[n].spot.place in places)


def _header(lines: Sequence[Line], zones: Sequence[str], index: int) -> tuple[list[Column], int]:
    """Read a run of head words; ([], index) where there is none."""
    columns, at = _counted_header(lines, index)
    if not columns:
        columns, at = _known_header(lines, zones, index)
    return (columns, at) if _useful(columns) else ([], index)


def _counted_header(lines: Sequence[Line], index: int) -> tuple[list[Column], int]:
    """Read head words, known or not, between 序号 and the 1 of the first row."""
    columns: list[Column] = []
    if role_of(lines[index].text) != "serial" or not lines[index].flat:
        return columns, index
    for at in range(index, min(len(lines), index + _MOST_COLUMNS)):
        line = lines[at]
        text = line.text
        if columns and text in {"1", "01", "001"}:
            known = sum(bool(c.role) for c in columns)
            return (columns, at) if known * 2 > len(columns) > _TWO else ([], index)
        if not line.flat or len(text) > _LONGEST_HEAD or re.search(r"[:：。，]", text):
            break
        if columns and _UNIT_LINE.fullmatch(text):
            columns[-1] = Column(columns[-1].role, columns[-1].text + text, line.spot)
        elif re.search(r"\d", text):
            break
        else:
            columns.append(Column(role_of(text), text, line.spot))
    return [], index


def _known_header(
    lines: Sequence[Line], zones: Sequence[str], index: int
) -> tuple[list[Column], int]:
    """Read head words that are labels, with few others among them."""
    columns: list[Column] = []
    at = index
    while at < len(lines) and lines[at].flat and zones[at] not in {"expert", "beyond"}:
        text = lines[at].text
        if ":" in text or "：" in text:
            break
        if columns and _UNIT_LINE.fullmatch(text):
            last = columns[-1]
            columns[-1] = Column(last.role, last.text + text, lines[at].spot)
        elif is_label(text) and not (numbered(text) and zone_of(text)):
            columns.append(Column(role_of(text), text, lines[at].spot))
        elif columns and len(text) <= _SHORT_HEAD and _goes_on(lines, at):
            columns.append(Column("", text, lines[at].spot))
        else:
            break
        at += 1
    if len(columns) > _TWO and columns[0].role == "other" and columns[1].role in _STARTERS:
        return columns[1:], at  # a heading without a number stands before the head words
    return columns, at


def _useful(columns: list[Column]) -> bool:
    """Say whether head words are those of a table that facts are read from."""
    roles = {c.role for c in columns}
    first = columns[0].role if columns else ""
    enough = len(columns) >= _THREE or (len(columns) == _TWO and first in {"serial", "lot", "rank"})
    useful = roles & {
        "supplier",
        "candidate",
        "amount",
        "quote",
        "budget",
        "ceiling",
        "before",
        "after",
        "item_name",
        "lot_name",
        "change_item",
        "lot",
        "serial",
        "rank",
        "both",
    }
    return enough and bool(useful)


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Say whether head words go on behind one unknown one: three stand before, two follow."""
    text = lines[at].text
    if re.search(r"\d", text) or _MONEY.fullmatch(text) or looks_like_body(text):
        return False
    before, behind = lines[max(0, at - 3) : at], lines[at + 1 : at + 3]
    return (
        len(before) == _THREE
        and len(behind) == _TWO
        and all(
            n.flat and (_UNIT_LINE.fullmatch(n.text) or is_label(n.text))
            for n in (*before, *behind)
        )
    )


def _values(lines: Sequence[Line], zones: Sequence[str], start: int) -> tuple[list[int], int]:
    """Give the lines of the rows: until a heading, a label with a colon, or another zone."""
    found: list[int] = []
    at = start
    while at < len(lines) and len(found) < _MOST_CELLS:
        line = lines[at]
        text = line.text
        if not line.flat or zones[at] != zones[start - 1]:
            break
        if numbered(text) == "han" or (numbered(text) and zone_of(re.split(r"[:：]", text)[0])):
            break
        if re.search(r"[:：]", text) and is_label(re.split(r"[:：]", text)[0]):
            head = role_of(re.split(r"[:：]", text)[0])
            if (
                head not in {"quote", "amount", "rate", "total", "unit_price"}
                or len(text) > _LONGEST_CELL
            ):
                break
        if _CLOSING.match(text) or _begins_other(lines, zones, at) or len(text) > _PROSE:
            break
        found.append(at)
        at += 1
    return found, at


def _begins_other(lines: Sequence[Line], zones: Sequence[str], at: int) -> bool:
    """Say whether a new label/value run or header begins here."""
    if not is_label(lines[at].text):
        return False
    columns, _ = _header(lines, zones, at)
    if columns:
        return True
    following = lines[at + 2 : at + 3]
    return bool(following) and is_label(following[0].text)


def _fits(role: str, text: str) -> int:
    """Say how well a text suits a column: 3 surely, 0 perhaps, -3 surely not."""
    tests = {
        "serial": _SERIAL,
        "rank": _RANK,
        "lot": _LOT,
        "amount": _MONEY,
        "quote": _MONEY,
        "budget": _MONEY,
        "ceiling": _MONEY,
        "both": _MONEY,
        "unit_price": _MONEY,
        "total": _MONEY,
        "code": _CODE,
        "rate": _RATE,
        "score": re.compile(r"\d{1,3}(?:\.\d+)?"),
    }
    test = tests.get(role)
    if test is not None:
        good = 3 if test.fullmatch(text) else -3
        if role in {"amount", "quote"} and good < 0 and _RATE.fullmatch(text):
            return 2
        return 1 if good > 0 and role in {"score", "lot"} else good
    if role in {"supplier", "candidate", "maker"}:
        return (
            3
            if looks_like_body(text)
            else -2
            if _MONEY.fullmatch(text) or _RANK.fullmatch(text)
            else -1
        )
    if role == "contact":
        return 1 if _ADDRESS.fullmatch(text) else 0
    if _CODE.fullmatch(text) or looks_like_body(text):
        return -1
    return 0


def _rows(columns: list[Column], values: list[int], lines: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for chunk in _chunks(columns, values, lines):
        if chunk and TOTAL_ROW.fullmatch(plain(lines[chunk[0]].text)):
            continue
        placed = _align(columns, [lines[i].text for i in chunk])
        cells = {column: lines[chunk[n]].spot for n, column in placed.items()}
        if cells:
            rows.append(Row(cells, chunk[0]))
    return rows


def _chunks(columns: list[Column], values: list[int], lines: Sequence[Line]) -> list[list[int]]:
    """Part the values into rows: by their numbers or ranks, by length, or by the suppliers."""
    if not values:
        return []
    texts = [lines[i].text for i in values]
    first = columns[0].role
    parties = any(c.role in _PARTIES for c in columns)
    starts: list[int] = []
    if first in _STARTERS:
        starts = _counted(texts, len(columns)) if first != "rank" else []
        if len(starts) < 1:
            test = _STARTERS[first]
            starts = [
                n
                for n, t in enumerate(texts)
                if test.fullmatch(t) and (n == 0 or len(texts) - n > 1)
            ]
            if first != "rank" and parties:
                starts = _spaced(starts, texts)
    if not starts and values and len(values) % len(columns) == 0:
        starts = list(range(0, len(values), len(columns)))
    if not starts:
        key = next((n for n, c in enumerate(columns) if c.role in {"supplier", "candidate"}), None)
        if key == 0:
            starts = [n for n, t in enumerate(texts) if looks_like_body(t)]
    if not starts and values:
        starts = [0]
    return [values[a:b] for a, b in zip(starts, [*starts[1:], len(values)], strict=True)]


def _counted(texts: list[str], width: int) -> list[int]:
    """Give the places of 1, 2, 3 ... in turn, where rows are numbered from 1.

    The next number is looked for where a full row would end; failing that, in front of it.
    """
    places: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        places.setdefault(text.lstrip("0"), []).append(n)
    if not texts or texts[0].lstrip("0") != "1":
        return []
    found = [0]
    while told := [p for p in places.get(str(len(found) + 1), ()) if p > found[-1]]:
        full = found[-1] + width
        found.append(full if full in told else told[0])
    return found


def _spaced(starts: list[int], texts: list[str]) -> list[int]:
    """Keep only starts behind which a name of an organisation comes before the next start."""
    kept: list[int] = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(texts)
        if any(looks_like_body(t) for t in texts[start:end]):
            kept.append(start)
    return kept


def _align(columns: list[Column], texts: list[str]) -> dict[int, int]:
    """Lay values into columns in order, leaving columns or values out, by the best total fit."""
    rows, width = len(texts), len(columns)
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for v in range(rows - 1, -1, -1):
        for c in range(width - 1, -1, -1):
            best[v][c] = max(
                best[v + 1][c + 1] + _fits(columns[c].role, texts[v]) + 0.5,
                best[v + 1][c] - 0.4,
                best[v][c + 1],
            )
    placed: dict[int, int] = {}
    v = c = 0
    while v < rows and c < width:
        fit = best[v + 1][c + 1] + _fits(columns[c].role, texts[v]) + 0.5
        if best[v][c] == fit:
            if _fits(columns[c].role, texts[v]) > -1:
                placed[v] = c
            v, c = v + 1, c + 1
        elif best[v][c] == best[v][c + 1]:
            c += 1
        else:
            v += 1
    return placed
