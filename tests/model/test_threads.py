"""A desk serves from several threads: what is remembered between calls must bear that."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from papertrace.model import Anchor, Box, Fact, Field, Page, from_json, make_fact, to_json, wire
from papertrace.model.anchoring_index import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

THREADS, ROUNDS = 4, 60


@pytest.fixture(autouse=True)
def hurried() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_values_are_decoded_by_several_threads_at_once() -> None:
    anchor = Anchor("amount", 1, (Box(0, 0, 1, 1),), None, "1", 0, "", "", "x")
    fields = {"amount": Field("1", "1", "CNY")}
    fact = make_fact("d" * 64, "award", fields, [anchor], form="award@1", confidence=0.9)
    told = to_json(fact)
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            wire._DECODERS.clear()
            made = list(pool.map(lambda _: from_json(Fact, told), range(THREADS)))
            assert made == [fact] * THREADS


def test_pages_are_looked_up_by_several_threads_at_once() -> None:
    pages = [Page(n, 10, 10, 0, "a b", (), (), "digital") for n in range(1, 13)]

    def look(turn: int) -> bool:
        return all(
            index_of(p).page is p for p in (*pages[turn:], *pages[:turn]) for _ in range(ROUNDS)
        )

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(look, range(THREADS * 3)))
