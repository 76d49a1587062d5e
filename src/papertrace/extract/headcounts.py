"""Headcounts of posts as printed: 10名, 十二人, 男8女2; and men and women apart.

Nothing is guessed: 若干 is no number, and a sum of men and women says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.papers import sentences, text_of
from papertrace.text.numerals import digits, numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper

N = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s*(?:余)?(?:名|人|个名额)"
"""A headcount with its counter, as group `n`."""
_SPLIT = re.compile(
    r"(?P<whole>\d{1,4})\s*(?:名|人)\s*[（(，,]?\s*(?:其中)?[:：，,]?\s*男性?\s*(?P<men>\d{1,4})\s*(?:名|人)?[、，,和]?\s*女性?\s*(?P<women>\d{1,4})"
)
_SEXES = re.compile(
    r"(?:共?(?P<whole>\d{1,4})\s*[名人]?\s*[（(，,：:]?\s*(?:其中)?[:：]?\s*)?"
    r"(?=男.*女|女.*男)[男女]性?\s*[:：]?\s*(?P<men>\d{1,4})\s*[名人]?\s*[、，,和/／；;]?\s*"
    r"[男女]性?\s*[:：]?\s*(?P<women>\d{1,4})\s*[名人]?\s*[）)]?"
)
"""Men and women apart, with the whole where it is printed, too."""
OTHER_SEX = re.compile(rf"\s*[、，,和及；;]?\s*[（(][男女]性?[)）]\s*{N}")
"""The other sex with its number, behind the first: `、（女）10名`."""


def count_of(text: str) -> int | None:
    """Read a headcount: 10, 10名, 十二, 男8女2; None for 若干 and whatever else."""
    if parted := _SEXES.fullmatch(text.strip()):
        return int(parted["whole"] or int(parted["men"]) + int(parted["women"]))
    match = re.fullmatch(
        r"\s*(?:[男女]性?)?\s*(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s*(?:名|人|个)?\s*",
        text,
    )
    if not match:
        return None
    return number_of(match["n"])


def number_of(text: str) -> int | None:
    """Read digits or numerals as a whole number; None where they are none."""
    value = digits(text) if text.isdigit() else numeral(text)
    return int(value) if value is not None and value == int(value) else None


def split_sums(paper: Paper) -> Iterator[tuple[int, int, Spot]]:
    """Give headcounts that are parted into men and women: (whole, sum of the parts, place)."""
    for spot in sentences(paper.lines):
        for match in _SPLIT.finditer(text_of(spot)):
            whole, men, women = (int(match[g]) for g in ("whole", "men", "women"))
            yield whole, men + women, spot.part(*match.span())
