"""One invented notice with a table, written in many formats: the same facts must come out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx

from papertrace import extract, read

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "白榆湾出入境边防检查站巡逻船艇采购项目中标公告"
BEFORE = (
    "一、项目编号：BYW-2031-017",
    "二、项目名称：白榆湾出入境边防检查站巡逻船艇采购项目",
    "三、中标信息",
)
ROWS = (
    ("标项", "供应商名称", "供应商地址", "中标金额"),
    ("1", "青屿船舶制造有限公司", "青屿市海堤路8号", "26500000.00元"),
    ("2", "望川电子科技有限公司", "望川市学院路19号", "418600.50元"),
)
AFTER = (
    "四、公告期限：自本公告发布之日起1个工作日。",
    "五、采购人：白榆湾出入境边防检查站",
    "2031年3月5日",
)

Fields = frozenset[tuple[str, str]]


def facts_of(data: bytes, name: str) -> set[tuple[str, Fields]]:
    """Read and extract a file; give each fact's kind and values."""
    made = extract.extract(read.read(data, name))
    return {(f.kind, frozenset((k, v.value) for k, v in f.fields.items())) for f in made.facts}


def as_html() -> bytes:
    """Give the notice as an HTML page."""
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS)
    before, after = ("".join(f"<p>{p}</p>" for p in part) for part in (BEFORE, AFTER))
    body = f"<h1>{TITLE}</h1>{before}<table>{rows}</table>{after}"
    return f"<!DOCTYPE html><meta charset=utf-8><title>{TITLE}</title>{body}".encode()


def as_docx() -> bytes:
    """Give the notice as a DOCX file."""
    made = docx.Document()
    made.add_heading(TITLE, 1)
    for line in BEFORE:
        made.add_paragraph(line)
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for line in AFTER:
        made.add_paragraph(line)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Give a ZIP of parts, in their order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, part, compress_type=method)
    return held.getvalue()


_ODF = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def odf(kind: str, body: str, automatic: str = "", **parts: str) -> bytes:
    """Give an OpenDocument file of a body (`text`, `spreadsheet`) and automatic styles."""
    content = (
        f"<office:document-content{_ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    further = {
        f"{name}.xml": f"<office:document-{name}{_ODF}>{text}</office:document-{name}>"
        for name, text in parts.items()
    }
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": content, **further})


def as_odt() -> bytes:
    """Give the notice as an ODT file."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>\n"
        for row in ROWS
    )
    before, after = ("".join(f"<text:p>{p}</text:p>" for p in part) for part in (BEFORE, AFTER))
    head = f'<text:h text:outline-level="1">{TITLE}</text:h>'
    return odf("text", f"{head}{before}<table:table>{rows}</table:table>{after}")


def rtf_text(text: str) -> str:
    """Write a text in RTF: Han characters by their numbers."""
    return "".join(c if c.isascii() else f"\\u{_signed(ord(c))}?" for c in text)


def _signed(code: int) -> int:
    return code - 0x10000 if code > 0x7FFF else code


def as_rtf() -> bytes:
    """Give the notice as an RTF file."""
    lines = [f"{rtf_text(p)}\\par" for p in (TITLE, *BEFORE)]
    for row in ROWS:
        edges = "".join(f"\\cellx{2000 * (n + 1)}" for n in range(len(row)))
        cells = "".join(f"\\pard\\intbl {rtf_text(c)}\\cell" for c in row)
        lines.append(f"\\trowd{edges}{cells}\\row")
    lines += [f"\\pard {rtf_text(p)}\\par" for p in AFTER]
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1\n" + "\n".join(lines) + "}").encode()


def ofd(*pages: str, template: str = "", **parts: str) -> bytes:
    """Give an OFD file of pages' layers, on A4."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    shared = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    use = '<ofd:Template TemplateID="9"/>' if template else ""

    def page(layer: str, head: str) -> str:
        layers = f"<ofd:Content><ofd:Layer>{layer}</ofd:Layer></ofd:Content>"
        return f"<ofd:Page {space}>{head}{layers}</ofd:Page>"

    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Title>{TITLE}</ofd:Title>"
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData>{area}{shared}"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **{f"Doc_0/Pages/Page_{n}/Content.xml": page(p, use) for n, p in enumerate(pages)},
            **({"Doc_0/Tpls/Tpl_0/Content.xml": page(template, "")} if template else {}),
            **parts,
        }
    )


def ofd_text(x: float, y: float, text: str, size: float = 4.0) -> str:
    """Give a text object: every character its own width apart, in millimetres."""
    widths = " ".join(str(size if ord(c) > 0x2E80 else size / 2) for c in text[:-1])
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 190 {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size * 0.88}" DeltaX="{widths}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def ofd_rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """Give a straight line."""
    return (
        f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def as_ofd() -> bytes:
    """Give the notice as an OFD file, its table ruled."""
    edges = (15, 30, 85, 140, 190)
    parts = [ofd_text(30, 15, TITLE)]
    parts += [ofd_text(20, 30 + 8 * n, line) for n, line in enumerate(BEFORE)]
    for r, row in enumerate(ROWS):
        parts += [ofd_text(edges[c] + 2, 62 + 10 * r, text) for c, text in enumerate(row)]
    bottom = 59 + 10 * len(ROWS)
    parts += [ofd_rule(edges[0], 59 + 10 * r, edges[-1], 59 + 10 * r) for r in range(len(ROWS) + 1)]
    parts += [ofd_rule(x, 59, x, bottom) for x in edges]
    parts += [ofd_text(20, bottom + 8 + 8 * n, line) for n, line in enumerate(AFTER)]
    return ofd("".join(parts))
