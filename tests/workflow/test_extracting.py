"""What extraction does to itself costs no document its reading."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from papertrace import extract
from papertrace.casefile import Held
from papertrace.read import read, sandbox_forks, sandbox_time
from papertrace.read.sandbox import Limits
from papertrace.workflow import building, extracting

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.casefile import Derivation
    from papertrace.model import Document, Extraction

_PAPER = "通知\n霁川水务局采购巡查船艇。\n".encode()
_HELD = Held("0" * 64, "a.txt", ("a.txt",), "text/plain", 1, "")


def _spin(_: Document) -> NoReturn:
    while True:
        pass


def _hoard(_: Document) -> NoReturn:
    held = []
    while True:
        held.append(bytearray(1 << 24))


def _nest(document: Document) -> Extraction:
    return _nest(document)


def _fail(_: Document) -> NoReturn:
    words = "霁川"
    raise KeyError(words)


def _derived() -> Derivation:
    argument = json.dumps([_HELD.name, _HELD.digest]).encode() + b"\n" + _PAPER
    limits = Limits(seconds=20, memory=256 << 20)
    ((_, answer),) = sandbox_forks.run_many(building.derive, [(0, lambda: argument)], limits, 1)
    assert answer.ok, answer.message
    return building.derivation_of(_HELD, "mark", answer)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize(
    ("rule", "code", "told"),
    [
        (_spin, "PT304", "took too long"),
        (_hoard, "PT304", "more memory"),
        (_nest, "PT304", "nested"),
        (_fail, "PT305", "KeyError in test_extracting.py"),
    ],
)
def test_pages_stay_where_extraction_fails(
    rule: Callable[[Document], Extraction], code: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "extract", rule)
    monkeypatch.setattr(sandbox_time, "SHARE", 0.01)
    made = _derived()
    assert (made.outcome, made.reason, made.page_count, made.facts) == ("read-partly", code, 1, ())
    assert "巡查船艇" in made.pages[0].text
    (problem,) = made.problems
    assert told in problem.message
    assert "霁川" not in problem.message


def test_nothing_is_ended_where_no_clock_runs() -> None:
    document = read(_PAPER, "a.txt")
    again, made = extracting.extracted(document)
    assert again is document
    assert made.form == "other"
