"""Workbooks that portals save as XML under the name of an XLS are read as workbooks."""

from __future__ import annotations

from papertrace.read import read

_HEAD = (
    '<?xml version="1.0" encoding="gb2312"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
_STYLES = (
    '<Styles><Style ss:ID="k"><NumberFormat ss:Format="#,##0.0,"/></Style>'
    '<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>'
)


def cell(value: str, more: str = "") -> str:
    """Give a cell."""
    kind = "Number" if value.replace(".", "").isdigit() else "String"
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_cells_merges_formats_and_hidden_rows() -> None:
    title = cell("支出表", 'ss:MergeAcross="2"')
    scaled, struck = cell("1280000", 'ss:StyleID="k"'), cell("7", 'ss:Index="3" ss:StyleID="s"')
    rows = (
        f"<Row>{title}</Row>"
        f"<Row>{cell('项目')}{cell('金额')}{cell('备注')}</Row>"
        f"<Row ss:Index='4' ss:Hidden='1'>{cell('甲')}{cell('12.50')}{cell('暗')}</Row>"
        f"<Row>{cell('乙')}{scaled}</Row><Row>{cell('丙')}{struck}</Row>"
    )
    text = f'{_HEAD}{_STYLES}<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet></Workbook>'
    document = read(text.encode("gb2312"), "a.xls")
    page = document.pages[0]
    lines = page.text.split("\n")
    assert lines == [
        "支出表",
        "项目\t金额\t备注",
        "甲\t12.5\t暗",
        "乙\t1,280.0\t",
        "丙\t\t〔划去：7〕",
    ]
    told = {p.code: p.anchor.quote if p.anchor else p.severity for p in page.problems}
    assert told == {"PT313": "甲\t12.5\t暗", "PT357": "1,280.0", "PT317": "note"}
    assert {r.path for r in page.runs} >= {"表!A1", "表!B5", "表!C6"}
