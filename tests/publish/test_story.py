"""A draft becomes an article that loads nothing and links only to proofs and the open web."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from papertrace.check import draft
from papertrace.errors import DraftNotChecked
from papertrace.publish.story import address_of, language_of, rendered


def test_claims_become_links_to_their_proofs() -> None:
    title, body = rendered("# Title\n\nSee [22 million](claim:boats).", {"boats": "Show"})
    assert title == "Title"
    assert 'href="proofs/boats.html"' in body
    assert 'id="claim-boats"' in body
    assert "<h1" not in body


def test_a_claim_that_is_linked_twice_has_two_places() -> None:
    _, body = rendered("[a](claim:x) [b](claim:x)", {"x": ""})
    assert 'id="claim-x"' in body
    assert 'id="claim-x-2"' in body


@pytest.mark.parametrize("name", ["船", "遣返 2024", "a%b"])
def test_a_claim_may_have_any_name_that_the_check_takes(name: str) -> None:
    told = draft("story.md", f"[22 million](<claim:{name}>)", f'["{name}"]\nkind = "amount"\n')
    assert [c.id for c in told.claims] == [name]
    _, body = rendered(told.text, {name: "Show"})
    assert f'href="proofs/{address_of(name)}.html"' in body


def test_a_link_to_an_unchecked_claim_is_refused() -> None:
    with pytest.raises(DraftNotChecked, match="claim:none"):
        rendered("[a](claim:none)", {})
    assert "claim:none" in rendered("`[a](claim:none)`", {})[1]


class Elements(HTMLParser):
    """Collect (element, attribute, value) as a browser would see them."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and its attributes."""
        self.found += [(tag, name, value or "") for name, value in attrs] or [(tag, "", "")]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](//example.org/x)",
        "[a](file:///x)",
        "![a](https://example.org/x.png)",
        "<https://example.org/<script>>",
        '[a](https://example.org/"onclick="x)',
        "[<b onclick=x>](claim:x)",
        "&lt;script&gt;",
    ],
)
def test_hostile_drafts_are_printed_not_obeyed(hostile: str) -> None:
    _, body = rendered(hostile, {"x": ""})
    seen = Elements()
    seen.feed(body)
    assert {tag for tag, _, _ in seen.found} <= {"p", "a", "em"}
    assert {name for _, name, _ in seen.found} <= {"", "href", "rel", "class", "id", "title"}
    for _, name, value in seen.found:
        assert name != "href" or value.startswith(("proofs/x.html", "https://example.org/"))


def test_other_links_say_nothing_about_the_reader() -> None:
    _, body = rendered("[law](https://example.org/law)", {})
    assert body == '<p><a href="https://example.org/law" rel="noopener noreferrer">law</a></p>\n'


def test_tables_and_front_matter() -> None:
    _, body = rendered("---\nauthor: x\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n", {})
    assert "<table>" in body
    assert "author" not in body


def test_addresses_are_safe_and_apart() -> None:
    assert address_of("no-quota_2") == "no-quota_2"
    assert address_of("a b") != address_of("a-b")
    assert address_of("船").startswith("claim-")
    assert set(address_of("船/../<x>")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_languages() -> None:
    assert language_of("巡逻艇 boat") == "zh"
    assert language_of("The boats of 白榆湾 cost a lot of money") == "en"
    assert language_of("2650.00") == "en"
