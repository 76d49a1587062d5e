"""Entities: what joins by itself, what a person joins, and how it comes apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.resolve import resolve
from resolve.facts import fact, judged

if TYPE_CHECKING:
    from papertrace.resolve import Resolution

ONE = "宁波白榆湾船舶有限公司"
TWO = "宁波白榆湾船舶股份有限公司"


def names(found: Resolution) -> list[tuple[str, ...]]:
    return sorted(e.names for e in found.entities if e.kind == "organisation")


def test_a_placed_name_is_one_over_documents_and_spellings() -> None:
    found = resolve(
        [
            fact("a", "award", supplier="宁波白榆湾（船舶）有限公司"),
            fact("b", "award", supplier="宁波白榆湾(船舶)有限公司"),
        ],
        [],
    )
    assert names(found) == [("宁波白榆湾(船舶)有限公司", "宁波白榆湾（船舶）有限公司")]


def test_a_name_without_place_is_one_only_inside_a_document() -> None:
    facts = [
        fact("a", "award", supplier="恒白科技有限公司", lot="1"),
        fact("a", "award", supplier="恒白科技有限公司", lot="2"),
        fact("b", "award", supplier="恒白科技有限公司"),
    ]
    found = resolve(facts, [])
    assert len(found.entities) == 2
    (asked,) = [p for p in found.proposals if p.kind == "same"]
    assert (asked.left, asked.right) == ("恒白科技有限公司", "恒白科技有限公司")
    joined = resolve(facts, [judged(asked.left, "same", asked.right)])
    assert len(joined.entities) == 1
    assert not [p for p in joined.proposals if p.kind == "same"]


def test_members_of_a_consortium_are_two() -> None:
    found = resolve([fact("a", "award", supplier=f"{ONE};青石市第一建筑公司")], [])
    assert len(found.entities) == 2


def test_equal_codes_join_and_two_codes_part() -> None:
    from papertrace.text.names import credit_code  # noqa: PLC0415  (to make a sound one)

    sound = [
        f"91330200MA0AAAAA{a}{c}"
        for a in "12"
        for c in "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if credit_code(f"91330200MA0AAAAA{a}{c}")[0]
    ]
    one, other = sound[0], sound[-1]
    same = resolve(
        [
            fact("a", "award", supplier=ONE, supplier_code=one),
            fact("b", "award", supplier="白榆湾船业公司", supplier_code=one),
        ],
        [],
    )
    assert len(same.entities) == 1
    assert "credit code" in same.entities[0].reasons[0]
    apart = resolve(
        [
            fact("a", "award", supplier=ONE, supplier_code=one),
            fact("b", "award", supplier=ONE, supplier_code=other),
        ],
        [],
    )
    assert len(apart.entities) == 2


def test_a_judgement_joins_and_taking_it_back_leaves_no_trace() -> None:
    facts = [fact("a", "award", supplier=ONE), fact("b", "contract", supplier=TWO)]
    before = resolve(facts, [])
    assert [(p.left, p.right) for p in before.proposals] == [tuple(sorted((ONE, TWO)))]
    joined = resolve(facts, [judged(ONE, "same", TWO)])
    (entity,) = joined.entities
    assert set(entity.names) == {ONE, TWO}
    assert "judged by" in entity.reasons[0]
    undone = resolve(facts, [judged(ONE, "same", TWO), judged(TWO, "open", ONE, 2)])
    assert undone == before
    refused = resolve(facts, [judged(ONE, "same", TWO), judged(ONE, "different", TWO, 2)])
    assert len(refused.entities) == 2
    assert not refused.proposals


def test_judgements_that_contradict_each_other_are_told() -> None:
    third = "宁波白榆湾船业有限公司"
    facts = [fact(n, "award", supplier=s) for n, s in zip("abc", (ONE, TWO, third), strict=True)]
    found = resolve(
        facts,
        [judged(ONE, "same", TWO), judged(TWO, "same", third), judged(ONE, "different", third)],
    )
    assert [p.code for p in found.problems] == ["PT550"]


def test_places_go_by_their_code_and_projects_by_name() -> None:
    found = resolve(
        [
            fact("a", "facility", name="白榆湾边检站业务用房", place="吉林省珲春市", year="2023"),
            fact("b", "facility", name="白榆湾边检站业务用房", place="珲春市", year="2023"),
            fact("c", "project_budget", project="巡逻艇购置", body="珲春市公安局"),
        ],
        [],
    )
    by_kind = {e.kind: e for e in found.entities}
    assert by_kind["place"].names == ("吉林省珲春市", "珲春市")
    assert by_kind["place"].place == "222404"
    assert len([e for e in found.entities if e.kind == "facility"]) == 1
    assert by_kind["project"].name == "巡逻艇购置"


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        *(
            (f"{word}保安服务有限公司", 2)
            for word in ("永安", "长兴", "安康", "大同", "祥云", "同心")
        ),
        ("永兴爆破有限公司", 2),
        ("太和科技有限公司", 2),
        ("永安市保安服务有限公司", 1),
        ("福建永安保安服务有限公司", 1),
        ("永安白榆保安服务有限公司", 1),
        ("白榆保安服务（永安）有限公司", 1),
        ("浙江保安服务有限公司", 1),
    ],
)
def test_a_companys_single_word_is_its_trade_name(name: str, entities: int) -> None:
    facts = [fact("a", "award", supplier=name), fact("b", "award", supplier=name)]
    assert len(resolve(facts, ()).entities) == entities
    asked = [(p.left, p.right) for p in resolve(facts, ()).proposals]
    assert asked == [(name, name)] * (entities - 1)
