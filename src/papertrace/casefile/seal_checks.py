"""Checks the seals of a case, their stamps, and receipts that were kept elsewhere.

What cannot be tested (no stamp yet, no certificate named) is told as such, never as sound.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from papertrace.casefile import stamps
from papertrace.casefile.items import Item
from papertrace.casefile.log import LogEntry, opened
from papertrace.casefile.seals import RECEIPT, SEAL, STAMP, STORED, Stamped, seal_of, trees_of
from papertrace.casefile.seals import stamped as stamps_in
from papertrace.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from papertrace.casefile.items import State
    from papertrace.casefile.log import Row
    from papertrace.casefile.seals import Seal

_WHAT = "seal"


def check_seals(rows: Sequence[Row], receipts: Iterable[str] = ()) -> Iterator[Item]:
    """Make every seal anew from the log's rows, test its stamps, then test receipts (JSON)."""
    every: list[Stamped] = []
    sealed: list[Seal] = []
    for row in rows:
        if row.kind not in (SEAL, STAMP) or row.body is None:
            continue
        try:
            if row.kind == SEAL:
                sealed.append(seal_of(opened(row)))
            else:
                every += stamps_in([opened(row)])
        except (ValueError, AttributeError):
            message = f"Entry {row.seq} does not hold what a {row.kind} holds."
            yield Item(_WHAT, f"entry {row.seq}", "broken", message)
    trees = trees_of(rows, [seal.upto for seal in sealed])
    for seal in sealed:
        yield from _one(seal, trees, [one for one in every if one.seal == seal.id])
    last = max((seal.upto for seal in sealed), default=0)
    new = sum(1 for row in rows if row.seq > last and row.kind in STORED)
    if last and new:
        message = f"{new} files came after the last seal: `papertrace seal`."
        yield Item(_WHAT, "since then", "could-not-be-checked", message)
    for text in receipts:
        yield from _receipt(text, rows, {seal.id: seal for seal in sealed}, every)


def _one(
    seal: Seal, trees: Mapping[int, tuple[str, int, str]], own: Sequence[Stamped]
) -> Iterator[Item]:
    """Check one seal against the log's tree up to it, and each of its stamps."""
    name = f"of {seal.at[:19]}"
    if trees.get(seal.upto) != (seal.root, seal.originals, seal.head):
        message = "What the case holds up to then is not what was sealed."
        yield Item(_WHAT, name, "broken", message)
    else:
        message = f"{seal.originals} stored files and the log up to entry {seal.upto}."
        yield Item(_WHAT, name, "sound", message)
    if not own:
        message = "No authority has stamped it: nothing outside shows when it was made."
        yield Item(_WHAT, name, "could-not-be-checked", message)
    for one in own:
        yield _stamp(f"{name}, {one.authority}", one, seal.message)


def _stamp(name: str, one: Stamped, message: bytes) -> Item:
    try:
        roots = stamps.certificates(one.roots) if one.roots else []
        made = stamps.proved(one.answer, message, roots)
    except stamps.BadStamp as error:
        return Item(_WHAT, name, "broken", f"The time-stamp does not hold: {error}.")
    state: State = "sound" if made.trusted else "could-not-be-checked"
    untested = "" if made.trusted else " No certificate was named by which to test its signature."
    return Item(_WHAT, name, state, f"It was there no later than {made.at}.{untested}")


def read_receipt(path: Path) -> str:
    """Read a receipt; UsageError."""
    try:
        text = path.read_text("utf-8")
        right = json.loads(text).get("what") == RECEIPT
    except (OSError, ValueError, AttributeError):
        right = False
    if not right:
        msg = f"{path.name} is no receipt of a seal."
        raise UsageError(msg, remedy="`papertrace seal --receipt FILE` writes one.")
    return text


def _receipt(
    text: str, rows: Sequence[Row], known: Mapping[str, Seal], logged: Sequence[Stamped]
) -> Iterator[Item]:
    """Check a receipt: its seal made anew from the log, its place in it, its own stamps."""
    told: dict[str, Any] = json.loads(text)
    name = f"receipt of {str(told.get('at', ''))[:19]}"
    try:
        seal = seal_of(LogEntry(0, str(told["at"]), "", SEAL, str(told["seal"]), told))
        own = [
            Stamped(
                seal.id,
                str(one["authority"]),
                base64.b64decode(str(one["answer"]), validate=True),
                str(one.get("roots", "")),
            )
            for one in told["stamps"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        yield Item(_WHAT, name, "broken", "The receipt does not hold what a receipt holds.")
        return
    if not rows or told.get("case") != rows[0].hash:
        yield Item(_WHAT, name, "broken", "It is the receipt of another case, or its log is.")
        return
    if seal.id not in known:
        message = "The log was cut or replaced: the seal that the receipt names is not in it."
        yield Item(_WHAT, name, "broken", message)
    elif known[seal.id] != seal or not all(one in logged for one in own):
        yield Item(_WHAT, name, "broken", "The receipt says otherwise than the log's own entries.")
    for item in _one(seal, trees_of(rows, [seal.upto]), own):
        yield Item(item.what, item.name.replace("of", name, 1), item.state, item.message)
