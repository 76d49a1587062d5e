"""What is read of a cell: the stored value where it is what the cell shows, else what it shows.

A rounded figure is read as it is shown. Where a cell shows something else altogether (a figure of
another scale, a dash), that is read too, and the cell is named, so that a person looks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read.blocks import Piece
from papertrace.read.honest_marks import marked
from papertrace.read.number_formats import shown
from papertrace.read.sheet_values import cell_name, quoted, show
from papertrace.text.struck import CLOSES, LOWERED, OPENS, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.model import Page, Run
    from papertrace.read.sheet_looks import SheetLooks
    from papertrace.read.sheet_values import Value

OTHERWISE: Final = "PT357"
HIDDEN: Final = "PT314"
_CURRENCY: Final = re.compile(r"[¥￥$€£\s]|CNY|RMB")
_LEADING: Final = re.compile(r"-?0\d")
_EMPTY: Final = re.compile(r'(?:""|;|\s)+')
"""A format that shows nothing at all, which is looked for elsewhere."""
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d*)?|\.\d+")


_MARKED: Final = re.compile(rf"({OPENS}|{RAISED}|{LOWERED})([^〔〕]*)({CLOSES})")


def change(text: dict[int, str], row: int, values: Mapping[int, Value], looks: SheetLooks) -> None:
    """Put what cells of a row show in the place of what they store, by column."""
    for column in list(text):
        place, value = (row, column), values[column]
        code = looks.formats.get(place)
        if code is not None and isinstance(value, int | float) and not isinstance(value, bool):
            text[column], odd = cell_text(code, value)
            if odd:
                looks.codes[place] = odd
        elif place in looks.texts:
            text[column] = show(looks.texts[place])
        if place in looks.struck:
            text[column] = f"{OPENS}{_MARKED.sub(lambda m: m[2], text[column])}{CLOSES}"


def pieces_of(text: str, path: str) -> Iterator[Piece]:
    """Give the text of a cell in pieces: marks are no part of the original."""
    at = used = 0
    for found in _MARKED.finditer(text) if "〔" in text else ():
        before, inner = text[at : found.start()], found[2]
        if before:
            yield Piece(before, path, used)
        yield Piece(found[1], None)
        if inner:
            yield Piece(inner, path, used + len(before))
        yield Piece(found[3], None)
        used += len(before) + len(inner)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:], path, used)


def warned(page: Page, looks: SheetLooks) -> Page:
    """Name the cells of a sheet that show something else than they store, or hide a part."""
    if looks.codes:
        start = f"{quoted(page.name)}!"
        codes = {start + cell_name(*place): code for place, code in looks.codes.items()}

        def code_of(run: Run) -> str:
            return codes.get(run.path, "")

        page = marked(page, code_of)
    struck = sum(len(m[2]) for m in _MARKED.finditer(page.text) if m[1] == OPENS)
    if struck and (looks.struck or looks.texts):
        message = f"{struck} characters of the sheet are struck out; they are marked as such."
        told = Problem("PT317", "note", message, "Look at the original for what was changed.")
        page = replace(page, problems=(*page.problems, told))
    return page


@lru_cache(maxsize=4096)
def cell_text(code: str, value: float) -> tuple[str, str]:
    """Give the text of a cell that stores a number, and a code where it shows something else."""
    stored = show(value)
    seen = shown(code, value)
    if seen is None or value == 0:
        return stored, ""
    if not seen:
        return stored, "" if _EMPTY.fullmatch(code) else HIDDEN
    bare = _CURRENCY.sub("", seen)
    number, step = _number(bare)
    exact = Decimal(format(value, ".15g"))
    if number is None:
        return seen, OTHERWISE
    if number == exact:
        plain = _is_plain(bare) and not _LEADING.match(bare)
        return (stored, "") if plain else (bare, "")
    return (bare, "") if abs(number - exact) * 2 <= step else (bare, OTHERWISE)


def _is_plain(text: str) -> bool:
    return not text.strip("-+()（）,.0123456789")


def _number(text: str) -> tuple[Decimal | None, Decimal]:
    """Read the one number of a text and the worth of its last digit; None where there is none."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None, Decimal(0)
    plain = found[0][0].replace(",", "").rstrip(".") or "0"
    try:
        number = Decimal(plain)
    except InvalidOperation:  # pragma: no cover  (the pattern gives numbers only)
        return None, Decimal(0)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    before, behind = text[: found[0].start()], text[found[0].end() :]
    if "%" in before + behind:
        number, step = number / 100, step / 100
    elif "‰" in before + behind:
        number, step = number / 1000, step / 1000
    negative = "-" in before or (before.endswith(("(", "（")) and behind.startswith((")", "）")))
    return (-number if negative else number), step
