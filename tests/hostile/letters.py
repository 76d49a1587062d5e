"""Messages and compound files (EML, MHTML, MSG, DOC, XLS) and RTF that loop, lie and nest."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

from format_samples import rtf_text
from hostile import sound
from hostile.biff import book, label, record, xls
from hostile.corpus import (
    DAMAGED,
    IGNORED,
    LIMIT,
    PARTLY,
    READ,
    REFUSED,
    UNKNOWN,
    latin,
    of,
    word,
)
from ole_samples import compound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hostile.corpus import (
        Sample,
    )

_HEAD = "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"


def mails() -> Iterator[Sample]:
    """EML and MHTML."""

    def mail(name: str, rest: str) -> bytes:
        return f"{_HEAD}Subject: {latin(name)}\n{rest}".encode()

    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
    )
    yield of("nested.eml", mail("nested", nested), REFUSED, LIMIT)
    many = (
        'Content-Type: multipart/mixed; boundary="b"\n\n'
        + "--b\nContent-Type: text/plain\n\nx\n" * 4000
    )
    yield of("parts.eml", mail("parts", many), READ, "", latin("parts"))
    attached = 'Content-Type: multipart/mixed; boundary="b"\n\n' + "".join(
        f'--b\nContent-Disposition: attachment; filename="{n}.txt"\n\n{n}\n' for n in range(300)
    )
    yield of("attachments.eml", mail("attachments", attached), READ, "", latin("attachments"))
    same = 'Content-Type: multipart/mixed; boundary="b"\n\n' + "--b\n--b--\n" * 9000
    yield of("boundaries.eml", mail("boundaries", same), READ, "", latin("boundaries"))
    message = "Content-Type: message/rfc822\n\n" * 2000
    yield of("message.eml", mail("message", message), REFUSED, LIMIT)
    yield of(
        "headers.eml",
        mail("headers", "".join(f"X-{n}: y\n" for n in range(60_000)) + "\nx"),
        READ,
        "",
        latin("headers"),
    )
    yield of(
        "long-header.eml",
        mail("long header", f"X-A: {'a ' * 1_000_000}\n\nx"),
        READ,
        "",
        latin("long header"),
    )
    words = "=?utf-8?b?" + base64.b64encode(word("encoded").encode()).decode() + "?="
    yield of("encoded.eml", f"{_HEAD}Subject: {words}\n\nx".encode(), READ, "", word("encoded"))
    yield of(
        "encoded-many.eml",
        f"{_HEAD}Subject: {latin('many words')} {words * 9000}\n\nx".encode(),
        READ,
        "",
        latin("many words"),
    )
    yield of(
        "bad-base64.eml",
        mail("base64", "Content-Transfer-Encoding: base64\n\n!!!!====@@"),
        READ,
        "",
        latin("base64"),
    )
    yield of(
        "bad-quoted.eml",
        mail("quoted", "Content-Transfer-Encoding: quoted-printable\n\n=ZZ=\n=\n" + "=" * 90_000),
        READ,
        "",
        latin("quoted"),
    )
    yield of(
        "uu.eml",
        mail(
            "uu",
            "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 ../../outside.txt\n#0V%T\n`\nend\n",
        ),
        READ,
        "",
        latin("uu"),
    )
    outside = 'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Disposition: attachment; filename="../../../outside.txt"\n\nx\n--b--'
    yield of("outside.eml", mail("outside", outside), READ, "", latin("outside"))
    star = (
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Disposition: attachment; '
        + "".join(f"filename*{n}=a; " for n in range(3000))
        + "\n\nx\n--b--"
    )
    yield of("stars.eml", mail("stars", star), READ, "", latin("stars"))
    yield of(
        "no-boundary.eml",
        mail("no boundary", "Content-Type: multipart/mixed\n\nx"),
        READ,
        "",
        latin("no boundary"),
    )
    yield of(
        "charset.eml",
        mail("charset", "Content-Type: text/plain; charset=../../x\n\nx"),
        READ,
        "",
        latin("charset"),
    )
    yield of("lines.eml", mail("lines", "\n" + "\r" * 20_000), READ, "", latin("lines"))
    yield of(
        "partial.eml",
        mail("partial", "Content-Type: message/partial; number=1; id=x\n\nx"),
        READ,
        "",
        latin("partial"),
    )
    yield of(
        "external.eml",
        mail(
            "external",
            "Content-Type: message/external-body; access-type=local-file; name=/etc/passwd\n\n\n",
        ),
        READ,
        "",
        latin("external"),
    )
    only = (
        "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    )
    yield of("empty.mhtml", only.encode(), READ)
    pages = "".join(f"--b\nContent-Type: text/html\n\n<p>{word('mhtml')}\n" for _ in range(600))
    yield of("pages.mhtml", (only + pages).encode(), READ, "", word("mhtml"))
    yield of(
        "mbox.eml",
        f"From a@example.org Mon Jan 1 00:00:00 2031\n{_HEAD}Subject: {latin('mbox')}\n\nx\n".encode(),
        READ,
        "",
        latin("mbox"),
    )


def _edited(data: bytes, at: int, told: bytes) -> bytes:
    return data[:at] + told + data[at + len(told) :]


_OTHERWISE = {
    "sizes.doc": (READ, ""),
    "fat-self.xls": (REFUSED, LIMIT),
    "fat-two.xls": (REFUSED, LIMIT),
    "difat.xls": (REFUSED, LIMIT),
    "tree-self.xls": (READ, ""),
    "tree-root.xls": (READ, ""),
    "fat-self.msg": ("answered", ""),
    "fat-two.msg": ("answered", ""),
    "tree-self.msg": ("answered", ""),
    "fat-free.msg": (PARTLY, "PT334"),
    "sizes.msg": (PARTLY, "PT334"),
}
"""Files that are not refused as damaged: the readers see through it, or run into a limit."""


def _torn(name: str, data: bytes) -> Sample:
    return of(name, data, *_OTHERWISE.get(name, (REFUSED, DAMAGED)))


def compounds() -> Iterator[Sample]:
    """OLE files: tables and directories that go in circles."""
    for kind in ("doc", "xls", "msg"):
        data, _ = sound.files()[kind]
        directory = struct.unpack_from("<I", data, 0x30)[0]
        table = struct.unpack_from("<I", data, 0x4C)[0]
        place = (table + 1) * 512
        loops = b"".join(struct.pack("<I", n) for n in range(100))
        yield _torn(f"fat-self.{kind}", _edited(data, place, loops))
        yield _torn(f"fat-two.{kind}", _edited(data, place, struct.pack("<II", 1, 0) * 50))
        yield _torn(f"fat-free.{kind}", _edited(data, place, b"\xff" * 400))
        tree = (directory + 1) * 512
        yield _torn(
            f"tree-self.{kind}", _edited(data, tree + 128 + 68, struct.pack("<III", 1, 1, 1))
        )
        yield _torn(f"tree-root.{kind}", _edited(data, tree + 76, struct.pack("<I", 0)))
        yield _torn(f"difat.{kind}", _edited(data, 0x44, struct.pack("<II", 0, 0xFFFFFF)))
        yield _torn(f"sector.{kind}", _edited(data, 0x1E, struct.pack("<H", 31)))
        yield _torn(f"sizes.{kind}", _edited(data, tree + 128 + 120, struct.pack("<Q", 1 << 40)))
        yield _torn(f"half.{kind}", data[: len(data) // 2])
        yield _torn(f"head.{kind}", data[:512])
    yield of("nothing.ole", compound({"Unknown": bytes(4096)}), IGNORED, UNKNOWN)


def _xls(cells: bytes, globally: bytes = b"") -> bytes:
    return compound({"Workbook": book(cells, globally=globally).ljust(4096, b"\0")[:60_000]})


def sheets() -> Iterator[Sample]:
    """XLS records that lie."""
    first = label(0, 0, word("biff"))
    far = first + label(65535, 255, "x")
    yield of("far.xls", _xls(far), REFUSED, LIMIT)
    yield of("length.xls", _xls(first + struct.pack("<HH", 0x0204, 0xFFFF)), REFUSED, DAMAGED)
    long = struct.pack("<HHHHB", 1, 0, 0, 0xFFFF, 1) + b"a\0"
    yield of("label.xls", _xls(first + record(0x0204, long)), READ)
    strings = record(0x00FC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
    yield of("strings.xls", _xls(first, strings), READ, "", word("biff"))
    index = record(0x00FD, struct.pack("<HHHI", 1, 0, 0, 0xFFFFFFFF))
    yield of("index.xls", _xls(first + index), READ)
    merged = record(0x00E5, struct.pack("<H", 0xFFFF) + b"\0\0\xff\xff\0\0\xff\0" * 100)
    yield of("merged.xls", _xls(first + merged), REFUSED, DAMAGED)
    yield of(
        "no-end.xls", compound({"Workbook": book(first)[:-4].ljust(4096, b"\0")}), REFUSED, DAMAGED
    )
    yield of(
        "locked.xls",
        _xls(first, record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))),
        REFUSED,
        "PT302",
    )
    yield of("named.doc", xls(word("named doc")), READ, "", word("named doc"))


def rich() -> Iterator[Sample]:
    """RTF."""

    def text(body: str) -> bytes:
        return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {body}}}".encode()

    yield of(
        "groups.rtf",
        text(rtf_text(word("groups")) + "{" * 200_000 + "x" + "}" * 200_000),
        READ,
        "",
        word("groups"),
    )
    yield of("open.rtf", text(rtf_text(word("open")) + "{" * 200_000)[:-1], READ, "", word("open"))
    yield of("closed.rtf", text(rtf_text(word("closed")) + "}" * 200_000), READ, "", word("closed"))
    yield of(
        "bin.rtf",
        text(rtf_text(word("bin")) + "\\par{\\pict\\bin2000000000 x}"),
        READ,
        "",
        word("bin"),
    )
    yield of(
        "bin-minus.rtf",
        text(rtf_text(word("bin minus")) + "\\par{\\pict\\bin-5 x}"),
        READ,
        "",
        word("bin minus"),
    )
    yield of(
        "uc.rtf", text(rtf_text(word("uc")) + "\\uc2000000000\\u20013 x"), READ, "", word("uc")
    )
    yield of(
        "number.rtf",
        text(rtf_text(word("number")) + f"\\cellx{'9' * 9000} \\u{'9' * 99}?"),
        READ,
        "",
        word("number"),
    )
    yield of(
        "word.rtf", text(rtf_text(word("word")) + "\\" + "a" * 500_000), READ, "", word("word")
    )
    rows = "\\trowd" + "\\cellx100" * 5000 + "\\intbl x\\cell" * 5000 + "\\row"
    yield of(
        "cells.rtf", text(rtf_text(word("rtf cells")) + "\\par" + rows), READ, "", word("rtf cells")
    )
    yield of(
        "nesting.rtf",
        text(
            rtf_text(word("nesting"))
            + "\\par"
            + "".join(f"\\itap{n}\\intbl a\\nestcell" for n in range(1, 3000))
        ),
        READ,
        "",
        word("nesting"),
    )
    hexed = "".join(f"\\'{b:02x}" for b in word("hexed").encode("gbk"))
    yield of("hexed.rtf", text(hexed), READ, "", word("hexed"))
    yield of("bad-hex.rtf", text(hexed + "\\'zz\\'"), READ, "", word("hexed"))
    yield of("head.rtf", b"{\\rtf1", READ)
    fonts = "{\\fonttbl" + "".join(f"{{\\f{n}\\fcharset{n % 256} F;}}" for n in range(30_000)) + "}"
    yield of("fonts.rtf", text(fonts + rtf_text(word("fonts"))), READ, "", word("fonts"))
    objects = "{\\object\\objdata " + "0105000002000000" * 90_000 + "}"
    yield of("object.rtf", text(rtf_text(word("object")) + objects), READ, "", word("object"))


def samples() -> Iterator[Sample]:
    """All of them."""
    yield from mails()
    yield from compounds()
    yield from sheets()
    yield from rich()
