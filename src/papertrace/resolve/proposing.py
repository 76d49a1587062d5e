"""Pairs of names that a person should look at, best first. Nothing is joined here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from papertrace.model import Proposal
from papertrace.resolve.naming import parts_of
from papertrace.resolve.scoring import PROPOSED, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.resolve.joining import Node
    from papertrace.resolve.verdicts import Verdicts

_UNPLACED = "The name stands in several documents, without place, code or address to tell by."
_MOST = 400
"""A block of more names than these is too common to say anything."""


def proposals(nodes: Sequence[Node], verdicts: Verdicts) -> tuple[Proposal, ...]:
    """Give the pairs of organisations, not yet judged, that may be one."""
    found: dict[tuple[str, str], Proposal] = {}
    for one, other in _pairs([n for n in nodes if n.kind == "organisation"]):
        if one.key == other.key:  # one question for a name, in however many documents it stands
            left = right = min(m.name for m in (*one.members, *other.members))
        else:
            left, right = sorted((one.ref, other.ref))
        if one is other or (left, right) in found or verdicts.settled(left, right):
            continue
        told = likeness(one.key, other.key)
        conflict = one.codes and other.codes and not one.codes & other.codes
        if told.score >= PROPOSED and not conflict:
            reason = _UNPLACED if left == right else told.reason
            found[left, right] = Proposal("same", left, right, told.score, (reason,))
    return tuple(sorted(found.values(), key=lambda p: (-p.score, p.left, p.right)))


def _pairs(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in _keys(node.key):
            blocks[key].append(node)
    for block in blocks.values():
        if len(block) <= _MOST:
            for at, one in enumerate(block):
                for other in block[at + 1 :]:
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
