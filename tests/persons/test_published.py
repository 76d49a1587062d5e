"""Whole papers with planted names, published in every format: nobody is named anywhere."""

from __future__ import annotations

import base64
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import duckdb
import pytest

from byte_search import layers
from papertrace.model import CheckReport, ClaimResult, Draft, Publication
from papertrace.publish import EXPORTERS, masks
from papertrace.read import draw
from papertrace.text.personal_secrets import secret_words
from persons.planted_leaks import holds, planted
from publish.conftest import accepted, claim, holding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from persons.planted_leaks import Planted


def story(papers: list[Planted]) -> Publication:
    """Publish every fact of these papers, and every page of theirs that has one."""
    told = {p.document.digest: f"paper{p.paper}.html" for p in papers}
    facts = tuple(accepted(f, told[f.digest], ("0f" * 8,)) for p in papers for f in p.found.facts)
    secrets = secret_words(page.text for p in papers for page in p.document.pages)
    images = tuple(
        draw(page, p.document.digest, masks(page, secrets))
        for p in papers
        for page in p.document.pages
    )
    results = tuple(
        ClaimResult(
            claim(f"c{i}", "amount", 3, "a figure", "a figure"), "passed", "1", "1", "It is.", "",
            facts=(f.id,),
        )
        for i, f in enumerate(facts)
    )  # fmt: skip
    text = "# Figures\n\n" + "\n\n".join(f"[a figure](claim:c{i})" for i in range(len(facts)))
    return Publication(
        title="Figures",
        report=CheckReport(Draft("story.md", text, "e" * 64, (), ()), results, ()),
        facts=facts,
        holdings=tuple(
            holding(p.document.digest, told[p.document.digest], "text/html", p.found.title)
            for p in papers
        ),
        images=images,
        captures=MappingProxyType(dict.fromkeys(told, "2025-02-01T10:00:00+00:00")),
        second_person=False,
        at="2025-03-02T09:00:00+00:00",
        version="0.1.0",
        veil="5e" * 32,
        secrets=secrets,
        pages={(p.document.digest, page.number): page for p in papers for page in p.document.pages},
    )


def read_out(path: str, data: bytes, folder: Path) -> Iterator[str]:
    """Give all that a published file says, in a drawing word by word as a reader sees it."""
    if path.endswith(".parquet"):
        (folder / "t.parquet").write_bytes(data)
        asked = "SELECT * FROM read_parquet(?)"
        yield str(duckdb.connect().execute(asked, [str(folder / "t.parquet")]).fetchall())
        return
    if path.endswith((".wacz", ".xlsx")):
        for inner in layers(data):
            yield from read_out("", inner, folder)
        return
    text = data.decode("utf-8", "replace")
    yield text
    for image in re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text):
        yield from read_out("", base64.b64decode(image), folder)
    yield re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize("form", [f for f in EXPORTERS if f != "claimreview"])  # a test of its own
def test_nobody_is_named_in_what_is_published(form: str, tmp_path: Path) -> None:
    papers = [p for p in planted(1) if p.found.facts]
    names = [(p.paper, way, name) for p in papers for way, name in p.names]
    files = list(EXPORTERS[form].files(story(papers)))
    said = [t for path, data in files for t in read_out(path, data, tmp_path)]
    assert [(n, way) for n, way, name in names if any(holds(t, name) for t in said)] == []
    assert len(names) >= 80
    assert any("白榆县公安局" in t for t in said)


def test_without_masks_the_same_papers_name_people() -> None:
    papers = [p for p in planted(1) if p.found.facts]
    drawn = [
        draw(page, p.document.digest, ()).data.decode() for p in papers for page in p.document.pages
    ]
    told = [re.sub(r"<[^>]*>", "", t) for t in drawn]
    names = [name for p in papers for _, name in p.names]
    assert sum(any(holds(t, n) for t in told) for n in names) > len(names) / 2
