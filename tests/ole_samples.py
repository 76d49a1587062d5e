"""Writes small compound files: header, one table of sectors, directory, streams."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Give a compound file of streams; a folder stands before a stream's name with a slash.

    Streams are padded with NULs to the size from which on they lie in sectors of their own; up to
    128 sectors in all.
    """
    entries: list[tuple[str, int, bytes]] = [("Root Entry", 5, b"")]
    children: dict[str, list[int]] = {"": []}
    for path, data in streams.items():
        folder, _, name = path.rpartition("/")
        if folder not in children:
            children[folder] = []
            children[""].append(len(entries))
            entries.append((folder, 1, b""))
        children[folder].append(len(entries))
        entries.append((name, 2, data))
    count = (len(entries) + 3) // 4
    table = [*range(1, count), _END]
    body, starts = b"", []
    for _, kind, data in entries:
        size = (len(data) + _SECTOR - 1) // _SECTOR
        starts.append(len(table) if kind == 2 and size else _END)
        table += [*range(len(table) + 1, len(table) + size), _END] if size else []
        body += data.ljust(size * _SECTOR, b"\0")
    table.append(_TABLE)
    directory = b"".join(
        _entry(entry, starts[n], _tree(n, entry, entries, children))
        for n, entry in enumerate(entries)
    ).ljust(count * _SECTOR, b"\0")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    )
    head += bytes(10) + struct.pack("<IIIIIIIII", 1, 0, 0, 0, _END, 0, _END, 0, len(table) - 1)
    head = head.ljust(_SECTOR, b"\xff")
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return head + directory + body + sectors


def _tree(
    number: int,
    entry: tuple[str, int, bytes],
    entries: list[tuple[str, int, bytes]],
    children: dict[str, list[int]],
) -> tuple[int, int]:
    """Give the right sibling and the first child: each folder's entries form a chain."""
    name, kind, _ = entry
    right = _FREE
    for below in children.values():
        ordered = sorted(below, key=lambda n: (len(entries[n][0]), entries[n][0].upper()))
        if number in ordered[:-1]:
            right = ordered[ordered.index(number) + 1]
    own = children.get("" if kind == 5 else name, []) if kind != 2 else []
    first = sorted(own, key=lambda n: (len(entries[n][0]), entries[n][0].upper()))
    return right, first[0] if first else _FREE


def _entry(entry: tuple[str, int, bytes], start: int, tree: tuple[int, int]) -> bytes:
    name, kind, data = entry
    raw = name.encode("utf-16-le") + b"\0\0"
    right, child = tree
    told = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, _FREE, right, child)
    return told + bytes(36) + struct.pack("<IQ", start, len(data))
