"""What a notice's figure is about: its year, its buyer, the place of that body.

Names are those of entities, so that spellings joined by a person count as one. A place is what the
body's own name begins with (a county's bureau), or what a person judged; a station or a port is
not located by its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse.likeness import year_of
from papertrace.text.fold import folded_text
from papertrace.text.places import beginning, place_code
from papertrace.text.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.model import AcceptedFact, Entity, Holding, Judgement

_NOT_LOCATED = re.compile(r"检查站|口岸|边防|边检|派出所|总站|管理区|开发区")
_DATES = ("published", "signed", "date", "month", "first_published")
PLACE = "place"
"""Verdict by which a person says where a body is: `papertrace judge BODY place --with CODE`."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of documents and bodies."""

    alias: Mapping[str, str]
    """Spelling of an organisation -> its entity's name."""
    dates: Mapping[str, str]
    """Digest -> date of the document, from accepted facts."""
    years: Mapping[str, str]
    """Digest -> year of the document as read; used where no accepted fact states one."""
    buyers: Mapping[str, str]
    """Digest -> buyer, from accepted facts."""
    places: Mapping[str, str]
    """Name of a body -> code that a person judged."""

    def name_of(self, name: str) -> str:
        """Give the name of the entity a spelling belongs to."""
        return self.alias.get(name, name)

    def names_of(self, names: str) -> str:
        """Give the names of one supplier or of a consortium, which stays one."""
        return "; ".join(self.name_of(n) for n in names.split(";") if n)

    def buyer(self, digest: str) -> str:
        """Give the buyer an accepted fact of a document names, '' where none does."""
        return self.buyers.get(digest, "")

    def year(self, fact: AcceptedFact) -> str:
        """Give the year of a fact: its own, its notice's, or its document's as read."""
        own = year_of(fact)
        return (
            str(own)
            if own
            else self.dates.get(fact.digest, "")[:4] or self.years.get(fact.digest, "")
        )

    def place(self, body: str) -> str:
        """Give the code of a body's place, '' where it is not known."""
        return self.places.get(body) or _by_name(body)


def traits_of(
    facts: Iterable[AcceptedFact],
    holdings: Iterable[Holding],
    entities: Iterable[Entity],
    judgements: Sequence[Judgement] = (),
) -> Traits:
    """Gather what is known; a judgement taken back (`open`) leaves no trace."""
    alias = {n: e.name for e in entities if e.kind == "organisation" for n in e.names}
    dates: dict[str, str] = {}
    buyers: dict[str, str] = {}
    for fact in facts:
        date = next((fact.fields[n].value for n in _DATES if n in fact.fields), "")
        if date and (fact.kind == "notice" or fact.digest not in dates):
            dates[fact.digest] = date
        if "buyer" in fact.fields:
            buyers.setdefault(fact.digest, fact.fields["buyer"].value)
    places: dict[str, str] = {}
    for judged in judgements:
        if judged.verdict in (PLACE, "open") and judged.other:
            name = alias.get(judged.subject, judged.subject)
            code = judged.other if judged.other.isdigit() else place_code(judged.other)[0] or ""
            if judged.verdict == "open":
                places.pop(name, None)
            elif code:
                places[name] = code
    years = {h.digest: h.year[:4] for h in holdings if h.year[:4].isdigit()}
    return Traits(alias, dates, years, buyers, places)


def _by_name(body: str) -> str:
    if not body or _NOT_LOCATED.search(body):
        return ""
    _, codes = beginning(simplified(folded_text(body)))
    return next(iter(codes)) if len(codes) == 1 else ""
