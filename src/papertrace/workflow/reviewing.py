"""What waits for one person to decide, in order of risk, and what that person is asked to type.

A figure that a draft rests on, or that a warning touches, is not accepted with one key: somebody
types what the page shows. Where another person decided before, this one reads figures, dates and
names again without being shown them: two who read the same thing independently are worth more than
one who nods. Everything is decided by `deciding`; nothing here accepts anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.errors import UnknownFact, UsageError
from papertrace.workflow.compared import compare, correction
from papertrace.workflow.deciding import VERDICTS, Sight, corrected, decide
from papertrace.workflow.redrawing import redrawn
from papertrace.workflow.seeing import doubts, warned
from papertrace.workflow.standing import standing
from papertrace.workflow.trying import due, placed, record
from papertrace.workflow.unseen import figures, unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Anchor, Decision, Fact
    from papertrace.workflow.standing import Standing
    from papertrace.workflow.trying import Wrong

LOW: Final = 0.9
_STANDS: Final = ("accepted", "corrected")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One fact that waits for a person."""

    fact: Fact
    why: tuple[str, ...]
    """Why it stands where it stands in the queue, the gravest first."""
    blind: bool
    """Whether another person decided, so that this one is not shown what they read."""
    asked: tuple[str, ...]
    """The fields whose words on the page must be typed before it is accepted.

    In a queue those that only a warning on the page adds are not looked up.
    """


@dataclass(frozen=True, slots=True)
class Noticed:
    """What became of a known-wrong fact that was shown: nothing was decided."""

    noticed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says about one fact."""

    verdict: str
    """accept, reject or correct."""
    typed: Mapping[str, str]
    """Field -> what they read on the page."""
    changes: Mapping[str, str]
    """Field -> the right value, for `correct`."""
    reason: str = ""
    picture: str = ""
    """Digest of the picture of the page that they were shown."""
    spots: Mapping[str, str] = field(default_factory=dict)
    """Field -> the words of the page that prove its right value (see `redrawing`)."""


def waiting(case: Case, key: SigningKey, kind: str = "", document: str = "") -> tuple[Waiting, ...]:
    """Give what waits for the holder of a key, the riskiest first.

    Of one kind of fact and of one document (its digest), where they are named.
    """
    now, me = standing(case), case.ledger().person(key.id)
    found = [_waiting(fact, now, me) for fact in _ordered(now, me, kind, document)]
    wrong = _due(case, key, kind, document)
    if wrong is not None:
        found.insert(min(wrong.place, len(found)), _as_source(wrong, now))
    return tuple(found)


def order(case: Case, key: SigningKey, kind: str = "", document: str = "") -> list[str]:
    """Give the ids of what waits, in the order of `waiting`: enough to find one's way."""
    me = case.ledger().person(key.id)
    ids = _ids(standing(case), me, kind, document)
    return placed(ids, _due(case, key, kind, document))


def around(
    case: Case, key: SigningKey, fact: str, kind: str = "", document: str = ""
) -> tuple[str, str, int]:
    """Give the facts before and behind one in `order`, '' for none, and how many wait."""
    wrong = _due(case, key, kind, document)
    if wrong is None:
        now, me = standing(case), case.ledger().person(key.id)
        whose = (me, kind, document)
        return now.lines.around(now.order, whose, lambda f: _waits(f, now, me), fact)
    ids = order(case, key, kind, document)
    if fact not in ids:
        return "", (ids[0] if ids else ""), len(ids)
    at = ids.index(fact)
    return (ids[at - 1] if at else ""), (ids[at + 1] if at + 1 < len(ids) else ""), len(ids)


def _ordered(now: Standing, me: str, kind: str, document: str) -> list[Fact]:
    return [now.facts[i] for i in _ids(now, me, kind, document)]


def _ids(now: Standing, me: str, kind: str, document: str) -> list[str]:
    return now.lines.ids(now.order, (me, kind, document), lambda fact: _waits(fact, now, me))


def _waits(fact: str, now: Standing, me: str) -> bool:
    status = now.statuses.get(fact, "proposed")
    if status == "proposed":  # disputed, or another value was signed
        return True
    if status not in _STANDS:
        return False
    if now.nodded(fact):
        return True
    if me in now.deciders.get(fact, ()):
        return False
    return now.two and len(_others(fact, now, me)) < 2  # noqa: PLR2004  (two people)


def _others(fact: str, now: Standing, me: str) -> list[str]:
    """Give the other persons who accepted or corrected a fact."""
    told = now.deciders.get(fact, {})
    return [person for person, verdict in told.items() if person != me and verdict in _STANDS]


def one(case: Case, key: SigningKey, fact_id: str, *, closely: bool = False) -> Waiting:
    """Give one fact as it waits, or would if it did; UnknownFact.

    `closely` compares the picture of its figures with the text as well, which takes seconds.
    """
    fact = case.derived.fact(fact_id)
    wrong = due(case, key, fact_id) if fact is None else None
    if wrong is not None:
        return _as_source(wrong, standing(case))
    if fact is None:
        msg = f"No fact of this case has the id {fact_id[:12]!r}."
        raise UnknownFact(msg)
    item = _waiting(fact, standing(case), case.ledger().person(key.id))
    doubted = (
        [d.field for d in doubts(case, [fact]).get(fact.id, ()) if d.field in fact.fields]
        if closely
        else warned(case, fact)
    )
    if not doubted:
        return item
    asked = dict.fromkeys((*item.asked, *figures(fact), *doubted))
    return replace(item, why=(*item.why, "a warning touches it"), asked=tuple(asked))


def _due(case: Case, key: SigningKey, kind: str, document: str) -> Wrong | None:
    """Give the known-wrong fact that waits in a queue, where it is of what that is narrowed to."""
    wrong = due(case, key)
    asked = wrong and kind in ("", wrong.fact.kind) and document in ("", wrong.fact.digest)
    return wrong if asked else None


def _as_source(wrong: Wrong, now: Standing) -> Waiting:
    """Give a known-wrong fact as the one it was made from would wait: nothing else tells of it."""
    fact, source = wrong.fact, wrong.source
    why = {
        "something does not add up": source in now.troubled,
        "low confidence": fact.confidence < LOW,
        "a draft rests on it": source in now.used,
    }
    asked = figures(fact) if source in now.used | now.troubled else ()
    told = tuple(words for words, holds in why.items() if holds)
    return Waiting(fact, told, blind=False, asked=asked)


def unread(case: Case, key: SigningKey, facts: Iterable[str]) -> tuple[str, ...]:
    """Give those of some facts whose figures nobody read out who accepted them.

    Of none that others decided alone and this person is to read unseen.
    """
    now, me = standing(case), case.ledger().person(key.id)
    some = (fact for fact in dict.fromkeys(facts) if now.nodded(fact))
    return tuple(fact for fact in some if not now.two or me in now.deciders.get(fact, ()))


def own(case: Case, key: SigningKey, fact_id: str) -> Decision | None:
    """Give this person's standing decision on a fact, None where there is none."""
    ledger = case.ledger()
    me = ledger.person(key.id)
    mine = [
        d for d in ledger.standing() if d.fact_id == fact_id and ledger.person(d.reviewer) == me
    ]
    return mine[-1] if mine else None


def spots(case: Case, fact: Fact) -> tuple[Anchor, ...]:
    """Give the spots to look at: those that the latest correction chose, else the machine's."""
    found = [d for d in case.ledger().standing() if d.fact_id == fact.id]
    corrected = [d.anchors for d in found if d.verdict == "corrected"]
    return corrected[-1] if corrected else fact.anchors


def proof_pages(fact: Fact, anchors: Iterable[Anchor]) -> tuple[int, ...]:
    """Give the pages on which a fact is judged: those of its figures, else the first with proof."""
    own = [a for a in anchors if a.role != "mention"]
    wanted = set(figures(fact))
    pages = {a.page for a in own if a.field in wanted and not a.role}
    return tuple(sorted(pages)) or (min((a.page for a in own), default=1),)


def _waiting(fact: Fact, now: Standing, me: str) -> Waiting:
    blind = me not in now.deciders.get(fact.id, ()) and bool(_others(fact.id, now, me))
    why = {
        "people disagree": fact.id in now.disputed,
        "something does not add up": fact.id in now.troubled,
        "low confidence": fact.confidence < LOW,
        "a draft rests on it": fact.id in now.used,
        "accepted with one key before that": not blind and now.nodded(fact.id),
        "read by one person": blind,
    }
    told = tuple(words for words, holds in why.items() if holds)
    guarded = blind or any(fact.id in some for some in (now.used, now.troubled, now.disputed))
    asked = unseen(fact) if blind else figures(fact) if guarded else ()
    return Waiting(fact, told, blind, asked)


def take(case: Case, key: SigningKey, fact_id: str, answer: Answer) -> Decision | Noticed:
    """Record what a person at the desk decided about one fact, or said of a known-wrong one.

    NotSeen where something must be typed first, or what was typed is not what is proposed: then
    nothing is recorded, and the person corrects or rejects.
    """
    if case.derived.fact(fact_id) is None:
        wrong = due(case, key, fact_id)
        if wrong is not None:
            shown = _as_source(wrong, standing(case))
            return _tried(case, key, wrong, _read(case, key, shown, answer))
    item = one(case, key, fact_id)
    answer = _read(case, key, item, answer)
    words = [w.strip() for w in (*answer.typed.values(), *answer.changes.values()) if w.strip()]
    read = tuple(name for name, told in answer.typed.items() if told.strip() and name in item.asked)
    (made,) = decide(
        case,
        [fact_id],
        answer.verdict,
        answer.changes,
        key,
        channel="desk",
        reason=answer.reason,
        seen=Sight(";".join(words), answer.picture, answer.spots, read),
    )
    return made


def _read(case: Case, key: SigningKey, item: Waiting, answer: Answer) -> Answer:
    """Give an answer as it counts: tested, and without changes that change nothing. NotSeen."""
    if answer.verdict == "accept":
        compare(case, key, item, answer.typed)
    elif answer.verdict == "correct":
        changes, typed = correction(case, key, item, answer)
        return replace(answer, changes=changes, typed=typed)
    return answer


def _tried(case: Case, key: SigningKey, wrong: Wrong, answer: Answer) -> Noticed:
    """Note what a person said of a known-wrong fact; a correction must be one, as ever."""
    if answer.verdict not in VERDICTS or (
        answer.verdict == "correct" and not (answer.changes or answer.spots)
    ):
        msg = "Say accept, reject or correct, and correct with a value."
        raise UsageError(msg)
    changed = corrected(wrong.fact, answer.changes)
    right = changed[wrong.field].value if answer.changes else ""
    for name, where in answer.spots.items():
        spot = redrawn(case, wrong.fact, name, where)
        right = spot.value if name == wrong.field else right
    return Noticed(record(case, key, wrong, answer.verdict, right))


def queue_rows(items: Iterable[Waiting], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give a queue as rows; values are left out, since some must not be shown."""
    return [
        {
            "id": item.fact.id,
            "kind": item.fact.kind,
            "document": names.get(item.fact.digest, item.fact.digest[:12]),
            "page": min((a.page for a in item.fact.anchors), default=1),
            "why": list(item.why),
            "second_reading": item.blind,
            "typed": list(item.asked),
            "confidence": round(item.fact.confidence, 4),
        }
        for item in items
    ]
