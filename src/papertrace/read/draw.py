"""Draws a page that has no picture as SVG: re-typed words in their boxes, and the cells' borders.

What lies under a mask is not written at all; a grey bar stands there. The image has no script and
refers to nothing outside itself. It says of itself that it is drawn, not the site's look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.model import PageImage, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Box, Page, Table, Word

FOOTER = "drawn by papertrace, not the site's look"
_BAND = 64.0
"""Masks are looked up by bands of this height, so that a long page stays linear in time."""
_SIZE = 10.0
_DESCENT = 0.14
_TOUCH = 0.01
"""Square points of overlap from which a character counts as masked."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAMESPACE = "http://www.w3.org/2000/svg"
_SMALL = 'font-family="sans-serif" font-size="7" fill="#777"'
_STYLE = (
    'font-family="Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,SimSun,'
    'sans-serif" font-size="10" fill="#111"'
)

Bands = dict[int, list["Box"]]


def draw(page: Page, digest: str, masks: tuple[Box, ...] = ()) -> PageImage:
    """Draw a page as SVG, as wide and high as the page (points), without what is masked."""
    width, height = _figure(page.width), _figure(page.height)
    bands = _banded(masks)
    box = f"0 0 {width} {height}"
    parts = [
        f'<svg xmlns="{_NAMESPACE}" width="{width}" height="{height}" viewBox="{box}">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *(_borders(t) for t in page.tables),
        f"<g {_STYLE}>",
    ]
    for word in page.words:
        parts.extend(_typed(word, bands))
    parts.append("</g>")
    parts.extend(_bar(mask) for mask in masks)
    y = _figure(page.height - 6)
    parts.append(f'<text x="8" y="{y}" {_SMALL}>{escape(FOOTER)}</text></svg>')
    data = "".join(parts).encode()
    return PageImage(digest, page.number, "image/svg+xml", page.width, page.height, data)


def escape(text: str) -> str:
    """Write text as XML character data; what XML cannot hold becomes U+FFFD."""
    kept = _FORBIDDEN.sub("\ufffd", text)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _banded(masks: tuple[Box, ...]) -> Bands:
    bands: Bands = {}
    for mask in masks:
        for band in range(int(mask.top // _BAND), int(mask.bottom // _BAND) + 1):
            bands.setdefault(band, []).append(mask)
    return bands


def _bar(mask: Box) -> str:
    place = f'x="{_figure(mask.x0)}" y="{_figure(mask.top)}"'
    size = f'width="{_figure(mask.width)}" height="{_figure(mask.height)}"'
    return f'<rect {place} {size} fill="#808080"/>'


def _borders(table: Table) -> str:
    """Outline every cell of a table, as one path."""
    told = "".join(
        f"M{_figure(c.box.x0)} {_figure(c.box.top)}h{_figure(c.box.width)}"
        f"v{_figure(c.box.height)}h{_figure(-c.box.width)}z"
        for c in table.cells
    )
    return f'<path d="{told}" fill="none" stroke="#999" stroke-width="0.5"/>'


def _typed(word: Word, bands: Bands) -> Iterator[str]:
    """Write a word, or those stretches of it that no mask touches."""
    box = word.box
    size = box.height
    y = _figure(box.bottom - _DESCENT * size)
    sized = "" if abs(size - _SIZE) < _TOUCH else f' font-size="{_figure(size)}"'
    step = box.width / len(word.text)
    for start, end in _bare(word, bands):
        yield (
            f'<text x="{_figure(box.x0 + start * step)}" y="{y}"{sized} '
            f'textLength="{_figure((end - start) * step)}" lengthAdjust="spacingAndGlyphs">'
            f"{escape(word.text[start:end])}</text>"
        )


def _bare(word: Word, bands: Bands) -> Iterator[tuple[int, int]]:
    """Give the stretches of a word that lie under no mask."""
    near: list[Box] = []
    if bands:
        first, last = int(word.box.top // _BAND), int(word.box.bottom // _BAND)
        for band in range(first, last + 1):
            near += [m for m in bands.get(band, ()) if overlap(m, word.box) > _TOUCH]
    count = len(word.text)
    if not near:
        yield 0, count
        return
    step = word.box.width / count
    hidden = [False] * count
    for mask in near:
        left = max(0, int((mask.x0 - word.box.x0) / step + _TOUCH))
        right = (mask.x1 - word.box.x0) / step - _TOUCH
        for i in range(left, count):
            if i >= right:
                break
            hidden[i] = True
    start = 0
    for i in range(count + 1):
        if i == count or hidden[i]:
            if i > start:
                yield start, i
            start = i + 1
