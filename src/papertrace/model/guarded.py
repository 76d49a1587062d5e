"""The warnings of readers that keep a fact from being accepted without looking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.model.geometry import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model.facts import Anchor
    from papertrace.model.pages import Page
    from papertrace.model.problems import Problem

GUARDED: Final = frozenset(
    {"PT313", "PT314", "PT340", "PT341", "PT342", "PT343", "PT344", "PT345", "PT346"}
    | {"PT347", "PT348", "PT349", "PT350", "PT352", "PT354", "PT356", "PT357", "PT358", "PT359"}
    | {"PT360", "PT361", "PT362", "PT364"}
)
"""Warnings that, where they touch an anchor, forbid accepting without looking."""


def touching(page: Page, anchor: Anchor) -> Iterator[Problem]:
    """Give the warnings of a page on whose spots an anchor stands, and those of the whole page."""
    for problem in page.problems:
        if problem.code not in GUARDED or problem.severity == "note":
            continue
        spot = problem.anchor
        if spot is None or any(overlap(a, b) > 0 for a in anchor.boxes for b in spot.boxes):
            yield problem
