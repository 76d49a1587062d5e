"""The samples of `wordings`, laid out anew: same facts where the layout keeps a line a line.

Where a layout tears sentences apart a fact may be missed, but no sum may be both wrong and sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.notice_blocks import blocks_of
from extract.relayout import LAYOUTS, laid_out
from extract.test_metamorphic import MONEY, SURE, plain
from extract.test_wordings import SUMS, parted, samples
from papertrace.extract import extract
from papertrace.read import read

if TYPE_CHECKING:
    from extract.notice_blocks import Blocks
    from extract.test_wordings import Row

FAITHFUL = [
    "plain", "br", "soup", "wide", "wide marks", "narrow", "traditional", "cloud", "underlined",
    "portal", "1.", "1、", "（一）", "(1)",
]  # fmt: skip
TEARING = [name for name in LAYOUTS if name not in FAITHFUL]
SAMPLES = list(enumerate(samples()))
EACH = 3
"""Layouts tried for a sample; the next sample takes the next ones in turn."""


def taken_apart(body: str) -> Blocks:
    """Give the blocks of a sample."""
    if body.startswith("<"):
        return blocks_of(read(f"<html><body>{body}</body></html>".encode(), "n.html"))
    return blocks_of(read(body.encode(), "n.txt"))


@pytest.mark.parametrize(("turn", "sample"), [pytest.param(n, s, id=i) for n, (i, s) in SAMPLES])
def test_faithful_layouts_give_the_same_facts(turn: int, sample: str) -> None:
    body, wanted = parted(sample)
    blocks = taken_apart(body)
    for step in range(EACH):
        layout = FAITHFUL[(turn * EACH + step) % len(FAITHFUL)]
        found = extract(read(*laid_out(blocks, layout)))
        for kind, expected in wanted.items():
            names = {n for row in expected for n in row} | (SUMS if kind != "notice" else set())
            names.discard("item")  # named in more words or fewer
            told: list[Row] = [
                {n: plain(n, v.value) for n, v in f.fields.items() if n in names}
                for f in found.facts
                if f.kind == kind
            ]
            rows = [{n: plain(n, v) for n, v in row.items() if n in names} for row in expected]
            assert sorted(told, key=str) == sorted(rows, key=str), layout


@pytest.mark.parametrize(("turn", "sample"), [pytest.param(n, s, id=i) for n, (i, s) in SAMPLES])
def test_no_layout_makes_a_wrong_sum_sure(turn: int, sample: str) -> None:
    body, wanted = parted(sample)
    blocks = taken_apart(body)
    for step in range(EACH):
        layout = TEARING[(turn * EACH + step) % len(TEARING)]
        for fact in extract(read(*laid_out(blocks, layout))).facts:
            right = {v for row in wanted.get(fact.kind, []) for n, v in row.items() if n in MONEY}
            sums = {v.value for n, v in fact.fields.items() if n in MONEY}
            if fact.kind in wanted and sums - right:
                assert fact.confidence < SURE, (layout, fact.kind, sums - right)
