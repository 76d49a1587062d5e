"""Pay, duties and posts as sentences tell them: whose pay, after probation, duties whole."""

from __future__ import annotations

import pytest

from notice_samples import codes, facts, lines, page, rows, table

TITLE = "砚河县公安局公开招聘警务辅助人员公告"


def _posts(*told: str) -> list[dict[str, str]]:
    return rows(page(lines(TITLE, *told)), "job_post")


def test_the_pay_is_that_after_probation() -> None:
    (post,) = _posts("招聘勤务岗8名。试用期工资2000元/月，转正后4200元/月。")
    assert (post["pay"], post["per"]) == ("4200", "month")
    (post,) = _posts("招聘勤务岗8名。", "月工资：基本工资2200元+绩效1000元+补贴600元，合计3800元。")
    assert (post["pay"], post["per"]) == ("3800", "month")


def test_pay_said_of_one_post_is_not_anothers() -> None:
    told = _posts(
        "招聘岗位：一线巡逻岗5名、朝鲜语翻译岗2名、驾驶岗1名。",
        "待遇：翻译岗每月5000-6500元，其他岗位每月4500元，试用期（2个月）统一为3000元。",
    )
    assert [r["post"] for r in told] == ["一线巡逻岗", "朝鲜语翻译岗", "驾驶岗"]
    assert [r.get("pay") or r["pay_to"] for r in told] == ["4500", "6500", "4500"]
    told = _posts("招聘巡逻岗5名、翻译岗2名。翻译岗月薪6000元。")
    assert [r.get("pay") for r in told] == [None, "6000"]


def test_two_sums_of_which_nothing_says_whose_are_a_problem() -> None:
    found = page(lines(TITLE, "招聘巡逻岗5名、翻译岗2名。", "月薪4000元。", "月薪6000元。"))
    assert "PT442" in codes(found)
    assert not any("pay" in r for r in rows(found, "job_post"))


def test_the_first_posts_number_is_no_total_and_duties_stay_whole() -> None:
    found = page(
        lines(
            TITLE,
            "招聘一线巡逻岗26人、二线值守岗4人。",
            "（三）押解岗 3人：负责界江巡逻，协助盘查、看护、押解非法越境人员，工作地点：砚河镇；",
        )
    )
    told = rows(found, "job_post")
    assert [(r["post"], r["number"]) for r in told] == [
        ("一线巡逻岗", "26"),
        ("二线值守岗", "4"),
        ("押解岗", "3"),
    ]
    assert told[2]["duties"] == "负责界江巡逻，协助盘查、看护、押解非法越境人员"
    assert told[2]["place"] == "砚河镇"
    assert rows(found, "staffing") == []


def test_a_group_told_before_its_posts_is_no_post() -> None:
    found = page(
        lines(
            TITLE,
            "现面向社会招聘警务辅助人员75名。",
            "一、招聘岗位 （一）普通类辅警共55人 1、村警岗位32人：适合男性；2、勤务岗位23人。"
            "（二）特警岗位辅警20人 特警岗位20人：适合男性。",
        )
    )

    assert [(r["post"], r["number"]) for r in rows(found, "job_post")] == [
        ("村警岗位", "32"),
        ("勤务岗位", "23"),
        ("特警岗位", "20"),
    ]
    assert "PT431" not in codes(found)


def test_two_posts_that_equal_a_third_are_posts_where_no_total_says_otherwise() -> None:
    told = _posts("招聘巡逻岗5名、翻译岗2名、驾驶岗3名。")

    assert [r["number"] for r in told] == ["5", "2", "3"]


def test_a_day_of_birth_is_not_the_day_of_publication() -> None:
    (post,) = _posts(
        "招聘勤务岗8名。", "3.年满18周岁以上35周岁以下的中国公民（1990年6月20日以后出生）；"
    )

    assert "published" not in post


def test_numbered_blocks_are_posts_and_their_numbers_name_them() -> None:
    told = _posts(
        "岗位一：界桥协管员",
        "招聘人数：7人",
        "工作内容：维护界桥通道秩序",
        "岗位二：证件录入员",
        "招聘人数：3人",
        "工作内容：录入出入境证件",
        "待遇：岗位一年薪5.4万元，岗位二年薪6.6万元。",
    )
    assert [(r["post"], r["number"], r["duties"], r["pay"]) for r in told] == [
        ("界桥协管员", "7", "维护界桥通道秩序", "54000"),
        ("证件录入员", "3", "录入出入境证件", "66000"),
    ]
    told = _posts(
        "岗位一：砚河派出所勤务辅警2名，要求高中以上文化程度。", "岗位二：口岸勤务辅警1名。"
    )
    assert [(r["post"], r["number"]) for r in told] == [
        ("砚河派出所勤务辅警", "2"),
        ("口岸勤务辅警", "1"),
    ]


def _table(*told: str) -> list[dict[str, str]]:
    return rows(page(f"<h1>{TITLE}</h1>{table(*told)}"), "job_post")


@pytest.mark.parametrize(
    "told",
    [
        ("岗位|男|女|合计|语种要求", "勤务岗|14|2|16|无", "翻译岗|2|3|5|俄语", "合计|16|5|21|"),
        ("岗位名称|男|女|语种要求", "勤务岗|14|2|无", "翻译岗|2|3|俄语"),
        ("岗位|招聘人数|语种", "勤务岗|16|无", "翻译岗|5|俄语", "合计|21|"),
        ("岗位|性别|人数|语种", "勤务岗|男|16|无", "翻译岗|女|5|俄语", "合计||21|"),
    ],
)
def test_men_and_women_in_columns(told: tuple[str, ...]) -> None:
    found = _table(*told)
    assert [(r["post"], r["number"], r.get("languages")) for r in found] == [
        ("勤务岗", "16", None),
        ("翻译岗", "5", "俄语"),
    ]


def test_men_and_women_of_one_post_in_a_sentence() -> None:
    found = page(lines(TITLE, "招聘岗位及人数：看护队员（男）30名、（女）10名。"))
    (post,) = facts(found, "job_post")
    assert (post.fields["post"].value, post.fields["number"].value) == ("看护队员", "40")
    assert post.confidence <= 0.85
    assert [a.quote for a in post.anchors if a.field == "number"] == ["30", "10"]


def test_groups_a_basis_and_whom_one_seeks_are_no_posts_pay_or_body() -> None:
    title = "砚河县公安局机关部门公开招聘警务辅助人员公告"
    told = lines(
        title,
        "经审定，决定面向社会公开招聘警务辅助人员。",
        "面向社会公开招聘岗位12名。其中：",
        "（一）勤务辅警5名：",
        "1.监管岗位4名",
        "2.保障岗位1名",
        "（二）文职辅警7名：",
        "1.窗口岗位7名",
        "薪酬按全县平均工资（60316元）120%的标准执行。监管岗位薪酬年人均约7.2万元。",
    )
    found = page(told)
    posts = [(r["post"], r["number"], r.get("pay"), r["body"]) for r in rows(found, "job_post")]
    assert posts == [
        ("监管岗位", "4", "72000", "砚河县公安局"),
        ("保障岗位", "1", None, "砚河县公安局"),
        ("窗口岗位", "7", None, "砚河县公安局"),
    ]
    assert [r["posts"] for r in rows(found, "staffing")] == ["12"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("本局面向社会公开招聘94名警务辅助人员（以下简称辅警）。", ("警务辅助人员", "94")),
        ("出入境管理大队公开招聘5名外语类文职人员，报名不限户籍。", ("外语类文职人员", "5")),
        ("本局计划招聘12名工作人员。", None),
        ("现有招聘30名辅警，比例不足。", None),
    ],
)
def test_a_post_named_behind_its_headcount_is_one(
    sentence: str, wanted: tuple[str, str] | None
) -> None:
    found = _posts(sentence)
    assert [(r["post"], r["number"]) for r in found] == ([wanted] if wanted else [])
