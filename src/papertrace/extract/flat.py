"""Tables that a scraper flattened: each cell on a line of its own, empty cells gone.

A run of head words opens such a table. Its rows are found only where exactly one way of cutting
the lines behind it fits the columns by type; where none or several fit, the listing has no rows
and its first line is given as torn, so that somebody is told. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.flat_cut import cut
from papertrace.extract.flat_heads import flat_heads
from papertrace.extract.flat_types import VERDICT, cost_of, type_of
from papertrace.extract.labels import is_label, numbered, role_of
from papertrace.extract.listings import Listing, Row
from papertrace.extract.names import looks_like_body
from papertrace.extract.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.flat_cut import Cut
    from papertrace.extract.flat_heads import Head
    from papertrace.extract.lines import Line

_LONGEST_CELL = 60
_CLOSING = re.compile(
    r"(?:本次|本公告|以上|上述|特此|附件|附：|注[:：]|备注[:：]|说明[:：]|公示期|现予|如有)"
)
_MOST_CELLS = 40_000
_PROSE = 200
_SENTENCE = 15
_MOST_ENDS = 8
_COLON = re.compile(r"[:：]")
_HEADING = re.compile(r".*(?:候选人|供应商|投标人|评审|评标).{2,}(?:条件|情况|内容|名单|信息)")
_LOOK = 3
_SUM = re.compile(r"[￥¥]?\d[\d,，]*(?:\.\d+)?\s*万?元?")
_DAY = re.compile(r"[12２〇二]\S{3}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日")
_FIRM = re.compile(r"(?:公司|厂|经营部|商行|中心|合作社|店|院|所)[）)]?$")
_PRICED = frozenset({"quote", "amount", "rate", "total", "unit_price"})


@dataclass(frozen=True, slots=True)
class Flattened:
    """The flattened tables of a document, the lines they take up, and those that stay unread."""

    listings: tuple[Listing, ...]
    taken: frozenset[int]
    torn: tuple[Spot, ...]
    """Heads of tables whose rows, or some of whose cells, are not certain."""


def flat_listings(
    lines: Sequence[Line], zones: Sequence[str], others: frozenset[int] = frozenset()
) -> Flattened:
    """Give the flattened tables and the numbers of the lines they take up.

    `others` are lines that belong to other tables; none is read across them.
    """
    found: list[Listing] = []
    torn: list[Spot] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        heads = [
            h for h in flat_heads(lines, zones, index) if not others & set(range(index, h.behind))
        ]
        if not heads:
            index += 1
            continue
        listing, end, sure = _read(lines, zones, heads, others)
        found.append(listing)
        if not sure:
            torn.append(lines[index].spot)
        taken.update(range(index, end))
        index = end
    return Flattened(tuple(found), frozenset(taken), tuple(torn))


def _read(
    lines: Sequence[Line], zones: Sequence[str], heads: list[Head], others: frozenset[int]
) -> tuple[Listing, int, bool]:
    """Read a table in the one way that fits; the listing, the line behind it, and if it is sure."""
    told: list[tuple[int, Head, int, Cut]] = []
    whole = _reach(lines, zones, heads[0], others)
    for head in heads:
        end = _reach(lines, zones, head, others)
        for stop in _ends(lines, head, end):
            made = cut(head.columns, [n.text for n in lines[head.behind : stop]])
            if made is not None:
                told.append((made.cost + head.guessed, head, stop, made))
                if not made.cost:
                    break
    first = heads[0]
    zone = zones[first.behind - 1]
    if not told:
        if whole > first.behind and not _suits(lines, first, whole):
            whole = first.behind  # nothing below is a cell of it
        empty = Listing(first.columns, (), zone, "flat")
        return empty, max(whole, first.behind), whole <= first.behind + 1
    cost, head, stop, made = min(told, key=lambda t: (t[0], -t[2]))
    rivals = [t for t in told if t[0] == cost and t[1] is not head]
    one = made.rows is not None and not rivals and not _goes_on(lines, stop)
    rows = _rows(lines, head, made) if one else ()
    sure = one and not made.soft
    return Listing(head.columns, rows, zone, "flat"), stop, sure


def _suits(lines: Sequence[Line], head: Head, end: int) -> bool:
    """Say whether what stands below head words looks like cells of a table at all."""
    texts = [n.text for n in lines[head.behind : end]]
    kinds = {type_of(c.role, c.text) for c in head.columns}
    strict = kinds & {"body", "money", "lot", "serial", "rank", "rate"}
    return any(cost_of(k, t) == 0 for k in strict for t in texts) and len(texts) > 1


def _rows(lines: Sequence[Line], head: Head, made: Cut) -> tuple[Row, ...]:
    return tuple(
        Row({c: lines[head.behind + v].spot for c, v in row}, head.behind + min(v for _, v in row))
        for row in made.rows or ()
        if row
    )


def _reach(lines: Sequence[Line], zones: Sequence[str], head: Head, others: frozenset[int]) -> int:
    """Give the line at which the cells of a table end for sure."""
    at = head.behind
    allowed = {zones[at - 1]}
    while at < len(lines) and at - head.behind < _MOST_CELLS:
        text = lines[at].text
        if VERDICT.fullmatch(text):
            allowed.add(zones[at])  # a cell that reads like the heading of another part
        if not lines[at].flat or at in others or zones[at] not in allowed:
            break
        if numbered(text) == "han" or (numbered(text) and zone_of(_COLON.split(text)[0])):
            break
        if _COLON.search(text) and is_label(_COLON.split(text)[0]):
            told = role_of(_COLON.split(text)[0])
            if told not in _PRICED or len(text) > _LONGEST_CELL:
                break
        if _CLOSING.match(text) or len(text) > _PROSE or text.rstrip().endswith((":", "：")):
            break
        if is_label(text) and flat_heads(lines, zones, at):
            break
        if at + 1 < len(lines) and lines[at + 1].text.startswith((":", "：")):
            break
        at += 1
    return at


def _ends(lines: Sequence[Line], head: Head, end: int) -> Iterator[int]:
    """Give the lines at which the cells may end, the furthest first."""
    signed = _unsigned(lines, head.behind, end)
    yield signed
    tried = 0
    for stop in range(signed - 1, head.behind, -1):
        if _is_cell(lines, stop):
            return
        if _may_end(lines[stop].text):
            yield stop
            tried += 1
            if tried >= _MOST_ENDS:
                return


def _goes_on(lines: Sequence[Line], stop: int) -> bool:
    """Say whether cells go on behind the last row: a firm or a sum that no label stands before."""
    for at in range(stop, min(stop + _LOOK, len(lines))):
        text = lines[at].text
        if not lines[at].flat or is_label(text) or numbered(text) or _COLON.search(text):
            return False
        if len(text) > _SENTENCE and not text.endswith("公司"):
            return False
        signed = at + 1 == len(lines) or _DAY.fullmatch(lines[at + 1].text)
        if (text.endswith("公司") and not signed) or _SUM.fullmatch(text):
            return True
    return False


def _is_cell(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line can only be a cell: a firm, figure or lot without a label before it."""
    text = lines[at].text
    if is_label(lines[at - 1].text) or (len(text) > _SENTENCE and not text.endswith("公司")):
        return False
    return text.endswith("公司") or cost_of("money", text) == 0 or cost_of("lot", text) == 0


def _may_end(text: str) -> bool:
    """Say whether a line may be what follows a table: a label, a heading, a sentence."""
    if len(text) > _SENTENCE and ("。" in text or _COLON.search(text)):
        return True
    return _HEADING.fullmatch(text) is not None or (is_label(text) and not VERDICT.fullmatch(text))


def _unsigned(lines: Sequence[Line], start: int, end: int) -> int:
    """Leave out the signature behind a table: an office and the day."""
    if end < len(lines) and not lines[end].flat:
        return end
    if end - start > 1 and _DAY.fullmatch(lines[end - 1].text):
        office = lines[end - 2].text
        if looks_like_body(office) and not _FIRM.search(office):
            return end - 2
    last = lines[end - 1].text if end > start else ""
    if end == len(lines) and looks_like_body(last) and not _FIRM.search(last):
        return end - 1
    return end
