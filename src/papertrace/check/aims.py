"""Whether a sentence tells a target as an aim or as a deed.

A performance target says what a body is to do. A story may not tell it as done: the sentence needs
a word of aim, and no verb of done deeds stands with the figure. The words that stand nearest
decide: those linked, then those of the clause, then those of the sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.stages import levels

if TYPE_CHECKING:
    from papertrace.model import Claim

_AIM = re.compile(
    r"\b(?:goals?|targets?|targeted|aims?|aimed|aiming|quotas?|objectives?|benchmarks?|indicators?"
    r"|(?:is|are|was|were|be|being)\s+(?:each\s+)?(?:to|supposed\s+to|expected\s+to|meant\s+to)\b"
    r"|each\s+to|plans?|planned|planning|intends?|intended|proposes?|proposed"
    r"|budgets?(?=\s+for)|budgeted|earmarked|should|must|shall|ought|ha(?:s|ve|d)\s+to|will|would"
    r"|requir(?:es?|ed|ing|ements?)|demand(?:s|ed)?|expect(?:s|ed|ations?)?|oblig(?:es?|ed)"
    r"|order(?:s|ed)|tasked|asks?\s+(?:for|that)|asked\s+to|call(?:s|ed)\s+for|minimum|maximum"
    r"|sets?\s+(?:a|an|the|at|as|for|out)|if|unless|provided\s+that|(?:wants?|seeks?|hopes?)\s+to"
    r"|budget\s+(?:includes?|provides?)\b(?=[^.;]*\bfor))\b"
    r"|目标|指标|应当?|须|必须|要求|计划|拟|任务|考核|如果|力争|确保",
    re.IGNORECASE,
)
_BE = r"(?:be|being|is|are|was\s+to\s+be|were\s+to\s+be|get|gets)\s+(?:\w+ly\s+)?"
_IRREGULAR = (
    "made|did|dealt|sent|took|held|caught|met|reached|got|brought|put|drove|found|kept|gave|ran"
    "|went|came|paid|spent|built|won|saw|led|beat|threw|shot|sold|bought|taken"
    "|done|driven|given|gone|seen|thrown|shown"
)
_NO_DEED = (
    "plann|target|propos|intend|requir|demand|expect|oblig|order|task|aim|ask|call|publish|print"
    "|nam|list|bas|stat|dat|budget|earmark|allocat|unspecifi|invent|suppos|mention|describ|cover"
    "|follow|releas|issu|entitl|unit|se|ne|fe|spe|excee|procee|succee|hundr|indee|allott|schedul|includ|involv|total"
    "|increas|decreas|doubl|tripl|halv|rais|lower|reduc|jump|climb|surg|dropp|declin"
)
_DEED = re.compile(
    rf"(?<!\w)(?P<be>{_BE})?(?P<verb>(?!(?:{_NO_DEED})ed\b)[a-z]{{2,}}ed|{_IRREGULAR})\b"
    r"|已经?|曾|了(?!解)|实际|完成率?[为达]",
    re.IGNORECASE,
)


def told_as_done(claim: Claim) -> str:
    """Say in a sentence that the words tell a target as a deed; '' where they tell an aim."""
    for level in levels(claim):
        deed = _deed(level)
        if deed:
            return f"The document states a goal; {deed!r} tells it as done."
        if _AIM.search(level):
            return ""
    return "The document states a goal; no word of the sentence says so (goal, is to, must …)."


def _deed(text: str) -> str:
    """Give the first verb of done deeds in a text; '' where there is none."""
    return next((m.group().strip() for m in _DEED.finditer(text) if not m["be"]), "")
