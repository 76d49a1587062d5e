"""What a rate is by the words around it, and whether others stand beside it.

Works on text alone; the rate itself is read by `sums`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.sums import Sum

RATES = "several rates stand under one label; the first was taken"
_HUNDRED = Decimal(100)
PERCENT = re.compile(
    r"(?P<value>\d+(?:\.\d+)?)\s*[（(]?[%％]|百分之(?P<words>[零一二三四五六七八九十点\d.]+)"
)
TAX_OR_TERMS = re.compile(r"税率?[^，。；]{0,6}$|付款|支付|比例")
_RATE_KINDS = (
    ("markup", re.compile(r"上浮|加价|加成|溢价")),
    ("discount", re.compile(r"下浮|优惠|让利|降价|降幅|折让")),
    ("fee", re.compile(r"费率|收费|取费|佣金|提成|分成|利率")),
    ("price_share", re.compile(r"(?:按|为|即)[^，。；]{0,16}价[^，。；\d]{0,6}的\s*$")),
)
TWO_SENSED = re.compile(r"折扣")
"""A word for what is taken off a price as well as for what is left of it."""


def differs(held: Sum, found: Sum) -> bool:
    """Say whether two rates are neither one nor what the other leaves."""
    return Decimal(found.value) not in {Decimal(held.value), _HUNDRED - Decimal(held.value)}


def rates_beside(text: str, first: re.Match[str]) -> bool:
    """Say whether other rates follow a first one that are neither it nor what it leaves."""
    held = Decimal(first["value"])
    return any(
        Decimal(each["value"]) not in {held, _HUNDRED - held}
        for each in PERCENT.finditer(text, first.end())
        if each["value"] and not TAX_OR_TERMS.search(text[max(0, each.start() - 16) : each.start()])
    )


def rate_kind(head: str, around: str) -> str:
    """Say what a rate is by the words nearest to it; two_sensed where they mean two things."""
    for words in (around, head):
        told = next((kind for kind, pattern in _RATE_KINDS if pattern.search(words)), "")
        if told:
            return told
        if TWO_SENSED.search(words):
            return "two_sensed"
    return ""
