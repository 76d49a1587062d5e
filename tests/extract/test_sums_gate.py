"""A sum is sure only where nothing around it speaks against it; what does is told, not decided."""

from __future__ import annotations

import pytest

from papertrace.extract import extract
from papertrace.read import read

SURE = 0.9
IN_WORDS = ("成交金额：1912000元", "大写：壹佰玖拾贰万壹仟元整")
AGREEING = ("成交金额：1912000元", "大写：壹佰玖拾壹万贰仟元整")


def award(*lines: str) -> str:
    """Give an award notice of one supplier with these lines."""
    told = ("项目编号：QA-2025-0311", "成交供应商：卯河汽车有限公司", *lines)
    return "<h1>巡逻车采购成交结果公告</h1>" + "".join(f"<p>{x}</p>" for x in told)


def contract(*lines: str) -> str:
    """Give a contract notice with these lines."""
    told = ("合同编号：QA-2025-0311", "甲方：白岭县公安局", "乙方：卯河汽车有限公司", *lines)
    return "<h1>巡逻车采购合同公告</h1>" + "".join(f"<p>{x}</p>" for x in told)


def table(*rows: tuple[str, ...]) -> str:
    """Give an award notice that is a table."""
    told = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows)
    return f"<h1>巡逻车采购成交结果公告</h1><p>项目编号：QA-2025-0311</p><table>{told}</table>"


TWICE = {
    "words in the same line": award("成交金额：小写：1912000元；大写：壹佰玖拾贰万壹仟元整"),
    "words in the next line": award(*IN_WORDS),
    "words in brackets below": award(IN_WORDS[0], "（大写）壹佰玖拾贰万壹仟元整"),
    "words under a label": award(
        "成交金额（小写）：1912000元", "成交金额（大写）：壹佰玖拾贰万壹仟元整"
    ),
    "words of a contract": contract("合同金额（元）：3280000", "大写：叁佰捌拾贰万元整"),
    "the same label twice": award("成交金额：1912000元", "成交金额：1921000元"),
    "another label": award("成交金额：1912000元", "成交价：1921000元"),
    "a contract's two labels": contract("合同金额：328万元", "合同价：382万元"),
}
SEVERAL = {
    "parts": award("成交金额：设备180万元，安装11.2万元"),
    "phases": award("成交金额：一期100万元，二期91.2万元"),
    "years": contract("合同金额：第一年100万元，第二年110万元，第三年118万元"),
    "equal years": contract("合同金额：其中2024年109万元，2025年109万元"),
    "prices of kinds": award("成交金额：A类：120元/次；B类：300元/次"),
    "two figures in a cell": table(
        ("成交供应商", "成交金额（万元）"), ("卯河汽车有限公司、辰山汽车有限公司", "95.6、88.2")
    ),
    "a price times months": award("中标价：3.2万元×12个月"),
    "a range": award("中标金额：80-86.5万元"),
    "a sum below nothing": award("中标金额：-86.5万元"),
    "an advance's heading": award("五、合同预付款", "金额：60万元"),
    "a part's fee and a rate": award("中标价：设计费：186.50万元；建安工程费下浮率：3.25%"),
    "a ceiling's heading": award("四、最高限价", "金额：200万元"),
    "a bond's heading": award("四、质保金", "金额：1.2万元"),
    "a budget's heading": contract("五、预算", "金额：350万元"),
    "a price of the evaluation": table(
        ("中标人", "评审价格（元）"), ("卯河汽车有限公司", "800,000")
    ),
    "a remark in the row": table(
        ("成交供应商", "卯河汽车有限公司", "", ""), ("成交金额", "191.2万元", "备注", "每年")
    ),
}
SENSED = {
    "a price a year behind": (award("成交金额：191.2万元（每年）"), "1912000", "year"),
    "a price a year in the label": (award("成交金额（每年）：191.2万元"), "1912000", "year"),
    "a year's fee": (award("成交金额：年服务费191.2万元"), "1912000", "year"),
    "a contract's price a year": (contract("合同金额：328万元（每年）"), "3280000", "year"),
    "a month's rent": (contract("合同金额：月租金2.5万元，共36个月"), "25000", "month"),
    "a price a person with a ceiling": (
        award("中标金额：86.5元/人次，总价不超过80万元"),
        "86.5",
        "人次",
    ),
    "a unit price": (award("成交金额：4191.2元（单价）"), "4191.2", ""),
    "a person's month": (award("成交金额：4191.2元（每人每月）"), "4191.2", "人·month"),
    "a contract's price a boat": (contract("合同单价：164万元/艘"), "1640000", "艘"),
}
WHOLE = {
    "parts before the whole": (
        award("成交金额：其中甲类96万元、乙类95.2万元，合计191.2万元"),
        "1912000",
    ),
    "years behind the whole": (
        contract("合同金额：328万元，其中2024年109万元，2025年109万元，2026年110万元"),
        "3280000",
    ),
    "a price a year before the whole": (
        award("成交金额：191.2万元/年，三年共573.6万元"),
        "5736000",
    ),
    "what was saved": (award("成交金额：较预算节约8.8万元，为191.2万元"), "1912000"),
    "as changed": (contract("原合同金额：328万元", "变更后合同总金额：360万元"), "3600000"),
    "a sum without tax in brackets": (
        contract("合同金额：3,280,000.00元（不含税金额2,902,654.87元）"),
        "3280000",
    ),
}
NO_SUM = {
    "a call's two years": "预算金额：第一年100万元，第二年110万元",
    "a call's two things": "预算金额：设备180万元、服务20万元",
    "a call's price a year": "预算金额：100万元（每年）",
}
NOTED = table(("中标人", "中标价（元）"), ("卯河汽车有限公司", "865000"))
SEVERAL["a note below"] = f"{NOTED}<p>注：以上为每年服务费，合同期三年。</p>"
PLAIN = {
    "a discount told beside": award("成交金额：98万元（下浮率2%）"),
    "a table without a note": NOTED,
    "a table of one lot": table(
        ("包号", "中标人", "中标价（元）"), ("1", "卯河汽车有限公司", "865000")
    ),
    "words that agree": award("成交金额：1912000元（大写：壹佰玖拾壹万贰仟元整）"),
    "words that agree below": award(*AGREEING),
    "a fee apart": award("成交金额：191.2万元", "五、代理费", "金额：9500元"),
    "a bond beside": contract("合同金额：328万元，履约保证金：16.4万元"),
    "a budget in brackets": award("成交金额：191.2万元（预算200万元）"),
    "a bare label of ours": contract("四、合同主要信息", "总价：328万元"),
}


def told(page: str) -> tuple[list[float], set[str]]:
    """Give the confidence of the sums of awards and contracts, and the codes of all problems."""
    made = extract(read(page.encode(), "notice.html"))
    sums = [f for f in made.facts if f.kind in ("award", "contract") and "amount" in f.fields]
    return [f.confidence for f in sums], {p.code for p in made.problems}


@pytest.mark.parametrize("what", TWICE)
def test_a_sum_that_stands_twice_and_differs_is_a_conflict(what: str) -> None:
    sure, codes = told(TWICE[what])
    assert sure
    assert max(sure) < SURE
    assert "PT423" in codes


@pytest.mark.parametrize("what", SEVERAL)
def test_a_sum_among_others_or_of_a_piece_is_not_sure(what: str) -> None:
    sure, codes = told(SEVERAL[what])
    assert max(sure, default=0) < SURE
    assert codes & {"PT423", "PT425", "PT412"}


@pytest.mark.parametrize("what", PLAIN)
def test_a_plain_sum_stays_sure(what: str) -> None:
    sure, codes = told(PLAIN[what])
    assert sure
    assert min(sure) >= SURE
    assert not codes & {"PT423", "PT425"}


@pytest.mark.parametrize("what", SENSED)
def test_a_price_of_a_piece_or_a_year_is_no_total(what: str) -> None:
    page, value, per = SENSED[what]
    made = extract(read(page.encode(), "notice.html"))
    fact = next(f for f in made.facts if f.kind in ("award", "contract"))
    assert "amount" not in fact.fields
    assert fact.fields["unit_price"].value == value
    assert (fact.fields["per"].value if "per" in fact.fields else "") == per


@pytest.mark.parametrize("what", WHOLE)
def test_the_whole_is_taken_among_its_parts(what: str) -> None:
    page, value = WHOLE[what]
    made = extract(read(page.encode(), "notice.html"))
    fact = next(f for f in made.facts if f.kind in ("award", "contract"))
    assert fact.fields["amount"].value == value
    assert "tax" not in fact.fields


@pytest.mark.parametrize("what", NO_SUM)
def test_a_budget_in_parts_or_a_year_is_left_to_a_person(what: str) -> None:
    page = f"<h1>巡逻车采购公开招标公告</h1><p>项目编号：QA-2025-0311</p><p>{NO_SUM[what]}</p>"
    made = extract(read(page.encode(), "notice.html"))
    assert not any("budget" in f.fields for f in made.facts)
    assert "PT425" in {p.code for p in made.problems}


def test_a_sum_that_no_rule_took_is_told() -> None:
    made = extract(read(contract("合同总价暂估为328万元，据实结算").encode(), "notice.html"))
    assert "PT446" in {p.code for p in made.problems}
    letters = extract(read(award("中标金额：86.5W").encode(), "notice.html"))
    assert "PT446" in {p.code for p in letters.problems}
    quiet = extract(read(contract("合同金额：328万元").encode(), "notice.html"))
    assert "PT446" not in {p.code for p in quiet.problems}


def test_the_label_is_no_part_of_the_supplier() -> None:
    page = award().replace("成交供应商：卯河", "第1包：成交供应商 卯河")
    made = extract(read(page.encode(), "notice.html"))
    names = {f.fields["supplier"].value for f in made.facts if "supplier" in f.fields}
    assert names == {"卯河汽车有限公司"}


def test_every_plan_of_a_table_is_given_and_what_is_no_sum_is_told() -> None:
    rows = ("物业|48（三年）", "服装|12.8-15", "维护|每年20", "执法仪|60")
    told = "".join("<tr><td>" + r.replace("|", "</td><td>") + "</td></tr>" for r in rows)
    head = "<tr><td>采购项目名称</td><td>预算金额（万元）</td></tr>"
    page = f"<h1>白岭县公安局2025年4月政府采购意向</h1><table>{head}{told}</table>"
    made = extract(read(page.encode(), "notice.html"))
    plans = {
        f.fields["name"].value: f.fields["amount"].value if "amount" in f.fields else ""
        for f in made.facts
        if f.kind == "procurement_plan"
    }
    assert plans == {"物业": "480000", "服装": "", "维护": "", "执法仪": "600000"}
    assert {p.code for p in made.problems} >= {"PT425", "PT446"}


def test_a_bare_rate_as_a_price_is_left_to_a_person() -> None:
    made = extract(read(award("成交金额：93%").encode(), "notice.html"))
    assert "PT426" in {p.code for p in made.problems}


def test_a_price_printed_once_beside_two_is_a_consortium_s() -> None:
    rows = (
        "<tr><td>中标人</td><td>角色</td><td>中标价（元）</td></tr>"
        "<tr><td>卯河汽车有限公司</td><td>牵头人</td><td rowspan=2>20065000</td></tr>"
        "<tr><td>辰山电子有限公司</td><td>成员</td></tr>"
    )
    made = extract(read(f"<h1>采购中标公告</h1><table>{rows}</table>".encode(), "notice.html"))
    told = [f.fields for f in made.facts if f.kind == "award"]
    assert [f["amount"].value for f in told] == ["20065000"]
    assert told[0]["supplier"].value == "卯河汽车有限公司;辰山电子有限公司"


def test_a_price_printed_beside_every_member_is_a_consortium_s_once() -> None:
    page = table(
        ("中标人", "角色", "中标价（元）"),
        ("卯河汽车有限公司", "牵头人", "20065000"),
        ("辰山电子有限公司", "成员", "20065000"),
    )
    made = extract(read(page.encode(), "notice.html"))
    told = [f.fields for f in made.facts if f.kind == "award"]
    assert [f["supplier"].value for f in told] == ["卯河汽车有限公司;辰山电子有限公司"]


def test_every_lot_s_fee_is_read_and_one_behind_a_colon_in_a_cell() -> None:
    lines = award("成交金额：86.5万元", "代理服务费金额：包1 14,200元，包2 9,876元")
    cells = table(("成交供应商：", "卯河汽车有限公司"), ("代理服务费：", "15,200元"))
    for page, fees in ((lines, ["14200", "9876"]), (cells, ["15200"])):
        made = extract(read(page.encode(), "notice.html"))
        told = [f.fields["amount"].value for f in made.facts if f.kind == "agency_fee"]
        assert told == fees


def test_a_head_of_money_is_no_supplier() -> None:
    page = table(("成交供应商", "年服务费（万元）"), ("卯河保安服务有限公司", "48"))
    made = extract(read(page.encode(), "notice.html"))
    assert not any("费" in f.fields["supplier"].value for f in made.facts if "supplier" in f.fields)
