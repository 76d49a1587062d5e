"""Anchors whose context shows no private person: what rooms use in place of `model.anchor_of`.

The words before and behind a quote only help a reader to find it, and nothing is matched by them.
They are dropped up to the edge of the nearest name or number, where the anchor is made: the quote,
its boxes and its selector are those of the model, and verified as ever.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.model import anchor_of as model_anchor_of
from papertrace.text.personal_names import is_personal_name
from papertrace.text.personal_wary import loose, within

if TYPE_CHECKING:
    from papertrace.model import Anchor, Page
    from papertrace.model.facts import Role

_TOKEN = re.compile(r"[^\s、,，;；:：/|()（）\[\]。“”]+")
_LONGEST_NAME = 8
"""Characters of a bare name that a context may cut in two."""


def anchor_of(page: Page, start: int, end: int, field: str, role: Role = "") -> Anchor:
    """Make the anchor of `page.text[start:end]`, its context cut at the nearest private person.

    ValueError where nothing is printed there.
    """
    made = model_anchor_of(page, start, end, field, role)
    while page.text[start].isspace():
        start += 1
    while page.text[end - 1].isspace():
        end -= 1
    first = _last_name(page.text, start - len(made.prefix), start)
    last = _first_name(page.text, end, end + len(made.suffix))
    if first == start - len(made.prefix) and last == end + len(made.suffix):
        return made
    return replace(made, prefix=page.text[first:start], suffix=page.text[end:last])


def _last_name(text: str, start: int, end: int) -> int:
    """Give where `text[start:end]` is free of names up to its end."""
    hidden = within(loose(text), start, end)
    at = min(hidden[-1].end, end) if hidden else start
    for token in _TOKEN.finditer(text, max(0, start - _LONGEST_NAME), end):
        if token.end() > at and is_personal_name(token[0]):
            at = token.end()
    return at


def _first_name(text: str, start: int, end: int) -> int:
    """Give where `text[start:end]` is free of names from its start."""
    hidden = within(loose(text), start, end)
    at = max(hidden[0].start, start) if hidden else end
    for token in _TOKEN.finditer(text, start, min(len(text), end + _LONGEST_NAME)):
        if token.start() >= at:
            break
        if is_personal_name(token[0]):
            return token.start()
    return at
