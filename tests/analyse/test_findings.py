"""Denominators with a source, two sides with their coverage, facilities, funding, charts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from analyse.purchases import BUYER, NUMBER, by_id, joined, judged, traits
from papertrace.analyse.chart import bars, svg, table
from papertrace.analyse.chart_pdf import pdf
from papertrace.analyse.denominators import deflated, denominators, divided
from papertrace.analyse.facilities import register
from papertrace.analyse.figures import Figure, summed
from papertrace.analyse.funding import links, part_sums
from papertrace.analyse.sides import Comparison, Side, compared, side
from papertrace.errors import UsageError
from papertrace.model import Coverage, Entity, Gap, Problem, Result
from papertrace.read import render

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact

HEAD = "name,kind,year,value,unit,source\n"
FILE = (
    f"{HEAD}青禾县公安局,population,2024,20000,person,青禾县统计年鉴2025 p. 3\n"
    "*,price_index,2023,100,index,年鉴\n*,price_index,2024,104,index,年鉴\n"
)
SUM = Result("520000", "CNY", "520 000 CNY", ("f1",))


def test_a_rate_needs_a_denominator_of_that_name_and_year_and_names_its_source() -> None:
    known = denominators(FILE)
    made = divided(SUM, known, ["青禾县公安局"], "population", "2024")
    assert isinstance(made, Result)
    assert (made.value, made.unit, made.facts) == ("26", "CNY/person", ("f1",))
    assert "青禾县统计年鉴2025 p. 3" in made.formula
    for name, kind, year in (
        ("青禾县公安局", "population", "2023"),
        ("青禾县公安局", "border_length", "2024"),
        ("白榆市公安局", "population", "2024"),
    ):
        assert isinstance(divided(SUM, known, [name], kind, year), Problem)


def test_prices_of_another_year_need_both_indices() -> None:
    known = denominators(FILE)
    made = deflated(SUM, known, ["青禾县公安局"], "2024", "2023")
    assert isinstance(made, Result)
    assert made.value == "500000"
    assert isinstance(deflated(SUM, known, [], "2022", "2023"), Problem)


@pytest.mark.parametrize(
    "text",
    [
        "name,kind,year,value,unit\n",
        f"{HEAD}甲,population,2024,1,person,\n",
        f"{HEAD}甲,population,2024,1,万人,x\n",
        f"{HEAD}甲,heads,2024,1,person,x\n",
        f"{HEAD}甲,population,24,1,person,x\n",
        f"{HEAD}甲,population,2024,0,person,x\n",
        f"{HEAD}甲,population,2024,NaN,person,x\n",
        f"{HEAD}甲,population,2024,about 3,person,x\n",
        f"{HEAD}甲,population,2024,1,person,x\n甲,population,2024,2,person,y\n",
        f"{HEAD}甲,population,2024,1,person,x,y\n",
    ],
)
def test_the_file_of_denominators_is_read_strictly(text: str) -> None:
    with pytest.raises(UsageError, match=r"denominators\.csv, line"):
        denominators(text)


def covered(*missing: int) -> Coverage:
    gaps = tuple(Gap("甲", year, "budget", "not held") for year in missing)
    return Coverage((), ("b.pdf",), 3, gaps, f"1 held, {len(missing)} missing")


def figure(value: int, stage: str = "budgeted", year: str = "2024", basis: str = "") -> Figure:
    from decimal import Decimal  # noqa: PLC0415  (only here)

    return Figure(Decimal(value), "CNY", stage, (f"f{value}",), year, basis=basis)


def both(one: Figure, other: Figure, *missing: int) -> Comparison | Problem:
    left = side("甲", [one], covered(*missing), notices=False)
    right = side("乙", [other], covered(), notices=False)
    assert isinstance(left, Side)
    assert isinstance(right, Side)
    return compared(left, right, ([one], [other]))


def test_two_sides_of_equal_coverage_have_a_difference() -> None:
    made = both(figure(900), figure(700))
    assert isinstance(made, Comparison)
    assert made.difference is not None
    assert made.difference.value == "200"
    assert made.difference.facts == ("f900", "f700")


def test_a_side_with_missing_documents_is_a_floor_and_only_what_is_sure_is_said() -> None:
    made = both(figure(900), figure(700), 2023)
    assert isinstance(made, Comparison)
    assert (made.difference, made.sides[0].low, made.sides[0].high) == (None, "900", "")
    assert "甲 at least 900" in made.sentence
    less = both(figure(600), figure(700), 2023)
    assert isinstance(less, Comparison)
    assert "which is more cannot be told" in less.sentence


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (figure(7, stage="executed"), "stages"),
        (figure(7, year="2023"), "years"),
        (figure(7, basis="aggregated"), "bases"),
    ],
)
def test_stages_years_and_scopes_are_never_compared(other: Figure, word: str) -> None:
    made = both(figure(900), other)
    assert isinstance(made, Problem)
    assert f"different {word}" in made.message


def test_nothing_is_no_sum() -> None:
    assert isinstance(summed([]), Problem)


def building(document: str, state: str, date: str, area: str) -> AcceptedFact:
    return accepted("facility", document, name="青禾执勤站", state=state, date=date, area=area)


def test_a_facilitys_states_stand_by_date_and_areas_that_disagree_are_both_shown() -> None:
    facts = [
        building("news.html", "in_use", "2024-03", "7700"),
        building("completion.html", "completed", "2023-11-02", "7713"),
        building("report.html", "completed", "2023-11-02", "7713"),
    ]
    entity = Entity(
        "e", "facility", "青禾执勤站", ("青禾执勤站",), facts=tuple(f.id for f in facts)
    )
    (made,) = register(facts, (entity,))
    assert [(s.state, s.single) for s in made.statuses] == [("completed", False), ("in_use", True)]
    assert [v for v, _ in made.figures["area"]] == ["7 700", "7 713"]
    assert "7 700, 7 713" in made.problems[0].message
    assert len(register(facts, ())) == 3


def bought() -> list[AcceptedFact]:
    return [
        accepted("notice", "a.html", form="award@1", project_no=NUMBER, buyer=BUYER,
                 project_name="艇", published="2024-04-02"),
        accepted("award", "a.html", lot="包1", supplier="青禾甲木有限公司", amount="22300000"),
        accepted("project_budget", "b.pdf", project="边境管控", year="2024", amount="30000000"),
    ]  # fmt: skip


def test_funding_is_a_persons_judgement_and_shows_both_sides() -> None:
    facts = bought()
    known, purchases = by_id(facts), joined(facts)
    assert links(known, purchases, (), {}) == ((), ())
    said = judged(facts[2].id[:10], "funding", NUMBER)
    found, problems = links(known, purchases, [said], {})
    assert problems == ()
    assert (found[0].budget.id, found[0].stage, found[0].sums) == (
        facts[2].id, "awarded", (facts[1].id,),
    )  # fmt: skip
    ((_, part),) = part_sums(found)
    assert isinstance(part, Result)
    assert part.formula == "22 300 000 = 22 300 000 CNY awarded, of 30 000 000 for 边境管控"
    back = judged(facts[2].id[:10], "open", NUMBER)
    assert links(known, purchases, [said, back], {})[0] == ()
    wrong = judged("nothing", "funding", NUMBER)
    assert "no single accepted budget fact" in links(known, purchases, [wrong], {})[1][0].message


ROWS = [("2023", "100", "planned"), ("2023", "80", "awarded"), ("2024", "-40.5", "planned")]


def test_a_chart_is_svg_with_text_as_text_and_a_description_of_every_figure() -> None:
    chart = bars("预算 <by year>", "CNY", ROWS, "at least")
    tree = ET.fromstring(svg(chart))  # noqa: S314  (our own output)
    space = "{http://www.w3.org/2000/svg}"
    assert tree.find(f"{space}title") is not None
    described = tree.findtext(f"{space}desc") or ""
    assert all(v in described for v in ("100", "80", "-40.5", "at least"))
    texts = [t.text for t in tree.iter(f"{space}text")]
    assert "预算 <by year>" in texts
    assert "80 awarded" in texts
    assert not list(tree.iter(f"{space}script"))
    widths = [b.width for b in chart.bars]
    assert widths[1] == pytest.approx(widths[0] * 0.8)
    assert chart.bars[2].x < chart.bars[0].x


def test_a_chart_is_drawn_as_pixels_too() -> None:
    made = render(
        pdf(table("差别", ("row", "2023", "2024", "what"), [("甲", "1", "2", "x")])), "", 1
    )
    assert made.data.startswith(b"\x89PNG")
    assert len(made.data) > 2000


def test_places_of_traits_are_unknown_without_a_word() -> None:
    assert traits([]).place("") == ""
