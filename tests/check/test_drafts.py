"""A draft and its claims: places, contexts, and trouble told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.check import codes, draft
from papertrace.errors import DraftUnreadable

if TYPE_CHECKING:
    from papertrace.model import Draft

AMOUNT = '[boats]\nkind = "amount"\nfacts = ["0123456789ab"]\n'
STORY = "# Boats\n\nThat was much. It had\n[22.3 million yuan](claim:boats) for boats. So it was.\n"


def told(found: Draft) -> list[tuple[str, str]]:
    return [(p.code, p.severity) for p in found.problems]


def test_a_claim_knows_its_words_place_and_sentence() -> None:
    found = draft("s.md", STORY, AMOUNT)
    (claim,) = found.claims
    assert (claim.id, claim.kind) == ("boats", "amount")
    assert (claim.span.path, claim.span.line, claim.span.column) == ("s.md", 4, 2)
    assert claim.span.text == "22.3 million yuan"
    assert claim.context == "It had\n22.3 million yuan for boats."
    assert claim.before == "It had\n"
    assert claim.options == {"facts": ["0123456789ab"]}
    assert found.problems == ()


def test_one_claim_may_be_linked_twice() -> None:
    found = draft("s.md", "[5](claim:boats) and [6](claim:boats)", AMOUNT)
    assert [c.span.text for c in found.claims] == ["5", "6"]


def test_the_digest_hangs_on_draft_and_claims() -> None:
    digests = {draft("s.md", text, toml).sha256 for text in ("a", "b") for toml in ("", "# c")}
    assert len(digests) == 4


def test_a_link_to_no_table_has_a_place() -> None:
    found = draft("s.md", "\nIt has [5](claim:cars).", AMOUNT)
    problem = next(p for p in found.problems if p.code == codes.LINK_WITHOUT_TABLE)
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (2, 9)
    assert problem.severity == "error"


def test_a_table_that_nothing_links_to_is_told() -> None:
    found = draft("d/s.md", "Nothing.", AMOUNT)
    assert told(found) == [(codes.TABLE_WITHOUT_LINK, "warning")]
    assert found.problems[0].span is not None
    assert found.problems[0].span.path.endswith("claims.toml")


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('[x]\nkind = "guess"', codes.UNKNOWN_KIND),
        ('[x]\nfacts = ["0123456789"]', codes.NO_KIND),
        ("x = 5", codes.NO_KIND),
        ('[x]\nkind = "amount"\nfact = ["0123456789"]', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\nfacts = "0123456789"', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\nfacts = ["0123"]', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\nfacts = []', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\nyear = "2024"', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\nyear = 20240', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\nstage = "paid"', codes.BAD_OPTION),
        ('[x]\nkind = "absence"\nwhere = { bodies = "a" }', codes.BAD_OPTION),
        ('[x]\nkind = "absence"\nterms = ["", "a"]', codes.BAD_OPTION),
        ('[x]\nkind = "count"\nof = "boats"', codes.BAD_OPTION),
        ('[x]\nkind = "amount"\n[x]\nkind = "count"', codes.TWICE),
        ('[x]\nkind = "amount"\nkind = "count"', codes.TWICE),
    ],
)
def test_faults_of_the_claims_file_are_told_once_and_block(toml: str, code: str) -> None:
    found = draft("s.md", "[5](claim:x)", toml)
    assert told(found) == [(code, "error")]
    assert found.claims == ()


def test_a_misspelt_key_is_told_with_the_known_one() -> None:
    found = draft("s.md", "[5](claim:x)", '\n\n[x]\nkind = "amount"\nfact = ["0123456789"]')
    assert "'facts'" in found.problems[0].message
    assert found.problems[0].span is not None
    assert found.problems[0].span.line == 3


def test_broken_toml_is_refused_in_one_line_with_its_line() -> None:
    with pytest.raises(DraftUnreadable) as caught:
        draft("d/s.md", "[5](claim:x)", '[x]\nkind = "amount\n')
    assert "claims.toml:2:" in caught.value.line()
    assert "\n" not in caught.value.line()


def test_a_text_that_is_no_utf8_is_refused() -> None:
    with pytest.raises(DraftUnreadable, match=r"s\.md:2"):
        draft("s.md", "a\n\ud800", "")


def test_a_link_without_words_is_told() -> None:
    assert told(draft("s.md", "[](claim:boats)", AMOUNT)) == [(codes.NO_WORDS, "error")]


def test_waivers_need_a_reason() -> None:
    toml = (
        '[waived]\n"2023" = "the year the law came"\n"55" = { reason = "a road", line = 3 }\n'
        '"one" = ""\n"two" = { line = 3 }\n"three" = { reason = "r", row = 3 }\n"four" = 4\n'
    )
    found = draft("s.md", "x", toml)
    assert [(w.words, w.reason, w.line) for w in found.waived] == [
        ("2023", "the year the law came", None),
        ("55", "a road", 3),
    ]
    assert told(found) == [(codes.BAD_WAIVER, "error")] * 4


def test_other_links_are_no_claims() -> None:
    assert draft("s.md", "[5](https://example.org/claim:x)", "").claims == ()
