"""Which of the sums under one label is the sum: the whole, never a part, a piece or a comparison.

Read from the words right before and behind every sum. Where parts are printed and no whole, where
prices of several pieces stand side by side, or two wholes differ, none is picked and the words say
why; nothing is ever added up here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.offers import LAST_ROUND, PLAIN, stage_of
from papertrace.text.currency import per_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.text.money import Amount

_REACH = 24
_CLAUSE = re.compile(r"[，,。；;、：:\n\t）)]")
_OFFER_CLAUSE = re.compile(r"[，,。；;、\n\t（(）)|/]")
_OFFER_STOP = re.compile(r"[，,。；;、\n\t]")
_MARKS = r"(?:[\s:：为是约计￥¥(（]|人民币|RMB|CNY|暂[定估])*\Z"
_WHOLE = re.compile(
    r"(?:合计|共计|总计|总共|累计|小计|[年个月份共](?=共)共|(?<![一-鿿])共|[年月]共"
    r"|总(?:价款?|额|金额|费用|造价|报价|投资|包干价))" + _MARKS
)
_COMPARED = re.compile(
    r"(?:节[约省]|核减|让利|优惠了?|降低了?|下降了?|减少了?|(?:低|高|少|多)于[^，,。；;]{0,10}|较[^，,。；;]{0,10}[低高少多]"
    r"|(?:预算|限价|控制价)(?:总?金额|总?价)?)" + _MARKS
)
_AMONG = re.compile(r"其中|包括|包含|含[^税，。；]{2,8}\Z")
_TIMED = re.compile(
    r"(?:首|次|末|第[一二三四五六七八九十\d]{1,2})(?:个?年度?|个?月|期|批次?|阶段|部分)"
    r"|(?:19|20)\d\d年度?(?![\d年月至到—-]*(?:至|到|—|-))|[一二三四五六七八九十]期|[甲乙丙丁A-Za-z]类"
)
_PIECE = (
    r"(?:个?(?:年度?|月度?|季度?)|天|日|人|台|套|件|次|车次|船次|艘|辆|份|户|张|只"
    r"|亩|吨|平方米|小时|班次?)"
)
_PRICED_BY = re.compile(
    rf"(?:(?P<each>(?:每一?{_PIECE}(?:·|/)?){{1,2}})|按?(?P<settled>[年月]度?|季度?)(?:结算|支付|付款|计费)|(?<![本当今全\d])(?P<term>[年月日])(?:度)?(?:租|服务|运维|维护|使用|管理|维保|托管|物业)*(?:租?金|费用?|价)"
    r"|(?P<unit>(?:综合|固定|平均|含税|全费用)*单价))(?:[^，,。；;\d]{0,6})" + _MARKS
)
_PRICED_BEHIND = re.compile(
    rf"\s*整?\s*(?:[（(，,/]\s*)(?:为|按|系)?\s*(?:(?P<each>(?:每一?{_PIECE}){{1,2}})|(?P<unit>(?:综合|固定|含税)*单价))\s*(?=[）)，,。；;\s]|\Z)"
)
_HEAD = re.compile(
    rf"(?P<each>(?:每一?{_PIECE}){{1,2}})|[/／](?P<slash>[年月人台套件次])(?![一-鿿])"
    r"|(?<![本当今全\d])(?P<term>[年月])(?:服务|租|运维|维护|使用|管理)*(?:租?金|费用?|价)(?![一-鿿]*[总合])"
)
_NEUTRAL = re.compile(
    r"人民币|大写|小写|[大小]寫|含税|不含税|税率|总?金额|总?价款?|价格|报价|投标|中标|成交|合同|最终|签约|结算|RMB|CNY|暂[定估]|约|为|是|计|元|整|供应商|本?项目|采购|预算|最高|限价"
)
_CONTRACT = re.compile(r"^(?!.*(?:中标|成交|中选)).*合同")
_OWN_PART = re.compile(
    r"(?:本(?:期|次|年度?|阶段)|当年|首年|(?:19|20)\d\d年度?)[^，,。；;\d至到—-]{0,8}[:：为]?\s*[￥¥]?\s*\Z"
)
_DIGIT_BEFORE = re.compile(r"[\d.,][ \t\u3000\xa0]+\Z")
_STAGE = re.compile(r"(?:中标|成交|中选|预算|投标)(?:合同)?(?:总)?(?:金额|价款?|额|报价)")
_TIMES = re.compile(r"\s*(?:[×xX✕*＊]\s*\d|/\s*\d)")
_LISTED = re.compile(r"[￥¥]?\d[\d,]*(?:\.\d+)?(?:\s*[、；;/|]\s*[￥¥]?\d[\d,]*(?:\.\d+)?)+")
_NOUN = re.compile(r"[一-鿿A-Za-z]{2,12}\Z")
_SUM_OR_STOP = re.compile(r"合计|共计|总计|[。；;]")


@dataclass(frozen=True, slots=True)
class Pick:
    """The sum that counts, or why none does."""

    amount: Amount | None
    per: str = ""
    """What it is the price of; 'piece' where only 单价 is printed; '' for a sum."""
    doubt: str = ""
    parts: tuple[Amount, ...] = ()
    """Sums that are printed as parts of it."""
    earlier: tuple[Amount, ...] = ()
    """Sums that were offered before it, or that the evaluation made of it."""


@dataclass(frozen=True, slots=True)
class _Sense:
    amount: Amount
    whole: bool = False
    part: bool = False
    noun: bool = False
    per: str = ""


def pick(text: str, head: str, amounts: Sequence[Amount], *, rated: bool = False) -> Pick:
    """Pick the sum among those of a stretch; `head` is the label's or the column's words.

    `rated` says that a rate stands in the stretch too.
    """
    if _LISTED.fullmatch(text.strip()):
        return Pick(None, doubt="several figures stand side by side under one label")
    if any(_DIGIT_BEFORE.search(text, 0, a.start) for a in amounts):
        return Pick(None, doubt="digits stand apart right before it; where it begins is not plain")
    own = _per_in(_HEAD.search(head)) or ("piece" if "单价" in head else "")
    told = [_sense(text, a, amounts[n - 1].end if n else 0, own) for n, a in enumerate(amounts)]
    told = [s for s in told if not _compared(text, s.amount)]
    if _CONTRACT.search(head):
        told = [s for s in told if not _of_award(text, s.amount)] or told
        values = {Decimal(s.amount.value) for s in told}
        if len(values) > 1 and _OWN_PART.search(text[: told[0].amount.start]):
            return Pick(None, doubt="the sum of a part of the time stands beside a larger whole")
    last = _offered_last(text, told)
    if told and not last:
        return Pick(None, doubt="only a price before the last offer, or one made of it, is printed")
    earlier = tuple(s.amount for s in told if s not in last)
    return replace(_among(text, last, rated=rated), earlier=earlier)


def _among(text: str, told: Sequence[_Sense], *, rated: bool) -> Pick:
    """Pick among the sums that were offered last."""
    if told and (why := _unfit(text, told, rated=rated)):
        return Pick(None, doubt=why)
    return _of_senses(told)


def _offered_last(text: str, told: Sequence[_Sense]) -> list[_Sense]:
    """Leave out first offers, earlier rounds and prices of the evaluation: the last one counts."""
    stages: list[int] = []
    for n, each in enumerate(told):
        before = text[told[n - 1].amount.end if n else 0 : each.amount.start]
        stage = stage_of(_OFFER_CLAUSE.split(before.rstrip(" :：￥¥(（"))[-1])
        again = stage == PLAIN and n and not _OFFER_STOP.search(before)
        stages.append(stages[-1] if again else stage)  # the same once more, in words
    top = max(stages, default=PLAIN)
    return [
        each
        for each, stage in zip(told, stages, strict=True)
        if stage == top
        or (stage == PLAIN and (top < LAST_ROUND or each.whole or each.part or each.noun))
        if stage >= PLAIN
    ]


def _of_senses(told: Sequence[_Sense]) -> Pick:
    """Pick the whole; failing that the plain one, failing that the price of a piece."""
    pieces = [s for s in told if s.per]
    wholes = [s for s in told if s.whole and not s.per]
    plain = [s for s in told if not s.per]
    if pieces and plain and all(s.amount.bound in {"<=", "<"} for s in plain):
        return _of_pieces(pieces)  # 86.5元/人次，总价不超过80万元
    if wholes:
        if len({Decimal(s.amount.value) for s in wholes}) > 1:
            return Pick(None, doubt="several totals stand under one label")
        whole = wholes[0].amount
        return Pick(whole, parts=tuple(s.amount for s in plain if s.amount is not whole))
    return _of_plain(plain) if plain else _of_pieces(pieces)


def _of_pieces(pieces: Sequence[_Sense]) -> Pick:
    """Take the one price of a piece or a year; none where they differ, or where there is none."""
    if not pieces:
        return Pick(None)
    if len({(Decimal(s.amount.value), s.per) for s in pieces}) > 1:
        return Pick(None, doubt="several prices for a piece or a year stand under one label")
    return Pick(pieces[0].amount, pieces[0].per)


def _of_plain(plain: Sequence[_Sense]) -> Pick:
    """Pick among sums of which none is called the whole: the first, if all others are its parts."""
    first, rest = plain[0], plain[1:]
    different = [s for s in rest if Decimal(s.amount.value) != Decimal(first.amount.value)]
    if first.part and (different or not rest or any(s.part for s in rest)):
        why = "only parts of a sum stand under the label, and no total"
        return Pick(None, doubt=why)
    if different and first.noun and all(s.noun or s.part for s in different):
        return Pick(None, doubt="several things have sums of their own under one label")
    if different and all(s.part for s in different):
        return Pick(first.amount, parts=tuple(s.amount for s in different))
    return Pick(first.amount)


def _unfit(text: str, told: Sequence[_Sense], *, rated: bool) -> str:
    """Say why no sum of a stretch is one plain total; '' where nothing speaks against it."""
    first = told[0].amount
    if len(told) > 1 and first.bound == ">=" and told[1].amount.bound == "<=":
        return "a range is printed, and no sum"
    if _TIMES.match(text, first.end) and not any(s.whole for s in told):
        return "it is multiplied by something, and no product is printed"
    if rated and told[0].noun and not told[0].whole:
        return "a part with a sum and a part with a rate stand under one label"
    return "a sum below nothing is printed" if first.value.startswith("-") else ""


def is_whole(before: str) -> bool:
    """Say whether words right before a sum call it the whole: 合计, 共计, 总价."""
    return _WHOLE.search(before[-_REACH:]) is not None


def _sense(text: str, amount: Amount, low: int, own: str) -> _Sense:
    """Say what the words around one sum make of it; `low` is where the sum before it ends."""
    before = text[max(low, amount.start - _REACH) : amount.start]
    behind = _PRICED_BEHIND.match(text, amount.end)
    per = amount.per or _per_in(_PRICED_BY.search(before)) or _per_in(behind)
    whole = _WHOLE.search(before) is not None
    clause = _CLAUSE.split(before.rstrip(" :：￥¥("))[-1]
    among = text.rfind("其中", 0, amount.start)
    part = among >= 0 and not _SUM_OR_STOP.search(text[among : amount.start])
    part = part or _TIMED.search(clause) is not None or _AMONG.search(clause) is not None
    left = _NEUTRAL.sub("", "".join(c for c in clause if not c.isspace()))
    named = _NOUN.search(left) is not None
    return _Sense(amount, whole, part and not whole, named, per or ("" if whole else own))


def _compared(text: str, amount: Amount) -> bool:
    """Say whether a sum is only what another is measured against: saved, a ceiling, a budget."""
    clause = _CLAUSE.split(text[max(0, amount.start - _REACH) : amount.start])
    if len(clause) > 1 and not clause[-1].strip("￥¥( "):
        clause = clause[:-1]  # 节约：8.8万元
    return bool(re.search(r"节|减|让利|优惠|降|低于|高于|少于|多于|较", clause[-1])) and bool(
        _COMPARED.search(clause[-1])
    )


def _of_award(text: str, amount: Amount) -> bool:
    """Say whether a sum under a contract's label is called that of the award: another stage."""
    clause = _CLAUSE.split(text[max(0, amount.start - _REACH) : amount.start].rstrip(" :：￥¥(（"))
    return _STAGE.search(clause[-1]) is not None


def _per_in(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    groups = found.groupdict()
    if groups.get("unit"):
        return "piece"
    words = (
        groups.get("each")
        or groups.get("settled")
        or groups.get("slash")
        or groups.get("term")
        or ""
    )
    parts = re.findall(r"(?:每一?)?([^每一·/]+)", words)
    return "·".join(per_of(p) for p in parts)
