"""Plant names, read the papers as a case does, and count where a name comes out again."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract import extract
from papertrace.extract.suggest import prompt_of
from papertrace.model import state_of, to_json
from papertrace.read import read
from papertrace.search import find
from persons.planted_names import CHINESE, ENGLISH, names
from persons.planted_papers import NEWS, PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Extraction

ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Planted:
    """One paper with names in it."""

    paper: int
    document: Document
    found: Extraction
    names: tuple[tuple[str, str], ...]
    """(way, name) for each place."""


@dataclass(slots=True)
class Leaks:
    """How many names were planted, and how many came out where."""

    planted: int = 0
    positions: int = 0
    facts: int = 0
    forms: set[str] = field(default_factory=set)
    by_place: Counter[str] = field(default_factory=Counter)
    told: list[tuple[str, int, str, str]] = field(default_factory=list)
    """(place, paper, way, words before the name) of each leak, for a person to read."""


def planted(rounds: int = ROUNDS) -> Iterator[Planted]:
    """Fill every place of every paper, once a round."""
    chinese, english = names(CHINESE, 11), names(ENGLISH, 12)
    for turn in range(rounds):
        for number, paper in enumerate((*PAPERS, *NEWS)):
            latin = number >= len(PAPERS)
            used: list[tuple[str, str]] = []

            def name(_: object, used: list[tuple[str, str]] = used, *, latin: bool = latin) -> str:
                used.append(next(english if latin else chinese))
                return used[-1][1]

            text = re.sub(r"\{n\}", name, paper.replace("{i}", f"{turn}{number:02}"))
            data = text if latin else f"<html><body>{text}</body></html>"
            document = read(data.encode(), f"p{number}.{'txt' if latin else 'html'}")
            yield Planted(number, document, extract(document), tuple(used))


def holds(text: str, name: str) -> bool:
    """Say whether a text names somebody, blanks or not."""
    return "".join(name.split()) in "".join(text.split())


def leaks(rounds: int = ROUNDS) -> Leaks:
    """Count the names that come out of the room, of the search and of what is sent."""
    count = Leaks()
    for one in planted(rounds):
        count.planted += len(one.names)
        count.facts += len(one.found.facts)
        count.forms |= {f.partition("@")[0] for f in (one.found.form, *one.found.parts)}
        for place, told in _places(one):
            for way, name in one.names:
                if holds(told, name):
                    count.by_place[place] += 1
                    count.told.append((place, one.paper, way, told))
        for way, name in one.names:
            for page in one.document.pages:
                hit = next(find(name, page), None)
                if hit is not None:
                    count.by_place["find"] += 1
                    count.told.append(("find", one.paper, way, hit.snippet))
        pages = {p.number: p for p in one.document.pages}
        for fact in one.found.facts:
            assert all(state_of(pages[a.page], a) == "sound" for a in fact.anchors)
    count.positions = sum(p.count("{n}") for p in (*PAPERS, *NEWS))
    return count


def _places(one: Planted) -> Iterator[tuple[str, str]]:
    for fact in one.found.facts:
        for key, value in fact.fields.items():
            yield "fields", f"{fact.kind}.{key}: {value.value} {value.written}"
        for a in fact.anchors:
            yield "quotes", a.quote
            yield "contexts", f"{a.prefix}|{a.suffix}"
    for problem in one.found.problems:
        yield "problems", json.dumps(to_json(problem), ensure_ascii=False)
    yield "title", f"{one.found.title} | {one.found.publisher}"
    for page in one.document.pages:
        yield "suggest", prompt_of(page).user
