"""Files that swell: archives, streams, pictures, office parts, entities, nesting, great tables."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING

from format_samples import odf, ofd, zipped
from hostile.corpus import (
    DAMAGED,
    IGNORED,
    LIMIT,
    NOT_HELD,
    PARTLY,
    READ,
    REFUSED,
    UNKNOWN,
    UNPACKING,
    Sample,
    of,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIB = 1 << 20


@cache
def _zeros(mib: int) -> bytes:
    """Give deflated zeros, without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join([*(packer.compress(bytes(MIB)) for _ in range(mib)), packer.flush()])


def raw_zip(parts: list[tuple[str, bytes, int]]) -> bytes:
    """Give a ZIP of parts deflated already: name, deflated bytes, stated size."""
    body, listed = b"", b""
    for name, packed, size in parts:
        raw = name.encode()
        fixed = struct.pack("<HHHHHIII", 20, 0x800, 8, 0, 33, 0, len(packed), size)
        listed += b"PK\1\2" + struct.pack("<H", 20) + fixed
        listed += struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, len(body)) + raw
        body += b"PK\3\4" + fixed + struct.pack("<HH", len(raw), 0) + raw + packed
    count = len(parts)
    return (
        body
        + listed
        + b"PK\5\6"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(body), 0)
    )


def _deflated(text: str) -> tuple[bytes, int]:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(text.encode()) + packer.flush(), len(text.encode())


def _with_zeros(*named: tuple[str, int]) -> Callable[[], bytes]:
    """Give a maker of a ZIP with a sound part, then parts of so many MiB of zeros."""

    def make() -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            file.writestr("note.txt", word("zeros"))
            for name, mib in named:
                with file.open(name, "w", force_zip64=True) as part:
                    for _ in range(mib):
                        part.write(bytes(MIB))
        return held.getvalue()

    return make


def nested(levels: int) -> bytes:
    """Give a ZIP in a ZIP and so on, each with a note."""
    made = b""
    for level in range(levels, 0, -1):
        parts: dict[str, bytes | str] = {f"note{level}.txt": word(f"level {level}")}
        if made:
            parts["inner.zip"] = made
        made = zipped(parts)
    return made


def _many(count: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for n in range(count):
            file.writestr(f"{n}.txt", word("many"))
    return held.getvalue()


def overlapping(count: int, mib: int) -> bytes:
    """Give a ZIP whose directory names one part many times."""
    packed = _zeros(mib)
    raw, crc = b"a.bin", 0
    for _ in range(mib):
        crc = zlib.crc32(bytes(MIB), crc)
    fixed = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, crc, len(packed), mib * MIB)
    body = b"PK\3\4" + fixed + struct.pack("<HH", len(raw), 0) + raw + packed
    one = b"PK\1\2" + struct.pack("<H", 20) + fixed
    one += struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, 0) + raw
    listed = one * count
    return (
        body
        + listed
        + b"PK\5\6"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(body), 0)
    )


def _quine_like(depth: int) -> bytes:
    """Give gzip in gzip in gzip."""
    made = word("gz deep").encode()
    for _ in range(depth):
        made = gzip.compress(made)
    return made


def _sparse() -> bytes:
    """Give a tar with a sparse file that claims to be a tebibyte."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as file:
        note = tarfile.TarInfo("note.txt")
        note.size = len(word("sparse").encode())
        file.addfile(note, io.BytesIO(word("sparse").encode()))
        info = tarfile.TarInfo("big.bin")
        info.pax_headers = {
            "GNU.sparse.major": "0",
            "GNU.sparse.minor": "1",
            "GNU.sparse.name": "big.bin",
            "GNU.sparse.size": str(1 << 40),
            "GNU.sparse.numblocks": "1",
            "GNU.sparse.map": f"{(1 << 40) - 1},1",
        }
        info.size = 1
        file.addfile(info, io.BytesIO(b"x"))
    return held.getvalue()


def streams() -> Iterator[Sample]:
    """Archives and compressed streams."""
    note = (word("zeros"),)
    yield Sample("bomb-one.zip", _with_zeros(("z.bin", 300)), PARTLY, UNPACKING, note)
    yield Sample(
        "bomb-many.zip",
        _with_zeros(*((f"z{n}.bin", 60) for n in range(8))),
        PARTLY,
        UNPACKING,
        note,
    )
    yield Sample(
        "bomb-in-zip.zip",
        lambda: zipped({"n.txt": note[0], "b.zip": _with_zeros(("z", 200))()}),
        PARTLY,
        NOT_HELD,
        note,
    )
    yield Sample(
        "nested-205.zip",
        lambda: nested(205),
        PARTLY,
        NOT_HELD,
        tuple(word(f"level {n}") for n in range(1, 11)),
        never=(word("level 14"),),
    )
    yield Sample(
        "nested-9.zip", lambda: nested(9), READ, "", tuple(word(f"level {n}") for n in range(1, 10))
    )
    yield Sample("parts-10001.zip", lambda: _many(10_001), PARTLY, UNPACKING, (word("many"),))
    yield Sample("overlap.zip", lambda: overlapping(200, 40), PARTLY, UNPACKING)
    yield Sample("zeros.gz", lambda: gzip.compress(bytes(400 * MIB), 1), PARTLY, UNPACKING)
    yield Sample("zeros.bz2", lambda: bz2.compress(bytes(300 * MIB)), PARTLY, UNPACKING)
    yield Sample("zeros.xz", lambda: lzma.compress(bytes(300 * MIB), preset=0), PARTLY, UNPACKING)
    yield Sample("many-members.gz", lambda: gzip.compress(bytes(4 * MIB)) * 60, PARTLY, UNPACKING)
    yield Sample("gz-in-gz.gz", lambda: _quine_like(8), READ, "", (word("gz deep"),))
    yield Sample("gz-in-gz-40.gz", lambda: _quine_like(40), PARTLY, NOT_HELD)
    yield Sample("sparse.tar", _sparse, PARTLY, "PT334", (word("sparse"),))
    yield Sample(
        "zeros.tar.gz",
        lambda: gzip.compress(_tar_of_zeros()),
        PARTLY,
        UNPACKING,
        (word("tar zeros"),),
    )
    yield Sample("xz-dictionary.xz", _greedy_xz, REFUSED, LIMIT)


def _tar_of_zeros() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as file:
        note = tarfile.TarInfo("note.txt")
        note.size = len(word("tar zeros").encode())
        file.addfile(note, io.BytesIO(word("tar zeros").encode()))
        info = tarfile.TarInfo("z.bin")
        info.size = 150 * MIB
        file.addfile(info, io.BytesIO(bytes(150 * MIB)))
    return held.getvalue()


def _greedy_xz() -> bytes:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 29}]
    return lzma.compress(bytes(40 * MIB), filters=filters)


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(**parts: str | bytes) -> bytes:
    """Give a workbook written by hand; `sheet`, `strings` and more replace its parts."""
    told = "http://schemas.openxmlformats.org"
    relation = f"{told}/officeDocument/2006/relationships"
    names: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{told}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{told}/package/2006/relationships"><Relationship'
        f' Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": parts.pop("book", "")
        or f'<workbook xmlns="{_SHEET}" xmlns:r="{relation}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{told}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": parts.pop("sheet", "")
        or f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        "</sheetData></worksheet>",
        "xl/sharedStrings.xml": parts.pop("strings", "")
        or f'<sst xmlns="{_SHEET}"><si><t>x</t></si></sst>',
    }
    return zipped(names | parts)


def _sheet(cells: str, after: str = "") -> str:
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData>{after}</worksheet>'


def _inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _laughs(root: str, depth: int = 9) -> str:
    entities = '<!ENTITY l0 "哈">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth + 1)
    )
    return f"<?xml version='1.0'?><!DOCTYPE x [{entities}]>{root.replace('@', f'&l{depth};')}"


def _quadratic(root: str) -> str:
    return (
        f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a \"{'a' * 50_000}\">]>"
        f"{root.replace('@', '&a;' * 50_000)}"
    )


def _docx(body: str, **parts: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = (
        body
        if body.startswith("<?xml")
        else f"<w:document {space}><w:body>{body}</w:body></w:document>"
    )
    return zipped({"word/document.xml": whole, **parts})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ROOT = f"<w:document {_W}><w:body><w:p><w:r><w:t>@</w:t></w:r></w:p></w:body></w:document>"


def office() -> Iterator[Sample]:
    """Office files that swell."""
    yield of("laughs.docx", _docx(_laughs(_ROOT)), REFUSED, DAMAGED)
    yield of("quadratic.docx", _docx(_quadratic(_ROOT)), REFUSED, DAMAGED)
    shared = f'<sst xmlns="{_SHEET}"><si><t>@</t></si></sst>'
    yield of("laughs.xlsx", workbook(strings=_laughs(shared)), REFUSED, DAMAGED)
    yield of("quadratic.xlsx", workbook(strings=_quadratic(shared)), REFUSED, DAMAGED)
    yield Sample(
        "strings.xlsx",
        lambda: workbook(
            strings=f'<sst xmlns="{_SHEET}"><si><t>{"A" * (300 * MIB)}</t></si></sst>'
        ),
        REFUSED,
        LIMIT,
    )
    yield Sample(
        "many-strings.xlsx",
        lambda: workbook(
            strings=f'<sst xmlns="{_SHEET}">{"<si><t>AAAA</t></si>" * 12_000_000}</sst>'
        ),
        REFUSED,
        LIMIT,
    )
    far = _inline("A1", word("far")) + "</row><row r='1048576'>" + _inline("XFD1048576", "x")
    yield of("far-cell.xlsx", workbook(sheet=_sheet(f"<row r='1'>{far}</row>")), REFUSED, LIMIT)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_001))
    yield Sample("many-rows.xlsx", lambda: workbook(sheet=_sheet(rows)), READ, "")
    merged = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 20_001))
    yield of(
        "merged.xlsx",
        workbook(
            sheet=_sheet(
                f"<row r='1'>{_inline('A1', word('merged'))}{_inline('B2', 'x')}</row>",
                f"<mergeCells>{merged}</mergeCells>",
            )
        ),
        READ,
        "",
        word("merged"),
    )
    body = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield of(
        "merged-all.xlsx",
        workbook(
            sheet=_sheet(f"<row r='1'>{_inline('A1', word('all'))}{_inline('B1', 'x')}</row>", body)
        ),
        READ,
        "",
        word("all"),
    )
    yield Sample("zeros.docx", lambda: _docx(_paragraph("A" * (300 * MIB))), REFUSED, LIMIT)
    deep = "<w:sdt><w:sdtContent>" * 30_000 + _paragraph("x") + "</w:sdtContent></w:sdt>" * 30_000
    yield of("deep.docx", _docx(_paragraph(word("deep docx")) + deep), REFUSED, LIMIT)
    tables = (
        "<w:tbl><w:tr><w:tc>" * 3_000
        + _paragraph(word("deep tables"))
        + "</w:tc></w:tr></w:tbl>" * 3_000
    )
    yield of("deep-tables.docx", _docx(tables), REFUSED, LIMIT)
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
    yield of(
        "span.docx",
        _docx(f"{wide}{_paragraph(word('span docx'))}</w:tc></w:tr></w:tbl>"),
        READ,
        "",
        word("span docx"),
    )
    yield of("repeat.ods", _repeated("1048576", "16384"), REFUSED, LIMIT)
    yield of(
        "repeat-empty.ods",
        odf(
            "spreadsheet",
            f'<table:table table:name="a"><table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000"/></table:table-row><table:table-row><table:table-cell><text:p>{word("repeat")}</text:p></table:table-cell></table:table-row></table:table>',
        ),
        READ,
        "",
        word("repeat"),
    )
    yield of(
        "spaces.odt",
        odf("text", f'<text:p>{word("spaces")}<text:s text:c="2000000000"/>x</text:p>'),
        READ,
        "",
        word("spaces"),
    )
    deep = "<text:section>" * 50_000 + "<text:p>x</text:p>" + "</text:section>" * 50_000
    yield of("deep.odt", odf("text", deep), REFUSED, LIMIT)
    yield of(
        "laughs.odt",
        zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": _laughs("<x>@</x>"),
            }
        ),
        REFUSED,
        DAMAGED,
    )
    deltas = '<ofd:TextObject ID="1" Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="1" DeltaX="g 2000000000 1">'
    yield of(
        "deltas.ofd",
        ofd(f"{deltas}{word('deltas')}</ofd:TextCode></ofd:TextObject>"),
        READ,
        "",
        word("deltas"),
    )
    yield of("laughs.ofd", zipped({"OFD.xml": _laughs("<x>@</x>")}), REFUSED, DAMAGED)
    yield Sample(
        "parts.docx",
        lambda: zipped({"word/document.xml": _ROOT} | {f"x{n}": "" for n in range(10_001)}),
        REFUSED,
        LIMIT,
    )
    yield Sample("zeros-ole.docx", _with_zeros(("word/document.xml", 300)), REFUSED, LIMIT)
    yield of("laughs.xml", _laughs("<x>@</x>").encode(), IGNORED, UNKNOWN)


def _repeated(rows: str, columns: str) -> bytes:
    return odf(
        "spreadsheet",
        f'<table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>甲</text:p>'
        "</table:table-cell></table:table-row></table:table>",
    )


def samples() -> Iterator[Sample]:
    """All of them."""
    yield from streams()
    yield from office()
