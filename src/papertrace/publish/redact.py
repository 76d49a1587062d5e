"""What must not be shown: private persons' names and numbers, on pages and in strings.

It blanks; it never shortens, so that what is shown still lines up with the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.model import boxes_of
from papertrace.text.persons import is_personal_name, personal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import AcceptedFact, Box, Page

BLANK = "\u2588"
"""What stands for each masked character."""
_SHORTEST = 2
"""Characters of a secret that can be looked for elsewhere."""
_CUT = 16
"""A context of this many characters was cut, perhaps inside a name."""
_CUT_NAME = 4
"""Words of so many characters are left in a context: there, words of forms outnumber names."""
_TOKEN = re.compile(r"[^\s、,，;；:：/|()（）\[\]。]+")


def masks(page: Page) -> tuple[Box, ...]:
    """Box everything on a page that must not be shown, in points, one box a line."""
    found: dict[Box, None] = {}
    for span in personal(page.text):
        found.update(dict.fromkeys(boxes_of(page, span.start, span.end)))
    return tuple(found)


def _blanked(text: str, start: int, end: int) -> str:
    hidden = "".join(c if c.isspace() else BLANK for c in text[start:end])
    return text[:start] + hidden + text[end:]


def masked_text(text: str, secrets: Iterable[str] = ()) -> str:
    """Blank private names and numbers in a string, and each of `secrets` wherever it stands."""
    for span in personal(text):
        text = _blanked(text, span.start, span.end)
    for secret in secrets:
        text = text.replace(secret, BLANK * len(secret))
    return text


def masked_party(text: str, secrets: Iterable[str] = ()) -> str:
    """Blank the name of a party where it is a bare personal name, whatever else is masked in it."""
    if is_personal_name(text):
        return _blanked(text, 0, len(text))
    return masked_text(text, secrets)


def masked_context(text: str, secrets: Iterable[str] = (), *, before: bool) -> str:
    """Blank names in the words before (or behind) a quote, where no label may be left to see.

    The word at the far end of a context that was cut is dropped: it may be half a name.
    """
    if len(text) >= _CUT:
        words = list(_TOKEN.finditer(text))
        if words and before and words[0].start() == 0:
            text = text[words[0].end() :]
        elif words and not before and words[-1].end() == len(text):
            text = text[: words[-1].start()]
    text = masked_text(text, secrets)
    for word in _TOKEN.finditer(text):
        if len(word[0]) < _CUT_NAME and is_personal_name(word[0]):
            text = _blanked(text, word.start(), word.end())
    return text


def secrets_of(facts: Iterable[AcceptedFact]) -> tuple[str, ...]:
    """Collect the private names and numbers that stand in the facts' quotes and around them."""
    found: set[str] = set()
    for fact in facts:
        for a in fact.anchors:
            around = a.prefix + a.quote + a.suffix
            found.update(around[s.start : s.end].strip() for s in personal(around))
    return tuple(sorted((s for s in found if len(s) >= _SHORTEST), key=lambda s: (-len(s), s)))
