"""How alike two names are, and why: by their parts, never by letters alone.

Two units one level apart never match, whatever their letters say. A score orders what a person is
asked; only equal names are joined without one (see `joining`).
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from papertrace.resolve.naming import LINES, parts_of
from papertrace.text.places import beginning

if TYPE_CHECKING:
    from papertrace.resolve.naming import Parts

EQUAL = 1.0
FORMER_NAME = 0.95
FORM_CHANGED = 0.9
RENAMED = 0.85
LINE_REWORDED = 0.8
PLACE_LEFT_OUT = 0.75
GROUP_NAME_ADDED = 0.7
PROPOSED = 0.7
"""From this score on a person is asked."""
_ALIKE = 0.5
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are."""

    score: float
    reason: str
    """One sentence; '' where the score is 0."""


NONE = Likeness(0.0, "")


@lru_cache(maxsize=1)
def renamings() -> tuple[tuple[str, str, int], ...]:
    """Give (former words, later words, year) of public bodies."""
    text = files("papertrace.resolve").joinpath("renamings.tsv").read_text("utf-8")
    rows = [r.split("\t") for r in text.splitlines() if r.strip() and not r.startswith("#")]
    return tuple((former, later, int(year)) for former, later, year in rows[1:])


def likeness(one: str, other: str) -> Likeness:
    """Compare two names of organisations."""
    a, b = parts_of(one), parts_of(other)
    if a.name == b.name:
        return Likeness(EQUAL, "The names are the same but for width, brackets and script.")
    if a.name in b.former or b.name in a.former:
        return Likeness(FORMER_NAME, "One name is printed as the other's former name.")
    if a.unit != b.unit or a.seat != b.seat or a.company != b.company:
        return NONE
    if a.latin and a.latin == b.latin and not (a.trade != b.trade and a.line):
        return Likeness(FORM_CHANGED, "The Latin names are the same but for spaces and form.")
    if _ascii_only(a) or _ascii_only(b):
        return NONE
    return _companies(a, b) if a.company else _bodies(a, b)


def _ascii_only(parts: Parts) -> bool:
    return bool(parts.latin) and parts.trade == parts.latin


def _apart(a: Parts, b: Parts) -> bool:
    """Say whether both name places, and no place of one is, holds or lies in a place of other."""
    if not a.places or not b.places:
        return False
    return not any(_nested(x, y) for x in a.places for y in b.places)


def _nested(x: str, y: str) -> bool:
    short, long = sorted((_stem(x), _stem(y)), key=len)
    return long.startswith(short)


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


def _companies(a: Parts, b: Parts) -> Likeness:
    if _apart(a, b) or not a.trade or not b.trade:
        return NONE
    missing = bool(a.places) != bool(b.places)
    if a.trade == b.trade and a.line == b.line:
        if missing:
            return Likeness(PLACE_LEFT_OUT, "The names differ by a place that one leaves out.")
        return Likeness(FORM_CHANGED, f"Same place, trade name and line; {a.form} and {b.form}.")
    return NONE if missing or not a.places else _of_one_place(a, b)


def _of_one_place(a: Parts, b: Parts) -> Likeness:
    """Compare two companies of one place whose names differ in more than the legal form."""
    reworded = a.trade == b.trade and _distinctive(a.trade)
    if reworded and _alike(a.line, b.line) >= _ALIKE:
        return Likeness(LINE_REWORDED, f"Same place and trade name; {a.line} and {b.line}.")
    short, long = sorted((a.trade, b.trade), key=len)
    if _distinctive(short) and _before(long, short) and _related(a.line, b.line):
        return Likeness(GROUP_NAME_ADDED, f"Same place; {short} stands at the end of {long}.")
    return NONE


def _distinctive(trade: str) -> bool:
    """Say whether words can be a trade name of their own: more than a line of business."""
    return len(trade) >= _SHORTEST and not LINES.fullmatch(trade) and trade not in _COMMON


def _before(long: str, short: str) -> bool:
    """Say whether a group's name, and no place, stands before a trade name."""
    return long.endswith(short) and not beginning(long[: -len(short)])[1]


def _related(one: str, other: str) -> bool:
    """Say whether two lines of business share a word of two characters or are of one trade."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    shared = any(other[i : i + 2] in pairs for i in range(len(other) - 1))
    return shared or any({*group} & {one[:2], other[:2]} == {one[:2], other[:2]} for group in _KIN)


_COMMON = frozenset({"公共", "城市", "中心", "新区", "城建", "国有", "第一", "第二", "第三"})
_KIN = (("疫苗", "生物", "制药", "药业", "医药"), ("船舶", "造船", "船业", "重工"))
"""Lines that companies of one trade call themselves by before and after a takeover."""


def _bodies(a: Parts, b: Parts) -> Likeness:
    if _apart(a, b) or a.places != b.places or not a.places:
        return NONE
    for former, later, year in renamings():
        for old, new in ((a.line, b.line), (b.line, a.line)):
            if old.endswith(former) and old[: -len(former)] + later == new:
                return Likeness(RENAMED, f"{former} was renamed to {later} in {year}.")
    return NONE
