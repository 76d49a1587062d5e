"""Charts of results as a list of bars, lines and texts, and their SVG.

The SVG has a title and a description for readers who do not see it, text as text, no script, no
reference outside itself. A chart shows the figures it is given and draws none between them: a year
without a figure has no bar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.totals import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 760.0
_LEFT, _TOP, _ROW, _BAR = 250.0, 64.0, 26.0, 16.0
_SPAN = 300.0
_COLUMNS = (10.0, 300.0, 450.0, 600.0)
_COLOURS = ("#1f5f8b", "#d98c2b", "#4b8b3b", "#8b3b6f", "#6b6b6b")
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FONT = "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,SimSun,sans-serif"
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled box (points, from the top left corner)."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line; `end` where they end at x instead of beginning there."""

    x: float
    y: float
    words: str
    size: float = 11.0
    end: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, drawn."""

    title: str
    description: str
    """What it shows, figure by figure, for who cannot see it."""
    height: float
    bars: tuple[Bar, ...]
    texts: tuple[Text, ...]


Row = tuple[str, str, str]
"""Label, value as a plain decimal, name of the part (stage, body); '' where there are no parts."""


def bars(title: str, unit: str, rows: Sequence[Row], note: str = "") -> Chart:
    """Draw a bar a row; rows of one label stand under each other, a colour for each part.

    Sums of two parts are never put on top of each other: stages are not added.
    """
    parts = list(dict.fromkeys(part for _, _, part in rows))
    most = max((abs(Decimal(v)) for _, v, _ in rows), default=Decimal(1)) or Decimal(1)
    below = any(Decimal(v) < 0 for _, v, _ in rows)
    zero = _LEFT + (_SPAN / 2 if below else 0)
    span = _SPAN / 2 if below else _SPAN
    drawn, texts = [], _head(title, unit, note)
    at, last = _TOP, ""
    for label, value, part in rows:
        wide = float(abs(Decimal(value)) / most) * span
        left = zero - wide if Decimal(value) < 0 else zero
        drawn.append(Bar(left, at, wide, _BAR, _COLOURS[parts.index(part) % len(_COLOURS)]))
        if label != last:
            texts.append(Text(_LEFT - 8, at + 12, _short(label), end=True))
        told = f"{grouped(value)} {part}".strip()
        texts.append(Text(max(zero, left + wide) + 6, at + 12, told))
        at, last = at + _ROW, label
    listed = "; ".join(f"{label} {part} {grouped(v)}".replace("  ", " ") for label, v, part in rows)
    return Chart(
        title, f"{title}, in {unit}: {listed}. {note}".strip(), at + 30, tuple(drawn), tuple(texts)
    )


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Chart:
    """Draw up to four columns of text: a year's difference, row by row."""
    texts = _head(title, "", note)
    at = _TOP
    drawn = [Bar(_COLUMNS[0] - 4, at - 2, WIDTH - 12, _ROW - 4, "#e6ecf0")]
    for number, row in enumerate((head, *rows)):
        texts += [
            Text(x, at + 12, _short(cell), bold=not number)
            for x, cell in zip(_COLUMNS, row, strict=False)
        ]
        at += _ROW
    listed = "; ".join(", ".join(c for c in row if c) for row in rows)
    return Chart(title, f"{title}: {listed}. {note}".strip(), at + 30, tuple(drawn), tuple(texts))


def _head(title: str, unit: str, note: str) -> list[Text]:
    told = ", ".join(w for w in (unit, note) if w)
    return [Text(10, 24, title, 15, bold=True), Text(10, 44, told)]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def escaped(words: str) -> str:
    """Write words as XML character data; what XML cannot hold becomes U+FFFD."""
    kept = _BAD.sub("\ufffd", words)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def svg(chart: Chart) -> bytes:
    """Write a chart as SVG (UTF-8)."""
    size = f'width="{WIDTH:g}" height="{chart.height:g}" viewBox="0 0 {WIDTH:g} {chart.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">{escaped(chart.title)}</title>',
        f'<desc id="desc">{escaped(chart.description)}</desc>',
        f'<rect width="{WIDTH:g}" height="{chart.height:g}" fill="#fff"/>',
        *(
            f'<rect x="{b.x:.1f}" y="{b.y:.1f}" width="{b.width:.1f}" height="{b.height:.1f}"'
            f' fill="{b.colour}"/>'
            for b in chart.bars
        ),
        f'<g font-family="{_FONT}" fill="#111">',
        *(_text(t) for t in chart.texts),
        "</g></svg>",
    ]
    return "\n".join([*parts, ""]).encode()


def _text(text: Text) -> str:
    end = ' text-anchor="end"' if text.end else ""
    bold = ' font-weight="bold"' if text.bold else ""
    at = f'x="{text.x:.1f}" y="{text.y:.1f}" font-size="{text.size:g}"'
    return f"<text {at}{end}{bold}>{escaped(text.words)}</text>"
