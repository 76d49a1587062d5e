"""Contracts, corrections, terminations, single sources, intentions, price lists, acceptance."""

from __future__ import annotations

import pytest

from notice_samples import codes, facts, lines, one, page, rows, table, text


def test_a_contract_by_the_national_form() -> None:
    found = page(
        "<h1>数字城管运维服务合同公告</h1>"
        + lines(
            "一、合同编号：BYW-HT-2025-0007",
            "二、合同名称：数字城管运维服务合同",
            "三、项目编号（或招标编号、政府采购计划编号、采购计划备案文号等，如有）：BYW-GK-2025-0003",
            "四、项目名称：数字城管运维服务",
            "五、合同主体",
            "采购人（甲方）：白榆湾市城市管理局",
            "供应商（乙方）：云汀砚石信息技术有限公司",
            "六、合同主要信息",
            "主要标的单价：1580000.00",
            "合同金额：158.000000（万元）",
            "七、合同签订日期：2025-01-20",
            "八、合同公告日期：2025-01-22",
        )
    )
    assert one(found, "contract") == {
        "contract_no": "BYW-HT-2025-0007",
        "project_no": "BYW-GK-2025-0003",
        "buyer": "白榆湾市城市管理局",
        "supplier": "云汀砚石信息技术有限公司",
        "amount": "1580000",
        "signed": "2025-01-20",
    }
    assert one(found, "notice")["published"] == "2025-01-22"


def test_a_flattened_contract_with_an_unfilled_sum() -> None:
    found = text("""
用车服务采购项目合同
采购人名称
澜浦市体育中心
中标（成交）供应商名称
澜浦远行汽车服务有限公司
合同金额
0元 人民币
合同期限
年
合同签署时间
2026-03-17 00:32:09
""")
    assert one(found, "contract") == {
        "buyer": "澜浦市体育中心",
        "supplier": "澜浦远行汽车服务有限公司",
        "amount": "0",
        "signed": "2026-03-17T00:32:09+08:00",
    }
    assert "PT422" in codes(found)
    assert facts(found, "contract")[0].confidence < 0.5
    assert one(found, "notice")["project_name"] == "用车服务采购项目"
    assert "published" not in one(found, "notice")


def test_a_correction_in_sentences() -> None:
    found = text("""
救援艇采购项目更正公告
一、项目基本情况
原公告的采购项目编号：BYW-GK-2025-0011
原公告的采购项目名称：救援艇采购项目
首次公告日期：2025年02月10日
二、更正信息
更正事项：采购文件
更正内容：
1、原招标文件第三章“投标截止时间：2025年03月04日 09:30”，现更正为“2025年03月10日 14:00”。
2、原最高限价为450万元，现更正为430万元。
更正日期：2025年02月20日
""")
    assert rows(found, "amendment") == [
        {
            "item": "投标截止时间",
            "before": "2025-03-04T09:30:00+08:00",
            "after": "2025-03-10T14:00:00+08:00",
        },
        {"item": "最高限价", "before": "4500000", "after": "4300000"},
    ]
    assert "published" not in one(found, "notice")


def test_a_correction_in_a_flattened_table() -> None:
    found = text("""
信息系统采购更正公告
一、项目基本情况
原公告的采购项目编号：
QH-2025-12
原公告的采购项目名称：
信息系统采购
二、更正信息
更正内容：
序号
更正项
更正前内容
更正后内容
1
获取招标文件时间
2025年01月10日至2025年01月17日
2025年01月10日至2025年01月22日
2
开标时间
2025年02月05日 09:00
2025年02月12日 09:00
更正日期：
2025年01月15日
""")
    assert rows(found, "amendment") == [
        {
            "item": "获取招标文件时间",
            "before": "2025-01-10/2025-01-17",
            "after": "2025-01-10/2025-01-22",
        },
        {
            "item": "开标时间",
            "before": "2025-02-05T09:00:00+08:00",
            "after": "2025-02-12T09:00:00+08:00",
        },
    ]


def test_a_correction_with_before_and_after_lines() -> None:
    found = page(
        "<h2>体育馆灯光采购延期公告</h2>"
        + lines(
            "项目编号：YT-2025-55",
            "项目名称：体育馆灯光采购",
            "更正前：提交投标文件截止时间：2025年6月3日9时30分",
            "更正后：提交投标文件截止时间：2025年6月10日9时30分",
            "采购人：云汀州体育局",
        )
    )
    assert one(found, "amendment") == {
        "item": "提交投标文件截止时间",
        "before": "2025-06-03T09:30:00+08:00",
        "after": "2025-06-10T09:30:00+08:00",
    }


def test_an_award_that_is_corrected_is_a_correction() -> None:
    found = text("""
灯光采购成交公告更正公告
项目名称：灯光采购
采购人：云汀州体育局
更正内容：成交金额：原98万元，现更正为89万元
""")
    assert found.form == "correction@2"
    assert rows(found, "award") == []


def test_a_failed_purchase_lot_by_lot() -> None:
    found = text("""
消防装备采购项目废标公告
一、采购人名称：青禾县应急管理局
二、采购项目名称：消防装备采购项目
三、采购项目编号：QH2024-G1-00012-YX
六、采购公告发布日期：2024年03月01日
七、预算总金额：人民币9950000.00元
八、废标理由：
标项1：有效供应商不足三家，项目流标。
标项2：至提交投标文件截止时间，提交投标文件的供应商不足3家，本项目采购失败。
""")
    assert rows(found, "termination") == [
        {"lot": "标项1", "reason_class": "unsuccessful"},
        {"lot": "标项2", "reason_class": "unsuccessful"},
    ]
    assert "published" not in one(found, "notice")


@pytest.mark.parametrize(
    ("reason", "value"),
    [
        ("因采购计划有变，采购人决定终止本次采购活动。", "cancelled"),
        ("因重大变故，采购任务取消。", "cancelled"),
        ("至投标截止时间，递交投标文件的供应商不足三家。", "unsuccessful"),
        ("经评审，实质性响应招标文件的供应商不足3家。", "unsuccessful"),
    ],
)
def test_why_a_purchase_ended(reason: str, value: str) -> None:
    found = page(
        "<h1>救灾物资采购项目终止公告</h1>"
        + lines(
            "一、项目基本情况",
            "采购项目编号：LP-CS-2024-0007",
            "采购项目名称：救灾物资采购项目",
            "二、项目终止的原因",
            reason,
            "四、凡对本次公告内容提出询问，请按以下方式联系。",
            "1.采购人信息",
            "名 称：澜浦市民政局",
        )
    )
    assert one(found, "termination") == {"reason_class": value}
    assert one(found, "notice")["buyer"] == "澜浦市民政局"


def test_a_result_that_tells_only_of_failure_is_a_termination() -> None:
    found = page(
        "<h1>环保设备采购结果公告</h1>"
        + lines(
            "一、项目编号：QH-2024-9",
            "三、采购结果：废标",
            "废标原因：有效投标人不足三家。",
            "采购人：青禾县生态环境局",
        )
    )
    assert one(found, "notice")["form"] == "termination"
    assert one(found, "termination") == {"reason_class": "unsuccessful"}


def test_a_single_source_is_proposed_not_awarded() -> None:
    found = page(
        "<h1>台网升级项目单一来源采购公示</h1>"
        + lines(
            "一、项目信息",
            "采购人：霁川省地震局",
            "项目名称：台网升级项目",
            "拟采购的货物或服务的预算金额（元）：860000",
            "二、拟定供应商信息",
            "1、名称：云汀砚石信息技术有限公司",
            "地址：砚台路2号",
            "三、公示期限",
            "2025年03月01日 至 2025年03月08日",
            "四、论证专家名单：黎示例、邹示例",
        )
    )
    assert one(found, "candidate") == {"supplier": "云汀砚石信息技术有限公司"}
    assert one(found, "tender") == {"budget": "860000"}
    assert rows(found, "award") == []
    assert not any("示例" in v.value for f in found.facts for v in f.fields.values())


def test_intentions_are_plans() -> None:
    found = text("""
青禾县公安局2025年6月政府采购意向
为便于供应商及时了解政府采购信息，现将青禾县公安局2025年6月采购意向公开如下：
序号
采购项目名称
采购需求概况
预算金额（万元）
预计采购时间
备注
1
执法记录仪采购
采购执法记录仪200台
60
2025年6月
2
视频会议系统维护
系统维护一年
25.8
2025年6月
无
青禾县公安局
2025年5月6日
""")
    plans = [(r["name"], r["amount"], r["month"]) for r in rows(found, "procurement_plan")]
    assert plans == [
        ("执法记录仪采购", "600000", "2025-06"),
        ("视频会议系统维护", "258000", "2025-06"),
    ]
    assert all(f.fields["buyer"].inherited for f in facts(found, "procurement_plan"))
    assert rows(found, "tender") == []
    assert one(found, "notice")["published"] == "2025-05-06"


def test_a_price_list_gives_unit_prices_of_those_who_won() -> None:
    row = "{0}|甲疫苗{0}|0.5ml|示范生物制品厂|霁川医药贸易有限公司(生产企业：示范生物制品厂)|{0}8.5"
    found = page(
        "<h2>2025年霁川省第二类疫苗集中采购成交品种目录</h2>"
        + table(
            "序号|疫苗名称|规格|生产企业|成交企业|成交价格（元）",
            *(row.format(n) for n in range(1, 7)),
        )
    )
    assert found.form == "price_list@2"
    assert rows(found, "award")[0] == {"supplier": "霁川医药贸易有限公司", "unit_price": "18.5"}
    assert len(rows(found, "award")) == 6
    assert all("amount" not in r for r in rows(found, "award"))


def test_acceptance_gives_the_notice_and_no_persons() -> None:
    found = page(
        "<h1>物业服务项目验收结果公告</h1>"
        + lines(
            "一、合同编号：QH-HT-1",
            "三、项目编号：QH-2024-5",
            "四、项目名称：物业服务项目",
            "采购人（甲方）：青禾县人民法院",
            "八、验收组成员：单示例、俞示例",
            "九、验收意见：合格",
        )
    )
    assert [f.kind for f in found.facts] == ["notice", "acceptance"]
    assert one(found, "notice")["form"] == "acceptance"
    assert one(found, "acceptance") == {"contract_no": "QH-HT-1", "opinion": "合格"}


@pytest.mark.parametrize(
    "body",
    [
        "白榆湾市2025年公开招聘警务辅助人员公告\n联系人：单示例\n报名时间：2025年5月14日",
        "口岸综合执勤站通过竣工验收\n项目由霁川甲木建设有限公司承建，总投资约3,960万元。",
        "白榆湾市财政局2025年部门预算\n政府采购预算：100万元",
    ],
)
def test_what_is_no_notice_is_left_alone(body: str) -> None:
    found = text(body)
    assert not {f.kind for f in found.facts} & {"notice", "tender", "award", "contract"}


def test_every_field_has_an_anchor_that_holds_it() -> None:
    found = text("""
物业服务合同公告
合同编号：LP-HT-9
甲方：澜浦市机关事务管理局
乙方：澜浦安居物业服务有限公司
合同金额：158万元
签订日期：2025年3月1日
""")
    for fact in found.facts:
        for name, value in fact.fields.items():
            own = [a for a in fact.anchors if a.field == name and a.role == ""]
            assert any("".join(value.written.split()) in "".join(a.quote.split()) for a in own)
            assert all(a.selector for a in own)
