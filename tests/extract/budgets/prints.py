"""How an invented table prints its money: unit, separators, blanks, width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from decimal import Decimal

_UNITS = {"元": (1, 2), "千元": (1000, 2), "万元": (10000, 2), "亿元": (100000000, 6)}
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@dataclass(frozen=True, slots=True)
class Print:
    """The habits of one table."""

    unit: str
    commas: bool
    nothing: str
    """What stands where there is nothing: '', '—' or '0.00'."""
    wide: bool
    """Figures in full width."""
    brackets: bool
    """(12.00) for less than zero."""

    def money(self, yuan: Decimal) -> str:
        """Print an amount of yuan."""
        if not yuan:
            return self.nothing
        factor, digits = _UNITS[self.unit]
        number = abs(yuan) / factor
        text = f"{number:,.{digits}f}" if self.commas else f"{number:.{digits}f}"
        if yuan < 0:
            text = f"({text})" if self.brackets else f"-{text}"
        return text.translate(_WIDE) if self.wide else text

    def gold(self, yuan: Decimal) -> str | None:
        """Give what must be read there; None where nothing is printed."""
        if not yuan:
            return "0" if self.nothing == "0.00" else None
        return plain(yuan)


def plain(number: Decimal) -> str:
    """Write a number without trailing zeros or an exponent."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def habits(chance: random.Random, unit: str = "") -> Print:
    """Choose a table's habits."""
    return Print(
        unit or chance.choice(("万元", "万元", "万元", "元", "千元", "亿元")),
        chance.random() < 0.6,
        chance.choice(("", "", "—", "0.00")),
        chance.random() < 0.08,
        chance.random() < 0.3,
    )
