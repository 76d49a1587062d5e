"""Whether facts are alike enough to be added or compared: stage, year, unit, what it is per.

It reads fields as accepted and never fills one in: what a fact does not state stays unknown.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papertrace.model import AcceptedFact

Stage = Literal[
    "planned",
    "budgeted",
    "targeted",
    "tendered",
    "proposed",
    "awarded",
    "contracted",
    "executed",
    "built",
    "opened",
]
STAGES: tuple[Stage, ...] = get_args(Stage)

_BY_KIND: dict[str, tuple[Stage, ...]] = {
    "procurement_plan": ("planned",),
    "tender": ("tendered",),
    "candidate": ("proposed",),
    "award": ("awarded",),
    "contract": ("contracted",),
    "acceptance": ("executed",),
    "budget_execution": ("executed",),
    "performance_target": ("targeted", "planned", "budgeted"),
    "performance_result": ("executed",),
}
_BY_PHASE: dict[str, tuple[Stage, ...]] = {
    "approved": ("budgeted",),
    "adjusted": ("budgeted",),
    "executed": ("executed",),
}
_BUDGET_KINDS = frozenset(
    {"budget_total", "budget_line", "economic_line", "three_public", "project_budget"}
)
_BY_FORM: dict[str, tuple[Stage, ...]] = {
    "budget": ("budgeted",),
    "perf_target": ("budgeted",),
    "final_account": ("executed",),
}
_STAGED = frozenset(_BY_KIND) | _BUDGET_KINDS
_BY_STATE: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    (r"under.construction|building|在建|施工中", ("planned",)),
    (r"planned|approved|拟建|计划", ("planned",)),
    (r"opened|in.use|启用|投入使用", ("built", "opened")),
    (r"completed|accepted|handed|竣工|验收|移交|建成", ("built",)),
)

_DEFAULTS: dict[str, tuple[str, ...]] = {
    "performance_target": ("value",),
    "performance_result": ("actual", "value"),
    "tender": ("amount", "budget", "ceiling"),
    "asset_count": ("count", "number", "value"),
    "staffing": ("number", "actual", "authorised"),
    "job_post": ("number",),
    "facility": ("area", "cost"),
    "yoy": ("delta", "pct"),
    "item": ("amount", "unit_price"),
}
MONEY = frozenset(
    {"amount", "basic", "budget", "ceiling", "cost", "delta", "pay", "sources", "unit_price"}
)
"""Names of fields that hold money (a `project` of a `budget_line` does, too)."""
_RATES = frozenset({"rate", "pct", "score_rate"})
_POINTS = frozenset({"weight", "weight_max", "score"})
_COUNTS = frozenset({"value", "actual", "count", "number", "qty"})
_DATES = ("signed", "date", "published")


def field_of(fact: AcceptedFact, name: str = "") -> str:
    """Give the name of the field a figure is taken from: `name`, or the kind's own."""
    if name:
        return name
    for choice in _DEFAULTS.get(fact.kind, ("amount",)):
        if choice in fact.fields:
            return choice
    return _DEFAULTS.get(fact.kind, ("amount",))[0]


def number_of(fact: AcceptedFact, name: str = "") -> Decimal | None:
    """Give a field's number; None where it is absent or not a plain number."""
    field = fact.fields.get(field_of(fact, name))
    if field is None:
        return None
    try:
        value = Decimal(field.value)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def unit_of(fact: AcceptedFact, name: str = "") -> str:
    """Give the unit of a field: a currency, percent, a unit as printed, '' where none is told."""
    chosen = field_of(fact, name)
    field = fact.fields.get(chosen)
    if field is not None and field.currency:
        return field.currency
    if chosen in _RATES:
        return "percent"
    if chosen in _POINTS:
        return "point"
    if chosen in _COUNTS and "unit" in fact.fields:
        return fact.fields["unit"].value
    if chosen in ("area", "land_area"):
        return "m2"
    return ""


def is_staged(fact: AcceptedFact, name: str = "") -> bool:
    """Say whether a figure has a stage at all: money, and what is built; not a rate or a count."""
    if fact.kind == "facility":
        return True
    field = fact.fields.get(field_of(fact, name))
    return field is not None and field.currency is not None and fact.kind in _STAGED


def is_target(fact: AcceptedFact, name: str = "") -> bool:
    """Say whether a figure is an aim, which nobody may tell as a deed."""
    if fact.kind == "performance_result":
        return field_of(fact, name) == "value"
    return fact.kind == "performance_target"


def stages_of(fact: AcceptedFact) -> tuple[Stage, ...]:
    """Give the stages a fact may be told as; empty where it states none."""
    if fact.kind in _BUDGET_KINDS:
        phase = fact.fields.get("phase")
        if phase is not None:
            return _BY_PHASE.get(phase.value, ())
        return _BY_FORM.get(fact.form.split("@", 1)[0], ())
    if fact.kind == "facility":
        state = fact.fields["state"].value if "state" in fact.fields else ""
        return next((s for words, s in _BY_STATE if re.search(words, state)), ())
    return _BY_KIND.get(fact.kind, ())


def year_of(fact: AcceptedFact) -> int | None:
    """Give the year a fact is of: its `year`, else that of its own date; None where unknown."""
    for name in ("year", *_DATES):
        field = fact.fields.get(name)
        found = re.match(r"(\d{4})(?!\d)", field.value) if field else None
        if found:
            return int(found.group(1))
    return None


def per_of(fact: AcceptedFact) -> str:
    """Give what a figure is per (year, station, case) as accepted; '' where nothing is told."""
    return fact.fields["per"].value if "per" in fact.fields else ""


def _told(name: str) -> Callable[[AcceptedFact], str]:
    return lambda fact: fact.fields[name].value if name in fact.fields else ""


def _reasons(field: str) -> Iterable[tuple[str, Callable[[AcceptedFact], str]]]:
    yield "kinds", lambda f: f.kind
    yield "fields", lambda f: field_of(f, field)
    yield "stages", lambda f: "/".join(stages_of(f))
    yield "years", lambda f: str(year_of(f) or "")
    yield "units or currencies", lambda f: unit_of(f, field)
    yield "bases (per)", per_of
    yield "tax bases", _told("tax")
    yield "sides", _told("side")
    yield "scopes", _told("scope")
    yield "reporting scopes", _told("reporting_scope")
    yield "tables", _told("table")


PARTS = ("kinds", "fields", "tables", "sides", "scopes", "parts")
"""What may differ between a part and its whole: a project's line and its body's total."""


def unlike(
    facts: Sequence[AcceptedFact], field: str = "", ignoring: Sequence[str] = ()
) -> str | None:
    """Say in a sentence why facts must not be added; None where they may be.

    `ignoring` names reasons that do not count here (`years`, where years are compared; `parts`,
    where a part is compared with its whole).
    """
    for what, told in _reasons(field):
        values = sorted({told(f) for f in facts})
        if len(values) > 1 and what not in ignoring:
            listed = ", ".join(v or "none told" for v in values)
            return f"Amounts of different {what} are never added: {listed}."
    return None if "parts" in ignoring else _twice(facts)


def _twice(facts: Sequence[AcceptedFact]) -> str | None:
    """Say where a sum would hold the same money twice: a class and its own items."""
    lines = [
        (f.fields["body"].value if "body" in f.fields else "", year_of(f), f.fields["code"].value)
        for f in facts
        if f.kind in ("budget_line", "economic_line") and "code" in f.fields
    ]
    for i, (*where, code) in enumerate(lines):
        for j, (*other_where, other) in enumerate(lines):
            if i != j and where == other_where and other.startswith(code):
                told = f"line {code} twice" if code == other else f"line {other} is part of {code}"
                return f"The sum would hold money twice: {told}."
    return None
