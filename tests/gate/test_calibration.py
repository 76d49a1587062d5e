"""What a confidence is worth on the labelled notices: of facts given 0.95, 95 in a hundred hold.

The rules were mended on these very notices, so this holds the line and tells nothing of unseen
ones; what the first runs on unseen papers gave stands in docs/extraction.md.
"""

from __future__ import annotations

import sys
from collections import Counter

from extract.unseen_scores import Tally
from gate.calibration import of_gold, table
from support import needs_data

FEWEST = 20
"""A bucket of fewer facts says nothing."""


def overrated(tally: Tally) -> dict[str, tuple[int, int]]:
    """Name the buckets in which fewer facts are right than their confidence says."""
    return {
        bucket: (counted["right"], counted["facts"])
        for bucket, counted in tally.sure.items()
        if counted["facts"] >= FEWEST and counted["right"] < float(bucket) * counted["facts"]
    }


@needs_data
def test_of_the_facts_given_a_confidence_so_many_are_right() -> None:
    tally = of_gold()
    sys.stdout.write("\n".join(["", *table(tally), ""]))

    assert tally.sure["0.95"]["facts"] >= FEWEST
    assert not overrated(tally)


def test_a_bucket_that_promises_too_much_is_named() -> None:
    tally = Tally()
    tally.sure["0.95"] = Counter(facts=100, right=94)
    tally.sure["0.70"] = Counter(facts=100, right=70)
    tally.sure["0.90"] = Counter(facts=19, right=1)

    assert overrated(tally) == {"0.95": (94, 100)}
