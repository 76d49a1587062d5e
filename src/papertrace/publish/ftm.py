"""Entities in the model of FollowTheMoney: bodies, companies, awards, contracts, buildings, papers.

What the model cannot hold (budget lines, performance targets, statements, rates) is counted and
left to the Data Package, never bent to fit. It makes no person.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import corners, shown
from papertrace.publish.proofs import document
from papertrace.publish.redact import BLANK
from papertrace.publish.sheets import Column, Table, as_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papertrace.model import AcceptedFact, Publication
    from papertrace.publish.proofs import Sources

    Made = tuple["Entity", ...]
    Maker = Callable[[AcceptedFact, "_Around"], Made]

NAME = "ftm"
TITLE = "FollowTheMoney entities, for Aleph and its kin, with a table of the spots that prove them"
SIGNED = ""

Entity = dict[str, Any]
_COUNTRY = "cn"
_DOCUMENTS = {"text/html": "HyperText", "application/pdf": "Pages"}
_EVIDENCE = (
    Column("entity_id", told="Id of the entity"),
    Column("fact_id", told="Id of the fact it was made from"),
    Column("field"),
    Column("document_sha256"),
    Column("page", "integer"),
    Column("boxes", told="JSON: a list of [x0, top, x1, bottom] in points"),
    Column("quote"),
)


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes): the entities, their evidence, and what was left out, with the reason.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before the first file.
    """
    known = cleared(publication)
    made, evidence, left = _entities(publication, known)
    lines = "".join(json.dumps(e, ensure_ascii=False, sort_keys=True) + "\n" for e in made)
    table = as_csv(Table("evidence", "Where it stands", _EVIDENCE, evidence)).decode()
    out = json.dumps(left, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    written = [("entities.ftm.json", lines), ("evidence.csv", table), ("left-out.json", out)]
    refuse_exposed(written, (), known.secrets, known.names)
    yield from ((path, text.encode()) for path, text in written)


class _Around:
    """What entities of one document are made with: its id, its body, what may be shown."""

    def __init__(self, paper: str, buyer: str, title: str, known: Sources) -> None:
        self.paper, self.buyer, self.title, self._known = paper, buyer, title, known

    def told(self, fact: AcceptedFact, name: str) -> str:
        """Give a field's value as it may be shown; '' where it is absent or blanked."""
        if name not in fact.fields:
            return ""
        text = shown(name, fact.fields[name].value, self._known)
        return "" if BLANK in text else text

    def money(self, fact: AcceptedFact, name: str) -> dict[str, str]:
        """Give an amount with its currency; nothing where it has none."""
        value = fact.fields.get(name)
        return (
            {"amount": value.value, "currency": value.currency} if value and value.currency else {}
        )


def _entities(
    publication: Publication, known: Sources
) -> tuple[list[Entity], tuple[tuple[str | None, ...], ...], dict[str, dict[str, int]]]:
    papers = {h.digest: _paper(h.digest, known) for h in publication.holdings}
    around = {d: _around(d, papers[d]["id"], publication.facts, known) for d in papers}
    every: dict[str, Entity] = {e["id"]: e for e in papers.values()}
    evidence: list[tuple[str | None, ...]] = []
    no_room: Counter[str] = Counter()
    lacking: Counter[str] = Counter()
    for fact in sorted(publication.facts, key=lambda f: (f.kind, f.id)):
        maker = _MAKERS.get(fact.kind)
        made = maker(fact, around[fact.digest]) if maker else ()
        if maker is None:
            no_room[fact.kind] += 1
        elif not made:
            lacking[fact.kind] += 1
        for entity in made:
            every.setdefault(entity["id"], entity)
        if made:
            evidence += _evidence(fact, made[-1]["id"], known)
    left = {"no place in the model": dict(no_room), "lacks what the model requires": dict(lacking)}
    return list(every.values()), tuple(evidence), left


def _id(*parts: str) -> str:
    return "pt-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _entity(name: str, schema: str, told: dict[str, str]) -> Entity:
    properties = {k: [v] for k, v in sorted(told.items()) if v}
    return {"id": name, "schema": schema, "properties": properties}


def _paper(digest: str, known: Sources) -> Entity:
    told = document(digest, digest[:12], known)
    schema = _DOCUMENTS.get(known.holdings[digest].media_type, "Document")
    return _entity(
        _id("document", digest),
        schema,
        {
            "fileName": told.name,
            "title": told.title,
            "summary": f"{told.digest_name} {digest}",  # contentHash takes SHA-1 alone
            "publisher": told.publisher,
            "retrievedAt": told.captured[:10],
        },
    )


def _around(digest: str, paper: str, facts: Iterable[AcceptedFact], known: Sources) -> _Around:
    own = [f for f in facts if f.digest == digest]
    plain = _Around(paper, "", "", known)
    buyer = next((b for f in own if (b := plain.told(f, "buyer"))), "")
    named = next((n for f in own if (n := plain.told(f, "project_name"))), "")
    return _Around(paper, buyer, named or document(digest, digest[:12], known).title, known)


def _body(name: str, around: _Around) -> Entity:
    told = {"name": name, "country": _COUNTRY, "proof": around.paper}
    return _entity(_id("body", name), "PublicBody", told)


def _company(name: str, around: _Around) -> Entity:
    told = {"name": name, "proof": around.paper}
    return _entity(_id("company", name), "Company", told)


def _suppliers(fact: AcceptedFact, around: _Around) -> list[Entity]:
    names = (n.strip() for n in around.told(fact, "supplier").replace("；", ";").split(";"))
    return [_company(n, around) for n in names if n]


def _award(fact: AcceptedFact, around: _Around) -> Made:
    """Make suppliers, the contract that the model demands, and one award a supplier."""
    suppliers = _suppliers(fact, around)
    if not suppliers:
        return ()
    buyer = [_body(around.buyer, around)] if around.buyer else []
    lot = around.told(fact, "lot")
    contract = _entity(
        _id("award-contract", fact.digest, lot),
        "Contract",
        {
            "title": around.title,
            "authority": buyer[0]["id"] if buyer else "",
            "proof": around.paper,
            "status": "awarded",
            "summary": "Made from an award notice; a contract was not seen.",
        },
    )
    awards = [
        _entity(
            _id("award", fact.id, company["id"]),
            "ContractAward",
            {
                "supplier": company["id"],
                "contract": contract["id"],
                "lotNumber": lot,
                "date": around.told(fact, "date"),
                "proof": around.paper,
                "summary": _shared(n, len(suppliers)),
                **(around.money(fact, "amount") if n == 0 else {}),
            },
        )
        for n, company in enumerate(suppliers)
    ]
    return (*suppliers, *buyer, contract, *awards[1:], awards[0])


def _shared(number: int, of: int) -> str:
    if of == 1:
        return ""
    where = "stands here, once" if number == 0 else "stands with the first supplier"
    return f"One award to {of} suppliers together; its sum {where}."


def _contract(fact: AcceptedFact, around: _Around) -> Made:
    suppliers = _suppliers(fact, around)
    named = around.told(fact, "buyer") or around.buyer
    buyer = [_body(named, around)] if named else []
    contract = _entity(
        _id("contract", fact.id),
        "Contract",
        {
            "title": around.title,
            "authority": buyer[0]["id"] if buyer else "",
            "contractDate": around.told(fact, "signed"),
            "procedureNumber": around.told(fact, "project_no"),
            "noticeId": around.told(fact, "contract_no"),
            "status": "signed",
            "proof": around.paper,
            **around.money(fact, "amount"),
        },
    )
    links = [
        _entity(
            _id("contract-award", fact.id, company["id"]),
            "ContractAward",
            {
                "supplier": company["id"],
                "contract": contract["id"],
                "proof": around.paper,
                "summary": "The sum stands with the contract.",
            },
        )
        for company in suppliers
    ]
    return (*suppliers, *buyer, *links, contract)


def _tender(fact: AcceptedFact, around: _Around) -> Made:
    if not around.buyer:
        return ()
    buyer = _body(around.buyer, around)
    call = _entity(
        _id("tender", fact.id),
        "CallForTenders",
        {
            "title": around.title,
            "authority": buyer["id"],
            "submissionDeadline": around.told(fact, "deadline")[:10],
            "procedure": around.told(fact, "method"),
            "proof": around.paper,
            "summary": _sums(fact),
        },
    )
    return buyer, call


def _sums(fact: AcceptedFact) -> str:
    """Say the budget and the ceiling, for which a call has no property."""
    told = ((n, fact.fields.get(n)) for n in ("budget", "ceiling"))
    return "; ".join(f"{n}: {v.currency} {v.value}" for n, v in told if v and v.currency)


def _project(fact: AcceptedFact, around: _Around) -> Made:
    name = around.told(fact, "project")
    if not name:
        return ()
    year = around.told(fact, "year")
    told = {
        "name": name,
        "phase": around.told(fact, "phase"),
        "startDate": year,
        "country": _COUNTRY,
        "proof": around.paper,
        "summary": f"Budget of {year}" if year else "",
        **around.money(fact, "amount"),
    }
    body = around.told(fact, "body")
    project = _entity(_id("project", fact.id), "Project", told)
    if not body:
        return (project,)
    owner = _body(body, around)
    link = _entity(
        _id("participant", fact.id),
        "ProjectParticipant",
        {"project": project["id"], "participant": owner["id"], "role": "budget holder"},
    )
    return owner, link, project


def _facility(fact: AcceptedFact, around: _Around) -> Made:
    name = around.told(fact, "name")
    if not name:
        return ()
    told = {
        "name": name,
        "propertyType": around.told(fact, "kind"),
        "area": around.told(fact, "area"),
        "address": around.told(fact, "place"),
        "country": _COUNTRY,
        "createDate": around.told(fact, "finish"),
        "proof": around.paper,
        "summary": " ".join(p for p in (*_built(fact, around), *_cost(fact, around)) if p),
    }
    return (_entity(_id("facility", fact.id), "RealEstate", told),)


def _built(fact: AcceptedFact, around: _Around) -> tuple[str, ...]:
    return around.told(fact, "state"), around.told(fact, "date")


def _cost(fact: AcceptedFact, around: _Around) -> tuple[str, ...]:
    """Tell what building costs in words: as the thing's `amount` it would be read as its worth."""
    money = around.money(fact, "cost")
    return ("cost as printed:", money["amount"], money["currency"]) if money else ()


_MAKERS: dict[str, Maker] = {
    "award": _award,
    "contract": _contract,
    "tender": _tender,
    "project_budget": _project,
    "facility": _facility,
}
"""Kinds of facts that the model has a place for."""


def _evidence(fact: AcceptedFact, entity: str, known: Sources) -> Iterable[tuple[str | None, ...]]:
    for a in fact.anchors:
        boxes = json.dumps([corners(b) for b in a.boxes])
        quote = shown(a.field, a.quote, known)
        yield entity, fact.id, a.field, fact.digest, str(a.page), boxes, quote
