"""Names of private persons in every layout: out of every fact; trade names stay.

The names are invented. A notice is laid out anew in many ways; in none of them may a fact, a value
or an anchor hold one.
"""

from __future__ import annotations

import pytest

from extract.notice_blocks import blocks_of
from extract.relayout import LAYOUTS, laid_out
from notice_samples import CONTACT, codes, lines, page, rows, table
from papertrace.extract import extract
from papertrace.read import read
from papertrace.text.personal_cuts import known_of

AWARD = lines(
    "林区巡护服务成交结果公告",
    "一、项目编号：QH-2024-88",
    "二、项目名称：林区巡护服务",
    "三、中标（成交）信息",
    "供应商名称：澜浦护林服务有限公司",
    "供应商地址：澜浦市",
    "中标（成交）金额：46.8万元",
    "四、主要标的信息",
    "项目经理：邹示例",
    "五、评审专家（单一来源采购人员）名单：",
    "钟示例、俞示例（采购人代表）",
    "六、代理服务收费标准及金额：0.7万元",
    *CONTACT,
)
WORKS = lines(
    "防火道路维修中标候选人公示",
    "招标编号：QH-2024-90",
    "招标人：青禾县林业局",
) + table(
    "排名|中标候选人|投标报价（元）|项目负责人|证书编号",
    "1|澜浦路桥养护有限公司|1268000|邹示例|吉2222013201400000",
    "2|云汀道路工程有限公司|1291000|康示例|吉2222013201400001",
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("body", [AWARD, WORKS], ids=["award", "works"])
def test_no_layout_lets_a_name_into_a_fact(body: str, layout: str) -> None:
    blocks = blocks_of(read(f"<html><body>{body}</body></html>".encode(), "n.html"))
    found = extract(read(*laid_out(blocks, layout)))
    told = [v.value for f in found.facts for v in f.fields.values()]
    told += [v.written for f in found.facts for v in f.fields.values()]
    told += [a.quote for f in found.facts for a in f.anchors]
    told += [p.message for p in found.problems]
    assert found.facts
    assert not [t for t in told if "示例" in t or "示 例" in t]
    assert not [t for t in told if "22220132014" in t]


SOLD = "成交供应商：{}", "成交金额：8.6万元"


def _sold_by(name: str) -> str:
    head = ("林道清扫成交公告", "项目编号：QH-2024-91", "采购人：青禾县林业局")
    return lines(*head, *(line.format(name) for line in SOLD))


@pytest.mark.parametrize(
    "name", ["邹示例", "欧阳示例", "邹示例（自然人）", "邹示例先生", "邹示例（个人）"]
)
def test_a_natural_person_is_left_out_and_flagged(name: str) -> None:
    found = page(_sold_by(name))
    assert all("supplier" not in r for r in rows(found, "award"))
    assert "PT421" in codes(found)


@pytest.mark.parametrize(
    "name",
    ["青禾县邹记保洁服务部", "青禾县老邹五金店", "澜浦区清风家政服务经营部（个体工商户）"],
)
def test_a_registered_trade_name_stays(name: str) -> None:
    (award,) = rows(page(_sold_by(name)), "award")
    assert award["supplier"].startswith(name.partition("（")[0])
    assert award["amount"] == "86000"


@pytest.mark.parametrize(
    "head",
    [
        "评审专家名单",
        "评标委员会成员名单",
        "磋商小组成员",
        "谈判小组成员名单",
        "单一来源采购人员名单",
        "论证专家名单",
        "验收组成员",
    ],
)
def test_lists_of_experts_are_skipped_under_any_name(head: str) -> None:
    found = page(
        lines(
            "林道清扫成交公告",
            "一、项目编号：QH-2024-91",
            "二、采购人：青禾县林业局",
            "三、成交供应商：澜浦护林服务有限公司",
            "四、成交金额：8.6万元",
            f"五、{head}：",
            "邹示例、康示例",
            "六、公告期限",
        )
        + table("序号|姓名|单位|职称", "1|邹示例|澜浦大学|教授")
    )
    told = [v.value for f in found.facts for v in f.fields.values()]
    assert not [t for t in told if "示例" in t or t == "澜浦大学"]
    assert [r["supplier"] for r in rows(found, "award")] == ["澜浦护林服务有限公司"]


def test_how_a_company_s_name_begins_is_no_person() -> None:
    head = "<h1>物业服务成交公告</h1><p>项目编号：YT-1-2025</p>"
    for name in (
        "云汀惠家物业管理有限公司",
        "李记 商贸有限公司",
        "白云山-和记有限公司",
        "江河·水利有限公司",
    ):
        made = extract(read(f"{head}<p>供应商名称：{name}</p>".encode(), "a.html"))
        told = [f.fields["supplier"].value for f in made.facts if "supplier" in f.fields]
        assert [t.replace(" ", "") for t in told] == [name.replace(" ", "")]


@pytest.mark.parametrize("mark", [" ", "-"])
def test_somebody_before_a_company_is_cut_away(mark: str) -> None:
    name = "乔示例"
    head = "<h1>物业服务成交公告</h1><p>项目编号：YT-1-2025</p>"
    for line in (
        f"供应商名称：{name}{mark}卯河汽车有限公司",
        f"供应商名称：卯河汽车有限公司 法定代表人：{name}{mark}卯河汽车有限公司",
    ):
        made = extract(read(f"{head}<p>{line}</p>".encode(), "a.html"))
        told = [f.fields["supplier"].value for f in made.facts if "supplier" in f.fields]
        assert told == ["卯河汽车有限公司"]
        assert not any(name in a.quote + a.prefix + a.suffix for f in made.facts for a in f.anchors)


@pytest.mark.parametrize("what", ["每例看护时长", "看护时段", "羁押时点", "押送时速"])
def test_a_measure_behind_a_verb_of_holding_is_no_person(what: str) -> None:
    assert known_of([what]).hits(what) == ()
