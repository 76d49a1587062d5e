"""Invented documents in any number and size, for benchmarks and for the tests of memory.

The same arguments give the same bytes. Nothing in them is anybody's: places, bodies and figures are
made up.
"""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOWNS = ("白榆湾", "霁川", "青檀埠", "云帆镇", "澄溪", "松岭", "望潮", "北渚")
_BODIES = ("出入境边防检查站", "教育局", "水务局", "人民医院", "城市管理局", "图书馆", "档案馆")
_THINGS = ("巡检设备", "办公家具", "信息系统运维服务", "绿化养护服务", "医用耗材", "道路维修工程")
_FIRMS = ("星禾船艇有限公司", "远岫科技有限公司", "长汀建设集团有限公司", "知微信息技术有限公司")
_ITEMS = ("一般公共服务支出", "公共安全支出", "教育支出", "社会保障和就业支出", "住房保障支出")
_GLYPHS = (
    "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor {} 0 R>>]"
)
_METRICS = (
    "/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
    "/StemV 93"
)


def notice(number: int) -> str:
    """Write an award notice as HTML of some 20 KB, most of it what a site puts around it."""
    chance = random.Random(number)  # noqa: S311  (variety, not secrets)
    body = chance.choice(_TOWNS) + chance.choice(_BODIES)
    thing, firm = chance.choice(_THINGS), chance.choice(_TOWNS) + chance.choice(_FIRMS)
    day = f"202{number % 5}年{1 + number % 12}月{1 + number % 28}日"
    cents, lots = chance.randrange(10**6, 10**9), 1 + number % 3
    title = f"{body}{thing}采购项目（{number}号）中标（成交）结果公告"
    rows = "".join(
        f"<tr><td>{lot}</td><td>{firm}</td><td>{chance.choice(_TOWNS)}星河路{lot}号</td>"
        f"<td>{(cents * lot) // 100}.{(cents * lot) % 100:02d}</td></tr>"
        for lot in range(1, lots + 1)
    )
    items = "".join(
        f"<tr><td>{n}</td><td>{thing}{n}</td><td>型号-{chance.randrange(1000)}</td><td>{n * 3}</td>"
        f"<td>{chance.randrange(100, 90000)}.00</td></tr>"
        for n in range(1, 13)
    )
    links = "".join(f'<li><a href="/l/{n}">栏目{n}</a></li>' for n in range(120))
    style = "".join(
        f".c{n}{{margin:{n}px;padding:{n % 7}px;color:#33{n:02d}44}}" for n in range(90)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>
<style>{style}</style></head><body><ul class="nav">{links}</ul><div class="main"><h1>{title}</h1>
<p>发布时间：{day} 来源：{body}</p>
<p>一、项目编号：XN-{number:07d}</p><p>二、项目名称：{body}{thing}采购项目</p>
<p>三、中标（成交）信息</p><table border="1"><tr><th>包号</th><th>供应商名称</th><th>供应商地址</th>
<th>中标（成交）金额（元）</th></tr>{rows}</table>
<p>四、主要标的信息</p><table><tr><th>序号</th><th>名称</th><th>规格型号</th><th>数量</th>
<th>单价（元）</th></tr>{items}</table>
<p>五、评审专家名单：见附件</p><p>六、代理服务收费标准及金额：按国家有关规定收取</p>
<p>七、公告期限：自本公告发布之日起1个工作日。</p><p>八、其他补充事宜：无</p>
<p>九、凡对本次公告内容提出询问，请按以下方式联系。</p><p>1.采购人信息</p><p>名称：{body}</p>
<p>地址：{body[:3]}人民路{number % 90 + 1}号</p><p>2.采购代理机构信息</p>
<p>名称：{chance.choice(_TOWNS)}招标代理有限公司</p></div><ul>{links}</ul></body></html>"""


def notices(folder: Path, count: int) -> int:
    """Write so many notices, a thousand to a folder; give their bytes."""
    size = 0
    for number in range(count):
        place = folder / f"{number // 1000:03d}"
        if number % 1000 == 0:
            place.mkdir(parents=True)
        data = notice(number).encode()
        size += len(data)
        (place / f"{number:06d}.html").write_bytes(data)
    return size


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _budget_page(number: int, chance: random.Random) -> str:
    """Draw a page with a ruled table of thirty lines of a budget and some prose."""
    shown = [(60.0, 800.0, f"表{number} 霁川市水务局支出预算总表"), (430.0, 780.0, "单位：万元")]
    heads = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    rows, top, step = 30, 770.0, 20.0
    for row in range(rows + 1):
        y = top - step * row - 14
        own, more = chance.randrange(10**6), chance.randrange(10**6)
        cells = (f"2{row:02d}{number % 100:02d}", chance.choice(_ITEMS))
        figures = tuple(f"{v / 100:.2f}" for v in (own + more, own, more))
        for column, text in enumerate((*cells, *figures) if row else heads):
            shown.append((63.0 + 96 * column, y, text))
    shown.append(
        (60, 130, "本表反映部门本年度支出预算总体情况，数字四舍五入，分项与合计可能不等。")
    )
    rules = [f"60 {top - step * i:g} m 540 {top - step * i:g} l" for i in range(rows + 2)]
    low = top - step * (rows + 1)
    rules += [f"{60 + 96 * j} {low:g} m {60 + 96 * j} {top:g} l" for j in range(6)]
    drawn = [f"BT /F 9 Tf {x:g} {y:g} Td <{_hex(text)}> Tj ET" for x, y, text in shown]
    return "\n".join([*drawn, *rules, "S"])


def pdf(path: Path, pages: int, kind: int = 0) -> None:
    """Write a PDF of budget tables: some 150 words and 155 cells a page; each kind is another."""
    chance = random.Random(pages + kind * 10_007)  # noqa: S311  (variety, not secrets)
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(pages))
    offsets: list[int] = []
    with path.open("wb") as file:

        def put(text: str) -> None:
            offsets.append(file.tell())
            file.write(f"{len(offsets)} 0 obj {text} endobj\n".encode())

        file.write(b"%PDF-1.7\n")
        put("<</Type/Catalog/Pages 2 0 R>>")
        put(f"<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 595 842]>>")
        put(
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
            f"{_GLYPHS.format(4)}>>"
        )
        put(f"<</Type/FontDescriptor/FontName/STSong-Light{_METRICS}>>")
        put("<</Font<</F 3 0 R>>>>")
        for number in range(pages):
            content = _budget_page(number + 1, chance)
            put(f"<</Type/Page/Parent 2 0 R/Contents {7 + 2 * number} 0 R/Resources 5 0 R>>")
            put(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        start = file.tell()
        lines = "".join(f"{at:010d} 00000 n \n" for at in offsets)
        file.write(f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{lines}".encode())
        file.write(f"trailer<</Root 1 0 R/Size {len(offsets) + 1}>>\nstartxref\n{start}\n".encode())
        file.write(b"%%EOF\n")


_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)


def _relations(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATED}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(size: int) -> Iterator[bytes]:
    """Give a sheet's XML of about so many bytes: text and five figures a row."""
    yield f'<worksheet xmlns="{_SPACE}"><sheetData>'.encode()
    row, written = 0, 0
    while written < size:
        lines = []
        for _ in range(500):
            row += 1
            name = _ITEMS[row % len(_ITEMS)]
            figures = "".join(
                f'<c r="{column}{row}"><v>{(row * 7919 * k) % 10**8 / 100:.2f}</v></c>'
                for k, column in enumerate("BCDEF", 1)
            )
            lines.append(
                f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{name}</t></is></c>'
                f"{figures}</row>"
            )
        chunk = "".join(lines).encode()
        written += len(chunk)
        yield chunk
    yield b"</sheetData></worksheet>"


def workbook(path: Path, size: int) -> None:
    """Write an XLSX file of one sheet, of about so many bytes: it is not compressed."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        file.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_SPACE}" xmlns:r="{_RELATED}"><sheets>'
            '<sheet name="明细" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml")
        )
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for chunk in _sheet(size):
                part.write(chunk)


def text(path: Path, size: int) -> None:
    """Write a text file of about so many bytes."""
    line = (
        "霁川市水务局本年度一般公共预算支出 1,234.56 万元，比上年增长 7.8 %，主要用于河道整治。\n"
    )
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(size // (len(line.encode()) + 8)):
            file.write(f"{number:07d} {line}")
