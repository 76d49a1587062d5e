"""What `find` finds, and that no private person is found or shown by it."""

from __future__ import annotations

import pytest

from papertrace.read import read
from papertrace.search import find, occurrences

PAGE = read(
    """松江县公安局翻译服务成交公告
采购人：松江县公安局（联系人：韩示例，13800000000）
成交供应商：白桦翻译有限公司 法人司徒示例
评审：崔示例（组长） 朴示例
姓名\t身份证\t成绩
李示例\t220000199001010011\t88.5
县公安局通报，犯罪嫌疑人马示例等3人已被移交。韩示例到场。
联系電話：0000-5550155
采购预算 1,200,000元，项目编号220000202501010022
松江出入境边防检查站站长乔示例表示，新楼启用。
""".encode(),
    "a.txt",
).pages[0]
PRIVATE = (
    "韩示例 韩示 13800000000 1380000 司徒示例 崔示例 朴示例 李示例 220000199001010011 马示例 "
    "0000-5550155 5550155 联系人：韩示例 示例"
)


@pytest.mark.parametrize("query", [q for q in PRIVATE.split() if q != "示例"])
def test_persons_and_their_numbers_are_not_found(query: str) -> None:
    assert list(find(query, PAGE)) == []


@pytest.mark.parametrize(
    "query",
    [
        "松江縣公安局",
        "联系人",
        "评审",
        "身份证",
        "1,200,000",
        "220000202501010022",
        "乔示例",
        "移交",
    ],
)
def test_all_else_is_found_with_persons_blotted_out(query: str) -> None:
    hits = list(find(query, PAGE))
    assert hits
    for hit in hits:
        assert hit.boxes
        for name in PRIVATE.split()[:-1]:
            assert name not in hit.snippet


def test_what_stands_beside_a_hit_is_blotted_out() -> None:
    (hit,) = find("法人", PAGE)
    assert "白桦翻译有限公司 法人████" in hit.snippet


def test_traditional_labels_hide_names_too() -> None:
    page = read("聯繫人：韓示例\n採購單位：松江縣公安局".encode(), "b.txt").pages[0]
    assert list(find("韩示例", page)) == []
    assert "███" in next(iter(find("联系人", page))).snippet


def test_quotation_marks_and_width_are_folded() -> None:
    assert [h.page for h in find("“１,200,000元”", PAGE)] == [1]
    assert list(find(" ", PAGE)) == []


def test_marks_inside_words_are_part_of_them() -> None:
    page = read("公用经费、“三公”经费，另见“四风”。".encode(), "c.txt").pages[0]
    assert [h.snippet for h in occurrences("、“三公”经", page)]
    assert not list(occurrences("三公经费", page))
    assert not list(occurrences("“经费", page))
    assert [h.boxes for h in find("“四风”", page)] == [h.boxes for h in find("四风", page)]
