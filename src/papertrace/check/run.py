"""The test run of a story: every claim by its kind, and the words that no claim covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.analyse import kept
from papertrace.check.answering import of_the_party
from papertrace.check.bodies import of_the_body_named
from papertrace.check.grammar.reading import read
from papertrace.check.kinds import KINDS
from papertrace.check.rules import findings
from papertrace.model import CheckReport

if TYPE_CHECKING:
    from papertrace.model import Draft, Evidence


def check(draft: Draft, evidence: Evidence) -> CheckReport:
    """Test a draft against the evidence; trouble in either is told in the report, never raised."""
    with kept():
        return _checked(draft, evidence)


def _checked(draft: Draft, evidence: Evidence) -> CheckReport:
    kinds = {kind.CODE: kind for kind in KINDS}
    bodies = dict(draft.bodies)
    tested = (
        of_the_body_named(kinds[claim.kind].check(claim, evidence), bodies, evidence)
        for claim in draft.claims
    )
    results = tuple(of_the_party(result, draft, evidence) for result in tested)
    results, readings, to_read = read(draft, results, evidence)
    found = (
        *draft.problems,
        *findings(draft, evidence, frozenset(y for r in readings for y in r.tested)),
        *evidence.unsound,
        *to_read,
    )
    return CheckReport(draft, results, found, readings)
