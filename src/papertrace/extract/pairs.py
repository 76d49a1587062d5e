"""Labels with their values, however a site prints them.

`采购人：某局` in a line, several of them in one line, the label in one cell and the value in the
next, or each on a line of its own as a scraper flattens tables. A pair names the role of its label
and where the value stands; what the value means is for the forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.labels import LOT, RANKED, SHORT_LOT, is_label, plain, role_of
from papertrace.extract.names import looks_like_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.lines import Line

_LONGEST_BROKEN = 120

_COLON = re.compile(r"[:：]")
_CLAUSE = re.compile(r"[^；;]+")
_BOUNDARY = re.compile(r"[，,；;。|｜\t\n!！?？]")
_BLANK = re.compile(r"[\s　]+|(?<=[)）】\]」』])|(?<=[、/])")
_LABEL_LENGTH = 48
_AT_START = 2
_FRAGMENT = re.compile(r"\d{1,4}|[年月日时分秒点至\-—:：~]|\d{1,2}[年月日时分]")
_SPACED = re.compile(r"\s*(?:\d{1,2}\s*[:：、.．]\s*)?(?P<label>\S{2,14})[\s\u3000]+(?=\S)")
_CARRIED = frozenset(
    {"ceiling", "budget", "both", "fee", "amount", "supplier", "rate", "deposit", "quote", "total"}
)
_VALUED = re.compile(
    r"\d{2}(?!\d*年)|\d[:：]|[:：]|元(?:（人民币）)?[\s\u3000]|(?:公司|研究院|研究所|管理局|委员会)[\s\u3000]"
)
"""What stands in a value and hardly in a label."""
_SUM_INSIDE = re.compile(r"\d[\d,.]*\s*(?:[百千]?[万亿]元|元|[万亿])[（(，,；;]")
"""A sum and more behind it: the value of a label before, and no label."""
_PART_OF_VALUE = frozenset({"quote", "total", "amount", "rate", "other", "lot_of", "contact"})
"""Labels that stand inside a value: 总价：418600（元）."""
_NTH = re.compile(
    r"(?:第|(?:推荐)?(?:中标|成交|中选)?候选(?:人|供应商|单位)\(?第)(?P<rank>[一二三四五])名\)?(?P<bare>)"
)
_COUNTED = re.compile(r"(?P<label>.{2,12}?)(?:[(（]?(?:\d{1,2}|[一二三四五六七八九])[)）]?)")
"""中标供应商1, 成交人（二）: one of several of a kind."""
_SEVERAL = frozenset({"supplier", "candidate", "amount", "quote", "before", "after"})
_VAGUE = frozenset({"quote", "other"})
"""Roles that a label has by its last word alone; a lot in front of it hides what it means."""
_FREE = frozenset({"before", "after", "change_text", "change_item", "reason"})
"""Roles of running text: a label inside it is part of what it says."""
_MONEY = frozenset({"ceiling", "budget", "both", "amount", "quote", "total"})
PART = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s*)?"
    r"(?!.{0,6}(?:[大小]写|合计|共计|总[计价额]|金额|报?价|人民币|预算|限价))[一-鿿（()）、]{2,16}[:：]\s*[￥¥]?\s*\d"
)
"""A part with a label of its own, by which an empty label above has no sum."""
_MORE_LINES = 12
_SPELT = re.compile(r"[(（]?(?:人民币)?[(（]?[大小]写(?:金额)?[)）]?(?:[(（]元[)）])?[:：]?")
"""A sum's label once more, for the sum in words or in digits."""
_SPELT_LINE = re.compile(rf"\s*{_SPELT.pattern.removesuffix('[:：]?')}[:：]\s*(?=\S)")
_ROW = 12
"""Cells before it among which its first label stands."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the stretch that holds its value."""

    role: str
    label: Spot
    value: Spot
    zone: str
    index: int
    """Number of the line the label stands in."""
    lot: str = ""
    """The lot named in the label (包1中标金额), as printed."""
    rank: str = ""
    how: str = "colon"
    """colon, cell, or below (the value stands on the next line)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A label inside a line, and where its value begins and ends."""

    role: str
    start: int
    colon: int
    lot: str
    rank: str
    end: int = 0


def pairs_of(
    lines: Sequence[Line], zones: Sequence[str], taken: frozenset[int]
) -> tuple[Pair, ...]:
    """Give all labelled values; `taken` are lines that belong to the rows of a listing."""
    found: list[Pair] = []
    for index, line in enumerate(lines):
        if index in taken or zones[index] in {"expert", "beyond"}:
            continue
        found += (
            _of_line(lines, zones, taken, index) if line.flat else _of_cell(lines, zones, index)
        )
    return tuple(found)


def _of_line(
    lines: Sequence[Line], zones: Sequence[str], taken: frozenset[int], index: int
) -> Iterator[Pair]:
    spot, zone = lines[index].spot, zones[index]
    text = spot.page.text[spot.start : spot.end]
    parts = max(split(text), clauses(text), key=len)
    for part in parts:
        value = spot.part(part.colon + 1, part.end)
        label = spot.part(part.start, part.colon)
        if value.text:
            yield Pair(part.role, label, value, zone, index, part.lot, part.rank)
        elif part is parts[-1] and (below := _below(lines, taken, index, part.role)):
            yield Pair(part.role, label, below, zone, index, part.lot, part.rank, "below")
    again = None if parts else _SPELT_LINE.match(text)
    if again and (role := _line_before(lines, index)):
        label, value = spot.part(0, again.end()), spot.part(again.end(), len(text))
        yield Pair(role, label, value, zone, index)
        return
    lot, rank, role = read_label(text) if not parts and is_label(text) else ("", "", "")
    if role and (below := _below(lines, taken, index, role)):
        yield Pair(role, spot, below, zone, index, lot, rank, "below")


def _of_cell(lines: Sequence[Line], zones: Sequence[str], index: int) -> Iterator[Pair]:
    """Read a cell: labels with colons inside it, or a label whose value is the next cell."""
    cell, zone = lines[index], zones[index]
    text = cell.spot.page.text[cell.spot.start : cell.spot.end]
    parts = split(text)
    for part in parts:
        value = cell.spot.part(part.colon + 1, part.end)
        if value.text:
            label = cell.spot.part(part.start, part.colon)
            yield Pair(part.role, label, value, zone, index, part.lot, part.rank, "colon")
    if parts and text[parts[-1].colon + 1 :].strip():
        return
    lot, rank, role = read_label(text)
    if not role and _SPELT.fullmatch(text.strip()):
        lot, rank, role = _said_before(lines, index)
    if role and index + 1 < len(lines):
        value_cell = lines[index + 1]
        beside = (
            value_cell.table == cell.table
            and value_cell.row < cell.row + cell.row_span
            and value_cell.row >= cell.row
            and value_cell.column == cell.column + cell.column_span
        )
        if beside and not is_label(value_cell.text):
            value = _before_labels(value_cell.spot)
            if value.text:
                yield Pair(role, cell.spot, value, zone, index, lot, rank, "cell")


def _said_before(lines: Sequence[Line], index: int) -> tuple[str, str, str]:
    """Read the label that 大写 or 小写 stands behind: a sum's, in the same row or over both."""
    cell = lines[index]
    for before in reversed(lines[max(0, index - _ROW) : index]):
        if before.table != cell.table or before.row + before.row_span < cell.row:
            break
        same = before.row <= cell.row < before.row + before.row_span
        lot, rank, role = read_label(before.text)
        if role and (same or _SPELT.fullmatch(before.text.strip())):
            return (lot, rank, role) if role in _CARRIED else ("", "", "")
    return "", "", ""


def _line_before(lines: Sequence[Line], index: int) -> str:
    """Give the role of the sum that the line before states; '' where it states none."""
    before = lines[index - 1] if index else None
    parts = split(before.text) if before and before.flat else ()
    return parts[-1].role if parts and parts[-1].role in _CARRIED else ""


def _before_labels(spot: Spot) -> Spot:
    """Give a cell's value without the labels that go on behind it."""
    text = spot.page.text[spot.start : spot.end]
    parts = [
        p
        for p in split(text)
        if p.role not in _PART_OF_VALUE or looks_like_body(text[: p.start].strip(" ，,；;、\u3000"))
    ]
    return spot.part(0, parts[0].start) if parts and text[: parts[0].start].strip() else spot


@lru_cache(maxsize=1024)
def split(text: str) -> tuple[_Part, ...]:
    """Find the known labels in a line, in order, each with its colon and its value's end."""
    found: list[_Part] = []
    floor = 0
    for colon in (m.start() for m in _COLON.finditer(text)):
        if colon and text[colon - 1].isdigit() and text[colon + 1 : colon + 2].isdigit():
            continue  # a time of day
        held = found[-1].role if found else ""
        part = _label_before(text, floor, colon, held)
        if part is not None and (held not in _FREE or part.role in _FREE):
            found.append(part)
            floor = colon + 1
    return tuple(
        _Part(p.role, p.start, p.colon, p.lot, p.rank, nxt.start if nxt else len(text))
        for p, nxt in zip(found, [*found[1:], None], strict=False)
    )


def clauses(text: str) -> tuple[_Part, ...]:
    """Find labels with a blank for a colon: `供应商名称 某公司；中标金额 98万元；备注 无`."""
    found: list[_Part] = []
    if "；" not in text and ";" not in text:
        return ()  # one label alone is none
    for clause in _CLAUSE.finditer(text):
        told = _SPACED.match(clause.group())
        lot, rank, role = read_label(told["label"]) if told else ("", "", "")
        if told and role not in {"", "lot_of"}:
            at = clause.start()
            span = at + told.start("label"), at + told.end("label")
            found.append(_Part(role, *span, lot, rank, clause.end()))
    return tuple(found) if len(found) > 1 else ()


def _label_before(text: str, floor: int, colon: int, carried: str) -> _Part | None:
    """Find the longest known label that ends at a colon."""
    low = max(floor, colon - _LABEL_LENGTH)
    hard = [m.end() for m in _BOUNDARY.finditer(text, low, colon)]
    low = hard[-1] if hard and _open_brackets(text[low : hard[-1]]) <= 0 else low
    starts = [low, *(m.end() for m in _BLANK.finditer(text, low, colon) if m.end() > low)]
    if low > 0 and low == colon - _LABEL_LENGTH:
        starts = starts[1:]
    # a start that would leave the label before without a value, or take in a value, comes last
    last = [
        s for s in starts if (floor and not text[floor:s].strip()) or _VALUED.search(text[s:colon])
    ]
    for start in (*(s for s in starts if s not in last), *last):
        if start >= colon:
            continue
        lot, rank, role = read_label(text[start:colon])
        if _SUM_INSIDE.search(text[start:colon]):
            continue
        if role == "lot_of":
            role = carried if carried in _CARRIED else "lot_of"
        if role:
            return _Part(role, start, colon, lot, rank)
    return None


def _open_brackets(text: str) -> int:
    return sum(text.count(c) for c in "（([【") - sum(text.count(c) for c in "）)]】")


@lru_cache(maxsize=4096)
def read_label(text: str) -> tuple[str, str, str]:
    """Give lot, rank and role of a label: `标项一最高限价（元）` is ('标项一', '', 'ceiling')."""
    bare = plain(text)
    if ranked := RANKED.fullmatch(bare) or _NTH.fullmatch(bare):
        return "", ranked.group("rank") or ranked.group("bare"), "candidate"
    role = role_of(text)
    if role in _VAGUE and (lot := LOT.match(bare)) and (told := role_of(bare[lot.end() :])):
        return lot.group(), "", told
    counted = None if role else _COUNTED.fullmatch(bare)
    if counted and (told := role_of(counted.group("label"))) in _SEVERAL:
        role = told
    if role:
        return "", "", role
    bare = bare.removeprefix("其中").lstrip(",，:：")
    match = LOT.match(bare) or SHORT_LOT.match(bare)
    if match is None:
        return "", "", ""
    rest = bare[match.end() :].lstrip("的、-—_ :：")
    if not rest or (rest[0] == "(" and rest[-1] == ")"):
        return match.group(), "", "lot_of"
    return match.group(), "", role_of(rest)


def _below(lines: Sequence[Line], taken: frozenset[int], index: int, role: str) -> Spot | None:
    """Give the value on the lines behind a label: the next line, and what belongs to it."""
    first = index + 1
    if first >= len(lines) or first in taken or not lines[first].flat or _starts_new(lines[first]):
        return None
    start = lines[first].spot
    if role in _MONEY and PART.match(start.text):
        return None  # 建设费：…, a part below an empty 中标金额：
    text, end = start.text, start.end
    for line in lines[first + 1 : first + _MORE_LINES]:
        if not line.flat or line.spot.page is not start.page or not _goes_on(text, line.text):
            break
        text, end = text + line.text, line.spot.end
    value = Spot(start.page, start.start, end)
    return value if role in _FREE else _before_labels(value)


def _starts_new(line: Line) -> bool:
    """Say whether a line opens something of its own, so is no value of the one before."""
    return is_label(line.text) or any(p.start <= _AT_START for p in split(line.text)[:1])


def _goes_on(text: str, after: str) -> bool:
    """Say whether a value that a scraper broke goes on in the next line."""
    if _open_brackets(text) > 0 and len(text) < _LONGEST_BROKEN:
        return True
    if _FRAGMENT.fullmatch(after) and re.search(
        r"\d{4}$|[年月日时分秒点至\-—:：]$|年\d{1,2}$|月\d{1,2}$|[日时]\d{1,2}$", text
    ):
        return True
    return (after[0] in "-—–、，," and len(after) > 1) or (text[-1] in "、-—" and len(text) > 1)
