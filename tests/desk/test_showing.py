"""Pages of the desk: addresses are queries, coverage is told, drafts are tested when saved."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from papertrace.casefile import Case
from papertrace.cli.common import DEMO_KEYS, signer
from papertrace.desk import words
from papertrace.desk.answers import as_csv, spelled
from papertrace.errors import UnknownKey

if TYPE_CHECKING:
    from desk_visitor import Visitor


def test_a_query_is_an_address_and_its_hits_are_boxed_on_the_page(desk: Visitor) -> None:
    found = desk.get("/find?q=%E4%B8%AD%E6%A0%87%E9%87%91%E9%A2%9D").text
    assert "2 pages searched, 0 documents not (wholly) read" in found
    told = json.loads(desk.get("/find.json?q=%E4%B8%AD%E6%A0%87%E9%87%91%E9%A2%9D").text)
    (hit,) = told["hits"]
    page = desk.get(f"/documents/{hit['sha256']}/{hit['page']}?q=%E4%B8%AD%E6%A0%87%E9%87%91").text
    x0, top, x1, bottom = hit["boxes"][0]
    assert f'class="hit" x="{round(x0 - 1, 2)}" y="{round(top - 1, 2)}"' in page
    assert x1 > x0
    assert bottom > top
    assert desk.get(f"/documents/{hit['sha256']}/2").status == 404
    assert desk.get("/documents/ffffffffffff/1").status == 404
    assert "can be searched" in desk.get("/find").text


def test_a_draft_is_tested_when_it_is_saved_and_never_over_anothers(
    desk: Visitor, root: Path
) -> None:
    path = root / "drafts" / "story.md"
    page = desk.get("/drafts/story.md").text
    assert 'class="claim unproven"' in page
    fact = json.loads(desk.get("/facts.json?kind=award").text)[0]["id"]
    done = desk.post(f"/decide/{fact}", verdict="accept", typed__amount="2650000.00")
    assert done.status == 303
    assert 'class="claim passed"' in desk.get("/drafts/story.md").text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    claims = (root / "drafts" / "claims.toml").read_text(encoding="utf-8")
    wrong = "# T\n\nIt awarded [2.56 million yuan](claim:award) in all, and spent 7 million.\n"
    told = {"text": wrong.replace("\n", "\r\n"), "claims": claims, "version": version}
    assert desk.post("/drafts/story.md", **told).status == 303
    assert path.read_text(encoding="utf-8") == wrong
    page = desk.get("/drafts/story.md").text
    assert 'class="claim failed"' in page
    assert 'class="claim unclaimed" href="#finding-1" title="unclaimed">7 million</a>' in page
    assert "PT620" in page  # the figure that nothing claims
    assert json.loads(desk.get("/drafts/story.md.json").text)["failed"] == 1
    kept = desk.post("/drafts/story.md", **(told | {"text": "<script>alert(1)</script>"}))
    assert kept.status == 409  # that version is not what lies there any more
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in kept.text
    assert path.read_text(encoding="utf-8") == wrong
    for name in ("other.md", "..%2Fcase.toml", "claims.toml"):
        assert desk.get(f"/drafts/{name}").status == 404
        assert desk.post(f"/drafts/{name}", **told).status == 404


def test_text_cannot_become_a_formula_in_csv() -> None:
    rows = [{"a": "=1+1", "b": {"c": "@x", "d": "-163.5"}, "e": ["+"], "f": None, "g": -2}]
    body = as_csv(rows, "t").body
    (row,) = csv.DictReader(io.StringIO(bytes(body).decode("utf-8-sig")))
    assert row == {"a": "'=1+1", "b.c": "'@x", "b.d": "-163.5", "e": '["+"]', "f": "", "g": "-2"}


def test_a_page_is_read_word_by_word_with_sounds_and_meanings(desk: Visitor) -> None:
    (row,) = json.loads(desk.get("/facts.json?kind=award").text)[:1]
    address = f"/documents/{row['document']['sha256']}/1"
    assert f'href="{address}/aid"' in desk.get(address).text
    page = desk.get(f"{address}/aid").text
    assert re.search(r"<ruby lang=\"zh\">[^<]*中标[^<]*<rt>zhòng biāo", page)
    assert "nothing here can be quoted" in page
    assert desk.get(f"{address[:-1]}9/aid").status == 404


def test_every_page_has_landmarks_labels_and_one_heading(desk: Visitor) -> None:
    row = json.loads(desk.get("/facts.json?kind=award").text)[0]
    digest = row["document"]["sha256"]
    asked = [
        "/",
        "/documents",
        f"/documents/{digest}/1?q=1",
        f"/documents/{digest}/1/aid",
        "/find?q=1",
        "/decide",
        "/drafts",
    ]
    asked += [f"/decide/{row['id']}", "/drafts/story.md", "/facts", "/purchases", "/changes"]
    for path in asked:
        tree = LexborHTMLParser(desk.get(path).text)
        ids = [n.attributes["id"] for n in tree.css("[id]")]
        assert len(ids) == len(set(ids)), path
        assert len(tree.css("h1")) == len(tree.css("main#main")) == 1, path
        assert tree.css_first("html").attributes["lang"], path  # type: ignore[union-attr]
        assert tree.css_first("title").text().strip() != "– papertrace desk", path  # type: ignore[union-attr]
        assert not [n for n in tree.css("img") if "alt" not in n.attributes], path
        named = {n.attributes.get("for") for n in tree.css("label")}
        for control in tree.css("input:not([type=hidden]), select, textarea"):
            assert control.attributes.get("id") in named, (path, control.html)
        for control in tree.css("button, summary, a"):
            assert control.text().strip() or control.css("img"), (path, control.html)


def test_every_word_of_the_desk_is_there_in_chinese(desk: Visitor) -> None:
    templates = Path(words.__file__).parent / "templates"
    text = "".join(p.read_text(encoding="utf-8") for p in sorted(templates.glob("*.html")))
    said = {a or b for a, b in re.findall(r"""_\((?:"([^"]+)"|'([^']+)')\)""", text)}
    assert said
    assert said <= set(words.CHINESE)
    for english, chinese in words.CHINESE.items():
        assert english.count("{}") == chinese.count("{}"), english
    row = json.loads(desk.get("/facts.json?kind=award").text)[0]
    for path in ("/", "/decide", f"/decide/{row['id']}", "/drafts/story.md", "/find?q=1"):
        page = desk.ask("GET", path, desk.own() | {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"})
        assert (page.status, 'lang="zh-Hans"' in page.text) == (200, True)
        tree = LexborHTMLParser(page.text)
        for one in tree.css("h2, button, summary, nav a, header label"):
            assert re.search("[\u4e00-\u9fff]", one.text()) or not one.text().strip(), one.html
    assert 'lang="en"' in desk.get("/").text
    assert words.language_of("de, en;q=0.7, zh;q=0.3") == "en"


def test_the_sample_case_is_decided_with_its_own_key(root: Path, made: Path) -> None:
    with Case.open(root) as case:
        with pytest.raises(UnknownKey):
            signer(case, None)
        shutil.copytree(made / "keys", root / DEMO_KEYS)
        (root / DEMO_KEYS / "first.key").rename(root / DEMO_KEYS / "reporter.key")
        assert signer(case, None).id in {p.id for p in case.people()}
        assert signer(case, "second").label == "second"
        with pytest.raises(UnknownKey):
            signer(case, "nobody")


def test_sums_are_spelled_out_exactly() -> None:
    assert spelled("26500000", "CNY") == "2650 万 = 26.5 million"
    assert spelled("-123456789.01", "CNY") == "-12,345.678901 万 = -123.45678901 million"
    assert [spelled(t, c) for t, c in (("9999", "CNY"), ("26500000", None), ("x", "CNY"))] == [
        ""
    ] * 3
