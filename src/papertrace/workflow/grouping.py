"""Facts with the same proof, to be looked at together and accepted with one key, each by its own.

A group is of one document, one table and one kind of fact, and rests on one kind of support: sums
that hold for all of them, or the same head. Whatever a draft rests on, a warning or low confidence
touches, somebody disputes or another person decided is in no group. Nothing is accepted unless all
of the group was shown; each fact gets its own decision, and one undo takes all of them back.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from papertrace.errors import NotSeen, StaleDecision, UnknownFact
from papertrace.model import place_of
from papertrace.workflow.deciding import Sight, decide
from papertrace.workflow.reviewing import LOW, waiting
from papertrace.workflow.seeing import warned
from papertrace.workflow.undoing import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Decision, Fact, Field, Page

_SUM: Final = " = "
"""What stands in every reason that is arithmetic."""
_AGAINST: Final = ("does not hold", "doubt", "no ", "exceeds", "not ")
_FEWEST, _MOST = 2, 40
"""Facts of a group: more are not looked at, they are waved through."""
_PAGES: Final = 32
_LOOKED: Final = 200
"""Groups whose tables are looked up, the largest first: the rest comes when these are done."""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts with the same proof."""

    id: str
    digest: str
    page: int
    kind: str
    support: str
    """What proves all of them, in a few words."""
    facts: tuple[Fact, ...]

    @property
    def common(self) -> dict[str, Field]:
        """Give the fields that are the same in all of them."""
        first = self.facts[0].fields if self.facts else {}
        return {
            name: field
            for name, field in first.items()
            if all(f.fields.get(name) == field for f in self.facts)
        }

    @property
    def seal(self) -> str:
        """Give a digest of ids and values: what is accepted is what was shown."""
        told = [(f.id, sorted((n, v.value) for n, v in f.fields.items())) for f in self.facts]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def groups(case: Case, key: SigningKey) -> tuple[Group, ...]:
    """Give the groups that wait for a person, the largest first."""
    near: dict[tuple[str, int, str, str, str], list[Fact]] = defaultdict(list)
    for item in waiting(case, key):
        support = "" if item.why or item.asked else support_of(item.fact)
        pages = {a.page for a in item.fact.anchors if not a.role}
        if support and len(pages) == 1:
            fact = item.fact
            near[(fact.digest, pages.pop(), fact.kind, fact.form, support)].append(fact)
    page_of = lru_cache(maxsize=_PAGES)(case.derived.page)
    found: dict[tuple[str, int, int, str, str, str], list[Fact]] = defaultdict(list)
    likely = [(place, some) for place, some in near.items() if len(some) >= _FEWEST]
    for place, some in sorted(likely, key=lambda one: -len(one[1]))[:_LOOKED]:
        page = page_of(place[0], place[1])
        for fact in some if page else ():
            table = _table(fact, page) if page else -1
            if table >= 0:
                found[(*place[:2], table, *place[2:])].append(fact)
    made = [
        _group(place, some[n : n + _MOST])
        for place, facts in found.items()
        for some in [sorted(facts, key=_spot)]
        for n in range(0, len(some), _MOST)
    ]
    whole = [g for g in made if len(g.facts) >= _FEWEST]
    return tuple(sorted(whole, key=lambda g: (-len(g.facts), g.id)))


def support_of(fact: Fact) -> str:
    """Say what proves a fact, '' where nothing does that others could share, or some doubt is."""
    if fact.confidence < LOW or not fact.reasons:
        return ""
    if any(r.startswith(_AGAINST) or "doubt" in r for r in fact.reasons):
        return ""
    if any(_SUM in r for r in fact.reasons):
        return "sums that hold"
    return "; ".join(sorted(set(fact.reasons)))


def _table(fact: Fact, page: Page) -> int:
    """Give the number of the page's table that holds all proof of a fact; -1 where none does."""
    held: set[int] = set()
    own = {n for n, field in fact.fields.items() if not field.inherited}
    for anchor in (a for a in fact.anchors if not a.role and a.field in own):
        spot = place_of(page, anchor)
        at = next(
            (
                n
                for n, table in enumerate(page.tables)
                if spot and any(c.start <= spot[0] < c.end for c in table.cells)
            ),
            -1,
        )
        if at >= 0:
            held.add(at)
        elif anchor.field not in _ABOVE:
            return -1
    return held.pop() if len(held) == 1 else -1


_ABOVE: Final = frozenset({"body", "year", "publisher", "table", "phase", "side", "scope"})
"""Fields that a table's title may state."""


def _spot(fact: Fact) -> tuple[float, float, str]:
    """Give what facts are ordered by: the lowest of their own spots, then the leftmost."""
    boxes = [a.boxes[0] for a in fact.anchors if not a.role and a.boxes]
    if not boxes:
        return 0.0, 0.0, fact.id
    top = max(b.top for b in boxes)
    return top, min(b.x0 for b in boxes if b.top == top), fact.id


def _group(place: tuple[str, int, int, str, str, str], facts: Sequence[Fact]) -> Group:
    digest, page, _, kind, _, support = place
    told = hashlib.sha256(repr((place, facts[0].id)).encode()).hexdigest()[:16]
    return Group(told, digest, page, kind, support, tuple(facts))


def one(case: Case, key: SigningKey, wanted: str) -> Group:
    """Give a group without the facts that a warning touches; UnknownFact where there is none."""
    found = next((g for g in groups(case, key) if g.id == wanted), None)
    if found is None:
        msg = "This group does not wait for you (any more)."
        raise UnknownFact(msg, remedy="Go back to the groups.")
    clean = tuple(f for f in found.facts if not warned(case, f))
    return Group(found.id, found.digest, found.page, found.kind, found.support, clean)


def accept(
    case: Case, key: SigningKey, wanted: str, told: Mapping[str, str], picture: str = ""
) -> tuple[Decision, ...]:
    """Accept all facts of a group, each by a decision of its own, all or none.

    `told` holds the `seal` of what was shown, and `looked`. StaleDecision where the group is
    another one now; NotSeen where nobody looked, or the picture of a figure reads otherwise: that
    fact is decided by itself.
    """
    group = one(case, key, wanted)
    if told.get("seal") != group.seal:
        msg = "This group is not what you were shown any more."
        raise StaleDecision(msg, remedy="Look at it again.")
    if told.get("looked") != "yes":
        msg = "Look at every value and its box first."
        raise NotSeen(msg, remedy="Then say so, and accept.")
    return decide(
        case,
        [f.id for f in group.facts],
        "accept",
        {},
        key,
        channel="desk",
        reason=f"[{TOGETHER} {group.id}: {len(group.facts)}]",
        seen=Sight("", picture),
    )


def group_rows(every: Iterable[Group], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give groups as rows."""
    return [
        {
            "id": g.id,
            "kind": g.kind,
            "document": names.get(g.digest, ""),
            "sha256": g.digest,
            "page": g.page,
            "support": g.support,
            "facts": [f.id for f in g.facts],
        }
        for g in every
    ]
