"""The expert edition of the evidence bundle: with originals, and only ever encrypted.

It is one new file, a tar under age, for the people named. Nothing of it touches a disk before it is
encrypted, nothing else in papertrace writes it, and it is read back before it gets its name.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import tarfile
from typing import TYPE_CHECKING, Any

from papertrace.casefile import disk, sealed
from papertrace.casefile.archive import discard
from papertrace.casefile.crates import Drawn, tar_of
from papertrace.casefile.sealing import seal
from papertrace.casefile.trouble import plainly
from papertrace.errors import BackupUnusable, UsageError
from papertrace.publish.bundle import NAME, SIGNED, Kept, files
from papertrace.workflow.fetched import by_document
from papertrace.workflow.unpacking import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Publication


def write_expert(
    case: Case, told: Publication, out: Path, by: SigningKey, to: list[object]
) -> list[str]:
    """Write the expert edition encrypted to `to`; gives the names of the files in it.

    UsageError where `out` is taken; NotPreserved where the disk refuses; CaseTampered where an
    original is not what was recorded; BackupUnusable where it does not read back.
    """
    if out.exists():
        msg = f"There is something at {out} already."
        raise UsageError(msg, remedy="Name a new file.")
    secret, public = sealed.fresh()
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    written: dict[str, str] = {}

    def noted() -> Iterator[tuple[str, bytes]]:
        for name, data in _signed(told, tuple(_kept(case, told)), by):
            written[name] = hashlib.sha256(data).hexdigest()
            yield name, data

    with plainly(out.name):
        try:
            sealed.encrypt(Drawn(tar_of(noted())), part, [*to, public])
            if _read_back(part, secret) != written:
                msg = "What was written does not read back."
                raise BackupUnusable(msg, remedy="Report it: nothing was kept.")
            if not disk.link(part, out):
                disk.move(part, out)
            disk.sync_folder(out.absolute().parent)
        finally:
            discard(part)
    return sorted(written)


def _signed(
    told: Publication, kept: tuple[Kept, ...], by: SigningKey
) -> Iterator[tuple[str, bytes]]:
    for name, data in files(told, kept):
        yield name, data
        if name == SIGNED:
            yield f"{name}.sig", seal(by, data, f"papertrace-{NAME}").encode()


def _read_back(part: Path, secret: object) -> dict[str, str]:
    found = {}
    with (
        sealed.decrypted(part, [secret]) as stream,
        tarfile.open(fileobj=stream, mode="r|") as packed,
    ):
        for info in packed:
            source = packed.extractfile(info)
            found[info.name] = hashlib.sha256(source.read() if source else b"").hexdigest()
    return found


def _kept(case: Case, told: Publication) -> Iterator[Kept]:
    """Give the originals, what they lie in (web archives, containers), and who did what when."""
    held = case.ledger().held
    digests = _with_containers(case, {h.digest for h in told.holdings})
    for digest in sorted(digests & set(held)):
        path = f"data/originals/{digest}"
        yield Kept(path, digest, held[digest].size, lambda d=digest: case.original(d))  # type: ignore[misc]  # its default is the loop's
    about = (
        json.dumps(_captures(case, told, digests), ensure_ascii=False, indent=1) + "\n"
    ).encode()
    digest = hashlib.sha256(about).hexdigest()
    yield Kept("data/captures.json", digest, len(about), lambda: about)


def _with_containers(case: Case, digests: set[str]) -> set[str]:
    found, grown = set(digests), True
    while grown:
        outer = {
            c.source.removeprefix(MEMBER)
            for c in case.captures()
            if c.digest in found and c.source.startswith(MEMBER)
        }
        grown = not outer <= found
        found |= outer
    return found


def _captures(case: Case, told: Publication, digests: set[str]) -> dict[str, Any]:
    web, facts = by_document(case), {f.id for f in told.facts}
    return {
        "captures": [
            {"sha256": c.digest, "name": c.name, "source": c.source, "at": c.at, "by": c.by,
             "media_type": c.media_type, "bytes": c.size}
            for c in case.captures() if c.digest in digests
        ],
        "web": {d: web[d] for d in sorted(digests) if d in web},
        "decisions": [
            {"id": d.id, "fact": d.fact_id, "verdict": d.verdict, "by": d.reviewer, "at": d.at,
             "reason": d.reason}
            for d in case.decisions() if d.fact_id in facts
        ],
        "keys": [{"id": k.id, "public": k.public, "person": k.person} for k in case.people()],
        "head": case.head(),
    }  # fmt: skip
