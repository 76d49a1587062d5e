"""Where something may be placed on a map, and how exactly: never finer than the seat of a county.

Statements, other people's figures and questions are never placed, whatever they tell of; nor are
routes, shelters and places that only testimony names. A dot stands for the whole division.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from papertrace.text.fold import folded_text
from papertrace.text.places import beginning, find_places
from papertrace.text.script import simplified

NEVER: Final = frozenset({"attributed_statement", "third_party_figure", "unanswered_question"})
"""Kinds of facts that may rest on testimony: told in text by country or province, never placed."""
_HIDDEN: Final = re.compile(
    r"路线|路径|庇护|避难|藏身|收容|救助|安全屋|中转点|证人|"
    r"\b(?:route|shelter|safe\s?house|refuge|hide-?out|witness|escape)",
    re.IGNORECASE,
)


def may_be_placed(kind: str, words: str) -> bool:
    """Say whether a fact of a kind, called so, may stand on a map at all."""
    return kind not in NEVER and not _HIDDEN.search(simplified(folded_text(words)))


def located(words: str) -> str:
    """Give the code of the division that a printed place or a body's name begins with, or holds.

    '' where it fits none or several. Villages, streets and house numbers are left behind: the code
    is that of a county, a city or a province.
    """
    text = simplified(folded_text(words))
    _, codes = beginning(text)
    if not codes:
        found = find_places(text)
        codes = frozenset({max(found, key=lambda p: len(p.code.rstrip("0"))).code} if found else ())
    return next(iter(codes)) if len(codes) == 1 else ""


@lru_cache(maxsize=1)
def _seats() -> dict[str, tuple[float, float]]:
    text = (files("papertrace.drawing") / "seats.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {code: (float(x), float(y)) for code, x, y in rows}


def seat(code: str) -> tuple[float, float] | None:
    """Give (longitude, latitude) of a division's seat, that of the one above where it has none."""
    for one in (code, f"{code[:4]}00", f"{code[:2]}0000"):
        if one in _seats():
            return _seats()[one]
    return None
