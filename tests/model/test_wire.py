"""Values as JSON and back."""

from __future__ import annotations

import json

import pytest

from papertrace.model import (
    Box,
    Caption,
    Cell,
    Document,
    Extraction,
    Field,
    Page,
    Problem,
    Run,
    Table,
    Word,
    anchor_of,
    from_json,
    make_fact,
    to_json,
)


def document() -> Document:
    text = "单位：万元\n合计\t1,234.00\n"
    words = (
        Word("单位：万元", Box(0, 0, 50, 10), 0, 5),
        Word("合计", Box(0, 20, 20, 30), 6, 8),
        Word("1,234.00", Box(30, 20, 80, 30.25), 9, 17, 0.5),
    )
    cell = Cell(0, 0, 1, 2, "合计", Box(0, 20, 20, 30), 6, 8)
    table = Table(1, Box(0, 20, 80, 30), 1, 3, (cell,), None, Caption("单位：万元", 0, 5), None)
    runs = (Run(0, 5, "/html/body/p", 2),)
    trouble = Problem("PT311", "warning", "odd", "look")
    page = Page(1, 595, 842, 90, text, words, (table,), "drawn", runs, "Sheet1", (trouble,))
    return Document("ab", "x.html", "text/html", "html/1", "题", (page,), (trouble,))


def test_documents_make_the_round_trip() -> None:
    made = document()
    assert from_json(Document, json.loads(json.dumps(to_json(made)))) == made


def test_extractions_make_the_round_trip() -> None:
    page = document().pages[0]
    anchor = anchor_of(page, 9, 17, "amount")
    fields = {"amount": Field("12340000", "1,234.00", "CNY")}
    fact = make_fact("ab", "budget_total", fields, [anchor], form="b@1", confidence=0.5)
    trouble = Problem("PT431", "error", "sum", "", anchor, None, (fact.id,))
    made = Extraction("b@1", ("p@1",), (fact,), (trouble,), "t", "p", "2024")
    assert from_json(Extraction, json.loads(json.dumps(to_json(made)))) == made


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("name",), 7),
        (("pages", 0, "words", 0, 0), None),
        (("pages", 0, "words", 0), ["a"]),
        (("pages", 0, "origin"), "guessed"),
        (("pages", 0, "number"), True),
        (("pages",), {"0": 1}),
    ],
)
def test_a_wrong_shape_is_refused(path: tuple[object, ...], value: object) -> None:
    told = to_json(document())
    at = told
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(ValueError, match="is not"):
        from_json(Document, told)


def test_unknown_and_missing_keys_are_refused() -> None:
    told = to_json(document())
    with pytest.raises(ValueError, match="Document"):
        from_json(Document, {**told, "extra": 1})
    del told["title"]
    with pytest.raises(ValueError, match="Document"):
        from_json(Document, told)


def test_what_is_no_model_value_has_no_json_form() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        to_json(object())
