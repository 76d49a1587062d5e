"""Suppliers in labelled lines: a name, and behind it the price, until the next name.

`供应商名称：某公司` / `中标金额：98万元`, lot by lot, or all in one line. A price before the first
name counts only right before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.extract.confidence import SENTENCE
from papertrace.extract.labels import is_blank, plain
from papertrace.extract.lots import blocks, lot_at, lot_before, lot_of, lot_sums, lots_in
from papertrace.extract.names import looks_like_body, members_of
from papertrace.extract.offers import LATER_OFFER, is_passed_over
from papertrace.extract.sum_rates import RATES, differs
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winner_clauses import holds_money, paired_winners
from papertrace.extract.winners import FAILED, UNREAD, lot_key, rank_at, winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.lots import Lot
    from papertrace.extract.outline import Outline
    from papertrace.extract.pairs import Pair
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner

_NEAR = 14
_BESIDE = 3
_PRICES = frozenset({"amount", "quote", "total", "rate"})
_PIECE = re.compile(r"(?:中标|成交|投标|最终|中选)?(?:综合|总)?单价(?:合计|之和|总和|报价|金额)*")
_SAID = re.compile(
    r"(?:确定|评定|选定|决定|推荐|同意|由|，|,|：|:|；|。|^)\s*(?:排名)?(?:第[一二三四五])?(?:名)?(?:的)?(?:(?:中标|成交|中选)?候选(?:人|供应商|单位))?(?:的)?\s*"
    r"(?:排名)?(?:第[一二三四五])?(?:名)?(?:的)?(?:供应商|投标人|单位|公司(?=[^，,。；;]{2,40}公司))?\s*"
    r"(?P<name>(?!由)(?:(?!推荐|确定|选定|评定|决定)[^，,。；;：:\s]){4,60}?)为(?:本项目|该项目|本次采购)?(?:的)?(?P<rank>第[一二三四五])?(?:名)?(?:的)?(?:中标|成交|中选)?(?:候选)?(?:人|供应商|单位)(?=[，,。；;、（(\s]|$)"
    r"|由\s*(?:排名)?(?:第[一二三四五](?:名|位)?(?:的)?(?:(?:中标|成交|中选)?候选(?:人|供应商|单位))?(?:的)?)?\s*(?P<by>[^，,。；;：:\s]{4,60}?)(?:(?:依次|顺位)?(?:递补|顺延))?(?:为)?(?:中标|成交|中选)(?:人|供应商|单位)?(?=[，,。；;])"
    r"|(?:中标|成交|中选)(?:人|供应商|单位)(?:为|是)\s*(?P<other>[^，,。；;：:\s]{4,60})"
)
_VAGUE = re.compile(r"(?:总|合计)?(?:金额|价|价格|费用|报价)|合计|总计|小写|大写|(?:收费|收取)金额")
"""Labels that do not say whose price they name."""
_PRICE_WORD = re.compile(r"报价|金额|价|下浮|费率|折扣")


_WHOLE = re.compile(r"总\s*(?:价|金额|报价)|合\s*计")


@dataclass(slots=True)
class _Reader:
    """What has been read so far: the supplier at hand, and a price that waits for one."""

    outline: Outline
    lots: tuple[Lot | None, ...]
    current: Winner | None = None
    waiting: Pair | None = None
    last: int = -_NEAR
    other: bool = False
    """True behind the name of a bidder who is not asked for: what follows is his price."""
    closed: bool = False
    """True behind a price that says 详见附件, and behind a fee: a bare 金额 is not the award's."""
    done: list[Winner] = field(default_factory=list)
    parts: list[tuple[Lot, Sum]] = field(default_factory=list)
    """Sums of lots that the supplier at hand won together."""

    def lot(self, pair: Pair) -> Lot | None:
        """Give the lot a pair is about: in its label, before it in its line, or of its block."""
        if pair.lot:
            return lot_of(pair.label)
        line = self.outline.lines[pair.index].spot
        before = lots_in(line.part(0, pair.label.start - line.start))
        if before:
            return lot_at(before[-1])
        return self.lots[pair.index]

    def supplier(self, pair: Pair) -> None:
        """Take a label that names a supplier, or several with a sum each."""
        if several := paired_winners(pair.value):
            self.close()
            self.done += several
            self.closed = True
            return
        made = None if FAILED.search(pair.value.text[:20]) else winner_at(pair.value, 0.95)
        if made is None or holds_money(made):
            return
        if pair.how == "below" and not made.person and not looks_like_body(made.names[0].value):
            return
        self.close()
        self.other = self.closed = False
        made.lot = self.lot(pair)
        made.rank = rank_at(pair.label) if pair.rank else None
        made.price = _tail_price(pair, made)
        waiting, self.waiting = self.waiting, None
        if waiting and made.price is None and pair.index - waiting.index <= _BESIDE:
            made.price = _price(waiting)
        self.current, self.last = made, pair.index

    def price(self, pair: Pair) -> None:
        """Take a label that names a price."""
        made = self.current
        if pair.role in _PRICES and is_blank(pair.value.text):
            self.closed = True
            return
        if self.closed and _VAGUE.fullmatch(plain(pair.label.text)):
            return
        if self.by_lot(pair):
            return
        if made is None:
            self.waiting = None if self.other else pair
        elif made.price is None:
            if pair.index - self.last <= _NEAR:
                made.price = _price(pair)
        elif found := _price(pair):
            self.again(made, pair, found)

    def by_lot(self, pair: Pair) -> bool:
        """Take a price that names its lot, or several that do; False where it is another one."""
        made, lot = self.current, self.lot(pair)
        parted = lot_sums(pair.value, Frame(pair.label, pair.label.text))
        if made is None or not (parted or lot):
            return False
        if not parted:
            price = _price(pair)
            parted = ((lot, price),) if lot and price else ()
        if made.lot is None:
            self.parts += parted
            return bool(parted)
        others = [p for p in parted if lot_key(p[0].name) != lot_key(made.lot.name)]
        for each, found in parted if others else ():
            self.give(each, found)
        return bool(others)

    def give(self, lot: Lot, price: Sum) -> None:
        """Give a price that names a lot to the one supplier of that lot, never to another."""
        every = [*self.done, self.current] if self.current else self.done
        named = [w for w in every if w.lot and lot_key(w.lot.name) == lot_key(lot.name)]
        if len(named) == 1 and named[0].price is None:
            named[0].price = price

    def again(self, made: Winner, pair: Pair, found: Sum) -> None:
        """Take a further price of a supplier: a repetition, or one that counts before the first."""
        held = made.price
        if held is None:
            return
        if held.tax == "without" and found.kind == "total":
            made.price = held if found.tax == "without" else found
        elif pair.role == "rate" and found.kind == held.kind == "rate":
            if differs(held, found):
                made.price = replace(held, certain=False, doubt=RATES)
        elif pair.role != "amount":
            if (
                held.kind == "unit_price"
                and found.kind == "total"
                and _WHOLE.search(pair.label.text)
            ):
                made.price = found  # the price of a piece, then what all cost
            return
        elif (found.value, found.kind) == (held.value, held.kind):
            made.mentions.append(("amount", found.spot))
        elif held.kind != "total" and found.kind == "total":
            made.price = found
        elif found.kind == held.kind and self.lot(pair) in (None, made.lot):
            made.rivals.append(found)

    def bidder(self, pair: Pair) -> None:
        """Take the name of a bidder who is not asked for: a price behind it is his."""
        self.other = self.current is None and looks_like_body(pair.value.text.split("，")[0])
        if self.other:
            self.waiting = None

    def member(self, pair: Pair) -> None:
        """Take a further member of the consortium at hand."""
        if self.current and looks_like_body(pair.value.text):
            self.current.names += members_of(pair.value)

    def close(self) -> None:
        """Let go of the supplier at hand."""
        made = self.current
        if made and len(self.parts) > 1:
            self.done += [replace(made, lot=lot, price=found) for lot, found in self.parts]
        elif made:
            if self.parts:
                made.lot, price = self.parts[0]
                made.price = made.price or price
            self.done.append(made)
        self.current, self.parts = None, []


def told_winners(outline: Outline, roles: tuple[str, ...]) -> Iterator[Winner]:
    """Give the suppliers that labelled lines name; `roles` are those of their labels."""
    reader = _Reader(outline, blocks(outline))
    for pair in outline.pairs:
        if pair.zone in UNREAD and not (pair.rank and pair.zone == "scores"):
            continue
        named = pair.role in roles and not _names_other(pair)
        if named or ((pair.role == "lot_of" or pair.lot) and _names_winner(pair)):
            reader.supplier(pair)
        elif pair.role == "candidate":
            reader.bidder(pair)
        elif is_passed_over(pair.label.text) and not LATER_OFFER.search(pair.value.text):
            continue
        elif pair.role in _PRICES or (
            pair.role == "unit_price" and _PIECE.fullmatch(plain(pair.label.text))
        ):
            reader.price(pair)
        elif pair.role == "member":
            reader.member(pair)
        elif pair.role == "fee":
            reader.closed = True
    reader.close()
    yield from reader.done


def said_winners(outline: Outline) -> Iterator[Winner]:
    """Give the suppliers that running text names: `确定某公司为中标人，中标金额为…`."""
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        if not line.flat or (zone in UNREAD and zone != "contact"):
            continue
        text = line.spot.page.text[line.spot.start : line.spot.end]
        for match in _SAID.finditer(text):
            group = next(g for g in ("name", "by", "other") if match.group(g))
            made = winner_at(line.spot.part(match.start(group), match.end(group)), 0.85)
            if made is None or not looks_like_body(made.names[0].value):
                continue
            rest = re.split(r"[。；;]", text[match.end() :], maxsplit=1)[0]
            tail = line.spot.part(match.end(), match.end() + len(rest))
            if rest.strip() and _PRICE_WORD.search(rest):
                made.price = sum_at(tail, Frame(text=rest[:_NEAR]))
            made.ground = SENTENCE
            made.lot = lot_before(line.spot, line.spot.start + match.start(group))
            if match.group("rank"):
                rank = line.spot.part(match.start("rank"), match.end("rank"))
                made.rank = rank_at(rank)
            yield made


def _names_other(pair: Pair) -> bool:
    """Say whether a bare 名称 names something else than a supplier here."""
    bare = plain(pair.label.text) in {"名称", "单位名称"}
    return pair.role == "candidate" and bare and pair.zone not in {"award", "proposed"}


def _names_winner(pair: Pair) -> bool:
    """Say whether a lot's line names a company and what it offered: `标段一：某公司，中标价…`."""
    names = members_of(pair.value)
    return (
        bool(names)
        and looks_like_body(names[0].value)
        and bool(_PRICE_WORD.search(pair.value.text))
    )


def _price(pair: Pair) -> Sum | None:
    return sum_at(pair.value, Frame(pair.label, pair.label.text))


def _tail_price(pair: Pair, made: Winner) -> Sum | None:
    """Read a price that stands behind the supplier in the same value: `某公司，中标价：98万元`."""
    value = pair.value
    rest = type(value)(value.page, made.names[-1].spot.end, value.end)
    told = _PRICE_WORD.search(rest.text) or _PRICE_WORD.search(pair.label.text)
    if rest.end <= rest.start or not told:
        return None
    return sum_at(rest, Frame(text=rest.text[:16]))
