"""One purchase from intention to acceptance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.resolve import resolve
from resolve.facts import fact, judged

if TYPE_CHECKING:
    from papertrace.model import Fact

BUYER = "珲春市公安局"
NUMBER = "BYW-ZC-2024-0017"


def notice(document: str, **more: str) -> Fact:
    told = {"project_no": NUMBER, "buyer": BUYER, "project_name": "巡逻艇采购", **more}
    return fact(document, "notice", **{k: v for k, v in told.items() if v})


def chain() -> list[Fact]:
    return [
        notice("tender", form="tender", published="2024-02-01"),
        fact("tender", "tender", ceiling="19000000"),
        notice("award", form="award", published="2024-03-01", project_no="BYW—ZC－2024-0017"),
        fact("award", "award", supplier="宁波白榆湾船舶有限公司", amount="18764000"),
        fact(
            "contract",
            "contract",
            project_no=NUMBER,
            buyer=BUYER,
            supplier="宁波白榆湾船舶有限公司",
            amount="18764000",
            signed="2024-04-01",
        ),
    ]


def test_notices_of_one_number_and_buyer_are_one_purchase() -> None:
    found = resolve(chain(), [])
    (purchase,) = found.purchases
    assert [s.stage for s in purchase.stages] == ["tendered", "awarded", "contracted"]
    assert [s.date for s in purchase.stages] == ["2024-02-01", "2024-03-01", "2024-04-01"]
    assert purchase.number == NUMBER
    assert len(purchase.reasons) == 2


def test_number_alone_or_dates_too_far_apart_join_nothing() -> None:
    other_buyer = [
        notice("a", published="2024-02-01"),
        notice("b", published="2024-03-01", buyer="延吉市公安局"),
    ]
    assert len(resolve(other_buyer, []).purchases) == 2
    late = [notice("a", published="2019-02-01"), notice("b", published="2024-03-01")]
    found = resolve(late, [])
    assert len(found.purchases) == 2
    assert [p.kind for p in found.proposals] == ["purchase"]
    short = [
        notice("a", published="2024-02-01", project_no="2024-17"),
        notice("b", published="2024-03-01", project_no="2024-17", project_name="锅炉采购"),
    ]
    assert len(resolve(short, []).purchases) == 2


def test_a_rerun_is_an_attempt_of_the_same_purchase() -> None:
    found = resolve(
        [
            notice("a", published="2024-02-01"),
            notice("b", published="2024-03-01", project_no=f"{NUMBER}（二次）"),
        ],
        [],
    )
    (purchase,) = found.purchases
    assert purchase.attempts == ("二次",)


def test_a_row_of_intentions_is_proposed_and_judged_by_its_fact() -> None:
    plan = fact(
        "list",
        "procurement_plan",
        buyer=BUYER,
        name="巡逻艇采购",
        amount="22500000",
        month="2024-01",
    )
    other = fact(
        "list", "procurement_plan", buyer=BUYER, name="锅炉采购", amount="300000", month="2024-01"
    )
    facts = [*chain(), plan, other]
    found = resolve(facts, [])
    assert len(found.purchases) == 3
    asked = [p for p in found.proposals if p.kind == "purchase"]
    assert asked
    assert all(plan.id in (p.left, p.right) for p in asked)
    told = resolve(facts, [judged(plan.id, "purchase", chain()[0].digest)])
    boats = next(p for p in told.purchases if p.number == NUMBER)
    assert [s.stage for s in boats.stages] == ["planned", "tendered", "awarded", "contracted"]
    assert boats.stages[0].facts == (plan.id,)


def test_a_person_can_part_what_number_and_buyer_join() -> None:
    facts = [notice("a", published="2024-02-01"), notice("b", published="2024-03-01")]
    apart = [judged(facts[0].digest, "different", facts[1].digest)]
    assert len(resolve(facts, apart).purchases) == 2
