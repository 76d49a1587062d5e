"""Whether a proposed quote may prove a proposed field: its place on the page, judged by itself.

A quote must stand once in the part that was sent, touch no person, hold its number whole, and stand
where such a value stands: behind or below words that name it, and not behind words for something
else. What is judged is the page alone; the model's opinion does not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.text.personal_cuts import known_of
from papertrace.text.personal_wary import loose, touches

if TYPE_CHECKING:
    from papertrace.model import Page
    from papertrace.text.personal_cuts import Known

SENT = 8_000
"""Characters of a page that go out; a quote from behind them is a guess."""
_LOOKED_AT = 40_000
"""Characters of a page that are looked at for what it gives away about persons."""
_LONGEST_QUOTE = 200
_NEAR = 30
_DIGIT = "0-9０-９"
_HAN_DIGIT = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
_GOES_ON_BEFORE = re.compile(
    rf"(?:[{_DIGIT}][ \u00a0]?|[{_DIGIT}][.,，．·~～—–－-]|[{_DIGIT}][到至])\Z"
)
_GOES_ON_BEHIND = re.compile(rf"[ \u00a0]?(?:[{_DIGIT}]|[.,，．][{_DIGIT}]|[万亿千百%％‰元圆])")
_UNIT_GOES_ON = re.compile(r"[ \u00a0]?[万亿元圆]")
_DATE_GOES_ON = re.compile(rf"[ \u00a0]?[{_DIGIT}]")
_HEDGED = re.compile(
    r"(?:约|大约|约为|近|将近|逾|超|超过|不超过|不足|不少于|不低于|至少|最多|最低|预计|暂定|暂估|估计|估算|几)"
    r"[ \u3000]*(?:人民币|￥|¥|RMB)?[ \u3000]*\Z"
)
_HEDGED_BEHIND = re.compile(r"[ \u3000]*(?:左右|上下|以上|以下|以内|余元|多元|余|起)")
_HEDGE_INSIDE = re.compile(r"约|近|逾|超过|不足|不少于|不低于|至少|左右|以上|以下|以内|余|多万|几")
_RATE_BEHIND = re.compile(r"[ \u3000]*(?:[/／]|每|一[年月天次])")
_CLAUSE = re.compile(r"[，,。；;！!？?\n\t](?![0-9])")
_SENTENCE = re.compile(r"[。；;！!？?\n\t]")

_NO_PRICE = (
    r"代理|服务费|手续费|工本费|控制价|限价|拦标|预算|估算|概算|保证金|押金|定金|违约|罚|赔|质保|标书|文件|单价|"
    r"不含税|注册资本|资本金|业绩|未中标|落选|评审费|专家费|公证|税额|首轮|第一[次轮]"
)
PLACES: dict[tuple[str, str], tuple[str, str]] = {
    ("tender", "budget"): (
        r"预算|资金|采购金额|项目金额|经费|投资",
        r"控制价|限价|保证金|代理|服务费|标书|文件",
    ),
    ("tender", "ceiling"): (r"限价|控制价|拦标|最高", r"保证金|代理|服务费|标书"),
    ("tender", "deadline"): (r"截止|递交|止|前|报名|投标|响应|提交|开标|deadline", r"签订|发布"),
    ("award", "supplier"): (
        r"",
        r"代理|采购人|招标人|甲方|业主|发包|候选|落选|未中标|未成交|监督|第[二三]名",
    ),
    ("award", "amount"): (
        r"中标|成交|中选|定标|总价|合计|总额|金额|价款|价格|造价|价为",
        _NO_PRICE,
    ),
    ("contract", "supplier"): (r"", r"代理|采购人|招标人|甲方|业主|发包|监督"),
    ("contract", "buyer"): (r"", r"代理|供应商|乙方|中标|成交|承包|卖方"),
    ("contract", "amount"): (r"合同|价款|金额|总价|总额|合计|签|价格|价为|价款", _NO_PRICE),
    ("contract", "signed"): (r"签|订立|落款|日期|生效|缔约|signed", r"发布|公告|截止"),
    ("facility", "cost"): (r"投资|造价|总价|耗资|资金|概算|花费|成本|价", r"代理|保证金|罚|标书"),
    ("facility", "area"): (r"面积|占地|建筑|规模|平方|area", r"绿化"),
    ("facility", "date"): (
        r"竣工|开工|完工|建成|启用|投入|投用|验收|通车|交付|动工|奠基|落成|open|completed|completion|built",
        r"发布|报名|记者",
    ),
    ("facility", "builder"): (r"", r"代理|监理|监督"),
    ("job_post", "number"): (r"招|聘|人数|名额|计划|需|岗|名|hir|recruit", r"考生|报考|电话"),
}  # fmt: skip
"""(kind, field) -> (words one of which must stand by its quote, words that must not)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as quotes are looked for on it; made once a page."""

    page: Page
    dense: str
    """The whole text without white space."""
    offsets: tuple[int, ...]
    """Where each character of the part that was sent stands in the text."""
    known: Known

    def spot(self, quote: str) -> tuple[Spot | None, str]:
        """Find the one place where a quote stands, outside all that is personal; or say why not."""
        sought = "".join(quote.split())
        if not 0 < len(sought) <= _LONGEST_QUOTE:
            return None, "its quote is empty or too long"
        at = self.dense.find(sought, 0, len(self.offsets))
        if at < 0:
            return None, "its quote does not stand on the page"
        if self.dense.find(sought, at + 1) >= 0:
            return None, "its quote stands on the page more than once"
        start, end = self.offsets[at], self.offsets[at + len(sought) - 1] + 1
        text = self.page.text
        if touches(loose(text[:_LOOKED_AT]), start, end) or self.known.hits(
            text[start:end], glued=True
        ):
            return None, "its quote holds a private person's name or number"
        return Spot(self.page, start, end), ""


@lru_cache(maxsize=4)
def _dense(text: str) -> tuple[str, tuple[int, ...], Known]:
    offsets = tuple(i for i, c in enumerate(text[:SENT]) if not c.isspace())
    return "".join(text.split()), offsets, known_of([text[:_LOOKED_AT]])


def sheet_of(page: Page) -> Sheet:
    """Prepare a page; linear in its text, and kept for the texts last asked about."""
    return Sheet(page, *_dense(page.text))


def sent_part(page: Page, blot: str) -> str:
    """Give the part of a page that goes out, with what may be a person blotted out."""
    text = list(page.text[:SENT])
    for span in loose(page.text[:_LOOKED_AT]):
        for at in range(span.start, min(span.end, len(text))):
            text[at] = blot
    return "".join(text)


def whole_number(spot: Spot) -> bool:
    """Say whether a quote neither begins nor ends inside a number, its unit or its date."""
    text, first, last = spot.page.text, spot.start, spot.end
    before, behind = text[max(0, first - 3) : first], text[last : last + 3]
    head, tail = text[first], text[last - 1]
    if re.match(rf"[{_DIGIT}]", head) and _GOES_ON_BEFORE.search(before):
        return False
    if head in ".,，．" and re.search(rf"[{_DIGIT}]\Z", before):
        return False
    if head in _HAN_DIGIT and re.search(rf"[{_DIGIT}{_HAN_DIGIT}点]\Z", before):
        return False
    if re.match(rf"[{_DIGIT}]", tail) and _GOES_ON_BEHIND.match(behind):
        return False
    if tail in _HAN_DIGIT and (_UNIT_GOES_ON.match(behind) or behind[:1] in tuple(_HAN_DIGIT)):
        return False
    return not (tail in "年月" and _DATE_GOES_ON.match(behind))


def hedged(spot: Spot) -> bool:
    """Say whether the page hedges a figure, in or beside its quote, or means it per unit."""
    text = spot.page.text
    before = text[max(0, spot.start - 10) : spot.start]
    behind = text[spot.end : spot.end + 6]
    return bool(
        _HEDGED.search(before)
        or _HEDGED_BEHIND.match(behind)
        or _RATE_BEHIND.match(behind)
        or _HEDGE_INSIDE.search(spot.text)
    )


def misplaced(kind: str, name: str, spot: Spot) -> str:
    """Say why a quote cannot prove a field where it stands; '' where it can."""
    needed, barred = PLACES.get((kind, name), ("", ""))
    near = _near(spot)
    if barred and re.search(barred, near):
        return "its quote stands behind words for something else"
    wider = near + " " + _sentence(spot)
    if needed and not re.search(needed, wider, re.IGNORECASE):
        return "no words by its quote name the field"
    return ""


def _near(spot: Spot) -> str:
    """Give the words that lead to a quote: its clause, the line above, heads of a table."""
    text = spot.page.text
    before = text[max(0, spot.start - 4 * _NEAR) : spot.start]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] if cuts else 0 :]
    if not clause.strip():
        lines = [line for line in before.split("\n") if line.strip()]
        clause = lines[-1].rpartition("\t")[2] if lines and len(lines[-1]) <= _NEAR * 2 else ""
    return " ".join([clause, *_heads(spot)])


def _sentence(spot: Spot) -> str:
    text = spot.page.text
    before = text[max(0, spot.start - 3 * _NEAR) : spot.start]
    cuts = [m.end() for m in _SENTENCE.finditer(before)]
    behind = text[spot.end : spot.end + _NEAR]
    stop = _SENTENCE.search(behind)
    return before[cuts[-1] if cuts else 0 :] + " " + behind[: stop.start() if stop else None]


def _heads(spot: Spot) -> list[str]:
    """Give the texts above and to the left of the table cell that holds a quote."""
    for table in spot.page.tables:
        for cell in table.cells:
            if cell.start > spot.end:
                break
            if cell.start <= spot.start and spot.end <= cell.end:
                above = [c.text for c in table.cells if c.column == cell.column and c.row == 0]
                left = [c.text for c in table.cells if c.row == cell.row and c.column < cell.column]
                return [*above, *left[-1:]] if cell.row else left[-1:]
    return []
