"""Map, timeline and charts: every thing has its rows, and nothing is placed finer than allowed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from papertrace.casefile import Case
from papertrace.drawing import Event, Spot, drawn_map, drawn_timeline, located, may_be_placed
from papertrace.drawing.precision import seat
from papertrace.drawing.timelines import when
from papertrace.read import sandbox
from papertrace.text.places import divisions
from papertrace.workflow import charted
from papertrace.workflow.adding import add
from papertrace.workflow.analysing import ground
from papertrace.workflow.building import build

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey


NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>图们市公安局巡护车辆采购项目中标公告</h1><p>一、项目编号：TM-1</p>
<p>二、项目名称：图们市公安局巡护车辆采购项目</p><p>三、中标信息</p>
<p>供应商名称：云岭示例车辆有限公司</p><p>中标金额：318600.00元</p>
<p>采购人：图们市公安局</p><p>发布日期：2031年3月5日</p></body></html>"""


def test_every_view_has_its_rows_and_names_its_source(desk: Visitor) -> None:
    for view in ("map", "timeline", "charts"):
        page = desk.get(f"/{view}")
        assert page.status == 200
        assert desk.get(f"/{view}.json").status == 200
        assert desk.get(f"/{view}.csv").headers["content-type"].startswith("text/csv")
        assert f'href="/{view}.json' in page.text
    assert "Natural Earth" in desk.get("/map").text
    assert desk.get("/map?subject=people").status == 400
    assert desk.get("/timeline?lane=%27").status == 400
    assert desk.get("/charts?stage=awarded&by=person").status == 400


def test_what_nobody_accepted_is_marked_and_can_be_left_out(desk: Visitor) -> None:
    assert json.loads(desk.get("/charts.json").text)["lines"] == []
    every = json.loads(desk.get("/charts.json?all=yes").text)
    assert [line["value"] for line in every["lines"]] == ["2650000"]
    assert "PROPOSED" in desk.get("/charts?all=yes").text
    assert re.search(">2.650.000<", desk.get("/charts.svg?all=yes").text)
    fact = json.loads(desk.get("/facts.json?kind=award").text)[0]["id"]
    done = desk.post(f"/decide/{fact}", verdict="accept", typed__amount="2650000.00")
    assert done.status == 303
    assert [line["value"] for line in json.loads(desk.get("/charts.json").text)["lines"]] == [
        "2650000"
    ]


def test_a_map_is_sound_markup_and_leads_to_its_rows() -> None:
    some = [Spot("222404", '珲春市"><script>', 3, "#place-222404", "purchases 3")]
    drawn = drawn_map(some, "Places")
    root = ET.fromstring(drawn)  # noqa: S314  (our own markup)
    assert [e.get("href") for e in root.iter() if e.tag.endswith("}a")] == ["#place-222404"]
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert "Natural Earth" in drawn
    assert " style=" not in drawn
    (circle,) = [e for e in root.iter() if e.tag.endswith("circle")]
    assert 0 < float(circle.get("cx", "")) < 760
    assert drawn_map([], "Places").count("<path") > 2


def test_a_dot_is_the_seat_of_a_county_and_never_finer() -> None:
    assert located("吉林省延边朝鲜族自治州图们市凉水镇河东村12号") == "222402"
    assert seat("222402") == seat(located("图们市"))
    assert located("长白山") == ""
    assert located("朝阳区") == ""  # several are called so
    assert all(seat(code) for code in divisions() if not code.startswith("99"))  # 99: no county


def test_a_storys_site_has_its_timeline_and_map(
    root: Path, first: SigningKey, tmp_path: Path
) -> None:
    (tmp_path / "n.html").write_text(NOTICE, encoding="utf-8")
    with Case.open(root) as case:
        list(add(case, [tmp_path / "n.html"], first))
        list(build(case, jobs=1, limits=sandbox.Limits()))
        facts = [f for f in ground(case, every=True).facts if f.document == "n.html"]
        drawn = dict(charted.drawings(case, facts))
        assert charted.drawings(case, ()) == ()
    assert f'href="#doc-{facts[0].digest[:12]}"' in drawn["Map"]
    assert "图们市: purchases 1" in drawn["Map"]
    assert 'aria-label="Notices: 1, 2031-03-05"' in drawn["Timeline"]
    assert "云岭" not in "".join(drawn.values())  # no name that a document prints


@pytest.mark.parametrize(
    ("kind", "words", "may"),
    [
        ("award", "图们市公安局 监控设备", True),
        ("facility", "珲春市 口岸 联检楼", True),
        ("facility", "图们市 难民庇护所", False),
        ("facility", "巡逻路线 一号", False),
        ("facility", "a safe house near the river", False),
        ("attributed_statement", "北京市", False),
        ("third_party_figure", "图们市", False),
        ("unanswered_question", "图们市", False),
    ],
)
def test_some_things_are_never_placed(kind: str, words: str, may: bool) -> None:  # noqa: FBT001  (a row of the table)
    assert may_be_placed(kind, words) is may


def test_a_timeline_draws_dates_to_the_precision_told() -> None:
    assert str(when("2031")) == "2031-07-01"
    assert str(when("2031-02")) == "2031-02-14"
    assert when("2031-02-30") is when("next year") is when("") is None
    events = [Event("2031-03-05", "a", "#m-2031-03"), Event("2031-03-06", "a", "#m-2031-03")]
    drawn = drawn_timeline([*events, Event("soon", "a", "#x")], [("a", "Awards"), ("b", "B")], "T")
    assert len(re.findall("<circle", drawn)) == 1  # they share a spot of the lane
    assert "Awards: 2, 2031-03-05 – 2031-03-06" in drawn
    assert ">B<" not in drawn
    ET.fromstring(drawn)  # noqa: S314  (our own markup)
    ET.fromstring(drawn_timeline([], [], "T"))  # noqa: S314  (our own markup)
