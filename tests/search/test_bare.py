"""Text in the form in which it is compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papertrace.search import bare, bare_text, tokens

TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("ßİŒﬁ㎡①縣０Ａ 　\n\t一〇"), max_size=80
)


@given(TEXT)
def test_both_ways_of_folding_give_the_same(text: str) -> None:
    folded, places = bare(text)
    assert folded == bare_text(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    assert all(0 <= at < len(text) for at in places)


@given(TEXT)
def test_every_character_is_a_token_of_its_own(text: str) -> None:
    plain = bare_text(text)
    assert len(tokens(plain).split(" ")) == max(1, len(plain))


def test_letters_that_fold_to_several_keep_their_place() -> None:
    folded, places = bare("Straße 9")
    assert folded == "strasse9"
    assert places == [0, 1, 2, 3, 4, 4, 5, 7]
