"""From a network's steps along a line to characters with edges and a confidence each.

The network says at every step which character stands there, or none. It never changes what was
said: a doubtful character keeps its form and shows its doubt in its confidence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.ocr_models import Shares

DOUBT: Final = 0.5
"""The confidence that a doubted figure has at most."""
_NARROW, _WIDE = 0.5, 0.9
"""Of the line's height: the most room that a character takes."""
_LAST: Final = 0.1
"""Of the line's height: no character's middle is closer to the line's end."""
_FIGURES: Final = frozenset("0123456789.,")
_WIDE_FROM: Final = "\u2e80"


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a line."""

    text: str
    x0: float
    x1: float
    """Edges in pixels from the line's left end."""
    confidence: float
    spaced: bool = False
    """White space stood before it."""


def folded(text: str) -> str:
    """Give a text with full-width figures and points made narrow, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def characters(
    shares: Shares, step: float, size: tuple[float, float], alphabet: Sequence[str]
) -> list[Character]:
    """Read steps of `step` pixels as characters of a line of `size`: width, height in pixels."""
    best = shares.argmax(1)
    found: list[tuple[str, float, float]] = []
    start = 0
    for index in range(1, len(best) + 1):
        if index < len(best) and best[index] == best[start]:
            continue
        if best[start]:
            run = shares[start:index, best[start]]
            # at a line's end the network may be a step late
            middle = min((start + index) / 2 * step, size[0] - _LAST * size[1])
            found.append((alphabet[best[start]], middle, float(run.max())))
        start = index
    return _boxed(found, size)


def _boxed(found: list[tuple[str, float, float]], size: tuple[float, float]) -> list[Character]:
    """Give each character the room up to the middle between neighbours, no more than is usual."""
    width, height = size
    placed: list[Character] = []
    standing = [f for n, f in enumerate(found) if not _is_inner_blank(found, n)]
    middles = [-width, *(middle for _, middle, _ in standing), 2 * width]
    spaced = False
    for number, (text, middle, confidence) in enumerate(standing, 1):
        if text.isspace():
            spaced = True
            continue
        usual = height * (_WIDE if text >= _WIDE_FROM else _NARROW) / 2
        x0 = max(0.0, middle - min(usual, (middle - middles[number - 1]) / 2))
        x1 = min(width, middle + min(usual, (middles[number + 1] - middle) / 2))
        placed.append(Character(text, x0, max(x1, x0 + 0.5), round(confidence, 3), spaced))
        spaced = False
    return placed


def _is_inner_blank(found: list[tuple[str, float, float]], index: int) -> bool:
    """Say whether white space was seen inside a figure, where the next one stands at once.

    It is no blank then: whether one is there, the gap will tell.
    """
    if not found[index][0].isspace() or not 0 < index < len(found) - 1:
        return False
    return found[index - 1][0] in _FIGURES and found[index + 1][0] in _FIGURES
