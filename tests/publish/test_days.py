"""Public outputs tell the day of a capture and never its time, which a server's log has too."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from papertrace.publish import EXPORTERS
from publish.conftest import BUDGET, BUDGET_TEXT, NOTICE, NOTICE_TEXT, page_of

if TYPE_CHECKING:
    from papertrace.model import Publication

MINUTE = "17:43"
CAPTURED = f"2025-02-01T{MINUTE}:21.535544+00:00"


def told(publication: Publication, form: str) -> bytes:
    """Give all that a format writes, unpacked."""
    pages = {(NOTICE, 1): page_of(NOTICE_TEXT), (BUDGET, 1): page_of(BUDGET_TEXT)}
    captures = dict.fromkeys(publication.captures, CAPTURED)
    whole = replace(publication, captures=captures, pages=pages)
    written = [data for _, data in EXPORTERS[form].files(whole)]
    for data in tuple(written):
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                written += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(written)


@pytest.mark.parametrize("form", ["site", "package", "xlsx", "ocds", "ftm", "wacz", "bundle"])
def test_no_format_tells_the_time_of_a_capture(publication: Publication, form: str) -> None:
    everything = told(publication, form)
    assert MINUTE.encode() not in everything
    if form not in ("xlsx", "wacz"):
        assert b"2025-02-01" in everything


def test_a_release_has_the_day_of_its_notice_where_any_accepted_fact_says_it(
    publication: Publication,
) -> None:
    """Though the story cites the award alone, and not the fact that says when it was published."""
    days = []
    for published in ({NOTICE: "2024-06-14"}, None):
        whole = replace(publication, published=published)
        files = dict(EXPORTERS["ocds"].files(whole))
        days += [r["date"][:10] for r in json.loads(files["releases.json"])["releases"]]
    assert days == ["2024-06-14", "2025-02-01"]
