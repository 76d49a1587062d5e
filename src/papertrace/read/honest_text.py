"""Finds characters that lie: turned writing, invisible marks, false digits, orders to models.

It looks at a page's one text alone, whatever the format. It changes nothing: what it finds is a
`Problem` with the spot on the page, and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read.honest_orders import orders
from papertrace.text.anchored import anchor_of
from papertrace.text.joints import APART, parted
from papertrace.text.struck import CLOSES, FORMULA, OFF_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Page

MOST: Final = 40
"""Spots of one kind that a page names; the others are counted."""

TURNED: Final = "PT348"
INVISIBLE: Final = "PT349"
ALIKE: Final = "PT350"
ORDERS: Final = "PT351"
OFF: Final = "PT356"
STACKED: Final = "PT361"

_BIDI: Final = "\u202a-\u202e\u2066-\u2069"
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f"
)
_SUSPECT = re.compile(f"[{_BIDI}{_UNSEEN}]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_TURNS = re.compile(f"[^\n\t]*[{_BIDI}][^\n\t]*")
_FIGURE: Final = "0-9０-９.,，．%％零〇一二三四五六七八九十百千万亿元"
_IN_FIGURE = re.compile(f"(?<=[{_FIGURE}])[{_UNSEEN}]+(?=[{_FIGURE}])")
_IN_WORDS = re.compile(f"[{_UNSEEN}]+")
_JOINERS: Final = "\u200c\u200d"
"""Parts of how Arabic, Indic and emoji are written; elsewhere they are as suspect as the others."""

_LIKE_DIGITS: Final = "OoIlSBZ|"
"""Letters that look like 0, 1, 5, 8, 2."""
_DIGITS: Final = (
    "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\U0001d7ce-\U0001d7ff"
)
"""Digits of other scripts, and mathematical ones."""
_TOKEN = re.compile(f"[0-9A-Za-z|.,\u0370-\u03ff\u0400-\u052f{_DIGITS}]{{2,}}")
_MONEY_LIKE = re.compile(
    rf"[0-9{_LIKE_DIGITS}]{{1,3}}(?:,[0-9{_LIKE_DIGITS}]{{3}})+(?:\.[0-9{_LIKE_DIGITS}]{{1,8}})?"
    rf"|[0-9{_LIKE_DIGITS}]+\.[0-9{_LIKE_DIGITS}]{{1,8}}"
)
_COUNTED = re.compile(r"\s*(?:[万亿千百]|元|美元|人民币|[%％]|名|个|人|台|套|年|月|日)")
_PLAIN_TOKEN = re.compile(rf"[0-9{_LIKE_DIGITS}]+")
_CYRILLIC: Final = "АВСЕНІЈКМОРЅТХҮаіјорсеухӏѕԁӀЗзб"
_GREEK: Final = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν"
_FOREIGN = re.compile(f"[{_CYRILLIC}{_GREEK}]")
_OTHER_DIGITS = re.compile(f"[{_DIGITS}]")
_ODD = re.compile(rf"[{_LIKE_DIGITS}\u0370-\u052f\u0660-\u0e59\U0001d7ce-\U0001d7ff]")
_OFF_LINE = re.compile(rf"[^\s〔〕]*(?:(?:{'|'.join(OFF_LINE)})[^〔〕]*{CLOSES}[^\s〔〕]*)+")
_SUM: Final = r"\d[\d,，]*(?:\.\d+)?"
_BELOW = re.compile(
    rf"[元价款额计][^\n:：\d]{{0,8}}：[ \t]*"
    rf"(?P<sum>{_SUM}\n[ \t]*{_SUM}[ \t]*(?:[百千万亿]*元)?)(?=\n|\Z)"
)
_SIGN: Final = "\uf02d"
"""The minus of the font Symbol, where a file keeps its own number for it."""
_UNKNOWN_SIGN = re.compile(r"\uf02d\s?\d[\d,.]*")
_LOOK: Final = "Look at the page, and type what stands there."


def suspects(page: Page) -> tuple[Problem, ...]:
    """Give what is wrong with the characters of a page."""
    found: list[Problem] = []
    if _SUSPECT.search(page.text):
        found += _turned(page)
        found += _invisible(page)
    found += _alike(page)
    found += _off_line(page)
    if page.origin == "drawn" and page.tables and APART in page.text:
        found += _stacked(page)
    if page.origin == "drawn" and "：" in page.text:
        found += _listed(page)
    found += instructed(page)
    return tuple(found)


def instructed(page: Page) -> tuple[Problem, ...]:
    """Report text that is written for a model rather than a reader."""
    return tuple(
        spot(page, ORDERS, start, end, f"Text on page {page.number} looks like an order to a model")
        for start, end in islice(orders(page.text), MOST)
    )


def spot(page: Page, code: str, start: int, end: int, message: str) -> Problem:
    """Make a warning that names a stretch of a page's text."""
    anchor = anchor_of(page, start, end, "") if page.text[start:end].strip() else None
    return Problem(code, "warning", f"{message}.", _LOOK, anchor)


def _turned(page: Page) -> Iterator[Problem]:
    """Report marks that turn the direction of writing, but for text that is written that way."""
    for found in islice(_TURNS.finditer(page.text), MOST):
        if not _RIGHT_TO_LEFT.search(found[0]):
            message = f"Marks on page {page.number} turn the order in which characters are shown"
            yield spot(page, TURNED, found.start(), found.end(), message)


def _invisible(page: Page) -> Iterator[Problem]:
    text = page.text
    inside = {m.start() for m in _IN_FIGURE.finditer(text)}
    for found in islice((m for m in _IN_FIGURE.finditer(text)), MOST):
        start, end = _grown(text, found.start(), found.end())
        message = f"Characters that are not shown stand inside a figure on page {page.number}"
        yield spot(page, INVISIBLE, start, end, message)
    elsewhere = [m for m in _IN_WORDS.finditer(text) if m.start() not in inside and _odd(text, m)]
    if elsewhere:
        count = sum(len(m[0]) for m in elsewhere)
        message = f"{count} characters of page {page.number} are not shown."
        first = _grown(text, elsewhere[0].start(), elsewhere[0].end())
        anchor = anchor_of(page, *first, "") if text[slice(*first)].strip() else None
        yield Problem(INVISIBLE, "warning", message, _LOOK, anchor)


def _odd(text: str, found: re.Match[str]) -> bool:
    """Say whether invisible characters have no honest reason to stand where they do."""
    start = found.start()
    if start == 0 and found[0] == "\ufeff":
        return False  # the mark of a file's beginning
    before = text[start - 1] if start else " "
    if set(found[0]) <= set(_JOINERS):
        return before.isascii() or (unicodedata.category(before) == "Lo" and before >= "\u2e80")
    return True


def _off_line(page: Page) -> Iterator[Problem]:
    """Report figures at which something stands above or below the line."""
    if not any(mark in page.text for mark in OFF_LINE):
        return
    for found in islice(_OFF_LINE.finditer(page.text), MOST):
        if FORMULA in found[0] or any(c.isnumeric() for c in found[0]):
            message = f"Raised, lowered or stacked figures stand on page {page.number}"
            yield spot(page, OFF, found.start(), found.end(), message)


def _stacked(page: Page) -> Iterator[Problem]:
    """Report cells in which figures stand below each other; how full they are nobody sees."""
    message = f"Figures stand below each other in one cell on page {page.number}"
    message += "; they may be one or several"
    cells = (c for table in page.tables for c in table.cells if parted(c.text))
    for cell in islice(cells, MOST):
        yield spot(page, STACKED, cell.start, cell.end, message)


def _listed(page: Page) -> Iterator[Problem]:
    """Report a label of a sum with figures on two lines behind it."""
    message = f"Two figures stand below each other behind one label on page {page.number}"
    for found in islice(_BELOW.finditer(page.text), MOST):
        yield spot(page, STACKED, found.start("sum"), found.end("sum"), message)


def _grown(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow a stretch to the word around it."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _alike(page: Page) -> Iterator[Problem]:
    """Report figures in which a letter, or a digit of another script, stands for a digit."""
    if _SIGN in page.text:
        for found in islice(_UNKNOWN_SIGN.finditer(page.text), MOST):
            message = f"A sign of a symbol font stands before a figure on page {page.number}"
            yield spot(page, ALIKE, found.start(), found.end(), message)
    if not _ODD.search(page.text):
        return
    wrong = (m for m in _TOKEN.finditer(page.text) if _is_mixed(m[0], page.text, m.end()))
    for found in islice(wrong, MOST):
        message = f"Letters or foreign digits stand in a figure on page {page.number}"
        if not any(c.isdigit() for c in found[0]):
            message = f"A word on page {page.number} mixes letters of scripts that look alike"
        yield spot(page, ALIKE, found.start(), found.end(), message)


def _is_mixed(token: str, text: str, end: int) -> bool:
    token = token.rstrip(".,")
    digits = sum(c.isascii() and c.isdigit() for c in token)
    if _OTHER_DIGITS.search(token):
        return digits > 0
    if _FOREIGN.search(token):
        latin = sum(c.isascii() and c.isalpha() for c in token)
        return latin > 1 or (
            digits > 1 and all(c in ".,|" or c.isdigit() or _FOREIGN.match(c) for c in token)
        )
    letters = sum(c in _LIKE_DIGITS for c in token)
    if not letters or not digits or digits <= letters:
        return False
    if _MONEY_LIKE.fullmatch(token):
        return True
    return bool(_PLAIN_TOKEN.fullmatch(token) and _COUNTED.match(text, end))
