"""The site refuses what is not ready, shows every proof, leaks nothing, and is always the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from papertrace.errors import DraftNotChecked, NotAccepted, PublishError, SourceExposed
from papertrace.model import Problem, make_fact
from papertrace.publish import EXPORTERS
from papertrace.publish.site import files
from publish.conftest import (
    BUDGET,
    EARLIER,
    NOTICE,
    NOTICE_TEXT,
    accepted,
    drawing,
    page_of,
    proof,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.model import Publication

FIRST_VIEW = 300_000


def text_of(publication: Publication) -> dict[str, str]:
    return {
        path: data.decode()
        for path, data in files(publication)
        if path.endswith((".html", ".css", ".js", ".svg"))
    }


def test_the_site_is_registered() -> None:
    assert EXPORTERS["site"].TITLE


def test_every_file_that_is_linked_is_written(publication: Publication) -> None:
    written = dict(files(publication))
    for path, data in written.items():
        if not path.endswith(".html"):
            continue
        folder = path.rpartition("/")[0]
        for link in re.findall(r'(?:href|src)="([^"]+)"', data.decode()):
            if link.startswith("https://"):
                continue
            target, _, part = link.partition("#")
            whole = target.removeprefix("../") if folder else target
            assert (whole or path) in written
            if part:
                assert f'id="{part}"' in written[whole or path].decode()


def test_no_address_stands_twice_on_a_page(publication: Publication) -> None:
    for path, text in text_of(publication).items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


def test_every_claim_opens_a_proof_with_its_whole_chain(publication: Publication) -> None:
    written = text_of(publication)
    assert 'id="claim-boats" href="proofs/boats.html"' in written["index.html"]
    told = written["proofs/boats.html"]
    assert 'id="proof-boats"' in told
    for part in (
        "2650.00",
        "CNY 26,500,000",
        "（万元）",
        NOTICE,
        "2025-02-01",
        "notice.html",
        "text/html",
        "award@1",
        "2 people",
        "drawn by papertrace, not the site",
        'data-role="unit"',
        'data-label="unit"',
    ):
        assert part in told.replace("&#39;", "'"), part


def test_a_sum_shows_its_formula_and_every_input(publication: Publication) -> None:
    told = text_of(publication)["proofs/budget.html"]
    assert "148000000 + 15305000" in told
    assert "CNY 163,305,000" in told
    assert "CNY 148,000,000" in told
    assert "CNY 15,305,000" in told
    assert told.count('data-window="page"') == 2


def test_an_absence_shows_what_was_searched(publication: Publication) -> None:
    told = text_of(publication)["proofs/no-quota.html"]
    for part in ("遣返人数", "12 pages", "none of the 2 terms", "no such form was found"):
        assert part in told
    assert f"documents/{EARLIER[:12]}.html" in told


def test_marks_carry_the_anchors_boxes(publication: Publication) -> None:
    told = text_of(publication)
    boats = publication.facts[0]
    for a in boats.anchors:
        for box in a.boxes:
            points = " ".join(f"{v:.2f}" for v in box.rounded())
            assert f'data-box="{points}"' in told["proofs/boats.html"]
    names = set(re.findall(r'class="(?:window|sheet|mark \w+) (g\w+)"', "".join(told.values())))
    assert names
    assert all(f".{name}{{" in told["site.css"] for name in names)


def test_nothing_inline_and_nothing_from_elsewhere(publication: Publication) -> None:
    for path, text in text_of(publication).items():
        if path.endswith(".html"):
            assert "default-src 'none'" in text
            assert not re.search(r"<style|\sstyle=|<script(?! src)|\son\w+=\"", text), path
            assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', text), path
        if path.endswith(".css"):
            assert "url(" not in text
            assert "@import" not in text


def test_neither_names_nor_keys_of_people_are_shown(publication: Publication) -> None:
    everything = "".join(text_of(publication).values())
    for secret in ("钟示例", "俞示例", "单示例", "5550101", *publication.facts[0].reviewers):
        assert secret not in everything


def test_the_same_publication_gives_the_same_bytes(publication: Publication) -> None:
    assert list(files(publication)) == list(files(publication))


def test_an_old_address_of_a_proof_still_leads_to_it(publication: Publication) -> None:
    index = text_of(publication)["index.html"]
    for claim in ("boats", "budget", "no-quota"):
        start = index.index(f'<aside class="proof" id="proof-{claim}"')
        told = index[start : index.index("</aside>", start)]
        assert f'href="proofs/{claim}.html"' in told
        assert 'data-window="' not in told


def test_a_drawer_is_handed_what_its_page_shows(publication: Publication) -> None:
    written = text_of(publication)
    scripts = {p: text for p, text in written.items() if re.fullmatch(r"proofs/.+\.js", p)}
    assert len(scripts) == sum(bool(re.fullmatch(r"proofs/.+\.html", p)) for p in written) >= 3
    every = dict(files(publication))
    for path, text in scripts.items():
        told = re.fullmatch(r'"use strict";\npapertraceProof\((".*?"), (".*")\);\n', text)
        assert told
        address, inside = (json.loads(part) for part in told.groups())
        assert path == f"proofs/{address}.js"
        page = written[f"proofs/{address}.html"]
        shown = re.findall(r'data-box="[^"]+"|<mark[^>]*>[^<]+', inside)
        assert [part for part in shown if part not in page] == []
        links = re.findall(r'(?:href|src)="([^"#]+)', inside)
        assert links
        assert all(link in every for link in links)


def test_the_first_view_is_small(publication: Publication) -> None:
    written = dict(files(publication))
    assert sum(len(written[p]) for p in ("index.html", "site.css", "site.js")) <= FIRST_VIEW


def test_a_draft_that_is_not_clean_is_refused(publication: Publication) -> None:
    report = publication.report
    failed = replace(report.results[0], outcome="failed", message="digits swapped")
    for bad in (
        replace(report, results=(failed, *report.results[1:])),
        replace(report, findings=(Problem("PT610", "error", "an unclaimed number"),)),
    ):
        with pytest.raises(DraftNotChecked, match=r"swapped|unclaimed"):
            next(iter(files(replace(publication, report=bad))))


def test_one_person_is_not_enough_where_two_are_asked_for(
    accepted_by: Callable[..., Publication],
) -> None:
    alone = accepted_by("0f" * 8, second_person=True)
    with pytest.raises(NotAccepted) as refused:
        next(iter(files(alone)))
    for fact in alone.facts:
        assert fact.id[:12] in refused.value.message
        assert fact.document in refused.value.message
    assert "0f0f" not in refused.value.message
    assert dict(files(accepted_by("0f" * 8, second_person=False)))["index.html"]


def test_one_person_twice_is_one_person(accepted_by: Callable[..., Publication]) -> None:
    with pytest.raises(NotAccepted):
        next(iter(files(accepted_by("0f" * 8, "0f" * 8, second_person=True))))


def test_a_second_person_whom_only_the_first_introduced_is_told_on_the_site(
    publication: Publication,
) -> None:
    told = Problem("PT648", "warning", "The second person was introduced by the first alone.")
    report = replace(publication.report, findings=(told,))
    page = dict(files(replace(publication, report=report)))["index.html"].decode()
    assert told.message in page
    assert told.message not in dict(files(publication))["index.html"].decode()


def test_a_fact_that_nobody_accepted_is_refused(publication: Publication) -> None:
    with pytest.raises(NotAccepted, match="boats"):
        next(iter(files(replace(publication, facts=publication.facts[1:]))))


def test_a_page_without_a_picture_is_refused(publication: Publication) -> None:
    with pytest.raises(PublishError, match=r"notice\.html"):
        next(iter(files(replace(publication, images=publication.images[1:]))))


@pytest.mark.parametrize("name", ["单示例", "单 示 例", "单*示*例", "单\u200b示例"])
def test_a_draft_that_prints_a_masked_name_is_refused(publication: Publication, name: str) -> None:
    text = f"{publication.report.draft.text}\nAs {name} said"
    draft = replace(publication.report.draft, text=text)
    exposed = replace(publication, report=replace(publication.report, draft=draft))
    with pytest.raises(SourceExposed) as refused:
        next(iter(files(exposed)))
    assert f"story.md:{text.count(chr(10)) + 1}:4:" in refused.value.message
    assert "单" not in refused.value.message


@pytest.mark.parametrize("written", ["&#21333;示例", "&#x5355;&#x793a;例"])
def test_a_name_in_other_letters_is_refused_as_written(
    publication: Publication, written: str
) -> None:
    draft = replace(publication.report.draft, text=publication.report.draft.text + "\n" + written)
    with pytest.raises(SourceExposed, match=r"index\.html") as refused:
        next(iter(files(replace(publication, report=replace(publication.report, draft=draft)))))
    assert "单" not in refused.value.message


def test_a_title_that_names_a_person_is_refused(publication: Publication) -> None:
    with pytest.raises(SourceExposed, match="title"):
        next(iter(files(replace(publication, title="What 单示例 knows"))))


def test_a_secret_of_any_page_is_blanked_in_every_string(publication: Publication) -> None:
    named = tuple(replace(h, title=f"{h.title} 戚示例") for h in publication.holdings)
    told = replace(publication, holdings=named, secrets=("戚示例",))
    written = text_of(told)
    assert "戚示例" not in "".join(written.values())
    assert "2024年部门预算 ███" in written["index.html"]


def test_a_draft_that_names_whom_a_file_name_labels_is_refused(publication: Publication) -> None:
    name = "award_联系人戚示例.pdf"
    holdings = tuple(replace(h, name=name, names=(name,)) for h in publication.holdings)
    draft = replace(publication.report.draft, text=publication.report.draft.text + "\n戚示例 said")
    report = replace(publication.report, draft=draft)
    with pytest.raises(SourceExposed, match=r"story\.md:12:1"):
        next(iter(files(replace(publication, holdings=holdings, report=report))))


def test_private_names_in_file_names_are_blanked(publication: Publication) -> None:
    name = "award 钟示例_戚示例 project.pdf"
    holdings = tuple(
        replace(h, name=name, names=(name,)) if h.digest == BUDGET else h
        for h in publication.holdings
    )
    facts = tuple(replace(f, document=name) if f.digest == BUDGET else f for f in publication.facts)
    result = publication.report.results[1]
    said = replace(result, message=f"It stands in {name}.")
    report = replace(
        publication.report,
        results=(publication.report.results[0], said, publication.report.results[2]),
    )
    written = text_of(replace(publication, holdings=holdings, facts=facts, report=report))
    assert "示例_" not in "".join(written.values())
    assert "戚示例" not in "".join(written.values())
    assert "It stands in award ███_███ project.pdf." in written["proofs/budget.html"]
    assert BUDGET in written["proofs/budget.html"]


def test_a_page_drawn_without_masks_is_refused(publication: Publication) -> None:
    bare = drawing(page_of(NOTICE_TEXT), NOTICE)
    with pytest.raises(SourceExposed, match="page 1"):
        next(iter(files(replace(publication, images=(bare, publication.images[1])))))


def test_a_supplier_that_is_a_person_is_blanked(publication: Publication) -> None:
    page = page_of("供应商名称\n钟示例\n")
    fact = make_fact(
        BUDGET,
        "award",
        {
            "supplier": replace(
                publication.facts[0].fields["supplier"], value="钟示例", written="钟示例"
            )
        },
        [proof(page, "supplier", "钟示例")],
        form="award@1",
        confidence=0.5,
    )
    person = accepted(fact, "budget.pdf", publication.facts[0].reviewers)
    results = (
        replace(publication.report.results[0], facts=(person.id,)),
        *publication.report.results[1:],
    )
    told = replace(
        publication,
        facts=(person, *publication.facts[1:]),
        report=replace(publication.report, results=results),
    )
    assert "钟示例" not in "".join(text_of(told).values())


def test_a_claim_linked_twice_has_one_proof(publication: Publication) -> None:
    boats = publication.report.results[0]
    again = replace(boats, claim=replace(boats.claim, span=replace(boats.claim.span, line=12)))
    report = replace(publication.report, results=(*publication.report.results, again))
    written = [path for path, _ in files(replace(publication, report=report))]
    assert len(written) == len(set(written))
    assert written.count("proofs/boats.html") == 1


def test_a_quotation_leads_to_its_page(publication: Publication) -> None:
    told = replace(publication, quoted={"no-quota": ((BUDGET, 1),)})
    proof = text_of(told)["proofs/no-quota.html"]
    address = f"documents/{BUDGET[:12]}.html"
    assert f'<a href="../{address}#page-1">' in proof
    assert 'id="page-1"' in text_of(told)[address]
    assert "Quoted from" not in text_of(publication)["proofs/no-quota.html"]
