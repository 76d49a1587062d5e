"""Figures that may be totalled: one sum of money with its stage, its facts and what it is about.

A figure is made by `purchased` (one purchase counts once) or `budgeted` (one table of one body and
year). Here they are only gathered; whatever must not be added gives a Problem that says why.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Literal, get_args

from papertrace.analyse.totals import NOT_ADDED, grouped, plain
from papertrace.model import Problem, Result
from papertrace.text.places import divisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.model import Coverage

Dimension = Literal["year", "body", "place", "supplier", "category", "stage"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
Level = Literal["county", "prefecture", "province", "class", "group", "item"]
LEVELS: tuple[Level, ...] = get_args(Level)
UNKNOWN = "(not told)"
"""Label of what no accepted fact states."""
_PLACE_DIGITS: Mapping[str, int] = {"county": 6, "prefecture": 4, "province": 2}
_CODE_DIGITS: Mapping[str, int] = {"class": 3, "group": 5, "item": 7}
_PRECISION = 60
_LISTED = 12
"""So many summands stand in a formula; above it their number does."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount that may be added to others of its stage and unit."""

    value: Decimal
    unit: str
    stage: str
    facts: tuple[str, ...]
    """Ids of the facts it was made of."""
    year: str = ""
    body: str = ""
    place: str = ""
    """Code of the place, six digits."""
    supplier: str = ""
    category: str = ""
    """Functional code."""
    name: str = ""
    """Of the purchase, or of the line."""
    basis: str = ""
    """What else must be alike for a sum: tax, per, table, reporting scope."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tally."""

    label: str
    result: Result


@dataclass(frozen=True, slots=True)
class Tally:
    """Totals by one dimension."""

    stage: str
    by: str
    lines: tuple[Line, ...]
    left_out: tuple[Problem, ...]
    """What was not added, and why."""
    hedge: str = ""
    """The words a story must use: `at least, in published notices`; '' for none."""
    coverage: Coverage | None = None


def summed(figures: Sequence[Figure]) -> Result | Problem:
    """Add figures; Problem where stages, units or bases differ, or there is none."""
    ids = tuple(dict.fromkeys(i for f in figures for i in f.facts))
    for what, told in (
        ("stages", {f.stage for f in figures}),
        ("units or currencies", {f.unit for f in figures}),
        ("bases", {f.basis for f in figures}),
    ):
        if len(told) > 1:
            listed = ", ".join(sorted(t or "none told" for t in told))
            return refused(f"Amounts of different {what} are never added: {listed}.", ids)
    if not figures:
        return refused("There is no figure to add.", ids)
    with localcontext() as context:
        context.prec = _PRECISION
        value = sum((f.value for f in figures), Decimal(0))
    one = figures[0]
    listed = " + ".join(grouped(f.value) for f in figures)
    if len(figures) > _LISTED:
        listed = f"sum of {len(figures)} figures"
    words = f"{listed} = {grouped(value)}" if len(figures) > 1 else listed
    basis = f", {one.basis}" if one.basis else ""
    return Result(plain(value), one.unit, f"{words} {one.unit} ({one.stage}{basis})", ids)


def refused(message: str, facts: Iterable[str] = (), remedy: str = "") -> Problem:
    """Give the Problem of figures that are not added."""
    return Problem(NOT_ADDED, "warning", message, remedy, fact_ids=tuple(facts))


def rolled(code: str, level: str) -> str:
    """Give the code of the county, prefecture or province that a place lies in; '' where none.

    A code above the level asked for has none: a province is in no county.
    """
    digits = _PLACE_DIGITS[level]
    bare = code.rstrip("0")
    held = 2 if len(bare) <= 2 else 4 if len(bare) <= 4 else 6  # noqa: PLR2004  (code parts)
    return code[:digits].ljust(6, "0") if code and held >= digits else ""


def place_name(code: str) -> str:
    """Give a place's name with its code."""
    found = divisions().get(code)
    return f"{found.name} {code}" if found else code


def labels(figure: Figure, by: Dimension, level: str = "") -> str:
    """Give the label under which a figure is counted."""
    if by == "place":
        code = rolled(figure.place, level or "county")
        return place_name(code) if code else UNKNOWN
    if by == "category":
        digits = _CODE_DIGITS[level or "item"]
        return figure.category[:digits] if len(figure.category) >= digits else UNKNOWN
    told: str = getattr(figure, by)
    return told or UNKNOWN


def tally(figures: Sequence[Figure], by: Dimension, level: str = "") -> Tally:
    """Add figures by one dimension, sorted by label; what cannot be added is left out and told."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[labels(figure, by, level)].append(figure)
    lines, left = [], []
    for label, some in sorted(groups.items()):
        made = summed(some)
        if isinstance(made, Result):
            lines.append(Line(label, made))
        else:
            message = f"{label}: {made.message}"
            left.append(refused(message, made.fact_ids))
    stages = sorted({f.stage for f in figures})
    return Tally("/".join(stages), by, tuple(lines), tuple(left))
