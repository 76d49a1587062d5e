"""Figures of an HTML page that styles alone keep apart."""

from __future__ import annotations

import pytest

from page_rule import assert_rule
from papertrace.read import read


def shown(body: str, css: str = "") -> tuple[str, list[str]]:
    """Give a page's text, and the quotes at which its style is doubted."""
    data = f"<meta charset=utf-8><style>{css}</style>{body}".encode()
    (page,) = read(data, "a.html").pages
    assert_rule(page)
    quotes = [p.anchor.quote for p in page.problems if p.code == "PT358" and p.anchor]
    return page.text, quotes


@pytest.mark.parametrize(
    ("css", "inner"),
    [
        (".r{display:flex;gap:30px}", "<div class=r><b>12</b><b>345.00元</b></div>"),
        (".r{display:grid}", "<div class=r><i>12</i><i>345.00元</i></div>"),
        (".r>*{display:table-cell}", "<p class=r><i>12</i><i>345.00元</i></p>"),
        ("b{display:inline-block;width:9em}", "<p><b>12</b><b>345.00元</b></p>"),
        ("i{float:right}", "<p>12<i>345.00元</i></p>"),
        ("", '<p><b style="padding-right:20px">12</b><b>345.00元</b></p>'),
        ("", '<p><b>12</b><b style="margin:0 1em">345.00元</b></p>'),
        ("b{display:block}", "<p><b>12</b><b>345.00元</b></p>"),
        ("i{display:inline-block;width:2em}", "<p>12<i></i>345.00元</p>"),
        ("", "<p><b>12</b><img src=dot.png><b>345.00元</b></p>"),
        (":root{--g:2em} b{margin-left:var(--g)}", "<p>12<b>345.00元</b></p>"),
    ],
)
def test_figures_that_style_may_set_apart_are_never_one(css: str, inner: str) -> None:
    text, doubted = shown(inner, css)
    assert text == "12  345.00元"
    assert "".join("".join(doubted).split()) == "12345.00元"


@pytest.mark.parametrize(
    ("css", "inner"),
    [
        ("", "<p>12<b>345</b>.<i>00</i>元</p>"),
        ("b{color:red;font-weight:bold}", "<p>12<b>345.00元</b></p>"),
        ("p{padding:9px;margin:1em} b{margin-top:3px;padding:0}", "<p>12<b>345.00元</b></p>"),
        ("", "<p>12<wbr>345<!-- x -->.<i></i>00元</p>"),
        (".r{display:flex}", "<div class=r><p>12<b>345.00元</b></p></div>"),
    ],
)
def test_a_figure_of_several_elements_in_a_line_is_one(css: str, inner: str) -> None:
    assert shown(inner, css) == ("12345.00元", [])
