"""What one number ties together, what stays apart, and what people judged."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from papertrace.resolve import resolve
from papertrace.resolve.linking import telling
from resolve.facts import fact, judged

if TYPE_CHECKING:
    from papertrace.model import Fact

NUMBER, BUYER = "YNZC-2020-777", "珲春市公安局"


def award(document: str, **more: str) -> Fact:
    told = {"project_no": NUMBER, "buyer": BUYER, "published": "2020-01-01", **more}
    return fact(document, "award", **{k: v for k, v in told.items() if v})


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("YNZC-2020-777", True),
        ("20240117", True),
        ("00000000", False),
        ("AB-00000000", False),
        ("2023年度第1期", False),
        ("12345678", False),
        ("A-1", False),
    ],
)
def test_some_numbers_tell_nothing(number: str, right: bool) -> None:  # noqa: FBT001  (a table)
    assert telling(number) is right


def test_an_agents_serial_joins_no_two_buyers() -> None:
    both = [
        award("a", agent="云南招标有限公司"),
        award("b", agent="云南招标有限公司", buyer="延吉市公安局"),
    ]
    assert len(resolve(both, []).purchases) == 2
    without = [both[0], award("b", agent="云南招标有限公司", buyer="")]
    assert len(resolve(without, []).purchases) == 1
    unsure = [*both, award("c", agent="云南招标有限公司", buyer="")]
    assert len(resolve(unsure, []).purchases) == 3


@pytest.mark.parametrize(
    ("first", "second", "purchases"),
    [
        ({}, {}, 2),
        ({"agent": "云南招标有限公司"}, {"agent": "云南招标有限公司"}, 1),
        ({"project_name": "巡逻艇采购"}, {"project_name": "巡逻艇采购"}, 1),
        ({"project_name": "巡逻艇采购"}, {"project_name": "围栏采购"}, 2),
    ],
)
def test_a_buyer_whose_name_several_bear_needs_more_than_a_number(
    first: dict[str, str], second: dict[str, str], purchases: int
) -> None:
    pair = [award("a", buyer="公安局", **first), award("b", buyer="公安局", **second)]
    found = resolve(pair, [])
    assert len(found.purchases) == purchases
    asked = [p for p in found.proposals if p.kind == "purchase"]
    assert len(asked) == purchases - 1, "what is not joined is asked"


def test_years_do_not_chain() -> None:
    days = ("2016-01-01", "2018-12-01", "2021-11-01", "2024-10-01")
    found = resolve([award(f"d{i}", published=d) for i, d in enumerate(days)], [])
    assert len(found.purchases) == 2
    assert len({p.id for p in found.purchases}) == 2


@pytest.mark.parametrize("digits", [12, 64])
def test_notices_judged_different_stay_apart_beside_a_third(digits: int) -> None:
    some = [award(name) for name in "abc"]
    one, other = some[0].digest[:digits], some[1].digest[:digits]
    apart = resolve(some[:2], [judged(one, "different", other)])
    assert len(apart.purchases) == 2
    assert not apart.problems
    third = some[2].digest
    chained = [judged(one, "different", other), judged(one, "purchase", third, 2),
               judged(third, "purchase", other, 3)]  # fmt: skip
    found = resolve(some, chained)
    assert len(found.purchases) == 2
    assert [p.code for p in found.problems] == ["PT550"]


def test_public_bodies_without_one_place_stay_apart() -> None:
    for name in ("公安局", "城关派出所", "朝阳区公安局", "朝阳机械有限公司", "兴隆经营部"):
        found = resolve([award("a", buyer=name), award("b", buyer=name)], [])
        assert len([e for e in found.entities if e.name == name]) == 2, name
        assert [p.left for p in found.proposals if p.kind == "same"] == [name]
    for name in ("珲春市公安局", "国家移民管理局"):
        found = resolve([award("a", buyer=name), award("b", buyer=name)], [])
        assert len([e for e in found.entities if e.name == name]) == 1, name


def test_a_branch_is_not_its_parent_though_their_code_is_one() -> None:
    from papertrace.text.names import credit_code  # noqa: PLC0415  (to find a sound one)

    code = next(
        c for e in "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if credit_code(c := f"91310000MA1K35GB7{e}")[0]
    )  # fmt: skip
    names = ("上海明远有限公司", "上海明远有限公司昆明分公司", "上海明远股份有限公司")
    found = resolve([award(n, supplier=n, supplier_code=code) for n in names], [])
    made = sorted(e.names for e in found.entities if e.codes)
    assert made == [("上海明远有限公司", "上海明远股份有限公司"), ("上海明远有限公司昆明分公司",)]


def test_a_judgement_is_taken_back_in_another_spelling() -> None:
    wide, dense, other = "上海明远（集团）有限公司", "上海明远(集团)有限公司", "上海明达有限公司"
    facts = [award("a", supplier=wide), award("b", supplier=other)]
    same, taken = judged(wide, "same", other), judged(dense, "open", other, 2)
    suppliers = [e for e in resolve(facts, [same]).entities if other in e.names]
    assert wide in suppliers[0].names
    suppliers = [e for e in resolve(facts, [same, taken]).entities if other in e.names]
    assert suppliers[0].names == (other,)


def test_what_very_many_notices_share_does_not_take_time_squared() -> None:
    many = [fact(f"w{i}", "notice", buyer=BUYER, project_name="设备采购", amount="100",
                 published="2020-01-01") for i in range(1500)]  # fmt: skip
    many += [award(f"z{i}", supplier="明远有限公司", amount=str(i)) for i in range(1500)]
    start = time.process_time()
    found = resolve(many, [])
    assert time.process_time() - start < 10
    assert len([p for p in found.purchases if p.number == NUMBER]) == 1
    assert len(found.proposals) < 50 * len(many)
