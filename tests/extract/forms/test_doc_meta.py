"""The card above a published document, in cells, in lines, and several labels in a line."""

from __future__ import annotations

import pytest

from notice_samples import lines, page, rows, table

TITLE = "砚河县公安局2024年工作要点"
CELLS = table(
    "索引号:|330803-065/2024-70004|组配分类:|工作动态",
    "发布机构:|砚河县公安局|发文日期:|2024-05-27",
    "公开方式:|主动公开|公开范围:|面向社会",
)
BRACKETS = table(
    "[ 索引号 ]|1150023155/2024-00019|[ 发文字号 ]|砚公发〔2024〕19号",
    "[ 发布机构 ]|砚河县白石镇|[ 有效性 ]|有效",
    "[ 成文日期 ]|2024-09-10|[ 发布日期 ]|2024-09-12",
)


@pytest.mark.parametrize(
    ("card", "told"),
    [
        (
            CELLS,
            {
                "index_no": "330803-065/2024-70004",
                "publisher": "砚河县公安局",
                "published": "2024-05-27",
            },
        ),
        (
            BRACKETS,
            {
                "index_no": "1150023155/2024-00019",
                "document_no": "砚公发〔2024〕19号",
                "publisher": "砚河县白石镇",
                "published": "2024-09-12",
            },
        ),
        (
            lines(
                "索引号: 008410258/2024-00150 主题分类: 工作",
                "发布机构: 砚河县公安局 发文日期: 2024-09-26",
                "文号: 关键词: 要点",
            ),
            {
                "index_no": "008410258/2024-00150",
                "publisher": "砚河县公安局",
                "published": "2024-09-26",
            },
        ),
    ],
)
def test_a_card_gives_its_numbers_publisher_and_day(card: str, told: dict[str, str]) -> None:
    (found,) = rows(page(card + lines(TITLE, "各大队要认真落实。")), "doc_meta")

    assert found == told


def test_the_day_of_writing_is_not_the_day_of_publication() -> None:
    card = lines("索引号：QZ04-2024-210", "发布机构：砚河县公安局", "公文生成日期：2024-06-19")

    (found,) = rows(page(card + lines(TITLE)), "doc_meta")

    assert "published" not in found


def test_two_labels_are_no_card() -> None:
    told = lines(TITLE, "索引号：QZ04-2024-210", "各大队要认真落实。")

    assert rows(page(told), "doc_meta") == []


def test_no_person_of_a_card_is_read() -> None:
    card = lines(
        "索引号：QZ04-2024-210", "发布机构：张三示例", "发布日期：2024-06-19", "有效性：有效"
    )

    (found,) = rows(page(card + lines(TITLE)), "doc_meta")

    assert "publisher" not in found
