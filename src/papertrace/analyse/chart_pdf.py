"""A chart as a PDF of one page, from which a renderer makes its PNG.

The type is a Chinese font of the system's, named and not embedded: characters it lacks are drawn as
an empty box, and nothing else depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.analyse.chart import WIDTH
from papertrace.text.one_page_pdf import FONT, code, ems, one_page, typeable

if TYPE_CHECKING:
    from papertrace.analyse.chart import Bar, Chart, Text


def pdf(chart: Chart) -> bytes:
    """Write a chart as PDF."""
    words = "\n".join(_word(t, chart.height) for t in chart.texts if t.words)
    content = "\n".join([*(_bar(b, chart.height) for b in chart.bars), "0.07 g", words])
    return one_page(content, WIDTH, chart.height)


def _bar(bar: Bar, height: float) -> str:
    red, green, blue = (int(bar.colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    low = height - bar.y - bar.height
    box = f"{bar.x:.2f} {low:.2f} {bar.width:.2f} {bar.height:.2f} re f"
    return f"{red:.3f} {green:.3f} {blue:.3f} rg {box}"


def _word(text: Text, height: float) -> str:
    words = typeable(text.words)
    left = text.x - ems(words) * text.size if text.end else text.x
    at = f"{left:.2f} {height - text.y:.2f} Td"
    return f"BT /{FONT} {text.size:.2f} Tf {at} {code(words)} Tj ET"
