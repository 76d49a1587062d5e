"""The Problems that forms of notices report, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.told import printed
from papertrace.model import Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.model import Fact


def personal(role: str) -> Problem:
    """Report a party that is a bare personal name. Neither its words nor its place are kept."""
    return Problem(
        "PT421",
        "warning",
        f"The {role} is a bare personal name; it is left out.",
        "A registered trade name may be entered by correcting the fact.",
    )


def placeholder(name: str, spot: Spot, fact_id: str) -> Problem:
    """Report a sum of 0 or 1 that is more likely an unfilled field than a price."""
    return Problem(
        "PT422",
        "warning",
        f"The {name} is printed as {spot.printed.strip()[:20]}: "
        "more likely an unfilled field than a price.",
        "Look at the page; reject the fact or leave the sum out.",
        anchor_of(printed(spot.page), spot.start, spot.end, name),
        fact_ids=(fact_id,),
    )


def conflict(name: str, spot: Spot, fact_ids: tuple[str, ...]) -> Problem:
    """Report two mentions of one thing that disagree."""
    return Problem(
        "PT423",
        "error",
        f"The document states the {name} twice with different values.",
        "Both stand; look at both places and decide.",
        anchor_of(printed(spot.page), spot.start, spot.end, name),
        fact_ids=fact_ids,
    )


def doubtful(code: str, message: str, spot: Spot, fact_ids: tuple[str, ...] = ()) -> Problem:
    """Report what is printed but not plain enough to be taken for sure."""
    return Problem(
        code,
        "warning",
        message,
        "Look at the page and accept, correct or reject what was taken.",
        anchor_of(printed(spot.page), spot.start, spot.end, "amount"),
        fact_ids=fact_ids,
    )


def torn(spot: Spot) -> Problem:
    """Report a flattened table whose cells cannot be put back into rows for sure."""
    return Problem(
        "PT454",
        "warning",
        "A table came as one cell a line, and its rows could not be put together for sure; "
        "what is not sure was not read.",
        "Read the table by eye, or read the file it was made from.",
        anchor_of(printed(spot.page), spot.start, spot.end, "table"),
    )


def unlotted(spot: Spot, fact_ids: tuple[str, ...] = ()) -> Problem:
    """Report a row that leaves its lot blank where others name theirs."""
    return Problem(
        "PT451",
        "warning",
        "This row leaves its lot blank; nothing says that the lot of the row above holds for it.",
        "Look at the page and add the lot, or reject the row.",
        anchor_of(printed(spot.page), spot.start, spot.end, "lot"),
        fact_ids=fact_ids,
    )


def expecting(kind: str, chinese: str, found: Iterable[Fact | Problem]) -> Iterator[Fact | Problem]:
    """Pass facts and problems on; report where a form gives none of the facts it is for."""
    empty = True
    for each in found:
        empty = empty and not (isinstance(each, Problem) or each.kind == kind)
        yield each
    if empty:
        yield Problem(
            "PT412",
            "warning",
            f"The document was recognised as {chinese}, but no {kind} was found in it.",
            "Read it by eye; its layout may be new.",
        )
