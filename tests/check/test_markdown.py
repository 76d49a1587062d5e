"""The prose of a draft and where each of its characters stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.check.markdown import CODE, blocks

DRAFT = """---
title: Not prose 2023
---

# 3. A [b](claim:x)

> para *one*
> two\\
line &amp; [22.3 **million** yuan](claim:boats "t") `code 5` <http://x.y/5> ![alt 5](p.png)

| a | b |
|---|---|
| 1 | [2](claim:q) |

1. item [r1][r]

[r]: claim:zz

    code 55

```
44
```

<b>22</b> tail
"""


def test_prose_is_what_a_reader_sees() -> None:
    told = [b.text for b in blocks(DRAFT)]
    assert told == [
        "3. A b",
        f"para one\ntwo\nline & 22.3 million yuan {CODE} {CODE} alt 5",
        "a",
        "b",
        "1",
        "2",
        "item r1",
        "<b>22</b> tail",
    ]


def test_every_character_knows_its_line_and_column() -> None:
    lines = DRAFT.split("\n")
    for block in blocks(DRAFT):
        for char, (line, column) in zip(block.text, block.places, strict=True):
            if char not in f"\n&{CODE}":
                assert lines[line - 1][column - 1] == char


def test_links_know_words_target_and_place() -> None:
    found = [
        (block.text[k.start : k.end], k.target, block.places[k.start])
        for block in blocks(DRAFT)
        for k in block.links
        if k.target.startswith("claim:")
    ]
    assert found == [
        ("b", "claim:x", (5, 9)),
        ("22.3 million yuan", "claim:boats", (9, 13)),
        ("2", "claim:q", (13, 8)),
        ("r1", "claim:zz", (15, 10)),
    ]


def test_the_numbering_of_a_heading_is_known() -> None:
    running = "# 1. Buying\n\n## 1.1. New\n\n## 1.2. Old\n\n# 2) Selling\n\n# 一、船\n\n1.1. a\n"
    assert [b.numbering for b in blocks(running)] == [3, 5, 5, 3, 2, 0]


@pytest.mark.parametrize(
    "heading",
    ["300 people were deported", "22 million yuan for boats", "98.5 billion spent", "22. boats",
     "22. Boats", "3.1 The boats", "1. million yuan", "1. Million yuan", "1. People", "2. Second"],
)  # fmt: skip
def test_a_heading_that_begins_with_a_figure_is_not_numbered(heading: str) -> None:
    (block,) = blocks(f"# {heading}")
    assert block.numbering == 0


def test_a_list_number_that_does_not_run_is_prose() -> None:
    told = [b.text for b in blocks("300. People died.\n301. More.\n\ntext\n\n5. [a](claim:x)")]
    assert told == ["300. People died.", "More.", "text", "5. a"]
    (odd,) = [b for b in blocks("text\n\n5. [a](claim:x)") if b.links]
    assert odd.text[odd.links[0].start : odd.links[0].end] == "a"
    assert odd.places == ((3, 1), (3, 2), (3, 3), (3, 5))


@pytest.mark.parametrize(
    "text",
    ["1. a\n2. b\n3. c", "1. a\n1. b\n1. c", "1. a\n2. b\n\ntext\n\n3. c",
     "1. a\n   1. b\n   2. c\n2. d", "- a\n- b", "1) a\n2) b"],
)  # fmt: skip
def test_running_numbers_of_lists_are_no_prose(text: str) -> None:
    assert not [b.text for b in blocks(text) if b.text[0].isdigit()]


def test_chinese_names_of_claims_come_back() -> None:
    (block,) = blocks("[2650万元](claim:船艇)")
    assert block.links[0].target == "claim:船艇"


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "Mr. Li paid 5.5 yuan. The U.S. law says so! 他说了。[8](claim:k)个。"
    (block,) = blocks(text)
    cut = [
        block.text[slice(*block.sentence(block.text.index(w), block.text.index(w) + 1))]
        for w in ("Li", "law", "8")
    ]
    assert cut == ["Mr. Li paid 5.5 yuan.", "The U.S. law says so!", "8个。"]


def test_windows_line_ends_change_no_place() -> None:
    assert [b.places for b in blocks(DRAFT.replace("\n", "\r\n"))] == [
        b.places for b in blocks(DRAFT)
    ]


@given(st.text(alphabet="ab1 *_`[]()<>&;\\\n#>-|!.:", max_size=60))
def test_no_markdown_breaks_it_and_every_place_is_in_the_draft(text: str) -> None:
    lines = text.split("\n")
    for block in blocks(text):
        assert len(block.text) == len(block.places)
        for line, column in block.places:
            assert 1 <= line <= len(lines)
            assert column >= 1
        for link in block.links:
            assert 0 <= link.start <= link.end <= len(block.text)
