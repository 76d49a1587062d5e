"""Budgets, ceilings and the deadline of a purchase: one `tender` fact a lot.

One without `lot` where there is a single lot. Budgets and ceilings are kept apart; deposits, paper
prices, costs insured and totals over lots are neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.choice import choose, put
from papertrace.extract.confidence import AGAIN, HEAD, LABEL, SENTENCE, Confidence
from papertrace.extract.labels import role_of
from papertrace.extract.lots import (
    Lot,
    blocks,
    leaves_blank,
    lot_before,
    lot_in,
    lot_of,
    lot_sums,
    row_lot,
)
from papertrace.extract.moments import deadlines
from papertrace.extract.problems import conflict, doubtful, placeholder, unlotted
from papertrace.extract.proportions import parts_alone, strange_alone, without_unit
from papertrace.extract.sums import TOKEN, Frame, sum_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.choice import Choice
    from papertrace.extract.listings import Listing
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.model import Fact, Problem

_SEVERAL = 2
_SURE = 7

_MONEY_ROLES = ("budget", "ceiling", "both")
_SKIPPED = frozenset(
    {"deposit", "fee", "obtain", "expert", "scores", "beyond", "persons", "qualification", "items"}
)
_PART = re.compile(r"\d{1,2}[-－—]\d{1,3}")
_OF_ALL = re.compile(r"总|合计|共计|(?:本)?(?:项目|采购)总")
"""Labels of what all lots cost together, whichever lot stands before."""
_UNTAXED = re.compile(r"不含(?:增值)?税|除税|税前")
_SAID = re.compile(
    r"(?P<label>[^，。；：:\s（(]{0,16}(?:最高(?:投标|报)?限价|限价|控制价|预算(?:总)?(?:金额|额|价|资金|费用)?|采购预算|(?:估算|概算)总?价))"
    r"(?:[（(][^（）()]{1,14}[）)])?(?:总价|总计|合计|金额)?(?:(?:为|是|共计?|约|人民币|不超过|[:：\s])+|(?=[\d￥¥]))(?P<value>[^，。；]*\d[^，。；]*)"
)


_SURE_HEAD = (0.95, HEAD)
_FLAT_HEAD = (0.9, HEAD)

_Told = tuple["Lot | None", str, "Sum", tuple[float, str]]
"""A lot, the role of its sum, the sum, and how sure it is by what it rests on."""
_CEILING = re.compile(r"限价|控制价")


@dataclass(slots=True)
class _Row:
    """A lot in the making."""

    lot: Lot | None
    sums: dict[str, Sum] = field(default_factory=dict)
    mentions: dict[str, list[Spot]] = field(default_factory=dict)
    rivals: list[tuple[str, Sum]] = field(default_factory=list)
    worth: float = 0.95
    ground: str = ""

    def take(self, role: str, found: Sum, worth: tuple[float, str]) -> None:
        """Set a sum, or note a repetition or a rival."""
        for name in ("budget", "ceiling") if role == "both" else (role,):
            held = self.sums.get(name)
            if held is None:
                self.sums[name] = found
                self.worth = min(self.worth, worth[0])
                self.ground = self.ground or worth[1]
            elif held.value == found.value and held.spot.place == found.spot.place:
                continue  # the same print, read twice
            elif held.value == found.value:
                self.mentions.setdefault(name, []).append(found.spot)
            else:
                self.rivals.append((name, found))


def tenders(outline: Outline, form: str, *, deadlined: bool = True) -> Iterator[Fact | Problem]:
    """Give the tender rows of a notice; nothing where it prints neither sum nor deadline."""
    rows = _lots(outline)
    deadline = choose(deadlines(outline)) if deadlined else None
    if not rows and deadline:
        rows = [_Row(None)]
    for row in rows:
        yield from _facts(outline, form, row, deadline)
    yield from without_unit(outline, _MONEY_ROLES)
    yield from parts_alone(outline, _MONEY_ROLES)
    yield from _unlotted(outline)


def _unlotted(outline: Outline) -> Iterator[Problem]:
    """Report the rows with sums that leave their lot blank: they were given to none."""
    for listing in outline.listings:
        if listing.zone in _SKIPPED or len(listing.rows) < _SEVERAL:
            continue
        for row in listing.rows:
            cell = listing.find(row, *_MONEY_ROLES)
            if cell and leaves_blank(listing, row) and row_lot(listing, row) is None:
                yield unlotted(cell[1])


def _lots(outline: Outline) -> list[_Row]:
    """Gather the sums by lot; the row of the whole is dropped where lots have sums of their own."""
    rows: dict[str, _Row] = {}

    def row(lot: Lot | None) -> _Row:
        return rows.setdefault(lot.name if lot else "", _Row(lot))

    for lot, role, found, worth in _found(outline):
        row(lot).take(role, found, worth)
    if not any(rows.values()) or (rows and not rows.get("", _Row(None)).sums and len(rows) == 0):
        return []
    named = [r for name, r in rows.items() if name]
    if len(named) >= _SEVERAL:
        return named
    merged = rows.get("", _Row(None))
    for r in named:  # a single lot is no lot
        for name, found in r.sums.items():
            merged.take(name, found, (r.worth, r.ground))
    return [merged] if merged.sums else []


def _found(outline: Outline) -> Iterator[_Told]:
    labelled = [*_in_listings(outline), *_in_pairs(outline)]
    yield from labelled
    if labelled and any(lot for lot, *_ in labelled):
        return
    told = list(_in_sentences(outline))
    if labelled:  # a whole is labelled; running text may part it into lots
        told = [each for each in told if each[0]]
        if len({each[0].name for each in told if each[0]}) < _SEVERAL:
            return
    yield from told


def _in_listings(outline: Outline) -> Iterator[_Told]:
    lots = blocks(outline)
    for listing in outline.listings:
        if listing.zone in _SKIPPED or not listing.roles() & set(_MONEY_ROLES):
            continue
        several = len(listing.rows) > 1
        for row in listing.rows:
            block = lots[row.index]
            if several and block and _parts(listing):
                continue
            lot = row_lot(listing, row) if several else block
            for number, column in enumerate(listing.columns):
                if (
                    column.role not in _MONEY_ROLES
                    or number not in row.cells
                    or (several and lot is None)
                ):
                    continue
                found = sum_at(row.cells[number], Frame(column.head, column.text, listing.caption))
                if found and found.kind == "total":
                    yield (
                        lot,
                        column.role,
                        found,
                        _SURE_HEAD if listing.how == "table" else _FLAT_HEAD,
                    )


def _parts(listing: Listing) -> bool:
    """Say whether a table's rows are the things of one lot, told by their numbers (1-1, 1-2)."""
    return any(
        _PART.fullmatch(spot.bare)
        for row in listing.rows
        for number, spot in row.cells.items()
        if listing.columns[number].role in {"lot", "serial"}
    )


def _in_pairs(outline: Outline) -> Iterator[_Told]:
    lots = blocks(outline)
    for pair in outline.of(*_MONEY_ROLES):
        if pair.zone in _SKIPPED or _UNTAXED.search(pair.label.bare):
            continue
        frame = Frame(pair.label, pair.label.text)
        parted = lot_sums(pair.value, frame)
        if parted:
            for lot, found in parted:
                yield lot, pair.role, found, (0.9, LABEL)
            continue
        found_sum = sum_at(pair.value, frame)
        if found_sum is None or found_sum.kind != "total":
            continue
        line = outline.lines[pair.index].spot
        own = (lot_of(pair.label) or Lot(pair.lot, pair.label)) if pair.lot else None
        of_all = _OF_ALL.match(pair.label.bare)
        told = own or (None if of_all else lot_before(line, pair.label.start))
        lot_here = told or lots[pair.index]
        yield lot_here, pair.role, found_sum, (0.95, LABEL)
        for role, found, _ in _said(pair.value):
            if role != pair.role and found.spot.place != found_sum.spot.place:
                yield lot_here, role, found, (0.9, SENTENCE)


def _in_sentences(outline: Outline) -> Iterator[_Told]:
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        if zone in _SKIPPED or not line.flat:
            continue
        text = line.spot.page.text[line.spot.start : line.spot.end]
        for role, found, (start, end) in _said(line.spot):
            clause = max(text.rfind(mark, 0, start) for mark in "；。") + 1
            yield lot_in(line.spot.part(clause, end)), role, found, (0.85, SENTENCE)


def _said(spot: Spot) -> Iterator[tuple[str, Sum, tuple[int, int]]]:
    """Give the sums that running text names: role, sum, and where the words for it stand."""
    for match in _SAID.finditer(spot.page.text[spot.start : spot.end]):
        label = match.group("label")
        role = role_of(label)
        if role not in _MONEY_ROLES:
            role = "ceiling" if _CEILING.search(label) else "budget"
        found = sum_at(spot.part(*match.span("value")), Frame(text=label))
        if found and found.kind == "total" and found.certain:
            yield role, found, (match.start(), match.start("value"))


def _facts(
    outline: Outline, form: str, row: _Row, deadline: Choice | None
) -> Iterator[Fact | Problem]:
    builder = Builder(outline.document, "tender", form)
    sure = Confidence(row.worth)
    sure.rests_on(row.ground)
    if row.mentions:
        sure.rests_on(AGAIN)
    if row.lot:
        builder.add("lot", row.lot.name, row.lot.spot)
    _add_sums(builder, row, sure)
    if deadline:
        put(builder, "deadline", deadline)
        if deadline.rivals or deadline.best.score < _SURE:
            sure.limit(0.75, "the deadline is not certain")
    if row.rivals:
        sure.limit(0.6, "other sums stand under the same label")
    if not builder.fields:
        return
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    for name, rival in row.rivals[:1]:
        yield conflict(name, rival.spot, (fact.id,))
    yield from _doubts(row, fact.id)


def _doubts(row: _Row, fact_id: str) -> Iterator[Problem]:
    """Give what is strange about the sums of a lot."""
    for name, found in row.sums.items():
        if found.value in TOKEN:
            yield placeholder(name, found.spot, fact_id)
        elif strange := strange_alone(found):
            shown = found.spot.printed.strip()[:30]
            yield doubtful("PT427", f"{shown}: {strange}.", found.spot, (fact_id,))


def _add_sums(builder: Builder, row: _Row, sure: Confidence) -> None:
    for name, found in row.sums.items():
        builder.add(name, found.value, found.spot, currency=found.currency).unit(name, found.unit)
        for again in row.mentions.get(name, [])[:3]:
            builder.mention(name, again)
        if not found.certain:
            sure.limit(0.7, found.reason or "no exact sum")
        strange = strange_alone(found)
        if found.value in TOKEN or strange:
            sure.limit(0.4, strange)
