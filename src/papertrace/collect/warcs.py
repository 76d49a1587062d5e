"""Writes what was asked and answered as a web archive (WARC 1.1), every byte as on the line.

Records stand in the order of the questions: request, response, and a record of what is known of the
line (address, certificate, times). Nothing tells who asked or on which machine.
"""

from __future__ import annotations

import base64
import hashlib
import io
import platform
import re
import ssl
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import papertrace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.collect.fetching import Exchange

VERSION: Final = "WARC/1.1"
USE: Final = "WARC-Papertrace-Use"
"""Header of what is no document of its own: furniture (styles, scripts, small pictures), step (a
redirect), refusal (an error's page), rules (robots.txt) or picture (of the page, made here)."""
_FIELDS: Final = "application/warc-fields"
_CUT: Final = {"slow": "time", "silent": "time", "too-long": "length", "broken": "disconnect"}
_END: Final = re.compile(rb"\r?\n\r?\n")
"""Where a head ends; some servers end their lines with a newline alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange to be written, and what it is of no use for as a document."""

    exchange: Exchange
    use: str = ""
    """'' for a document of its own; else as behind `USE`."""
    via: str = ""
    """The address whose page or redirect led here."""


@dataclass(frozen=True, slots=True)
class Made:
    """Something that was made of a page here: a picture of it, its text after its scripts."""

    name: str
    """Its address in the archive, urn:..."""
    kind: str
    data: bytes
    use: str = ""
    """'' for a document of its own; else as behind `USE`."""


def warc_of(entries: Iterable[Entry], robots: str, made_here: Iterable[Made] = ()) -> bytes:
    """Give a web archive, compressed record by record; `robots` says which rules were kept."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    told = {
        "software": f"papertrace/{papertrace.__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": robots,
        "runtime": f"Python {platform.python_version()}, {ssl.OPENSSL_VERSION}",
    }
    info = _id()
    head = {"WARC-Type": "warcinfo", "WARC-Record-ID": info, "Content-Type": _FIELDS}
    first = True
    for entry in entries:
        if first:
            head["WARC-Date"] = _date(entry.exchange.at)
            writer.write_record(_record(head, _fields(told)))
            first = False
        for made in _records(entry, info):
            writer.write_record(made)
    for one in made_here:
        own = {"WARC-Type": "resource", "WARC-Record-ID": _id(), "WARC-Target-URI": one.name}
        own |= {"WARC-Date": head["WARC-Date"], "WARC-Warcinfo-ID": info}
        own |= {USE: one.use} if one.use else {}
        writer.write_record(_record(own, one.data, one.kind))
    return out.getvalue()


def digest_of(data: bytes) -> str:
    """Give a digest as web archives write it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def _records(entry: Entry, info: str) -> Iterator[ArcWarcRecord]:
    one = entry.exchange
    answer = _id()
    shared = {
        "WARC-Date": _date(one.at),
        "WARC-Target-URI": one.address.text,
        "WARC-Warcinfo-ID": info,
    }
    if one.line and one.line.ip:
        shared["WARC-IP-Address"] = one.line.ip
    about = {"WARC-Concurrent-To": answer}
    if one.response:
        own = {"WARC-Type": "response", "WARC-Record-ID": answer, **shared}
        if one.trouble:
            own["WARC-Truncated"] = _CUT.get(one.trouble, "unspecified")
        if entry.use:
            own[USE] = entry.use
        yield _record(own, one.response, "application/http; msgtype=response")
    if one.request:
        own = {"WARC-Type": "request", "WARC-Record-ID": _id(), **shared}
        own |= about if one.response else {}
        yield _record(own, one.request, "application/http; msgtype=request")
    own = {"WARC-Type": "metadata", "WARC-Record-ID": _id(), **shared}
    own |= about if one.response else {}
    yield _record(own, _fields(_facts(entry)), _FIELDS)


def _facts(entry: Entry) -> Mapping[str, str]:
    """Give what is known of an exchange beside its bytes."""
    one, line = entry.exchange, entry.exchange.line
    told = {"fetchTimeMs": str(round(one.seconds * 1000)), "via": entry.via}
    told |= {"trouble": one.trouble, "trouble-said": one.said}
    if line:
        told |= {
            "proxy": line.proxy,
            "tls-version": line.tls,
            "tls-cipher": line.cipher,
            "tls-certificate-sha256": line.fingerprint,
            "tls-certificate": base64.b64encode(line.certificate).decode(),
            "tls-flaw": line.flaw,
        }
    return told


def _fields(told: Mapping[str, str]) -> bytes:
    lines = [f"{name}: {' '.join(value.split())}\r\n" for name, value in told.items() if value]
    return "".join(lines).encode()


def _record(head: Mapping[str, str], block: bytes, kind: str = "") -> ArcWarcRecord:
    """Make a record whose block is written as it is; the library would write HTTP heads anew."""
    payload = block
    if kind.startswith("application/http"):
        end = _END.search(block)
        payload = block[end.end() :] if end else b""
    digests = {"WARC-Block-Digest": digest_of(block), "WARC-Payload-Digest": digest_of(payload)}
    every = [*head.items(), *digests.items()]
    return ArcWarcRecord(
        "warc",
        head["WARC-Type"],
        StatusAndHeaders("", every, protocol=VERSION),
        io.BytesIO(block),
        None,
        kind or head["Content-Type"],
        len(block),
    )


def _id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _date(at: str) -> str:
    return at.replace("+00:00", "Z")
