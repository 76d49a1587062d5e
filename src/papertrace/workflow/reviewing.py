"""What waits for one person to decide, in order of risk, and what that person is asked to type.

A figure that a draft rests on, or that a warning touches, is not accepted with one key: somebody
types what the page shows. Where another person decided before, this one reads the figures again
without being shown them: two who read the same thing independently are worth more than one who
nods. Everything is decided by `deciding`; nothing here accepts anything by itself.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.errors import NotSeen, UnknownFact
from papertrace.model.columns import KINDS
from papertrace.review import CONFLICT, queue
from papertrace.workflow.checking import CLAIMS
from papertrace.workflow.deciding import Sight, decide
from papertrace.workflow.kept import facts_of
from papertrace.workflow.listing import reviewed
from papertrace.workflow.seeing import doubts, says, warned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import AcceptedFact, Decision, Fact
    from papertrace.review import Review

LOW: Final = 0.9
_ID = re.compile(r"[0-9a-f]{8,64}")
_STANDS: Final = ("accepted", "corrected")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One fact that waits for a person."""

    fact: Fact
    why: tuple[str, ...]
    """Why it stands where it stands in the queue, the gravest first."""
    blind: bool
    """Whether another person decided, so that this one is not shown the figures."""
    asked: tuple[str, ...]
    """The fields whose words on the page must be typed before it is accepted.

    In a queue those that only a warning on the page adds are not looked up.
    """


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What a queue is made of, gathered once."""

    folded: Review
    used: frozenset[str]
    troubled: frozenset[str]
    disputed: frozenset[str]
    mine: frozenset[str]
    """Facts that this person decided on."""
    others: Mapping[str, frozenset[str]]
    """Fact -> the other persons who accepted or corrected it."""
    two: bool
    """Whether the case asks for two people."""


def gathered(case: Case, key: SigningKey) -> Standing:
    """Gather who decided what, what drafts rest on, and which facts are troubled."""
    ledger = case.ledger()
    me = ledger.person(key.id)
    mine, others = set(), dict[str, set[str]]()
    for decision in ledger.standing():
        person = ledger.person(decision.reviewer)
        if person == me:
            mine.add(decision.fact_id)
        elif decision.verdict in _STANDS:
            others.setdefault(decision.fact_id, set()).add(person)
    folded = reviewed(case, facts_of(case))
    return Standing(
        folded,
        in_drafts(case),
        frozenset(
            i
            for made in case.derived.summaries()
            for p in made.problems
            if p.severity != "note"
            for i in p.fact_ids
        ),
        frozenset(i for p in folded.problems if p.code == CONFLICT for i in p.fact_ids),
        frozenset(mine),
        {i: frozenset(who) for i, who in others.items()},
        case.rules.second_person,
    )


def in_drafts(case: Case) -> frozenset[str]:
    """Give the ids of the facts that the claims of the case's drafts name.

    Claims that cannot be read name none; where their draft is shown it is said why.
    """
    named: set[str] = set()
    for path in sorted((case.root / "drafts").glob(f"*{CLAIMS}")):
        try:
            named.update(_ids(tomllib.loads(path.read_text(encoding="utf-8-sig"))))
        except (OSError, ValueError):
            continue
    whole = {n for n in named if len(n) == 64}  # noqa: PLR2004  (hex digits of a sha256)
    short = tuple(named - whole)
    if short:
        whole |= {f.id for f in facts_of(case) if f.id.startswith(short)}
    return frozenset(whole)


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _ID.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _ids(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _ids(one)


def waiting(case: Case, key: SigningKey, kind: str = "", document: str = "") -> tuple[Waiting, ...]:
    """Give what waits for the holder of a key, the riskiest first.

    Of one kind of fact and of one document (its digest), where they are named.
    """
    now = gathered(case, key)
    return tuple(_waiting(fact, now) for fact in _ordered(case, now, kind, document))


def order(case: Case, key: SigningKey, kind: str = "", document: str = "") -> list[str]:
    """Give the ids of what waits, in the order of `waiting`: enough to find one's way."""
    return [fact.id for fact in _ordered(case, gathered(case, key), kind, document)]


def _ordered(case: Case, now: Standing, kind: str, document: str) -> tuple[Fact, ...]:
    some = [
        f
        for f in facts_of(case)
        if kind in ("", f.kind) and document in ("", f.digest) and _waits(f, now)
    ]
    return queue(some, {}, now.used, now.troubled | now.disputed)


def _waits(fact: Fact, now: Standing) -> bool:
    status = now.folded.statuses.get(fact.id, "proposed")
    if status == "proposed":  # undecided, disputed, or another value was signed
        return True
    if fact.id in now.mine or status not in _STANDS:
        return False
    return now.two and len(now.others.get(fact.id, ())) < 2  # noqa: PLR2004  (two people)


def one(case: Case, key: SigningKey, fact_id: str, *, closely: bool = False) -> Waiting:
    """Give one fact as it waits, or would if it did; UnknownFact.

    `closely` compares the picture of its figures with the text as well, which takes seconds.
    """
    fact = case.derived.fact(fact_id)
    if fact is None:
        msg = f"No fact of this case has the id {fact_id[:12]!r}."
        raise UnknownFact(msg)
    item = _waiting(fact, gathered(case, key))
    doubted = (
        [d.field for d in doubts(case, [fact]).get(fact.id, ()) if d.field in fact.fields]
        if closely
        else warned(case, fact)
    )
    if not doubted:
        return item
    asked = dict.fromkeys((*figures(fact), *doubted))
    return replace(item, why=(*item.why, "a warning touches it"), asked=tuple(asked))


def own(case: Case, key: SigningKey, fact_id: str) -> Decision | None:
    """Give this person's standing decision on a fact, None where there is none."""
    ledger = case.ledger()
    me = ledger.person(key.id)
    mine = [
        d for d in ledger.standing() if d.fact_id == fact_id and ledger.person(d.reviewer) == me
    ]
    return mine[-1] if mine else None


def _waiting(fact: Fact, now: Standing) -> Waiting:
    blind = fact.id not in now.mine and bool(now.others.get(fact.id))
    why = {
        "people disagree": fact.id in now.disputed,
        "something does not add up": fact.id in now.troubled,
        "low confidence": fact.confidence < LOW,
        "a draft rests on it": fact.id in now.used,
        "read by one person": blind,
    }
    told = tuple(words for words, holds in why.items() if holds)
    guarded = blind or any(fact.id in some for some in (now.used, now.troubled, now.disputed))
    return Waiting(fact, told, blind, figures(fact) if guarded else ())


def figures(fact: Fact | AcceptedFact) -> tuple[str, ...]:
    """Give the fields of a fact that are figures: sums and numbers, not years."""
    kinds = KINDS.get(fact.kind, {})
    return tuple(
        name
        for name, field in fact.fields.items()
        if field.currency or kinds.get(name) in ("money", "number")
    )


def take(case: Case, key: SigningKey, fact_id: str, answer: Answer) -> Decision:
    """Record what a person at the desk decided about one fact.

    NotSeen where something must be typed first, or what was typed is not what is proposed: then
    nothing is recorded, and the person corrects or rejects.
    """
    item = one(case, key, fact_id)
    if answer.verdict == "accept":
        _compare(item, answer.typed)
    words = [w.strip() for w in (*answer.typed.values(), *answer.changes.values()) if w.strip()]
    (made,) = decide(
        case,
        [fact_id],
        answer.verdict,
        answer.changes,
        key,
        channel="desk",
        reason=answer.reason,
        seen=Sight(";".join(words), answer.picture),
    )
    return made


def _compare(item: Waiting, typed: Mapping[str, str]) -> None:
    """Refuse to accept what nobody typed, or what they read otherwise."""
    missing = [name for name in item.asked if not typed.get(name, "").strip()]
    if missing:
        msg = f"Type what the page shows for {', '.join(missing)}."
        raise NotSeen(msg, remedy="Look at the marked spot on the page.")
    other = [n for n in item.asked if not says(typed[n], item.fact.fields[n])]
    if other:
        msg = f"What you read for {', '.join(other)} is not what is proposed."
        raise NotSeen(
            msg, remedy="Look again; then correct it (the value in full), or reject the fact."
        )


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
