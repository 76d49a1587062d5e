"""Writes tables as one XLSX: text typed as text, numbers as numbers, nothing that runs or calls.

There is no formula, no link, no macro, no name of an author in it; a text stays a text when a
person edits its cell. A number of more digits than a spreadsheet holds (15) is written as text.
The same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from papertrace.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.publish.sheets import Column, Table

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DIGITS = 15
_LONGEST = 32_767
"""Characters of a cell."""
_MOST = 1_048_576
"""Rows of a sheet."""
_NAME = 31
"""Characters of a sheet's name."""
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and what would be read as the escape of it (ECMA-376, ST_Xstring)."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/>'
    '<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" quotePrefix="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_TEXT, _TITLE = 1, 2
"""Styles: text that stays text when it is edited; the same in bold."""


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """Write tables as sheets of one workbook; PublishError where one does not fit."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, text in _parts(tables):
            packed.writestr(zipfile.ZipInfo(path, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(tables) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    content = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{types}</Types>'
    )
    yield "[Content_Types].xml", content
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")])
    names = "".join(
        f'<sheet name="{escape(t.name[:_NAME])}" sheetId="{n}" r:id="rId{n}"/>'
        for n, t in zip(numbers, tables, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>',
    )
    yield "xl/styles.xml", _STYLES
    for n, table in zip(numbers, tables, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", _sheet(table)


def _relations(told: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{path}"/>'
        for n, (kind, path) in enumerate(told, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _sheet(table: Table) -> str:
    if len(table.rows) >= _MOST:
        raise _too_much(len(table.rows), f"rows of {table.name}")
    head = "".join(_text(c.name, _TITLE) for c in table.columns)
    rows = [f"<row>{head}</row>"]
    for row in table.rows:
        cells = (_cell(c, v) for c, v in zip(table.columns, row, strict=True))
        rows.append(f"<row>{''.join(cells)}</row>")
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    body = "".join(rows)
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}<sheetData>{body}</sheetData></worksheet>'


def _cell(column: Column, value: str | None) -> str:
    if value is None:
        return "<c/>"
    if column.kind == "boolean":
        return f'<c t="b"><v>{int(value == "true")}</v></c>'
    whole = _PLAIN.fullmatch(value) and len(value.strip("-0").replace(".", "")) <= _DIGITS
    if column.kind != "string" and whole:
        return f"<c><v>{value}</v></c>"
    return _text(value, _TEXT)


def _text(text: str, style: int) -> str:
    if len(text) > _LONGEST:
        raise _too_much(len(text), "characters of a text")
    plain = escape(_ODD.sub(lambda m: f"_x{ord(m[0]):04X}_", text))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{plain}</t></is></c>'


def _too_much(count: int, what: str) -> PublishError:
    msg = f"A spreadsheet cannot hold {count} {what}."
    return PublishError(msg, remedy="Publish a package: --format package")
