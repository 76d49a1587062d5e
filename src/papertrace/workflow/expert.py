"""Expert editions of bundle and web archive: with originals, and only ever encrypted.

Each is one new file under age, for the people named: a tar of the bundle, or the web archive.
Nothing of it touches a disk before it is encrypted, nothing else in papertrace writes it, and it is
read back before it gets its name.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from papertrace.casefile import disk, numbering, seal_proofs, sealed
from papertrace.casefile.archive import discard
from papertrace.casefile.crates import Drawn, tar_of
from papertrace.casefile.sealing import seal
from papertrace.casefile.trouble import plainly
from papertrace.errors import BackupUnusable, UsageError
from papertrace.publish import bundle, wacz, wacz_expert
from papertrace.publish.bundle import NAME, SIGNED
from papertrace.publish.commitments import veil_of
from papertrace.publish.kept import ORIGINALS, Kept
from papertrace.workflow.fetched import by_document
from papertrace.workflow.unpacking import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Publication


EDITIONS = (NAME, wacz.NAME)
"""Formats that have an expert edition."""


def numbered(case: Case, told: Publication) -> Publication:
    """Give a publication the number behind that of the case's newest bundle."""
    number, previous = numbering.newest(case)
    return replace(told, number=number + 1, previous=previous)


def write_expert(
    case: Case, told: Publication, out: Path, form: str, by: SigningKey | None, to: list[object]
) -> list[str]:
    """Write the expert edition of a format encrypted to `to`; gives the names of the files in it.

    The bundle needs `by`, the publisher's key. UsageError where `out` is taken; NotPreserved where
    the disk refuses; CaseTampered where an original is not what was recorded; BackupUnusable where
    it does not read back.
    """
    if out.exists():
        msg = f"There is something at {out} already."
        raise UsageError(msg, remedy="Name a new file.")
    told = numbered(case, told)
    secret, public = sealed.fresh()
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    written: dict[str, str] = {}

    def noted() -> Iterator[tuple[str, bytes]]:
        for name, data in _files(told, tuple(_kept(case, told)), form, by):
            if by is not None and form == NAME and name == SIGNED:
                numbering.note(case, told.number, hashlib.sha256(data).hexdigest(), by)
            written[name] = hashlib.sha256(data).hexdigest()
            yield name, data

    single = form == wacz.NAME
    with plainly(out.name):
        try:
            drawn = (data for _, data in noted()) if single else tar_of(noted())
            sealed.encrypt(Drawn(drawn), part, [*to, public])
            if _read_back(part, secret, *(written if single else ())) != written:
                msg = "What was written does not read back."
                raise BackupUnusable(msg, remedy="Report it: nothing was kept.")
            if not disk.link(part, out):
                disk.move(part, out)
            disk.sync_folder(out.absolute().parent)
        finally:
            discard(part)
    return sorted(written)


def _files(
    told: Publication, kept: tuple[Kept, ...], form: str, by: SigningKey | None
) -> Iterator[tuple[str, bytes]]:
    for name, data in (wacz_expert if form == wacz.NAME else bundle).files(told, kept):
        yield name, data
        if by is not None and form == NAME and name == SIGNED:
            yield f"{name}.sig", seal(by, data, f"papertrace-{NAME}").encode()


def _read_back(part: Path, secret: object, single: str = "") -> dict[str, str]:
    """Give the digests of what can be opened: of a tar's members, or of the one file `single`."""
    found = {}
    if single:
        with sealed.decrypted(part, [secret]) as stream:
            whole = hashlib.sha256(stream.read())
        return {single: whole.hexdigest()}
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
        path = f"{ORIGINALS}{digest}"
        yield Kept(path, digest, held[digest].size, lambda d=digest: case.original(d))  # type: ignore[misc]  # its default is the loop's
    yield _text("data/captures.json", _captures(case, told, digests))
    yield _text("data/openings.json", _openings(case, told))


def _text(path: str, told: object) -> Kept:
    data = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    return Kept(path, hashlib.sha256(data).hexdigest(), len(data), lambda: data)


def _openings(case: Case, told: Publication) -> dict[str, dict[str, str]]:
    """Give what shows of each original that it is the document of the public edition."""
    veil, captured = (
        veil_of(told),
        seal_proofs.first_captures(case, {h.digest for h in told.holdings}),
    )
    return {
        veil.document(digest): {
            "sha256": digest,
            "opening": veil.opening(digest),
            "salt": row.salt.hex() if row.salt else "",
            "entry": row.body or "",
        }
        for digest, row in sorted(captured.items())
    }


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
