"""Recognises the pictures of one document, or gives again what was recorded of them.

A reading may differ on another processor, so it is recorded, not derived: with a recording at hand
no network runs, and everything that follows is a function of bytes. It stores nothing: what it has
newly seen is given back to be kept.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.model import Problem
from papertrace.read import ocr_weights
from papertrace.read.ocr_characters import DOUBT
from papertrace.read.ocr_differences import differences
from papertrace.read.ocr_seen import edges, read_back, written
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from papertrace.model import Box, Document, Page
    from papertrace.read.ocr_models import Picture
    from papertrace.read.ocr_seen import Seen, Wire

FORM: Final = "papertrace-reading/1"
NAMED: Final = 12
"""Digits of a recording's sha256 by which it is named."""
CONTESTED: Final = "PT326"
_MOST: Final = 200
_SHORT: Final = 24

Key = tuple[int, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Contested:
    """Words of a page that an earlier reading read otherwise."""

    page: int
    start: int
    end: int
    """Of the page's text; equal where the newer reading has nothing there."""
    was: str


class Recognition:
    """The recognition of one document."""

    def __init__(
        self,
        digest: str,
        lane: str = ocr_weights.FULL,
        recorded: bytes = b"",
        before: bytes = b"",
    ) -> None:
        """Take the document's sha256, what was recorded of it, or what to compare with.

        With `recorded` only pictures that it does not hold are recognised. With `before` all are,
        and where they read otherwise than before that is marked. ValueError where one of the two
        is no recording of this document.
        """
        self._digest, self._lane = digest, lane
        self._engines: list[Wire] = []
        self._known = self._regions(recorded, digest)
        if recorded:
            self._engines = list(json.loads(recorded)["engines"])
        self._before = self._regions(before, digest)
        self._kept: dict[Key, Wire] = {}
        self._fresh = False
        self.contested: list[Contested] = []

    @staticmethod
    def _regions(recording: bytes, digest: str) -> dict[Key, Wire]:
        if not recording:
            return {}
        told = json.loads(recording)
        if told.get("form") != FORM or told.get("document") != digest:
            msg = "this is no recorded reading of this document"
            raise ValueError(msg)
        return {(int(r["page"]), tuple(r["box"])): r for r in told["regions"]}

    def see(self, page: int, box: Box, scale: float, drawn: Callable[[], Picture]) -> Seen:
        """Give what stands in a picture on a page: `drawn` gives it at `scale` pixels a point.

        ImportError or FileNotFoundError where it must be recognised and nothing is installed.
        """
        key = (page, tuple(edges(box)))
        told = self._known.get(key)
        if told is None:
            told = self._recognised(key, scale, drawn)
            self._fresh = True
        self._kept[key] = told
        seen = read_back(told)
        for start, end, _ in told["differs"]:
            for index in range(start, end):
                seen.glyphs.confidence[index] = min(DOUBT, seen.glyphs.confidence[index])
        return seen

    def _recognised(self, key: Key, scale: float, drawn: Callable[[], Picture]) -> Wire:
        from papertrace.read.ocr_page import see  # noqa: PLC0415  (a recording needs no network)

        engine = engine_of(self._lane)
        if engine not in self._engines:
            self._engines.append(engine)
        told: Wire = {
            "page": key[0],
            "box": list(key[1]),
            "engine": self._engines.index(engine),
            "differs": [],
            **written(see(drawn(), scale, self._lane)),
        }
        earlier = self._before.get(key)
        if earlier is not None:
            told["differs"] = _differs(told, earlier)
        return told

    def differs(self, page: int, box: Box) -> list[tuple[int, int, str]]:
        """Give the stretches of a picture that was seen that an earlier reading has otherwise."""
        return [(a, b, was) for a, b, was in self._kept[page, tuple(edges(box))]["differs"]]

    @property
    def is_fresh(self) -> bool:
        """Say whether anything was recognised that the recording did not hold."""
        return self._fresh

    def recording(self) -> bytes:
        """Give all that was seen, to be kept; empty where nothing was."""
        if not self._kept:
            return b""
        used = sorted({r["engine"] for r in self._kept.values()})
        told = {
            "form": FORM,
            "document": self._digest,
            "engines": [self._engines[n] for n in used],
            "regions": [
                {**r, "engine": used.index(r["engine"])} for _, r in sorted(self._kept.items())
            ],
        }
        plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return plain.encode("utf-8", "surrogatepass")

    @property
    def told(self) -> str:
        """Give what stands behind the reader's name: engine, weights, processor, recording."""
        recording = self.recording()
        if not recording:
            return ""
        digest = hashlib.sha256(recording).hexdigest()[:NAMED]
        names = [
            f"ocr-{e['network']}:{e['weights'][:8]}:{e['processor']}"
            for e in json.loads(recording)["engines"]
        ]
        return f"+{'+'.join(names)}:{digest}"

    def marked(self, document: Document) -> Document:
        """Give a document with a problem for every place where its readings differ."""
        pages = {page.number: page for page in document.pages}
        told = tuple(_problem(c, pages[c.page]) for c in self.contested[:_MOST] if c.page in pages)
        return replace(document, problems=(*document.problems, *told))


def engine_of(lane: str) -> Wire:
    """Give what a reading made here and now is recorded with."""
    from papertrace.read.ocr_models import RUNTIME, THREADS  # noqa: PLC0415  (it loads the runtime)

    return {
        "lane": lane,
        "network": ocr_weights.LANES[lane].network,
        "weights": ocr_weights.weights(lane).digest,
        "precision": "fp32",
        "threads": THREADS,
        "runtime": RUNTIME,
        "processor": ocr_weights.processor(),
        "flags": list(ocr_weights.flags()),
    }


def _differs(told: Wire, earlier: Wire) -> list[list[Any]]:
    """Compare two readings of a picture; what was contested before stays so."""
    now, was = read_back(told).glyphs, read_back(earlier).glyphs
    found: list[list[Any]] = [[d.start, d.end, d.was] for d in differences(now, was)]
    for start, end, text in earlier["differs"]:
        places = list(zip(was.x0, was.top, strict=True))[start:end]
        again = [
            n
            for n in range(len(now.text))
            if any(abs(now.x0[n] - x) <= 1 and abs(now.top[n] - y) <= 1 for x, y in places)
        ]
        if again and not any(s <= again[0] < e for s, e, _ in found):
            found.append([again[0], again[-1] + 1, text])
    return found


def _problem(contested: Contested, page: Page) -> Problem:
    now = page.text[contested.start : contested.end]
    anchor = None
    if now.strip():
        anchor = anchor_of(page, contested.start, contested.end, "reading")
    read = f"`{now[:_SHORT]}`" if now.strip() else "nothing"
    message = f"Page {page.number} reads {read}; an earlier reading has `{contested.was[:_SHORT]}`."
    remedy = "Compare it with the picture."
    return Problem(CONTESTED, "warning", message, remedy, anchor)


def problems_by_page(problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    """Give the problems of readings that differ and have a spot, by page."""
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.code == CONTESTED and problem.anchor is not None:
            found.setdefault(problem.anchor.page, []).append(problem)
    return found
