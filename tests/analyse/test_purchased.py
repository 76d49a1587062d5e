"""One purchase counts once; its stages stand beside each other and are never added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analyse.invented import accepted
from analyse.purchases import BUYER, NUMBER, by_id, joined, judged, traits
from papertrace.analyse.differences import road
from papertrace.analyse.figures import Figure, summed, tally
from papertrace.analyse.purchased import purchase_figures
from papertrace.model import Problem, PurchaseStage, Result

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact

ONE = "青禾甲木有限公司"
BOTH = "青禾乙山有限公司;青禾丙水研究所"


def notice(name: str, form: str, published: str, number: str = NUMBER) -> AcceptedFact:
    return accepted(
        "notice", name, form=f"{form}@1", project_no=number, buyer=BUYER,
        project_name="视频监控项目", published=published,
    )  # fmt: skip


def chain() -> list[AcceptedFact]:
    """Give a tender, an award and a contract of two lots; lot 2 goes to a consortium."""
    return [
        notice("t.html", "tender", "2024-03-01"),
        accepted("tender", "t.html", lot="包1", budget="500000", ceiling="480000"),
        accepted("tender", "t.html", lot="包2", budget="300000", ceiling="290000"),
        notice("a.html", "award", "2024-04-02"),
        accepted("award", "a.html", lot="包1", supplier=ONE, amount="470000"),
        accepted("award", "a.html", lot="包2", supplier=BOTH, amount="280000"),
        notice("c.html", "contract", "2024-05-03"),
        accepted("contract", "c.html", contract_no="HT-1", supplier=ONE,
                 amount="470000", buyer=BUYER, signed="2024-05-01"),
    ]  # fmt: skip


def total(facts: list[AcceptedFact], stage: str, by: str = "body") -> dict[str, str]:
    figures, _ = purchase_figures(joined(facts), stage, by_id(facts), traits(facts))
    return {line.label: line.result.value for line in tally(figures, by).lines}  # type: ignore[arg-type]


def test_each_stage_has_a_total_of_its_own_and_none_is_added_to_another() -> None:
    facts = chain()
    assert total(facts, "tender_budget") == {BUYER: "800000"}
    assert total(facts, "ceiling") == {BUYER: "770000"}
    assert total(facts, "awarded") == {BUYER: "750000"}
    assert total(facts, "contracted") == {BUYER: "470000"}
    mixed = [
        Figure(n, "CNY", s, ("x",))
        for s in ("awarded", "contracted")
        for n in [purchase_figures(joined(facts), s, by_id(facts), traits(facts))[0][0].value]
    ]
    refused = summed(mixed)
    assert isinstance(refused, Problem)
    assert "stages" in refused.message


def test_a_consortium_is_one_supplier_with_one_sum() -> None:
    assert total(chain(), "awarded", "supplier") == {
        "青禾甲木有限公司": "470000",
        "青禾乙山有限公司; 青禾丙水研究所": "280000",
    }


def test_the_year_is_that_of_the_notice_and_the_place_that_in_the_bodys_name() -> None:
    facts = chain()
    assert total(facts, "awarded", "year") == {"2024": "750000"}
    known = traits(facts, judged(BUYER, "place", "222404"))
    figures, _ = purchase_figures(joined(facts), "awarded", by_id(facts), known)
    for level, label in (
        ("county", "珲春市 222404"),
        ("prefecture", "延边朝鲜族自治州 222400"),
        ("province", "吉林省 220000"),
    ):
        assert [line.label for line in tally(figures, "place", level).lines] == [label]
    back = traits(facts, judged(BUYER, "place", "222404"), judged(BUYER, "open", "222404"))
    assert back.place(BUYER) == ""


def test_a_station_is_not_located_by_its_name() -> None:
    assert traits([]).place("吉林省珲春市公安局") == "222404"
    assert traits([]).place("珲春出入境边防检查站") == ""


def test_a_sum_repeated_by_two_notices_counts_once_and_both_prove_it() -> None:
    again = [notice("a2.html", "award", "2024-04-05"),
             accepted("award", "a2.html", lot="包1", supplier=ONE, amount="470000")]  # fmt: skip
    facts = [*chain(), *again]
    assert total(facts, "awarded") == {BUYER: "750000"}
    figures, _ = purchase_figures(joined(facts), "awarded", by_id(facts), traits(facts))
    assert len(next(f for f in figures if f.value == 470000).facts) == 2


def test_notices_that_disagree_are_left_out_and_told() -> None:
    other = [notice("a2.html", "award", "2024-04-05"),
             accepted("award", "a2.html", lot="包1", supplier=ONE, amount="471000")]  # fmt: skip
    facts = [*chain(), *other]
    figures, left = purchase_figures(joined(facts), "awarded", by_id(facts), traits(facts))
    assert [str(f.value) for f in figures] == ["280000"]
    assert "471 000" in left[0].message
    assert "470 000" in left[0].message


def test_of_a_re_run_the_last_attempt_counts() -> None:
    again = [
        accepted("notice", "t2.html", form="tender@1", project_no=f"{NUMBER}（二次）", buyer=BUYER,
                 project_name="视频监控项目（二次）", published="2024-06-01"),
        accepted("tender", "t2.html", lot="包1", budget="450000"),
    ]  # fmt: skip
    facts = [*chain(), *again]
    assert len(joined(facts)) == 1
    assert total(facts, "tender_budget") == {BUYER: "750000"}


def test_a_sum_that_may_be_common_to_several_suppliers_is_left_out() -> None:
    facts = [
        notice("f.html", "award", "2024-04-02"),
        accepted("award", "f.html", lot="包1", supplier=ONE, amount="900000"),
        accepted("award", "f.html", lot="包1", supplier="青禾乙山有限公司", amount="900000"),
    ]
    figures, left = purchase_figures(joined(facts), "awarded", by_id(facts), traits(facts))
    assert figures == ()
    assert "common" in left[0].message


def test_rates_are_no_sums() -> None:
    facts = [notice("r.html", "award", "2024-04-02"),
             accepted("award", "r.html", supplier=ONE, rate="8.5")]  # fmt: skip
    figures, left = purchase_figures(joined(facts), "awarded", by_id(facts), traits(facts))
    assert figures == ()
    assert "rate" in left[0].message


def test_amounts_of_other_tax_or_period_are_not_added() -> None:
    facts = chain()
    facts[4] = accepted("award", "a.html", lot="包1", supplier="甲", amount="1", tax="with")
    figures, _ = purchase_figures(joined(facts), "awarded", by_id(facts), traits(facts))
    made = tally(figures, "body")
    assert made.lines == ()
    assert "bases" in made.left_out[0].message


def test_differences_are_shown_lot_by_lot_with_the_facts_of_both_stages() -> None:
    facts = chain()
    made = road(joined(facts)[0], by_id(facts), traits(facts).dates)
    steps = {(s.earlier, s.later, s.lot): s.result for s in made.steps}
    assert steps["ceiling", "awarded", "包1"].value == "-10000"
    assert steps["tender_budget", "awarded", "包2"].value == "-20000"
    assert steps["awarded", "contracted", "青禾甲木有限公司"].value == "0"
    assert len(steps["ceiling", "awarded", "包1"].facts) == 2
    assert any("no contracted sum of 青禾乙山有限公司;青禾丙水研究所" in n for n in made.notes)
    assert any("cannot be told to be the same" in n for n in made.notes)


def test_one_lot_is_not_compared_with_the_whole() -> None:
    """Neither where other lots are awarded, nor where the tender's others were not accepted."""
    plan = accepted(
        "procurement_plan", "p.html", buyer=BUYER, project="视频监控项目", amount="790000"
    )
    facts = [plan, *chain()]
    purchase = joined(chain())[0]
    stages = (PurchaseStage("planned", (plan.id,), ("p",), ""), *purchase.stages)
    whole = replace(purchase, stages=stages)
    made = road(whole, by_id(facts), traits(facts).dates)
    assert ("planned", "contracted") not in {(s.earlier, s.later) for s in made.steps}
    assert any("one lot of several" in n for n in made.notes)
    tenders = [f.id for f in facts if f.kind == "tender"]
    fewer = {i: f for i, f in by_id(facts).items() if i not in tenders[1:] and f.kind != "award"}
    made = road(whole, fewer, traits(facts).dates)
    assert ("planned", "tender_budget") not in {(s.earlier, s.later) for s in made.steps}
    assert any("not accepted" in n for n in made.notes)


def test_a_total_names_formula_stage_and_facts() -> None:
    facts = chain()
    figures, _ = purchase_figures(joined(facts), "awarded", by_id(facts), traits(facts))
    made = tally(figures, "year").lines[0].result
    assert isinstance(made, Result)
    assert made.formula == "470 000 + 280 000 = 750 000 CNY (awarded)"
    assert set(made.facts) == {f.id for f in facts if f.kind == "award"}
