"""How a query is read, and what it is widened to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from papertrace.errors import UsageError
from papertrace.search import Chip, Every, Not, Some, Words, expansions, parse, words_in


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
