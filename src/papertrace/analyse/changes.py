"""What a year's difference is made of: one change of one row, with the facts of both years.

Only documents of one body, phase and reporting scope are compared; others are refused in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from papertrace.analyse.purchased import told
from papertrace.analyse.terms import fold
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import AcceptedFact, Proposal

REFUSED = "PT650"
"""Code: what was asked to be compared must not be."""
What = Literal[
    "new",
    "removed",
    "moved",
    "merged",
    "renamed",
    "value_changed",
    "unit_changed",
    "weight_changed",
    "wording_changed",
    "unchanged",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a year's difference."""

    what: tuple[What, ...]
    """One or more: a row may have moved and changed its value."""
    label: str
    project: str
    """Project or table it stands in."""
    before: str
    """The row's figure in the earlier year, as accepted; '' where there is none."""
    after: str
    old: tuple[str, ...]
    """Fact ids of the earlier year."""
    new: tuple[str, ...]
    """Fact ids of the later year."""
    delta: str = ""
    """After less before, a plain decimal, where both are numbers of one unit."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two years of one body."""

    body: str
    years: tuple[int, int]
    changes: tuple[Change, ...]
    proposals: tuple[Proposal, ...]
    """Projects that may be one: for a person to judge."""
    problems: tuple[Problem, ...]


def refused(message: str, facts: Sequence[str] = ()) -> Problem:
    """Give the Problem of a comparison that is not made."""
    remedy = "Compare documents of one stage, phase, reporting scope and unit."
    return Problem(REFUSED, "error", message, remedy, fact_ids=tuple(facts))


def unsure(message: str) -> Problem:
    """Give the Problem of a comparison that is made although something is not told."""
    remedy = "Look whether both documents cover the same units before you compare them."
    return Problem(REFUSED, "warning", message, remedy)


def unaccepted(message: str) -> Problem:
    """Give the Problem of rows that cannot be told new or gone while others are only proposed."""
    remedy = "Accept or reject the rows of both years; --all shows what proposed ones give."
    return Problem(REFUSED, "warning", message, remedy)


def similar(one: str, other: str) -> float:
    """Give how alike two texts are, 0 to 1, width, blanks and script left out."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def objection(
    old: Sequence[AcceptedFact],
    new: Sequence[AcceptedFact],
    years: tuple[int, int],
    body: str,
    what: str,
) -> Problem | None:
    """Say why two years must not be compared: other phases or reporting scopes, or no facts.

    `what` names the facts that are compared, in the plural.
    """
    for year, some in zip(years, (old, new), strict=True):
        if not some:
            message = f"There is no accepted fact of {body} for {year} among its {what}."
            remedy = f"Accept the {what} of that year; --all shows what proposed ones give."
            return Problem(REFUSED, "error", message, remedy)
    for name, words in (("phase", "phases"), ("reporting_scope", "reporting scopes")):
        left, right = ({told(f, name) for f in some} - {""} for some in (old, new))
        if left and right and left != right:
            listed = " and ".join(f"{', '.join(sorted(s))}" for s in (left, right))
            return refused(f"{years[0]} and {years[1]} have different {words}: {listed}.")
    return None
