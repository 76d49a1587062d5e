"""Mentions to entities: equal names and codes join by themselves, everything else by a person.

A name with one place in it, or of a body of the whole country, is one organisation; any other name,
of a company or a public body, is one only inside a document, or where code or address agree. A
company's place is one only before a trade name: a single bare word (永安) is the trade name. What a
person judged different stays apart. Every spelling is kept, and a judgement taken back leaves no
trace.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.model import Entity, Problem
from papertrace.resolve.naming import parts_of
from papertrace.resolve.verdicts import reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import EntityKind, Mention
    from papertrace.resolve.verdicts import Judged, Verdicts

CONFLICT = "PT550"
_SHOP = re.compile(r"(?:经营部|商店|商行|工作室|店|铺|超市)\Z")
"""What shops are called, whose names are as often wishes (兴隆) as places."""
_NATIONAL = re.compile(r"国家|中华人民共和国|中国|全国|最高人民")
"""Beginnings of names that one body of the whole country has."""
_ID = 16


@dataclass(slots=True)
class Node:
    """Mentions that are one without a person's judgement."""

    kind: EntityKind
    key: str
    """The name, normalised."""
    members: list[Mention] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    split: bool = False
    """True where another node has the same name."""

    @property
    def ref(self) -> str:
        """Give the words that name it in a judgement: its name, with a document where needed."""
        name = min(m.name for m in self.members)
        return reference(name, min(m.digest for m in self.members)) if self.split else name

    @property
    def codes(self) -> frozenset[str]:
        """Give the credit codes printed beside its names."""
        return frozenset(m.code for m in self.members if m.code)


class Joined:
    """Which nodes are one: a union-find that keeps apart what a person judged different."""

    def __init__(self, nodes: Sequence[Node], verdicts: Verdicts) -> None:
        """Take the nodes, each on its own."""
        self.parent = list(range(len(nodes)))
        self.apart = [
            (left, right, judged)
            for judged in verdicts.different
            for left in _meant(nodes, judged.left)
            for right in _meant(nodes, judged.right)
            if left != right
        ]
        self.refused: dict[Judged, None] = {}

    def root(self, at: int) -> int:
        """Give the node that stands for the group of this one."""
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: int, other: int) -> bool:
        """Make two groups one; False where they were, or where a judgement keeps them apart."""
        a, b = sorted((self.root(one), self.root(other)))
        for left, right, judged in self.apart:
            if {self.root(left), self.root(right)} == {a, b}:
                if {left, right} != {one, other}:
                    self.refused[judged] = None
                return False
        self.parent[b] = a
        return a != b


def nodes_of(mentions: Iterable[Mention]) -> list[Node]:
    """Gather mentions that need no person to be one."""
    named: dict[tuple[EntityKind, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.kind, _key(mention)].append(mention)
    found: list[Node] = []
    for (kind, key), some in sorted(named.items()):
        groups = _groups(kind, key, some)
        found.extend(
            Node(kind, key, sorted(group, key=_order), split=len(groups) > 1) for group in groups
        )
    return found


def _order(mention: Mention) -> tuple[str, str, str]:
    return mention.digest, mention.fact_id, mention.field


def _key(mention: Mention) -> str:
    """Give what equal mentions share: a place's code, else the folded name, with a place's code."""
    if mention.kind == "place":
        return mention.place or mention.name
    name = parts_of(mention.name).name
    return f"{name}@{mention.place}" if mention.kind == "facility" else name


def _groups(kind: EntityKind, key: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Part the mentions of one name into what is surely one thing."""
    codes = {m.code for m in mentions if m.code}
    parts = parts_of(key)
    placed = len(parts.places) == 1 and (parts.company or len(parts.line) > 1)  # 公安 in 公安局
    placed = placed and not parts.lone and not _SHOP.search(key)
    unique = kind != "organisation" or placed or bool(_NATIONAL.match(key))
    if len(codes) <= 1 and unique:
        return [mentions]
    by: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for m in mentions:
        by[_tie(m, codes, unique=unique)].append(m)
    return _documents_joined([by[k] for k in sorted(by)])


def _tie(mention: Mention, codes: set[str], *, unique: bool) -> tuple[str, str]:
    if mention.code:
        return "code", mention.code
    if unique and codes:
        return "without", ""  # of which of the two it is, nobody can say
    return ("address", mention.address) if mention.address else ("document", mention.digest)


def _documents_joined(groups: list[list[Mention]]) -> list[list[Mention]]:
    """Join groups without a code that share a document with exactly one other group."""
    found: list[list[Mention]] = []
    holding: dict[str, set[int]] = defaultdict(set)
    for group in groups:
        digests = {m.digest for m in group}
        near = sorted({at for d in digests for at in holding[d]})
        codes = {m.code for m in group if m.code}
        if len(near) == 1 and len(codes | {m.code for m in found[near[0]] if m.code}) <= 1:
            at = near[0]
            found[at].extend(group)
        else:
            at = len(found)
            found.append(group)
        for digest in digests:
            holding[digest].add(at)
    return found


def entities_of(
    nodes: Sequence[Node], verdicts: Verdicts
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Join nodes by equal codes and by what people judged."""
    joined = Joined(nodes, verdicts)
    why: dict[int, list[str]] = defaultdict(list)
    for at, other in _same_code(nodes):
        if not verdicts.apart(nodes[at].ref, nodes[other].ref) and joined.join(at, other):
            why[at].append(f"The credit code {min(nodes[at].codes)} stands beside both names.")
    for judged in verdicts.same:
        left, right = _meant(nodes, judged.left), _meant(nodes, judged.right)
        for one, other in ((a, b) for a in left for b in right if a != b):
            if nodes[one].kind == nodes[other].kind and joined.join(one, other):
                why[one].append(f"{judged.left} = {judged.right}: {judged.told()}")
    problems = tuple(_conflicts(joined))
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(nodes)):
        groups[joined.root(at)].append(at)
    made = (_entity([nodes[i] for i in g], [w for i in g for w in why[i]]) for g in groups.values())
    return tuple(sorted(made, key=lambda e: (e.kind, e.name, e.id))), problems


def _same_code(nodes: Sequence[Node]) -> Iterable[tuple[int, int]]:
    """Pair nodes of one code; a branch with its parent's code is still a unit of its own."""
    first: dict[tuple[str, str], int] = {}
    for at, node in enumerate(nodes):
        unit = parts_of(node.key).unit
        for code in sorted(node.codes):
            if (code, unit) in first:
                yield first[code, unit], at
            else:
                first[code, unit] = at


def _meant(nodes: Sequence[Node], words: str) -> list[int]:
    """Find the nodes a judgement's words name: a spelling, or a spelling in one document."""
    name, _, digest = words.partition("#")
    key = parts_of(name).name
    return [
        at
        for at, node in enumerate(nodes)
        if (node.key in (key, name) or any(m.name == name for m in node.members))
        and (not digest or any(m.digest.startswith(digest) for m in node.members))
    ]


def _conflicts(joined: Joined) -> Iterable[Problem]:
    """Tell where other judgements or codes would join what was judged different."""
    for judged in joined.refused:
        yield Problem(
            CONFLICT,
            "error",
            f"{judged.left} and {judged.right} were judged different, yet other judgements"
            " join them; they are kept apart.",
            "Take one of the judgements back: judge the pair anew.",
        )


def _entity(nodes: Sequence[Node], why: Iterable[str]) -> Entity:
    members = [m for n in nodes for m in n.members]
    names = sorted({m.name for m in members})
    codes = sorted({m.code for m in members if m.code})
    split = min(m.digest for m in members) if any(n.split for n in nodes) else ""
    told = "|".join((nodes[0].kind, names[0], split))
    return Entity(
        id=hashlib.sha256(told.encode()).hexdigest()[:_ID],
        kind=nodes[0].kind,
        name=max(names, key=lambda n: (len(n), n)),
        names=tuple(names),
        codes=tuple(codes),
        place=next((m.place for m in members if m.place), ""),
        facts=tuple(sorted({m.fact_id for m in members})),
        reasons=tuple(why),
    )
