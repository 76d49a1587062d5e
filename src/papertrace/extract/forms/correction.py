"""Corrections: what stood before and what holds now, one `amendment` a changed item.

Dates and sums come in normal form, everything else as printed. A correction never changes the facts
of the notice it corrects; both stand.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder, Spot
from papertrace.extract.change_sentences import (
    SHORTEST_ITEM,
    Changed,
    bare_item,
    named_in,
    shared_label,
    tells_change,
    told_changes,
)
from papertrace.extract.contracts import contract_facts
from papertrace.extract.labels import is_blank, numbered, plain, role_of
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.pairs import split
from papertrace.extract.problems import doubtful, expecting
from papertrace.extract.sums import NO_UNIT, Frame, sum_at
from papertrace.extract.supplements import supplement_facts, supplement_of
from papertrace.extract.suspensions import suspended
from papertrace.text.fold import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.listings import Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

_LONGEST_ITEM = 60
_LONGEST_SUM = 40
_WORDS_BESIDE_DATE = 14

NAME = "correction"
CHINESE = "更正公告"
VERSION = 2
KIND = "document"

_OLD_OR_NOW = re.compile(
    r"\s*(?P<when>原|现|变更后|更正后|调整后|延期后|新)(?:的)?"
    r"(?P<item>[^：:，。；\s]{2,16}(?:时间|日期|地点|金额|价|期限|名称|编号))\s*(?:[：:]|$)"
)
_WAS = re.compile(
    r"\s*(?:\d{1,2}[.、．]\s*)?原(?:公告|文件)?(?:中(?!标))?的?(?P<item>[^:：。；]{2,30})[:：]\s*(?P<before>\S.*)",
    re.DOTALL,
)
_VERBATIM = 300


def recognise(document: Document) -> bool:
    """Say whether the document corrects another."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one amendment a changed item."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    if not _of_posts(outline):
        yield from notice_of(outline, form)
    if _restates_contract(outline):
        yield from contract_facts(outline, form)
    yield from expecting("amendment", CHINESE, _amendments(outline, form))


def _restates_contract(outline: Outline) -> bool:
    """Say whether a supplement prints the contract's number, and its sum or day, by labels."""
    told = outline.of("contract_no") and outline.of("signed", "amount", "total", "revised")
    return bool(told) and supplement_of(outline) is not None


def _of_posts(outline: Outline) -> bool:
    """Say whether it corrects an advertisement of posts, which is no notice of a purchase."""
    return outline.kind.form == "job_correction"


def _amendments(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    if told := supplement_of(outline):
        yield from supplement_facts(outline, form, told)
        for change in _stated(outline):
            if not _touch(change, told.spots()):
                yield from _amendment(outline, form, change)
        return
    paused = list(suspended(outline.kind.title, outline.lines))
    for change in paused or list(_listed(outline)) or list(_renewed(outline)) or _stated(outline):
        yield from _amendment(outline, form, change)


def _stated(outline: Outline) -> list[Changed]:
    """Take what labels say; running text where it knows what stood before and they do not."""
    labelled = list(_labelled(outline))
    told = list(_told(outline))
    if labelled and all(c.before for c in labelled):
        taken = [s for c in labelled for s in (c.before, c.after) if s]
        return labelled + [c for c in told if c.before and not _touch(c, taken)]
    return told if not labelled or any(c.before for c in told) else labelled


def _listed(outline: Outline) -> Iterator[Changed]:
    for listing in outline.listings:
        if not listing.roles() & {"after", "before"}:
            continue
        for row in listing.rows:
            item = listing.find(
                row, "change_item", "item_name", "need", "project_name", "other", "change_matter"
            )
            before, after = listing.find(row, "before"), listing.find(row, "after")
            after = after or (listing.find(row, "change_text") if before else None)
            own = shared_label(before[1], after[1]) if before and after and not item else None
            if before or after:
                yield Changed(
                    item[1] if item else own or _leftmost(listing, row),
                    before[1] if before else None,
                    after[1] if after else None,
                    0.95,
                    listing.caption,
                )


def _leftmost(listing: Listing, row: Row) -> Spot | None:
    """Give the words that stand before the old value under a head nobody knows."""
    ends = [n for n, c in enumerate(listing.columns) if c.role in {"before", "after"}]
    told = [row.cells[n] for n in range(min(ends)) if n in row.cells]
    named = [s for s in told if not re.fullmatch(r"[\d.、\s]*", s.text)]
    return named[-1] if named else None


def _labelled(outline: Outline) -> Iterator[Changed]:
    """Read `更正前：…` and `更正后：…` lines; the line before them names the item."""
    before: Spot | None = None
    item: Spot | None = None
    pairs = outline.of("change_item", "before", "after")
    for pair, behind in zip_longest(pairs, pairs[1:]):
        if pair.role == "change_item":
            item = pair.value
        elif pair.role == "before":
            beside = behind is not None and behind.index == pair.index
            before = pair.value if beside else _whole(outline, pair.index, pair.value)
            item = item or named_in(before) or _above(outline, pair.index)
        else:
            if before is None and (former := _former(outline, pair.index)):
                item, before = former
            yield Changed(item, before, _whole(outline, pair.index, pair.value), 0.85)
            before = item = None


def _renewed(outline: Outline) -> Iterator[Changed]:
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
            yield Changed(*told.pop(name), value, 0.9)


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
        if (
            role_of(re.split(r"[:：]", line.text)[0])
            or numbered(line.text) in {"han", "digit", "paren"}
            or tells_change(line.text)
        ):
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
        if line.flat and SHORTEST_ITEM <= len(text) <= _LONGEST_ITEM and not role_of(line.text)
        else None
    )


def _told(outline: Outline) -> Iterator[Changed]:
    """Read running text: `原…现更正为…`, `…延期至…`; failing that, the text as it stands."""
    texts = [_whole(outline, p.index, p.value) for p in outline.of("change_text")]
    inside = [
        n.spot
        for n, z in zip(outline.lines, outline.zones, strict=True)
        if z == "change" and n.flat
    ]
    spots = texts + [s for s in inside if not any(_within(s, t) for t in texts)]
    beside = [n.spot for n in outline.lines if tells_change(n.text)]
    spots += [s for s in beside if not any(_within(s, t) for t in spots)]
    found = False
    for spot in spots:
        for change in told_changes(spot):
            found = True
            yield change
    if not found:
        for spot in (
            texts[:1] or [s for s in inside if not role_of(re.split(r"[:：]", s.text)[0])][:1]
        ):
            if not is_blank(spot.text):
                yield Changed(named_in(spot), None, spot, 0.7)


def _touch(change: Changed, taken: list[Spot]) -> bool:
    spots = [s for s in (change.before, change.after) if s]
    return any(
        a.page is b.page and a.start < b.end and b.start < a.end for a in spots for b in taken
    )


def _within(spot: Spot, other: Spot) -> bool:
    return (
        spot.page is other.page and other.start <= spot.start and spot.start < other.end
    ) or spot.end == other.end


def _amendment(outline: Outline, form: str, change: Changed) -> Iterator[Fact | Problem]:
    """Give an amendment; a sum without a unit is doubtful, and told."""
    builder = Builder(outline.document, "amendment", form)
    label = change.item.text if change.item else ""
    if change.item and label:
        builder.add("item", bare_item(change.item.printed), change.item)
    bare: list[Spot] = []
    for name, spot in (("before", change.before), ("after", change.after)):
        if spot and spot.text and not is_blank(spot.text):
            told = _unlabelled(spot, change.item)
            value, place, unitless = _value(told, change.item, change.caption)
            builder.add(name, value, place)
            bare += [place] if unitless else []
    if "after" not in builder.fields and "before" not in builder.fields:
        return
    fact = builder.fact(min(change.worth, 0.6) if bare else change.worth)
    yield fact
    for place in bare[:1]:
        message = f"No unit is printed for {place.printed.strip()[:30]}; it was taken as printed."
        yield doubtful("PT428", message, place, (fact.id,))


def _unlabelled(spot: Spot, item: Spot | None) -> Spot:
    """Take the item's own words off the beginning of what stood before or holds now."""
    label = bare_item(item.text) if item else ""
    text = spot.page.text[spot.start : spot.end]
    match = re.match(rf"\s*{_gapped(label)}\s*[:：为]\s*", text) if label else None
    return spot.part(match.end(), len(text)) if match and match.end() < len(text) else spot


def _gapped(label: str) -> str:
    return r"\s*".join(re.escape(c) for c in label)


def _value(spot: Spot, item: Spot | None, caption: Spot | None) -> tuple[str, Spot, bool]:
    """Give a date or a sum in normal form where the stretch states one and nothing else.

    The third says whether it is a sum of which no unit is printed.
    """
    text = spot.page.text[spot.start : spot.end]
    dates = dates_in(spot)
    if len(dates) == 1:
        rest = text.replace(dates[0][1].text, "", 1)
        if len(re.sub(r"[\s（(）)北京时间：:。，,前止]", "", rest)) <= _WORDS_BESIDE_DATE:
            return *dates[0], False
    head = item.bare if item else ""
    if re.search(r"价|金额|预算|保证金|费", head) and len(text) < _LONGEST_SUM:
        found = sum_at(spot, Frame(item, head, caption))
        if found and found.kind == "total" and found.reason != NO_UNIT:
            return found.value, found.spot, False
        if found and found.reason == NO_UNIT:
            return squeeze(spot.printed.strip()), spot, True
    return squeeze(spot.printed.strip()), spot, False
