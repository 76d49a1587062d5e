"""Fixed English renderings of loaded Chinese terms: another rendering is told, never mended.

The table is the project's own choice (docs/glossary.md says why); a story may deviate, knowingly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.model import Problem

if TYPE_CHECKING:
    from papertrace.model import Translation

RENDERINGS: tuple[tuple[str, str, str], ...] = (
    ("遣返", "repatriate, repatriation", r"repatriat"),
    ("遣送", "send back under escort", r"send\w* back|sent back|escort"),
    ("驱逐出境", "expel, expulsion; deport", r"expel|expuls|deport"),
    ("处置", "deal with, handle; disposal", r"deal(?:t|s|ing)? with|handl|dispos"),
    ("移交", "hand over, transfer", r"hand\w* over|hand-?over|transfer"),
    ("查处", "investigate and punish", r"investigat"),
    ("查获", "seize, catch", r"seiz|catch|caught|apprehend"),
    ("非法居留", "stay illegally, illegal residence", r"illegal\w*|overstay"),
)
"""Term, rendering, what the English words must hold."""


def deviations(translation: Translation) -> tuple[Problem, ...]:
    """Warn of loaded terms that an English translation renders otherwise."""
    if not translation.language.lower().startswith("en") and not translation.words.isascii():
        return ()
    return tuple(
        Problem(
            codes.RENDERING,
            "warning",
            f"{term} is rendered otherwise than by {told}: “{translation.words}”.",
            "Use the fixed rendering, or say in the story what the term means.",
        )
        for term, told, pattern in RENDERINGS
        if len(re.findall(pattern, translation.words, re.IGNORECASE))
        < translation.quote.count(term)
    )
