"""No private person leaves the extract room, whatever form read the paper."""

from __future__ import annotations

import pytest

from notice_samples import codes, lines, page, rows, table
from papertrace.extract import extract
from papertrace.extract.persons_gate import gate, unnamed
from papertrace.model import Field, Problem, make_fact, state_of, to_json
from papertrace.read import read
from papertrace.text.anchored import anchor_of

AWARD = lines(
    "松江县公安局翻译服务成交公告",
    "项目编号：PP-2025-01",
    "采购人：松江县公安局 孟示例",
    "成交供应商：白桦翻译有限公司 法人司徒示例",
    "成交金额：9.6万元，签约人单示例",
    "评审：崔示例（组长） 朴示例 买买提·示例",
    "采购代理：德信咨询有限公司 高示例 0000-888",
    "监督：县纪委 冯示例",
)
LATIN = lines("租船成交公告", "项目编号：X1", "成交供应商：Wang Shili", "成交金额：3万元")
CORRECTION = lines("关于更换项目经理的更正公告", "项目编号：PP-2025-10") + table(
    "序号|更正项|更正前内容|更正后内容",
    "1|项目经理|蒋示例|郑示例",
    "2|联系人|高示例 13800000000|冯示例",
    "3|开标时间|2025年1月3日9时|2025年1月8日9时",
)
TARGETS = lines("项目支出绩效目标表", "（2025年度）") + table(
    "项目名称|边境专项（负责人孟示例）",
    "实施单位|松江县公安局 罗示例",
    "一级指标|二级指标|三级指标|指标值|分值",
    "产出指标|数量指标|慰问困难护边员刘示例等人|≥10人|20",
    "产出指标|质量指标|对外籍人员Kim Shili案办结|=100%|20",
)
POSTS = lines(
    "松江县公安局公开招聘翻译辅警公告",
    "招聘翻译辅警3名，岗位职责：协助民警金示例开展朝鲜语询问翻译工作。",
    "报名时间：2025年3月1日至3月10日，报名找政治处孟示例。",
)
BUILDING = lines("临江边境派出所执勤用房竣工验收公示") + table(
    "工程名称|临江边境派出所执勤用房",
    "建设单位|白示例",
    "施工单位|温示例施工队",
    "建筑面积|860㎡",
)
NEWS = lines(
    "松江县法院通报",
    "县检察院否认被告人崔示例在羁押期间遭到殴打，称其身体健康。",
    "县公安局通报，犯罪嫌疑人朴示例等3人已被移交。据村民岩示例介绍，有12人被抓获。",
)
PAPERS = {
    "award": AWARD,
    "latin": LATIN,
    "correction": CORRECTION,
    "targets": TARGETS,
    "posts": POSTS,
    "building": BUILDING,
    "news": NEWS,
}


@pytest.mark.parametrize("body", PAPERS.values(), ids=PAPERS)
def test_nothing_that_leaves_the_room_names_a_person(body: str) -> None:
    document = read(f"<html><body>{body}</body></html>".encode(), "n.html")
    found = extract(document)
    told = str(to_json(found))
    assert found.facts
    assert not [w for w in ("示例", "Shili", "13800000000", "0000-888") if w in told]
    pages = {p.number: p for p in document.pages}
    for fact in found.facts:
        assert all(state_of(pages[a.page], a) == "sound" for a in fact.anchors)


def test_bodies_are_kept_without_who_stands_behind_them() -> None:
    (award,) = rows(page(AWARD), "award")
    assert award == {"supplier": "白桦翻译有限公司", "amount": "96000"}
    (notice,) = rows(page(AWARD), "notice")
    assert (notice["buyer"], notice["agent"]) == ("松江县公安局", "德信咨询有限公司")


def test_a_party_that_is_a_person_leaves_a_problem() -> None:
    found = page(LATIN)
    assert rows(found, "award") == [{"amount": "30000"}]
    assert "PT421" in codes(found)


def test_corrections_of_persons_are_left_out_and_told() -> None:
    found = page(CORRECTION)
    assert [r["item"] for r in rows(found, "amendment")] == ["开标时间"]
    assert "PT445" in codes(found)


def test_in_running_text_a_name_is_blotted_out_and_the_rest_anchored() -> None:
    found = page(TARGETS)
    told = [f for f in found.facts if f.kind == "performance_target"]
    assert [f.fields["indicator"].value for f in told] == [
        "慰问困难护边员███等人",
        "对外籍人员█████████案办结",
    ]
    assert [f.fields["project"].value for f in told] == ["边境专项"] * 2
    assert [f.fields["body"].value for f in told] == ["松江县公安局"] * 2
    quotes = [a.quote for a in told[0].anchors if a.field == "indicator"]
    assert quotes == ["慰问困难护边员", "等人"]
    assert [p.code for p in found.problems].count("PT445") == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("supplier", "成都川江船艇有限公司"),
        ("buyer", "延吉市公安局龙井"),
        ("body", "安图县公安局"),
        ("project", "金山边境派出所项目"),
        ("name", "Hong Kong Port Co., Ltd"),
        ("duties", "高质量完成巡逻任务"),
        ("after", "白色"),
    ],
)
def test_bodies_places_and_plain_words_pass_untouched(name: str, value: str) -> None:
    document = read(value.encode(), "t.txt")
    anchor = anchor_of(document.pages[0], 0, len(value), name)
    fact = make_fact(
        document.digest, "amendment" if name == "after" else "facility",
        {name: Field(value, value)}, [anchor], form="t@1", confidence=0.9,
    )  # fmt: skip
    passed = gate(document, [fact], [], value)
    assert passed.facts == (fact,)
    assert passed.title == value
    assert passed.problems == ()


def test_what_reading_reports_names_nobody() -> None:
    document = read("被告人崔示例在押\n联系人：单示例".encode(), "t.txt")
    one = document.pages[0]
    anchors = [anchor_of(one, 0, 8, "text"), anchor_of(one, 9, len(one.text), "text")]
    told = [Problem("PT351", "note", "hides 单示例", "", a) for a in anchors]
    first, second = unnamed(document, told)
    assert (first.message, first.anchor and first.anchor.quote) == ("hides ███", "被告人")
    assert second.anchor is None
    assert unnamed(document, ()) == ()
