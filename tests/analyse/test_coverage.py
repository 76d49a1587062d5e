"""Absence: what is searched, and every gap that forbids to speak of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from analyse.invented import STATION, digest_of, fact, holding, page
from papertrace.analyse import Scope, coverage
from papertrace.analyse.coverage import lineage
from papertrace.model import Box, Judgement, Problem, Word

if TYPE_CHECKING:
    from papertrace.analyse import Searched
    from papertrace.model import Holding

PROJECT = "移民事务工作经费"
SCOPE = Scope(STATION, (2022, 2023), "perf_target", PROJECT)
CONTENTS = "目 录\n一、收支总表……3\n二、项目支出绩效目标表......4\n"


def budget(year: str, project: str = PROJECT, text: str = "证件查验准确率 ≥98%") -> Holding:
    name = f"b{year}.pdf"
    target = fact("performance_target", name, year=year, project=project, indicator="准确率")
    line = fact("project_budget", name, year=year, project="边境管控专项经费", amount="1")
    pages = (
        page(1, f"{STATION}\n{year}年部门预算"),
        page(2, CONTENTS),
        page(3, "收支总表\n单位：万元", ["收支总表"]),
        page(4, f"项目支出绩效目标表\n{text}", ["项目支出绩效目标表"]),
    )
    return holding(name, year, pages, (target, line))


def judged(subject: str, verdict: str = "complete", other: str = "") -> Judgement:
    return Judgement("j", subject, verdict, other, "looked", "key1", "2025-01-01T00:00:00Z")


HELD = (budget("2022"), budget("2023"))
COMPLETE = (judged("b2022.pdf"), judged("b2023.pdf"))


def search(
    held: tuple[Holding, ...] = HELD,
    judgements: tuple[Judgement, ...] = COMPLETE,
    scope: Scope = SCOPE,
    terms: tuple[str, ...] = ("遣返", "处置"),
) -> Searched:
    return coverage(terms, scope, held, judgements, 0.98)


def gaps(found: Searched) -> list[str]:
    return [g.reason for g in found.coverage.gaps]


def test_with_every_condition_met_there_is_neither_hit_nor_gap() -> None:
    found = search()
    assert gaps(found) == []
    assert found.hits == ()
    told = found.coverage
    assert told.documents == ("b2022.pdf", "b2023.pdf")
    assert told.pages == 8
    assert {"遣返", "处置", "處置", "遣送", "驱逐出境"} <= set(told.terms)
    assert "2022 and 2023" in told.sentence
    assert "all 8 pages read" in told.sentence
    assert "1 of 2 projects in 2022" in told.sentence
    assert PROJECT in told.sentence


@pytest.mark.parametrize(
    "text", ["处置遣返人员", "處置遣返人員", "遣 返", "遣\n返", "驱逐出境人数", "遣　返"]
)
def test_a_hit_is_told_with_its_place_in_any_spelling(text: str) -> None:
    found = search((budget("2022"), budget("2023", text=text)))
    assert found.hits
    assert (found.hits[0].document, found.hits[0].page) == ("b2023.pdf", 4)


def changed(**values: Any) -> tuple[Holding, ...]:  # noqa: ANN401  (any field)
    return (budget("2022"), replace(budget("2023"), **values))


def with_page(**values: Any) -> tuple[Holding, ...]:  # noqa: ANN401  (any field)
    whole = budget("2023")
    pages = (*whole.pages[:3], replace(whole.pages[3], **values))
    return (budget("2022"), replace(whole, pages=pages))


BLURRED = (Word("字", Box(0, 0, 1, 1), 0, 1, 0.5),)


@pytest.mark.parametrize(
    ("held", "word"),
    [
        ((budget("2022"),), "no document of 2023 is held"),
        (changed(publisher="另一站"), "no document of 2023 is held"),
        (changed(year="2021"), "no document of 2023 is held"),
        (changed(form="award@1", parts=()), "no document of 2023 is held"),
        (changed(outcome="read-partly", reason="PT304"), "not read whole (read-partly PT304)"),
        (changed(outcome="refused"), "not read whole"),
        (changed(page_count=5), "4 of its 5 pages"),
        (changed(pages=()), "0 of its 4 pages"),
        (changed(parts=()), "no table of form perf_target"),
        (changed(facts=()), f"no perf_target form of the project {PROJECT}"),
        (with_page(words=BLURRED), "page 4 was read at 0.500, below 0.98"),
        (with_page(text="", origin="ocr", tables=()), "page 4 has no text"),
        (with_page(problems=(Problem("PT305", "error", "x"),)), "page 4 was not read whole"),
        (with_page(text="……", tables=()), "the contents list names 项目支出绩效目标表"),
        ((budget("2022"), budget("2023", "移民管理保障经费")), "forms found: 移民管理保障经费"),
        (changed(publisher=""), "its publisher or year is not known"),
        (changed(year=""), "its publisher or year is not known"),
        ((*HELD, holding("scan.pdf", "", outcome="refused", form="", parts=(), publisher="")),
         "scan.pdf: it could not be read"),
    ],
)  # fmt: skip
def test_every_gap_is_named(held: tuple[Holding, ...], word: str) -> None:
    assert any(word in reason for reason in gaps(search(held))), gaps(search(held))


@pytest.mark.parametrize(
    "judgements",
    [
        (),
        COMPLETE[:1],
        (*COMPLETE, judged("b2023.pdf", "incomplete")),
        (COMPLETE[0], judged("b2023")),
        (COMPLETE[0], judged("b2023.pdf", "same")),
        (COMPLETE[0], judged(digest_of("b2023.pdf")[:4])),
    ],
)
def test_each_document_needs_a_person_who_judged_it_complete(
    judgements: tuple[Judgement, ...],
) -> None:
    assert any("nobody has judged it complete" in r for r in gaps(search(judgements=judgements)))


def test_a_document_may_be_judged_by_its_digest() -> None:
    by_digest = (COMPLETE[0], judged(digest_of("b2023.pdf")))
    assert gaps(search(judgements=by_digest)) == []


def test_a_renamed_project_needs_a_persons_word() -> None:
    held = (budget("2022", "边民事务经费"), budget("2023"))
    assert any("边民事务经费" in r for r in gaps(search(held)))
    told = judged("边民事务经费", "lineage", "移民经费")
    more = judged("移民经费", "lineage", PROJECT)
    assert gaps(search(held, (*COMPLETE, told, more))) == []
    taken_back = judged("移民经费", "different", PROJECT)
    assert gaps(search(held, (*COMPLETE, told, more, taken_back)))


def test_lineage_chains_both_ways_and_ignores_blanks() -> None:
    told = (judged("甲 项目", "lineage", "乙项目"), judged("丙项目", "lineage", "乙项目"))
    assert lineage("丙项目", told) == {"甲项目", "乙项目", "丙项目"}
    assert lineage("丁项目", told) == {"丁项目"}


def test_without_a_project_there_is_always_a_gap() -> None:
    assert any("no project is named" in r for r in gaps(search(scope=replace(SCOPE, project=""))))


def test_a_document_judged_to_be_of_another_body_or_form_is_no_gap() -> None:
    scan = holding("scan.pdf", "", outcome="refused", form="", parts=(), publisher="")
    other = judged("scan.pdf", "different", STATION)
    form = judged("scan.pdf", "form", "self_eval")
    assert gaps(search((*HELD, scan), (*COMPLETE, other))) == []
    assert gaps(search((*HELD, scan), (*COMPLETE, form))) == []
    assert gaps(search((*HELD, scan), (*COMPLETE, judged("scan.pdf", "form", "budget"))))


def test_target_forms_published_apart_close_the_gap_of_the_budget() -> None:
    apart = replace(budget("2023"), name="t.pdf", names=("t.pdf",), form="perf_target@1")
    held = (*changed(parts=()), replace(apart, digest=digest_of("t.pdf")))
    assert gaps(search(held, (*COMPLETE, judged("t.pdf")))) == []


def test_a_blank_page_of_a_digital_file_is_no_gap() -> None:
    whole = budget("2023")
    held = replace(whole, pages=(*whole.pages, page(5, "")), page_count=5)
    assert gaps(search((budget("2022"), held))) == []


def test_statements_of_secrecy_are_told() -> None:
    found = search((budget("2022"), budget("2023", text="部分内容涉密，不予公开")))
    assert gaps(found) == []
    assert "b2023.pdf p. 4" in found.notes[0]
    assert "1 of them say that content is withheld" in found.coverage.sentence


def test_documents_of_other_bodies_are_not_searched() -> None:
    other = replace(budget("2023", text="遣返"), publisher="另一站", digest=digest_of("o"))
    assert search((*HELD, other)).hits == ()


def test_a_project_of_the_budget_whose_form_is_not_published_is_told_with_the_numbers() -> None:
    whole = budget("2023")
    money = fact("project_budget", "b2023.pdf", year="2023", project=PROJECT, amount="9")
    held = replace(
        whole, facts=(*(f for f in whole.facts if f.kind != "performance_target"), money)
    )
    (reason,) = gaps(search((budget("2022"), held)))
    assert "0 of 2 projects of that year have one" in reason
    assert "its budget names the project" in reason
