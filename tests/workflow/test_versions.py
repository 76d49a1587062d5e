"""Decisions outlive readers and forms: raised versions re-point nothing and lose nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from papertrace import extract, read
from papertrace.casefile import Case, Choice
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build, pending
from papertrace.workflow.listing import fact_rows
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey
    from papertrace.model import Document

SAMPLE = ROOT / "src" / "papertrace" / "samples" / "border" / "documents"
FIFTY = 50


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a built case in which fifty facts are accepted."""
    with Case.create(tmp_path / "case", "t", key) as made:
        list(add(made, [SAMPLE], key))
        list(build(made, jobs=2, limits=sandbox.Limits()))
        facts = list(made.derived.facts())[:FIFTY]
        made.decide_many([Choice(f, "accepted") for f in facts], key=key, channel="script")
        yield made


def accepted(case: Case) -> dict[str, dict[str, Any]]:
    return {r["id"]: r for r in fact_rows(case) if r["status"] == "accepted"}


def test_raising_every_version_loses_no_decision(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = accepted(case)
    assert len(before) == FIFTY
    assert pending(case) == []
    for module in (*read.READERS, *extract.FORMS):
        monkeypatch.setattr(module, "VERSION", "99")
    assert len(pending(case)) == len(case.documents())
    list(build(case, jobs=2, limits=sandbox.Limits()))
    after = {r["id"]: r for r in fact_rows(case)}
    for fact, row in before.items():
        assert after[fact]["status"] == "accepted"
        assert after[fact]["fields"] == row["fields"]
        assert after[fact]["form"].endswith("@99")


def test_a_reader_that_reads_otherwise_makes_decisions_stale(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = accepted(case)
    html = next(r for r in read.READERS if r.NAME == "html")
    real = html.read

    def shifted(data: bytes, name: str, digest: str) -> Document:
        """Read every 3 as an 8, as a worse reader might."""
        document = real(data, name, digest)
        pages = [
            replace(
                page,
                text=page.text.replace("3", "8"),
                words=tuple(replace(w, text=w.text.replace("3", "8")) for w in page.words),
                tables=tuple(
                    replace(
                        t, cells=tuple(replace(c, text=c.text.replace("3", "8")) for c in t.cells)
                    )
                    for t in page.tables
                ),
            )
            for page in document.pages
        ]
        return replace(document, pages=tuple(pages))

    monkeypatch.setattr(html, "VERSION", "99")
    monkeypatch.setattr(html, "read", shifted)
    list(build(case, jobs=2, limits=sandbox.Limits()))
    rows = {r["id"]: r for r in fact_rows(case) if r["status"] in ("accepted", "stale")}
    assert set(rows) == set(before)
    stale = [r for r in rows.values() if r["status"] == "stale"]
    assert stale
    assert all(r["fields"] == before[r["id"]]["fields"] for r in rows.values())
    assert all(r["document"]["name"].endswith(".html") for r in stale)
