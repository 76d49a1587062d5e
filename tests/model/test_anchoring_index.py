"""What is worked out once a page says the same as a look through the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from papertrace.model import Box, Page, Word
from papertrace.model import anchoring_index as tested
from papertrace.model.anchoring_index import Quotes, Stretches, index_of

if TYPE_CHECKING:
    import pytest

_TEXTS = st.text("甲乙1 \n", max_size=40)


def _all(bare: str, wanted: str) -> list[int]:
    return [at for at in range(len(bare)) if bare.startswith(wanted, at)]


@given(text=_TEXTS, wanted=st.text("甲乙1", min_size=1, max_size=4))
def test_a_quote_is_found_wherever_it_stands_also_when_positions_are_sorted(
    text: str, wanted: str
) -> None:
    quotes = Quotes.of(text)
    bare = "".join(text.split())
    assert quotes.bare == bare
    assert [text[at] for at in quotes.back] == list(bare)
    assert list(quotes.at(wanted)) == _all(bare, wanted)
    quotes.looked = tested._PLAIN
    assert list(quotes.at(wanted)) == _all(bare, wanted)
    assert list(quotes.at(wanted)) == _all(bare, wanted)


def test_long_quotes_that_begin_alike_are_told_apart() -> None:
    text = "甲" * 60 + "乙" + "甲" * 30
    quotes = Quotes.of(text)
    quotes.looked = tested._PLAIN
    assert list(quotes.at("甲" * 40 + "乙")) == [20]
    assert list(quotes.at("甲" * 50)) == _all(text, "甲" * 50)


@given(
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=12),
    start=st.integers(0, 30),
    length=st.integers(0, 8),
)
def test_touching_pieces_are_found_in_any_order(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    words = tuple(Word("", Box(0, 0, 1, 1), a, a + n) for a, n in spans)
    stretches, end = Stretches.of(words), start + length
    assert stretches.touching(start, end) == [w for w in words if w.start < end and w.end > start]
    assert stretches.first(start) == next((w for w in words if w.end > start), None)


def test_ranks_stay_right_when_more_is_asked_than_is_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tested, "_KEPT", 3)
    page = Page(1, 9, 9, 0, "1 2 1 2 1", (), (), "digital")
    for _ in range(2):
        for wanted, starts in (("1", (0, 4, 8)), ("2", (2, 6))):
            found = [index_of(page).rank(wanted, s, lambda a, _: (-a, 0)) for s in starts]
            assert found == list(range(len(starts)))[::-1]
            assert index_of(page).occurrence(wanted, 0, lambda a, _: (-a, 0)) == (
                starts[-1],
                starts[-1] + 1,
            )


def test_pages_with_the_same_text_are_not_mistaken_for_each_other() -> None:
    pages = [
        Page(1, 9, 9, 0, "1", (Word("1", Box(n, 0, 1, 1), 0, 1),), (), "digital") for n in range(9)
    ]
    assert all(index_of(p).page is p for p in pages + pages)
    assert all(index_of(p).words.pieces is p.words for p in pages)
