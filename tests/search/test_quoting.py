"""Words that pages print with quotation marks inside, and phrases that stand nowhere in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from casefile import samples
from papertrace.casefile import Case, disk
from papertrace.cli import main
from papertrace.read import read
from papertrace.search import bare_text, forms_in, quoted_forms
from papertrace.workflow import finding, offering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "a.txt": "一般公共预算拨款“三公”经费支出表\n澄溪县公安局 2031年预算",
    "b.txt": "“三公”经费说明。三公经费合计4万元。加强“两客一危”车辆监管",
    "c.txt": "全县“雪亮工程”建设，全国「一标三实」采集",
    "d.txt": "澄溪县教育局\n联系人：韩示例\n联系人“李示例”，邮编000000",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    root = tmp_path_factory.mktemp("quoting")
    key = samples.keyring(root / "keys").get("reporter")
    with Case.create(root / "case", "Quotes", key) as made:
        for name, text in TEXTS.items():
            digest = samples.add(made, text.encode(), name, key).digest
            made.derived.put(samples.derivation(digest, read(text.encode(), name).pages, []))
        yield made


def names(case: Case, query: str, *, exact: bool = False) -> list[str]:
    return [row["name"][0] for row in finding.search(case, query, exact=exact).hits()]


def also(case: Case, query: str) -> list[tuple[str, str]]:
    return [(e.also, e.why) for e in finding.search(case, query).also]


FORMS = {
    "三公经费": ["“三公”经费"],
    "拨款三公经": ["拨款“三公”经"],
    "公经费": ["公”经费"],
    "两客一危车辆": ["“两客一危”车辆"],
    "全县雪亮工程": ["全县“雪亮工程”"],
    "国一标三实采": ["国「一标三实」采"],
    "澄溪县": [],
    "两客": [],
}


@pytest.mark.parametrize("query", FORMS)
def test_forms_with_marks_inside_are_found_shown_and_left_out_when_asked(
    case: Case, query: str
) -> None:
    assert [form for form, why in also(case, query) if why == "quotes"] == FORMS[query]
    assert [form for form, why in also(case, f'"{query}"') if why == "quotes"] == []


def test_both_ways_of_printing_are_found(case: Case) -> None:
    assert names(case, "三公经费") == ["a", "b", "b"]
    assert names(case, "三公经费", exact=True) == names(case, '"三公经费"') == ["b"]
    assert names(case, "three public expenses") == ["a", "b", "b"]
    assert names(case, '"款“三公”经"') == ["a"]
    assert names(case, '澄溪县 AND "款“三公”经"') == ["a", "a"]
    assert names(case, "韩“示”例") == []


@pytest.mark.parametrize("query", ["联系人李示例", "人李示例", "李示例，邮编", "联系人李示"])
def test_no_form_tells_that_a_private_person_stands_there(case: Case, query: str) -> None:
    page = next(case.derived.pages(case.find("d.txt").digest))
    assert also(case, query) == []
    assert finding.search(case, query, page=page).also == ()
    assert names(case, query) == []


def test_without_an_index_the_pages_themselves_are_asked(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.index.remove()

    def full(_operation: str, path: Path) -> None:
        if path.name.startswith("index.db"):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "step", full)
    assert sorted(names(case, "三公经费")) == ["a", "b", "b"]
    assert also(case, "两客一危车辆") == [("两客一危”车辆", "quotes")]


def test_a_page_is_asked_itself(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(case.derived.pages(case.find("b.txt").digest))
    monkeypatch.setattr(case, "index", None)
    one = finding.search(case, "三公经费", page=page)
    assert [e.also for e in one.also if e.why == "quotes"] == ["三公”经费"]
    assert [hit.snippet[:2] for hit in one.on(page)] == ["“三", "“三"]


def test_an_index_and_the_texts_give_forms_of_the_same_places() -> None:
    texts = [bare_text(text) for text in TEXTS.values()]

    def ask(some: list[str]) -> list[set[tuple[str, int]]]:
        return [{("x", n) for n, text in enumerate(texts) if bare_text(w) in text} for w in some]

    for query in FORMS:
        asked = {p for form in quoted_forms(query, ask) for p in ask([form])[0]}
        assert asked == {p for form in forms_in(query, texts) for p in ask([form])[0]}


def offered(case: Case, query: str) -> list[tuple[str, int]]:
    one = finding.search(case, query)
    rows: list[dict[str, Any]] = list(one.hits())
    return [(o.query, o.places) for o in offering.offers(case, query, one, rows)]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("公安局 预算", [("公安局 AND 预算", 3)]),
        ("公安局 预算 OR 教育局", [("(公安局 AND 预算) OR 教育局", 4)]),
        ("公安局 2031年", []),  # they stand in a row, blanks aside
        ('"公安局 预算"', []),
        ("公安局 教育局", []),
        ("韩示例 教育局", []),
        ("budget bureau 公安局", []),
    ],
)
def test_a_phrase_that_stands_nowhere_is_offered_with_and(
    case: Case, query: str, told: list[tuple[str, int]]
) -> None:
    assert offered(case, query) == told
    for asked, places in told:
        assert len(names(case, asked)) == places


def test_the_command_line_offers_it(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(case.root)
    assert main(["find", "公安局 预算", "--case", root]) == 0
    assert "not in a row; try: 公安局 AND 预算 (3 places)" in capsys.readouterr().out
    assert main(["find", "公安局 预算", "--json", "--case", root]) == 0
    line = capsys.readouterr().out
    assert line == '{"query": "公安局 预算", "offer": "公安局 AND 预算", "places": 3}\n'
