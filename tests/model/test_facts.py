"""Facts, their ids, and what may be called accepted."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from papertrace.model import (
    AcceptedFact,
    Anchor,
    Box,
    Decision,
    Field,
    fact_id,
    make_fact,
)

if TYPE_CHECKING:
    from papertrace.model import (
        Fact,
        Verdict,
    )

ANCHOR = Anchor("amount", 3, (Box(1, 2, 3, 4),), None, "1,234.00", 0, "", "", "aa")
FIELDS = {"amount": Field("12340000", "1,234.00", "CNY")}


def fact() -> Fact:
    return make_fact("d1", "budget_total", FIELDS, [ANCHOR], form="budget@1", confidence=0.9)


def decision(verdict: Verdict) -> Decision:
    made = fact()
    return Decision(
        "e1", made.id, "d1", made.kind, verdict, made.fields, made.anchors, "", "k", "script", "t"
    )


def test_the_id_ignores_geometry_and_versions() -> None:
    moved = dataclasses.replace(ANCHOR, boxes=(Box(9, 9, 10, 10),), text_sha256="bb")
    again = make_fact("d1", "budget_total", FIELDS, [moved], form="budget@7", confidence=0.1)
    assert again.id == fact().id


@pytest.mark.parametrize(
    "change",
    [{"page": 4}, {"ordinal": 1}, {"quote": "X1,234.00"}],
)
def test_the_id_holds_the_place(change: dict[str, object]) -> None:
    other = dataclasses.replace(ANCHOR, **change)  # type: ignore[arg-type]
    assert fact_id("d1", "budget_total", FIELDS, [other]) != fact().id


def test_the_id_holds_document_kind_and_value() -> None:
    assert fact_id("d2", "budget_total", FIELDS, [ANCHOR]) != fact().id
    assert fact_id("d1", "budget_line", FIELDS, [ANCHOR]) != fact().id
    other = {"amount": Field("1234", "1,234.00", "CNY")}
    assert fact_id("d1", "budget_total", other, [ANCHOR]) != fact().id


def test_mentions_and_units_are_outside_the_id() -> None:
    unit = dataclasses.replace(ANCHOR, role="unit", quote="单位：万元")
    assert fact_id("d1", "budget_total", FIELDS, [ANCHOR, unit]) == fact().id


def test_white_space_in_a_quote_is_outside_the_id() -> None:
    spaced = dataclasses.replace(ANCHOR, quote="1,2\n34.00")
    assert fact_id("d1", "budget_total", FIELDS, [spaced]) == fact().id


def test_no_anchor_no_fact() -> None:
    with pytest.raises(ValueError, match="no anchor holds"):
        make_fact("d1", "budget_total", FIELDS, [], form="b@1", confidence=1)
    wrong = dataclasses.replace(ANCHOR, quote="9,999.00")
    with pytest.raises(ValueError, match="no anchor holds"):
        make_fact("d1", "budget_total", FIELDS, [wrong], form="b@1", confidence=1)


def test_only_accepted_and_corrected_are_accepted_facts() -> None:
    assert AcceptedFact(decision("accepted"), ("k",)).id == fact().id
    assert AcceptedFact(decision("corrected"), ("k",)).kind == "budget_total"
    with pytest.raises(ValueError, match="rejected"):
        AcceptedFact(decision("rejected"), ("k",))


def test_fields_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        fact().fields["amount"] = Field("1", "1")  # type: ignore[index]
