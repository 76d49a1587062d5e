"""Words of the desk's views (timeline, map, charts) in Simplified Chinese."""

from __future__ import annotations

from typing import Final

from papertrace.drawing import BOUNDARIES

CHINESE: Final = {
    "See": "查看",
    "Machine translation by a plug-in": "插件机器翻译",
    "Translate this page": "翻译本页",
    "machine": "机器",
    "It is given the words of this page, persons blotted out, and may send them elsewhere. What it"
    " says is shown once, kept nowhere, and never quoted.": (
        "插件会得到本页文字（人名等已遮盖），并可能发往别处。其译文仅显示一次，不保存，不得引用。"
    ),
    "about": "内容",
    "Timeline": "时间线",
    "Map": "地图",
    "Charts": "图表",
    "Places that documents name": "文件提到的地点",
    "What happened when": "事件与日期",
    "{} dated facts": "{} 条有日期的事实",
    "accepted alone": "仅已采纳",
    "proposed ones too": "含待核定者",
    "purchases": "采购",
    "facilities": "设施",
    "budgets": "预算",
    "posts": "职位",
    "equipment": "设备",
    "documents": "文件",
    "plans": "采购意向",
    "notices": "公告",
    "deadlines": "截止日期",
    "awards": "中标",
    "contracts": "合同",
    "acceptances": "验收",
    "jobs": "招聘",
    "statements": "表态",
    "place": "地点",
    "code": "代码",
    "names": "名称",
    "date": "日期",
    "event": "事件",
    "what it is about": "内容",
    "A hollow dot holds nothing that anybody accepted. Nothing is placed finer than a county;"
    " statements, routes, shelters and what only testimony tells are never placed.": (
        "空心圆点表示尚无已采纳的事实。位置最细到县级；言论、路线、庇护场所及仅有证言的内容绝不上图。"
    ),
    "{} facts are left out by that rule, {} name no place that is known.": (
        "按此规则略去 {} 条事实，另有 {} 条没有可识别的地点。"
    ),
    "A hollow dot holds nothing that anybody accepted. A month or a year without a day stands in"
    " its middle.": "空心圆点表示尚无已采纳的事实。只有年或月的日期标在其中间。",
    BOUNDARIES: (
        "界线：Natural Earth 1:1000 万，公有领域，2026 年副本；显示实际管辖，不代表任何立场。"
        "名称与代码：GB/T 2260。圆点为政区驻地，并非具体地点。"
    ),
    "No fact that stands has a date yet.": "尚无有日期的事实。",
    "Budgets and purchases": "预算与采购",
    "by": "按",
    "planned": "意向",
    "tender_budget": "采购预算",
    "ceiling": "最高限价",
    "awarded": "中标",
    "contracted": "合同",
    "budgeted": "预算",
    "executed": "决算",
    "supplier": "供应商",
    "category": "功能分类",
    "{} by {}": "{}，按{}",
    "found": "找到",
    "removed": "删除",
    "moved": "移动",
    "merged": "合并",
    "renamed": "更名",
    "value_changed": "数值变化",
    "unit_changed": "单位变化",
    "weight_changed": "权重变化",
    "wording_changed": "措辞变化",
    "unchanged": "不变",
    "how it is made": "计算方式",
    "No accepted fact states such a sum yet.": "尚无已采纳的事实载有这类金额。",
    "PROPOSED FACTS INCLUDED: nobody has accepted them; for looking only.": (
        "含待核定事实：无人采纳，仅供查看。"
    ),
}
"""English -> Simplified Chinese."""
