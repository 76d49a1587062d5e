"""What needs a person, and what a decision means.

`review` folds decisions over facts: a decision holds for the fact of equal id and for no other;
it is never carried over to a look-alike. It stores nothing and changes no decision.
"""

from __future__ import annotations

from papertrace.review.agreement import CONFLICT, Review, review
from papertrace.review.order import queue
from papertrace.review.rates import Rate, agreements, corrections, misses

__all__ = [
    "CONFLICT",
    "Rate",
    "Review",
    "agreements",
    "corrections",
    "misses",
    "queue",
    "review",
]
