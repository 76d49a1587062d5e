"""The site's pages of facilities and purchases: each figure stands beside its proof."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from papertrace.model import Field, make_fact
from papertrace.publish.site import files
from publish.conftest import BUDGET, accepted, page_of, proof

if TYPE_CHECKING:
    from papertrace.model import Publication

HALL = "蓝溪示例执勤站"


@pytest.fixture
def told(publication: Publication) -> Publication:
    """Let the story's sum rest on a facility's area, and the boats belong to a purchase."""
    page = page_of(f"{HALL}\n建筑面积1234平方米")
    fields = {"area": Field("1234", "1234"), "name": Field(HALL, HALL)}
    anchors = [proof(page, "area", "1234"), proof(page, "name", HALL)]
    made = make_fact(BUDGET, "facility", fields, anchors, form="construction@1", confidence=0.9)
    hall = accepted(made, "budget.pdf", publication.facts[0].reviewers)
    boats, budget, *rest = publication.report.results
    report = replace(
        publication.report,
        results=(boats, replace(budget, facts=(*budget.facts, hall.id)), *rest),
    )
    return replace(
        publication,
        facts=(*publication.facts, hall),
        report=report,
        purchases={publication.facts[0].id: "a purchase"},
    )


def pages(publication: Publication, folder: str) -> dict[str, str]:
    found = {p: data.decode() for p, data in files(publication) if p.startswith(folder)}
    assert all(re.fullmatch(rf"{folder}/[0-9a-f]{{12}}\.html", path) for path in found)
    return found


def test_a_facility_has_a_page_that_leads_to_its_proof(told: Publication) -> None:
    ((address, page),) = pages(told, "facilities").items()
    assert HALL in page
    assert "<td>" in page
    assert "1234" in page
    assert 'href="../proofs/budget.html"' in page
    assert f'href="{address}"' in dict(files(told))["index.html"].decode()


def test_a_purchase_has_a_page_that_leads_to_its_proof(told: Publication) -> None:
    ((address, page),) = pages(told, "purchases").items()
    assert "CNY 26,500,000" in page
    assert "（万元）" in page
    assert 'href="../proofs/boats.html"' in page
    assert "proofs/budget.html" not in page
    assert f'href="{address}"' in dict(files(told))["index.html"].decode()


def test_every_link_of_these_pages_is_written(told: Publication) -> None:
    written = dict(files(told))
    for path in (*pages(told, "facilities"), *pages(told, "purchases")):
        for link in re.findall(r'(?:href|src)="\.\./([^"]+)"', written[path].decode()):
            target, _, part = link.partition("#")
            assert target in written
            assert not part or f'id="{part}"' in written[target].decode()


def test_a_story_of_neither_has_no_such_page(publication: Publication) -> None:
    written = dict(files(publication))
    assert not [p for p in written if p.startswith(("facilities/", "purchases/"))]
    assert 'id="subjects"' not in written["index.html"].decode()


def test_a_facility_named_in_two_documents_has_one_page(told: Publication) -> None:
    hall = told.facts[-1]
    proposed = make_fact(
        BUDGET,
        "facility",
        {"area": Field("1300", "1300"), "name": hall.fields["name"]},
        [replace(a, quote="1300") if a.field == "area" else a for a in hall.anchors],
        form="construction@1",
        confidence=0.9,
    )
    other = accepted(proposed, "budget.pdf", hall.reviewers)
    budget = told.report.results[1]
    results = (
        told.report.results[0],
        replace(budget, facts=(*budget.facts, other.id)),
        *told.report.results[2:],
    )
    both = replace(told, facts=(*told.facts, other), report=replace(told.report, results=results))
    ((_, page),) = pages(both, "facilities").items()
    assert "1234" in page
    assert "1300" in page
    assert "2534" not in page


def test_totals_of_a_body_stand_as_bars_that_lead_to_their_proofs(told: Publication) -> None:
    hall, made = told.facts[-1], []
    for year, amount in (("2023", "3000000"), ("2024", "4000000")):
        fields = {
            "amount": Field(amount, amount, "CNY"),
            "body": Field("蓝溪示例站", "蓝溪示例站"),
            "year": Field(year, year),
        }
        first = hall.anchors[0]
        anchors = [replace(first, field=n, quote=f.written) for n, f in fields.items()]
        fact = make_fact(BUDGET, "budget_total", fields, anchors, form="b@1", confidence=0.9)
        made.append(accepted(fact, "budget.pdf", hall.reviewers))
    budget = told.report.results[1]
    for some, bars in ((made, 2), (made[:1], 0)):
        proved = replace(budget, facts=(*budget.facts, *(f.id for f in some)))
        results = (told.report.results[0], proved, *told.report.results[2:])
        report = replace(told.report, results=results)
        both = replace(told, facts=(*told.facts, *some), report=report)
        index = dict(files(both))["index.html"].decode()
        assert index.count("<rect") == bars
        assert ('<rect width="75.0"' in index) is (bars > 0)
        assert ('href="proofs/budget.html">CNY 3,000,000</a>' in index) is (bars > 0)
        assert "CNY 7,000,000" not in index
