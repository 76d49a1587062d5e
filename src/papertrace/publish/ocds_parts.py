"""Facts of each kind as parts of an OCDS release: tender, awards, contracts, items, milestones.

A maker says whether its fact found a place; where it did not, the fact is counted as left out. It
never fills a field with what the field does not mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.publish.ocds_release import EXTENSION, ID, Number, figure, moment, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from papertrace.model import AcceptedFact
    from papertrace.publish.ocds_release import Part, Release

    Maker = Callable[[Release, AcceptedFact], bool]

_METHODS: Mapping[str, str] = {"公开招标": "open", "邀请招标": "selective", "单一来源": "direct"}
"""Only what is certain: negotiation and consultation may be selective or limited."""
_LOTS: Mapping[str, str] = {"awarded": "complete", "unsuccessful": "unsuccessful",
                            "cancelled": "cancelled", "terminated": "cancelled"}  # fmt: skip


def _notice(release: Release, fact: AcceptedFact) -> bool:
    if buyer := release.told(fact, "buyer"):
        release.aside["buyer"] = release.party(buyer, "buyer")
    if agent := release.told(fact, "agent"):
        release.tender["procuringEntity"] = release.party(agent, "procuringEntity")
    if title := release.told(fact, "project_name"):
        release.tender["title"] = title
    release.proven(release.tender, fact, number=release.told(fact, "project_no"))
    return True


def _plan(release: Release, fact: AcceptedFact) -> bool:
    if buyer := release.told(fact, "buyer"):
        release.aside["buyer"] = release.party(buyer, "buyer")
    budget = value_of(fact, "amount")
    if budget:
        release.planning["budget"] = {"amount": budget, "description": release.told(fact, "need")}
    if name := release.told(fact, "name"):
        release.tender |= {"title": name, "status": "planned"}
    release.proven(release.planning, fact, month=release.told(fact, "month"))
    release.tags["planning"] = None
    return True


def _tender(release: Release, fact: AcceptedFact) -> bool:
    lot, ceiling, budget = release.lot(fact), value_of(fact, "ceiling"), value_of(fact, "budget")
    part = release.tender if lot is None else lot
    if ceiling:
        part["value"] = ceiling
    if budget and lot is None:
        release.planning["budget"] = {"amount": budget}
        budget = None  # it has a field: nothing is said twice
    if method := release.told(fact, "method"):
        release.tender["procurementMethodDetails"] = method
        if known := _METHODS.get(method):
            release.tender["procurementMethod"] = known
    deadline = moment(release.told(fact, "deadline"))
    if deadline:
        before = release.tender.get("tenderPeriod", {}).get("endDate", deadline)
        if before == deadline:
            release.tender["tenderPeriod"] = {"endDate": deadline}
        else:
            release.tender.pop("tenderPeriod")  # lots with deadlines of their own
    release.proven(part, fact, budget=budget, deadline=release.told(fact, "deadline"))
    release.tags["tender"] = None
    return True


def _lot(release: Release, fact: AcceptedFact) -> bool:
    lot = release.lot(fact)
    if lot is None:
        return False
    if title := release.told(fact, "name"):
        lot["title"] = title
    if status := _LOTS.get(release.told(fact, "status")):
        lot["status"] = status
    release.proven(lot, fact, status=release.told(fact, "status"))
    return True


def _award(release: Release, fact: AcceptedFact) -> bool:
    suppliers = release.suppliers(fact, "supplier")
    award: Part = {"id": fact.id[:ID], "status": "active", "suppliers": suppliers}
    if not suppliers:
        award.pop("suppliers")
    if date := moment(release.told(fact, "date")):
        award["date"] = date
    total = value_of(fact, "amount")
    if total:
        award["value"] = total
    if (lot := release.lot(fact)) is not None:
        award["relatedLots"] = [lot["id"]]
    release.proven(award, fact, amount=None if total else _priced(release, fact))
    release.awards[award["id"]] = award
    release.tags["award"] = None
    return True


def _priced(release: Release, fact: AcceptedFact) -> object:
    text = release.told(fact, "amount")
    return figure(fact, "amount", text) if text else None


def _candidate(release: Release, fact: AcceptedFact) -> bool:
    suppliers = release.suppliers(fact, "tenderer")
    if not suppliers:
        return False
    award: Part = {"id": fact.id[:ID], "status": "pending", "suppliers": suppliers}
    if (lot := release.lot(fact)) is not None:
        award["relatedLots"] = [lot["id"]]
    rank = release.told(fact, "rank")
    release.proven(award, fact, rank=Number(rank) if rank else None, offer=_priced(release, fact))
    release.awards[award["id"]] = award
    release.tags["award"] = None
    return True


def _contract(release: Release, fact: AcceptedFact) -> bool:
    if buyer := release.told(fact, "buyer"):
        release.aside["buyer"] = release.party(buyer, "buyer")
    suppliers = release.suppliers(fact, "supplier")
    name = release.told(fact, "contract_no") or fact.id[:ID]
    contract: Part = {
        "id": name,
        "awardID": _awarded(release, fact, suppliers),
        "status": "active",
    }
    if signed := moment(release.told(fact, "signed")):
        contract["dateSigned"] = signed
    total = value_of(fact, "amount")
    if total:
        contract["value"] = total
    more = {"amount": None if total else _priced(release, fact)}
    release.proven(contract, fact, number=release.told(fact, "project_no"), **more)
    release.contracts[name] = contract
    release.tags["contract"] = None
    return True


def _awarded(release: Release, fact: AcceptedFact, suppliers: list[Part]) -> str:
    """Give the award a contract carries out; one is made, and said to be, where none is known."""
    wanted = {s["name"] for s in suppliers}
    known = [f for f in release.process if f.kind == "award"]
    same = [f for f in known if wanted and _names(release, f) == wanted]
    if len(same) > 1:
        same = [f for f in same if value_of(f, "amount") == value_of(fact, "amount")]
    if len(same) == 1:
        return same[0].id[:ID]
    made: Part = {"id": f"of-{fact.id[:ID]}", "status": "active", EXTENSION: {"inferred": True}}
    if suppliers:
        made["suppliers"] = suppliers
    release.awards[made["id"]] = made
    return str(made["id"])


def _names(release: Release, fact: AcceptedFact) -> set[str]:
    told = release.told(fact, "supplier").replace("；", ";").split(";")
    return {name.strip() for name in told if name.strip()}


def _amendment(release: Release, fact: AcceptedFact) -> bool:
    told = {n: release.told(fact, n) for n in ("item", "before", "after")}
    words = f"{told['item']}: {told['before']} → {told['after']}".strip(": →")
    made: Part = {"id": fact.id[:ID], "description": words}
    if date := moment(release.told(fact, "date")):
        made["date"] = date
    release.proven(made, fact, **told)
    release.tender.setdefault("amendments", []).append(made)
    release.tags["tenderAmendment"] = None
    return True


def _termination(release: Release, fact: AcceptedFact) -> bool:
    reason, lot = release.told(fact, "reason_class"), release.lot(fact)
    status = "unsuccessful" if reason == "unsuccessful" else "cancelled"
    part = release.tender if lot is None else lot
    part["status"] = status
    if lot is None:
        release.tender["statusDetails"] = reason
        release.tags["tenderCancellation" if status == "cancelled" else "tenderUpdate"] = None
    release.proven(part, fact, reason=reason)
    return True


def _acceptance(release: Release, fact: AcceptedFact) -> bool:
    name = release.told(fact, "contract_no")
    if not name:
        return False
    known = release.contracts.get(name)
    if known is None:
        told = [f for f in release.process if f.kind == "contract"]
        found = next((f for f in told if release.told(f, "contract_no") == name), fact)
        award = _awarded(release, found, release.suppliers(found, "supplier"))
        known = {"id": name, "awardID": award, EXTENSION: {"inferred": True}}
        release.contracts[name] = known
    met: Part = {
        "id": fact.id[:ID],
        "type": "delivery",
        "title": "验收",
        "status": "met",
        "description": release.told(fact, "opinion"),
    }
    if date := moment(release.told(fact, "date")):
        met["dateMet"] = date
    release.proven(met, fact)
    milestones = known.setdefault("implementation", {}).setdefault("milestones", [])
    milestones.append(met)
    release.tags["implementation"] = None
    return True


def _item(release: Release, fact: AcceptedFact) -> bool:
    """Put an item where its document's stage is: its award, the one contract, or the tender."""
    lot = release.lot(fact)
    name = lot["id"] if lot else ""
    awards = [a for a in release.awards.values() if not name or name in a.get("relatedLots", [])]
    at = list(release.contracts.values()) or awards or [release.tender]
    if len(at) != 1:
        return False
    item: Part = {"id": fact.id[:ID], "description": release.told(fact, "name")}
    if quantity := release.told(fact, "qty"):
        item["quantity"] = Number(quantity)
    unit: Part = {"name": release.told(fact, "unit")} if "unit" in fact.fields else {}
    if price := value_of(fact, "unit_price"):
        unit["value"] = price
    if unit:
        item["unit"] = unit
    if name:
        item["relatedLot"] = name
    brand = {n: release.told(fact, n) for n in ("brand", "model")}
    release.proven(item, fact, amount=_priced(release, fact), **brand)
    item[EXTENSION].pop("unit_price", None)  # it has its field
    at[0].setdefault("items", []).append(item)
    return True


MAKERS: Mapping[str, Maker] = {
    "notice": _notice,
    "procurement_plan": _plan,
    "tender": _tender,
    "lot": _lot,
    "award": _award,
    "candidate": _candidate,
    "contract": _contract,
    "amendment": _amendment,
    "termination": _termination,
    "acceptance": _acceptance,
    "item": _item,
}
"""Kinds of facts that OCDS has a place for, in the order in which a release is made of them."""
