"""One OCDS release in the making: its parties, lots and parts, and what proves each of them.

A sum becomes a value only where it is the sum of the whole: rates, unit prices and prices a year
stand under `papertrace` beside the part, and so does all else that OCDS has no field for. What was
blanked is left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from papertrace.publish.package_tables import corners, shown
from papertrace.publish.redact import BLANK

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact
    from papertrace.publish.proofs import Sources

Part = dict[str, Any]

EXTENSION = "papertrace"
"""The name of the object that holds what OCDS has no field for."""
_ASIDE = ("rate", "unit_price", "per", "tax", "role", "covers", "consortium", "period")
ID = 16
"""Digits of a fact's id that name a part."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal that is written as it is, digit by digit."""

    text: str


@dataclass(slots=True)
class Release:
    """One release in the making: what one document says of one purchase."""

    known: Sources
    process: list[AcceptedFact]
    """All that is known of the purchase, from this and other documents."""
    tags: dict[str, None] = field(default_factory=dict)
    parties: dict[str, Part] = field(default_factory=dict)
    planning: Part = field(default_factory=dict)
    tender: Part = field(default_factory=dict)
    awards: dict[str, Part] = field(default_factory=dict)
    contracts: dict[str, Part] = field(default_factory=dict)
    aside: Part = field(default_factory=dict)

    def told(self, fact: AcceptedFact, name: str) -> str:
        """Give a field's value as it may be shown; '' where it is absent or blanked."""
        if name not in fact.fields:
            return ""
        text = shown(name, fact.fields[name].value, self.known)
        return "" if BLANK in text else text

    def party(self, name: str, role: str) -> Part:
        """Note a party's role; gives the reference to it."""
        named = "org-" + hashlib.sha256(name.encode()).hexdigest()[:ID]
        one = self.parties.setdefault(named, {"id": named, "name": name, "roles": []})
        if role not in one["roles"]:
            one["roles"].append(role)
        return {"id": named, "name": name}

    def suppliers(self, fact: AcceptedFact, role: str) -> list[Part]:
        """Note every supplier of a fact, several where they share it."""
        names = (n.strip() for n in self.told(fact, "supplier").replace("；", ";").split(";"))
        return [self.party(n, role) for n in dict.fromkeys(names) if n]

    def lot(self, fact: AcceptedFact) -> Part | None:
        """Give the lot that a fact names, made where it is new; None where it names none."""
        name = self.told(fact, "lot")
        if not name:
            return None
        lots: list[Part] = self.tender.setdefault("lots", [])
        found = next((one for one in lots if one["id"] == name), None)
        if found is None:
            found = {"id": name}
            lots.append(found)
        return found

    def proven(self, part: Part, fact: AcceptedFact, **more: Any) -> None:  # noqa: ANN401  (parts of JSON)
        """Put beside a part what proves it, and what OCDS has no field for."""
        beside = part.setdefault(EXTENSION, {"facts": []})
        beside["facts"].append(_proof(fact, self.known))
        for name in _ASIDE:
            if text := self.told(fact, name):
                more.setdefault(name, figure(fact, name, text))
        beside.update({n: v for n, v in more.items() if v not in ("", None, {}, [])})


def _proof(fact: AcceptedFact, known: Sources) -> Part:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "document": fact.digest,
        "people": len(set(fact.reviewers)),
        "anchors": [
            {
                "field": a.field,
                **({"role": a.role} if a.role else {}),
                "page": a.page,
                "boxes": [[Number(str(n)) for n in corners(b)] for b in a.boxes],
                "quote": shown(a.field, a.quote, known),
            }
            for a in fact.anchors
        ],
    }


def figure(fact: AcceptedFact, name: str, text: str) -> object:
    """Give a value with its currency where it has one, else as its text."""
    currency = fact.fields[name].currency
    return {"amount": Number(text), "currency": currency} if currency else text


def value_of(fact: AcceptedFact, name: str) -> Part | None:
    """Give a sum as an OCDS value; None where there is none, or it is a price a year or a piece."""
    found = fact.fields.get(name)
    if found is None or not found.currency or "per" in fact.fields:
        return None
    return {"amount": Number(found.value), "currency": found.currency}


def moment(text: str) -> str:
    """Give a date as a date-time; a day alone begins at midnight, UTC; '' where it is no day."""
    if len(text) == len("2024-03-05"):
        return f"{text}T00:00:00Z"
    has_zone = text.endswith("Z") or "+" in text[10:] or "-" in text[10:]
    return text if "T" in text and has_zone else ""
