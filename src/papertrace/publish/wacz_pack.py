"""Packs records into a web archive (WACZ 1.1.1): WARC, index, list of pages, manifest, digests.

The same records give the same bytes. It decides nothing about what is in a record.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.model import Publication

_WARC = "archive/pages.warc.gz"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """What is replayed at one address."""

    address: str
    at: str
    """UTC, ISO 8601, without a part of a second."""
    title: str
    media_type: str
    data: bytes


def written(told: object) -> str:
    """Give JSON, sorted and with a line's end."""
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def packed(
    publication: Publication,
    records: Sequence[Record],
    more: Sequence[tuple[str, bytes]],
    about: Mapping[str, Any],
) -> bytes:
    """Give the whole archive; `more` are further files, `about` goes into the manifest."""
    warc, index = _archived(publication, records, str(about["note"]))
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})]
    lines += [
        json.dumps(
            {"id": hashlib.sha256(r.data).hexdigest()[:16], "url": r.address, "ts": r.at,
             "title": r.title},
            ensure_ascii=False,
        )
        for r in records
    ]  # fmt: skip
    parts = [
        (_WARC, warc),
        ("indexes/index.cdx.gz", index),
        ("pages/pages.jsonl", ("\n".join(lines) + "\n").encode()),
        *more,
    ]
    told = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": publication.title,
        "created": publication.at,
        "software": f"papertrace {publication.version}",
        **{f"papertrace:{name}": told for name, told in about.items()},
        "resources": [
            {"name": path.rpartition("/")[2].lower(), "path": path, "hash": _hash(data),
             "bytes": len(data)}
            for path, data in parts
        ],
    }  # fmt: skip
    package = written(told).encode()
    sealed = written({"path": "datapackage.json", "hash": _hash(package)}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for path, data in (*parts, ("datapackage.json", package),
                           ("datapackage-digest.json", sealed)):  # fmt: skip
            packed.writestr(zipfile.ZipInfo(path, _EPOCH), data)
    return out.getvalue()


def _hash(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _archived(
    publication: Publication, records: Sequence[Record], note: str
) -> tuple[bytes, bytes]:
    """Give the WARC, a gzip member a record, and its index, sorted."""
    about = (
        f"software: papertrace {publication.version}\r\nformat: WARC File Format 1.1\r\n"
        f"description: {note}\r\n"
    )
    at = publication.at[:19] + "Z"
    info = Record("", at, "", "application/warc-fields", about.encode())
    out, rows = io.BytesIO(), []
    out.write(_zipped(_head(info, "warcinfo") + info.data + b"\r\n\r\n"))
    for one in records:
        offset = out.tell()
        out.write(_zipped(_head(one, "resource") + one.data + b"\r\n\r\n"))
        told = {
            "url": one.address,
            "mime": one.media_type,
            "status": "200",
            "digest": _hash(one.data),
            "length": str(out.tell() - offset),
            "offset": str(offset),
            "filename": _WARC.rpartition("/")[2],
        }
        stamp = "".join(c for c in one.at if c.isdigit())
        rows.append(f"{_surt(one.address)} {stamp} {json.dumps(told)}\n")
    return out.getvalue(), _zipped("".join(sorted(rows)).encode())


def _head(record: Record, kind: str) -> bytes:
    digest = hashlib.sha256(record.data).digest()
    target = f"WARC-Target-URI: {quote(record.address, safe=_PLAIN)}\r\n" if record.address else ""
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {record.at}\r\n"
        f"WARC-Record-ID: <urn:uuid:{_uuid(digest)}>\r\n"
        f"WARC-Block-Digest: sha256:{base64.b32encode(digest).decode()}\r\n"
        f"Content-Type: {record.media_type}\r\nContent-Length: {len(record.data)}\r\n\r\n"
    ).encode()


_PLAIN = "%/:?#[]@!$&'()*+,;=~-._"


def _uuid(digest: bytes) -> str:
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-8{text[17:20]}-{text[20:32]}"


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _surt(address: str) -> str:
    """Give an address as indexes sort it: the host backwards, then its path."""
    parts = urlsplit(address.lower())
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    asked = f"?{parts.query}" if parts.query else ""
    return f"{host}){parts.path or '/'}{asked}"
