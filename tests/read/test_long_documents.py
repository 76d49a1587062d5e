"""What is too long for one page is read from its start, and the rest is said to be left out."""

from __future__ import annotations

import io
import zipfile

import pytest

from papertrace import read
from papertrace.errors import OverLimit
from papertrace.read import flow_limits, sheet_cuts
from papertrace.read.blocks import Grid, GridCell, Line, Piece
from papertrace.read.flow_limits import within
from papertrace.read.sandbox import Limits


def line(text: str) -> Line:
    return Line((Piece(text, ""),))


def test_a_long_text_is_read_in_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papertrace.read.txt.MOST_CHARACTERS", 1000)
    data = "".join(f"第{n:03d}行：预算金额 1,234.56 万元\n" for n in range(300)).encode()
    made = read.read(data, "long.txt")
    assert made.pages[0].text == data.decode()[:1000].rpartition("\n")[0]
    (told,) = made.problems
    assert told.code == "PT355"
    assert "of 301 lines" in told.message
    assert read.read(data.decode()[:900].encode(), "short.txt").problems == ()


def test_lines_and_rows_beyond_a_page_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow_limits, "MOST_CELLS", 10)
    tall = GridCell(0, 0, 9, 1, (Piece("合", ""),))
    cells = [GridCell(r, c, 1, 1, (Piece("1", ""),)) for r in range(9) for c in (1, 2)]
    grid = Grid(9, 3, (tall, *cells))
    kept, (told,) = within([line("a"), grid, line("b")])
    assert (kept[0], len(kept)) == (line("a"), 2)
    assert isinstance(kept[1], Grid)
    assert (kept[1].rows, kept[1].cells[0].row_span) == (4, 4)
    assert {c.row for c in kept[1].cells} == {0, 1, 2, 3}
    assert "first 5 of 11 lines" in told.message
    assert within([line("a")]) == ([line("a")], ())


def test_a_wide_table_in_a_csv_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow_limits, "MOST_CELLS", 100)
    data = "\n".join(f"{n},白榆湾,{n}.50" for n in range(200)).encode()
    page = read.read(data, "long.csv").pages[0]
    assert [p.code for p in page.problems] == ["PT355"]
    assert page.tables[0].rows == 33


def workbook(rows: int, extra: bytes = b"") -> bytes:
    """Give a workbook of one sheet with a picture beside it."""
    made = io.BytesIO()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
    )
    lines = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n}.5</v></c></row>'
        for n in range(1, rows + 1)
    )
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("_rels/.rels", relations.format(office, "officeDocument", "xl/workbook.xml"))
        file.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{space}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            relations.format(office, "worksheet", "worksheets/sheet1.xml"),
        )
        file.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>',
        )
        file.writestr("xl/media/image1.png", extra)
    return made.getvalue()


def test_a_large_workbook_is_cut_behind_a_whole_row(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(500, b"\x89PNG" + bytes(4000))
    assert sheet_cuts.cut_down(data) == (data, ())
    monkeypatch.setattr(sheet_cuts, "_LARGE", 2000)
    smaller, problems = sheet_cuts.cut_down(data)
    assert problems == ()
    assert "xl/media/image1.png" not in zipfile.ZipFile(io.BytesIO(smaller)).namelist()
    whole = read.read(data, "w.xlsx")
    assert whole.pages[0].tables[0].rows == 500
    monkeypatch.setattr(sheet_cuts, "MOST_SHEET", 10_000)
    cut = read.read(data, "w.xlsx")
    assert 50 < cut.pages[0].tables[0].rows < 250
    assert [p.code for p in cut.problems] == ["PT355"]
    monkeypatch.setattr(sheet_cuts, "MOST_SHEET", 90)
    with pytest.raises(OverLimit):
        sheet_cuts.cut_down(data)


def test_a_large_argument_has_more_time() -> None:
    limits = Limits(seconds=10, seconds_a_mib=15)
    assert limits.on(b"x" * 1000) == limits
    assert limits.on(bytes(3 << 20)).seconds == 55
    assert limits.on(bytes(90 << 20)).seconds == 610
    assert Limits(seconds=10).on(bytes(3 << 20)).seconds == 10
