"""Translations with a second reader, releases and replies, folded from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.errors import UsageError

if TYPE_CHECKING:
    from papertrace.casefile import Case, Keyring, SigningKey

WORDS = {
    "digest": "a" * 64,
    "page": 1,
    "quote": "遣返",
    "ordinal": 0,
    "language": "en",
    "words": "removal",
}


@pytest.fixture
def two_keys(case: Case, keys: Keyring) -> tuple[SigningKey, SigningKey]:
    """Give a reporter's key and an editor's, both known to the case."""
    case.introduce(keys.get("editor"), keys.get("reporter"))
    return keys.get("reporter"), keys.get("editor")


def test_a_translation_has_a_second_reader_only_by_another_key(
    case: Case, two_keys: tuple[SigningKey, SigningKey]
) -> None:
    one, two = two_keys
    made = case.append("translation", {**WORDS, "second_reader": two.id}, one)
    (kept,) = case.ledger().translations
    assert (kept.words, kept.translator, kept.second_reader) == ("removal", one.id, "")
    case.append("second-reading", {"translation": made.hash}, one)
    assert case.ledger().translations[0].second_reader == ""
    case.append("second-reading", {"translation": made.hash}, two)
    assert case.ledger().translations[0].second_reader == two.id


def test_releases_and_replies_are_kept_in_order(
    case: Case, two_keys: tuple[SigningKey, SigningKey]
) -> None:
    case.append("release", {"draft": "b" * 64, "office": "editor"}, two_keys[0])
    step = {
        "step": "attempt",
        "party": "白榆湾船厂",
        "claims": [],
        "channel": "fax",
        "on": "2024-10-01",
        "deadline": "2024-10-08",
        "text": "",
        "about": "",
    }
    case.append("reply", step, two_keys[1])
    ledger = case.ledger()
    assert [(r.office, r.by) for r in ledger.releases] == [("editor", two_keys[0].id)]
    assert [(r.step, r.party, r.by) for r in ledger.replies] == [
        ("attempt", "白榆湾船厂", two_keys[1].id)
    ]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("translation", {**WORDS, "page": "1"}),
        ("second-reading", {"translation": 5}),
        ("release", {"draft": "b" * 64, "office": "owner"}),
        ("reply", {"step": "threat"}),
    ],
)
def test_what_is_no_such_thing_is_not_written(
    case: Case, two_keys: tuple[SigningKey, SigningKey], kind: str, body: dict[str, object]
) -> None:
    before = case.head()
    with pytest.raises(UsageError):
        case.append(kind, body, two_keys[0])
    assert case.head() == before


def test_a_third_person_confirms_whom_another_introduced(case: Case, keys: Keyring) -> None:
    mine, other, third = keys.get("reporter"), keys.get("editor"), keys.make("third")
    case.introduce(other, mine)
    case.introduce(third, mine)
    assert case.ledger().unconfirmed() == {other.id: mine.id, third.id: mine.id}
    for by, person in ((mine, other), (other, other), (third, mine)):
        case.append("confirmation", {"key": person.id}, by)  # as a changed program might
    assert case.ledger().unconfirmed() == {other.id: mine.id, third.id: mine.id}
    case.append("confirmation", {"key": other.id}, third)
    assert case.ledger().unconfirmed() == {third.id: mine.id}
    assert case.ledger().confirmed == {other.id: [third.id]}
