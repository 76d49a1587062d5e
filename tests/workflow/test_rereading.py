"""Reading again: another processor is no tampering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papertrace.casefile import Held
from papertrace.workflow.rereading import Reread, _item
from papertrace.workflow.unread import refused

HELD = Held("a" * 64, "scan.pdf", ("scan.pdf",), "application/pdf", 1, "2031-03-05T00:00:00Z")
STORED = replace(
    refused(HELD, "mark", "PT303", "x"),
    outcome="read",
    reason="",
    problems=(),
    reader="pdf/2+ocr-net:12345678:x86_64-one",
)
ELSEWHERE = replace(STORED, reader="pdf/2+ocr-net:12345678:x86_64-two")


def test_the_same_reading_on_another_processor_is_no_difference() -> None:
    one = Reread(HELD, ELSEWHERE, STORED)
    assert one.recognised_elsewhere
    assert one.difference == ""


def test_another_reading_on_another_processor_cannot_be_checked() -> None:
    one = Reread(HELD, replace(ELSEWHERE, title="Other"), STORED)
    told = _item(one)
    assert told.state == "could-not-be-checked"
    assert "another processor" in told.message


@pytest.mark.parametrize(
    "reader", ["pdf/2+ocr-net:87654321:x86_64-two", "pdf/2", STORED.reader, "html/1"]
)
def test_a_difference_of_anything_else_is_broken(reader: str) -> None:
    one = Reread(HELD, replace(STORED, reader=reader, title="Other"), STORED)
    assert not one.recognised_elsewhere
    assert _item(one).state == "broken"
