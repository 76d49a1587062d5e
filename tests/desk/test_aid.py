"""The reading aid says what words sound like and may mean, and where that is from."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from papertrace.desk import aid, translating
from papertrace.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desk_visitor import Visitor


def words(text: str) -> dict[str, aid.Word]:
    return {w.text: w for line in aid.aided(text) for w in line.words}


def test_loaded_terms_have_their_fixed_rendering_and_others_that_of_the_table() -> None:
    found = words("遣返人员使用无人机")
    assert (found["遣返"].gloss, found["遣返"].origin) == ("repatriate, repatriation", "rendering")
    assert (found["无人机"].gloss, found["无人机"].origin) == ("drone", "term")
    assert found["无人机"].pinyin == "wú rén jī"


def test_the_words_of_a_line_are_the_line() -> None:
    line = "2024年图们边境管理支队 patrol boat（2 艘）采购：２６５０万元。"
    (told,) = aid.aided(f"\n  {line}\n\n")
    assert "".join(w.text for w in told.words) == line


def test_sums_are_spelled_out_exactly() -> None:
    (line,) = aid.aided("预算 2650.5 万元，单价 3 元")
    assert line.sums == ("2650.5 万元 = 2650.5 万 = 26.505 million CNY",)


def test_a_dictionary_is_used_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dictionary.txt"
    path.write_text(
        "# a comment\n船艇 船艇 [chuan2 ting3] /vessel/boat/\n巡邏 巡逻 [xun2 luo2] /to patrol/\n",
        encoding="utf-8",
    )
    aid._dictionary.cache_clear()
    monkeypatch.setattr(aid, "_place", lambda: path)
    try:
        found = words("船艇，巡逻、巡邏")
        assert (found["船艇"].gloss, found["船艇"].origin) == ("vessel; boat", "dictionary")
        assert found["巡逻"].gloss == found["巡邏"].gloss == "to patrol"
    finally:
        aid._dictionary.cache_clear()


def test_without_a_dictionary_other_words_have_their_sound_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aid._dictionary.cache_clear()
    monkeypatch.setattr(aid, "_place", lambda: None)
    try:
        assert not aid.has_dictionary()
        assert words("设备")["设备"] == aid.Word("设备", "shè bèi")
    finally:
        aid._dictionary.cache_clear()


def installed(monkeypatch: pytest.MonkeyPatch, plug: Callable[..., object]) -> None:
    """Announce a function as an installed plug-in would be."""
    found = EntryPoint("sample", "nowhere:it", translating.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _self: plug)

    def announced(group: str, name: str = "sample") -> tuple[EntryPoint, ...]:
        return (found,) if (group, name) == (translating.GROUP, "sample") else ()

    monkeypatch.setattr(translating, "entry_points", announced)


def test_a_machine_is_asked_on_request_alone_and_kept_nowhere(
    desk: Visitor, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = json.loads(desk.get("/facts.json?kind=award").text)
    place = f"/documents/{row['document']['sha256']}/1/aid"
    assert "plug-in" not in desk.get(place).text
    given: list[str] = []

    def loud(lines: Sequence[str]) -> list[str]:
        given.extend(lines)
        return [f"LOUD <b>{number}</b>" for number in range(len(lines))]

    installed(monkeypatch, loud)
    assert ("Translate this page" in desk.get(place).text, given) == (True, [])
    page = desk.post(place, translator="sample")
    assert (page.status, "sample: LOUD &lt;b&gt;0&lt;/b&gt;" in page.text) == (200, True)
    assert "中标金额：2650000.00元" in given
    assert "LOUD" not in desk.get(place).text
    assert not any(b"LOUD" in p.read_bytes() for p in root.rglob("*") if p.is_file())
    assert desk.post(place, translator="other").status == 400


def test_what_a_plug_in_does_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong, told in (
        (lambda _lines: ["one"], "a line for each line"),
        (lambda lines: [1 for _ in lines], "a line for each line"),
        (lambda _lines: 1 / 0, "ZeroDivisionError"),
    ):
        installed(monkeypatch, wrong)
        with pytest.raises(UsageError, match=told):
            translating.translated("sample", "一行\n二行")


def test_persons_are_blotted_out_before_a_plug_in_sees_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[str] = []

    def told(lines: Sequence[str]) -> Sequence[str]:
        given.extend(lines)
        return lines

    installed(monkeypatch, told)
    translating.translated("sample", "采购单位联系人：王示例\n电话：0433-1234567\n预算：5万元")
    assert given[2] == "预算：5万元"
    assert "王示例" not in "".join(given)
    assert "1234567" not in "".join(given)
