"""The last look at every sum of a notice: does what stands around it speak against it?

Whatever rule took a sum, the words around its place are read once more. Other sums beside it, the
same sum in words or under another label with another value, a price for a year or a piece, or a
heading that speaks of something else: then the fact is not sure any more, and a Problem says why.
It never changes a value, and never adds or drops a fact.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.labels import LOT
from papertrace.extract.sum_sense import is_whole
from papertrace.model import Problem, place_of
from papertrace.text.anchored import anchor_of
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.model import Anchor, Document, Fact, Page

MONEY = {"award": ("amount",), "contract": ("amount",), "tender": ("budget", "ceiling")}
"""Kinds of facts and the fields of theirs that are looked at."""
_SUREST = 0.6
"""Confidence of a fact whose sum is spoken against."""
_NEAR, _FAR = 48, 90
_NOTE_REACH = 400
_NEXT_LOT = rf"[，,；;、](?=\s*(?:{LOT.pattern}))"
_STOP = re.compile(rf"[。\n\t]|{_NEXT_LOT}|[\u4e00-\u9fff）)]{{2,16}}[：:]")
_BEFORE = re.compile(rf".*(?:[。\n\t：:]|{_NEXT_LOT})", re.DOTALL)
_NAMED = re.compile(
    r"(?:保证金|押金|费|税额?|税率|不含税价?|除税价?|单价|预算|限价|控制价|资本|下浮|优惠|节约|折扣|得分|评分|业绩|金额[)）]|[一二三四五]等)"
    r"[^，,、；;]{0,8}\Z"
)
"""Words that say that the sum behind them is of something else."""
_PIECE = re.compile(
    r"每年|[/／]年|每一?个?月|[/／]月|每人|每[台套件次车船艘辆份天日]|单价|月租|首年|次年|逐年"
    r"|年(?:服务|租|使用|运维|维护)?费|第[一二三]年|每期"
)
_EACH = re.compile(r"\s*[/／]\s*[\u4e00-\u9fff]")
_ROW_PIECE = re.compile(
    r"(?:按)?(?:年(?:服务|租|使用|运维|维护)?费|每年|每月|每人|单价|[/／][年月]|元[/／][年月人次台套])"
)
_SHORT_CELL = 8
_WORDS = re.compile(r"[零〇壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬万億亿元圆圓角分整正]{4,}")
_GAP = re.compile(
    r"(?:[\s；;，,。.（）()【】\[\]：:￥¥/、]|大写|小写|大寫|人民币|RMB|元整?|万元|(?:成交|中标|合同|投标|最终)?(?:总)?(?:金额|报?价)|为|即|计)*"
)
_NEXT_NUMBER = re.compile(
    r"\s*[、/，,；;]\s*\d[\d,]*(?:\.\d+)?"
    r"(?![\d.]*\s*[%％年月日号个台套艘辆名人包次])"
)
_NUMBER_BEFORE = re.compile(r"\d\s*[、/，；;]\s*\Z")
_TOTALS = {
    "award": re.compile(
        r"(?:总|最终|合计)?(?:成交|中标|中选)[（(]?(?:成交|中标)?[）)]?(?:总)?(?:金额|总?价格?|价款)"
        r"(?P<unit>[（(][^）)\n]{0,12}[）)])*\s*[：:\t\n]\s*(?P<sum>[^\n\t]{1,40})"
    ),
    "contract": re.compile(
        r"合同(?:签约)?(?:总)?(?:金额|价款?|总价)(?:总额)?"
        r"(?P<unit>[（(][^）)\n]{0,12}[）)])*\s*[：:\t\n]\s*(?P<sum>[^\n\t]{1,40})"
    ),
}
_PRICES = frozenset({"amount", "rate", "unit_price"})
_PRINTED = re.compile(
    r"(?P<label>(?P<ours>(?:中标|成交|中选|合同)(?:总)?(?:金额|价款?))"
    r"|[一-鿿]{0,10}(?:金额|价款?|总价|费用?|款|报价|价格|总额)[一-鿿]{0,4})[^\n。\d一-鿿]{0,6}"
    r"(?:人民币)?(?P<sum>(?(ours)[￥¥]?\s?[\d八九一二三四五六七十][^\n\t，。；]{1,16}"
    r"|[￥¥]?\s?\d[\d,.]*\s*[百千]?[万亿]?元))"
)
_ASIDE = re.compile(r"保证金|押金|代理|服务费|预算|限价|控制价|资本|罚|原|招标文件|工本|评审|年费")
_UNTAXED = re.compile(r"不含(?:增值)?税|除税|税前|未税")
_UNIT = re.compile(r"[（(](?:单位[：:])?((?:人民币)?[百千]?[万亿]?元)[^）)]{0,6}[）)]")
_BARE = re.compile(
    r"(?:\A|[\n\t])[ \u3000]*(?:[\d.、]{0,4})(?:总?金额|总价|价格|合计|报价)\s*"
    r"(?:[（(][^）)]{0,8}[）)])?\s*[：:\t\n]\s*[￥¥]?\Z"
)
_HEADING = re.compile(
    r"(?:\A|\n)[ \u3000]*[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．）)]?\s*"
    r"(?P<words>[^\n：:\t]{2,24})(?=[\n：:]|\Z)"
)
_BARE_SUM = re.compile(r"[￥¥]?[\d,.]+")
"""A figure without a unit: told as such where it is read."""
_PART_FEE = re.compile(
    r"(?:设计|勘察|勘测|监理|施工|建安|安装|材料|设备|人工|运输|培训|检测|首付|预付)"
    r"(?:工程|购置|部分)?[费款][:：为\s]*(?:人民币)?[￥¥]?\Z"
)
_FORMER = re.compile(r"(?:原|主|变更前|调整前|补充前|增加|减少|本次)的?\Z")
"""Words before a label that name another sum of the same contract."""
_FIRST = re.compile(r"0?1[.、]?")
_ELSE = re.compile(r"预付|质保|质量保证|违约|罚|预留|保证金|押金|尾款|进度款")
"""Headings that speak of a part of what is paid, whatever else they name."""
_NOTED = re.compile(
    r"\n[ \u3000]*[（(]?(?:备?注|说明)\d?[：:.、][^\n]{0,60}?"
    r"(?:每一?[年月季人台套件次]|单价|[/／][年月]|按[年月]|逐年|月租|年费)"
)
"""A note below that says what the sums above it are for."""
_OURS = re.compile(
    r"中标|成交|中选|结果|合同|主体|标的|采购内容|主要信息|基本情况|项目(?:概况|信息|内容)|供应商|公告"
)


def looked_at(document: Document, facts: Sequence[Fact]) -> tuple[list[Fact], list[Problem]]:
    """Give the facts with their confidence, and what speaks against their sums."""
    pages = {p.number: p for p in document.pages}
    made: list[Fact] = []
    problems: list[Problem] = []
    number = Counter(f.kind for f in facts)
    for fact in facts:
        if fact.confidence <= _SUREST or fact.kind not in MONEY:
            made.append(fact)
            continue
        alone = number[fact.kind] == 1
        found = list(dict.fromkeys(_against(fact, pages, alone=alone)))
        if found:
            why = found[0][1]
            fact = replace(  # noqa: PLW2901  (the same fact, less sure)
                fact, confidence=_SUREST, reasons=(*fact.reasons, f"doubt: {why}")
            )
        made.append(fact)
        problems += [_problem(code, why, anchor, fact) for code, why, anchor in found]
    if not any(p.code == "PT425" for p in problems):
        problems += _untaken(document, made)
    return made, problems


def _untaken(document: Document, facts: Sequence[Fact]) -> list[Problem]:
    """Report the first printed price of awards or contracts that all have none."""
    dear = [f for f in facts if f.kind in _TOTALS]
    if not dear or any(_PRICES & f.fields.keys() for f in dear):
        return []
    for page in document.pages:
        for m in _PRINTED.finditer(page.text):
            read = find_amounts(m["sum"])
            bare = m["ours"] and _BARE_SUM.fullmatch(m["sum"].strip())
            if bare or (not read and not m["ours"]) or _ASIDE.search(m["label"]):
                continue
            start = m.start("sum") + (read[0].start if read else 0)
            end = m.start("sum") + (read[0].end if read else len(m["sum"].rstrip()))
            return [
                Problem(
                    "PT446",
                    "warning",
                    f"No price was taken for the {dear[0].kind}, though a sum is printed here.",
                    "Look at the page; correct the fact if this is its sum.",
                    anchor_of(page, start, end, "amount"),
                    fact_ids=(dear[0].id,),
                )
            ]
    return []


def _problem(code: str, why: str, anchor: Anchor, fact: Fact) -> Problem:
    return Problem(
        code,
        "error" if code == "PT423" else "warning",
        f"The sum of this {fact.kind} is not sure: {why}.",
        "Look at the page and accept, correct or reject what was taken.",
        anchor,
        fact_ids=(fact.id,),
    )


def _against(
    fact: Fact, pages: dict[int, Page], *, alone: bool
) -> Iterator[tuple[str, str, Anchor]]:
    for name in MONEY[fact.kind]:
        field = fact.fields.get(name)
        anchor = next((a for a in fact.anchors if a.field == name and a.role == ""), None)
        page = pages.get(anchor.page) if anchor else None
        spot = place_of(page, anchor) if page and anchor else None
        if field is None or anchor is None or page is None or spot is None:
            continue
        text, value = page.text, Decimal(field.value)
        known = {Decimal(fact.fields[n].value) for n in MONEY[fact.kind] if n in fact.fields}
        for code, why in _spoken(text, spot, value, known):
            yield code, why, anchor
        if not {"per", "unit_price"} & fact.fields.keys() and (why := _for_a_piece(text, spot)):
            yield "PT425", why, anchor
        elif _NOTED.search(text, spot[1], min(len(text), spot[1] + _NOTE_REACH)):
            yield "PT425", "a note below speaks of a price for a year, a month or a piece", anchor
        if alone and fact.kind in _TOTALS and name == "amount":
            told = _elsewhere(_TOTALS[fact.kind], text, spot, value)
            if told:
                yield (
                    "PT423",
                    "the document states it twice with different values",
                    anchor_of(page, *told, name),
                )
        if fact.kind != "tender" and (why := _headed(text, spot[0])):
            yield "PT425", why, anchor


def _spoken(
    text: str, spot: tuple[int, int], value: Decimal, known: set[Decimal]
) -> Iterator[tuple[str, str]]:
    """Find other sums beside a sum: in its own clause, or the same one in words.

    `known` are the sums of the fact's fields, this one among them: none speaks against another.
    """
    start, end = spot
    before, behind = _around(text, spot)
    whole = before + text[start:end] + behind
    called = is_whole(before)
    for amount in find_amounts(whole):
        inside = amount.start < len(before) + end - start and len(before) < amount.end
        ahead = whole[max(0, amount.start - 12) : amount.start]
        if inside or Decimal(amount.value) in known or _NAMED.search(ahead) or amount.per:
            continue
        if not amount.unit or (called and amount.end <= len(before)):
            continue
        if (
            "其中" in whole[len(before) + end - start : amount.start]
            and Decimal(amount.value) <= value
        ):
            continue
        yield "PT425", "other sums stand beside it"
        break
    if _NEXT_NUMBER.match(behind) or _NUMBER_BEFORE.search(before):
        yield "PT425", "further figures stand beside it"
    if _PART_FEE.search(text[max(0, start - 16) : start]):
        yield "PT425", "it is called the price of a part"
    if re.search(r"其中[^，,；;]{0,12}\Z", before):
        yield "PT425", "it is called a part of another"
    for stretch, near in (
        (text[end : end + _FAR], "begin"),
        (text[max(0, start - _FAR) : start], "end"),
    ):
        words = _words_at(stretch, near)
        read = find_amounts(words) if words else ()
        if len(read) == 1 and Decimal(read[0].value) != value:
            yield "PT423", "in words it is another sum"


def _words_at(stretch: str, near: str) -> str:
    """Give the sum in words that stands at one end of a stretch with nothing but labels between."""
    found = list(_WORDS.finditer(stretch))
    if near == "begin" and found and _GAP.fullmatch(stretch[: found[0].start()]):
        return found[0][0]
    if near == "end" and found and _GAP.fullmatch(stretch[found[-1].end() :]):
        return found[-1][0]
    return ""


def _around(text: str, spot: tuple[int, int]) -> tuple[str, str]:
    """Give the clause around a place: to the label before it, to the next label behind it."""
    start, end = spot
    before = text[max(0, start - _NEAR) : start]
    m = _BEFORE.match(before)
    behind = text[end : end + _NEAR]
    stop = _STOP.search(behind)
    return before[m.end() :] if m else before, behind[: stop.start()] if stop else behind


def _for_a_piece(text: str, spot: tuple[int, int]) -> str:
    """Say that a sum may be the price of a year or a piece; '' where nothing says so."""
    start, end = spot
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    row = text[line : stop if stop >= 0 else len(text)].split("\t")
    before, behind = _around(text, spot)
    cell = max(text.rfind("\t", 0, start), line - 1) + 1
    label = "" if is_whole(before) else text[max(cell, start - len(before) - 16) : start]
    if _PIECE.search(label) or _PIECE.search(behind[:14]) or _EACH.match(behind):
        return "it may be a price for a year, a month or a piece"
    if any(len(c.strip()) <= _SHORT_CELL and _ROW_PIECE.search(c) for c in row[1:]):
        return "its row speaks of a price for a year, a month or a piece"
    return ""


def _elsewhere(
    pattern: re.Pattern[str], text: str, spot: tuple[int, int], value: Decimal
) -> tuple[int, int] | None:
    """Find the same label with another sum; None where every one agrees or cannot be read."""
    for m in pattern.finditer(text):
        if _FORMER.search(text[max(0, m.start() - 6) : m.start()]):
            continue
        if m.start("sum") < spot[1] and spot[0] < m.end("sum"):
            continue
        if "\n" in m[0] and text[m.end() : m.end() + 1] == "\t":
            continue  # the first cell of a row below a table's head
        if "\n" in m[0] and _FIRST.fullmatch(m["sum"].strip()):
            continue  # the number of the row below a flattened table's head
        unit = _UNIT.search(m[0][: m.start("sum") - m.start()])
        read = find_amounts(m["sum"], unit[1] if unit else "")
        if _UNTAXED.search(text[max(0, m.start() - 6) : m.end()]):
            continue
        plain = len(read) == 1 and read[0].unit and not read[0].per and not _PIECE.search(m[0])
        if plain and Decimal(read[0].value) != value:
            return m.start("sum") + read[0].start, m.start("sum") + read[0].end
    return None


def _headed(text: str, start: int) -> str:
    """Say under which heading a sum with no label but 金额 stands; '' where that speaks of it."""
    if not _BARE.search(text[max(0, start - _NEAR) : start]):
        return ""
    above = list(_HEADING.finditer(text, max(0, start - 400), start))
    words = above[-1]["words"] if above else ""
    if words and (_ELSE.search(words) or not _OURS.search(words)):
        return "the heading above it speaks of something else"
    return ""
