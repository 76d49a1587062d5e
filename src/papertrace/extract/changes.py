"""Sentences of change against an earlier year, in running text without blanks.

A sentence of the usual wording is read here, with its item and its reason; any other is handed to
`papertrace.text.changes`. What stands behind 主要原因 explains and is no change of its own. An
增加（减少） that was never filled in tells no direction: with a zero it is a zero, with any other
sum it is undecided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.text.changes import find_changes as read_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_YEAR = r"(?:上一?年度?|去年|20\d\d年度?)"
_WHAT = (
    r"(?:年初|同期|同口径)?(?:部门|单位|财政拨款)?(?:预算|决算|执行|完成|支出|收入|实际|批复)?(?:预算)?"
    r"(?:数|额|安排)?"
)
_UP = "增加|上升|增长|提高|上涨|增|多"
_DOWN = "减少|下降|降低|压减|缩减|压缩|节约|减"
_BASE = re.compile(
    rf"(?P<how>与|比|较|同|和|小于|大于|等于|低于|高于|少于|多于)(?:其)?(?P<base>{_YEAR}{_WHAT})"
    rf"(?:的?(?:{_NUMBER})(?:亿|万|千)?元(?=(?:相比)?[,，]?(?:{_UP}|{_DOWN})))?"
    r"(?:相比较?|比较|对比|相(?=[未没无增减]))?[,，]?|同比[,，]?"
)
_CHANGE = re.compile(
    rf"^(?P<subject>[^。；;，,\d\n]{{0,24}}?)(?:各|均|都|共计?|总体)?(?P<way>{_UP}|{_DOWN})(?P<form>[（(](?:{_UP}|{_DOWN})[)）])?"
    rf"(?:了|为|约)?(?P<number>{_NUMBER})(?P<unit>亿元|万元|元)"
)
_SHARE_ONLY = re.compile(
    rf"^(?P<subject>[^。；;，,\d\n]{{0,24}}?)(?P<way>{_UP}|{_DOWN})(?:了|为|约)?(?P<number>{_NUMBER})[%％]"
)
_DIRECT = re.compile(rf"^(?P<number>{_NUMBER})(?P<unit>亿元|万元|元)")
_SHARE = re.compile(
    rf"^(?:[（(][^（）()]{{0,40}}[)）])?[,，、（(]?(?:同比)?(?P<way>{_UP}|{_DOWN}|增幅|升幅|增长率|降幅|减幅|下降率|减少率)"
    rf"(?:[（(][^（）()\d]{{1,4}}[)）])?(?:幅度)?(?:了|为|约|达)?(?P<number>{_NUMBER})(?P<unit>[%％]|倍)?"
)
_FLAT = re.compile(
    r"^(?:基本)?(?:预算)?(?:数)?(?:持平|一致|相等|相同|无变化|没有变化|未发生变化|无增减|不变|保持不变|无增减变化)|^(?:基本)?保持一致"
)
_NEGATIVE = re.compile(rf"^(?:{_DOWN}|降幅|减幅|下降率|减少率|小于|低于|少于)$")
_REASON = re.compile(
    r"(?:主要)?(?:的)?(?:增加|减少|变动|增减|增长|下降)?(?:的)?(?:主要)?原因|主要是|主要因|主要由于|是因为|系因|主要系"
)
_GOES_ON = re.compile(r"^(?:[二三四五六七八九]是|同时|另一?方面|其次|增减相抵)")
Subject = tuple[int, int, "tuple[Decimal, int, int] | None"]
"""What a sentence is about: its span, and this year's amount in yuan with its own."""
_FACTORS = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>亿元|万元|元)")
_LEAD = re.compile(
    r"^(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）][、.．:：]?|[①-⑳]|此外[,，]?|其中[:：,，]?|另外[,，]?"
    r"|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．:：](?!\d))+"
)
_WHO = re.compile(r"^(?:本部门|本单位|我部门|我单位|我局|我院|全局|本级|部门|单位)(?=.{3})")
_TAIL = re.compile(r"(?:共计?|按?同口径)?(?:为|是|达到?|约|[:：,，])*$")
_ENDS = re.compile(r"^(?:[,，]|$)")
_CLAUSE_OF_TEXT = re.compile(r"(?:(?![,，]其中[^,，。；;\d]{2,24}[比较与]|[。；;]).)+")
"""A part that is compared itself (…，其中公务接待较上年减少…) is a clause of its own."""
_LISTS_PARTS = re.compile(r"^(?:其中|包括|收入包括|支出包括)[,，:：]?")
_CLOSED = re.compile(
    rf"[,，](?:支出)?(?:决算|执行)数?(?:为|是)?(?P<number>{_NUMBER})(?P<unit>亿元|万元|元)"
)
_PLANNED = re.compile(r"(?:支出)?预算(?:数|安排)?$")
_EACH_END = re.compile(r"(?:各|均|都)$")
_PAUSE_OR_END = re.compile(r"^[,，]|^$")
_TWO_HAN = re.compile(r"[\u3400-\u9fff]{2}")
_YEAR_IN = re.compile(r"20\d\d年度?")
_PAUSE = re.compile(r"[,，:：]")


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of change. Every span is (start, end) in the text given."""

    item: str
    item_at: tuple[int, int]
    delta: Decimal | None
    """In yuan, with its sign; zero for 持平."""
    delta_at: tuple[int, int]
    share: Decimal | None
    """Percent, with its sign."""
    share_at: tuple[int, int]
    base: str
    """The words of what it is compared with (2024年预算数, 上年), or ''."""
    base_at: tuple[int, int]
    now: Decimal | None
    """This year's amount in yuan, where the sentence states it."""
    reason_at: tuple[int, int]
    now_at: tuple[int, int] | None = None
    """Where it stands."""
    undecided: bool = False
    """True where 增加（减少） stands unfilled before a sum other than zero."""


def find_changes(text: str) -> Iterator[Change]:
    """Find the sentences of change in text without blanks; line feeds end a paragraph."""
    for paragraph in re.finditer(r"[^\n]+", text):
        subject: Subject | None = None
        reasoning = False
        for sentence in _CLAUSE_OF_TEXT.finditer(paragraph[0]):
            start = paragraph.start() + sentence.start()
            end = paragraph.start() + sentence.end()
            words = text[start:end]
            reasoning = reasoning and bool(_GOES_ON.match(words))
            told = _REASON.search(words)
            stop = start if reasoning else start + (told.start() if told else len(words))
            found = _in_sentence(text, (start, stop, end), subject) if not reasoning else []
            yield from found
            if found:
                subject = (*found[-1].item_at, _told_now(found[-1]))
            elif not reasoning and not (subject and _lists_parts(words)):
                subject = _subject(text, start, stop) or subject
            reasoning = reasoning or told is not None


def _lists_parts(words: str) -> bool:
    """Say whether a sentence lists parts: the next one goes on about the whole."""
    return bool(_LISTS_PARTS.match(words)) and len(_AMOUNT.findall(words)) > 1


def _told_now(change: Change) -> tuple[Decimal, int, int] | None:
    if change.now is None or change.now_at is None:
        return None
    return change.now, *change.now_at


def _in_sentence(text: str, at: tuple[int, int, int], before: Subject | None) -> list[Change]:
    """Give the changes of a sentence; each but the first has a subject of its own before it."""
    start, stop, end = at
    found: list[Change] = []
    while one := _next_change(text, (start, stop, end), before, further=bool(found)):
        found.append(one)
        before, start = None, max(one.delta_at[1], one.share_at[1], start + 1)
    return found


def _next_change(
    text: str, at: tuple[int, int, int], before: Subject | None, *, further: bool
) -> Change | None:
    start, stop, end = at
    for base in _BASE.finditer(text, start, stop):
        rest = text[base.end() : stop]
        change = _CHANGE.match(rest)
        direct = _DIRECT.match(rest) if (base["how"] or "").endswith("于") else None
        flat = _FLAT.match(rest) or (_ENDS.match(rest) if base["how"] == "等于" else None)
        share = _SHARE_ONLY.match(rest)
        if change or direct or flat or share:
            own = _whose(text, (start, base.start()), rest)
            inner = change["subject"] if change else share["subject"] if share and not flat else ""
            if own is None and text.startswith("其中", start):
                before = None  # a part that is not known is not the whole
            if before is not None and own is None and base.start() > start:
                before = (before[0], before[1], None)  # restated on another base (按同口径)
            item = _item(text, own, (base.end(), inner), before)
            if item is None:
                return None
            if share and not (change or direct or flat):
                return _told_anew(text, at, before) or _made(
                    text, base, (change, direct, flat, share), item, (stop, end)
                )
            return _made(text, base, (change, direct, flat, share), item, (stop, end))
    return None if further else _told_anew(text, at, before)


def _whose(text: str, at: tuple[int, int], rest: str) -> Subject | None:
    """Give the subject before a comparison; of several sums the one its percentage fits."""
    start, end = at
    first = _subject(text, start, end)
    change = _CHANGE.match(rest)
    share = _SHARE.match(rest[change.end() :]) if change else None
    edges = [start, *(m.end() for m in _AMOUNT.finditer(text, start, end))]
    if not change or not share or share["unit"] == "倍" or len(edges) < 3:  # noqa: PLR2004
        return first
    delta = _decimal(change["number"]) * _FACTORS[change["unit"]]
    delta = -delta if _NEGATIVE.match(change["way"]) else delta
    told = [_subject(text, a, b) for a, b in pairwise(edges)]
    fitting = [s for s in told if s and s[2] and _follows(s[2][0], delta, share["number"])]
    return fitting[0] if len(fitting) == 1 else first


def _follows(now: Decimal, delta: Decimal, share: str) -> bool:
    """Say whether a printed percentage is that of a change, within what was rounded."""
    then = now - delta
    if then <= 0:
        return False
    rounded = Decimal(1).scaleb(_decimal(share).as_tuple().exponent)  # type: ignore[arg-type]
    return abs(abs(delta) / then * 100 - _decimal(share)) <= rounded


def _told_anew(text: str, at: tuple[int, int, int], before: Subject | None) -> Change | None:
    """Ask the reader of single changes, which knows more wordings, for one with an amount.

    It knows no items: what changed is what stands before the comparison, or in the sentence before.
    """
    start, stop, end = at
    found = [c for c in read_changes(text[start:stop]) if c.delta_span is not None]
    if len(found) != 1 or found[0].delta_span is None or found[0].currency != "CNY":
        return None
    one = found[0]
    item = _subject(text, start, start + one.start) or before
    if item is None or _AMOUNT.search(text[item[0] : item[1]]):
        return None
    base = _BASE.search(text, start + one.start, stop)
    named = base.span("base") if base and base["base"] else (start + one.start,) * 2
    now = item[2]
    return Change(
        text[item[0] : item[1]], item[:2],
        Decimal(one.delta), _moved(one.delta_span, start),
        Decimal(one.pct) if one.pct and one.pct_span else None, _moved(one.pct_span, start),
        text[slice(*named)], named, now[0] if now else None, (stop, end), now[1:] if now else None,
    )  # fmt: skip


def _moved(span: tuple[int, int] | None, by: int) -> tuple[int, int]:
    return (span[0] + by, span[1] + by) if span else (by, by)


def _item(
    text: str,
    own: Subject | None,
    inner: tuple[int, str],
    before: Subject | None,
) -> Subject | None:
    """Choose what changed: the sentence's own subject, its inner one, or the sentence's before."""
    if own is not None:
        return own
    if len(inner[1]) > 2:  # noqa: PLR2004
        start, end = inner[0], inner[0] + len(inner[1])
        trimmed = _EACH_END.sub("", text[start:end])
        return start, start + len(trimmed), before[2] if before else None
    return before


def _made(
    text: str,
    base: re.Match[str],
    found: tuple[re.Match[str] | None, ...],
    item: Subject,
    ends: tuple[int, int],
) -> Change:
    change, direct, flat, only = found
    at = base.end()
    delta: Decimal | None = None
    share: Decimal | None = None
    delta_at = share_at = (at, at)
    undecided = False
    told = change or direct
    if told:
        amount = _decimal(told["number"]) * _FACTORS[told["unit"]]
        way = change["way"] if change else base["how"]
        delta = -amount if amount and _NEGATIVE.match(way) else amount
        undecided = bool(change and change["form"]) and amount != 0
        delta_at = at + told.start("number"), at + told.end()
        after = _SHARE.match(text[delta_at[1] : ends[0]])
        if after and (after["unit"] or _PAUSE_OR_END.match(text[delta_at[1] + after.end() :][:1])):
            number = _decimal(after["number"]) * (100 if after["unit"] == "倍" else 1)
            share = -number if number and _NEGATIVE.match(after["way"]) else number
            share_at = delta_at[1] + after.start("number"), delta_at[1] + after.end()
    elif flat:
        delta, delta_at = Decimal(0), (base.start(), at + flat.end())
    elif only:
        number = _decimal(only["number"])
        share = -number if _NEGATIVE.match(only["way"]) else number
        share_at = at + only.start("number"), at + only.end()
    named = base.span("base") if base["base"] else (at, at)
    start, end, now = item
    return Change(
        text[start:end], (start, end), delta, delta_at, share, share_at,
        base["base"] or "", named, now[0] if now else None, ends,
        now[1:] if now else None, undecided,
    )  # fmt: skip


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("，", ""))


def _subject(text: str, start: int, end: int) -> Subject | None:
    """Read what a stretch is about: the words before its first amount, without who and when."""
    words = text[start:end]
    amount = next(
        (m for m in _AMOUNT.finditer(words) if not _inside_brackets(words, m.start())), None
    )
    now = None
    if amount:
        number = _decimal(amount["number"]) * _FACTORS[amount["unit"]]
        now = number, start + amount.start(), start + amount.end()
    first, stop = _trimmed(words[: amount.start() if amount else len(words)])
    name = words[first:stop]
    if _NO_ITEM.match(name) or not _TWO_HAN.search(name):
        return None
    if amount is None and not _ITEM_WORDS.search(name):
        return None
    closed = _CLOSED.search(words, amount.end()) if amount else None
    planned = _PLANNED.search(name)
    if closed and planned:  # 预算为甲，决算为乙，较上年…: an account speaks of what was spent
        at = start + closed.start("number"), start + closed.end()
        now = _decimal(closed["number"]) * _FACTORS[closed["unit"]], *at
        stop = first + planned.start()
    return start + first, start + stop, now


def _trimmed(words: str) -> tuple[int, int]:
    """Cut who, when, list numbers and verbs off the name of an item."""
    first, stop = 0, len(words.rstrip(",，:："))
    for found in _YEAR_IN.finditer(words[:stop]):
        first = found.end()
    for found in _PAUSE.finditer(words[:stop]):
        if found.end() > first and not _inside_brackets(words[:stop], found.start()):
            first = found.end()
    while lead := (_LEAD.match(words[first:stop]) or _WHO.match(words[first:stop])):
        first += lead.end()
    tail = _TAIL.search(words[first:stop])
    stop = first + tail.start() if tail else stop
    return first, stop - 2 if words[first:stop].endswith("（项）支出") else stop


_NO_ITEM = re.compile(r"(?:主要)?(?:用于|包括|反映|是)|占|根据")
_ITEM_WORDS = re.compile(r"费|支出|收入|收支|公务接待|经费|预算|总计|资金|结转|（[类款项]）|数$")


def _inside_brackets(words: str, at: int) -> bool:
    before = words[:at]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")
