"""A second person whom only the person they second has introduced is told, and refused nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted_by, fact
from check.stories import evidence, report

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("reviewers", "introduced", "told"),
    [
        (("a", "b"), {"b": "a"}, True),
        (("b", "a"), {"b": "a"}, True),
        (("a", "b"), {}, False),
        (("a", "b", "c"), {"b": "a", "c": "a"}, False),
        (("b", "c"), {"b": "a", "c": "a"}, False),
        (("a",), {"b": "a"}, False),
        (("a", "a2"), {"b": "a"}, False),
    ],
)
def test_who_seconds_whoever_introduced_them_is_told(
    reviewers: Sequence[str],
    introduced: dict[str, str],
    told: bool,  # noqa: FBT001  (a column)
) -> None:
    one = accepted_by(reviewers, fact("award", "n.html", amount="500"), "n.html")
    known = replace(evidence(one), introduced=introduced, persons={"a2": "a"})
    found = [f for f in report("Quiet.", "", known).findings if f.code == "PT648"]
    assert bool(found) is told
    assert all(f.severity == "warning" and "1 facts" in f.message for f in found)


def test_one_reviewer_named_twice_is_one() -> None:
    assert accepted_by(("k1", "k1"), fact("award", "n.html", amount="500")).reviewers == ("k1",)
