"""PDF files that loop, lie, swell or are torn."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from hostile.corpus import (
    DAMAGED,
    LIMIT,
    LOCKED,
    PARTLY,
    READ,
    REFUSED,
    Sample,
    latin,
    of,
    word,
)
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MIB = 1 << 20
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def written(objects: Sequence[bytes | str], trailer: str = "/Root 1 0 R") -> bytes:
    """Give a file of objects numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        body = thing if isinstance(thing, bytes) else thing.encode()
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    told = f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF"
    return bytes(out) + told.encode()


def stream(data: bytes, head: str = "", *, packed: bool = False) -> bytes:
    """Give a stream object."""
    made = zlib.compress(data, 9) if packed else data
    told = f"<<{head}{'/Filter/FlateDecode' if packed else ''}/Length {len(made)}>>stream\n"
    return told.encode() + made + b"\nendstream"


def said(text: str) -> bytes:
    """Give a page's drawing of one line."""
    return f"BT /F 12 Tf 60 700 Td ({text}) Tj ET".encode()


def page(
    content: bytes | str,
    *more: bytes | str,
    box: str = "0 0 595 842",
    extra: str = "",
    resources: str = "",
) -> bytes:
    """Give a file of one page; further objects begin at 6."""
    told = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{extra}"
    told += f"/Resources<</Font<</F 5 0 R>>{resources}>>>>"
    held = content if isinstance(content, bytes) else content.encode()
    return written(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            told,
            held,
            _FONT,
            *more,
        ]
    )


def _zeros(mib: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(b" " * MIB) for _ in range(mib)), packer.flush()])


def _bomb(mib: int, layers: int = 1) -> bytes:
    made = _zeros(mib)
    for _ in range(layers - 1):
        made = zlib.compress(made, 9)
    filters = "/FlateDecode " * layers
    head = f"<</Filter[{filters}]/Length {len(made)}>>stream\n".encode()
    return page(head + made + b"\nendstream")


def _pages(tree: Sequence[str]) -> bytes:
    return written(["<</Type/Catalog/Pages 2 0 R>>", *tree])


def swelling() -> Iterator[Sample]:
    """Streams, boxes, counts and pictures that swell."""
    yield Sample("stream-bomb.pdf", lambda: _bomb(900), REFUSED, LIMIT)
    yield Sample("stream-bomb-layers.pdf", lambda: _bomb(900, 3), REFUSED, LIMIT)
    for n, box in enumerate(
        (
            "0 0 1000000000 1000000000",
            "0 0 1e30 1e30",
            "-1e9 -1e9 1e9 1e9",
            "0 0 0 0",
            "9 9 1 1",
            "a b c d",
            "0 0 595",
            "0 0 0.001 0.001",
        )
    ):
        yield of(
            f"box-{n}.pdf",
            page(stream(said(latin(f"box {n}"))), box=box),
            READ,
            "",
            latin(f"box {n}"),
        )
    yield of(
        "count.pdf",
        _pages(
            [
                "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ]
        ),
        READ,
    )
    yield of(
        "negative.pdf",
        _pages(
            [
                "<</Type/Pages/Kids[3 0 R]/Count -5>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ]
        ),
        READ,
    )
    kids = " ".join(["3 0 R"] * 12_000)
    yield of(
        "pages-12000.pdf",
        _pages(
            [
                f"<</Type/Pages/Kids[{kids}]/Count 12000>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
            ]
        ),
        PARTLY,
        "PT331",
    )
    image = "/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    yield Sample(
        "image-bomb.pdf",
        lambda: page(
            stream(
                b"q 500 0 0 500 0 0 cm /I Do Q " + said(latin("image bomb") + " and more words")
            ),
            stream(bytes(4 * MIB), image, packed=True),
            resources="/XObject<</I 6 0 R>>",
        ),
        READ,
        "",
        (latin("image bomb"),),
    )
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        stream(b"/X Do " * 10, f"{form}/Resources<</XObject<</X {n + 1} 0 R>>>>")
        for n in range(6, 16)
    ]
    yield of(
        "forms.pdf",
        page(
            stream(said(latin("forms")) + b" /X Do"),
            *forms,
            stream(said("x"), form),
            resources="/XObject<</X 6 0 R>>",
        ),
        REFUSED,
        LIMIT,
    )
    own = stream(b"/X Do", f"{form}/Resources<</XObject<</X 6 0 R>>>>")
    yield of(
        "form-in-itself.pdf",
        page(stream(said(latin("own form")) + b" /X Do"), own, resources="/XObject<</X 6 0 R>>"),
        READ,
        "",
        latin("own form"),
    )
    yield of(
        "saves.pdf", page(stream(b"q " * 200_000 + said(latin("saves")))), READ, "", latin("saves")
    )
    yield of(
        "deep-array.pdf",
        page(stream(said(latin("deep array"))), "[" * 100_000 + "]" * 100_000),
        READ,
        "",
        latin("deep array"),
    )
    yield of(
        "paths.pdf",
        page(
            stream(b"0 0 m 9 9 l S " * 60_000 + said(latin("paths"))),
        ),
        READ,
        "",
        latin("paths"),
    )
    yield of(
        "one-path.pdf",
        page(stream(b"0 0 m " + b"9 9 l " * 500_000 + b"S " + said(latin("one path")))),
        READ,
        "",
        latin("one path"),
    )
    yield of(
        "rules.pdf",
        page(
            stream(
                b"".join(
                    b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (n, n, n, n) for n in range(1, 590)
                )
                + said(latin("rules"))
            )
        ),
        READ,
        "",
        latin("rules"),
    )
    yield Sample(
        "letters.pdf",
        lambda: page(stream(said("a" * 400_000) + said(latin("letters")))),
        READ,
        "",
        (latin("letters"),),
    )
    yield of(
        "far-text.pdf",
        page(stream(b"BT /F 12 Tf 1e9 1e9 Td (far) Tj ET " + said(latin("far text")))),
        READ,
        "",
        latin("far text"),
    )
    yield of("nan.pdf", page(stream(b"nan inf 1e400 -1e400 0 0 cm " + said(latin("nan")))), READ)
    tiles = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001/Resources<<>>"
    yield of(
        "tiles.pdf",
        page(
            stream(b"/Pattern cs /P scn 0 0 595 842 re f " + said(latin("tiles"))),
            stream(b"0 0 1 1 re f", tiles),
            resources="/Pattern<</P 6 0 R>>",
        ),
        REFUSED,
        LIMIT,
    )


def looping() -> Iterator[Sample]:
    """Trees, tables and references that go in circles."""
    leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    tail: list[bytes | str] = [stream(said(latin("loop"))), _FONT]
    yield of(
        "kids-loop.pdf",
        written(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
                leaf,
                *tail,
            ]
        ),
        PARTLY,
        "PT323",
        latin("loop"),
    )
    yield of(
        "kids-only-loop.pdf",
        written(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
        REFUSED,
        "PT323",
    )
    chain = [
        f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1/Parent {n - 1} 0 R>>" for n in range(2, 2002)
    ]
    yield of(
        "deep-tree.pdf",
        written(["<</Type/Catalog/Pages 2 0 R>>", *chain, "<</Type/Page/MediaBox[0 0 9 9]>>"]),
        REFUSED,
        "PT323",
    )
    yield of(
        "parent-loop.pdf",
        written(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>",
                "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                *tail,
            ]
        ),
        READ,
        "",
        latin("loop"),
    )
    sound = page(stream(said(latin("prev"))))
    at = sound.rindex(b"startxref")
    place = int(sound[at + 9 :].split()[0])
    looped = sound.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % place)
    yield of("prev-loop.pdf", looped, READ, "", latin("prev"))
    far = sound.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev 99999999999>>")
    yield of("prev-far.pdf", far, READ, "", latin("prev"))
    yield of("start-far.pdf", sound[:at] + b"startxref\n999999999\n%%EOF", READ, "", latin("prev"))
    yield of("no-xref.pdf", sound[: sound.rindex(b"xref\n0")], REFUSED, DAMAGED)
    length = written(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            leaf,
            b"<</Length 4 0 R>>stream\n" + said(latin("length")) + b"\nendstream",
            _FONT,
        ]
    )
    yield of("length-loop.pdf", length, READ)
    for n, told in enumerate((0, 1, 999_999_999, -1)):
        data = page(b"<</Length %d>>stream\n" % told + said(latin(f"length {n}")) + b"\nendstream")
        yield of(f"length-{n}.pdf", data, READ)
    yield of("self.pdf", written(["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"]), REFUSED, DAMAGED)
    yield of("no-pages.pdf", written(["<</Type/Catalog>>"]), REFUSED, DAMAGED)
    yield of(
        "no-kids.pdf",
        written(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]),
        REFUSED,
        DAMAGED,
    )
    yield of("head.pdf", b"%PDF-1.7\n", REFUSED, DAMAGED)
    yield of("head-only.pdf", b"%PDF-1.7\n%%EOF", REFUSED, DAMAGED)
    outline = written(
        [
            "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            leaf,
            *tail,
            "<</First 7 0 R/Last 7 0 R/Count 1>>",
            "<</Title(x)/Parent 6 0 R/Next 7 0 R/First 6 0 R>>",
        ]
    )
    yield of("outline-loop.pdf", outline, READ, "", latin("loop"))
    names = written(
        [
            "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 6 0 R>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            leaf,
            *tail,
            "<</Kids[6 0 R]>>",
        ]
    )
    yield of("names-loop.pdf", names, READ, "", latin("loop"))
    font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 5 0 R/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"
    yield of(
        "font-loop.pdf",
        written(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                leaf,
                stream(said("x")),
                font,
            ]
        ),
        READ,
    )
    cmap = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    ranged = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    yield of(
        "cmap.pdf",
        written(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                leaf,
                stream(said("x")),
                ranged,
                stream(cmap),
            ]
        ),
        READ,
    )
    torn = "<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor<</Type/FontDescriptor/FontName/X/FontFile2 6 0 R/Flags 4>>>>"
    yield of(
        "torn-font.pdf",
        written(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                leaf,
                stream(said(latin("torn font"))),
                torn,
                stream(b"\0\1\0\0" + b"\xff" * 400),
            ]
        ),
        READ,
    )
    function = "<</FunctionType 3/Domain[0 1]/Functions[6 0 R]/Bounds[]/Encode[0 1]>>"
    yield of(
        "function-loop.pdf",
        page(
            stream(b"/S sh " + said(latin("function"))),
            function,
            resources="/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 6 0 R>>>>",
        ),
        READ,
        "",
        latin("function"),
    )
    space = "[/Indexed 6 0 R 1 <00ff>]"
    yield of(
        "space-loop.pdf",
        page(stream(b"/C cs " + said(latin("space"))), space, resources="/ColorSpace<</C 6 0 R>>"),
        READ,
        "",
        latin("space"),
    )


def locked() -> Iterator[Sample]:
    """Files under lock, and odd but sound ones."""
    plain = SamplePage()
    plain.text(60, 60, word("plain pdf"))
    yield of("locked.pdf", pdf([plain], encrypted=True), REFUSED, LOCKED)
    yield of("late-head.pdf", b"\n" * 900 + pdf([plain]), READ, "", word("plain pdf"))
    yield of("tail.pdf", pdf([plain]) + b"\0" * 5000 + b"<html>", READ, "", word("plain pdf"))
    yield of("pdf-named-txt.txt", pdf([plain]), READ, "", word("plain pdf"))
    yield of(
        "version.pdf", pdf([plain]).replace(b"%PDF-1.7", b"%PDF-9.9"), READ, "", word("plain pdf")
    )
    yield of(
        "old-mac.pdf",
        page(stream(said(latin("old mac")))).replace(b"\nendobj\n", b"\rendobj\r"),
        READ,
        "",
        latin("old mac"),
    )
    for n, filters in enumerate(
        (
            "ASCIIHexDecode",
            "ASCII85Decode",
            "LZWDecode",
            "RunLengthDecode",
            "DCTDecode",
            "JBIG2Decode",
            "CCITTFaxDecode",
            "Crypt",
            "NoSuchDecode",
        )
    ):
        held = said(latin(f"filter {n}"))
        data = {
            0: held.hex().encode() + b">",
            3: b"".join(
                bytes([len(held[i : i + 100]) - 1]) + held[i : i + 100]
                for i in range(0, len(held), 100)
            )
            + b"\x80",
        }.get(n, b"\xff" * 99)
        yield of(
            f"filter-{n}.pdf",
            page(stream(data, f"/Filter/{filters}")),
            READ,
            "",
            *([latin(f"filter {n}")] if n in (0, 3) else []),
        )


def samples() -> Iterator[Sample]:
    """All of them."""
    yield from swelling()
    yield from looping()
    yield from locked()
