"""Which lot a value belongs to: named in its label, in its row, or in the block it stands in.

Sums that name several lots in one stretch (`标包一：11.5万元；标包二：53.1万元`) are parted here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.labels import LOT, SHORT_LOT, numbered
from papertrace.extract.once import once
from papertrace.extract.sums import sums_at

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Column, Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Frame, Sum

_HEAD_LENGTH = 90
_LEAD = 6
_LONGEST_LOT = 40

_HEAD = re.compile(
    rf"^(?:\d{{1,4}}\s*(?=第))?(?P<lot>{LOT.pattern})\s*(?:[:：(（、.\s].{{0,80}})?$"
)
_NAMED = re.compile(
    rf"{LOT.pattern}|(?:^|(?<=其中)|(?<=[、，,和及与：:；;。（(\s])){SHORT_LOT.pattern}"
    r"(?=投标|有效|供应商|因|流标|废标|终止|响应|报名|递交|最高|预算|控制价|招标|采购|限价|正常|继续|不足|[、，,和及与])"
)
_AT_END = re.compile(rf"(?P<lot>{LOT.pattern}|{SHORT_LOT.pattern})(?:[（(][^（）()]*[）)])?$")
_NUMBERED = re.compile(r"^.*(?:(?:编号|序号)\s*[:：]?|号\s*[:：])\s*")
_CLAUSE_END = re.compile(r"[。；;]")
_TOGETHER = re.compile(r"合计|共计|总计|总预算|总价")
_AND = re.compile(r"\s*[、，,和及与~—-]\s*")
_LETTER = re.compile(r"(?<![A-Za-z0-9])[A-H](?=\s*[包、：:（(\s\u4e00-\u9fff])")
_MANY = re.compile(r"其中|分别|[2-9二三四五六七八九两]\s*个?(?:包|标段|标项|标包)")


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot's name as printed, without blanks, and its place."""

    name: str
    spot: Spot


def lot_at(place: Spot) -> Lot:
    """Make a lot of its place; 包组编号：001 is 001."""
    text = place.page.text[place.start : place.end]
    if label := _NUMBERED.match(text):
        place = place.part(label.end(), len(text))
    return Lot("".join(place.printed.split()).rstrip(":："), place)


def lot_of(spot: Spot) -> Lot | None:
    """Read the lot named at the beginning of a stretch."""
    text = spot.page.text[spot.start : spot.end]
    kept = [n for n, c in enumerate(text) if not c.isspace()]
    bare = "".join(text[n] for n in kept)
    match = LOT.search(bare)
    if match is None or match.start() > _LEAD:
        match = SHORT_LOT.match(bare)
    if match:
        return lot_at(spot.part(kept[match.start()], kept[match.end() - 1] + 1))
    return None


def lot_in(spot: Spot) -> Lot | None:
    """Read the last lot that a clause names."""
    places = lots_in(spot)
    return lot_at(places[-1]) if places else None


def lots_in(spot: Spot) -> list[Spot]:
    """Give the lots that running text names, one after the other."""
    text = spot.page.text[spot.start : spot.end]
    return [spot.part(m.start(), m.end()) for m in _NAMED.finditer(text)]


def lot_before(line: Spot, start: int) -> Lot | None:
    """Read the lot that a clause names before an offset of the page; None where it names two.

    `包组编号：001 预算金额（元）：3200000` names one, `包1、包2合计预算：10万元` speaks of both.
    """
    text = line.page.text[line.start : start]
    clause = max((m.end() for m in _CLAUSE_END.finditer(text)), default=0)
    told = line.part(clause, len(text))
    places = lots_in(told)
    if not places or _TOGETHER.search(told.page.text[places[-1].end : start]):
        return None
    alone = len(places) == 1 or not _AND.fullmatch(
        told.page.text[places[-2].end : places[-1].start]
    )
    return lot_at(places[-1]) if alone else None


def leaves_blank(listing: Listing, row: Row) -> bool:
    """Say whether a row leaves its cell of lots blank where others fill theirs.

    A merged cell is none: it stands in every row that it reaches.
    """
    if listing.how != "table" or listing.find(row, "lot", "lot_name"):
        return False
    return any(listing.find(other, "lot") for other in listing.rows)


@once
def blocks(outline: Outline) -> tuple[Lot | None, ...]:
    """Give for every line the lot of the block it stands in (`标项一` on a line of its own)."""
    found: list[Lot | None] = []
    current: Lot | None = None
    beside: tuple[int, int, Lot] | None = None
    for line in outline.lines:
        text = line.text
        if not line.flat:
            if LOT.fullmatch(line.spot.bare) and (own := lot_of(line.spot)):
                beside = (line.table, line.row, own)
            told = beside is not None and (line.table, line.row) == beside[:2]
            found.append(beside[2] if told and beside else current)
            continue
        if line.flat:
            match = _HEAD.match(text) or _HEAD.match(line.spot.bare)
            if match and len(text) < _HEAD_LENGTH:
                current = lot_of(line.spot)
            elif numbered(text) == "han":
                current = None
        found.append(current)
    return tuple(found)


def row_lot(listing: Listing, row: Row) -> Lot | None:
    """Give the lot of a row: its lot column, a lot named elsewhere, or its number."""
    cell = _finest(listing, row)
    if cell:
        begun = LOT.match(cell[1].text)
        if begun and cell[1].text[begun.end() :].lstrip()[:1] in {"（", "：", ":"}:
            return lot_of(cell[1])
        text = "".join(cell[1].printed.split())
        return Lot(text, cell[1]) if text and len(text) <= _LONGEST_LOT else None
    if ending := _lot_at_end(listing, row):
        return ending
    for role in ("lot_name", "item_name", "project_name", "project_no", "serial"):
        cell = listing.find(row, role)
        if cell and (named := lot_of(cell[1])):
            return named
    cell = listing.find(row, "serial")
    if cell and "lot_name" in listing.roles():
        return Lot("".join(cell[1].printed.split()), cell[1])
    return None


def _finest(listing: Listing, row: Row) -> tuple[Column, Spot] | None:
    """Give the cell that tells the lot: behind 分标编号 the finer 包号, never parts of a lot."""
    told = [(c, row.cells[n]) for n, c in enumerate(listing.columns) if n in row.cells]
    lots = [each for each in told if each[0].role == "lot"]
    whole = [each for each in lots if "品目" not in each[0].text]
    return next(reversed(whole or lots), None)


def _lot_at_end(listing: Listing, row: Row) -> Lot | None:
    """Read the lot with which a lot's name ends: 河堤工程施工一标段."""
    cell = listing.find(row, "lot_name")
    if cell is None:
        return None
    spot = cell[1]
    found = _AT_END.search(spot.page.text[spot.start : spot.end].rstrip())
    place = spot.part(*found.span("lot")) if found else None
    return Lot("".join(place.printed.split()), place) if place else None


def lot_sums(spot: Spot, frame: Frame) -> tuple[tuple[Lot, Sum], ...]:
    """Give the sums of a stretch that each name a lot of their own; () unless there are several."""
    text = spot.page.text[spot.start : spot.end]
    found: list[tuple[Lot, Sum]] = []
    behind = 0
    letters = bool(_MANY.search(text))
    for each in sums_at(spot, frame):
        start = each.spot.start - spot.start
        between = text[behind:start]
        matches = list(LOT.finditer(between))
        if not matches and letters:
            matches = list(_LETTER.finditer(between))[:1]
        if matches:
            match = matches[-1]
            place = spot.part(behind + match.start(), behind + match.end())
            found.append((lot_at(place), each))
        behind = each.spot.end - spot.start
    names = {lot.name for lot, _ in found}
    return tuple(found) if len(found) > 1 and len(names) == len(found) else ()
