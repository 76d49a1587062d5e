"""Job advertisements, buildings and news: every invented sample, in every layout it can have."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from paper_layouts import LAYOUTS, extracted, rows
from paper_samples import samples
from papertrace.model import to_json

if TYPE_CHECKING:
    from paper_samples import Sample
    from papertrace.model import Extraction

_JOBS = [(s, lay) for s in samples("jobs") for lay in (*LAYOUTS, "xlsx")]
_FACILITIES = [(s, lay) for s in samples("facilities") for lay in (*LAYOUTS, "xlsx")]
_NEWS = [(s, lay) for s in samples("news") for lay in LAYOUTS]


def _named(pair: object) -> str:
    return pair if isinstance(pair, str) else getattr(pair, "name", "")


def _codes(found: Extraction) -> set[str]:
    return {p.code for p in found.problems}


def _without(rows_read: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    return [{n: v for n, v in row.items() if n != name} for row in rows_read]


@pytest.mark.parametrize(("sample", "layout"), _JOBS, ids=_named)
def test_the_posts_of_an_advertisement(sample: Sample, layout: str) -> None:
    found = extracted(sample.blocks, layout)
    assert found.form == "job_ad@1"
    got, wanted = rows(found, "job_post"), sample.posts
    if layout == "xlsx":  # the signature's day is a cell there
        got, wanted = _without(got, "published"), _without(wanted, "published")
    assert got == wanted
    assert [r["posts"] for r in rows(found, "staffing")] == ([sample.total] if sample.total else [])
    assert set(sample.problems) <= _codes(found)
    assert ("PT431" in _codes(found)) == ("PT431" in sample.problems)


@pytest.mark.parametrize(("sample", "layout"), _FACILITIES, ids=_named)
def test_the_buildings_of_a_paper(sample: Sample, layout: str) -> None:
    found = extracted(sample.blocks, layout)
    assert found.form == f"{sample.form}@1"
    got, wanted = rows(found, "facility"), sample.facilities
    if layout == "flat":  # a day that stands alone in a flattened cell looks like a signature's
        got, wanted = _without(got, "published"), _without(wanted, "published")
    assert got == wanted
    assert set(sample.problems) <= _codes(found)


@pytest.mark.parametrize(("sample", "layout"), _NEWS, ids=_named)
def test_who_said_what(sample: Sample, layout: str) -> None:
    found = extracted(sample.blocks, layout)
    assert found.form == "news@1"
    assert rows(found, "attributed_statement") == sample.statements
    assert rows(found, "third_party_figure") == sample.figures
    assert rows(found, "unanswered_question") == sample.questions


@pytest.mark.parametrize(("sample", "layout"), _NEWS, ids=_named)
def test_nothing_of_a_private_person_is_kept(sample: Sample, layout: str) -> None:
    kept = [
        dataclasses.replace(f, digest="", id="") for f in extracted(sample.blocks, layout).facts
    ]
    for fact in kept:
        told = json.dumps(
            [
                {n: (v.value, v.written) for n, v in fact.fields.items()},
                [(a.quote, a.prefix, a.suffix) for a in fact.anchors],
                fact.reasons,
            ],
            ensure_ascii=False,
        )
        for word in sample.hidden:
            assert word not in told
    assert to_json(kept)


def test_contacts_and_applicants_are_nobody_s_field() -> None:
    for sample in (*samples("jobs"), *samples("facilities")):
        told = json.dumps(to_json(extracted(sample.blocks).facts), ensure_ascii=False)
        values = json.dumps(
            [[v.value for v in f.fields.values()] for f in extracted(sample.blocks).facts],
            ensure_ascii=False,
        )
        assert "示例" not in values, sample.name
        assert told


@pytest.mark.parametrize(
    "title",
    [
        "青杼江边境管理支队2024年公开招聘辅警拟聘用人员名单公示",
        "砚河县公安局招聘辅警笔试成绩及面试人员公告",
        "砚河县公安局关于取消部分招聘岗位的公告",
    ],
)
def test_lists_of_applicants_are_never_read(title: str) -> None:
    found = extracted(
        [title, [["姓名", "岗位名称", "人数", "成绩"], ["阮示例", "巡逻岗", "1", "82"]]]
    )
    assert found.form == "other"
    assert found.facts == ()


def test_a_purchase_that_speaks_of_building_or_hiring_stays_a_notice() -> None:
    for title in (
        "砚河县招聘考试服务采购项目公开招标公告",
        "砚河口岸竣工测绘服务采购竞争性磋商公告",
    ):
        found = extracted(
            [title, "采购人：砚河县公安局", "项目编号：YH-2024-0019", "预算金额：30万元"]
        )
        assert found.form == "tender@2", title
        assert "PT411" not in _codes(found)
