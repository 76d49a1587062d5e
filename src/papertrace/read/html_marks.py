"""Which elements of an HTML page are struck out, raised or lowered: by tag, style, or style sheet.

It reads no text and marks nothing; it says what mark the text of an element has.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import SelectolaxError

from papertrace.text.struck import LOWERED, OPENS, OVER, RAISED, UNDER

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

TAGS: Final = {"del": OPENS, "s": OPENS, "strike": OPENS, "sup": RAISED, "sub": LOWERED}
CHILDREN: Final = {
    "mfrac": (OVER, OVER, UNDER),
    "msup": ("", "", RAISED),
    "msub": ("", "", LOWERED),
    "msubsup": ("", "", RAISED),
    "mroot": ("", "", RAISED),
    "mover": ("", "", RAISED),
    "munder": ("", "", LOWERED),
}
"""Element of a formula -> mark of its first and of its further children (counted from 1)."""
_MAY: Final = re.compile(r"line-through|vertical-align\s*:\s*(?:super|sub|text-top)", re.IGNORECASE)
_THROUGH: Final = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_ALIGNED: Final = re.compile(r"vertical-align\s*:\s*(super|sub|text-top)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MOST: Final = 400
"""Rules of a page that are looked at."""
_NOT_AT_REST: Final = re.compile(r":(?:hover|active|visited|focus|target|checked)|@")


def styled(style: str) -> str:
    """Give the mark that declarations of a style put around text; '' for none."""
    if not style:
        return ""
    if _THROUGH.search(style):
        return OPENS
    found = _ALIGNED.search(style)
    if found is None:
        return ""
    return LOWERED if found[1].lower() == "sub" else RAISED


def ruled(text: str, parser: LexborHTMLParser) -> dict[int, str] | None:
    """Give the elements that the style sheets of a page mark; None where no style of it does."""
    if not _MAY.search(text):
        return None
    found: dict[int, str] = {}
    for sheet in parser.css("style"):
        rules = _RULE.finditer(_COMMENT.sub("", sheet.text(deep=True)))
        for rule in [r for r in rules if _MAY.search(r[2])][:_MOST]:
            mark = styled(rule[2])
            if not mark or _NOT_AT_REST.search(rule[1]):
                continue
            with suppress(SelectolaxError, ValueError):  # a selector that is none selects nothing
                found.update((node.mem_id, mark) for node in parser.css(rule[1].strip()))
    return found
