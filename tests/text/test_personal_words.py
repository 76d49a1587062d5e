"""What is named once is found again everywhere, however it is written; other words are left."""

from __future__ import annotations

import pytest

from papertrace.text.personal_words import occurrences, private_words

WORDS = ("赵甲示例", "WuShili", "13800001111", "王示")


def again(text: str, words: tuple[str, ...] = WORDS) -> list[str]:
    return [text[a:b] for a, b in occurrences(text, words)]


@pytest.mark.parametrize(
    "text",
    [
        "赵甲示例",
        "据赵甲示例同志说",
        "赵 甲 示 例",
        "赵\u3000甲\xa0示例",
        "赵\u200b甲\u200b示\ufeff例",
        "赵甲\n示例",
        "Wu Shili",
        "WU  SHILI",
        "Wu\nShili",
        "138 0000 1111",
        "138-0000-1111",
        "１３８００００１１１１",
        "+86 13800001111",
        "由王示签收",
        "联系人王示 女",
        "王 示",
    ],
)
def test_every_way_of_writing_it_is_found(text: str) -> None:
    assert len(again(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "赵甲\t示例",
        "赵甲\n\n示例",
        "Kwu Shili",
        "Wu Shiling",
        "213800001111",
        "13800001111.50",
        "13800001111元",
        "大王示范区",
        "王示范镇",
        "王\n示",
    ],
)
def test_a_part_of_something_else_is_left(text: str) -> None:
    assert again(text) == []


def test_marks_inside_are_ignored_where_they_are_named() -> None:
    assert again("赵*甲*示例") == []
    assert occurrences("赵*甲*示例", WORDS, frozenset("*")) == ((0, 6),)


def test_words_are_gathered_without_blanks_and_titles() -> None:
    text = (
        "联 系 人：孙 丙 示 电话 0123-4567890\n联系人：王老师\n法定代表人：李丁示例先生\n"
        "邮箱：desk@example.org 电话：5550101"
    )
    assert set(private_words([text])) == {
        "孙丙示",
        "01234567890",
        "李丁示例",
        "desk@example.org",
        "5550101",
    }


def test_the_longest_word_is_first() -> None:
    told = private_words(["评审专家：王示例、王示、欧阳示例"])
    assert told == ("欧阳示例", "王示例", "王示")
