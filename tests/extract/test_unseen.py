"""What is read from invented notices of other sites: floors that hold for every batch.

The batches were written before the rules that now read them; their first scores, which are the
honest ones, stand in docs/extraction.md. Here they keep what was gained from being lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.unseen_scores import SURE, samples, score

if TYPE_CHECKING:
    from extract.unseen_scores import Tally

BATCHES = ("first", "second", "third", "fourth", "fifth", "sixth")
FLOOR = 0.99
RIGHT = 0.95
"""The share of facts given 0.95 that has to be wholly right."""


@pytest.fixture(scope="module", params=BATCHES)
def tally(request: pytest.FixtureRequest) -> Tally:
    return score(samples(request.param))


def test_no_kind_sinks_below_its_floor(tally: Tally) -> None:
    assert tally.macro() >= FLOOR
    assert {
        k for k, c in tally.fields.items() if c["tp"] + c["fn"] and tally.f1(k) < FLOOR
    } == set()


def test_no_wrong_sum_is_sure(tally: Tally) -> None:
    assert tally.total("wrong money, sure") == 0


def test_a_fact_given_so_much_is_right_so_often(tally: Tally) -> None:
    sure = [c for bucket, c in tally.sure.items() if float(bucket) >= SURE]
    assert sum(c["right"] for c in sure) >= RIGHT * sum(c["facts"] for c in sure)


def test_a_wrong_sum_and_a_missing_row_lower_the_score() -> None:
    sample = next(iter(samples("first")))
    (award,) = sample.facts["award"]
    award["amount"] = "699701"
    sample.facts["award"].append({"supplier": "某公司", "amount": "1"})
    told = score([sample])
    assert told.fields["award"]["wrong money, sure"] == 1
    assert told.f1("award") < FLOOR
    assert any("某公司" in miss for miss in told.misses)
