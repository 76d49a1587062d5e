"""A cell is read as it shows its number; where that is something else, a person must look."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font

from papertrace.read import read
from papertrace.read.number_formats import shown
from papertrace.read.sheet_shown import cell_text


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0!.0,", 1280000, "128.0"),
        ("#,##0.0,", 1280000, "1,280.0"),
        ('[>9999999]0;"—"', 1280000, "—"),
        ('0"万元"', 128, "128万元"),
        ("#,##0.00_);[Red](#,##0.00)", -1280.5, "(1,280.50)"),
        ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 1280.5, "¥1,280.50"),
        ("0.00%", 0.12345, "12.35%"),
        ("000000", 42, "000042"),
        ('General"万"', 3, "3万"),
        ("yyyy-mm-dd", 44197, None),
        ("# ?/?", 0.5, None),
        ("0.00E+00", 1234, None),
    ],
)
def test_number_formats(code: str, value: float, text: str | None) -> None:
    made = shown(code, value)
    assert made == text


@pytest.mark.parametrize(
    ("code", "value", "read_as", "problem"),
    [
        ("#,##0.00", 1280.5, "1280.5", ""),
        ("0", 128.49, "128", ""),
        ("0%", 0.85, "85%", ""),
        ("#,##0.0,", 1280000, "1,280.0", "PT357"),
        ("[Red]0;[Red]0", -5, "5", "PT357"),
        ('0;;"-"', 0, "0", ""),
        ('[>9]0;""', 5, "5", "PT314"),
    ],
)
def test_what_is_read_of_a_cell(code: str, value: float, read_as: str, problem: str) -> None:
    assert cell_text(code, value) == (read_as, problem)


def book() -> bytes:
    """Give a workbook whose cells show otherwise than they store."""
    file = openpyxl.Workbook()
    sheet = file.worksheets[0]
    sheet.title = "表"
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    rows: list[tuple[str, int | str | CellRichText]] = [
        ("项目", "金额（千元）"),
        ("甲", 1280000),
        ("乙", CellRichText("128", TextBlock(raised, "1"), "万元")),
        ("丙", 256),
        ("丁", CellRichText(TextBlock(struck, "256万元"), "128万元")),
    ]
    for row in rows:
        sheet.append(row)
    sheet["B2"].number_format = "#,##0.0,"
    sheet["B4"].font = Font(strike=True)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def test_a_workbook_is_read_as_it_is_shown() -> None:
    page = read(book(), "a.xlsx").pages[0]
    rows = [line.split("\t")[-1] for line in page.text.split("\n")[1:]]
    assert rows == ["1,280.0", "128〔上标：1〕万元", "〔划去：256〕", "〔划去：256万元〕128万元"]
    told = {p.code: p.anchor.quote if p.anchor else "" for p in page.problems}
    assert told == {"PT357": "1,280.0", "PT317": "", "PT356": "128〔上标：1〕万元"}
    at = page.text.index("万元", page.text.index("上标"))
    run = next(r for r in page.runs if r.start <= at < r.end)
    assert (run.path, run.offset + at - run.start) == ("表!B3", 4)


def test_what_stands_around_under_and_behind_cells() -> None:
    file = openpyxl.Workbook()
    sheet = file.worksheets[0]
    sheet.title = "表"
    for row in (("项目", "金额"), ("甲", 128), ("乙", 256), ("丙", 512)):
        sheet.append(row)
    sheet["B3"] = "#REF!"
    sheet["B3"].data_type = "e"
    sheet.merge_cells("A1:A2")
    sheet["A1"] = "项目"
    font = Font(color="FFFFFFFF")
    rule = CellIsRule(operator="greaterThan", formula=["1"], font=font)  # type: ignore[no-untyped-call]  # it has none
    sheet.conditional_formatting.add("B4:B9", rule)
    made = io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as parts:
        part = parts.read("xl/worksheets/sheet1.xml")
    under = '<c r="A2" t="inlineStr"><is><t>底</t></is></c>'
    around = "<oddHeader>&amp;R单位：万元</oddHeader><oddFooter>&amp;C编制说明</oddFooter>"
    changed = re.sub(rb'<c r="A2"[^>]*/>', b"", part).replace(
        b'<c r="B2"', b'%s<c r="B2"' % under.encode()
    )
    end = f"<headerFooter>{around}</headerFooter></worksheet>".encode()
    changed = changed.replace(b"</worksheet>", end)
    page = read(_with(made.getvalue(), changed), "a.xlsx").pages[0]
    assert page.text.split("\n") == [
        "单位：万元",
        "项目\t金额",
        "128",
        "乙\t#REF!",
        "丙\t512",
        "编制说明",
    ]
    assert page.tables[0].unit_note is not None
    told = {p.code: p.anchor.quote if p.anchor else p.severity for p in page.problems}
    assert told == {"PT314": "note", "PT341": "512"}


def _with(book_: bytes, part: bytes) -> bytes:
    """Give a workbook with another first sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return made.getvalue()
