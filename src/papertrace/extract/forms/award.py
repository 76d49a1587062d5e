"""Award results: who won which lot for what. The agent's fee is a fact of its own.

Losing bidders, piece prices of the items and totals over several lots are no awards. Names of
experts are never read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.failures import failed_lots
from papertrace.extract.fees import fees
from papertrace.extract.items import items
from papertrace.extract.lots import Lot
from papertrace.extract.named_lots import named_lots
from papertrace.extract.notice import choices, notice_of, title_lot
from papertrace.extract.other_winners import doubt_winners
from papertrace.extract.outline import outline_of
from papertrace.extract.priced import supplier_facts
from papertrace.extract.problems import conflict, doubtful, expecting
from papertrace.extract.products import told_product
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.suppliers import winners
from papertrace.extract.totals import add_up
from papertrace.extract.verdicts import undecided
from papertrace.extract.winner_clauses import unparted
from papertrace.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.winners import Winner
    from papertrace.model import Document, Problem

NAME = "award"
CHINESE = "中标（成交）结果公告"
VERSION = 2
KIND = "document"

_ADMITTED = re.compile(r"入围|入库|名单|定点|框架|库")
"""Words of titles under which all who are listed with points may have won."""


def recognise(document: Document) -> bool:
    """Say whether the document tells who won."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice, one award a supplier and lot, and the agent's fee."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    found = _first(outline)
    unclear = _undecided(outline)
    if unclear:
        found = [w for w in found if not any(_inside(w, spot) for spot in unclear)]
    whole = _give_total(outline, found)
    if len(found) == 1 and found[0].lot is None:
        chosen = choices(outline)["project_name"]
        lot = title_lot(outline, chosen.best.value if chosen else "")
        if lot:
            found[0].lot = Lot(*lot)
    if len(found) == 1:
        found[0].product = found[0].product or told_product(outline)
    doubts = doubt_winners(outline, found)
    told = [f for each in found for f in supplier_facts(outline, "award", form, each)]
    yield from doubts
    yield from expecting("award", CHINESE, told)
    for spot in unparted(outline):
        message = "Names and sums stand in one stretch that could not be parted; it was not taken."
        yield doubtful("PT425", message, spot)
    if unclear and not told:
        message = "The table lists several bidders with their points and not who won."
        yield doubtful("PT424", message, unclear[0])
    if whole is not None:
        yield conflict("total", whole, tuple(f.id for f in told if isinstance(f, Fact)))
    yield from failed_lots(outline, form)
    yield from named_lots(outline, form)
    yield from items(outline, form)
    yield from fees(outline, form)


def _undecided(outline: Outline) -> list[Spot]:
    """Give the bidders of tables that do not say who won, where no list of winners is meant."""
    title = outline.kind.title
    if title is not None and _ADMITTED.search(title.text):
        return []
    return [spot for listing in outline.listings for spot in undecided(listing)]


def _inside(winner: Winner, spot: Spot) -> bool:
    """Say whether a supplier is known from this cell alone."""
    own = winner.names[0].spot
    return own.page is spot.page and spot.start <= own.start < spot.end and not winner.mentions


def _first(outline: Outline) -> list[Winner]:
    """Take those whom a label calls winner; plain suppliers only where no label does."""
    sure = _best_ranked(winners(outline, ("supplier",)))
    if sure and any(w.price for w in sure):
        return sure
    wide = winners(outline, ("supplier", "candidate"))
    if sure:
        named = {w.supplier for w in sure}
        return _best_ranked([w for w in wide if w.supplier in named]) or sure
    return _best_ranked(wide)


def _best_ranked(found: list[Winner]) -> list[Winner]:
    """Keep the first of those who are ranked for one lot; the others did not win."""
    ranked = {w.lot.name if w.lot else "" for w in found if w.rank and w.rank[0] == "1"}
    return [
        w
        for w in found
        if not w.rank or w.rank[0] == "1" or (w.lot.name if w.lot else "") not in ranked
    ]


def _give_total(outline: Outline, found: list[Winner]) -> Spot | None:
    """Give the notice's total to a single award; give a total that several do not make up."""
    if len(found) != 1:
        return add_up(outline, found)
    for pair in outline.of("total", "amount"):
        if pair.zone in {"fee", "deposit", "items", "expert", "scores", "beyond"}:
            continue
        total = sum_at(pair.value, Frame(pair.label, pair.label.text))
        if total is None or total.kind != "total":
            continue
        held = found[0].price
        if (
            held is None
            or held.kind == "several"
            or (held.tax == "without" and total.tax != "without")
        ):
            found[0].price = total
        elif held.spot.place == total.spot.place:
            continue
        elif total.value == held.value:
            found[0].mentions.append(("amount", total.spot))
            if total.certain and not held.certain:
                found[0].price = total
    return None
