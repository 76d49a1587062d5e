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
