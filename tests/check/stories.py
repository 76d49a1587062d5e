"""Short stories under test, and the evidence they are tested against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check import check, draft
from papertrace.model import Evidence, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.model import AcceptedFact, CheckReport, ClaimResult, Holding, Judgement


def evidence(
    *facts: AcceptedFact,
    holdings: Sequence[Holding] = (),
    judgements: Sequence[Judgement] = (),
    statuses: Mapping[str, str] | None = None,
    rules: Rules | None = None,
) -> Evidence:
    """Gather evidence."""
    return Evidence(
        tuple(facts), tuple(holdings), tuple(judgements), rules or Rules(), (), statuses or {}
    )


def report(story: str, toml: str, known: Evidence | None = None) -> CheckReport:
    """Test a story."""
    return check(draft("story.md", story, toml), known or evidence())


def listed(*facts: AcceptedFact) -> str:
    """Write the ids of facts as TOML does."""
    return "[" + ", ".join(f'"{f.id}"' for f in facts) + "]"


def result(story: str, table: str, known: Evidence) -> ClaimResult:
    """Test a story of one claim, linked as `[words](claim:x)`."""
    (one,) = report(story, f"[x]\n{table}", known).results
    return one
