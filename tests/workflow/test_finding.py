"""Queries over a case: operators, chips, what they are widened to, and who is never found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, disk
from papertrace.errors import UsageError
from papertrace.model import Field, anchor_of, make_fact
from papertrace.read import read
from papertrace.workflow import finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "a_2024.txt": "图们边境管理支队无人机采购中标公告\n中标金额 265万元\n联系人：韩示例",
    "b_2025.txt": "图们边境管理支队巡逻艇采购公告\n预算金额 80万元",
    "c.txt": "长春某学校食堂无人机课程\nStraße 9",
}
AMOUNTS = {"a_2024.txt": ("265", "2650000"), "b_2025.txt": ("80", "800000")}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Give a case of three documents, two of them with a fact."""
    root = tmp_path_factory.mktemp("finding")
    keys = samples.keyring(root / "keys")
    key, other = keys.get("reporter"), keys.get("editor")
    with Case.create(root / "case", "Border budgets", key) as made:
        for name, text in TEXTS.items():
            digest = samples.add(made, text.encode(), name, key).digest
            page = read(text.encode(), name).pages[0]
            facts = []
            if name in AMOUNTS:
                written, value = AMOUNTS[name]
                at = page.text.index(written)
                anchor = anchor_of(page, at, at + len(written), "amount")
                field = Field(value, written, "CNY")
                facts = [
                    make_fact(digest, "award", {"amount": field}, [anchor], form="award@1",
                              confidence=0.9)
                ]  # fmt: skip
            derived = samples.derivation(digest, [page], facts)
            year = name[2:6] if name in AMOUNTS else ""
            form = "award@1" if name[0] == "a" else "other@1"
            publisher = "图们边境管理支队" if name in AMOUNTS else ""
            made.derived.put(replace(derived, year=year, form=form, publisher=publisher))
        made.introduce(other.key(), key)
        (fact,) = made.derived.facts(digest=made.find("a_2024.txt").digest)
        made.decide(fact, "accepted", key=key, channel="script", reason="so")
        made.decide(fact, "rejected", key=other, channel="script", reason="no")
        yield made


def names(case: Case, query: str, *, exact: bool = False) -> list[str]:
    return [row["name"][0] for row in finding.search(case, query, exact=exact).hits()]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("无人机", "ac"),
        ("无人机 AND 公告", "aa"),
        ("无人机 NOT 学校", "a"),
        ("(无人机 OR 巡逻艇) AND 图们", "aabb"),
        ("year:2025", "b"),
        ("无人机 year:2024", "a"),
        ("form:award", "a"),
        ("format:txt NOT year:2024", "bc"),
        ("body:图们邊境", "ab"),
        ("place:图们 NOT 无人机", "b"),
        ("amount:100万元..300万元", "a"),
        ("amount:..800000", "b"),
        ("amount:80万元", "b"),
        ("state:proposed", "ab"),
        ("state:accepted", ""),
        ("state:disputed", "a"),
        ("图们 边境", "ab"),
        ("strasse", "c"),
        ("巡逻艇 AND NOT 巡逻艇", ""),
    ],
)
def test_what_is_asked_for_is_found(case: Case, query: str, found: str) -> None:
    assert "".join(names(case, query)) == found


def test_words_are_widened_and_that_is_told_and_can_be_left_out(case: Case) -> None:
    one = finding.search(case, "drone")
    assert {e.also for e in one.also} == {"unmanned aircraft", "无人机"}
    assert names(case, "drone") == ["a", "c"]
    assert names(case, "tumenbianjing") == ["a", "b"]
    assert names(case, "drone", exact=True) == names(case, '"drone"') == []


@pytest.mark.parametrize("query", ["韩示例", "无人机 AND 韩示例", "图们 AND (韩示例 OR 李示例)"])
def test_private_persons_are_not_found_whatever_joins_them(case: Case, query: str) -> None:
    assert names(case, query) == []


def test_what_must_not_stand_there_tells_nothing_of_persons(case: Case) -> None:
    assert names(case, "图们 NOT 韩示例") == names(case, "图们 NOT 李示例") == ["a", "b"]


@pytest.mark.parametrize("query", ["amount:many", "state:done", "无人机 AND", "x" * 5000])
def test_what_cannot_be_asked_is_told(case: Case, query: str) -> None:
    with pytest.raises(UsageError):
        names(case, query)


def test_without_an_index_every_page_is_looked_at(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.index.remove()

    def full(operation: str, path: Path) -> None:
        if path.name.startswith("index.db"):
            raise OSError(28, "No space left on device")
        assert operation

    monkeypatch.setattr(disk, "step", full)
    assert names(case, "无人机 NOT 学校") == ["a"]
    assert not case.index.path.exists()


def test_a_list_is_asked_line_by_line_and_takes_no_persons(tmp_path: Path) -> None:
    path = tmp_path / "queries.txt"
    path.write_text("无人机\n\n边防\n图们 AND 巡逻艇\n无人机\n", encoding="utf-8")
    assert finding.listed("", str(path)) == ("无人机", "边防", "图们 AND 巡逻艇")
    path.write_text("无人机\n图们 OR 韩示例\n", encoding="utf-8")
    with pytest.raises(UsageError, match="names of persons"):
        finding.listed("", str(path))
    with pytest.raises(UsageError):
        finding.listed(" ", None)
