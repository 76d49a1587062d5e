"""Destroys documents: their bytes, all that was made of them, and what the log says of them.

The chain of the log stays whole: an entry keeps its keyed commitment and loses its content, and a
signed entry says that it did, when and why. What cannot be destroyed here (copies on other disks,
blocks that the disk has not written over yet) is not pretended to be gone. An interrupted run is
finished by repeating it: the log forgets last.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.casefile import disk
from papertrace.casefile.log import canonical
from papertrace.casefile.seals import SEAL, STAMP
from papertrace.casefile.trouble import plainly
from papertrace.errors import CaseBusy, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile.case import Case
    from papertrace.casefile.keys import SigningKey
    from papertrace.casefile.ledger import Held
    from papertrace.casefile.log import LogEntry

MEMBER = "member of "
"""How the source of a member's capture begins; its container's digest follows."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_HEX = re.compile(r"[0-9a-f]{8,64}")
_NAMED = 4
"""A name of fewer characters is not looked for in judgements."""
_READ = "Another process is reading this case, and would keep what is to go."
_KEPT = frozenset({"case", "key", "confirmation", "expunge", "veil", SEAL, STAMP})
"""Kinds that tell of no document: seals stand on commitments, which stay."""


@dataclass(frozen=True, slots=True)
class Doom:
    """What goes with one document."""

    documents: tuple[Held, ...]
    """It, what lies in it, and what it lies in; it first."""
    entries: tuple[int, ...]
    """Seqs of the entries that lose their content."""
    files: tuple[str, ...]
    """Digests of the files of the archive that go: originals, recorded readings, recordings."""
    facts: frozenset[str]
    """Ids of all facts that were read from them or decided on."""

    @property
    def digests(self) -> frozenset[str]:
        """Give the digests of its documents."""
        return frozenset(h.digest for h in self.documents)


def doom_of(case: Case, wanted: Held) -> Doom:
    """Find all that would be destroyed with a document; nothing is touched.

    What lies in it goes with it, unless it was captured elsewhere, too; what it lies in goes,
    since its bytes hold it.
    """
    digests = _with_it(case, wanted.digest)
    held = case.ledger().held
    facts = {f.id for d in digests for f in case.derived.facts(digest=d)}
    facts |= {d.fact_id for d in case.decisions() if d.digest in digests}
    entries, files = _entries(case, digests, facts)
    named = sorted((held[d] for d in digests if d in held), key=lambda h: h.digest != wanted.digest)
    return Doom(tuple(named), tuple(entries), tuple(sorted(files)), frozenset(facts))


def expunge(case: Case, doom: Doom, reason: str, key: SigningKey) -> tuple[str, ...]:
    """Destroy it, the log last; gives what is left to be done, in sentences.

    UsageError without a reason, UnknownKey; CaseBusy where somebody reads the case, NotPreserved
    where the disk refuses: repeat it then.
    """
    if not reason.strip():
        msg = "What is destroyed is destroyed for a reason, which stays in the log."
        raise UsageError(msg, remedy="--reason 'why', without saying what the document was")
    left = []
    with case.lock(), plainly("the case"):
        case.introduce(key.key())
        if not case.derived.destroy(sorted(doom.digests)):
            raise CaseBusy(_READ)
        case.index.remove()
        case.vectors.remove()
        for digest in doom.files:
            _remove(case, digest)
        body = {"entries": list(doom.entries), "reason": reason}
        case.log.destroy(doom.entries, body, key)
        if not case.log.fold():
            left.append("Another process reads the log: its write-ahead file goes when that ends.")
        case.sound_log()
    return tuple(left)


def _remove(case: Case, digest: str) -> None:
    path = case.archive.path(digest)
    disk.remove(path)
    with contextlib.suppress(OSError):  # others lie there, or it was never made
        path.parent.rmdir()
    disk.sync_folder(case.archive.folder)


def _with_it(case: Case, wanted: str) -> frozenset[str]:
    """Give the digests that go: it, what lies in it alone, and whatever it lies in."""
    lies_in: dict[str, set[str]] = {}
    for capture in case.captures():
        lies_in.setdefault(capture.digest, set()).add(
            capture.source.removeprefix(MEMBER) if capture.source.startswith(MEMBER) else ""
        )
    doomed, grown = {wanted}, True
    while grown:
        inner = {d for d, outer in lies_in.items() if d not in doomed and outer <= doomed}
        grown, doomed = bool(inner), doomed | inner
    waiting = list(doomed)
    while waiting:
        outer = {o for o in lies_in.get(waiting.pop(), ()) if o and o not in doomed}
        doomed |= outer
        waiting += outer
    return frozenset(doomed)


def _entries(case: Case, digests: frozenset[str], facts: set[str]) -> tuple[list[int], set[str]]:
    """Give the entries that lose their content, and the archive's files that go with them."""
    every = [e for e in case.entries() if e.body and e.kind not in _KEPT]
    words = _words(case, digests)
    tokens = digests | facts
    elsewhere = _captured_elsewhere(every, digests)
    doomed: set[int] = set()
    addresses: set[object] = set()
    while True:  # an entry about a doomed entry is doomed, too: the second reading of a translation
        before = len(doomed)
        for e in every:
            if e.seq in doomed or _about_another(e, digests, elsewhere):
                continue
            address = e.body.get("address")
            tied = not tokens.isdisjoint(_DIGEST.findall(canonical(e.body)))
            if tied or address in addresses or _judges(e, tokens, words):
                doomed.add(e.seq)
                addresses |= {address} if isinstance(address, str) else set()
                if e.kind not in ("capture", "repair"):
                    tokens |= {e.hash}
        if len(doomed) == before:
            break
    told = {e.seq: set(_DIGEST.findall(canonical(e.body))) for e in every}
    kept = {d for e in every if e.seq not in doomed for d in told[e.seq] - digests}
    named = {d for seq in doomed for d in told[seq]} - kept
    return sorted(doomed), {d for d in named | digests if case.archive.path(d).is_file()}


def _captured_elsewhere(every: Iterable[LogEntry], digests: frozenset[str]) -> set[str]:
    """Give the documents that have a capture which names no doomed container."""
    captured = [e for e in every if e.kind == "capture"]
    return {
        str(e.body["digest"])
        for e in captured
        if str(e.body.get("source", "")).removeprefix(MEMBER) not in digests
    }


def _about_another(entry: LogEntry, digests: frozenset[str], elsewhere: set[str]) -> bool:
    """Say whether an entry is about a document that stays, and the only one that tells of it."""
    about = entry.body.get("digest")
    if not isinstance(about, str) or about in digests:
        return False
    return entry.kind not in ("capture", "repair") or about not in elsewhere


def _words(case: Case, digests: frozenset[str]) -> frozenset[str]:
    """Give names and values that stand in no document that stays."""
    own: set[str] = set()
    others: set[str] = set()
    for fact in case.derived.facts():
        told = own if fact.digest in digests else others
        told.update(w for v in fact.fields.values() for w in (v.value, v.written))
    for one in case.documents():
        (own if one.digest in digests else others).update(one.names)
    return frozenset(w for w in own - others if len(w) >= _NAMED)


def _judges(entry: LogEntry, tokens: Iterable[str], words: frozenset[str]) -> bool:
    """Say whether a judgement is about it, by name, by a value, or by a short id."""
    if entry.kind != "judgement":
        return False
    return any(_means(w, tokens, words) for w in _things(entry))


def _things(entry: LogEntry) -> Iterator[str]:
    yield from (str(entry.body.get(name, "")) for name in ("subject", "other"))


def _means(told: str, tokens: Iterable[str], words: frozenset[str]) -> bool:
    if told in words:
        return True
    return bool(_HEX.fullmatch(told.lower())) and any(t.startswith(told.lower()) for t in tokens)
