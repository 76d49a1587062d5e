"""Places have a code where the name decides it, and none where it does not."""

from __future__ import annotations

from importlib.resources import files

import pytest

from papertrace.text.places import divisions, find_places, latin_places, place_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("抚松县", "220621"),
        ("延边朝鲜族自治州", "222400"),
        ("延边州安图县", "222426"),
        ("宽甸县", "210624"),
        ("敦化", "222403"),
        ("长白县", "220623"),
        ("辽宁省丹东市元宝区", "210602"),
        ("浙江杭州", "330100"),
        ("上海市浦东新区", "310115"),
        ("內蒙古", "150000"),
        ("丹東市", "210600"),
        ("도문시", "222402"),
        ("Longjing", "222405"),
        ("Hunchun, Jilin Province", "222404"),
        ("Dandong City", "210600"),
        ("公主岭市", "220184"),
        ("Hekou Yao Autonomous County", "532532"),
        ("Kunming", "530100"),
        ("Chaoyang District, Changchun", "220104"),
        ("Hebei District", "120105"),
        ("Hebei", "130000"),
        ("Xi'an", "610100"),
        ("Lüliang", "141100"),
        ("Lyuliang City", "141100"),
        ("Luliang County", "530322"),
        ("Shan County", "371722"),
        ("Changbaixian", "220623"),
        ("Inner Mongolia Autonomous Region", "150000"),
    ],
)
def test_names_and_paths(text: str, code: str) -> None:
    assert place_code(text) == (code, "")


@pytest.mark.parametrize(
    "text",
    [
        "吉林",
        "朝阳区",
        "鼓楼区",
        "长白山",
        "图们江",
        "圖們江",
        "珲春口岸",
        "云汀县",
        "",
        "Tumen River",
        "Chaoyang",
        "Chaoyang District",
        "Luliang",
        "Changbai Mountain",
        "London",
        "丹东市朝阳区",
    ],
)
def test_ambiguous_and_longer_names_have_no_code(text: str) -> None:
    code, reason = place_code(text)
    assert code is None
    assert reason


def test_codes_change_over_time() -> None:
    assert place_code("公主岭市", "2015")[0] == "220381"
    assert place_code("公主岭市", "2022")[0] == "220184"
    assert place_code("江源县")[0] == "220625"


def test_running_text_gives_full_names_only() -> None:
    text = "项目位于吉林省珲春市，距图们江三公里，由长白山公司承建；延边州汪清县 另建两处。"
    assert [(p.code, text[p.start : p.end]) for p in find_places(text)] == [
        ("222404", "吉林省珲春市"),
        ("222424", "延边州汪清县"),
    ]


def test_the_table_is_sound() -> None:
    table = divisions()
    assert len(table) > 3000
    assert all(len(code) == 6 and code.isdigit() and d.name for code, d in table.items())
    assert all(code[:2] + "0000" in table for code in table)


def test_latin_words_that_may_name_a_place_below_a_province() -> None:
    text = "He came from Jilin to Yanji in March; The police of Tumen said so long ago."
    assert latin_places(text) == ("Yanji", "Tumen")


def test_every_division_is_spelt() -> None:
    table = dict(line.split("\t") for line in spelt_rows())
    assert set(table) == set(divisions())
    assert all(letters.isascii() and letters.isalpha() for letters in table.values())


def spelt_rows() -> list[str]:
    lines = files("papertrace.text").joinpath("places_pinyin.tsv").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
