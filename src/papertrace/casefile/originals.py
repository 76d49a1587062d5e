"""Checks the archive: every captured document's bytes, and that nothing else lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.casefile import disk
from papertrace.casefile.items import Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from papertrace.casefile.archive import Archive
    from papertrace.casefile.chain import Chain

_LATER = "A write is going on or was interrupted; the next `papertrace add` clears up."


def check_originals(
    archive: Archive, chain: Chain, hanging: Callable[[str], str]
) -> Iterator[Item]:
    """Re-read every byte of the archive; `hanging` says what hangs on a document by its digest."""
    # Files first, captures last: what is being added meanwhile is then in one of the lists.
    stored = list(archive.files())
    leftovers = archive.leftovers()
    coming = {p.name.removeprefix(disk.INCOMING) for p in leftovers}
    for held in sorted(chain.ledger.held.values(), key=lambda h: (h.name, h.digest)):
        trouble = _trouble(archive, held.digest)
        if trouble:
            message = f"{trouble} {hanging(held.digest)}"
            yield Item("archive", held.name, "broken", message)
        else:
            yield Item("archive", held.name, "sound", f"{held.size} bytes, {held.digest[:12]}.")
    yield from _readings(archive, chain)
    for path, digest in stored:
        if digest is None or not (chain.ledger.stores(digest) or digest in coming):
            yield _unexpected(archive.folder, path, digest, chain)
    for path in leftovers:
        yield Item("archive", path.name[:24], "sound", _LATER)


def _readings(archive: Archive, chain: Chain) -> Iterator[Item]:
    """Re-read every recorded reading."""
    for digest, every in sorted(chain.ledger.readings.items()):
        held = chain.ledger.held.get(digest)
        for made in every:
            name = f"reading {made.sha256[:12]} of {held.name if held else digest[:12]}"
            trouble = _trouble(archive, made.sha256).replace("The original", "The recorded reading")
            if trouble:
                yield Item("archive", name, "broken", f"{trouble} What was read rests on it.")
            else:
                yield Item("archive", name, "sound", f"{made.size} bytes, {made.processor}.")


def _trouble(archive: Archive, digest: str) -> str:
    try:
        found = archive.hash_of(digest)
    except FileNotFoundError:
        return "The original is missing."
    except OSError as error:
        return f"The original cannot be read: {error.strerror or error}."
    return "" if found == digest else f"The original was changed: it is now {found[:12]}."


def _unexpected(folder: Path, path: Path, digest: str | None, chain: Chain) -> Item:
    name = path.relative_to(folder).as_posix()
    if digest is None:
        return Item("archive", name, "broken", "This file does not belong in an archive.")
    if not chain.readable:
        message = "The log cannot be read, so nobody can say when this was captured."
        return Item("archive", name, "could-not-be-checked", message)
    return Item("archive", name, "broken", "No capture of this file is in the log.")
