"""Candidates: rows, turned tables, a column for each rank, flattened tables, lines."""

from __future__ import annotations

from notice_samples import facts, lines, one, page, rows, table, text


def test_rows_with_merged_lots_and_the_unit_in_the_head() -> None:
    found = page(
        "<h2>界河堤防工程施工中标候选人公示</h2>"
        + table(
            "项目名称|*3 界河堤防工程施工",
            "招标人|云汀州水务局|招标代理机构|霁川衡正招标代理有限公司",
            "最高投标限价（万元）|1290.5|开标时间|2025年4月8日9时30分",
        )
        + table(
            "标段|排名|中标候选人名称|投标报价（万元）|工期|项目负责人",
            "^2 一标段|1|霁川甲木建设有限公司|1180.2365|180日历天|邬示例",
            "2|云汀石工集团有限公司|1199.8|180日历天|薄示例",
            "二标段|1|云汀石工集团有限公司|88.15|60日历天|薄示例",
        )
        + lines("公示期：2025年4月9日至2025年4月11日")
    )
    assert found.form == "candidates@2"
    assert rows(found, "candidate") == [
        {"lot": "一标段", "rank": "1", "supplier": "霁川甲木建设有限公司", "amount": "11802365"},
        {"lot": "一标段", "rank": "2", "supplier": "云汀石工集团有限公司", "amount": "11998000"},
        {"lot": "二标段", "rank": "1", "supplier": "云汀石工集团有限公司", "amount": "881500"},
    ]
    assert one(found, "tender") == {"ceiling": "12905000"}
    assert "published" not in one(found, "notice")
    units = [a.quote for a in facts(found, "candidate")[0].anchors if a.role == "unit"]
    assert units == ["万元"]


def test_a_table_turned_on_its_side() -> None:
    found = page(
        "<h2>口岸道路工程监理中标候选人公示</h2>"
        + table(
            "中标候选人排序|第一中标候选人|第二中标候选人",
            "单位名称|霁川经纬监理有限公司|云汀正准监理有限公司",
            "投标报价（元）|1,256,000.00|1,280,000.00",
            "总监理工程师|单示例|俞示例",
        )
        + lines("招标人：白榆湾市交通运输局", "2025年5月6日")
    )
    assert rows(found, "candidate") == [
        {"rank": "1", "supplier": "霁川经纬监理有限公司", "amount": "1256000"},
        {"rank": "2", "supplier": "云汀正准监理有限公司", "amount": "1280000"},
    ]
    assert one(found, "notice")["published"] == "2025-05-06"


def test_a_column_for_each_rank() -> None:
    found = page(
        "<h2>农村公路养护中标候选人公示</h2>"
        + table(
            "包号|第一中标候选人|第二中标候选人",
            "包1|霁川甲木建设有限公司|云汀石工集团有限公司",
            "包2|澜浦路桥有限公司|霁川甲木建设有限公司",
        )
        + lines("招标人：青禾县交通运输局")
    )
    told = [(r["lot"], r["rank"], r["supplier"]) for r in rows(found, "candidate")]
    assert told == [
        ("包1", "1", "霁川甲木建设有限公司"),
        ("包1", "2", "云汀石工集团有限公司"),
        ("包2", "1", "澜浦路桥有限公司"),
        ("包2", "2", "霁川甲木建设有限公司"),
    ]


def test_labelled_lines() -> None:
    found = text("""
数字化加工服务评标结果公示
项目编号：LP-2025-GK-018
一、评标情况
第一中标候选人：云汀砚石信息技术有限公司，投标报价：1563200.00元，综合得分：92.31
第二中标候选人：霁川青杼电子研究所，投标报价：1589000元，综合得分：88.02
二、公示期：2025年6月3日至2025年6月5日
招标人：澜浦市档案馆
日期：2025年6月3日
""")
    assert rows(found, "candidate") == [
        {"rank": "1", "supplier": "云汀砚石信息技术有限公司", "amount": "1563200"},
        {"rank": "2", "supplier": "霁川青杼电子研究所", "amount": "1589000"},
    ]


def test_a_flattened_table_with_the_rank_in_its_last_column() -> None:
    found = text("""
卫生院建设项目中标候选人公示
公示时间：2025-06-10
一、项目编号：QH-GC-2025-3
二、中标候选人
序号
中标候选人名称
投标报价(元)
质量
工期
排名
1
霁川甲木建设有限公司
12580000.00
合格
200
1
2
云汀石工集团有限公司
12650000.00
合格
200
2
三、招标人：青禾县卫生健康局
""")
    assert rows(found, "candidate") == [
        {"rank": "1", "supplier": "霁川甲木建设有限公司", "amount": "12580000"},
        {"rank": "2", "supplier": "云汀石工集团有限公司", "amount": "12650000"},
    ]
