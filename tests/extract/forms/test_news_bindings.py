"""Who said what in news: each claim, figure and doubt with its own speaker, or with nobody."""

from __future__ import annotations

import pytest

from notice_samples import codes, rows, text

HEAD = "Along the river\nSEOUL, 12 May 2025\n"
MONITOR = "The Northern Rights Monitor said at least 600 people had been returned. "
DOUBT = "not independently verified"


def _said(told: str) -> list[tuple[str, str]]:
    found = rows(text(HEAD + told), "attributed_statement")
    return [(r.get("speaker_org") or r.get("speaker_role", ""), r["speech_act"]) for r in found]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "“We are not aware,” Foreign Ministry spokesperson Lin Example told us on Monday.",
            [("Foreign Ministry", "assert")],
        ),
        ("Yanji municipal officials denied it exists.", [("Yanji municipal officials", "deny")]),
        (
            "The ministry denied it, while the Northern Rights Monitor said it had 36 names.",
            [("ministry", "deny"), ("Northern Rights Monitor", "assert")],
        ),
        (
            "Neither the Interior Ministry nor the Baiyu County government responded.",
            [("Interior Ministry", "no_response"), ("Baiyu County government", "no_response")],
        ),
        ("Calls to the Baiyu Embassy went unanswered.", [("Baiyu Embassy", "no_response")]),
        (
            "Open Frontier, a Seoul-based group, citing Baiyu Police Bureau records, said so.",
            [("Open Frontier", "assert")],
        ),
        (
            "A Foreign Ministry spokesperson said it follows the law. He added it was groundless.",
            [("Foreign Ministry", "assert"), ("Foreign Ministry", "deny")],
        ),
        ("Kim Example, 34, who fled in 2019, said guards held her.", [("defector", "assert")]),
    ],
)  # fmt: skip
def test_every_clause_has_its_own_speaker(told: str, said: list[tuple[str, str]]) -> None:
    assert _said(told) == said


@pytest.mark.parametrize(
    "between",
    ["", "The National Immigration Administration did not reply to questions. "],
)
def test_a_doubt_belongs_to_the_claim_it_follows(between: str) -> None:
    found = text(f"{HEAD}{MONITOR}{between}The figure could not be independently verified.")
    doubted = [r["speaker_org"] for r in rows(found, "attributed_statement") if "caveat" in r]
    assert doubted == ["Northern Rights Monitor"]
    (figure,) = rows(found, "third_party_figure")
    assert (figure["value"], figure["hedge"]) == ("600", ">=")
    assert "PT442" not in codes(found)


def test_what_could_be_anyones_is_nobodys() -> None:
    both = "The Embassy said it had closed, while the Interior Ministry said it was open. "
    found = text(f"{HEAD}{both}It said more would follow.")
    assert "PT442" in codes(found)
    assert len(rows(found, "attributed_statement")) == 2
    found = text(f"{HEAD}{both}The claims could not be independently verified.")
    assert "PT442" in codes(found)
    told = rows(found, "attributed_statement")
    assert [r.get("caveat") for r in told] == [None, None, DOUBT]
    assert "speaker_org" not in told[2]


def test_a_quotation_that_its_speaker_parts_is_kept_whole() -> None:
    (row,) = rows(
        text(HEAD + "“The site,” an Interior Ministry official said, “is a logistics base.”"),
        "attributed_statement",
    )
    assert row["proposition"] == "The site is a logistics base"
    told = "界河边\n2025-05-12\n“说法毫无根据，”外交部发言人韶示例说，“依法处理。”"
    assert rows(text(told), "attributed_statement")[0]["proposition"] == "说法毫无根据依法处理"


def test_what_the_press_reports_of_an_opening_is_news() -> None:
    found = text(
        "砚河口岸新联检楼正式启用\n2025-07-01 来源：砚河日报\n"
        "6月30日，砚河口岸新联检楼正式启用，建筑面积1.2万平方米。\n"
        "砚河边防检查站副站长金某介绍，通关时间缩短。\n"
        "据州口岸办统计，今年上半年，出入境人员达41.2万人次。\n"
        "本报向国家移民管理局发出采访函，截至发稿未获回复。\n"
    )
    assert found.form == "news@1"
    assert [r["area"] for r in rows(found, "facility")] == ["12000"]
    told = [(r["speaker_org"], r["speech_act"]) for r in rows(found, "attributed_statement")]
    assert told == [
        ("砚河边防检查站", "assert"),
        ("州口岸办", "assert"),
        ("国家移民管理局", "no_response"),
    ]
    (figure,) = rows(found, "third_party_figure")
    assert (figure["value"], figure["period"]) == ("412000", "今年上半年")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "Lee Example of the Database Centre for Rights said it was so.",
            [("Database Centre for Rights", "assert")],
        ),
        ("A border station was told to do more, a ministry said.", [("ministry", "assert")]),
        (
            "Families asked the Rights Council about those it says were lost, a ministry said.",
            [("ministry", "assert")],
        ),
        (
            "“No comment,” read a reply from the Baiyu city government, which did not answer more.",
            [("Baiyu city government", "assert"), ("Baiyu city government", "no_response")],
        ),
        (
            "The Ministry of Finance and the Ministry of Justice did not reply.",
            [("Ministry of Finance", "no_response"), ("Ministry of Justice", "no_response")],
        ),
        (
            "The Chinese Embassy dismissed a report that 40 people were sent back.",
            [("Chinese Embassy", "deny")],
        ),
    ],
)
def test_what_looks_like_a_speaker_and_is_none(told: str, said: list[tuple[str, str]]) -> None:
    assert _said(told) == said
    assert rows(text(HEAD + told), "third_party_figure") == []


def test_a_doubt_about_others_words_is_not_the_speakers() -> None:
    told = "The Interior Ministry said it was checking the claims, which have not been verified."
    found = text(f"{HEAD}{told.replace('been', 'been independently')}")
    assert [r.get("caveat") for r in rows(found, "attributed_statement")] == [None, DOUBT]


def test_chinese_groups_departments_and_joint_statements() -> None:
    told = (
        "界河边\n2025-05-12 记者 牧示例\n"
        "人权团体“光明之家”称，至少有600人被送走。该团体表示，数据来自村民。\n"
        "砚河县公安局宣传科工作人员在电话中表示不清楚。市民政局未就此事作出回应。\n"
        "人权观察和大赦国际则联合发表声明，呼吁停止遣返。\n"
    )
    found = [(r["speaker_org"], r["speech_act"]) for r in rows(text(told), "attributed_statement")]
    assert found == [
        ("光明之家", "assert"),
        ("光明之家", "assert"),
        ("砚河县公安局", "assert"),
        ("市民政局", "no_response"),
        ("人权观察", "assert"),
        ("大赦国际", "assert"),
    ]


def test_what_is_listed_on_behind_a_semicolon_is_the_same_offices() -> None:
    told = (
        "口岸客流\n2025-07-05 记者 牧示例\n"
        "记者从砚河出入境边防检查总站获悉，上半年共查验人员186.3万人次；查验车辆5.8万辆次，查获违规人员86人。"
        "总站相关负责人介绍，日均客流达1.2万人次。砚河县政府新闻办公室表示将核实。\n"
        "国家移民管理局的统计数字还显示，全国共查获3500人。\n"
    )
    found = text(told)
    body = "砚河出入境边防检查总站"
    assert [r["speaker_org"] for r in rows(found, "attributed_statement")] == [
        body,
        body,
        body,
        "砚河县政府新闻办公室",
        "国家移民管理局",
    ]
    assert rows(found, "attributed_statement")[-1]["proposition"] == "全国共查获3500人"
    assert [(r["speaker_org"], r["value"]) for r in rows(found, "third_party_figure")] == [
        (body, "1863000"),
        (body, "58000"),
        (body, "86"),
        (body, "12000"),
        ("国家移民管理局", "3500"),
    ]


def test_an_official_called_by_name_alone_speaks_for_the_office_told_before() -> None:
    told = (
        "外交部回应\n2025-01-24 15:51\n"
        "1月24日，外交部发言人王示例主持例行记者会。有记者就遣返提问。\n"
        "王示例表示，不存在所谓遣返一说。\n"
        "“各方应平等交流，开展对话。”王示例说。\n"
        "李示例表示，情况属实。\n"
    )
    found = text(told)
    assert found.form == "news@1"
    statements = rows(found, "attributed_statement")
    assert [
        (r["speaker_org"], r["speaker_role"], r["speech_act"], r["proposition"]) for r in statements
    ] == [
        ("外交部", "发言人", "deny", "不存在所谓遣返一说"),
        ("外交部", "发言人", "assert", "各方应平等交流，开展对话"),
    ]
    kept = [(a.quote, a.prefix, a.suffix) for f in found.facts for a in f.anchors]
    assert "王示例" not in str(kept)
    assert "王示例" not in str([f.fields for f in found.facts])


def test_a_name_that_two_offices_bear_is_nobodys() -> None:
    told = (
        "两地回应\n2025-01-24 记者 牧示例\n"
        "砚河县公安局局长王示例表示，已经立案。界河县公安局局长王示例表示，没有立案。\n"
        "王示例还表示，将继续调查。\n"
    )
    assert [r["speaker_org"] for r in rows(text(told), "attributed_statement")] == [
        "砚河县公安局",
        "界河县公安局",
    ]
