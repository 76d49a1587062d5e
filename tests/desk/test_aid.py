"""The reading aid says what words sound like and may mean, and where that is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.desk import aid

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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
