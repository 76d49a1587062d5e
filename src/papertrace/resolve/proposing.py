"""Pairs of names that a person should look at, best first. Nothing is joined here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from papertrace.model import Proposal
from papertrace.resolve.naming import parts_of
from papertrace.resolve.scoring import EQUAL, PROPOSED, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.resolve.joining import Node
    from papertrace.resolve.verdicts import Verdicts

_UNPLACED = "The name stands in several documents, without place, code or address to tell by."
_MOST = 100
"""Among more names than these a shared word says little."""
_NEXT = 10
"""So many neighbours, by letters, are looked at where a word is that common."""


def proposals(nodes: Sequence[Node], verdicts: Verdicts) -> tuple[Proposal, ...]:
    """Give the pairs of organisations, not yet judged, that may be one."""
    named: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind == "organisation":
            named[node.key].append(node)
    found = {(p.left, p.right): p for some in named.values() for p in _unplaced(some, verdicts)}
    for one, other in _pairs([some[0] for some in named.values()]):
        left, right = sorted((one.ref, other.ref))
        if (left, right) in found or verdicts.settled(left, right):
            continue
        told = likeness(one.key, other.key)
        if told.score >= PROPOSED and not _contradict(one, other):
            found[left, right] = Proposal("same", left, right, told.score, (told.reason,))
    return tuple(sorted(found.values(), key=lambda p: (-p.score, p.left, p.right)))


def _unplaced(some: Sequence[Node], verdicts: Verdicts) -> Iterator[Proposal]:
    """Ask one question for a name, in however many documents it stands."""
    if len(some) > 1 and len({code for node in some for code in node.codes}) <= 1:
        name = min(m.name for node in some for m in node.members)
        if not verdicts.settled(name, name):
            yield Proposal("same", name, name, EQUAL, (_UNPLACED,))


def _contradict(one: Node, other: Node) -> bool:
    return bool(one.codes and other.codes and not one.codes & other.codes)


def _pairs(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Pair names that share a word; of very many, each with the next few in order."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in sorted(_keys(node.key)):
            blocks[key].append(node)
    for block in blocks.values():
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + (_MOST if len(block) <= _MOST else _NEXT)]:
                yield one, other


def _keys(name: str) -> set[str]:
    """Give the words under which names that may be one meet."""
    parts = parts_of(name)
    keys = {f"name {parts.name}", *(f"name {f}" for f in parts.former)}
    if parts.latin:
        keys.add(f"latin {parts.latin}")
    if parts.trade:
        keys.add(f"trade {parts.trade[-2:]}")
    elif parts.places:
        keys |= {f"place {code} {parts.line[-1:]}" for code in parts.places}
    return keys
