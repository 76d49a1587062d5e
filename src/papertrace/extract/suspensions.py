"""Notices that a purchase is suspended (暂停, 中止), which ends nothing: told apart from an end.

A suspension is a change of the notice before it. Where the text also says that the purchase ended,
or why it failed, it is an end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.change_sentences import Changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line

_SUSPENDED = re.compile(r"暂停|中止")
_ENDED = re.compile(
    r"终止|废标|流标|取消(?:采购|招标|本)|采购失败|招标失败|不足(?:三|3|两|2)家|不再(?:采购|实施)"
    r"|重新(?:组织)?(?:采购|招标)"
)
_WHAT = (
    r"(?:本?(?:次|项目)?的?)?(?P<item>(?:政府)?(?:采购|招标|招投标|投标|开标|评标|评审|磋商|谈判|交易)"
    r"(?:活动|工作|程序|事宜)?)"
)
_TELLS = re.compile(
    rf"(?P<after>暂停|中止){_WHAT}"
    rf"|{_WHAT.replace('item', 'before')}(?:予以|现|暂)?(?P<then>暂停|中止)"
)
_SURE = 0.85


def suspends(title: str, lines: Sequence[Line]) -> bool:
    """Say whether a title suspends a purchase and the text does not end it."""
    if not _SUSPENDED.search(title) or _ENDED.search(title):
        return False
    return not any(_ENDED.search("".join(line.spot.text.split())) for line in lines)


def suspended(title: Spot | None, lines: Sequence[Line]) -> Iterator[Changed]:
    """Give what is suspended, once: the activity as item, 暂停 or 中止 as what holds now."""
    if title is None or not _SUSPENDED.search(title.text):
        return
    body = [n.spot for n in lines if n.spot.place != title.place]
    for spot in (*body, title):
        found = _TELLS.search(spot.page.text[spot.start : spot.end])
        if found is None:
            continue
        what, then = ("item", "after") if found["after"] else ("before", "then")
        item, now = spot.part(*found.span(what)), spot.part(*found.span(then))
        yield Changed(item, None, now, _SURE)
        return
