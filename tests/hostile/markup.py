"""Text formats that are nested, vast, mislabelled or torn; and every character set, sound."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hostile.corpus import DAMAGED, IGNORED, LIMIT, READ, REFUSED, UNKNOWN, Sample, latin, of, word

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1 << 20
_CHARSETS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-32", "gbk", "gb2312", "gb18030",
    "big5", "hz", "euc-jp", "shift_jis", "euc-kr", "iso2022_jp",
)  # fmt: skip
_LINE = "关于采购结果的公告，项目预算金额为人民币十二万元整。"
_TRADITIONAL = "關於採購結果的公告，項目預算金額為新臺幣十二萬元整。"


def _page(body: str, head: str = "<meta charset=utf-8>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>t</title></head><body>{body}</body></html>".encode()


def _p(name: str) -> str:
    return f"<p>{word(name)}</p>"


def hypertext() -> Iterator[Sample]:
    """HTML."""
    deep = {
        "div": "<div>" * 100_000,
        "span": "<span>" * 100_000,
        "b": "<b>" * 50_000,
        "ul": "<ul><li>" * 50_000,
        "font": "<font><a>" * 50_000,
        "form": "<fieldset>" * 50_000,
        "svg": "<svg>" * 50_000,
        "math": "<math><mi>" * 50_000,
        "template": "<template>" * 20_000,
        "select": "<select><option>" * 50_000,
    }
    for name, opened in deep.items():
        skipped = name == "template"
        data = _page(_p(f"deep {name}") + opened + ("" if skipped else latin(name)))
        yield of(
            f"deep-{name}.html",
            data,
            READ,
            "",
            word(f"deep {name}"),
            *([] if skipped else [latin(name)]),
        )
    tables = "<table><tr><td>" * 3000
    yield of(
        "deep-table.html",
        _page(f"{_p('deep table')}{tables}{latin('deep table')}"),
        READ,
        "",
        word("deep table"),
        latin("deep table"),
    )
    span = '<td rowspan="2000000000" colspan="2000000000">'
    grid = (
        f"<table><tr>{span}{word('spans')}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    yield of("spans.html", _page(grid), READ, "", word("spans"))
    many = "".join(f'<td colspan="1000" rowspan="65534">{n}</td>' for n in range(300))
    yield of(
        "many-spans.html",
        _page(f"{_p('many spans')}<table><tr>{many}</tr></table>"),
        READ,
        "",
        word("many spans"),
    )
    stairs = "".join(f"<tr>{f'<td rowspan={n}>x</td>' * 30}</tr>" for n in range(1, 120))
    yield of(
        "stairs.html", _page(f"{_p('stairs')}<table>{stairs}</table>"), READ, "", word("stairs")
    )
    yield Sample(
        "cells.html",
        lambda: _page(
            _p("cells") + "<table>" + ("<tr>" + "<td>1</td>" * 100 + "</tr>") * 200 + "</table>"
        ),
        READ,
        "",
        (word("cells"),),
    )
    yield Sample(
        "one-row.html",
        lambda: _page(
            _p("one row")
            + "<table><tr>"
            + "<td>1</td>" * 10_000
            + "</tr><tr><td>2</td><td>3</td></tr></table>"
        ),
        READ,
        "",
        (word("one row"),),
    )
    yield Sample(
        "tags.html", lambda: _page(_p("tags") + "<i>x</i>" * 60_000), READ, "", (word("tags"),)
    )
    yield Sample(
        "text.html",
        lambda: _page(_p("long") + "<p>" + "文" * MIB + "</p>"),
        READ,
        "",
        (word("long"),),
    )
    attributes = " ".join(f"a{n}=b" for n in range(100_000))
    yield of(
        "attributes.html",
        _page(f"<p {attributes}>{word('attributes')}</p>"),
        READ,
        "",
        word("attributes"),
    )
    yield of(
        "attribute.html",
        _page(f"<p style='{'x' * 5 * MIB}'>{word('attribute')}</p>"),
        READ,
        "",
        word("attribute"),
    )
    yield of(
        "entities.html",
        _page(f"{_p('entities')}{'&#x1F600;&bogus;&#99999999999;&#0;&#xD800;' * 9000}"),
        READ,
        "",
        word("entities"),
    )
    yield of(
        "comment.html", _page(f"{_p('comment')}<!--{'-' * 500_000}"), READ, "", word("comment")
    )
    yield of(
        "unclosed.html",
        b"<html><body><table><tr><td>" + word("unclosed").encode() + b"<p",
        READ,
        "",
        word("unclosed"),
    )
    yield of(
        "script-end.html",
        _page(f"{_p('script')}<script>{'<!--<script>' * 20_000}"),
        READ,
        "",
        word("script"),
    )
    yield of(
        "textarea.html", _page(f"<textarea>{word('area')}</p></table>"), READ, "", word("area")
    )
    yield of("frameset.html", b"<html><frameset><frame src=x></frameset></html>", READ)
    yield of("plaintext.html", _page(f"<plaintext>{word('plain')}</body>"), READ, "", word("plain"))
    yield of(
        "nul.html",
        _page(f"<p>{word('nul')}\0</p><p>\0\1\2</p>{'<p>字</p>' * 99}"),
        READ,
        "",
        word("nul"),
    )
    yield of(
        "refresh.html",
        _page(
            _p("refresh"),
            "<meta http-equiv=refresh content='0;url=file:///etc/passwd'><base href=file:///etc/>",
        ),
        READ,
        "",
        word("refresh"),
    )
    yield of(
        "misnested.html",
        _page("<b><p><i></b>" * 3000 + word("misnested")),
        READ,
        "",
        word("misnested"),
    )
    yield of(
        "quirks.html",
        _page("<table>" + "<p>x<table>" * 400 + _p("foster")),
        READ,
        "",
        word("foster"),
    )
    names = "".join(f"<x-{n}-é:w>" for n in range(3000))
    yield of("names.html", _page(names + word("names")), READ, "", word("names"))


def texts() -> Iterator[Sample]:
    """JSON, CSV, plain text."""
    yield of("deep.json", b"[" * 100_000 + b"]" * 100_000, REFUSED, LIMIT)
    yield of("deep-object.json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000, REFUSED, LIMIT)
    yield of(
        "half-deep.json",
        b'{"a":' * 900 + f'"{word("half deep")}"'.encode() + b"}" * 900,
        REFUSED,
        LIMIT,
    )
    yield of(
        "digits.json",
        f'{{"n": {"9" * 100_000}, "w": "{word("digits")}"}}'.encode(),
        READ,
        "",
        word("digits"),
    )
    yield of(
        "exponent.json",
        f'[1e999999999, -1E-99999, "{word("exponent")}"]'.encode(),
        READ,
        "",
        word("exponent"),
    )
    yield of("nan.json", f'[NaN, Infinity, "{word("nan")}"]'.encode(), READ, "", word("nan"))
    yield of("keys.json", f'{{"a":1,"a":2,"a":"{word("keys")}"}}'.encode(), READ, "", word("keys"))
    yield of(
        "surrogate.json",
        f'["\\ud800", "{word("surrogate")}"]'.encode(),
        READ,
        "",
        word("surrogate"),
    )
    yield of("torn.json", f'{{"a": "{word("torn json")}", '.encode(), READ, "", word("torn json"))
    yield Sample(
        "wide.json",
        f'["{word("wide")}",{",".join(["1"] * 50_000)}]'.encode,
        READ,
        "",
        (word("wide"),),
    )
    columns = ",".join(f'"k{n}":1' for n in range(5000))
    yield of(
        "columns.json",
        f'[{{{columns}}},{{{columns}}},"{word("columns")}"]'.encode(),
        READ,
        "",
        word("columns"),
    )
    yield of(
        "quote.csv",
        f'a,b\n{word("quote")},"never closed\n{"x,y" * 9000}'.encode(),
        READ,
        "",
        word("quote"),
    )
    yield Sample(
        "columns.csv",
        f"{word('csv columns')}{',x' * 5_000}\na,b\n".encode,
        READ,
        "",
        (word("csv columns"),),
    )
    yield Sample("cells.csv", lambda: b"a,b,c,d,e,f,g,h,i,j\n" * 5_000)
    yield Sample(
        "field.csv",
        f"{word('csv field')},{'x' * MIB}\na,b\n".encode,
        READ,
        "",
        (word("csv field"),),
    )
    yield of(
        "nul.csv",
        (f"a,b\n{word('csv nul')},\0\n" + "c,d\n" * 99).encode(),
        READ,
        "",
        word("csv nul"),
    )
    yield of(
        "formula.csv",
        f'=cmd|"/c calc"!A1,+1,-1,@x\n{word("formula")},=HYPERLINK("http://a"),b,c\n'.encode(),
        READ,
        "",
        word("formula"),
    )
    yield Sample(
        "long.txt", lambda: word("long txt").encode() + b"x" * MIB, READ, "", (word("long txt"),)
    )
    yield Sample(
        "lines.txt", lambda: word("lines").encode() + b"\nx" * 20_000, READ, "", (word("lines"),)
    )
    yield Sample(
        "tabs.txt",
        lambda: word("tabs").encode() + b"\t" * 500_000 + b"x\n" + b"a\tb\n" * 5,
        READ,
        "",
        (word("tabs"),),
    )
    yield of(
        "marks.txt", f"{word('marks')}{chr(0x301) * 200_000}".encode(), READ, "", word("marks")
    )
    yield of(
        "bidi.txt",
        (word("bidi") + "\u202e\u2066" + "\u200b" * 1000).encode(),
        READ,
        "",
        word("bidi"),
    )
    yield of(
        "returns.txt",
        f"{word('returns')}\r\r\n\n\r\x0b\x0c\x85\u2028x".encode(),
        READ,
        "",
        word("returns"),
    )
    yield of("binary.txt", bytes(range(256)) * 40, IGNORED, UNKNOWN)
    yield of("noise.bin", _noise(5000), IGNORED, UNKNOWN)
    yield of("empty.txt", b"", REFUSED, DAMAGED)
    yield of("empty.pdf", b"", REFUSED, DAMAGED)
    yield of("blank.txt", b" \n \n", READ)
    yield of("bom.txt", b"\xef\xbb\xbf", READ)
    yield of("one.txt", b"x", READ)
    yield of("program.exe", b"MZ" + bytes(500), IGNORED, UNKNOWN)
    yield of("program", b"\x7fELF" + bytes(500), IGNORED, UNKNOWN)
    yield of("notice.xml", f"<?xml version='1.0'?><a>{word('xml')}</a>".encode(), IGNORED, UNKNOWN)
    yield of("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(200), IGNORED, UNKNOWN)
    yield of("book.epub", b"", REFUSED, DAMAGED)


def _noise(size: int) -> bytes:
    return random.Random(3).randbytes(size)  # noqa: S311  (not for secrets)


def charsets() -> Iterator[Sample]:
    """One text in every character set: declared, undeclared, declared wrongly."""
    for name in _CHARSETS:
        line = "".join(c for c in (_TRADITIONAL if name == "big5" else _LINE))
        try:
            text = f"{line}\n{line}\n".encode(name)
            page = f"<html><head><meta charset={name}></head><p>{line}</p><p>{line}</p>".encode(
                name
            )
        except UnicodeEncodeError:
            continue
        if name in ("hz", "euc-jp", "shift_jis", "euc-kr", "iso2022_jp", "utf-32"):
            yield of(f"charset-{name}.html", page, READ)
            continue
        yield of(f"charset-{name}.txt", text, READ, "", line)
        yield of(f"charset-{name}.html", page, READ, "", line)
        if not name.startswith("utf-16"):
            lying = page.replace(f"charset={name}".encode(), b"charset=iso-8859-1")
            yield of(f"charset-{name}-lying.html", lying, READ, "", line)
        half = text[: len(text) // 2 * 2 - 1]
        yield of(f"charset-{name}-cut.txt", half, READ, "", line)
    mixed = _LINE.encode("gbk") + b"\n" + word("mixed").encode("gbk") + b"\xff\xfe\n"
    yield of("charset-broken.txt", mixed, READ, "", word("mixed"))
    codecs = (
        "rot13",
        "base64",
        "zip",
        "idna",
        "punycode",
        "unicode_escape",
        "undefined",
        "../../x",
        "x" * 9000,
    )
    for n, name in enumerate(codecs):
        data = f"<meta charset='{name}'><p>{_LINE}</p><p>{word('codec')}</p>".encode()
        yield of(f"codec-{n}.html", data, READ, "", word("codec"))


def samples() -> Iterator[Sample]:
    """All of them."""
    yield from hypertext()
    yield from texts()
    yield from charsets()
