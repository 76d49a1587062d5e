"""Whether one sum is shown to be within another: by codes, by one budget, or by a person.

That a sum is smaller shows nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.analyse import PARTS, unlike
from papertrace.check import codes
from papertrace.check.grounds import Unproven, body_in, year_in
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import AcceptedFact, Evidence, Judgement

_JUDGED = frozenset({"part-of", "funding"})
_SHOWN = 12
_TOTALS = frozenset({"budget_total", "budget_line"})


def outside(
    part: Sequence[AcceptedFact], whole: Sequence[AcceptedFact], evidence: Evidence
) -> Unproven | None:
    """Say which part nothing shows to be within the whole; None where all are.

    Of the judgements of a pair the last counts, and only one with a reason.
    """
    for one in part:
        if not any(_within(one, other, evidence) for other in whole):
            return Unproven(
                f"Nothing shows that {one.kind} {one.id[:12]} is part of the whole.",
                f"Say so, having looked: papertrace judge {one.id[:12]} part-of"
                f" --with {whole[0].id[:12]} --reason …",
            )
    return None


def judged_by_one(
    part: Sequence[AcceptedFact], whole: Sequence[AcceptedFact], evidence: Evidence
) -> tuple[Problem, ...]:
    """Warn of parts that are within the whole by one person's word, where the case asks for two."""
    if not evidence.rules.second_person:
        return ()
    found = []
    for one in part:
        words = [_persons(one, other, evidence) for other in whole]
        if not any(_shown(one, other, evidence) for other in whole) and max(map(len, words)) == 1:
            told = f"That {one.kind} {one.id[:_SHOWN]} is part of the whole is one person's word."
            again = f"papertrace judge {one.id[:_SHOWN]} part-of --with … --reason …"
            found.append(
                Problem(
                    codes.SECOND_PERSON, "warning", told, f"Another person: {again}",
                    fact_ids=(one.id,),
                )
            )  # fmt: skip
    return tuple(found)


def _persons(one: AcceptedFact, other: AcceptedFact, evidence: Evidence) -> set[str]:
    persons = evidence.persons or {}
    return {
        persons.get(j.by, j.by)
        for j in evidence.judgements
        if j.verdict in _JUDGED and j.reason.strip() and _about(j, one, other)
    }


def _within(one: AcceptedFact, other: AcceptedFact, evidence: Evidence) -> bool:
    judged = [j for j in evidence.judgements if _about(j, one, other)]
    if judged:
        return judged[-1].verdict in _JUDGED and bool(judged[-1].reason.strip())
    return _shown(one, other, evidence)


def _shown(one: AcceptedFact, other: AcceptedFact, evidence: Evidence) -> bool:
    """Say whether the documents themselves show a part: by codes, by one budget."""
    if one.id == other.id:
        return True
    same_book = (
        one.digest == other.digest
        and body_in(one, evidence) == body_in(other, evidence)
        and year_in(one, evidence) == year_in(other, evidence)
    )
    if not same_book or other.kind not in _TOTALS:
        return False
    if unlike((one, other), "", ignoring=PARTS):
        return False
    if other.kind == "budget_total":
        side = other.fields.get("side")
        return side is None or side.value == "expenditure"
    own, over = (f.fields["code"].value if "code" in f.fields else "" for f in (one, other))
    return bool(over) and own != over and own.startswith(over)


def _about(judgement: Judgement, one: AcceptedFact, other: AcceptedFact) -> bool:
    """Say whether a judgement is of two facts, in their order."""
    pair = ((judgement.subject, one.id), (judgement.other, other.id))
    return all(len(told) >= _DIGITS and own.startswith(told) for told, own in pair)


_DIGITS = 8
"""Characters of an id that a judgement must give."""
