"""What a supplement does to a contract's sum: what it was, what is added or taken off, what it is.

Read from the words around each sum (`原合同金额`, `本次增加`, `变更后合同金额`), in lines, cells
and prose alike. What is printed is held against each other; nothing else is worked out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder, Spot
from papertrace.extract.confidence import Confidence
from papertrace.extract.problems import doubtful
from papertrace.extract.sums import Frame, sum_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.model import Fact, Problem

TITLE = re.compile(
    r"补充(?:协议|合同)|合同.{0,12}(?:变更|增补|追加|调整|补充)|(?:变更|增补|追加|调整).{0,6}合同"
)
"""Titles of notices that tell of a change of a contract."""
_ADDS = re.compile(r"补充(?:协议|合同)|合同.{0,6}(?:增补|追加|补充)|(?:增补|追加).{0,6}合同")
SUMS = "the sum before and what is added make the sum printed"
CLASH = "the sum before and what is added make another sum than the one printed"

_SUM = r"(?:租金(?:总额|总价)?|金额|价款?|总价|造价|费用|投资|款项|总额|额)"
_HEAD = r"(?:\s*[（(][^（）()\n]{0,8}元[）)])?"
_GAP = r"(?:为|是|共计?|合计|计|约|人民币|RMB|了|[:：\s\t￥¥])*"
_VALUE = r"(?P<value>[￥¥]?\d[^\n\t。；;，]{0,28}|[壹贰叁肆伍陆柒捌玖][^\n\t。；;，]{2,28})"
_AFTER = re.compile(
    rf"(?P<label>(?:变更|调整|补充|增加|追加|修改|增补|核[减增]|调[减增])(?:之)?后(?:的)?(?:合同)?(?:总)?{_SUM}{_HEAD}){_GAP}{_VALUE}"
    rf"|(?P<label2>(?:合同(?:总)?{_SUM}(?:变更|调整|增加|减少)(?:为|至|到)|现合同(?:总)?{_SUM}){_HEAD}){_GAP}(?P<value2>\d[^\n\t。；;，]{{0,28}})"
)
_BEFORE = re.compile(
    rf"(?P<label>(?:(?:原(?:来的?)?(?:主?合同|协议)?|主合同)(?:签约|暂定|约定)?(?:总)?|(?:变更|调整|补充)前(?:的)?(?:合同)?(?:总)?){_SUM}{_HEAD}){_GAP}{_VALUE}"
)
_DELTA = re.compile(
    rf"(?P<label>(?P<way>增加|新增|追加|补充(?=(?:总)?(?:金额|价款))|调增|增补|核增|减少|核减|调减|扣减)(?!后|[至到])"
    rf"(?:的)?(?:本?合同|工程|工程量|服务|采购|部分|内容|项目)*(?:的)?(?:总)?{_SUM}?{_HEAD}){_GAP}{_VALUE}"
    rf"|(?P<label2>(?:本(?:次|份)?)?补充(?:协议|合同)(?:的)?(?:总)?{_SUM}{_HEAD}){_GAP}(?P<value2>[￥¥]?\d[^\n\t。；;，]{{0,28}})"
)
_LESS = re.compile(r"减")
_NAMED = re.compile(
    r"租金(?:总额|总价)?|合同(?:总)?(?:金额|价款?|总价)|(?:金额|价款?|总价|造价|费用)"
)


@dataclass(frozen=True, slots=True)
class Supplement:
    """The sums of a supplement, as far as they are printed."""

    item: Spot
    before: Sum | None
    after: Sum | None
    delta: Sum | None
    less: bool
    """True where the delta is taken off."""

    def spots(self) -> list[Spot]:
        """Give the places of its sums."""
        return [s.spot for s in (self.before, self.after, self.delta) if s]


def supplement_of(outline: Outline) -> Supplement | None:
    """Read what a notice says a supplement does; None unless its title tells of one.

    None, too, where neither what is added nor both what was and what is are printed.
    """
    title = outline.kind.title
    if title is None or not TITLE.search(title.bare):
        return None
    before, after, delta = (_first(outline, p) for p in (_BEFORE, _AFTER, _DELTA))
    if delta is None and not (before and after):
        return None
    if before and delta and not after:
        after = _made_up(outline, before[1], delta)
    label, _ = delta or after or before or (title, None)
    named = next(
        (m for m in (_item(told[0]) for told in (after, before, delta) if told) if m), None
    )
    return Supplement(
        named or label,
        before[1] if before else None,
        after[1] if after else None,
        delta[1] if delta else None,
        bool(delta and _LESS.search(delta[0].text)),
    )


def _made_up(outline: Outline, before: Sum, delta: tuple[Spot, Sum]) -> tuple[Spot, Sum] | None:
    """Give the contract's sum where it is what stood before and what is added make."""
    step = Decimal(delta[1].value) * (-1 if _LESS.search(delta[0].text) else 1)
    for pair in outline.of("amount", "total", "revised"):
        found = sum_at(pair.value, Frame(pair.label, pair.label.text))
        total = found is not None and found.kind == "total"
        if found and total and Decimal(found.value) == Decimal(before.value) + step:
            return pair.label, found
    return None


def only_added(outline: Outline, sum_spot: Spot) -> str:
    """Say that a supplement's 合同金额 may be only what it adds; '' where that is plain.

    It is plain where the title tells of no supplement, or the sum is called the one as changed.
    """
    title = outline.kind.title
    if title is None or not _ADDS.search(title.bare):
        return ""
    after = _first(outline, _AFTER)
    if after and after[1].spot.place == sum_spot.place:
        return ""
    return "the sum of a supplement may be what it adds or the whole"


def _item(label: Spot) -> Spot | None:
    found = _NAMED.search(label.page.text[label.start : label.end])
    return label.part(*found.span()) if found else None


def _first(outline: Outline, pattern: re.Pattern[str]) -> tuple[Spot, Sum] | None:
    """Give the first sum behind words of a kind, with its label."""
    for page in dict.fromkeys(n.spot.page for n in outline.lines):
        for match in pattern.finditer(page.text):
            two = match.groupdict().get("label2") is not None
            label = Spot(page, *match.span("label2" if two else "label"))
            value = Spot(page, *match.span("value2" if two else "value"))
            found = sum_at(value, Frame(label, label.text))
            if found and found.kind == "total" and not found.doubt:
                return label, found
    return None


def supplement_facts(outline: Outline, form: str, told: Supplement) -> Iterator[Fact | Problem]:
    """Give the amendment of a contract's sum, and a Problem where its sums contradict."""
    builder = Builder(outline.document, "amendment", form)
    sure = Confidence(0.9)
    builder.add("item", told.item.bare, told.item)
    for name, found in (("before", told.before), ("after", told.after), ("delta", told.delta)):
        if found:
            sign = "-" if name == "delta" and told.less else ""
            builder.add(name, sign + found.value, found.spot, currency=found.currency)
            builder.unit(name, found.unit)
            if not found.certain:
                sure.limit(0.7, found.reason or "a sum in doubt")
    clash = False
    if told.before and told.after and told.delta:
        step = Decimal(told.delta.value) * (-1 if told.less else 1)
        clash = Decimal(told.before.value) + step != Decimal(told.after.value)
        sure.limit(0.6 if clash else 0.95, CLASH if clash else SUMS)
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    if clash and told.delta:
        yield doubtful("PT431", f"{CLASH[0].upper()}{CLASH[1:]}.", told.delta.spot, (fact.id,))
