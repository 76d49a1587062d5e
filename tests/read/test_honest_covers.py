"""What a cover leaves to be seen of a figure is kept, and no figure beside one passes unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.model import overlap
from papertrace.model.guarded import GUARDED
from papertrace.read import read
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import Page

WHITE = "1 g {} re f 0 g"


def covered(said: str, x0: float, x1: float, size: float = 10) -> Page:
    """Write `said` from x = 60 and paint white over it from `x0` to `x1`; its digits are 5 wide."""
    page = SamplePage()
    page.text(60, 100, "河口示例站更新设备", size)
    page.text(60, 120, said, size)
    page.drawing.append(WHITE.format(f"{x0} {842 - 132} {x1 - x0} 13"))
    return read(pdf([page]), "a.pdf").pages[0]


def guarded(page: Page, words: str) -> set[str]:
    """Give the codes that forbid to accept some words of a page unseen."""
    start = page.text.index(words)
    mine = [w.box for w in page.words if w.start < start + len(words) and w.end > start]
    return {
        p.code
        for p in page.problems
        if p.code in GUARDED
        and p.anchor
        and any(overlap(a, b) > 0 for a in mine for b in p.anchor.boxes)
    }


@pytest.mark.parametrize("digit", "0123456789")
def test_a_digit_beside_a_covered_one_stays_and_is_guarded(digit: str) -> None:
    page = covered(f"金额：9{digit * 4}万元", 90, 94.6)
    assert f"{digit * 4}万元" in page.text
    assert "9" + digit * 4 not in page.text
    assert guarded(page, f"{digit * 4}万元") == {"PT345"}


def test_a_half_covered_digit_is_kept_and_guarded() -> None:
    page = covered("金额：9128万元", 90, 92.5)
    assert "9128万元" in page.text
    assert "PT360" in guarded(page, "9128万元")


def test_a_figure_wholly_covered_is_left_out() -> None:
    page = covered("金额：9128万元", 89, 111)
    assert "9128" not in page.text
    assert "PT345" in {p.code for p in page.problems}


def test_a_cover_that_touches_no_character_marks_nothing() -> None:
    page = covered("金额：9128万元", 131, 160)
    assert "9128万元" in page.text
    assert page.problems == ()
