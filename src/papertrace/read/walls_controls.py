"""Control files: invented documents of our own, one of each type, read before any stranger's is.

Reading them once loads what the readers and the forms load late and build late. A reader adds its
own by a function `control` that gives the bytes of one file.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Final

from papertrace import read

_TITLE: Final = "控制港试验站巡检设备采购项目中标公告"
_LINES: Final = (
    "一、项目编号：KZ-2031-001",
    "二、项目名称：控制港试验站巡检设备采购项目",
    "三、采购人：控制港试验站，预算金额：26.5万元，最高限价：265,000.00元",
    "四、公告期限：自本公告发布之日起1个工作日，2031年3月5日9时30分截止",
)
_ROWS: Final = (
    ("包号", "供应商名称", "单位", "中标（成交）金额（万元）"),
    ("1", "控制港设备有限公司", "台", "26.50"),
    ("2", "试验仪器制造有限公司", "套", "1,418.60"),
)

_GLYPHS: Final = (
    "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 6 0 R>>]"
)
_METRICS: Final = (
    "/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
    "/StemV 93"
)


@cache
def controls() -> tuple[tuple[str, bytes], ...]:
    """Give the names and bytes of all control files."""
    own = {
        "control.html": _html(),
        "control.csv": "\n".join(",".join(row) for row in _ROWS).encode("gb18030"),
        "control.pdf": pdf(),
        "control.xlsx": _xlsx(),
    }
    for reader in read.READERS:
        control = getattr(reader, "control", None)
        if control is not None:
            own[f"control.{reader.NAME}"] = control()
    return tuple(own.items())


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in _ROWS)
    text = "".join(f"<p>{line}</p>" for line in _LINES)
    page = f'<html><head><meta charset="gbk"><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1>'
    return f"{page}{text}<table>{rows}</table></body></html>".encode("gb18030")


def pdf(said: str = "") -> bytes:
    """Give a page with a ruled table in a Chinese font that the file does not contain.

    With `said`: a page that shows nothing else.
    """
    shown = [(60, 780 - 30 * i, line) for i, line in enumerate((_TITLE, *_LINES))]
    shown += [(65 + 120 * j, 615 - 20 * i, c) for i, r in enumerate(_ROWS) for j, c in enumerate(r)]
    if said:
        shown = [(60, 780, said)]
    rules = [f"60 {630 - 20 * i} m 540 {630 - 20 * i} l S" for i in range(4)]
    rules += [f"{60 + 120 * j} 570 m {60 + 120 * j} 630 l S" for j in range(5)]
    drawn = [f"BT /F 10 Tf {x} {y} Td <{t.encode('utf-16-be').hex()}> Tj ET" for x, y, t in shown]
    content = "\n".join([*drawn, *([] if said else rules)])
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H{_GLYPHS}>>",
        f"<</Type/FontDescriptor/FontName/STSong-Light{_METRICS}>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    index = "".join(f"{place:010} 00000 n \n" for place in places)
    count, start = len(objects) + 1, len(made)
    head = f"xref\n0 {count}\n0000000000 65535 f \n{index}"
    return made + f"{head}trailer<</Root 1 0 R/Size {count}>>\nstartxref\n{start}\n%%EOF".encode()


def _xlsx() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{''.join(cell.format(c) for c in row)}</row>" for row in _ROWS)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()
