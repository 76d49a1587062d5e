"""A number of sources is not a number of victims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from check.stories import evidence, result
from papertrace import model

KNOWN = replace(evidence(), testimonies=(model.Testimony("x", 3, "", "2024-05", "a" * 16),))


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("[Three](claim:x) people told of quotas.", True),
        ("[Three people were killed](claim:x).", False),
        ("[Three women](claim:x) were raped.", False),
        ("[Three sources](claim:x) denied it.", False),
    ],
)
def test_the_number_is_of_sources(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, 'kind = "testimony"', KNOWN).outcome == "passed") is passes
