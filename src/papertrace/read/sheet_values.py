"""How a stored value and the name of a cell are written."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from papertrace.text.joints import between

_BROKEN = re.compile(r"\t*[\r\n][\r\n\t]*")
_PLAIN_NAME = re.compile(r"[^\W\d][\w.]*")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def show(value: Value) -> str:
    """Write a stored value plainly: no exponent, no noise of binary fractions, ISO dates."""
    if isinstance(value, str):
        value = value.replace("_x000D_", "")
        if "\n" in value or "\r" in value:
            value = _BROKEN.sub(_joint, value)
        return value.replace("\t", " ")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat()


def _joint(found: re.Match[str]) -> str:
    """Write a line's end inside a cell, figures above figures apart."""
    whole = found.string
    return between(whole[: found.start()], whole[found.end() :])


def _number(value: float) -> str:
    exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    text = format(exact, "f") if exact.is_finite() else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def quoted(name: str) -> str:
    """Write a sheet's name as Excel does in a reference: in quotes only where needed."""
    if _PLAIN_NAME.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def place_of(name: str) -> tuple[int, int] | None:
    """Give row 6, column 1 for B7; None for what is no name of a cell."""
    found = _CELL.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """Give B7 for row 6, column 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
