"""A packed page comes back as it was, and what is no page is refused, never a crash."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from casefile import samples
from papertrace.casefile import Derived
from papertrace.casefile.page_columns import MOST_UNPACKED, Damaged, pack_page, unpack_page
from papertrace.model import Box, Caption, Cell, Page, Run, Table, Word, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A = "a" * 64


def page() -> Page:
    """Give a page with everything a page may have."""
    made = samples.page(3)
    words = [replace(w, confidence=c) for w, c in zip(made.words, (None, 0.5, 1.0), strict=True)]
    cells = (
        Cell(0, 0, 1, 2, "中标金额", Box(1, 2, 3, 4.00004), 0, 4),
        Cell(1, 0, 1, 1, "", Box(1, 2, 3, 4), 5, 5),
    )
    table = Table(3, Box(0, 0, 9, 9), 2, 2, cells, Caption("元", 11, 12), None, 2)
    runs = (Run(0, 4, "/html/body/p", 0), Run(5, 7, "/html/body/p", 5))
    whole = replace(made, words=tuple(words), tables=(table,), runs=runs, name="附表")
    return from_json(Page, to_json(whole))


def test_a_page_comes_back_as_it_was() -> None:
    assert unpack_page(pack_page(page())) == page()
    assert pack_page(page()) == pack_page(page())
    empty = Page(1, 0.0, 0.0, 0, "", (), (), "ocr")
    assert unpack_page(pack_page(empty)) == empty


def test_a_word_that_is_not_what_its_place_holds_is_kept_too() -> None:
    odd = replace(page(), words=(Word("ab", Box(0, 0, 1, 1), 0, 4),))
    assert unpack_page(pack_page(odd)) == odd


def _changed(change: Callable[[Any], object]) -> bytes:
    told = json.loads(zlib.decompress(pack_page(page())))
    change(told)
    return zlib.compress(json.dumps(told).encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.pop("runs"),
        lambda t: t.update(more=1),
        lambda t: t.update(text=7),
        lambda t: t.update(width=float("nan")),
        lambda t: t.update(width=10**400),
        lambda t: t.update(origin="hostile"),
        lambda t: t["words"].update(at=[[0], [99]]),
        lambda t: t["words"].update(at=[[0, 1], [1]]),
        lambda t: t["words"].update(at=[[-1, 0, 0], [1, 1, 1]]),
        lambda t: t["words"].update(at=[[True, 0, 0], [1, 1, 1]]),
        lambda t: t["words"].update(boxes=[1, 2, 3]),
        lambda t: t["words"].update(boxes=[10**30] * 12),
        lambda t: t["words"].update(confidence=[1]),
        lambda t: t["words"].update(texts=["one", "two", 3]),
        lambda t: t["runs"].__setitem__(2, [1, 2]),
        lambda t: t["tables"][0].update(rows=10**9),
        lambda t: t["tables"][0].update(columns=-1),
        lambda t: t["tables"][0]["at"].__setitem__(2, [10**9, 1]),
        lambda t: t["tables"][0]["at"].__setitem__(0, [0, 5]),
        lambda t: t["tables"][0].update(title=["x"]),
        lambda t: t["tables"].append(None),
        lambda t: t.update(problems=[{"code": 1}]),
    ],
)
def test_what_is_no_page_is_a_value_error(change: Callable[[Any], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack_page(_changed(change))


def test_lost_bytes_are_told_from_what_never_was_a_page() -> None:
    body = pack_page(page())
    for lost in (body[:-5], body[: len(body) // 2] + b"x" + body[len(body) // 2 + 1 :], b""):
        with pytest.raises(Damaged):
            unpack_page(lost)
    swelling = zlib.compress(b" " * (MOST_UNPACKED + 10))
    deep = zlib.compress(b"[" * 200_000)
    for bad in (swelling, deep, body + b"more", zlib.compress(b"\xff")):
        with pytest.raises(ValueError, match=r".") as caught:
            unpack_page(bad)
        assert not isinstance(caught.value, Damaged)


@pytest.mark.parametrize("body", [b"[]", b"[" * 200_000, b'{"number":NaN}'])
def test_a_page_that_is_none_makes_its_document_a_refused_one(tmp_path: Path, body: bytes) -> None:
    derived = Derived(tmp_path)
    made = samples.derivation(A, [samples.page(1)], [samples.fact(A, samples.page(1))])
    other = samples.derivation("b" * 64, [samples.page(1)], [])
    derived.put(other)
    derived.put_packed([(made, [(1, zlib.compress(body))])])
    assert len(list(derived.audit())) == 1
    assert derived.page(A, 1) is None
    summary = derived.summary(A)
    assert summary is not None
    assert (summary.outcome, summary.reason, summary.page_count) == ("refused", "PT305", 0)
    assert (list(derived.facts(digest=A)), list(derived.pages(A))) == ([], [])
    assert derived.fingerprints()[A] == made.fingerprint
    assert list(derived.pages("b" * 64)) == [samples.page(1)]
    assert list(derived.audit()) == []
    derived.close()
