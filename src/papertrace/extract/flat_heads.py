"""Head words of a flattened table, in all the ways they may be read.

A run of labels on lines of their own opens a table; unknown words among them count where the rows
are numbered or where labels go on behind them. Nothing is laid out here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.flat_types import VERDICT, cost_of
from papertrace.extract.labels import is_blank, is_label, numbered, plain, role_of
from papertrace.extract.listings import TOTAL_ROW, Column
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
_MOST_GUESSED = 2
_UNIT_LINE = re.compile(r"[（(][^（）()]{1,8}[）)]")
_COLON = re.compile(r"[:：]")
_STOPS = re.compile(r"[:：。，]")
_DIGIT = re.compile(r"\d")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_PLAIN_HEAD = re.compile(
    r"(?:预计|拟|计划)?(?:采购|实施|招标)?时间|日期|备注|说明|数量|单位|工期.{0,4}|服务期限?|交货期|地点|期限"
    r"|(?:最终|综合|评审)?得分|(?:分配)?比例|占比|面积|(?:评审|评标|评选|审查)?(?:结果|结论)|(?:下浮|优惠|折扣)率?(?:[（(]%[）)])?"
)
"""Heads that are no labels of their own: known beside others."""
PARTIES = frozenset({"supplier", "candidate", "maker"})
_STARTERS = frozenset({"serial", "rank", "lot"})
_PRICES = frozenset({"amount", "quote", "unit_price"})


@dataclass(frozen=True, slots=True)
class Head:
    """One way of reading the head words of a table: its columns and the line behind them."""

    columns: tuple[Column, ...]
    behind: int
    guessed: int = 0
    """How many words were taken for heads, or for a heading, without being known as such."""


def flat_heads(lines: Sequence[Line], zones: Sequence[str], index: int) -> tuple[Head, ...]:
    """Give the ways of reading a run of head words that begins at a line; () where there is none.

    Which unknown words behind the last known one are heads is for the cells below to say.
    """
    columns, at = _counted_header(lines, index)
    if columns:
        return (Head(tuple(columns), at),) if _useful(columns) else ()
    columns, at = _known_header(lines, zones, index)
    if len(columns) < _TWO:
        return ()
    found = [Head(tuple(columns), at)]
    opening = columns[0].role not in _STARTERS and (
        columns[0].role not in PARTIES or columns[1].role in _STARTERS
    )
    if columns[0].role == "other" or (opening and zone_of(columns[0].text) == "award"):
        found.append(Head(tuple(columns[1:]), at, 1))  # a heading stands before the head words
    for head in tuple(found):
        longer = list(head.columns)
        for more in range(_MOST_GUESSED):
            if len(head.columns) < _TWO or not _head_like(lines, at + more):
                break
            text = lines[at + more].text
            longer.append(Column(role_of(text), text, lines[at + more].spot))
            found.append(Head(tuple(longer), at + more + 1, head.guessed + more + 1))
    return tuple(h for h in found if _useful(h.columns) or _paired(h.columns))


def _head_like(lines: Sequence[Line], at: int) -> bool:
    """Say whether an unknown line may be a head word all the same."""
    if at >= len(lines) or not lines[at].flat:
        return False
    text = lines[at].text
    bare = _BRACKETED.sub("", text)
    return (
        0 < len(bare) <= _SHORT_HEAD
        and not _DIGIT.search(text)
        and not _STOPS.search(text)
        and not looks_like_body(text)
        and not VERDICT.fullmatch(text)
        and not is_blank(text)
        and not numbered(text)
        and not TOTAL_ROW.fullmatch(plain(text))
        and cost_of("lot", text) != 0
        and cost_of("rank", text) != 0
    )


def _paired(columns: Sequence[Column]) -> bool:
    """Say whether two head words are those of a table of two columns."""
    roles = [c.role for c in columns]
    told = bool(PARTIES & set(roles)) and bool(_PRICES & set(roles))
    return len(columns) == _TWO and (roles == ["before", "after"] or told)


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
    return columns, at


def _useful(columns: Sequence[Column]) -> bool:
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
    """Say whether head words go on behind one unknown one: two stand before, one follows."""
    text = lines[at].text
    if _DIGIT.search(text) or looks_like_body(text) or VERDICT.fullmatch(text):
        return False
    before, behind = lines[max(0, at - 2) : at], lines[at + 1 : at + 2]
    return (
        len(before) == _TWO
        and len(behind) == 1
        and all(
            n.flat and (_UNIT_LINE.fullmatch(n.text) or is_label(n.text))
            for n in (*before, *behind)
        )
    )
