"""Absence claims: refused unless the documents allow them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analyse.invented import STATION
from analyse.test_coverage import COMPLETE, HELD, PROJECT, budget
from check.stories import evidence, result
from papertrace.check import codes
from papertrace.model import Box, Word

if TYPE_CHECKING:
    from papertrace.model import Holding

TABLE = (
    'kind = "absence"\nterms = ["遣返", "处置"]\n'
    f'where = {{ body = "{STATION}", years = [2022, 2023], form = "perf_target",'
    f' project = "{PROJECT}" }}'
)
STORY = "[There were no such quotas in the 2023 and 2022 budgets](claim:x)."
KNOWN = evidence(holdings=HELD, judgements=COMPLETE)


def test_it_passes_with_a_coverage_that_tells_what_was_searched() -> None:
    found = result(STORY, TABLE, KNOWN)
    assert found.outcome == "passed", found.message
    assert found.coverage is not None
    assert found.coverage.gaps == ()
    assert found.message == found.coverage.sentence


def test_a_hit_fails_with_its_place() -> None:
    held = (budget("2022"), budget("2023", text="遣返人数"))
    found = result(STORY, TABLE, evidence(holdings=held, judgements=COMPLETE))
    assert found.outcome == "failed"
    assert "b2023.pdf p. 4" in found.message
    assert found.coverage is not None


def test_a_gap_fails_and_says_what_is_missing() -> None:
    found = result(STORY, TABLE, evidence(holdings=HELD[:1], judgements=COMPLETE))
    assert found.outcome == "failed"
    assert "no document of 2023 is held" in found.message


def test_a_year_of_the_sentence_that_was_not_searched_fails() -> None:
    story = "[There were no such quotas from 2021 to 2023](claim:x)."
    assert result(story, TABLE, KNOWN).slip == "year"


def test_words_that_deny_nothing_fail() -> None:
    assert "deny nothing" in result("There were [such quotas](claim:x).", TABLE, KNOWN).message


@pytest.mark.parametrize("left_out", ["body", "years", "form"])
def test_a_scope_that_is_not_whole_fails(left_out: str) -> None:
    table = TABLE.replace(f"{left_out} =", "project =", 1).replace(f', project = "{PROJECT}"', "")
    found = result(STORY, table.replace("project = [2022, 2023]", 'project = "a"'), KNOWN)
    assert found.outcome == "failed"
    assert left_out in found.message


def test_terms_are_needed() -> None:
    assert "terms" in result(STORY, TABLE.replace('terms = ["遣返", "处置"]\n', ""), KNOWN).message


def test_content_withheld_is_a_warning() -> None:
    held = (HELD[0], budget("2023", text="部分内容涉密"))
    found = result(STORY, TABLE, evidence(holdings=held, judgements=COMPLETE))
    assert found.outcome == "passed"
    assert [w.code for w in found.warnings] == [codes.WITHHELD]


def test_the_list_of_documents_without_their_pages_is_never_enough() -> None:
    held = tuple(replace(h, pages=(), facts=()) for h in HELD)
    assert result(STORY, TABLE, evidence(holdings=held, judgements=COMPLETE)).outcome == "failed"


WHOLE = HELD[1]
LAST = WHOLE.pages[-1]
BLURRED = (Word("字", Box(0, 0, 1, 1), 0, 1, 0.5),)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (HELD[:1], "no document of 2023 is held"),
        ((HELD[0], replace(WHOLE, pages=WHOLE.pages[:-1])), "3 of its 4 pages"),
        (
            (HELD[0], replace(WHOLE, pages=(*WHOLE.pages[:-1], replace(LAST, text="", tables=())))),
            "the contents list names 项目支出绩效目标表",
        ),
        ((HELD[0], replace(WHOLE, parts=())), "no table of form perf_target"),
        ((HELD[0], replace(WHOLE, facts=WHOLE.facts[1:])), f"form of the project {PROJECT}"),
        (
            (HELD[0], replace(WHOLE, pages=(*WHOLE.pages[:-1], replace(LAST, words=BLURRED)))),
            "page 4 was read at 0.500",
        ),
    ],
)
def test_taking_away_any_ground_fails_the_claim_and_says_which(
    held: tuple[Holding, ...], told: str
) -> None:
    found = result(STORY, TABLE, evidence(holdings=held, judgements=COMPLETE))
    assert found.outcome == "failed"
    assert found.coverage is not None
    assert any(told in gap.reason for gap in found.coverage.gaps)
