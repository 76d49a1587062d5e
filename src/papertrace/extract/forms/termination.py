"""Notices that a purchase ended without an award: unsuccessful or cancelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.failures import (
    CANCELLED,
    UNSUCCESSFUL,
    WEAK,
    ended_rows,
    listed_failures,
    reason_class,
)
from papertrace.extract.lots import lots_in
from papertrace.extract.notice import choices, notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import doubtful, expecting
from papertrace.extract.suppliers import winners
from papertrace.extract.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "termination"
CHINESE = "终止（废标）公告"
VERSION = 2
KIND = "document"

_REASONED = re.compile(f"{UNSUCCESSFUL.pattern}|{CANCELLED.pattern}")

_JOINED = re.compile(r"[\s、和及与,，]{1,3}|至|-|—|~")
_GOING = re.compile(
    r"正常|继续|不受(?:其)?影响|照常|如期|另行(?:公告|通知)|结果(?:另|将|详|公告)|(?<!未)(?:成交|中标)(?:供应商|人|结果)"
    r"|评审结束|有效(?!投标|供应|响应)"
)
"""What is said of a lot that goes on beside one that ended."""


def recognise(document: Document) -> bool:
    """Say whether the document ends a purchase without an award."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one termination a lot."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    chosen = choices(outline)["project_name"]
    ended = _terminations(outline, form, chosen.best.value if chosen else "")
    yield from expecting("termination", CHINESE, ended)
    won = [w for w in winners(outline, ("supplier",)) if w.price and not w.person]
    if won and won[0].price:
        message = "A winner with a sum stands in a notice of failure; no award was taken."
        yield doubtful("PT446", message, won[0].price.spot)


def _terminations(outline: Outline, form: str, project: str) -> Iterator[Fact]:
    reason = _reason(outline)
    if reason is None:
        return
    value, spot = reason
    lots = _lots(outline, project, spot)
    each: list[Spot | None] = [*lots] or [None]
    listed = list(listed_failures(outline)) or [f for f in ended_rows(outline) if f[0]]
    for ended, told_value, place in listed:
        builder = Builder(outline.document, "termination", form)
        if ended is not None:
            builder.add("lot", ended.name, ended.spot)
        builder.add("reason_class", told_value, place)
        yield builder.fact(0.9)
    if listed:
        return
    told_of = {lot.place: _own_reason(outline, lot) for lot in lots}
    some = any(told_of.values())
    for lot in each:
        builder = Builder(outline.document, "termination", form)
        own = None if lot is None else told_of[lot.place]
        if some and own is None:
            continue  # other lots have reasons of their own: this one did not end
        if lot is not None:
            builder.add("lot", "".join(lot.printed.split()), lot)
        builder.add("reason_class", *(own or (value, spot)))
        yield builder.fact(0.9 if _REASONED.search(spot.text) else 0.6)


def _own_reason(outline: Outline, lot: Spot) -> tuple[str, Spot] | None:
    """Give the reason that is told behind a lot and before what is told of the next one.

    Lots joined by 、 or 和 share what stands behind the last of them.
    """
    line = next((n.spot for n in outline.lines if n.spot.start <= lot.start < n.spot.end), None)
    if line is None or line.page is not lot.page:
        return None
    start = lot.end
    for after in (s for s in lots_in(line) if s.start > lot.start):
        if not _JOINED.fullmatch(line.page.text[start : after.start]):
            return _reason_in(type(lot)(lot.page, start, after.start))
        start = after.end
    return _reason_in(type(lot)(lot.page, start, line.end))


def _reason_in(clause: Spot) -> tuple[str, Spot] | None:
    """Read why lots ended; None where it says that they go on, or says nothing."""
    ended = reason_class(clause.text)
    going = _GOING.search(clause.text)
    first = _REASONED.search(clause.text)
    if not ended or (going and (first is None or going.start() < first.start())):
        return None
    return ended, clause


def _reason(outline: Outline) -> tuple[str, Spot] | None:
    """Read why it ended: from the part on reasons, else any line, else the title."""
    places = [
        n.spot
        for n, z in zip(outline.lines, outline.zones, strict=True)
        if z in {"reason", "failed"}
    ]
    places += [p.value for p in outline.of("reason")]
    title = outline.kind.title
    body = [n.spot for n in outline.lines if title is None or n.spot.place != title.place]
    for group in (places, body, [title] if title else []):
        for pattern, value in (
            (UNSUCCESSFUL, "unsuccessful"),
            (CANCELLED, "cancelled"),
            (WEAK, "cancelled"),
        ):
            for spot in group:
                match = pattern.search(spot.page.text[spot.start : spot.end])
                if match:
                    return value, spot.part(match.start(), match.end())
    return None


def _lots(outline: Outline, project: str, reason: Spot) -> list[Spot]:
    """Give the lots that ended: named in the part on reasons, failing that in title or sentence."""
    title = outline.kind.title
    parts = [
        n.spot
        for n, z in zip(outline.lines, outline.zones, strict=True)
        if z in {"reason", "failed"}
    ]
    sentence = [n.spot for n in outline.lines if n.spot.start <= reason.start < n.spot.end]
    for group in (parts, [title] if title else [], sentence):
        found: dict[str, Spot] = {}
        for spot in group:
            for place in lots_in(spot):
                name = "".join(place.text.split())
                if name not in told(project):
                    found.setdefault(name, place)
        if found:
            return list(found.values())
    return []
