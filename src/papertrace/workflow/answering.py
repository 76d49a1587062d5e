"""Record what a person answers to a question, and take answers back one by one.

An answer is an entry of the log like that of `papertrace judge` or `papertrace translation second`.
Taking back is a new entry: the verdict that stood before it, or `open`. A second reading of a
translation cannot be taken back, here or elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError
from papertrace.workflow import vouching
from papertrace.workflow.asking import asked
from papertrace.workflow.judging import OPEN, judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Judgement
    from papertrace.workflow.asking import Question

_UNDOES: Final = re.compile(r"\[takes back ([0-9a-f]{64})\]")
OWN: Final = "own"
"""Verdict on a translation: no, and these are my words."""


def find(case: Case, key: SigningKey, wanted: str) -> Question:
    """Give a question that waits for this person; UsageError where it does not (any more)."""
    found = next((q for q in asked(case, key) if q.id == wanted), None)
    if found is None:
        msg = "This question does not wait for you: it was answered, or what it is about changed."
        raise UsageError(msg, remedy="Go back to the questions.")
    return found


def answer(case: Case, key: SigningKey, wanted: str, told: Mapping[str, str]) -> str:
    """Record an answer: `verdict`, with `reason`, `other` or `words` where it needs them.

    Gives the verdict as recorded.
    """
    one = find(case, key, wanted)
    verdict, reason = told.get("verdict", ""), told.get("reason", "").strip()
    if one.about == "translation" and verdict == OWN:
        return _own_words(case, key, one, told.get("words", ""))
    choice = next((c for c in one.choices if c.verdict == verdict), None)
    if choice is None:
        msg = f"{verdict!r} is no answer to this question."
        raise UsageError(msg, remedy=f"It can be: {', '.join(c.verdict for c in one.choices)}.")
    if one.about == "translation":
        vouching.second(case, one.left, key)
        return verdict
    other = one.right
    if one.others:
        other = told.get("other", "")
        if other not in one.others:
            msg = "Say which it is."
            raise UsageError(msg, remedy=f"One of: {', '.join(one.others)}.")
    judge(case, one.left, verdict, key=key, other=other, reason=reason)
    return verdict


def _own_words(case: Case, key: SigningKey, one: Question, words: str) -> str:
    first = next(t for t in case.ledger().translations if t.id == one.left)
    vouching.translate(
        case, first.digest, first.page, first.quote, words, key=key, language=first.language
    )
    return OWN


def undoable(case: Case, key: SigningKey) -> tuple[Judgement, ...]:
    """Give the judgements of a key that can be taken back, the latest last."""
    left: list[Judgement] = []
    for one in case.judgements():
        if one.by != key.id:
            continue
        back = _UNDOES.search(one.reason)
        if back:
            left = [j for j in left if j.id != back.group(1)]
        elif one.verdict != OPEN:
            left.append(one)
    return tuple(left)


def undo(case: Case, key: SigningKey) -> Judgement:
    """Take back the latest judgement of a key; UsageError where there is none. Gives it."""
    stack = undoable(case, key)
    if not stack:
        msg = "There is no answer of yours to take back."
        raise UsageError(msg)
    last = stack[-1]
    pair = (last.subject, last.other)
    before = next((j for j in reversed(stack[:-1]) if (j.subject, j.other) == pair), None)
    mark = f"[takes back {last.id}]"
    case.judge(last.subject, OPEN, key=key, other=last.other, reason=mark)
    if before is not None:
        reason = f"{_UNDOES.sub('', before.reason).strip()} {mark}".strip()
        case.judge(before.subject, before.verdict, key=key, other=before.other, reason=reason)
    return last
