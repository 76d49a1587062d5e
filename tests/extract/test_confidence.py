"""How sure facts are, and the reasons they carry for it."""

from __future__ import annotations

from notice_samples import codes, facts, lines, page, table

HEAD = (
    "护林装备采购中标公告",
    "项目编号：QH-2024-61",
    "项目名称：护林装备采购",
    "采购人：青禾县林业局",
)


def test_a_label_names_it_and_a_second_mention_agrees() -> None:
    found = page(
        lines(
            *HEAD,
            "总中标金额：58.6万元",
            "中标供应商：澜浦百川贸易有限公司",
            "中标金额：伍拾捌万陆仟元整（￥586000.00）",
        )
    )
    (award,) = facts(found, "award")
    assert award.reasons == ("a label names it", "a second mention agrees")
    assert award.confidence == 0.95


def test_the_lots_of_a_table_add_up_to_the_total() -> None:
    found = page(
        lines(*HEAD, "总中标金额：100万元")
        + table(
            "包号|中标供应商|中标金额（元）",
            "1|澜浦百川贸易有限公司|586000",
            "2|云汀明视科技有限公司|414000",
        )
    )
    for award in facts(found, "award"):
        assert award.reasons == (
            "a table's head names it",
            "the lots add up to the printed total",
        )


def test_a_total_that_is_another_sum_supports_nothing() -> None:
    found = page(
        lines(*HEAD, "总中标金额：101万元")
        + table(
            "包号|中标供应商|中标金额（元）",
            "1|澜浦百川贸易有限公司|586000",
            "2|云汀明视科技有限公司|414000",
        )
    )
    assert {a.reasons for a in facts(found, "award")} == {("a table's head names it",)}


def test_mentions_that_disagree_raise_a_conflict_and_both_stand() -> None:
    found = page(
        lines(*HEAD, "中标供应商：澜浦百川贸易有限公司", "中标金额：伍拾捌万元整（￥586000.00）")
    )
    assert sorted(a.fields["amount"].value for a in facts(found, "award")) == ["580000", "586000"]
    assert max(a.confidence for a in facts(found, "award")) <= 0.4
    assert "PT423" in codes(found)


def test_a_name_out_of_the_title_is_less_sure_than_a_labelled_one() -> None:
    told = page(
        lines("护林装备采购中标公告", "采购人：青禾县林业局", "中标供应商：澜浦百川贸易有限公司")
    )
    (notice,) = facts(told, "notice")
    assert notice.fields["project_name"].value == "护林装备采购"
    assert notice.confidence < 0.9
    (labelled,) = facts(page(lines(*HEAD, "中标供应商：澜浦百川贸易有限公司")), "notice")
    assert labelled.confidence >= 0.95


def test_a_call_says_what_its_budget_rests_on() -> None:
    found = page(
        lines(
            "护林装备采购公开招标公告",
            "项目编号：QH-2024-61",
            "采购人：青禾县林业局",
            "预算金额：60万元",
            "投标截止时间：2024年5月20日9时30分",
        )
    )
    (call,) = facts(found, "tender")
    assert call.reasons == ("a label names it",)
