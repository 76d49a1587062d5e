"""What an only, a first or a rank within a scope rests on: the coverage that an absence asks for.

Every document of the scope must be held, read whole and well enough, hold the tables its contents
list names, and be judged complete by a person; and no fact of the kind may wait for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.analyse.coverage import incomplete
from papertrace.analyse.terms import fold
from papertrace.check.grounds import Unproven, body_in, year_in
from papertrace.check.options import TEXT, YEARS, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.model import AcceptedFact, Evidence, Holding

    Where = Mapping[str, object]

SCOPE = table(kind=TEXT, body=TEXT, years=YEARS, form=TEXT)
"""The shape of `where`."""
_OPEN = frozenset({"proposed", "disputed", "stale"})


def lacks(where: Where) -> bool:
    """Say whether a scope names too little to be covered."""
    return not {"kind", "years", "body"} <= set(where)


def scope_of(where: Where, evidence: Evidence) -> tuple[Holding, ...]:
    """Give the documents of a scope."""
    return tuple(h for h in evidence.holdings if _inside(h, where))


def uncovered(where: Where, cited: set[str], evidence: Evidence) -> Unproven | None:
    """Say what keeps a scope from being covered; None where nothing does."""
    scope = scope_of(where, evidence)
    return (
        _gap(scope, where, evidence)
        or _unknown(evidence, where)
        or _undecided(scope, where, cited, evidence)
    )


def fits(fact: AcceptedFact, where: Where, evidence: Evidence) -> bool:
    """Say whether a fact is of the scope's kind, body and years."""
    return (
        fact.kind == where["kind"]
        and fold(body_in(fact, evidence)) == fold(str(where["body"]))
        and year_in(fact, evidence) in _years(where)
    )


def rivals_of(where: Where, cited: set[str], evidence: Evidence) -> tuple[AcceptedFact, ...]:
    """Give the other accepted facts of a scope, however the body is spelt in its documents."""
    within = {h.digest for h in scope_of(where, evidence)}
    return tuple(
        f
        for f in evidence.facts
        if f.id not in cited
        and (fits(f, where, evidence) or (f.kind == where["kind"] and f.digest in within))
    )


def _gap(scope: Sequence[Holding], where: Where, evidence: Evidence) -> Unproven | None:
    for year in _years(where):
        if not any(h.year[:4] == str(year) for h in scope):
            return Unproven(f"No document of {where['body']} of {year} is held.",
                            "Add it, or narrow the years.")  # fmt: skip
    for held in scope:
        gaps = incomplete(held, evidence.judgements, evidence.rules.minimum_reading)
        told = next(gaps, "")
        if told:
            return Unproven(f"{held.name}: {told}.", "`papertrace status` says what was not read.")
    return None


def _unknown(evidence: Evidence, where: Where) -> Unproven | None:
    """Say which document may be of the scope, since nobody knows whose or of which year it is."""
    for held in evidence.holdings:
        other = "form" in where and held.form and not _of_form(held, where)
        known = held.publisher and held.year
        other_year = held.year and held.year[:4] not in {str(y) for y in _years(where)}
        other_body = held.publisher and fold(held.publisher) != fold(str(where["body"]))
        if not (held.outcome == "ignored" or other or known or other_year or other_body):
            return Unproven(
                f"Whose {held.name} is, or of which year, is not known.",
                "Say so in the case, or name the form in the scope.",
            )
    return None


def _undecided(
    scope: Sequence[Holding], where: Where, cited: set[str], evidence: Evidence
) -> Unproven | None:
    """Say how many facts of the scope nobody has decided on; None where there are none."""
    kind, statuses = where["kind"], evidence.statuses or {}
    proposed = [
        f
        for h in scope
        for f in h.facts
        if f.kind == kind and f.id not in cited and statuses.get(f.id, "proposed") in _OPEN
    ]
    if not proposed:
        return None
    return Unproven(
        f"{len(proposed)} proposed facts of kind {kind} wait for a person.",
        f"`papertrace facts --kind {kind} --status proposed`",
    )


def _of_form(held: Holding, where: Where) -> bool:
    return where["form"] in {f.split("@", 1)[0] for f in (held.form, *held.parts)}


def _years(where: Where) -> list[object]:
    years = where.get("years")
    return years if isinstance(years, list) else []


def _inside(holding: Holding, where: Where) -> bool:
    return (
        holding.outcome != "ignored"
        and fold(holding.publisher) == fold(str(where["body"]))
        and holding.year[:4] in {str(y) for y in _years(where)}
        and ("form" not in where or _of_form(holding, where))
    )
