"""What a second person reads without being shown it, and how their words are compared.

Figures, dates and names of bodies are read on the page: typed as printed, chosen there, or, for a
name, picked among names of other facts that look most like it. Other fields (a row's words, a
method) are shown: nobody would type them, and nothing is proved by having them typed.
"""

from __future__ import annotations

import hashlib
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from papertrace.model.columns import KINDS
from papertrace.text import normalise
from papertrace.text.fold import folded_text
from papertrace.workflow.deciding import DATES, PARTIES
from papertrace.workflow.seeing import says

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import AcceptedFact, Decision, Fact, Field

_DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d(?:T.*)?)?")
_NAMES: Final = PARTIES | {"speaker_org"}
YEAR: Final = "year"
_FEWEST, _MOST = 2, 4
_COMPARED: Final = 400
"""Among so many other names the nearest ones are looked for."""


def figures(fact: Fact | AcceptedFact | Decision) -> tuple[str, ...]:
    """Give the fields of a fact that are figures: sums and numbers, not years."""
    kinds = KINDS.get(fact.kind, {})
    return tuple(
        name
        for name, field in fact.fields.items()
        if field.currency or kinds.get(name) in ("money", "number")
    )


def is_date(name: str, field: Field) -> bool:
    """Say whether a field is a date."""
    return name in DATES or bool(_DAY.fullmatch(field.value))


def unseen(fact: Fact | AcceptedFact | Decision) -> tuple[str, ...]:
    """Give the fields that a second person reads unseen, in the order of the fact."""
    mine = set(figures(fact))
    return tuple(
        name
        for name, field in fact.fields.items()
        if name in mine or name in _NAMES or name == YEAR or is_date(name, field)
    )


def reads(name: str, words: str, field: Field) -> bool:
    """Say whether what a person typed or chose is a field's value."""
    if says(words, field):
        return True
    if is_date(name, field):
        return normalise("date", words).value == field.value
    return name in _NAMES and _folded(words) in (_folded(field.value), _folded(field.written))


def _folded(text: str) -> str:
    return "".join(folded_text(text).split())


def choices(fact: Fact, name: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Give names to choose from: the proposed one among those of other facts most like it.

    Empty where there are not at least two others; nothing tells by its place which is proposed.
    """
    if name not in _NAMES or name not in fact.fields:
        return ()
    own = fact.fields[name].value
    others: dict[str, None] = {}
    for one in facts:
        for field, value in one.fields.items():
            if field in _NAMES and _folded(value.value) != _folded(own):
                others[value.value] = None
        if len(others) >= _COMPARED:
            break
    if len(others) < _FEWEST:
        return ()
    near = sorted(others, key=lambda o: (-_alike(own, o), o))[: _MOST - 1]
    return tuple(sorted((own, *near), key=lambda o: _order(fact.id, o)))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _order(fact: str, words: str) -> str:
    return hashlib.sha256(f"{fact}\n{words}".encode()).hexdigest()
