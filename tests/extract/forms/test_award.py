"""Awards in the layouts of portals, platforms, trading centres, Word and flattened text."""

from __future__ import annotations

from notice_samples import CONTACT, codes, facts, lines, one, page, rows, table, text


def test_a_portal_page_gives_the_award_once_and_the_fee_apart() -> None:
    found = page(
        "<h2>雷达维保服务竞争性磋商成交公告</h2>"
        + table(
            "采购项目名称|*3 雷达维保服务",
            "采购单位|*3 白榆湾市应急管理局",
            "行政区域|白榆湾市|公告时间|2025年03月12日  17:20",
            "本项目招标公告日期|2025年02月20日|成交日期|2025年03月10日",
            "磋商小组成员名单|*3 钟示例、俞示例",
            "总成交金额|*3 ￥45.680000 万元（人民币）",
            "项目联系人|*3 单示例",
        )
        + lines(
            "一、项目编号：LP-CS-2025-009（招标文件编号：HZ-9）",
            "二、项目名称：雷达维保服务",
            "三、中标（成交）信息",
            "供应商名称：霁川天工气象技术有限公司",
            "供应商地址：天工路1号",
            "中标（成交）金额：45.6800000（万元）",
            "五、评审专家（单一来源采购人员）名单：",
            "钟示例、俞示例（采购人代表）",
            "六、代理服务收费标准及金额：",
            "本项目代理费总金额：0.680000 万元（人民币）",
            *CONTACT,
        )
    )
    assert found.form == "award@2"
    assert one(found, "notice") == {
        "form": "award",
        "project_no": "LP-CS-2025-009",
        "project_name": "雷达维保服务",
        "buyer": "白榆湾市应急管理局",
        "agent": "霁川衡正招标代理有限公司",
        "published": "2025-03-12T17:20:00+08:00",
    }
    assert rows(found, "award") == [{"supplier": "霁川天工气象技术有限公司", "amount": "456800"}]
    assert one(found, "agency_fee") == {"amount": "6800"}
    (award,) = facts(found, "award")
    assert award.confidence >= 0.9
    assert [a.quote for a in award.anchors if a.role == "mention" and a.field == "amount"]
    assert not any("示例" in v.value for f in found.facts for v in f.fields.values())


def test_rates_are_no_totals() -> None:
    found = page(
        lines(
            "车辆维修定点服务中标（成交）结果公告",
            "一、项目编号：QH-2024-C-031",
            "二、项目名称：车辆维修定点服务",
            "三、中标（成交）信息",
        )
        + table(
            "序号|标项名称|中标（成交）金额（元）|中标供应商名称",
            "1|车辆维修一|下浮率：12.5%|青禾顺达汽车修理厂",
            "2|车辆维修二|最终报价：折扣率92(%)|青禾远行汽车服务有限公司",
        )
    )
    assert rows(found, "award") == [
        {"lot": "1", "supplier": "青禾顺达汽车修理厂", "rate": "12.5", "rate_kind": "discount"},
        {"lot": "2", "supplier": "青禾远行汽车服务有限公司", "rate": "92"},
    ]


def test_package_blocks_name_the_lot_and_losers_are_left_out() -> None:
    price = table(
        "供应商名称|供应商地址|中标（成交）金额",
        "霁川康宁医疗器械有限公司|高新区5号|1,980,000.00元",
    )
    found = page(
        "<h2>医疗设备采购中标公告</h2>"
        + lines("一、项目编号：BYW-2024-0133", "二、项目名称：医疗设备采购", "三、采购结果")
        + "<h4><strong>合同包1(彩色超声):</strong></h4>"
        + price
        + "<h4><strong>合同包2(内窥镜):</strong></h4>"
        + price.replace("霁川康宁医疗器械", "云汀明视科技").replace("1,980,000.00", "755,500.00")
        + lines("四、主要标的信息")
        + table(
            "品目号|采购标的|品牌|数量|单价(元)|总价(元)", "1-1|彩超|青杼|2|990,000.00|1,980,000.00"
        )
        + lines("五、评审专家名单：", "钟示例、俞示例", "八、其他补充事宜")
        + table(
            "供应商名称|资格性审查|符合性审查|最终报价|综合得分|排名",
            "霁川康宁医疗器械有限公司|通过|通过|1,980,000.00|91|1",
            "澜浦百川贸易有限公司|通过|通过|2,010,000.00|85|2",
        )
        + lines(*CONTACT)
    )
    assert rows(found, "award") == [
        {"lot": "合同包1", "supplier": "霁川康宁医疗器械有限公司", "amount": "1980000"},
        {"lot": "合同包2", "supplier": "云汀明视科技有限公司", "amount": "755500"},
    ]


def test_flattened_tables_keep_lots_apart_and_failed_lots_out() -> None:
    found = text("""
学生装备采购项目中标结果公告
一、项目编号：
QH-ZC-2025-0091
二、项目名称：
学生装备采购项目
三、中标（成交）信息
1.中标结果：
序号
标项名称
中标（成交）金额（元）
中标供应商名称
中标供应商地址
1
课桌椅
1250000
霁川木作家具有限公司
澜浦市木作路1号
2
电子白板
总价：886000（元）
云汀砚石信息技术有限公司
云汀州砚台路2号
2.废标结果:
序号
标项名称
废标理由
其他事项
3
校服
有效供应商不足三家
/
四、主要标的信息
序号
标项名称
标的名称
品牌
规格型号
数量
单价(元)
1
课桌椅
课桌
木作
MZ-1
500
800
五、评审专家名单：
钟示例、俞示例
""")
    assert rows(found, "award") == [
        {"lot": "1", "supplier": "霁川木作家具有限公司", "amount": "1250000"},
        {"lot": "2", "supplier": "云汀砚石信息技术有限公司", "amount": "886000"},
    ]
    first = facts(found, "award")[0]
    assert [(a.field, a.quote) for a in first.anchors if a.role == "unit"] == [("amount", "元")]


def test_labels_in_one_line_and_a_failed_lot() -> None:
    found = text("""
水稻种子采购成交公告
项目编号：QH-JT-2024-18
项目名称：水稻种子采购
成交结果：
第一包：成交供应商：青禾丰穗种业有限公司，成交金额：126.5万元
第二包：成交供应商：澜浦金禾种业有限公司，成交金额：88.2万元
第三包：废标
采购人名称：青禾县农业农村局
代理机构：青禾衡正招标代理有限公司
""")
    assert rows(found, "award") == [
        {"lot": "第一包", "supplier": "青禾丰穗种业有限公司", "amount": "1265000"},
        {"lot": "第二包", "supplier": "澜浦金禾种业有限公司", "amount": "882000"},
    ]


def test_a_consortium_is_one_award() -> None:
    found = page(
        lines(
            "智慧口岸项目中标公告",
            "一、项目编号：BYW-GK-2025-0001",
            "二、项目名称：智慧口岸项目",
            "三、中标信息",
            "供应商名称：云汀砚石信息技术有限公司（联合体牵头人）、霁川青杼电子研究所（联合体成员）",
            "中标金额：3580.000000（万元）",
        )
    )
    assert rows(found, "award") == [
        {"supplier": "云汀砚石信息技术有限公司;霁川青杼电子研究所", "amount": "35800000"}
    ]


def test_a_sentence_names_the_winner_with_less_confidence() -> None:
    found = text("""
库房空调采购中标结果公告
受霁川省档案馆委托，霁川衡正招标代理有限公司就库房空调采购（项目编号：HZ2023-120）进行公开招标，现将结果公告如下：
经评标委员会评审，采购人确认，确定霁川天工制冷设备有限公司为中标人，中标金额为人民币1,286,000.00元。
2023年9月12日
""")
    assert one(found, "award") == {"supplier": "霁川天工制冷设备有限公司", "amount": "1286000"}
    assert facts(found, "award")[0].confidence < 0.9
    told = one(found, "notice")
    assert (told["buyer"], told["project_no"]) == ("霁川省档案馆", "HZ2023-120")
    assert (told["project_name"], told["published"]) == ("库房空调采购", "2023-09-12")


def test_words_against_digits_stand_both_and_are_named() -> None:
    found = text("""
图书馆家具采购成交公告
一、项目编号：BYW-2024-0501
二、项目名称：图书馆家具采购
三、成交信息
成交供应商名称：霁川木作家具有限公司
成交金额：人民币伍佰万元（￥500000.00）
""")
    assert [r["amount"] for r in rows(found, "award")] == ["5000000", "500000"]
    assert all(f.confidence < 0.5 for f in facts(found, "award"))
    assert "PT423" in codes(found)


def test_words_alone_are_a_sum() -> None:
    found = page(
        "<table><tr><td><div>视频监控改造项目成交公告</div><div>一、项目编号：<u>YT-044</u></div>"
        "<div>二、项目名称：<u>视频监控改造项目</u></div><div>三、中标（成交）信息</div>"
        "<div>供应商名称：<u>云汀砚石信息技术有限公司</u></div>"
        "<div>中标（成交）金额：<u>贰佰捌拾叁万伍仟元整 人民币</u></div></td></tr></table>"
    )
    assert one(found, "award") == {"supplier": "云汀砚石信息技术有限公司", "amount": "2835000"}


def test_a_bare_personal_name_is_never_a_supplier() -> None:
    found = text("""
乡村道路保洁服务成交公告
项目编号：QH-2024-077
项目名称：乡村道路保洁服务
成交供应商：李示例
成交金额：86000元
采购人：青禾县住房和城乡建设局
""")
    assert rows(found, "award") == [{"amount": "86000"}]
    assert codes(found) == {"PT421"}
    assert not any("李示例" in a.quote for f in found.facts for a in f.anchors)


def test_a_price_per_year_is_no_total() -> None:
    found = page(
        lines(
            "养老院物业服务成交公告",
            "项目编号：LP-2024-2",
            "成交供应商：澜浦安居物业服务有限公司",
            "成交金额：158万元/年，服务期三年",
            "采购人：澜浦市民政局",
        )
    )
    assert one(found, "award") == {
        "supplier": "澜浦安居物业服务有限公司",
        "unit_price": "1580000",
        "per": "year",
    }


def test_a_token_price_is_flagged() -> None:
    found = page(
        lines(
            "印刷服务成交公告",
            "成交供应商：澜浦墨痕印务有限公司",
            "成交金额：1元",
            "采购人：澜浦市财政局",
            "项目编号：LP-7-2",
        )
    )
    assert one(found, "award")["amount"] == "1"
    assert facts(found, "award")[0].confidence < 0.5
    assert "PT422" in codes(found)


def test_the_caption_gives_the_unit_and_the_total_row_is_no_award() -> None:
    found = page(
        lines("办公设备定点采购成交结果公告", "单位：万元")
        + table(
            "包号|成交供应商|成交金额|备注",
            "1|澜浦百川贸易有限公司|126.5|",
            "2|云汀明视科技有限公司|98|",
            "合计||224.5|",
        )
        + lines("采购人：澜浦市财政局")
    )
    assert [r["amount"] for r in rows(found, "award")] == ["1265000", "980000"]


def test_the_lot_of_a_single_award_may_stand_in_the_title() -> None:
    found = text("""
市场监测项目（第二包：综合服务） 竞争性磋商成交公告
一、项目编号：JC-0001-XM001
二、项目名称：市场监测项目
三、中标（成交）信息
中标成交供应商名称：云汀砚石信息技术有限公司
中标金额：88.45万元
""")
    assert one(found, "award")["lot"] == "第二包"


def test_of_ranked_bidders_the_first_won() -> None:
    found = page(
        lines("道路照明采购结果公告", "项目编号：LP-31-01", "采购人：澜浦市城市管理局")
        + table(
            "供应商名称|报价（元）|排名",
            "霁川甲木建设有限公司|560000|1",
            "云汀石工集团有限公司|580000|2",
        )
    )
    assert rows(found, "award") == [{"supplier": "霁川甲木建设有限公司", "amount": "560000"}]


def test_the_things_bought_are_no_awards() -> None:
    found = page(
        lines(
            "文具采购成交公告",
            "成交供应商：澜浦百川贸易有限公司",
            "成交金额：8.65万元",
            "采购人：澜浦市财政局",
        )
        + table(
            "供应商名称|货物名称|品牌|规格型号|数量|单价（元）|总价（元）",
            "澜浦百川贸易有限公司|纸|墨痕|A4|1000|50|50000",
            "澜浦百川贸易有限公司|笔|墨痕|P1|3650|10|36500",
        )
    )
    assert rows(found, "award") == [{"supplier": "澜浦百川贸易有限公司", "amount": "86500"}]
    assert codes(found) == set()


def test_a_framework_admits_several_at_rates() -> None:
    found = page(
        lines("印刷服务框架协议采购入围结果公告", "项目编号：JC-KJ-1", "征集人：霁川省政府采购中心")
        + table(
            "序号|入围供应商名称|折扣率", "1|澜浦墨痕印务有限公司|85%", "2|云汀石印有限公司|88%"
        )
    )
    assert one(found, "notice")["form"] == "framework"
    assert [r["rate"] for r in rows(found, "award")] == ["85", "88"]


def test_a_number_without_any_unit_is_not_certain() -> None:
    found = page(
        lines("防洪沙袋采购中标公告", "采购单位：澜浦市水务局")
        + table("中标单位|中标金额", "霁川天工物资有限公司|126.5")
    )
    (award,) = facts(found, "award")
    assert award.confidence < 0.9
    assert award.reasons[-1] == "no unit is printed"


def test_a_result_without_any_winner_is_reported() -> None:
    found = page(lines("防洪沙袋采购中标公告", "采购单位：澜浦市水务局", "项目编号：LP-36-01"))
    assert rows(found, "award") == []
    assert codes(found) == {"PT412"}
