"""Whether the fonts of a PDF may say other characters than they show, and what the picture says.

A font inside a PDF brings a table from its codes to characters, which nothing checks. Programs keep
the order of the original font, so in an honest table digits and letters lie a fixed step from their
codes and Chinese characters rise with them. What breaks the order is compared with the rendered
page where text is recognised. Fonts numbered anew are no lie: their figures agree then.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read.honest_compare import Spot, argument, compare, compared, figure
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.model import Document, Page, Word

UNVOUCHED: Final = "PT354"
OTHERWISE: Final = "PT347"

_STREAM = re.compile(rb"stream\r?\n")
_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{4})>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<([0-9A-Fa-f]{4})>|\[([^\]]*)\])"
)
_ONE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_LARGEST: Final = 1 << 20
_MOST_TABLES: Final = 300
_USUAL: Final = (0, -29, -31)
"""Codes less characters: codes of ASCII, glyphs of TrueType fonts, of Adobe's Chinese ones."""
_ORDERED: Final = 0.9
"""Share of Chinese characters in rising order from which the others stand out."""
_FEW: Final = 3
_TIMES: Final = 2
_WORDS: Final = 60
"""Words of a document that are compared."""


def odd(data: bytes) -> frozenset[str]:
    """Give the characters that a font's table maps out of order; most files have none."""
    found: set[str] = set()
    for count, table in enumerate(_tables(data)):
        if count >= _MOST_TABLES:
            break
        found |= _out_of_order(table)
    return frozenset(found)


def _tables(data: bytes) -> Iterator[dict[int, str]]:
    """Give every table of a font, code -> character; they are never inside other streams."""
    for start in _STREAM.finditer(data):
        body = data[start.end() : start.end() + _LARGEST]
        try:
            head = zlib.decompressobj().decompress(body[:600], 300)
        except zlib.error:
            head, plain = body[:300], body.partition(b"endstream")[0]
        else:
            plain = b""
        if b"begincmap" in head or b"CIDInit" in head:
            if not plain:
                try:
                    plain = zlib.decompressobj().decompress(body, _LARGEST)
                except zlib.error:
                    continue
            yield _table(plain)


def _table(plain: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in _SINGLE.finditer(plain):
        for pair in _PAIR.finditer(part[1]):
            found[int(pair[1], 16)] = chr(int(pair[2], 16))
    for part in _RANGES.finditer(plain):
        for told in _RANGE.finditer(part[1]):
            first, last = int(told[1], 16), int(told[2], 16)
            if told[3]:
                begun = int(told[3], 16)
                many = min(last - first, 0xFFFF - begun)
                found |= {first + n: chr(begun + n) for n in range(many + 1)}
            else:
                listed = [chr(int(c, 16)) for c in _ONE.findall(told[4])]
                found |= dict(enumerate(listed, first))
    return found


def _out_of_order(table: Mapping[int, str]) -> set[str]:
    """Give the digits and Chinese characters that lie elsewhere than the others of a table."""
    steps = {code: code - ord(c) for code, c in table.items() if "!" <= c <= "~"}
    counted = Counter(steps.values()).most_common(1)
    usual, count = counted[0] if counted else (0, 0)
    if usual not in _USUAL and (count < _FEW or count < len(steps)):
        usual = _USUAL[1]  # no order at all: every digit is out of it
    digits = {table[c] for c, step in steps.items() if step != usual and table[c].isdigit()}
    if digits and all(steps[c] in _USUAL for c in steps if table[c] in digits):
        digits = set()
    han = [c for _, c in sorted(table.items()) if "\u4e00" <= c <= "\u9fff"]
    return digits | _strays(han)


def _strays(han: list[str]) -> set[str]:
    """Give the characters that break an order, by Unicode or GB, which most others keep."""
    best: set[str] = set(han)
    for keys in ([c.encode("utf-16-be") for c in han], [c.encode("gb18030") for c in han]):
        rising = {han[n] for n in _rising(keys)}
        best = min(best, set(han) - rising, key=len)
    return best if len(best) <= (1 - _ORDERED) * len(han) else set()


def _rising(keys: list[bytes]) -> list[int]:
    """Give the indices of a longest rising stretch of keys."""
    tops: list[bytes] = []
    last: list[int] = []
    before: list[int] = []
    for n, key in enumerate(keys):
        at = bisect_left(tops, key)
        tops[at : at + 1] = [key]
        last[at : at + 1] = [n]
        before.append(last[at - 1] if at else -1)
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found


def examined(document: Document, data: bytes, *, eyes: bool) -> Document:
    """Note that fonts are odd, or, where there are `eyes` to read with, what the picture says."""
    if eyes:  # for the rehearsal: behind the walls nothing can be loaded any more
        from papertrace.read import honest_eyes  # noqa: F401, PLC0415  (its libraries are large)
    strange = odd(data)
    picked = list(_picked(document, strange)) if strange else []
    if not picked:
        return document
    if not eyes:
        first = picked[0][0]
        message = f"A font of page {first.number} has an unusual table of characters."
        note = Problem(UNVOUCHED, "note", message, "Figures are compared with the picture.")
        return _with(document, {first.number: [note]})
    wanted = [Spot(page.number, word.box, word.text) for page, word in picked]
    answers = compared(compare(argument(data, wanted)), len(wanted))
    found: dict[int, list[Problem]] = {}
    for (page, word), seen in zip(picked, answers, strict=True):
        if seen.verdict == "differs" and seen.read:
            message = f"The picture of page {page.number} reads otherwise than its text."
            anchor = anchor_of(page, word.start, word.end, "")
            told = Problem(OTHERWISE, "warning", message, "Trust the picture.", anchor)
            found.setdefault(page.number, []).append(told)
    return _with(document, found)


def _picked(document: Document, strange: frozenset[str]) -> Iterator[tuple[Page, Word]]:
    """Choose words that hold odd characters, each some times at each size of type."""
    seen: Counter[tuple[str, int]] = Counter()
    count = 0
    for page in document.pages:
        for word in page.words:
            keys = {(c, round(word.box.height)) for c in word.text if c in strange}
            new = any(seen[key] < _TIMES for key in keys)
            if new and word.confidence is None and figure(word.text):
                seen.update(keys)
                count += 1
                yield page, word
                if count == _WORDS:
                    return


def _with(document: Document, found: Mapping[int, list[Problem]]) -> Document:
    pages = tuple(
        replace(page, problems=(*page.problems, *found[page.number]))
        if page.number in found
        else page
        for page in document.pages
    )
    return replace(document, pages=pages)
