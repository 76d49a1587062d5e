"""Words that could lead to a source where few stand behind an account: places, trades.

It names what it finds and is meant to find too much: a warning costs a look, a source costs more.
The role under which the sources are told of is no such word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.options import text_of
from papertrace.text.places import find_places, latin_places

if TYPE_CHECKING:
    from papertrace.model import Claim, Evidence, Testimony

FEW = 2
"""So many sources or fewer are few."""
_NEAR_PLACE = re.compile(
    r"\b(?:village|town|township|county|district|city|hamlet|street|station|bridge|river|checkpoint"
    r"|crossing|border\s+post|camp|prison|jail|barracks?|hospital|clinic|school|church|market"
    r"|factory|mine|farm|port|pier|hotel)s?\b|村|镇|乡|县|市|街|桥|江|口岸|检查站|哨所|监狱|看守所|教堂",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"\b(?:guard|officer|driver|nurse|doctor|teacher|farmer|trader|broker|soldier|worker|official"
    r"|cook|cleaner|engineer|smuggler|monk|nun|priest|pastor|lawyer|judge|prosecutor|journalist"
    r"|reporter|student|professor|interpreter|translator|waiter|shopkeeper|merchant|hunter|shepherd"
    r"|herder|logger|miner|sailor|captain|pilot|tailor|barber|secretar(?:y|ie)|clerk|accountant|cadre"
    r"|director|commander|warden|mechanic|electrician|carpenter|builder|contractor|guide|caretaker"
    r"|inmate|prisoner|detainee|veteran|colonel|major|lieutenant|sergeant|inspector|detective)s?\b"
    r"|\b(?!(?:wo|hu)m[ae]n\b)(?:fisher|police|business|service|boat|trades|militia|repair|post"
    r"|work|cam[ea]ra|air|fire|noble|clergy|states|sales|ferry|watch)(?:wo)?m[ae]n\b"
    r"|警|司机|医生|护士|教师|农民|渔民|商人|军人|士兵|工人|干部|律师|法官|记者|学生|翻译|和尚|牧师|神父|船员",
    re.IGNORECASE,
)


def exposing(text: str, role: str = "") -> str:
    """Give the first words of a text that could lead to a source of this role; '' for none."""
    for pattern in (_NEAR_PLACE, _TRADE):
        for match in pattern.finditer(text):
            if not role or not match.group().lower().startswith(role.lower()):
                return match.group()
    found = [p.name for p in find_places(text)] or list(latin_places(text))
    return found[0] if found else ""


def testimonies_of(claim: Claim, evidence: Evidence) -> list[Testimony]:
    """Give the signed testimonies of a claim, the one that counts last."""
    name, role = text_of(claim, "claim") or claim.id, text_of(claim, "role")
    some = (t for t in evidence.testimonies if t.claim == name and t.role == role)
    return sorted(some, key=lambda t: (t.month, t.k))
