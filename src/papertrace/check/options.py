"""What a claim's table in claims.toml may hold: keys and the shape of each value.

A kind of claim declares its keys with these shapes. Nothing is converted: a value of another
shape is told, never repaired.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.model import Claim

_EARLIEST, _LATEST = 1900, 2100
SHORTEST_ID = 8
"""Fewest characters of a fact's id that may stand for it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of one key's value."""

    name: str
    """text, texts, ids, year, years, number or table."""
    choices: tuple[str, ...] = ()
    keys: Mapping[str, Shape] = field(default_factory=lambda: MappingProxyType({}))
    """For tables: the keys they take."""

    def objection(self, value: object) -> str | None:
        """Say what is wrong with a value of this key; None where it fits."""
        if self.name == "table":
            if not isinstance(value, dict):
                return "must be a table { … }"
            return next(wrong(value, self.keys), None)
        if self.choices and value not in self.choices:
            return f"must be one of {', '.join(self.choices)}"
        fits = {
            "text": lambda: _is_text(value),
            "texts": lambda: _is_list(value) and all(map(_is_text, _list(value))),
            "ids": lambda: _is_list(value) and all(map(_is_id, _list(value))),
            "year": lambda: _is_year(value),
            "number": lambda: type(value) is int and value > 0,
            "years": lambda: _is_list(value) and all(map(_is_year, _list(value))),
        }[self.name]()
        return None if fits else f"must be {_SHAPES[self.name]}"


_SHAPES = {
    "text": "a text that is not empty",
    "texts": "a list of texts, not empty",
    "ids": f"a list of fact ids (at least {SHORTEST_ID} characters of each)",
    "year": "a year, as a number",
    "number": "a whole number from 1 on",
    "years": "a list of years, as numbers",
}

TEXT, TEXTS, IDS, YEAR, YEARS = (Shape(n) for n in ("text", "texts", "ids", "year", "years"))


def choice(*choices: str) -> Shape:
    """Give the shape of a text that is one of some."""
    return Shape("text", choices)


def table(**keys: Shape) -> Shape:
    """Give the shape of a table with these keys."""
    return Shape("table", keys=MappingProxyType(keys))


def wrong(options: Mapping[str, object], allowed: Mapping[str, Shape]) -> Iterator[str]:
    """Say what is wrong with each key of a table."""
    for key, value in options.items():
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, 1)
            meant = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(allowed)}"
            yield f"unknown key {key!r}{meant}"
            continue
        objection = allowed[key].objection(value)
        if objection:
            yield f"{key!r} {objection}"


def text_of(claim: Claim, key: str) -> str:
    """Give a text option, '' where it is not set."""
    value = claim.options.get(key, "")
    return value if isinstance(value, str) else ""


def texts_of(claim: Claim, key: str) -> tuple[str, ...]:
    """Give an option that is a list of texts (or of ids), () where it is not set."""
    return tuple(v for v in _list(claim.options.get(key)) if isinstance(v, str))


def year_of(claim: Claim, key: str = "year") -> int | None:
    """Give a year option; None where it is not set."""
    value = claim.options.get(key)
    return value if isinstance(value, int) else None


def where_of(claim: Claim) -> Mapping[str, object]:
    """Give the `where` table, empty where it is not set."""
    value = claim.options.get("where")
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) >= SHORTEST_ID and value.isalnum()


def _is_year(value: object) -> bool:
    return type(value) is int and _EARLIEST <= value <= _LATEST
