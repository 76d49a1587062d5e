"""A story is tested like code: its own words are the expectation, the evidence decides.

`draft` reads a Markdown story and its claims, `check` tests them against accepted facts. It knows
no case and no file; it never repairs a draft and never takes an unreviewed fact.
"""

from __future__ import annotations

from papertrace.check.drafts import draft
from papertrace.check.run import check

__all__ = ["check", "draft"]
