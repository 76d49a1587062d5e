"""How a page shows text that its author struck out: between marks, for people and for forms alike.

Readers write the marks, forms read past what stands between them. The text itself stays where it
stood: it can be searched and seen, and nobody takes it for what holds now.
"""

from __future__ import annotations

import re

OPENS = "〔划去："
CLOSES = "〕"
_STRUCK = re.compile(rf"{OPENS}[^〔〕]*{CLOSES}")


def blanked(text: str) -> str:
    """Give a text of the same length with blanks in place of what is struck out."""
    if OPENS not in text:
        return text
    return _STRUCK.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
