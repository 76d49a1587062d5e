"""The names that facts hold: who buys, who supplies, which body, place, building or project.

Fields that could hold a person (contacts, experts, signatories) are not looked at: no fact has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from papertrace.model import Mention
from papertrace.text.names import credit_code
from papertrace.text.places import place_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.model import EntityKind, Field

ORGANISATIONS = ("buyer", "supplier", "agent", "body", "publisher", "owner", "builder", "employer")
_PLACES = ("place",)
_SUMS = frozenset({"budget_line", "economic_line", "budget_total"})
"""Kinds whose field `project` is a sum: the project expenditure of a line."""


class Statement(Protocol):
    """What a fact and an accepted fact have in common."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def digest(self) -> str:
        """Its document's digest."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """Its fields."""


def mentions(facts: Iterable[Statement]) -> Iterator[Mention]:
    """Give every name in the facts, one for each member of a consortium."""
    for fact in facts:
        for name in ORGANISATIONS:
            yield from _organisations(fact, name)
        for name in _PLACES:
            if name in fact.fields:
                yield _mention(fact, name, fact.fields[name].value, "place")
        if fact.kind == "facility" and "name" in fact.fields:
            yield _mention(fact, "name", fact.fields["name"].value, "facility")
        if "project" in fact.fields and fact.kind not in _SUMS:
            yield _mention(fact, "project", fact.fields["project"].value, "project")


def _organisations(fact: Statement, name: str) -> Iterator[Mention]:
    if name in fact.fields:
        members = [m for m in fact.fields[name].value.split(";") if m]
        for member in members:
            yield _mention(fact, name, member, "organisation", alone=len(members) == 1)


def _mention(
    fact: Statement, name: str, value: str, kind: EntityKind, *, alone: bool = True
) -> Mention:
    year = _value(fact, "year") or _value(fact, "published")[:4]
    code = credit_code(_value(fact, f"{name}_code"))[0] if alone else None
    stated = value if kind == "place" else _value(fact, "place")
    place = place_code(stated, year)[0] if stated and kind != "organisation" else None
    address = _value(fact, f"{name}_address") if alone else ""
    return Mention(fact.id, fact.digest, name, value, kind, code or "", place or "", address, year)


def _value(fact: Statement, name: str) -> str:
    return fact.fields[name].value if name in fact.fields else ""
