"""What the words around a sum say of it: with or without tax, and the period it covers.

Tax that is not spoken of stays unsaid; no sum is ever worked out from another and a tax rate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot

WITHOUT = re.compile(r"(?:不含|不包括|不包含|未含|未计)(?:增值)?税|[除未]税(?!务)|税前|不含税")
WITH = re.compile(
    r"价税合计|税价合计|(?<![不未除])含(?:增值)?税|(?<!不)包[含括](?:增值)?税|税后|含\s*\d{1,2}(?:\.\d+)?\s*[%％](?:增值)?税"
)
"""Both are searched apart from each other: 不含税 is no 含税."""
_CLAUSE = re.compile(r"[，,。；;、\n\d]|[元万](?=[^（）()]*$)")
_BEHIND = re.compile(r"\s*(?:整)?\s*(?:[（(][^（）()\d]{0,10}|(?=[不含价除未税]))")
_OTHERS = re.compile(r"[￥¥]|\d[\d,.]*(?!\s*[\d,.%％])")
_COUNT = r"(?:[一二两三四五六七八九十]{1,2}|(?<!\d)\d{1,2})"
_PERIOD = rf"(?P<period>{_COUNT}\s*(?:个?(?:年度?|月|季度)))"
_COVERED_BEFORE = re.compile(
    rf"{_PERIOD}(?:期|服务期|租期|合同期)?(?:内|的|总|合计|共计|共|价|服务费|租金|费用|金额|[:：为\s]|人民币|[¥￥])*\Z"
)
_COVERED_BEHIND = re.compile(
    rf"\s*整?\s*(?:[（(/]\s*(?:共|合计|总共|服务期|租期|期限|含|覆盖)?[:：为]?\s*){_PERIOD}(?:期|服务期|总价|合计|费用)*\s*[）)]"
)
_CUT = re.compile(r"[，,。；;）)\d￥¥]")


def tax_at(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """Say what a stretch tells of the tax in the sum at a span, and where; None where nothing."""
    start, end = span
    low = max((m.end() for m in _CLAUSE.finditer(text, max(0, start - 24), start)), default=0)
    behind = _BEHIND.match(text, end)
    high = min(len(text), behind.end() + 12) if behind else end
    near = _CUT.split(text[behind.start() : high], maxsplit=1)[0] if behind else ""
    if _OTHERS.match(text, end + len(near)):
        near = ""  # 328万元（不含税290.27万元）: told of the sum in the brackets
    for at, words in ((max(low, start - 24), text[max(low, start - 24) : start]), (end, near)):
        told = tax_in(words)
        if told:
            return told[0], (at + told[1][0], at + told[1][1])
    return None


def tax_in(words: str) -> tuple[str, tuple[int, int]] | None:
    """Say what words tell of tax: ('with' | 'without', where); None where nothing or both."""
    without, told = WITHOUT.search(words), WITH.search(words)
    if without and not told:
        return "without", without.span()
    if told and not without:
        return "with", told.span()
    return None


def covered(spot: Spot, span: tuple[int, int]) -> Spot | None:
    """Give the period a sum is for (三年合计…, …元（三年）), as printed beside it."""
    text = spot.page.text[spot.start : spot.end]
    found = _COVERED_BEFORE.search(text, max(0, span[0] - 20), span[0]) or _COVERED_BEHIND.match(
        text, span[1]
    )
    if found is None or re.search(
        r"第\s*$", text[max(0, found.start("period") - 2) : found.start("period")]
    ):
        return None
    return spot.part(*found.span("period"))
