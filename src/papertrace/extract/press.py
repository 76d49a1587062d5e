"""Whether a paper is of the press: it reports what offices say, and is no notice of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.bindings import is_latin
from papertrace.extract.papers import sentences, text_of
from papertrace.extract.speakers import told_in as chinese
from papertrace.extract.speakers_en import told_in as english

if TYPE_CHECKING:
    from papertrace.extract.papers import Paper

_PRESS = re.compile(
    r"记者|本报|本网|本台|讯[）)】\s]|新华社|中新|通讯员|来源[:：]|日电|责任编辑|采访|融媒"
)


def reported(paper: Paper) -> bool:
    """Say whether a paper reports what offices say: press, not an authority's own notice."""
    spots = sentences(paper.lines)
    press = any(_PRESS.search(text_of(s)) for s in spots)
    told = 0
    for spot in spots:
        text = text_of(spot)
        told += any(s.org for s in (english(text) if is_latin(text) else chinese(text)))
        if told > (not press):
            return True
    return False
