"""The sample's story, changed in every small way: caught, or listed with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from check import survivors

if TYPE_CHECKING:
    from check.mutants import Fate

NAMED = 0.9
"""Share of the slips that must be named right."""
FEWEST = 1_000


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Fate]:
    """Test every mutant once."""
    return survivors.sample(tmp_path_factory.mktemp("mutants") / "case")


def test_every_mutant_outside_the_tolerance_is_caught(found: list[Fate]) -> None:
    assert len(found) >= FEWEST
    assert all(result.outcome == "passed" for fate in found for result in fate.before)
    left = [f for f in found if not f.caught and not survivors.excuse(f)]
    assert [f.mutant.told for f in left] == []


def test_the_slip_is_named_right_nine_times_in_ten(found: list[Fate]) -> None:
    for row in survivors.counts(found):
        print(*row)  # noqa: T201  (the counts are asked for)
    *_, (_, _, _, failed, right, _) = survivors.counts(found)
    assert right / failed >= NAMED


def test_the_page_lists_all_survivors(found: list[Fate]) -> None:
    assert survivors.PAGE.read_text(encoding="utf-8") == survivors.page(found)
