"""Take back what a person decided, one decision after the other, each by a new entry of the log.

Nothing is removed: the new entry says what stands again (an earlier decision of the same person on
the same fact, or none) and which decision it takes back. Nobody takes back another's decision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.casefile import Choice
from papertrace.errors import UsageError

if TYPE_CHECKING:
    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Decision, Fact

_UNDOES = re.compile(r"\[takes back ([0-9a-f]{64})\]")
TOGETHER = "accepted together"
_GROUP = re.compile(rf"\[{TOGETHER} ([0-9a-f]{{16}}): \d+\]")


def undoable(case: Case, key: SigningKey) -> tuple[Decision, ...]:
    """Give the decisions of a key that can still be taken back, the latest last."""
    left: list[Decision] = []
    for decision in case.decisions():
        if decision.reviewer != key.id:
            continue
        back = _UNDOES.search(decision.reason)
        if back:
            left = [d for d in left if d.id != back.group(1)]
        elif decision.verdict != "withdrawn":
            left.append(decision)
    return tuple(left)


def undo(case: Case, key: SigningKey, *, channel: str = "script") -> tuple[Decision, Decision]:
    """Take back the latest decision of a key that can be; give it, and the entry that does it.

    What was accepted together is taken back together, by an entry for each fact, all or none.
    Decisions on what is not read so any more are passed over: they are listed as stale and count
    for nothing. UsageError where there is none.
    """
    stack = undoable(case, key)
    last, fact = _latest(case, stack)
    told = _GROUP.search(last.reason)
    choices = [_choice(stack, last, fact)]
    for other in reversed(stack[: stack.index(last)]) if told else ():
        its = case.derived.fact(other.fact_id) if told and told[0] in other.reason else None
        if its is not None:
            choices.append(_choice(stack, other, its))
    made, *_ = case.decide_many(choices, key=key, channel=channel)
    return last, made


def _choice(stack: tuple[Decision, ...], last: Decision, fact: Fact) -> Choice:
    """Give the choice that takes one decision back."""
    earlier = stack[: stack.index(last)]
    before = next((d for d in reversed(earlier) if d.fact_id == last.fact_id), None)
    return _back_to(fact, before, f"[takes back {last.id}]")


def _latest(case: Case, stack: tuple[Decision, ...]) -> tuple[Decision, Fact]:
    """Give the latest decision whose fact is there, and that fact."""
    for last in reversed(stack):
        fact = case.derived.fact(last.fact_id)
        if fact is not None:
            return last, fact
    msg = "There is nothing of yours to take back."
    raise UsageError(msg)


def _back_to(fact: Fact, before: Decision | None, reason: str) -> Choice:
    """Give the choice that stands again."""
    if before is None:
        return Choice(fact, "withdrawn", reason=reason)
    told = f"{_UNDOES.sub('', before.reason).strip()} {reason}".strip()
    if before.verdict != "corrected":
        return Choice(fact, before.verdict, None, told, before.seen_sha256, read=before.read)
    seen, anchors = before.seen_sha256, before.anchors
    return Choice(fact, "corrected", before.fields, told, seen, anchors, before.read)
