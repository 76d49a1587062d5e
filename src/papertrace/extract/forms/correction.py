"""Corrections: what stood before and what holds now, one `amendment` a changed item.

Dates and sums come in normal form, everything else as printed. A correction never changes the facts
of the notice it corrects; both stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder, Spot
from papertrace.extract.labels import is_blank, numbered, plain, role_of
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.pairs import split
from papertrace.extract.problems import expecting
from papertrace.extract.sums import Frame, sum_at
from papertrace.text.fold import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

_LONGEST_ITEM = 60
_LONGEST_SUM = 40
_SHORTEST_ITEM = 2
_WORDS_BESIDE_DATE = 14

NAME = "correction"
CHINESE = "更正公告"
VERSION = 2
KIND = "document"

_OLD_NEW = re.compile(
    r"(?P<item>[^。；;\n]{0,60}?)[，,：:]?\s*(?:原(?:公告|文件|招标文件|采购文件|内容|为)?(?:中(?!标))?[:：为]?|由|将|[“\"])\s*[“\"]?(?P<before>[^。；;\n]{2,200}?)[”\"]?[，,；;。\s]*"
    r"(?:现)?(?:更正为|变更为|修改为|调整为|更改为|改为|延期至|延长至|推迟至|顺延至|修正为|变为)[:：]?\s*[“\"]?(?P<after>[^。；;\n”\"]{1,200})"
)
_QUOTED = re.compile(
    r"(?P<item>[^。；;\n“\"「]{0,60})[“\"「](?P<before>[^”\"」\n]{2,200})[”\"」][，,；;\s]*"
    r"(?:现|均|应)?(?:更正|变更|修改|调整|更改|修正|改)为[:：]?\s*[“\"「](?P<after>[^”\"」\n]{1,200})[”\"」]"
)
"""原…“开标时间：9时”，修改为“开标时间：10时”."""
_OLD_OR_NOW = re.compile(
    r"\s*(?P<when>原|现|变更后|更正后|调整后|延期后|新)(?:的)?"
    r"(?P<item>[^：:，。；\s]{2,16}(?:时间|日期|地点|金额|价|期限|名称|编号))\s*(?:[：:]|$)"
)
_LABELLED = re.compile(r"\s*([^：:，。；“”\d]{2,20})[：:]")
_NOW = re.compile(
    r"(?P<item>[^。；;，,：:\n]{2,40})[：:]\s*(?P<before>[^。；;，,\n]{2,80})[，,；;]\s*(?:现)?(?:更正为|变更为|修改为|调整为|更改为|改为|延期至|推迟至|顺延至|修正为)[:：]?\s*(?P<after>[^。；;\n]{1,200})"
)
_NEW = re.compile(
    r"(?P<item>[^。；;，,\n]{2,60}?)(?:现)?(?:更正为|变更为|修改为|调整为|更改为|改为|延期至|延长至|推迟至|顺延至|修正为)[:：]?\s*[“\"]?(?P<after>[^。；;\n”\"]{1,200})"
)
_KEYWORD = re.compile(
    r"(?:投标|响应|提交|递交|开标|截止|开启|获取|报名|公告(?!中)|公示(?!中)|评审|磋商|谈判)[^，。；:：\s“”\"「」《》]{0,14}(?:时间|日期|期限|地点)|(?:中标|成交)(?:供应商|人|单位|金额|价)|工程量清单|招标控制价|最高限价|预算金额|采购需求|资格要求|评分标准|评标办法|技术参数"
)
_KEYWORD_2 = re.compile(
    r"开标|截止|采购文件|招标文件|项目编号(?![:：])|项目名称(?![:：])|图纸|清单|附件|采购公告|招标公告"
)
_WAS = re.compile(
    r"\s*(?:\d{1,2}[.、．]\s*)?原(?:公告|文件)?(?:中)?的?(?P<item>[^:：。；]{2,30})[:：]\s*(?P<before>\S.*)",
    re.DOTALL,
)
_VERBATIM = 300


@dataclass(frozen=True, slots=True)
class _Change:
    item: Spot | None
    before: Spot | None
    after: Spot | None
    worth: float


def recognise(document: Document) -> bool:
    """Say whether the document corrects another."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one amendment a changed item."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from expecting("amendment", CHINESE, _amendments(outline, form))


def _amendments(outline: Outline, form: str) -> Iterator[Fact]:
    for change in list(_listed(outline)) or list(_renewed(outline)) or _stated(outline):
        fact = _amendment(outline, form, change)
        if fact:
            yield fact


def _stated(outline: Outline) -> list[_Change]:
    """Take what labels say; running text where it knows what stood before and they do not."""
    labelled = list(_labelled(outline))
    if labelled and all(c.before for c in labelled):
        return labelled
    told = list(_told(outline))
    return told if not labelled or any(c.before for c in told) else labelled


def _listed(outline: Outline) -> Iterator[_Change]:
    for listing in outline.listings:
        if not listing.roles() & {"after", "before"}:
            continue
        for row in listing.rows:
            item = listing.find(
                row, "change_item", "item_name", "need", "project_name", "other", "change_matter"
            )
            before, after = listing.find(row, "before"), listing.find(row, "after")
            after = after or (listing.find(row, "change_text") if before else None)
            if before or after:
                yield _Change(
                    item[1] if item else None,
                    before[1] if before else None,
                    after[1] if after else None,
                    0.95,
                )


def _labelled(outline: Outline) -> Iterator[_Change]:
    """Read `更正前：…` and `更正后：…` lines; the line before them names the item."""
    before: Spot | None = None
    item: Spot | None = None
    for pair in outline.of("change_item", "before", "after"):
        if pair.role == "change_item":
            item = pair.value
        elif pair.role == "before":
            before = _whole(outline, pair.index, pair.value)
            item = item or _named(before) or _above(outline, pair.index)
        else:
            if before is None and (former := _former(outline, pair.index)):
                item, before = former
            yield _Change(item, before, _whole(outline, pair.index, pair.value), 0.85)
            before = item = None


def _renewed(outline: Outline) -> Iterator[_Change]:
    """Read `原开标时间` and `现开标时间`, each with its value behind it or in the next cell."""
    told: dict[str, tuple[Spot, Spot]] = {}
    for line, after in zip(outline.lines, [*outline.lines[1:], None], strict=True):
        found = _OLD_OR_NOW.match(line.spot.page.text[line.spot.start : line.spot.end])
        if found is None:
            continue
        value = line.spot.part(found.end(), line.spot.end - line.spot.start)
        if not value.text and after and (after.table, after.row) == (line.table, line.row):
            value = after.spot
        name = "".join(found["item"].split())
        item = line.spot.part(*found.span("item"))
        if not value.text:
            continue
        if found["when"] == "原":
            told[name] = item, value
        elif name in told:
            yield _Change(*told.pop(name), value, 0.9)


def _former(outline: Outline, index: int) -> tuple[Spot, Spot] | None:
    """Read `原开标时间：…` on the line above: what changed, and what it was."""
    spot = outline.lines[index - 1].spot if index else None
    found = _WAS.match(spot.page.text[spot.start : spot.end]) if spot else None
    if spot is None or found is None:
        return None
    return spot.part(*found.span("item")), spot.part(*found.span("before"))


def _whole(outline: Outline, index: int, value: Spot) -> Spot:
    """Give a value with the lines behind it, until a label, a heading or the next part."""
    end = value.end
    started = False
    for line, zone in zip(outline.lines[index:], outline.zones[index:], strict=True):
        if line.spot.page is not value.page or not line.flat or zone != outline.zones[index]:
            break
        if line.spot.start <= value.start:
            started = True
            continue
        if not started or line.spot.start < value.end:
            continue
        if role_of(re.split(r"[:：]", line.text)[0]) or numbered(line.text) in {
            "han",
            "digit",
            "paren",
        }:
            break
        if end - value.start > _VERBATIM:
            break
        end = line.spot.end
    return Spot(value.page, value.start, end)


def _above(outline: Outline, index: int) -> Spot | None:
    """Give the line above a pair where it names an item and is no label of its own."""
    if index == 0:
        return None
    line = outline.lines[index - 1]
    text = plain(line.text)
    if split(line.text):
        return None
    return (
        line.spot
        if line.flat and _SHORTEST_ITEM <= len(text) <= _LONGEST_ITEM and not role_of(line.text)
        else None
    )


def _told(outline: Outline) -> Iterator[_Change]:
    """Read running text: `原…现更正为…`, `…延期至…`; failing that, the text as it stands."""
    texts = [_whole(outline, p.index, p.value) for p in outline.of("change_text")]
    inside = [
        n.spot
        for n, z in zip(outline.lines, outline.zones, strict=True)
        if z == "change" and n.flat
    ]
    spots = texts + [s for s in inside if not any(_within(s, t) for t in texts)] or [
        n.spot
        for n in outline.lines
        if re.search(r"更正为|变更为|修改为|调整为|延期至|改为", n.text)
    ]
    found = False
    for spot in spots:
        for change in _sentences(spot):
            found = True
            yield change
    if not found:
        for spot in (
            texts[:1] or [s for s in inside if not role_of(re.split(r"[:：]", s.text)[0])][:1]
        ):
            if not is_blank(spot.text):
                yield _Change(_named(spot), None, spot, 0.7)


def _within(spot: Spot, other: Spot) -> bool:
    return (
        spot.page is other.page and other.start <= spot.start and spot.start < other.end
    ) or spot.end == other.end


def _sentences(spot: Spot) -> Iterator[_Change]:
    text = spot.page.text[spot.start : spot.end]
    taken: list[tuple[int, int]] = []
    for pattern in (_QUOTED, _OLD_NEW, _NOW, _NEW):
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            yield _change(spot, pattern, match)
        if taken and pattern is not _QUOTED:
            return


def _change(spot: Spot, pattern: re.Pattern[str], match: re.Match[str]) -> _Change:
    """Make a change of what a sentence says, and find what it is about."""
    item = spot.part(match.start("item"), match.end("item"))
    after = spot.part(match.start("after"), match.end("after"))
    before = (
        spot.part(match.start("before"), match.end("before"))
        if "before" in pattern.groupindex
        else None
    )
    whole = spot.part(match.start(), match.end())
    told = item if len(_bare_item(item.text)) > _SHORTEST_ITEM else None
    named = _shared(before, after) if before else None
    named = named or _named(item) or _named(whole) or told or _named(spot)
    return _Change(named, before, after, 0.75)


def _shared(before: Spot, after: Spot) -> Spot | None:
    """Give the label that what stood before begins with, unless what holds now has another."""
    text = before.page.text[before.start : before.end]
    first = _LABELLED.match(text)
    then = _LABELLED.match(after.page.text[after.start : after.end])
    if first is None or (then and plain(then[1]) != plain(first[1])):
        return None
    return before.part(*first.span(1))


def _named(spot: Spot) -> Spot | None:
    """Give the words of a stretch that name what changed."""
    text = spot.page.text[spot.start : spot.end]
    match = _KEYWORD.search(text) or _KEYWORD_2.search(text)
    return spot.part(match.start(), match.end()) if match else None


def _amendment(outline: Outline, form: str, change: _Change) -> Fact | None:
    builder = Builder(outline.document, "amendment", form)
    label = change.item.text if change.item else ""
    if change.item and label:
        builder.add("item", _bare_item(change.item.printed), change.item)
    for name, spot in (("before", change.before), ("after", change.after)):
        if spot and spot.text and not is_blank(spot.text):
            value, place = _value(_unlabelled(spot, change.item), change.item)
            builder.add(name, value, place)
    if "after" not in builder.fields and "before" not in builder.fields:
        return None
    return builder.fact(change.worth)


def _bare_item(text: str) -> str:
    return re.sub(
        r"^(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、)\s*",
        "",
        squeeze(text),
    ).rstrip(":：,，、")


def _unlabelled(spot: Spot, item: Spot | None) -> Spot:
    """Take the item's own words off the beginning of what stood before or holds now."""
    label = _bare_item(item.text) if item else ""
    text = spot.page.text[spot.start : spot.end]
    match = re.match(rf"\s*{_gapped(label)}\s*[:：为]\s*", text) if label else None
    return spot.part(match.end(), len(text)) if match and match.end() < len(text) else spot


def _gapped(label: str) -> str:
    return r"\s*".join(re.escape(c) for c in label)


def _value(spot: Spot, item: Spot | None) -> tuple[str, Spot]:
    """Give a date or a sum in normal form where the stretch states one and nothing else."""
    text = spot.page.text[spot.start : spot.end]
    dates = dates_in(spot)
    if len(dates) == 1:
        rest = text.replace(dates[0][1].text, "", 1)
        if len(re.sub(r"[\s（(）)北京时间：:。，,前止]", "", rest)) <= _WORDS_BESIDE_DATE:
            return dates[0]
    head = item.bare if item else ""
    if re.search(r"价|金额|预算|保证金|费", head) and len(text) < _LONGEST_SUM:
        found = sum_at(spot, Frame(item, head))
        if found and found.kind == "total":
            return found.value, found.spot
    return squeeze(spot.printed.strip()), spot
