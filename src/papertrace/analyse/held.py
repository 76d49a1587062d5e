"""What a total rests on: the documents held and read, and those expected that are missing.

A total over documents of which some are missing is told as `at least`; this says which. It looks at
lists of documents only and claims nothing about what stands in those that are not held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.model import Coverage, Gap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from papertrace.model import Expected, Holding

BUDGETS = frozenset({"budget", "perf_target"})
ACCOUNTS = frozenset({"final_account", "self_eval"})
NOTICES = frozenset(
    {
        "intention", "tender", "prequal", "consultation", "negotiation", "inquiry",
        "single_source", "correction", "termination", "award", "candidates", "contract",
        "acceptance", "framework", "price_list",
    }
)  # fmt: skip
FORMS_OF_STAGE = {
    "planned": frozenset({"intention"}),
    "tender_budget": frozenset(
        {"tender", "prequal", "consultation", "negotiation", "inquiry", "single_source"}
    ),
    "ceiling": frozenset({"tender", "prequal", "consultation", "negotiation", "inquiry"}),
    "awarded": frozenset({"award", "price_list", "framework"}),
    "contracted": frozenset({"contract"}),
    "budgeted": BUDGETS,
    "adjusted": ACCOUNTS,
    "executed": ACCOUNTS,
}
"""Stage -> forms of the documents that state it."""


def forms(holding: Holding) -> frozenset[str]:
    """Give the forms of a document and of the tables in it, without versions."""
    return frozenset(f.split("@", 1)[0] for f in (holding.form, *holding.parts) if f)


def held(
    holdings: Sequence[Holding],
    expected: Sequence[Expected],
    wanted: Collection[str],
    bodies: Collection[str] = (),
    years: Collection[int] = (),
) -> Coverage:
    """Say which documents of some forms are held and read, and what is missing.

    `bodies` and `years` narrow it; empty means all. A gap stands for every expected document that
    is not held, and for every one held that was not read whole.
    """
    some = [
        h
        for h in holdings
        if h.outcome != "ignored"
        and forms(h) & set(wanted)
        and (not bodies or h.publisher in bodies)
        and (not years or not h.year[:4].isdigit() or int(h.year[:4]) in years)
    ]
    gaps = tuple(_gaps(some, expected, wanted, bodies, years))
    unread = [h for h in some if h.outcome != "read"]
    told = f"{len(some)} documents held, {len(some) - len(unread)} of them read whole"
    missing = [g for g in gaps if g.reason == "not held"]
    listed = ", ".join(f"{g.publisher} {g.form} {g.year}" for g in missing)
    told += f"; expected and not held: {listed}" if missing else ""
    scoped = any(_of(e, wanted, bodies, years) for e in expected)
    told += "" if scoped else "; the case names no [[expected]] documents to measure against"
    return Coverage((), tuple(h.name for h in some), sum(h.page_count for h in some), gaps, told)


def _of(
    one: Expected, wanted: Collection[str], bodies: Collection[str], years: Collection[int]
) -> list[tuple[str, int]]:
    """Give the (form, year) pairs an [[expected]] block asks for, of those looked at."""
    if bodies and one.publisher not in bodies:
        return []
    return [
        (form, year)
        for form in one.forms
        if form in wanted
        for year in one.years
        if not years or year in years
    ]


def _gaps(
    some: Sequence[Holding],
    expected: Sequence[Expected],
    wanted: Collection[str],
    bodies: Collection[str],
    years: Collection[int],
) -> Iterator[Gap]:
    for one in expected:
        for form, year in _of(one, wanted, bodies, years):
            if not any(
                h.publisher == one.publisher and h.year[:4] == str(year) and form in forms(h)
                for h in some
            ):
                yield Gap(one.publisher, year, form, "not held")
    for holding in some:
        if holding.outcome != "read":
            at = int(holding.year[:4]) if holding.year[:4].isdigit() else None
            reason = f"{holding.name} was not read whole ({holding.outcome} {holding.reason})"
            yield Gap(holding.publisher, at, holding.form, reason)
