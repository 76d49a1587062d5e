"""What stands over a PDF page outside its content is named, and figures under it are doubted."""

from __future__ import annotations

import pytest

from papertrace.read import read
from pdf_samples import SamplePage, pdf

PLACE = (120.0, 58.0, 240.0, 74.0)


def problems(page: SamplePage) -> list[tuple[str, str, list[list[float]]]]:
    (made,) = read(pdf([page]), "a.pdf").pages
    return [
        (p.code, p.severity, [b.rounded() for b in p.anchor.boxes] if p.anchor else [])
        for p in made.problems
    ]


def page(kind: str, more: str = "") -> SamplePage:
    made = SamplePage()
    made.text(60, 60, "合同金额：")
    made.note(kind, PLACE, more)
    return made


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("Widget", "/FT/Tx/T(a)/V(345000)"),
        ("FreeText", "/DA(/Helv 10 Tf)/Contents(345000)"),
        ("StrikeOut", ""),
        ("Stamp", "/F 4"),
        ("Square", ""),
    ],
)
def test_what_a_viewer_shows_over_a_page_is_named_with_its_place(kind: str, more: str) -> None:
    assert problems(page(kind, more)) == [("PT367", "warning", [list(PLACE)])]


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("Link", "/Border[0 0 0]"),
        ("Highlight", ""),
        ("Popup", ""),
        ("Text", "/Contents(look here)"),
        ("Widget", "/FT/Tx/T(a)"),
        ("FreeText", "/F 2/Contents(hidden)"),
    ],
)
def test_what_hides_and_shows_nothing_is_not(kind: str, more: str) -> None:
    assert problems(page(kind, more)) == []


def test_the_seal_of_a_signature_is_a_note() -> None:
    assert problems(page("Widget", "/FT/Sig/T(s)/AP<<>>")) == [("PT367", "note", [])]
