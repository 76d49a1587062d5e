"""Pieces of SVG: words escaped, numbers short, nothing that runs."""

from __future__ import annotations

import re
from typing import Final

_BAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
FONT: Final = "system-ui,Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif"


def escaped(words: str) -> str:
    """Write words as XML character data or an attribute; what XML cannot hold becomes U+FFFD."""
    kept = _BAD.sub("\ufffd", words).replace("&", "&amp;")
    return kept.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def number(value: float) -> str:
    """Write a coordinate with one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, size: float = 12, more: str = "") -> str:
    """Write one line of words."""
    at = f'x="{number(x)}" y="{number(y)}" font-size="{size:g}"'
    return f"<text {at}{more}>{escaped(words)}</text>"


def framed(name: str, size: tuple[float, float], told: tuple[str, str], body: list[str]) -> str:
    """Put marks into an SVG of a width and a height, with a title and a description to be read."""
    wide, high = map(number, size)
    title, description = told
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" class="drawing"'
        f' role="group" aria-labelledby="{name}-title" aria-describedby="{name}-told"'
        f' font-family="{FONT}" fill="#1e1d1a">'
    )
    return "\n".join(
        [
            head,
            f'<title id="{name}-title">{escaped(title)}</title>',
            f'<desc id="{name}-told">{escaped(description)}</desc>',
            *body,
            "</svg>",
        ]
    )


def linked(address: str, spoken: str, mark: str) -> str:
    """Make a mark a link that says where it leads."""
    return f'<a href="{escaped(address)}" aria-label="{escaped(spoken)}">{mark}</a>'
