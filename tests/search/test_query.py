"""How a query is read, and what it is widened to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from papertrace.errors import UsageError
from papertrace.search import (
    Chip,
    Every,
    Not,
    Some,
    Words,
    apart,
    expansions,
    parse,
    words_in,
    written,
)


@pytest.mark.parametrize(
    "query",
    [
        "遣返",
        "patrol boat",
        "（一）采购人",
        "a (b) c",
        'he said "no',
        "x:y",
        "12:30",
        "and or",
        "k(v",
    ],
)
def test_a_query_without_operators_is_its_words(query: str) -> None:
    assert parse(query) == Words(query)


@pytest.mark.parametrize("query", ['"遣返 人员"', "“遣返 人员”", ' "遣返 人员" '])
def test_quotation_marks_keep_words_as_they_are(query: str) -> None:
    assert parse(query) == Words("遣返 人员", exact=True)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"款“三公”经"', "款“三公”经"),
        ('"“三公”经费"', "“三公”经费"),
        ('"全国“三公"', "全国“三公"),
        ('"「两客」一危"', "「两客」一危"),
        ("“款“三公”经费”", "款“三公”经费"),
        ('x AND "款“三公”经"', "款“三公”经"),
        ("x AND “款“三公”经费”", "款“三公”经费"),
        ("x AND 「两客」一危", None),
        ("“三公”经费", None),
        ("“三公”和“四风”", None),
        ('"a" or "b"', None),
    ],
)
def test_quotation_marks_inside_others_stand_as_they_are(query: str, words: str | None) -> None:
    last = list(words_in(parse(query)))[-1]
    plain = query.removeprefix("x AND ")
    assert last == (Words(plain) if words is None else Words(words, exact=True))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("a b", "a AND b"),
        ("a\u3000b c", "a AND b AND c"),
        ("a b OR c", "(a AND b) OR c"),
        ("NOT (x OR y) AND a b year:2024", "NOT (x OR y) AND (a AND b) AND year:2024"),
        ("x (b", 'x AND "(b"'),
        ('a "b', None),
        ("ab", ""),
        ('"a b"', ""),
        ("a a", ""),
        ("a b c d e f g", ""),
    ],
)
def test_a_phrase_is_taken_apart_and_written_so_that_it_is_read_again(
    query: str, told: str | None
) -> None:
    node = parse(query)
    (phrase, *_) = [w for w in words_in(node) if " " in w.text or len(list(words_in(node))) == 1]
    found = apart(node, phrase)
    if told is not None:
        assert found == told
    if found:
        assert written(parse(found)) == found


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a b AND c", Every((Words("a b"), Words("c")))),
        ("a OR b AND c", Some((Words("a"), Every((Words("b"), Words("c")))))),
        ("(a OR b) c", Every((Some((Words("a"), Words("b"))), Words("c")))),
        ("a NOT b", Every((Words("a"), Not(Words("b"))))),
        ('a AND "b OR c"', Every((Words("a"), Words("b OR c", exact=True)))),
        ("a year:2024", Every((Words("a"), Chip("year", "2024")))),
        ('place:"图们 市"', Chip("place", "图们 市")),
        ("a b:c AND d", Every((Words("a b:c"), Words("d")))),
        ("NOT (a OR NOT b)", Not(Some((Words("a"), Not(Words("b")))))),
        ("f(x) AND y", Every((Words("f(x)"), Words("y")))),
    ],
)
def test_operators_join_what_they_stand_between(query: str, node: object) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    "query",
    ["AND", "a OR", "NOT", "(a AND b", "a AND b)", "a AND OR b", "() AND a", "(" * 60 + "a AND b"],
)
def test_what_joins_nothing_is_told(query: str) -> None:
    with pytest.raises(UsageError):
        parse(query)


def test_a_query_is_not_read_without_end() -> None:
    with pytest.raises(UsageError):
        parse(" AND ".join("a" for _ in range(1000)))


def test_words_of_not_are_none_that_are_looked_for() -> None:
    assert list(words_in(parse("a AND NOT b"))) == [Words("a")]


@pytest.mark.parametrize(
    ("asked", "also", "why"),
    [
        ("repatriation", "遣返", "term"),
        ("遣返", "repatriation", "term"),
        ("Tumen", "图们", "place"),
        ("wurenji", "无人机", "pinyin"),
        ("bianjing", "边境管理支队示例", "pinyin"),
    ],
)
def test_words_are_widened_by_what_means_the_same(asked: str, also: str, why: str) -> None:
    found = expansions(Words(asked), ["边境管理支队示例"])
    assert (also, why) in {(e.also, e.why) for e in found}


@pytest.mark.parametrize("asked", ["", "2024", "g", "示例无此词", "HS-2024-0012"])
def test_other_words_are_not_widened(asked: str) -> None:
    assert expansions(Words(asked)) == ()


def test_quotation_marks_and_not_keep_words_from_being_widened() -> None:
    assert expansions(Words("遣返", exact=True)) == ()
    assert [e for w in words_in(parse("移民 NOT 遣返")) for e in expansions(w)] == []


def test_what_builds_does_not_load_the_tables_of_pinyin() -> None:
    asked = "import sys, papertrace.cli.making; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
