"""Reads figures off the rendered page and compares them with the page's own text.

Only what a figure consists of is compared: digits, signs, and the words of its size. A figure that
the picture does not show as the text says is `differs`; where nothing can be said (no recognition,
a font that neither file nor system has) it is `not compared`. It needs the system's fonts, as page
images do, and runs in the worker.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.model import Box, overlap, same_line, union
from papertrace.read.ocr_weights import missing
from papertrace.read.pdf import opened
from papertrace.read.pdf_fonts import use_system_fonts
from papertrace.read.pdf_glyphs import to_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import Page, Word

Verdict = Literal["same", "differs", "not compared"]

_FIGURE: Final = frozenset(
    "0123456789.-%元万亿千百十拾佰仟零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖年月日"
)
_SIGNS: Final = str.maketrans(
    {"—": "-", "–": "-", "−": "-", "﹣": "-", "，": ",", "。": ".", "·": ".", "圆": "元"}
)
_HEIGHT: Final = 44.0
"""Pixels of a line that is read."""
_TRIES: Final = ((0.0, 0.0, 1.0), (0.15, 0.1, 1.0), (0.05, -0.08, 0.75), (0.3, 0.12, 1.4))
"""Ways to cut a line out: sideways and upwards by so much of its height, at that scale."""
_SIDEWAYS: Final = 1.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of a line on a page, and what the page's text says there."""

    page: int
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one spot."""

    verdict: Verdict
    read: str
    """What was read off the picture, '' where nothing was."""


def figure(text: str) -> str:
    """Give what a figure consists of, for comparing: without thousands separators and blanks."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return "".join(c for c in plain if c in _FIGURE)


def spots(page: Page, boxes: Iterable[Box]) -> list[Spot]:
    """Give the pieces of lines in which some boxes of a page stand, in whole words."""
    found: list[Spot] = []
    for box in boxes:
        words = [w for w in page.words if overlap(w.box, box) > 0.25 * _area(w.box, box)]
        given = [w for w in words if w.confidence is None]
        if len(given) == len(words) and words:
            found += _lines(page.number, words)
    return [spot for spot in found if figure(spot.text)]


def _area(a: Box, b: Box) -> float:
    return max(0.01, min(a.width * a.height, b.width * b.height))


def _lines(number: int, words: list[Word]) -> Iterator[Spot]:
    """Join words that stand on one line; words turned sideways stand alone."""
    line: list[Word] = []
    for word in sorted(words, key=lambda w: w.start):
        if line and not same_line(line[-1].box, word.box):
            yield Spot(number, union(w.box for w in line), "".join(w.text for w in line))
            line = []
        line.append(word)
    yield Spot(number, union(w.box for w in line), "".join(w.text for w in line))


def argument(data: bytes, wanted: Iterable[Spot]) -> bytes:
    """Give the argument of the job `compare`: a PDF, and the spots to compare on it."""
    told = [[s.page, s.box.rounded(), s.text] for s in wanted]
    return json.dumps(told).encode() + b"\n" + data


def compare(told: bytes) -> bytes:
    """Compare the spots on a PDF's pages with the pages' picture: a job; gives JSON."""
    head, _, data = told.partition(b"\n")
    wanted = [Spot(page, Box(*box), text) for page, box, text in json.loads(head)]
    if missing():
        return _answer([Seen("not compared", "")] * len(wanted))
    use_system_fonts()
    file = opened(data)
    try:
        return _answer([_seen(file, spot) for spot in wanted])
    finally:
        file.close()


def compared(answer: bytes, count: int) -> list[Seen]:
    """Read the job's answer; ValueError where it is none. It is treated as hostile."""
    rows = json.loads(answer)
    if not isinstance(rows, list) or len(rows) != count:
        msg = "not as many answers as questions"
        raise ValueError(msg)
    found = []
    for verdict, read in rows:
        if verdict not in ("same", "differs", "not compared") or not isinstance(read, str):
            msg = f"{verdict!r} is no answer"
            raise ValueError(msg)
        found.append(Seen(verdict, read[:200]))
    return found


def _answer(found: list[Seen]) -> bytes:
    return json.dumps([[s.verdict, s.read] for s in found], ensure_ascii=False).encode()


def _seen(file: pdfium.PdfDocument, spot: Spot) -> Seen:
    try:
        page = file[spot.page - 1]
    except (pdfium.PdfiumError, IndexError):
        return Seen("not compared", "")
    try:
        return _compared(page, spot)
    finally:
        page.close()


def _compared(page: Any, spot: Spot) -> Seen:  # noqa: ANN401  (pdfium's page has no type)
    from papertrace.read.honest_eyes import cut, said  # noqa: PLC0415  (its libraries are large)

    wanted, first = figure(spot.text), ""
    for aside, above, grown in _TRIES:
        picture = cut(page, spot.box, (aside, above), _HEIGHT * grown, to_display(page))
        if picture is None:
            break
        for way in picture if spot.box.height > _SIDEWAYS * spot.box.width else picture[:1]:
            read = said(way)
            if figure(read) == wanted:
                return Seen("same", read)
            first = first or read
    if not first and not _is_embedded(page, spot.box):
        return Seen("not compared", "")
    return Seen("differs", first)


def _is_embedded(page: Any, box: Box) -> bool:  # noqa: ANN401  (as above)
    """Say whether the file brings the font of what stands in a box."""
    (a, b, c, d, e, f), *_ = to_display(page)
    x, y = (box.x0 + box.x1) / 2 - e, (box.top + box.bottom) / 2 - f
    x, y = (x / a, y / d) if a else (y / b, x / c)
    textpage = page.get_textpage()
    index = pdfium_c.FPDFText_GetCharIndexAtPos(textpage.raw, x, y, 4, 4)
    thing = pdfium_c.FPDFText_GetTextObject(textpage.raw, index) if index >= 0 else None
    font = pdfium_c.FPDFTextObj_GetFont(thing) if thing else None
    textpage.close()
    return bool(font) and pdfium_c.FPDFFont_GetIsEmbedded(font) == 1
