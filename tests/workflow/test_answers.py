"""A worker's answer is opened without trust: whatever is in it, the parent says so and lives."""

from __future__ import annotations

import json
import random
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from papertrace import extract, read
from papertrace.casefile import Held
from papertrace.model import Problem
from papertrace.read import walls_controls
from papertrace.read.sandbox import Answer
from papertrace.workflow import answers
from papertrace.workflow.building import derivation_of, opened

if TYPE_CHECKING:
    from collections.abc import Callable

HELD = Held("d" * 64, "a.pdf", ("a.pdf",), "application/pdf", 1, "")


def answer() -> bytes:
    """Give the answer of a worker that read an invented file."""
    document = read.read(walls_controls.pdf(), "a.pdf", HELD.digest)
    return answers.told(document, extract.extract(document), pictures=False)


def _changed(change: Callable[[Any], object]) -> bytes:
    told = answer()
    _, length = answers._HEAD.unpack_from(told)
    at = answers._HEAD.size + length
    head = json.loads(told[answers._HEAD.size : at])
    change(head)
    return answers._joined(head, (told[at:],), pictures=False)


def test_an_answer_comes_back_as_it_was() -> None:
    document = read.read(walls_controls.pdf(), "a.pdf", HELD.digest)
    made = derivation_of(HELD, "mark", Answer(ok=True, output=answer()))
    assert (made.outcome, made.page_count) == ("read", 1)
    assert [f.id for f in made.facts] == [f.id for f in extract.extract(document).facts]
    assert made.facts
    assert made.pages[0].text == document.pages[0].text
    more = answers.with_problem(answer(), Problem("PT304", "warning", "late"))
    assert not answers.would_read_more(more)
    assert derivation_of(HELD, "mark", Answer(ok=True, output=more)).outcome == "read-partly"


@pytest.mark.parametrize(
    "change",
    [
        lambda h: h.pop("pages"),
        lambda h: h.update(pages=[]),
        lambda h: h.update(pages=[[1, 10**12]]),
        lambda h: h.update(pages=[[0, h["pages"][0][1]]]),
        lambda h: h.update(pages=[[1, 5], [1, h["pages"][0][1] - 5]]),
        lambda h: h.update(pages=[[1]]),
        lambda h: h.update(has_text=1),
        lambda h: h.update(trouble=None),
        lambda h: h["document"].update(pages=None),
        lambda h: h["extraction"].update(facts=[1]),
        lambda h: h["extraction"]["facts"].append({}),
    ],
)
def test_another_answer_is_a_refused_document(change: Callable[[Any], object]) -> None:
    made, told = opened(HELD, "mark", Answer(ok=True, output=_changed(change)))
    assert (made.outcome, made.reason, told) == ("refused", "PT305", None)


@pytest.mark.parametrize("output", [b"", b"x" * 9, b"-" + b"\xff" * 8, b"-" + b"\0" * 7 + b"\1["])
def test_what_is_no_frame_is_a_refused_document(output: bytes) -> None:
    made, _ = opened(HELD, "mark", Answer(ok=True, output=output))
    assert (made.outcome, made.reason) == ("refused", "PT305")


def test_flipped_bytes_never_raise() -> None:
    chance, sound = random.Random(7), answer()  # noqa: S311  (places, not secrets)
    for _ in range(300):
        flipped = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        made = derivation_of(HELD, "mark", Answer(ok=True, output=bytes(flipped)))
        assert made.outcome in ("read", "read-partly", "refused")


def test_pages_that_are_none_are_a_refused_document_when_looked_into() -> None:
    bad = zlib.compress(b"{}")
    told = answer()
    _, length = answers._HEAD.unpack_from(told)
    head = json.loads(told[answers._HEAD.size : answers._HEAD.size + length])
    head["pages"] = [[1, len(bad)]]
    output = answers._joined(head, (bad,), pictures=False)
    assert opened(HELD, "mark", Answer(ok=True, output=output))[1] is not None
    assert derivation_of(HELD, "mark", Answer(ok=True, output=output)).outcome == "refused"
