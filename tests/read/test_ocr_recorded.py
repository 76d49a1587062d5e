"""A reading that was recorded is read again to the same bytes, without any network."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from papertrace import read
from papertrace.model import to_json
from papertrace.read import ocr_models, ocr_tiny, ocr_weights
from papertrace.read.ocr_differences import differences
from papertrace.read.ocr_recorded import CONTESTED, FORM, NAMED, Recognition
from papertrace.read.pdf_glyphs import Glyphs
from scan_samples import ROWS, page, saved

if TYPE_CHECKING:
    from papertrace.model import Document

needs_weights = pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")
SCAN = saved(page(), "PDF")
DIGEST = hashlib.sha256(SCAN).hexdigest()


def again(**how: Any) -> tuple[Document, Recognition]:  # noqa: ANN401  (what Recognition takes)
    recognition = Recognition(DIGEST, **how)
    return read.read(SCAN, "scan.pdf", DIGEST, recognition=recognition), recognition


@pytest.fixture(scope="module")
def first() -> tuple[Document, bytes]:
    document, recognition = again()
    assert recognition.is_fresh
    return document, recognition.recording()


def glyphs(text: str, *, at: float = 10.0, top: float = 20.0) -> Glyphs:
    """Set a text in characters six points wide."""
    xs = [at + 6 * n for n in range(len(text))]
    return Glyphs(
        text,
        xs,
        [top] * len(text),
        [x + 6 for x in xs],
        [top + 12] * len(text),
        [n == 0 for n in range(len(text))],
        [0.99] * len(text),
    )


@needs_weights
def test_a_recorded_reading_gives_the_same_document_without_a_network(
    first: tuple[Document, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        pytest.fail("a network was asked")

    monkeypatch.setattr(ocr_models, "networks", never)
    monkeypatch.setattr("papertrace.read.ocr_page.networks", never)
    monkeypatch.setattr(ocr_weights, "processor", lambda: "another")
    document, recognition = again(recorded=first[1])
    assert json.dumps(to_json(document)) == json.dumps(to_json(first[0]))
    assert not recognition.is_fresh
    assert recognition.recording() == first[1]


@needs_weights
def test_a_recording_says_what_made_it(first: tuple[Document, bytes]) -> None:
    document, recording = first
    told = json.loads(recording)
    (engine,) = told["engines"]
    assert (told["form"], told["document"]) == (FORM, DIGEST)
    assert engine["weights"] == ocr_weights.weights().digest
    assert (engine["precision"], engine["threads"], engine["lane"]) == ("fp32", 1, "full")
    assert engine["runtime"].startswith("onnxruntime ")
    assert engine["processor"] == ocr_weights.processor()
    assert engine["flags"] == list(ocr_weights.flags())
    assert document.reader.endswith(f":{hashlib.sha256(recording).hexdigest()[:NAMED]}")


@needs_weights
def test_a_recording_of_another_document_is_refused(first: tuple[Document, bytes]) -> None:
    with pytest.raises(ValueError, match="no recorded reading of this"):
        Recognition("0" * 64, recorded=first[1])


@needs_weights
def test_a_page_that_the_recording_lacks_is_recognised(first: tuple[Document, bytes]) -> None:
    told = json.loads(first[1])
    told["regions"] = []
    document, recognition = again(recorded=json.dumps(told).encode())
    assert recognition.is_fresh
    assert recognition.recording() == first[1]
    assert document == first[0]


@needs_weights
def test_what_an_earlier_reading_had_otherwise_is_marked_and_stays_so(
    first: tuple[Document, bytes],
) -> None:
    earlier = json.loads(first[1])
    region = earlier["regions"][0]
    assert "1,284.50" in region["text"]
    region["text"] = region["text"].replace("1,284.50", "1,234.50")
    document, recognition = again(before=json.dumps(earlier).encode())
    (problem,) = [p for p in document.problems if p.code == CONTESTED]
    assert problem.anchor is not None
    assert problem.anchor.quote == "1,284.50"
    assert "`1,234.50`" in problem.message
    marked = {w.text for p in document.pages for w in p.words if (w.confidence or 0) <= 0.5}
    assert marked == {"1,284.50"}
    replayed, _ = again(recorded=recognition.recording())
    assert replayed == document
    third, later = again(before=recognition.recording())
    assert [p.message for p in third.problems] == [p.message for p in document.problems]
    assert later.recording() == recognition.recording()


@needs_weights
def test_equal_readings_differ_nowhere(first: tuple[Document, bytes]) -> None:
    document, recognition = again(before=first[1])
    assert document == first[0]
    assert recognition.recording() == first[1]


@pytest.mark.skipif(bool(ocr_weights.missing("fast")), reason="no weights of the fast lane")
def test_the_fast_lane_reads_the_table_and_says_that_it_did() -> None:
    document, recognition = again(lane="fast")
    (table,) = document.pages[0].tables
    rows = [[c.text for c in table.cells if c.row == r] for r in range(table.rows)]
    assert rows == [list(r) for r in ROWS]
    assert "ocr-ppv6t-fp32:" in document.reader
    (engine,) = json.loads(recognition.recording())["engines"]
    assert (engine["lane"], engine["network"]) == ("fast", "ppv6t-fp32")


@pytest.mark.skipif(bool(ocr_weights.missing("fast")), reason="no weights of the fast lane")
def test_weights_are_known_by_their_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    detection, recognition, characters = ocr_tiny.found()
    assert (len(detection), len(recognition), len(characters)) == (1829618, 4462498, 6904)
    other = ocr_tiny._Known(ocr_tiny._DETECTION.begin, ocr_tiny._DETECTION.size, "0" * 64)
    monkeypatch.setattr(ocr_tiny, "_DETECTION", other)
    with pytest.raises(FileNotFoundError):
        ocr_tiny.found()


def test_a_lane_without_its_weights_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_tiny, "DISTRIBUTION", "papertrace-no-such-thing")
    ocr_weights.missing.cache_clear()
    try:
        assert ocr_weights.missing("fast") == ("faster-paddle",)
    finally:
        ocr_weights.missing.cache_clear()
        ocr_weights.version.cache_clear()


@pytest.mark.parametrize(
    ("now", "was", "told"),
    [
        ("共12.50元", "共12.50元", []),
        ("共12.50元", "共12.60元", [("12.50", "12.60")]),
        ("共1250元", "共12.50元", [("1250", "12.50")]),
        ("共12.50元", "共1250元", [("12.50", "1250")]),
        ("共１２元", "共12元", []),
        ("甲乙丙", "甲丁丙", [("乙", "丁")]),
    ],
)
def test_differences_are_told_in_whole_figures(
    now: str, was: str, told: list[tuple[str, str]]
) -> None:
    newer, older = glyphs(now), glyphs(was)
    if len(now) != len(was):  # the same width, as both are read from one picture
        wide = 6 * len(now) / len(was)
        older.x0[:] = [10 + wide * n for n in range(len(was))]
        older.x1[:] = [x + wide for x in older.x0]
    found = differences(newer, older)
    assert [(now[d.start : d.end], d.was) for d in found] == told


def test_what_only_the_earlier_reading_has_is_told() -> None:
    (found,) = differences(glyphs("甲"), _both(glyphs("甲"), glyphs("7", top=200)))
    assert (found.start, found.end, found.was) == (0, 0, "7")


def _both(a: Glyphs, b: Glyphs) -> Glyphs:
    return Glyphs(
        a.text + b.text,
        a.x0 + b.x0,
        a.top + b.top,
        a.x1 + b.x1,
        a.bottom + b.bottom,
        a.spaced + b.spaced,
        a.confidence + b.confidence,
    )
