"""Score what is read out of invented papers that are no notices of purchases, fact by fact.

The samples have the form of `unseen_scores`; a row of the kind `problem` names a code that has to
be given. Run as a program it prints the scores:

    python tests/extract/paper_scores.py papers_first papers_second -v
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from extract.unseen_scores import FIELDS as NOTICE_FIELDS
from extract.unseen_scores import NEVER_MORE, Tally, compare, report, samples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.unseen_scores import Sample

_TARGET = frozenset(
    {
        "project", "level1", "level2", "indicator", "operator", "value", "unit", "weight", "per",
        "qualitative_text",
    }
)  # fmt: skip
FIELDS: dict[str, frozenset[str]] = {
    **{k: frozenset(v) for k, v in NOTICE_FIELDS.items()},
    "performance_target": _TARGET,
    "performance_result": _TARGET | {"actual", "score", "deviation_reason"},
    "project_budget": frozenset({"project", "phase", "amount"}),
    "goal_quota": frozenset({"operator", "value", "unit", "per"}),
    "budget_execution": frozenset({"rate", "score"}),
    "total_score": frozenset({"score"}),
    "budget_total": frozenset({"body", "year", "phase", "side", "scope", "amount"}),
    "budget_line": frozenset({"code", "name", "amount", "basic", "project"}),
    "three_public": frozenset({"year", "item", "amount"}),
    "yoy": frozenset({"body", "year", "delta", "pct"}),
    "attributed_statement": frozenset(
        {"speaker_org", "speaker_role", "source", "speech_act", "proposition", "caveat"}
    ),
    "third_party_figure": frozenset(
        {"speaker_org", "value", "unit", "hedge", "period", "denominator", "direction"}
    ),
    "facility": frozenset(
        {
            "name", "kind", "state", "date", "start", "finish", "area", "cost", "capacity",
            "builder", "contractor", "storeys", "above_ground", "below_ground",
        }
    ),
    "job_post": frozenset(
        {"body", "post", "number", "duties", "place", "apply_from", "apply_until", "published"}
    ),
    "problem": frozenset({"code"}),
}  # fmt: skip
_ALONE = (*NEVER_MORE, "performance_target", "performance_result")


def score(batch: Iterable[Sample]) -> Tally:
    """Extract from samples and compare with what they state."""
    tally = Tally()
    for sample in batch:
        found = sample.found()
        for kind in dict.fromkeys((*sample.facts, *_ALONE)):
            gold = sample.facts.get(kind, [])
            if kind == "problem":
                codes = {r["code"] for r in gold}
                ours = [({"code": p.code}, 0.5) for p in found.problems if p.code in codes]
            else:
                ours = [
                    (
                        {n: v.value for n, v in f.fields.items() if n in FIELDS[kind] and v.value},
                        f.confidence,
                    )
                    for f in found.facts
                    if f.kind == kind
                ]
            compare(tally, sample.name, kind, ours, gold)
    return tally


def main() -> None:
    """Print the scores of the batches named, and with `-v` every miss."""
    names = [n for n in sys.argv[1:] if not n.startswith("-")] or ["papers_first"]
    tally = score(s for n in names for s in samples(n))
    told = [*report(tally), *(tally.misses if "-v" in sys.argv else ())]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()
