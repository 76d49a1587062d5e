"""Head words of a flattened table, and what suits the columns below them.

A run of labels on lines of their own opens a table; unknown words among them count where the rows
are numbered. What stands below is weighed by what it looks like. Nothing is laid out here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.labels import is_blank, is_label, numbered, role_of
from papertrace.extract.listings import Column
from papertrace.extract.names import looks_like_body
from papertrace.extract.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.lines import Line

_SHORT_HEAD = 8
_THREE = 3
_LONGEST_HEAD = 20
_MOST_COLUMNS = 30
_TWO = 2
_NEVER = -2
_PLAIN = re.compile(r"\d{1,3}(?:\.\d+)?")
_OPEN = re.compile(r"待定|另行.{0,4}|未定|见.{0,8}")
_UNIT_LINE = re.compile(r"[（(][^（）()]{1,8}[）)]")
_COLON = re.compile(r"[:：]")
_STOPS = re.compile(r"[:：。，]")
_DIGIT = re.compile(r"\d")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SERIAL = re.compile(r"\d{1,3}")
_RANK = re.compile(r"第?\s*[一二三四五六七八九十\d]{1,2}\s*(?:名|位|中标候选人|成交候选人|候选人)?")
_MONEY = re.compile(
    r"(?:[^\d]{0,10}[:：])?[￥¥]?\s*-?\d[\d,，]*(?:\.\d+)?\s*(?:[（(]?(?:万|亿)?元[）)]?|万)?(?:[（(]?人民币[）)]?)?(?:[（(][^（）()]{1,30}[）)])?|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{4,}|人民币.{2,30}"
)
_LOT = re.compile(r"(?:第?[一二三四五六七八九十\dA-Z]{1,3}(?:包|标段|标项)?|[包标].{1,8}|\d{1,3})")
_CODE = re.compile(r"[0-9A-Z]{15,20}")
_RATE = re.compile(r".{0,12}\d+(?:\.\d+)?\s*[%％].{0,8}")
_ADDRESS = re.compile(r".*(?:路|街|号|区|县|镇|乡|村|室|楼|大道|园|巷|弄|座|省.*市).*")
STARTERS = {"serial": _SERIAL, "rank": _RANK, "lot": _LOT}
"""Roles of a first column whose values tell where a row begins."""
_TESTS = {
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
_PLAIN_HEAD = re.compile(
    r"(?:预计|拟|计划)?(?:采购|实施|招标)?时间|日期|备注|说明|数量|单位|工期.{0,4}|服务期限?|交货期|地点|期限"
    r"|(?:最终|综合|评审)?得分|(?:分配)?比例|占比|面积|(?:评审|评标|评选|审查)?(?:结果|结论)|(?:下浮|优惠|折扣)率?(?:[（(]%[）)])?"
)
"""Heads that are no labels of their own: known beside others."""
_FIGURED = frozenset({"quantity", "deposit", "score", "fee"})
"""Roles of columns that hold figures which are no prices."""
_SUMS = frozenset({"amount", "quote", "budget", "ceiling", "both", "unit_price", "total"})
PARTIES = frozenset({"supplier", "candidate", "maker"})
_PRICES = frozenset({"amount", "quote", "unit_price"})
_AT_END = re.compile(r"(?:标段|标包|标项|包)$")


def flat_header(
    lines: Sequence[Line], zones: Sequence[str], index: int
) -> tuple[list[Column], int]:
    """Read a run of head words; ([], index) where there is none."""
    columns, at = _counted_header(lines, index)
    if not columns:
        columns, at = _known_header(lines, zones, index)
    if len(columns) == _TWO and _paired(columns, lines, at):
        return columns, at
    return (columns, at) if _useful(columns) else ([], index)


def _paired(columns: list[Column], lines: Sequence[Line], at: int) -> bool:
    """Say whether two head words are those of a table of two columns: the first row fits them."""
    roles = [c.role for c in columns]
    if roles == ["before", "after"]:
        return True
    values = [n.text for n in lines[at : at + _TWO]]
    told = len(values) == _TWO and bool(PARTIES & set(roles)) and bool(_PRICES & set(roles))
    return told and all(fits(r, v) > _TWO for r, v in zip(roles, values, strict=True))


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
        if not line.flat or len(text) > _LONGEST_HEAD or _STOPS.search(text):
            break
        if columns and _UNIT_LINE.fullmatch(text):
            columns[-1] = Column(columns[-1].role, columns[-1].text + text, line.spot)
        elif _DIGIT.search(text):
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
        if _COLON.search(text) and _COLON.search(_BRACKETED.sub("", text)):
            break
        if columns and _UNIT_LINE.fullmatch(text):
            last = columns[-1]
            columns[-1] = Column(last.role, last.text + text, lines[at].spot)
        elif is_label(text) and not (numbered(text) and zone_of(text)):
            columns.append(Column(role_of(text), text, lines[at].spot))
        elif (len(columns) >= _TWO and _PLAIN_HEAD.fullmatch("".join(text.split()))) or (
            columns and len(text) <= _SHORT_HEAD and _goes_on(lines, at)
        ):
            columns.append(Column("", text, lines[at].spot))
        else:
            break
        at += 1
    heading = bool(columns) and (columns[0].role == "other" or zone_of(columns[0].text) == "award")
    if len(columns) > _TWO and heading and columns[1].role in STARTERS:
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
    if _DIGIT.search(text) or _MONEY.fullmatch(text) or looks_like_body(text):
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


def fills(columns: Sequence[Column], texts: Sequence[str]) -> bool:
    """Say whether a row has a cell for every column, each of which may stand below its head."""
    return len(columns) == len(texts) and all(
        is_blank(text)
        or _OPEN.fullmatch(text)
        or fits(column.role, text) > _NEVER
        or (column.role == "rate" and "%" in column.text and _PLAIN.fullmatch(text))
        for column, text in zip(columns, texts, strict=True)
    )


def loses_figures(columns: Sequence[Column], texts: Sequence[str]) -> bool:
    """Say whether a row with other than a cell a column leaves open which figure is a price."""
    if len(columns) == len(texts):
        return False
    told = sum(_MONEY.fullmatch(t) is not None for t in texts[1:])
    sums = sum(c.role in _SUMS for c in columns[1:])
    others = sum(c.role in _FIGURED for c in columns[1:])
    return bool(told and sums and others and told != sums + others)


def fits(role: str, text: str) -> int:
    """Say how well a text suits a column: 3 surely, 0 perhaps, -3 surely not."""
    test = _TESTS.get(role)
    if test is not None:
        good = 3 if test.fullmatch(text) else -3
        if role in {"amount", "quote"} and good < 0 and _RATE.fullmatch(text):
            return 2
        return 1 if good > 0 and role in {"score", "lot"} else good
    if role in {"supplier", "candidate", "maker"}:
        return (
            3
            if looks_like_body(text) and not _AT_END.search(text)
            else -2
            if _MONEY.fullmatch(text) or _RANK.fullmatch(text)
            else -1
        )
    if role == "contact":
        return 1 if _ADDRESS.fullmatch(text) else 0
    if _CODE.fullmatch(text) or looks_like_body(text):
        return -1
    return 0
