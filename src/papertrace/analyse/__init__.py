"""Results over accepted facts: totals, SQL, and what may be said to be absent.

Every verb takes values and gives values; unreviewed facts do not fit the signatures of `total`,
`query` and `claim_value`. It never reads a file, opens a connection or stores anything.
"""

from __future__ import annotations

from papertrace.analyse.coverage import Hit, Scope, Searched, coverage
from papertrace.analyse.likeness import (
    PARTS,
    field_of,
    is_staged,
    is_target,
    number_of,
    per_of,
    stages_of,
    unit_of,
    unlike,
    year_of,
)
from papertrace.analyse.lineage import Answer, claim_value
from papertrace.analyse.tables import kept, query
from papertrace.analyse.totals import grouped, plain, total
from papertrace.model.columns import KINDS

__all__ = [
    "KINDS",
    "PARTS",
    "Answer",
    "Hit",
    "Scope",
    "Searched",
    "claim_value",
    "coverage",
    "field_of",
    "grouped",
    "is_staged",
    "is_target",
    "kept",
    "number_of",
    "per_of",
    "plain",
    "query",
    "stages_of",
    "total",
    "unit_of",
    "unlike",
    "year_of",
]
