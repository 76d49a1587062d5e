"""What sentences of corrections say: `原…现更正为…`, `“…”修改为“…”`, `…延期至…`.

Each gives what changed, what it was and what it is, as stretches of the text; what a value means is
for the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.labels import plain
from papertrace.text.fold import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot

SHORTEST_ITEM = 2

_BECOMES = (
    r"(?:(?:现|均|应|应当|统一|一律|特此)?(?:更正|变更|修改|调整|更改|修正|订正|改|变)[为成]"
    r"|(?:正确的?(?:内容|金额|信息|表述)?)?应(?:该|当)?[为是]|正确的?(?:内容|金额|信息|表述)?[为是]|实(?:际|应)?为|延期至|延长至|推迟至|顺延至)"
)
_WRONG = r"(?:(?:处|内容|表述|录入|填写)?(?:有误|错误|系?笔误|为误|不准确|不正确))?"
_OLD_NEW = re.compile(
    r"(?P<item>[^。；;\n]{0,60}?)[，,：:]?\s*(?:原(?:公告|文件|招标文件|采购文件|内容|为)?(?:中(?!标))?[:：为]?|由|将|[“\"])\s*[“\"]?(?P<before>[^。；;\n]{2,200}?)[”\"]?[，,；;。\s]*"
    r"(?:现)?(?:更正为|变更为|修改为|调整为|更改为|改为|延期至|延长至|推迟至|顺延至|修正为|变为)[:：]?\s*[“\"]?(?P<after>(?:[^。；;\n”\"，,]|[，,](?![^，,。；;\n]{2,30}[由从][^，,。；;\n]{1,60}(?:改|更正|变更|修改|调整)[为成])){1,200})"
)
_QUOTED = re.compile(
    r"(?P<item>[^。；;\n“\"「]{0,60})[“\"「](?P<before>[^”\"」\n]{2,200})[”\"」]"
    rf"{_WRONG}[，,；;\s]*{_BECOMES}[:：]?\s*[“\"「](?P<after>[^”\"」\n]{{1,200}})[”\"」]"
)
"""原…“开标时间：9时”，修改为“开标时间：10时”."""
_MISTAKEN = re.compile(
    r"(?P<item>[^。；;，,：:\n“\"]{2,40}?)(?:误写|误录入?|误填|误印|误标|错写|错录|错误(?:地)?(?:写|录入|填写|标注))?(?:误)?[为成]\s*[:：]?\s*[“\"]?"
    rf"(?P<before>[^。；;，\n”\"]{{1,80}}?)[”\"]?[（(]?{_WRONG}[）)]?[，；;\s]+(?:现|特)?{_BECOMES}[:：]?\s*[“\"]?"
    r"(?P<after>[^。；;，\n”\"]{1,100})"
)
"""中标价误写为甲，应为乙."""
_OUGHT = re.compile(
    r"(?P<item>[^。；;，,：:\n“\"\d]{2,30}?)[:：为]?\s*[“\"]?(?P<before>(?:人民币|[￥¥])?\d[\d,.]*\s*(?:万|亿)?元?)[”\"]?"
    rf"{_WRONG}[，,；;\s]*应(?:该|当)?(?:更正|改)?[为是]\s*[:：]?\s*[“\"]?(?P<after>[^。；;，\n”\"]{{1,60}})"
)
"""成交金额1286.40万元应为128.64万元."""
_PAIRED = re.compile(
    r"原(?P<item>[^：:，。；\s]{2,20})[:：]\s*(?P<before>[^。；;\n]{1,120}?)"
    r"(?:[（(](?:因|由于|已|现)[^（）()]{1,40}[）)])?\s*[；;，,。\s]\s*"
    r"(?:现|变更后|更正后|调整后|修改后)(?:的)?(?P=item)(?:为)?[:：]?\s*(?P<after>[^。；;\n]{1,120})"
)
"""原中标金额：甲；变更后中标金额：乙."""
_LABELLED = re.compile(r"\s*([^：:，。；“”\d]{2,20})[：:]")
_NOW = re.compile(
    r"(?P<item>[^。；;，,：:\n]{2,40})[：:]\s*(?P<before>[^。；;，,\n]{2,80})[，,；;]\s*(?:现)?(?:更正为|变更为|修改为|调整为|更改为|改为|延期至|推迟至|顺延至|修正为)[:：]?\s*(?P<after>[^。；;\n]{1,200})"
)
_NEW = re.compile(
    r"(?P<item>[^。；;，,\n]{2,60}?)(?:现)?(?:更正为|变更为|修改为|调整为|更改为|改为|延期至|延长至|推迟至|顺延至|修正为)[:：]?\s*[“\"]?(?P<after>[^。；;\n”\"]{1,200})"
)
_KEYWORD = re.compile(
    r"(?:投标|响应|提交|递交|开标|截止|开启|获取|报名|公告(?!中)|公示(?!中)|评审|磋商|谈判)[^，。；:：\s“”\"「」《》]{0,14}(?:时间|日期|期限|地点)|(?:中标|成交)(?:(?:供应商|人|单位)(?:名称|地址|全称)?|金额|价)|(?:履约|投标|质量)保证金|工程量清单|招标控制价|最高限价|预算金额|采购需求|资格要求|评分标准|评标办法|技术参数"
)
_FROM = re.compile(
    r"\s*[“\"]?(?P<item>[^\d“\"由，,：:]{2,20}?)[”\"]?由[“\"]?(?P<value>[^由]+?)\s*", re.DOTALL
)
_COUNTED = re.compile(
    r"\s*(?P<item>[^\d“\"：:，,]{2,12}?(?:人数|名额|数量|金额|预算|限价|价|费|工期|期限|年龄|面积))(?:为|是)?"
    r"(?P<value>\d[\d,.]*\s*[^\d\s，,]{0,3})\s*"
)
_SHORT = re.compile(r"工期|预算|地点|时间|数量|金额|交期|质保|单价|总价|型号|品牌|期限")
_KEYWORD_2 = re.compile(
    r"开标|截止|采购文件|招标文件|项目编号(?![:：])|项目名称(?![:：])|图纸|清单|附件|采购公告|招标公告"
)


_TELLS = re.compile(
    r"(?:更正|变更|修改|调整|更改|修正|订正|改)[为成]|延期至|(?<!不)应(?:该|当)?为[:：]?\s*[“\"￥¥\d]"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、)\s*")


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed item: its name, what stood before, what holds now, and how sure that is."""

    item: Spot | None
    before: Spot | None
    after: Spot | None
    worth: float
    caption: Spot | None = None
    """A unit note above the table that the change stands in."""


def tells_change(text: str) -> bool:
    """Say whether a line says that something becomes, or ought to be, something else."""
    return bool(_TELLS.search(text) or _PAIRED.search(text))


def told_changes(spot: Spot) -> Iterator[Changed]:
    """Give what the sentences of a stretch change, the plainest wordings first."""
    text = spot.page.text[spot.start : spot.end]
    taken: list[tuple[int, int]] = []
    for pattern in (_PAIRED, _QUOTED, _MISTAKEN, _OUGHT, _OLD_NEW, _NOW, _NEW):
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            yield _change(spot, pattern, match)
        if taken and pattern not in {_PAIRED, _QUOTED, _MISTAKEN, _OUGHT}:
            return


def _change(spot: Spot, pattern: re.Pattern[str], match: re.Match[str]) -> Changed:
    """Make a change of what a sentence says, and find what it is about."""
    item = spot.part(match.start("item"), match.end("item"))
    after = spot.part(match.start("after"), match.end("after"))
    before = (
        spot.part(match.start("before"), match.end("before"))
        if "before" in pattern.groupindex
        else None
    )
    if before and (parted := _parted(before, after)):
        return Changed(parted[0], parted[1], after, 0.75)
    whole = spot.part(match.start(), match.end())
    bare = bare_item(item.text)
    told = item if len(bare) > SHORTEST_ITEM or _SHORT.fullmatch(bare) else None
    named = shared_label(before, after) if before else None
    named = named or named_in(item) or named_in(whole) or told or named_in(spot)
    return Changed(named, before, after, 0.75)


def _parted(before: Spot, after: Spot) -> tuple[Spot, Spot] | None:
    """Part what stood before into what changed and its value: `开标时间由3日`, `招聘人数30人`."""
    text = before.page.text[before.start : before.end]
    found = _FROM.fullmatch(text)
    if found is None and re.match(r"\s*\d", after.text):
        found = _COUNTED.fullmatch(text)
        unit = re.search(r"\D*\Z", after.text)
        if found is None or unit is None or not found["value"].endswith(unit[0].strip()):
            return None
    if found is None:
        return None
    return before.part(*found.span("item")), before.part(*found.span("value"))


def shared_label(before: Spot, after: Spot) -> Spot | None:
    """Give the label that what stood before begins with, unless what holds now has another."""
    text = before.page.text[before.start : before.end]
    first = _LABELLED.match(text)
    then = _LABELLED.match(after.page.text[after.start : after.end])
    if first is None or (then and plain(then[1]) != plain(first[1])):
        return None
    return before.part(*first.span(1))


def named_in(spot: Spot) -> Spot | None:
    """Give the words of a stretch that name what changed."""
    text = spot.page.text[spot.start : spot.end]
    match = _KEYWORD.search(text) or _KEYWORD_2.search(text)
    return spot.part(match.start(), match.end()) if match else None


def bare_item(text: str) -> str:
    """Give the name of an item without its number and colon."""
    return _NUMBERED.sub(
        "",
        squeeze(text),
    ).rstrip(":：,，、由将从把")
