"""Reading scans: seconds of processor a page and errors, lane by lane, beside the bare networks.

    python benchmarks/ocr.py FOLDER [--pages N] [--peer]

FOLDER holds one-page scans X.pdf and, for errors, their true text X.txt. All runs in one process
and one thread. The bare engine is what is left of a lane when all of papertrace is taken away: the
networks themselves, run on the pictures that the lane gave them. `--peer` runs rapidocr's own
pipeline, with the same weights and the detector at 1280 pixels, on the same pages.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import platform
import re
import time
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker

from papertrace import read
from papertrace.read import ocr_doubt, ocr_models, ocr_page, ocr_weights
from papertrace.read.ocr_recorded import Recognition
from papertrace.read.ocr_runtime import onnxruntime

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.model import Document

SCALE = 200 / 72
NUMBER = re.compile(r"\d[\d,.]*\d")


@dataclass(slots=True)
class Timed:
    """An onnxruntime session that counts its processor time."""

    session: Any
    seconds: float = 0.0

    def run(self, *given: Any) -> Any:  # noqa: ANN401  (as onnxruntime has it)
        """Run the network."""
        begun = time.process_time()
        try:
            return self.session.run(*given)
        finally:
            self.seconds += time.process_time() - begun

    def get_inputs(self) -> Any:  # noqa: ANN401  (as onnxruntime has it)
        """Give the inputs."""
        return self.session.get_inputs()


@dataclass(slots=True)
class Score:
    """What became of the pages of a lane."""

    pages: int = 0
    seconds: float = 0.0
    tables: int = 0
    counts: collections.Counter[str] = field(default_factory=collections.Counter)


def folded(text: str) -> str:
    """Fold widths and drop white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def count(score: Score, truth: str, made: Document) -> None:
    """Count errors as the gate's scorer does: lines as a bag, numbers exactly."""
    text = "\n".join(page.text for page in made.pages)
    words = [w for page in made.pages for w in page.words]
    doubtful = "".join(folded(w.text) for w in words if (w.confidence or 1) < read_sure())
    wanted = sorted((folded(x) for x in truth.splitlines() if folded(x)), key=len, reverse=True)
    left = collections.Counter(folded(x) for x in text.splitlines() if folded(x))
    wrong = 0
    for line in wanted:
        near = [line] if left[line] else difflib.get_close_matches(line, list(+left), 1, 0.3)
        wrong += _edits(line, near[0]) if near else len(line)
        left.subtract(near)
    a, b = (
        collections.Counter(NUMBER.findall(unicodedata.normalize("NFKC", t))) for t in (truth, text)
    )
    score.counts.update(
        characters=len(folded(truth)),
        errors=min(wrong, _edits(folded(truth), folded(text))),
        numbers=sum(a.values()),
        missed=sum((a - b).values()),
        wrong=sum((b - a).values()),
        unmarked=sum(n for x, n in (b - a).items() if folded(x) not in doubtful),
        doubted=sum((w.confidence or 1) < read_sure() and w.text[:1].isdigit() for w in words),
    )


def read_sure() -> float:
    """Give the confidence below which a word is marked."""
    return 0.9


def _edits(truth: str, text: str) -> int:
    blocks = difflib.SequenceMatcher(None, truth, text, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in blocks if tag != "equal")


def run_lane(lane: str, files: list[Path]) -> None:
    """Read every file in a lane and print what it took."""
    nets = ocr_models.networks(lane)
    detection, recognition = Timed(nets.detection), Timed(nets.recognition)
    timed = replace(nets, detection=detection, recognition=recognition)
    page: Any = ocr_page  # whose parts are replaced by stand-ins that count
    page.networks = lambda _lane: timed
    again = Timed(None)
    plain = ocr_doubt.doubted

    def doubted(*given: Any) -> Any:  # noqa: ANN401  (as it is)
        begun = recognition.seconds
        try:
            return plain(*given)
        finally:
            again.seconds += recognition.seconds - begun

    page.doubted = doubted
    score = Score()
    _one(files[0], lane)  # what is made once is made
    detection.seconds = recognition.seconds = again.seconds = 0.0
    for path in files:
        begun = time.process_time()
        made = _one(path, lane)
        score.seconds += time.process_time() - begun
        score.pages += 1
        score.tables += sum(len(page.tables) for page in made.pages)
        truth = path.with_suffix(".txt")
        if truth.exists():
            count(score, truth.read_text("utf-8"), made)
    page.networks, page.doubted = ocr_models.networks, plain
    n, engine = score.pages, detection.seconds + recognition.seconds
    told = dict(score.counts)
    rate = told.get("errors", 0) / max(1, told.get("characters", 0))
    print(
        f"lane {lane} ({ocr_weights.LANES[lane].network}): {score.seconds / n:.2f} core-s a page,"
    )
    print(
        f"  of it networks {engine / n:.2f} (lines {detection.seconds / n:.2f}, characters"
        f" {(recognition.seconds - again.seconds) / n:.2f}, figures read again"
        f" {again.seconds / n:.2f}); over the bare networks: {score.seconds / engine - 1:+.1%},"
        f" without the second look at figures: {score.seconds / (engine - again.seconds) - 1:+.1%}"
    )
    print(f"  {score.tables} tables; character errors {rate:.2%}; {told}")


def _one(path: Path, lane: str) -> Document:
    return read.read(
        path.read_bytes(), path.name, "0" * 64, recognition=Recognition("0" * 64, lane)
    )


def run_peer(files: list[Path]) -> None:
    """Run rapidocr's own pipeline on the same pictures and print what it took."""
    from rapidocr import RapidOCR  # noqa: PLC0415  (for this alone)

    engine: Callable[..., object] = RapidOCR(
        params={
            "Det.limit_type": "max",
            "Det.limit_side_len": 1280,
            "Global.use_cls": False,
            "Global.return_single_char_box": True,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    pictures = [_picture(path) for path in files]
    engine(pictures[0])
    begun = time.process_time()
    for picture in pictures:
        engine(picture)
    each = (time.process_time() - begun) / len(files)
    print(f"rapidocr's own pipeline, same weights, 1280, character boxes: {each:.2f} core-s a page")
    print("  (drawing the page, straightening, seals, tables and doubts not included)")


def _picture(path: Path) -> Any:  # noqa: ANN401  (an array)
    page = pdfium.PdfDocument(path)[0]
    return np.ascontiguousarray(page.render(scale=SCALE).to_numpy()[:, :, :3])


def main() -> None:
    """Measure what the command line names."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("folder", type=Path)
    words.add_argument("--pages", type=int, default=0, help="so many only")
    words.add_argument("--peer", action="store_true")
    words.add_argument("--lane", default="", help="this lane only")
    given = words.parse_args()
    files = sorted(given.folder.glob("*.pdf"))[: given.pages or None]
    print(
        f"{platform.machine()}, {ocr_weights.processor()}, onnxruntime {onnxruntime.__version__},"
    )
    print(f"one thread; {len(files)} pages of {given.folder.name}")
    for lane in [given.lane] if given.lane else ocr_weights.LANES:
        if ocr_weights.missing(lane):
            print(f"lane {lane}: not installed ({', '.join(ocr_weights.missing(lane))})")
        else:
            run_lane(lane, files)
    if given.peer:
        run_peer(files)


if __name__ == "__main__":
    main()
