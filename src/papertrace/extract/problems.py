"""The Problems that forms of notices report, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.model import Problem, anchor_of

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot


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
        f"The {name} is printed as {spot.text[:20]}: more likely an unfilled field than a price.",
        "Look at the page; reject the fact or leave the sum out.",
        anchor_of(spot.page, spot.start, spot.end, name),
        fact_ids=(fact_id,),
    )


def conflict(name: str, spot: Spot, fact_ids: tuple[str, ...]) -> Problem:
    """Report two mentions of one thing that disagree."""
    return Problem(
        "PT423",
        "error",
        f"The document states the {name} twice with different values.",
        "Both stand; look at both places and decide.",
        anchor_of(spot.page, spot.start, spot.end, name),
        fact_ids=fact_ids,
    )
