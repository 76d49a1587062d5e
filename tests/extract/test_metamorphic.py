"""The same notice laid out anew gives the same facts, and never a wrong sum that is sure."""

from __future__ import annotations

import re

import pytest

from extract.invented_calls import CALLS
from extract.invented_results import RESULTS
from extract.notice_blocks import blocks_of
from extract.relayout import LAYOUTS, laid_out
from papertrace.extract import extract
from papertrace.read import read
from papertrace.text.fold import folded_text
from papertrace.text.script import simplified

Row = dict[str, str]

NOTICES = {**CALLS, **RESULTS}
MONEY = {"amount", "rate", "unit_price", "budget", "ceiling"}
_LOT_WORDS = re.compile(r"合同包|采购包|标段|标项|标包|分包|子包|包件|包组|品目|[第包号():]")
_HAN = "一二三四五六七八九"
SURE = 0.9


def plain(name: str, value: str) -> str:
    """Give a value to compare by: width, script, blanks and the word for lot aside."""
    text = "".join(folded_text(simplified(value)).split())
    if name == "lot":
        text = _LOT_WORDS.sub("", text)
        return str(_HAN.index(text) + 1) if text and text in _HAN else text.lstrip("0")
    return text[:16] if re.match(r"\d{4}-\d\d-\d\dT", text) else text


def rows(found: list[Row], wanted: list[Row]) -> tuple[list[Row], list[Row]]:
    """Give the rows read and those expected, plain, with the same fields and all sums."""
    names = {n for row in wanted for n in row} | MONEY
    ours = [{n: plain(n, v) for n, v in row.items() if n in names} for row in found]
    theirs = [{n: plain(n, v) for n, v in row.items()} for row in wanted]
    for mine, other in zip(ours, theirs, strict=False):
        item = mine.get("item", "")
        if item and (item in other.get("item", "") or other.get("item", "") in item):
            mine["item"] = other["item"]  # what changed is named in more words or fewer
    key = lambda row: sorted(row.items())  # noqa: E731  (used twice, here only)
    return sorted(ours, key=key), sorted(theirs, key=key)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_facts(layout: str) -> None:
    wrong = []
    for name, invented in NOTICES.items():
        blocks = blocks_of(read(f"<html><body>{invented.body}</body></html>".encode(), "n.html"))
        found = extract(read(*laid_out(blocks, layout)))
        for kind, wanted in invented.facts.items():
            facts = [f for f in found.facts if f.kind == kind]
            told = [{n: v.value for n, v in f.fields.items()} for f in facts]
            ours, theirs = rows(told, wanted)
            if ours != theirs:
                wrong.append((name, kind, ours, theirs))
            sums = {v for row in theirs for n, v in row.items() if n in MONEY}
            for fact in facts:
                bad = {v.value for n, v in fact.fields.items() if n in MONEY} - sums
                assert not bad or fact.confidence < SURE, (name, kind, bad)
    assert not wrong


def test_no_layout_lets_a_private_name_through() -> None:
    for invented in NOTICES.values():
        blocks = blocks_of(read(f"<html><body>{invented.body}</body></html>".encode(), "n.html"))
        for layout in LAYOUTS:
            for fact in extract(read(*laid_out(blocks, layout))).facts:
                assert not any("示例" in v.written for v in fact.fields.values())
                assert not any("示例" in a.quote for a in fact.anchors)


def test_facts_hold_what_is_printed_not_what_was_read() -> None:
    invented = RESULTS["award, words"]
    blocks = blocks_of(read(f"<html><body>{invented.body}</body></html>".encode(), "n.html"))
    for layout, printed in (("traditional", "雲汀"), ("wide", "ＹＴ-２０２５-０４４")):
        found = extract(read(*laid_out(blocks, layout)))
        written = [v.value for f in found.facts for v in f.fields.values()]
        assert any(printed in w for w in written)
