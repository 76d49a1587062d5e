"""A tree of sha256 over leaves in order, as RFC 6962 has it: one root stands for all of them.

Leaves and nodes are told apart, so no leaf can pass for a node. It knows bytes alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAF, _NODE = b"\x00", b"\x01"


@dataclass(slots=True)
class Tree:
    """A tree that grows leaf by leaf."""

    size: int = 0
    _stack: list[tuple[int, bytes]] = field(default_factory=list)
    """Whole subtrees (height, root), the highest first."""

    def add(self, leaf: bytes) -> None:
        """Add the next leaf."""
        height, told = 0, hashlib.sha256(_LEAF + leaf).digest()
        while self._stack and self._stack[-1][0] == height:
            told = hashlib.sha256(_NODE + self._stack.pop()[1] + told).digest()
            height += 1
        self._stack.append((height, told))
        self.size += 1

    def root_with(self, last: bytes) -> bytes:
        """Give the root of the leaves so far and one more, which is not kept."""
        grown = Tree(self.size, list(self._stack))
        grown.add(last)
        told = b""
        for _, one in reversed(grown._stack):
            told = hashlib.sha256(_NODE + one + told).digest() if told else one
        return told


def path_of(leaves: Sequence[bytes], at: int) -> tuple[tuple[str, str], ...]:
    """Give the siblings of one leaf upwards, as (side on which it stands, hash in hex)."""
    level = [hashlib.sha256(_LEAF + leaf).digest() for leaf in leaves]
    found = []
    while len(level) > 1:
        beside = at ^ 1
        if beside < len(level):
            found.append(("left" if beside < at else "right", level[beside].hex()))
        pairs = zip(level[::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []
        level = [hashlib.sha256(_NODE + a + b).digest() for a, b in pairs] + odd
        at //= 2
    return tuple(found)
