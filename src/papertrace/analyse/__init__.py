"""Results over accepted facts: totals, SQL, and what may be said to be absent.

Every verb takes values and gives values; unreviewed facts do not fit the signatures of `total`,
`query` and `claim_value`. It never reads a file, opens a connection or stores anything.
"""

from __future__ import annotations

# coverage
from papertrace.analyse.likeness import (
    field_of,
    per_of,
    stages_of,
    unit_of,
    unlike,
    year_of,
)
from papertrace.analyse.lineage import claim_value
from papertrace.analyse.tables import query
from papertrace.analyse.totals import total

__all__ = [
    "claim_value",
    "field_of",
    "per_of",
    "query",
    "stages_of",
    "total",
    "unit_of",
    "unlike",
    "year_of",
]
