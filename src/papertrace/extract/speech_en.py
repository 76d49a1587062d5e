"""The English verbs by which one says something, and who counts by watching; patterns alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.speakers import Act

VERBS: tuple[tuple[Act, str], ...] = (
    (
        "no_response",
        (
            r"(?:did not|didn['’]t|has not|have not|had not|hasn['’]t"
            r"|haven['’]t)\s+(?:immediately\s+|yet\s+)?(?:respond(?:ed)?"
            r"|repl(?:y|ied)|answer(?:ed)?|return(?:ed)?\s+(?:calls|messages))"
        ),
    ),
    (
        "decline",
        (
            r"(?:declined|refused)\s+(?:to\s+(?:comment|answer|respond|discuss)"
            r"|comment|an interview)|would not comment"
            r"|(?:had|has|gave|offered|made)\s+no\s+(?:immediate\s+)?comment"
        ),
    ),
    (
        "confirm_receipt",
        (
            r"(?:acknowledged|confirmed)\s+receipt|confirmed\s+(?:that\s+)?(?:it\s+)?(?:had\s+)?(?:received|receiving)"
        ),
    ),
    ("deny", r"(?:denied|denies|rejected|dismissed|disputed)\b"),
    (
        "assert",
        (
            r"(?:said|says|stated|states|told|announced|confirmed|added"
            r"|estimates|estimated|reported|wrote|claimed|noted|recalled"
            r"|described|warned|argued|insisted|maintained|maintains|insists|acknowledged|admitted|concluded|called(?!\s+(?:up)?on\b|\s+for\b)"
            r"|(?<=,\s)(?:warning|arguing|saying)(?=\s+that\b|\s+[“\"])"
            r"|alleged|believes?|puts?(?=\s[^.]{3,60}\sat\s)|reckons?"
            r"|reads?(?=\s+an?\s+(?:statement|notice|reply)))\b"
        ),
    ),
)
COUNTED = re.compile(
    r"\b(?:documented|recorded|counted|identified|found|logged|verified|tallied|listed)\b"
)
"""Verbs by which one who watches gives figures; of an office they tell what it did."""
WATCHERS = re.compile(
    r"Monitor|Watch|Group|Network|Institute|Observatory|Database|Archive|Coalition|Alliance|Foundation"
    r"|Association|University|Project|Rapporteur|Initiative|Commission|Centre|Center|Union|Amnesty|Rights"
    r"|group|organi[sz]ation|NGO|charity|watchdog|monitor|institute"
)
