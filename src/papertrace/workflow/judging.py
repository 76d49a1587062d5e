"""Record verdicts on documents, pairs and claims, and say which of them still stand.

A verdict is a known word about something the case has. The last word on a subject counts, and
`open` takes back any: nothing that was judged is beyond repair.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.errors import PapertraceError, UsageError
from papertrace.settings import nearest
from papertrace.workflow.releasing import GENUINE, VOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Judgement

OPEN = "open"
COPY, NO_COPY = "copy", "no-copy"
_PAIRS = ("same", "different", "purchase", "lineage", "funding", "part-of", COPY, NO_COPY)
VERDICTS = (
    *_PAIRS,
    "complete",
    "incomplete",
    "waived",
    "place",
    "publisher",
    "form",
    *GENUINE,
    VOUCHED,
    OPEN,
)
"""Every word that something rests on."""
_REASONED = ("part-of", "funding", "waived", VOUCHED)
_OF_NOTICES = ("purchase", "different", OPEN)
_HEX = re.compile(r"[0-9a-f]{8,64}")


def judge(
    case: Case, subject: str, verdict: str, *, key: SigningKey, other: str = "", reason: str = ""
) -> Judgement:
    """Record a verdict; UsageError where word, subject, second thing or reason is not right."""
    if verdict not in VERDICTS:
        msg = f"There is no verdict {verdict!r}."
        raise UsageError(msg, remedy=f"{nearest(verdict, VERDICTS)} {', '.join(VERDICTS)}".strip())
    if not subject.strip():
        msg = "A verdict is about something."
        raise UsageError(msg, remedy="Name a document, a fact, an organisation, or a claim.")
    if verdict in _PAIRS and not other.strip():
        msg = f"The verdict {verdict} joins two things."
        raise UsageError(msg, remedy="Name the second one: --with OTHER")
    if verdict in _REASONED and not reason.strip():
        msg = f"The verdict {verdict} needs a reason: readers rest on it."
        raise UsageError(msg, remedy="--reason 'what you looked at'")
    if other and verdict in _OF_NOTICES:  # known by their digests, whatever they are called
        subject, other = _notice(case, subject), _notice(case, other)
    for words in (subject, other):
        _known(case, words)
    return case.judge(subject, verdict, key=key, other=other, reason=reason)


def _notice(case: Case, words: str) -> str:
    """Give the digest of the document that bears a name; other words as they are."""
    found = {h.digest for h in case.documents() if words in (h.name, *h.names)}
    return found.pop() if len(found) == 1 else words


def _known(case: Case, words: str) -> None:
    """Refuse the id of a fact or document that the case does not have; names may be any."""
    if not _HEX.fullmatch(words.lower()):
        return
    try:
        case.find(words)
    except PapertraceError:
        if not any(f.id.startswith(words.lower()) for f in case.derived.facts()):
            msg = f"Neither a document nor a fact begins with {words[:12]}."
            raise UsageError(
                msg, remedy="`papertrace facts` and `papertrace list` show ids."
            ) from None


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Give the judgements that still stand, in log order.

    `open` takes back every earlier verdict on the same subject and second thing, in either order;
    `different` takes back that one is the other, or a part of it; of copies the last word counts.
    """
    kept: list[Judgement] = []
    for one in judgements:
        if one.verdict == OPEN:
            kept = [k for k in kept if not _same_things(k, one)]
        elif one.verdict == "different":
            kept = [k for k in kept if not (k.verdict in _PAIRS and _same_things(k, one))]
        elif one.verdict in (COPY, NO_COPY):
            kept = [k for k in kept if not (k.verdict in (COPY, NO_COPY) and _same_things(k, one))]
        kept.append(one)
    return tuple(kept)


def _same_things(one: Judgement, other: Judgement) -> bool:
    things = {_short(one.subject), _short(one.other)}
    return things == {_short(other.subject), _short(other.other)}


def _short(words: str) -> str:
    return words.lower()[:12] if _HEX.fullmatch(words.lower()) else words
