"""A decision's words must still stand where they were seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casefile import samples
from papertrace.casefile.verify import verify
from papertrace.errors import Damaged
from papertrace.model import Box

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.casefile import Case, Keyring
    from papertrace.casefile.items import Item
    from papertrace.model import Page


def anchors(case: Case, page_of: Callable[[str, int], Page | None] | None = None) -> list[Item]:
    """Give what verify says of anchors."""
    return [i for i in verify(case, page_of) if i.what == "anchor"]


def test_an_anchor_that_still_stands_is_sound(case: Case, keys: Keyring) -> None:
    (fact,) = samples.fill(case, keys, 1)
    (item,) = anchors(case)
    assert (item.name, item.state) == (fact.id, "sound")


def test_words_that_are_gone_or_elsewhere_are_broken(case: Case, keys: Keyring) -> None:
    (fact,) = samples.fill(case, keys, 1)
    gone = samples.page(1, "1")
    right = case.derived.page(fact.digest, 1)
    assert right is not None
    far = tuple(replace(w, box=Box(300, 600, 360, 610)) for w in right.words)
    for page in (gone, replace(right, words=far)):
        (item,) = anchors(case, lambda _digest, _number, page=page: page)  # type: ignore[misc]  # mypy cannot infer the default
        assert (item.name, item.state) == (fact.id, "broken")
        assert "n0.txt" in item.message
        assert "amount on page 1" in item.message


def test_a_page_that_is_not_there_any_more_is_broken(case: Case, keys: Keyring) -> None:
    (fact,) = samples.fill(case, keys, 1)
    case.derived.put(samples.derivation(fact.digest, [samples.page(2)], []))
    assert [i.state for i in anchors(case)] == ["broken"]


def test_a_document_that_was_not_read_yet_cannot_be_checked(case: Case, keys: Keyring) -> None:
    facts = samples.fill(case, keys, 2)
    case.derived.remove(facts[0].digest)
    states = {i.name: i.state for i in anchors(case)}
    assert states == {facts[0].id: "could-not-be-checked", facts[1].id: "sound"}


def test_a_page_that_cannot_be_had_cannot_be_checked(case: Case, keys: Keyring) -> None:
    samples.fill(case, keys, 1)

    def fails(_digest: str, _number: int) -> Page | None:
        msg = "it broke"
        raise Damaged(msg)

    (item,) = anchors(case, fails)
    assert item.state == "could-not-be-checked"
    assert "it broke" in item.message


def test_only_what_stands_is_checked(case: Case, keys: Keyring) -> None:
    facts = samples.fill(case, keys, 2)
    case.decide(facts[0], "rejected", key=keys.get("reporter"), channel="script")
    case.introduce(keys.get("editor"), by=keys.get("reporter"))
    case.decide(facts[1], "accepted", key=keys.get("editor"), channel="script")
    assert [i.name for i in anchors(case)] == [facts[1].id] * 2
