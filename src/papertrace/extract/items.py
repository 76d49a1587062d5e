"""The things bought: name, brand, model, quantity, unit and price of a piece, one `item` a row.

Read from the part 主要标的信息 of awards and contracts, tables and labelled lines alike. A price of
a piece is never an award; what stands there of project managers and their certificates is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.confidence import Confidence
from papertrace.extract.labels import is_blank, plain
from papertrace.extract.lots import blocks, row_lot
from papertrace.extract.sums import Frame, sum_at
from papertrace.text.fold import folded_text, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Column, Listing, Row
    from papertrace.extract.lots import Lot
    from papertrace.extract.outline import Outline
    from papertrace.model import Fact

_NAME = re.compile(
    r"(?:主要|中标|成交|采购)*(?:标的|货物|服务|工程|商品|产品|物资|设备)(?:物|内容)?(?:的)?(?:名称|名)?(?:\(.*\))?"
    r"|采购(?:标的|内容)|名称|主要标的"
)
_GROUP = re.compile(r"品目名称|目录名称|分类名称")
"""The catalogue's name for a thing: only where nothing names the thing itself."""
_BRAND = re.compile(r"(?:货物|产品)?(?:品牌|商标)(?:\(.*\))?")
_MODEL = re.compile(r"(?:货物|产品)?(?:规格)?[、/及和]?型号(?:\(.*\))?|规格(?:型号)?(?:\(.*\))?")
_COUNT = re.compile(r"(?:货物|采购|合同|主要标的)?数量(?:[(/及]*(?:计量)?单位\)?)?(?:\(.*\))?")
_UNIT = re.compile(r"(?:计量|计价|数量)?单位")
_PIECE = re.compile(r"(?:中标|成交|货物|主要标的|综合|含税)*单价(?:\(.*\))?")
_AMOUNT = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*[(]?(?P<unit>[^\d\s()]{0,6})[)]?")
_COUNTER = re.compile(r"[^\d\W]{1,6}")
_LONGEST = 120
_NOT_A_THING = re.compile(r"(?:合计|总计|小计|/|无)|详见.*|见.{0,4}附件")
_FIELDS = (("brand", _BRAND), ("model", _MODEL))
_BARE_NUMBER = re.compile(r"[\d.-]+")


def items(outline: Outline, form: str) -> Iterator[Fact]:
    """Give the items of a notice: rows of its tables of things, else its labelled lines."""
    found = False
    for listing in outline.listings:
        if listing.zone not in {"items", "contract", "award", ""} or not _lists_things(listing):
            continue
        several = _lots_of(outline, listing)
        for row, lot in zip(listing.rows, several, strict=True):
            fact = _row(outline, form, (listing, row), lot)
            if fact is not None:
                found = True
                yield fact
    if not found:
        yield from _labelled(outline, form)


def _lists_things(listing: Listing) -> bool:
    """Say whether a table names things and says of them more than who sold them."""
    heads = [plain(c.text) for c in listing.columns]
    named = any(_NAME.fullmatch(h) or _GROUP.fullmatch(h) for h in heads)
    told = sum(bool(p.fullmatch(h)) for h in heads for p in (_BRAND, _MODEL, _COUNT, _PIECE))
    services = listing.zone == "items" and sum("服务" in h or "施工" in h for h in heads) > 1
    return named and (told > 1 or services)


def _lots_of(outline: Outline, listing: Listing) -> list[Lot | None]:
    """Give the lot of each row: its own column's, else that of the block the table stands in."""
    around = blocks(outline)
    own = {"lot", "lot_name"} & listing.roles()
    told = [row_lot(listing, row) if own else None for row in listing.rows]
    return [
        around[row.index] or (lot if lot and not _BARE_NUMBER.fullmatch(lot.name) else None)
        for row, lot in zip(listing.rows, told, strict=True)
    ]


def _row(outline: Outline, form: str, place: tuple[Listing, Row], lot: Lot | None) -> Fact | None:
    listing, row = place
    name = _cell(listing, row, _NAME) or _cell(listing, row, _GROUP)
    if name is None or _NOT_A_THING.fullmatch(name[1].bare) or len(name[1].text) > _LONGEST:
        return None
    builder = Builder(outline.document, "item", form)
    sure = Confidence(0.95 if listing.how != "flat" else 0.85)
    builder.add("name", squeeze(name[1].printed.strip()), name[1])
    if lot:
        builder.add("lot", lot.name, lot.spot)
    for field, head in _FIELDS:
        told = _cell(listing, row, head)
        if told and not is_blank(told[1].text) and len(told[1].text) <= _LONGEST:
            builder.add(field, squeeze(told[1].printed.strip()), told[1])
    count, unit = _cell(listing, row, _COUNT), _cell(listing, row, _UNIT)
    _add_count(builder, count[1] if count else None, unit[1] if unit else None)
    price = _cell(listing, row, _PIECE)
    if price:
        _add_price(builder, sure, price[1], Frame(price[0].head, price[0].text, listing.caption))
    return builder.fact(sure.value, sure.reasons)


def _cell(listing: Listing, row: Row, head: re.Pattern[str]) -> tuple[Column, Spot] | None:
    """Give the first filled cell below a head that matches."""
    for number, column in enumerate(listing.columns):
        if number in row.cells and head.fullmatch(plain(column.text)):
            return column, row.cells[number]
    return None


def _add_count(builder: Builder, count: Spot | None, unit: Spot | None) -> None:
    """Set qty and unit: `12架`, `1(项)`, or the unit in a column of its own."""
    if count is None or is_blank(count.text):
        return
    text = folded_text(count.text)
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return
    builder.add("qty", found["n"].replace(",", ""), count)
    if found["unit"] and _COUNTER.fullmatch(found["unit"]):
        builder.add("unit", found["unit"], count)
    elif unit is not None and _COUNTER.fullmatch(unit.bare) and unit.bare not in {"元", "万元"}:
        builder.add("unit", unit.bare, unit)


def _add_price(builder: Builder, sure: Confidence, spot: Spot, frame: Frame) -> None:
    """Set the price of a piece; a rate is none."""
    found = sum_at(spot, frame)
    if found is None or found.kind == "rate":
        return
    builder.add("unit_price", found.value, found.spot, currency=found.currency)
    builder.unit("unit_price", found.unit)
    if not found.certain:
        sure.limit(0.7, found.reason or "the price is in doubt")


def _labelled(outline: Outline, form: str) -> Iterator[Fact]:
    """Read labelled lines: `主要标的名称：取暖煤`, `规格型号：…`, `主要标的数量：600吨`."""
    told: dict[str, tuple[Spot, Spot]] = {}
    for pair in outline.pairs:
        if pair.zone not in {"items", "contract"}:
            continue
        label = plain(pair.label.text)
        named = re.fullmatch(r"(?:主要)?(?:标的|货物|服务|工程)?(?:的)?名称|主要标的", label)
        field = "name" if named else next((n for n, p in _LABELS if p.fullmatch(label)), "")
        if field == "name" and told.get("name"):
            yield from _told(outline, form, told)
            told = {}
        if field:
            told.setdefault(field, (pair.label, pair.value))
    yield from _told(outline, form, told)


_LABELS = (*_FIELDS, ("count", _COUNT), ("unit", _UNIT), ("price", _PIECE))


def _told(outline: Outline, form: str, told: dict[str, tuple[Spot, Spot]]) -> Iterator[Fact]:
    """Make an item of labelled values, where they say more than its name."""
    name = told.get("name")
    if name is None or len(told) == 1 or is_blank(name[1].text) or len(name[1].text) > _LONGEST:
        return
    builder = Builder(outline.document, "item", form)
    sure = Confidence(0.85)
    builder.add("name", squeeze(name[1].printed.strip()), name[1])
    for field, _ in _FIELDS:
        if field in told and not is_blank(told[field][1].text):
            builder.add(field, squeeze(told[field][1].printed.strip()), told[field][1])
    count, unit = told.get("count"), told.get("unit")
    _add_count(builder, count[1] if count else None, unit[1] if unit else None)
    if "price" in told:
        label, value = told["price"]
        _add_price(builder, sure, value, Frame(label, label.text))
    yield builder.fact(sure.value, sure.reasons)
