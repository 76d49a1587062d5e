"""case.toml is read strictly."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import config
from papertrace.errors import CaseNotFound, UnknownSetting, UsageError
from papertrace.model import Expected, Rules

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("title", ["Border budgets", '边检 "预算" \\ 2024', "a\tb\x7f\x01"])
def test_the_first_text_asks_for_one_person(title: str) -> None:
    told = config.parse(tomllib.loads(config.first(title)))
    assert told == config.Config(title, ("zh", "en"), Rules(second_person=False), ())


def test_its_example_of_an_expectation_is_valid() -> None:
    text = config.first("x")
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    shown = "\n".join(lines[lines.index("[[expected]]") :])
    told = config.parse(tomllib.loads(f'title = "x"\n{shown}'))
    assert told.expected[0].years == (2023, 2024, 2025)
    assert told.expected[0].reporting_scope == "own"


def test_everything_may_be_set() -> None:
    told = config.parse(
        tomllib.loads(
            """
title = "T"
languages = ["zh"]
[rules]
second_person = false
minimum_reading = 1
[[expected]]
publisher = "白榆湾出入境边防检查站"
forms = ["budget"]
years = [2024]
"""
        )
    )
    assert told.languages == ("zh",)
    assert told.rules == Rules(second_person=False, minimum_reading=1.0)
    assert told.expected == (Expected("白榆湾出入境边防检查站", ("budget",), (2024,)),)


@pytest.mark.parametrize(
    ("text", "named", "near"),
    [
        ('title = "T"\nlanguage = ["zh"]', "language", "languages"),
        ('title = "T"\n[rules]\nsecond_persons = true', "second_persons", "second_person"),
        ('title = "T"\n[[expected]]\npublisher = "P"\nyear = 1', "year", "years"),
    ],
)
def test_an_unknown_key_is_refused_and_the_nearest_named(text: str, named: str, near: str) -> None:
    with pytest.raises(UnknownSetting, match=named) as caught:
        config.parse(tomllib.loads(text))
    assert f"`{near}`" in caught.value.advice


@pytest.mark.parametrize(
    "text",
    [
        "",
        'title = " "',
        "title = 3",
        'title = "T"\nlanguages = "zh"',
        'title = "T"\nrules = 1',
        'title = "T"\n[rules]\nsecond_person = "true"',
        'title = "T"\n[rules]\nsecond_person = 1',
        'title = "T"\n[rules]\nminimum_reading = 98',
        'title = "T"\n[expected]\npublisher = "P"',
        'title = "T"\n[[expected]]\nforms = ["budget"]',
        'title = "T"\n[[expected]]\npublisher = "P"\nyears = ["2024"]',
        'title = "T"\n[[expected]]\npublisher = "P"\nyears = [true]',
        'title = "T"\n[[expected]]\npublisher = "P"\nreporting_scope = "all"',
        'title = "T"\nexpected = ["P"]',
    ],
)
def test_a_wrong_value_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"case\.toml"):
        config.parse(tomllib.loads(text))


def test_a_file_that_is_missing_or_no_toml_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFound, match=r"case\.toml"):
        config.load(tmp_path)
    for data in (b"title = ", b'title = "\xff"'):
        (tmp_path / "case.toml").write_bytes(data)
        with pytest.raises(UsageError, match="not TOML"):
            config.load(tmp_path)
