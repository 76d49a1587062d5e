"""Anchors: from a stretch of a page to its proof, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.model import (
    Box,
    Page,
    Run,
    Word,
    anchor_of,
    boxes_of,
    ordinal_of,
    selector_of,
    state_of,
)


def page_of(rows: list[list[str]], *, runs: bool = False, width: float = 60.0) -> Page:
    """Build a page whose words stand on a grid, one row a line."""
    text, words, marks = "", [], []
    for r, row in enumerate(rows):
        for c, word in enumerate(row):
            start = len(text)
            text += word
            box = Box(c * width, r * 20, c * width + 5 * len(word), r * 20 + 10)
            words.append(Word(word, box, start, len(text)))
            marks.append(Run(start, len(text), f"/html/body/p[{r + 1}]/b[{c + 1}]", 0))
            text += "\t" if c < len(row) - 1 else "\n"
    return Page(1, 600, 800, 0, text, tuple(words), (), "digital", tuple(marks) if runs else ())


def test_an_anchor_holds_quote_box_and_context() -> None:
    page = page_of([["合计", "1,234.00"], ["小计", "50.00"]])
    anchor = anchor_of(page, 3, 11, "amount")
    assert anchor.quote == "1,234.00"
    assert anchor.boxes == (Box(60, 0, 100, 10),)
    assert anchor.prefix == "合计\t"
    assert anchor.suffix.startswith("\n小计")
    assert state_of(page, anchor) == "sound"


def test_white_space_around_a_stretch_is_left_out() -> None:
    page = page_of([["合计", "1,234.00"]])
    assert anchor_of(page, 2, 12, "amount").quote == "1,234.00"


def test_nothing_printed_is_no_anchor() -> None:
    with pytest.raises(ValueError, match="nothing is printed"):
        anchor_of(page_of([["合计", "5"]]), 2, 3, "amount")


def test_part_of_a_word_is_boxed_by_its_share() -> None:
    page = page_of([["预算金额五十万"]])
    assert boxes_of(page, 4, 7) == (Box(20, 0, 35, 10),)


def test_the_same_quote_twice_is_told_apart_by_place() -> None:
    page = page_of([["12.00", "12.00"], ["12.00", "9.00"]])
    first, second, third = (ordinal_of(page, s, s + 5) for s in (0, 6, 12))
    assert (first, second, third) == (0, 1, 2)


def test_the_ordinal_is_geometric_not_textual() -> None:
    below, above = page_of([["x"], ["7"]]), page_of([["7"], ["x"]])
    words = (below.words[1], above.words[0])
    text = "7\n7\n"
    page = Page(
        1,
        600,
        800,
        0,
        text,
        (Word("7", words[0].box, 0, 1), Word("7", words[1].box, 2, 3)),
        (),
        "digital",
    )
    assert ordinal_of(page, 0, 1) == 1
    assert ordinal_of(page, 2, 3) == 0


def test_an_anchor_never_slides_to_a_look_alike() -> None:
    page = page_of([["12.00", "a"], ["12.00", "b"]])
    second = anchor_of(page, 8, 13, "amount")
    assert state_of(page, second) == "sound"
    without = page_of([["12.00", "a"], ["13.00", "b"]])
    assert state_of(without, second) == "orphan"
    moved = page_of([["x", "12.00"], ["12.00", "b"]], width=300)
    assert state_of(moved, anchor_of(page, 0, 5, "amount")) == "orphan"


def test_a_missing_page_makes_an_orphan() -> None:
    page = page_of([["12.00"]])
    assert state_of(None, anchor_of(page, 0, 5, "amount")) == "orphan"


def test_selectors_name_element_and_characters() -> None:
    page = page_of([["合计", "12.00"]], runs=True)
    assert selector_of(page, 3, 5) == "/html/body/p[1]/b[2]#0:2"
    assert selector_of(page, 0, 8) == "/html/body/p[1]/b[1]#0: .. /html/body/p[1]/b[2]#:5"
    assert selector_of(page_of([["a"]]), 0, 1) is None


def test_pages_with_selectors_are_checked_by_selector() -> None:
    page = page_of([["合计", "12.00"]], runs=True)
    anchor = anchor_of(page, 3, 8, "amount")
    drawn_anew = page_of([["合计", "12.00"]], runs=True, width=200)
    assert state_of(drawn_anew, anchor) == "sound"
    elsewhere = page_of([["合计", "x", "12.00"]], runs=True)
    assert state_of(elsewhere, anchor) == "orphan"


@given(
    st.lists(
        st.lists(st.text("0123456789.一二万元", min_size=1, max_size=6), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_every_word_can_be_anchored_and_found_again(
    rows: list[list[str]], choose: st.DataObject
) -> None:
    page = page_of(rows)
    word = choose.draw(st.sampled_from(page.words))
    anchor = anchor_of(page, word.start, word.end, "f")
    assert anchor.quote == word.text
    assert state_of(page, anchor) == "sound"
