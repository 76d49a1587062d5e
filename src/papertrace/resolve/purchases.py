"""One purchase from intention to acceptance: which notices belong together, and why.

Joined without a person are notices of equal normalised project number AND equal buyer (or agent,
where one names no buyer) AND dates within 36 months (domain 2.6, see `linking`). A re-run is
an attempt of the same purchase. Everything else is proposed. Amounts are not looked at here but to
propose; none is added.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.model import Proposal, Purchase, PurchaseStage
from papertrace.resolve.linking import linked, telling
from papertrace.resolve.naming import parts_of
from papertrace.text.names import project_number, round_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from papertrace.model import Problem, Stage
    from papertrace.resolve.mentions import Statement
    from papertrace.resolve.verdicts import Verdicts

_NEXT = 5
"""So many later notices are compared with one."""
_DAYS = 90
_ID = 16
STAGES: Mapping[str, Stage] = {
    "procurement_plan": "planned",
    "tender": "tendered",
    "amendment": "amended",
    "candidate": "candidate",
    "award": "awarded",
    "contract": "contracted",
    "acceptance": "accepted",
    "termination": "terminated",
}
"""Kind of fact -> stage of the purchase it states."""
_ORDER: tuple[Stage, ...] = tuple(STAGES.values())
_NOTICE_STAGES: Mapping[str, Stage] = {
    "intention": "planned",
    "award": "awarded",
    "price_list": "awarded",
    "candidates": "candidate",
    "contract": "contracted",
    "acceptance": "accepted",
    "termination": "terminated",
    "correction": "amended",
    "tender": "tendered",
    "consultation": "tendered",
    "negotiation": "tendered",
    "inquiry": "tendered",
    "prequal": "tendered",
    "single_source": "tendered",
}
_DATES = ("published", "signed", "date", "month", "first_published")
_AMOUNTS = ("amount", "budget", "ceiling")
_SAME_NUMBER, _SAME_NAME, _SAME_AMOUNT = 0.95, 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Notice:
    """What one document, or one row of a list of intentions, says of a purchase."""

    ref: str
    """Its document's digest, or the fact's id for a row of a list: the subject of judgements."""
    digest: str
    number: str
    name: str
    buyer: str
    agent: str
    date: str
    attempt: str
    facts: tuple[Statement, ...]


def notices_of(facts: Iterable[Statement]) -> tuple[Notice, ...]:
    """Gather the facts of each notice; every row of a list of intentions is one of its own."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "notice" or fact.kind in STAGES:
            by_document[fact.digest].append(fact)
    found: list[Notice] = []
    for digest, some in sorted(by_document.items()):
        heads = [f for f in some if f.kind == "notice"]
        plans = [f for f in some if f.kind == "procurement_plan"]
        rest = [f for f in some if f.kind != "procurement_plan"]
        found.extend(_notice(plan.id, digest, [*heads, plan]) for plan in plans)
        if rest and (not plans or len(rest) > len(heads)):
            found.append(_notice(digest, digest, rest))
    return tuple(found)


def _notice(ref: str, digest: str, facts: Sequence[Statement]) -> Notice:
    printed = _first(facts, "project_no")
    name = _first(facts, "project_name") or _first(facts, "name")
    return Notice(
        ref=ref,
        digest=digest,
        number=project_number(printed),
        name=_plain(name),
        buyer=_first(facts, "buyer"),
        agent=_first(facts, "agent"),
        date=next((t for t in (_first(facts, n) for n in _DATES) if t), ""),
        attempt=round_of(printed) or round_of(name),
        facts=tuple(facts),
    )


def _first(facts: Sequence[Statement], name: str) -> str:
    return next((f.fields[name].value for f in facts if name in f.fields), "")


def _plain(name: str) -> str:
    """Give a project's name for comparing: folded, without the round; the year stays."""
    folded = parts_of(name).name if name else ""
    return re.sub(r"\((?:第?[一二三四五六七八九\d]+次.{0,4}|重新?招标?)\)|[“”\"《》]", "", folded)


def purchases_of(
    notices: Sequence[Notice], verdicts: Verdicts, alias: Mapping[str, str]
) -> tuple[tuple[Purchase, ...], tuple[Proposal, ...], tuple[Problem, ...]]:
    """Join notices to purchases; give them, the pairs that a person should look at, and PT550.

    `alias` gives for each spelling of an organisation the id of the entity it belongs to, '' where
    several bear it.
    """
    groups = linked(notices, verdicts, alias)
    members: dict[int, list[Notice]] = defaultdict(list)
    for at, notice in enumerate(notices):
        members[groups.root(at)].append(notice)
    made = _apart(
        [_purchase(m, groups.why.get(r, ())) for r, m in sorted(members.items())], members
    )
    roots = [groups.root(i) for i in range(len(notices))]
    asked = _proposals(notices, roots, verdicts, alias)
    every = tuple(sorted(made, key=lambda p: (p.number, p.name, p.id)))
    return every, asked, tuple(groups.problems())


def _apart(made: Sequence[Purchase], members: Mapping[int, Sequence[Notice]]) -> list[Purchase]:
    """Give purchases of one number and buyer that are still two an id each."""
    seen = Counter(p.id for p in made)
    refs = [min(n.ref for n in members[root]) for root in sorted(members)]
    return [
        replace(p, id=hashlib.sha256(f"{p.id}|{ref}".encode()).hexdigest()[:_ID])
        if seen[p.id] > 1
        else p
        for p, ref in zip(made, refs, strict=True)
    ]


def _purchase(notices: Sequence[Notice], why: Iterable[str]) -> Purchase:
    order = sorted(notices, key=lambda n: (n.date or "9999", n.ref))
    stages: dict[Stage, list[tuple[str, str, str]]] = defaultdict(list)
    for notice in order:
        own = [f for f in notice.facts if f.kind in STAGES]
        for fact in own:
            stages[STAGES[fact.kind]].append((fact.id, notice.digest, notice.date))
        if not own:
            form = _first(notice.facts, "form")
            stage = _NOTICE_STAGES.get(form)
            if stage:
                stages[stage].append(("", notice.digest, notice.date))
    told = "|".join(sorted({n.number for n in order if n.number}) or [min(n.ref for n in order)])
    buyer = next((n.buyer for n in order if n.buyer), "")
    return Purchase(
        id=hashlib.sha256(f"{told}|{buyer}".encode()).hexdigest()[:_ID],
        number=next((n.number for n in order if n.number), ""),
        name=max((n.name for n in order), key=len),
        buyer=buyer,
        stages=tuple(_stage(s, stages[s]) for s in _ORDER if s in stages),
        attempts=tuple(sorted({n.attempt for n in order if n.attempt})),
        reasons=tuple(why),
    )


def _stage(stage: Stage, rows: Sequence[tuple[str, str, str]]) -> PurchaseStage:
    return PurchaseStage(
        stage,
        tuple(sorted({f for f, _, _ in rows if f})),
        tuple(sorted({d for _, d, _ in rows})),
        min((t for _, _, t in rows if t), default=""),
    )


def _proposals(
    notices: Sequence[Notice], roots: Sequence[int], verdicts: Verdicts, alias: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """Rank pairs of one buyer: same name with its year, or same amount within 90 days."""
    by_buyer: dict[str, list[int]] = defaultdict(list)
    for at, notice in enumerate(notices):
        if notice.buyer:
            by_buyer[alias.get(notice.buyer) or notice.buyer].append(at)
    found: dict[tuple[int, int], Proposal] = {}
    for some in by_buyer.values():
        for keys, score, words in (
            (_numbers, _SAME_NUMBER, "Same project number and name of the buyer."),
            (_names, _SAME_NAME, "Same buyer and same project name."),
            (_sums, _SAME_AMOUNT, "Same buyer and same amount within 90 days."),
        ):
            blocks: dict[str, list[int]] = defaultdict(list)
            for at in some:
                for key in keys(notices[at]):
                    blocks[key].append(at)
            for block in blocks.values():
                for one, other in _open(block, notices, roots, near=score == _SAME_AMOUNT):
                    left, right = sorted((notices[one].ref, notices[other].ref))
                    groups = min(roots[one], roots[other]), max(roots[one], roots[other])
                    if groups not in found and not verdicts.settled(left, right):
                        found[groups] = Proposal("purchase", left, right, score, (words,))
    return tuple(sorted(found.values(), key=lambda p: (-p.score, p.left, p.right)))


def _numbers(notice: Notice) -> set[str]:
    return {notice.number} if telling(notice.number) else set()


def _names(notice: Notice) -> set[str]:
    return {notice.name} if notice.name else set()


def _sums(notice: Notice) -> set[str]:
    return {f.fields[n].value for f in notice.facts for n in _AMOUNTS if n in f.fields} - {"0", "1"}


def _open(
    block: Sequence[int], notices: Sequence[Notice], roots: Sequence[int], *, near: bool
) -> Iterator[tuple[int, int]]:
    """Pair notices of different purchases, each with the next few by date.

    Words or sums that very many purchases share say little about any two of them.
    """
    order = sorted(block, key=lambda i: (notices[i].date, notices[i].ref))
    if not near:
        order = list({roots[i]: i for i in reversed(order)}.values())[::-1]
    for place, one in enumerate(order):
        for other in order[place + 1 : place + 1 + _NEXT]:
            a, b = notices[one], notices[other]
            if near and not _days(a.date, b.date):
                break
            if roots[one] != roots[other]:
                yield one, other


def _days(one: str, other: str) -> bool:
    try:
        a, b = (dt.date.fromisoformat(d[:10]) for d in (one, other))
    except ValueError:
        return False
    return abs((a - b).days) <= _DAYS
