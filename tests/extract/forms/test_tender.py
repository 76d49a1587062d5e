"""Calls for bids: lots, budgets, ceilings, deadlines, and all that is none of them."""

from __future__ import annotations

from notice_samples import CONTACT, codes, facts, lines, one, page, rows, table, text


def test_a_table_of_lots_with_its_total_left_out() -> None:
    found = page(
        "<h1>界河监测项目公开招标公告</h1>"
        + lines(
            "2025年07月01日 10:11 来源：公共采购示例网 【打印】",
            "界河监测项目 招标项目的潜在投标人应在示例平台获取招标文件，"
            "并于2025年07月22日 09点00分（北京时间）前递交投标文件。",
            "一、项目基本情况",
            "项目编号：JC-2025-GK-0100",
            "项目名称：界河监测项目",
            "预算金额：860.000000 万元（人民币）",
            "最高限价（如有）：850.000000 万元（人民币）",
        )
        + table(
            "包号|品目名称|预算金额（万元）|最高限价（万元）",
            "1|雷达|500|495",
            "2|光电|360|355",
            "*2 合计|860|850",
        )
        + lines(
            "三、获取招标文件",
            "时间：2025年07月02日 至 2025年07月08日，每天上午9:00至12:00",
            "售价：￥500.0 元",
            "四、提交投标文件截止时间、开标时间和地点",
            "提交投标文件截止时间：2025年07月22日 09点00分（北京时间）",
            *CONTACT,
        )
    )
    when = "2025-07-22T09:00:00+08:00"
    assert rows(found, "tender") == [
        {"lot": "1", "budget": "5000000", "ceiling": "4950000", "deadline": when},
        {"lot": "2", "budget": "3600000", "ceiling": "3550000", "deadline": when},
    ]
    assert one(found, "notice")["published"] == "2025-07-01T10:11:00+08:00"


def test_package_blocks() -> None:
    found = page(
        "<h1>警用装备公开招标公告</h1>"
        + lines(
            "一、项目基本情况",
            "项目编号：JCGA-2025-01",
            "项目名称：警用装备",
            "预算金额：3,300,000.00元",
            "合同包1(防护服):",
            "合同包预算金额：2,000,000.00元",
            "合同包最高限价：1,980,000.00元",
            "合同包2(头盔):",
            "合同包预算金额：1,300,000.00元",
            "四、提交投标文件截止时间、开标时间和地点",
            "2025年09月10日 09时30分00秒（北京时间）",
        )
    )
    assert [(r["lot"], r["budget"], r.get("ceiling")) for r in rows(found, "tender")] == [
        ("合同包1", "2000000", "1980000"),
        ("合同包2", "1300000", None),
    ]


def test_works_by_sentences_without_any_label_of_name_or_buyer() -> None:
    found = page(
        "<h1>滨江污水管网工程施工招标公告</h1>"
        + lines(
            "1.招标条件",
            "本招标项目滨江污水管网工程（项目名称）已由澜浦市发展和改革局批准建设，项目业主为澜浦市水务集团有限公司，招标人为澜浦市水务投资有限公司，招标代理机构为霁川衡正招标代理有限公司。",
            "2.项目概况与招标范围",
            "2.1 建设规模：管网12公里，总投资约8600万元。",
            "2.2 合同估算价：7200万元",
            "2.3 最高投标限价：71,888,888.88元（含税），不含税价为65,953,109.98元。",
            "4.招标文件的获取",
            "4.1 请于2025年5月1日至2025年5月8日17时00分，登录示例平台下载招标文件。",
            "5.投标保证金",
            "投标保证金的金额：50万元，到账截止时间：2025年5月20日15时整。",
            "6.投标文件的递交",
            "6.1 投标文件递交的截止时间（投标截止时间，下同）为2025年5月22日9时00分。",
        )
    )
    assert one(found, "notice") == {
        "form": "tender",
        "project_name": "滨江污水管网工程",
        "buyer": "澜浦市水务投资有限公司",
        "agent": "霁川衡正招标代理有限公司",
    }
    assert one(found, "tender") == {
        "ceiling": "71888888.88",
        "deadline": "2025-05-22T09:00:00+08:00",
    }


def test_a_negotiation_with_a_blank_ceiling() -> None:
    found = text("""
训练器材采购竞争性谈判公告
一、项目基本情况
项目编号：JCTY-2025-TP-06
项目名称：训练器材采购
预算金额：96.5万元
最高限价（如有）：/
三、获取采购文件
时间：2025年8月1日至2025年8月5日
四、响应文件提交
截止时间：2025年8月8日14点30分（北京时间）
八、凡对本次采购提出询问，请按以下方式联系。
1.采购人信息
名 称：霁川省体育局
""")
    assert one(found, "notice")["form"] == "negotiation"
    assert one(found, "tender") == {"budget": "965000", "deadline": "2025-08-08T14:30:00+08:00"}


def test_a_total_with_its_lots_in_one_line() -> None:
    found = text("""
配电设备采购招标公告
项目名称：配电设备采购
招标人：霁川省供电有限公司
最高限价：64.7235万元，其中标包一：11.5764万元；标包二：53.1471万元。
投标截止时间（即开标时间，下同）：2025年12月31日14时00分。
""")
    assert [(r["lot"], r["ceiling"]) for r in rows(found, "tender")] == [
        ("标包一", "115764"),
        ("标包二", "531471"),
    ]


def test_budget_and_ceiling_in_one_are_both() -> None:
    found = text("""
无人机采购询比采购公告
一、交易登记号：2025ZB0372
二、项目名称：无人机采购
2、采购预算（最高限价）：1564758元。
采购人名称：霁川低空发展有限公司
""")
    assert one(found, "tender") == {"budget": "1564758", "ceiling": "1564758"}
    assert one(found, "notice")["form"] == "inquiry"
    assert one(found, "notice")["project_no"] == "2025ZB0372"


def test_rival_sums_under_one_label_are_named() -> None:
    found = text("""
水泵采购招标公告
项目名称：水泵采购
招标人：澜浦市水务局
预算金额：120万元
采购预算：130万元
""")
    assert "PT423" in codes(found)
    assert facts(found, "tender")[0].confidence < 0.9


def test_no_unit_is_never_certain() -> None:
    found = text("""
水泵采购招标公告
项目名称：水泵采购
招标人：澜浦市水务局
预算金额：1200000
""")
    (fact,) = facts(found, "tender")
    assert fact.fields["budget"].value == "1200000"
    assert fact.confidence < 0.9
    assert fact.reasons
