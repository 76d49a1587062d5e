"""An invented budget as a page of the web: one table, in which every sum holds."""

from __future__ import annotations

ROWS = (
    ("205", "教育支出", "600", "100", "500"),
    ("20508", "进修及培训", "600", "100", "500"),
    ("2050803", "培训支出", "600", "100", "500"),
    ("208", "社会保障和就业支出", "400", "400", "0"),
    ("20805", "行政事业单位养老支出", "400", "400", "0"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "400", "400", "0"),
    ("", "合计", "1000", "500", "500"),
)
BUDGET = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>砚水示例局2031年部门预算</title>'
    "</head><body><h1>砚水示例局2031年部门预算</h1><p>一般公共预算支出表</p><p>单位：万元</p>"
    "<table><tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>基本支出</th><th>项目支出</th></tr>"
    + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS)
    + "</table></body></html>"
)
