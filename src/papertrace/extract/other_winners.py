"""Sentences that say of a winner in a table or at a label that he gave up, or that another won.

What they say comes before a rank; against a label it is a dispute for a person. Nothing is taken
from here but the doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.problems import doubtful
from papertrace.extract.winner_lines import said_winners

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.winners import Winner
    from papertrace.model import Problem

_GAVE_UP = re.compile(
    r"放弃|弃标|弃权|(?:被)?(?:取消|撤销)(?:其|了)?(?:中标|成交|中选|入围)|拒绝?签(?:订|署)?合同|资格被取消"
)
_NEXT = re.compile(r"(?:递补|顺延)[^，,。；;\d]{0,30}(?:中标|成交|中选)")
"""Words by which somebody comes after the first; the clause names the one who does."""
_FIRST = re.compile(r"第一(?:名|位|中标|成交|中选|候选)")
_STOP = re.compile(r"[，,。；;\n]")
_CLAUSE = 8
"""Characters of a clause that may name somebody; behind a shorter one he stands before it."""
_ANEW = re.compile(r"候选|推荐")
_REACH = 14
_DOUBTED = 0.4


def doubt_winners(outline: Outline, found: Sequence[Winner]) -> list[Problem]:
    """Lower the worth of winners that the text speaks against; give the Problems."""
    made: list[Problem] = []
    for spot in _gave_up(outline):
        follows = _NEXT.search(spot.bare)
        for each in found:
            named = each.supplier in spot.bare
            first = each.rank is not None and each.rank[0] == "1"
            lost = first and not named if follows else named or (first and _FIRST.search(spot.bare))
            if lost and not each.person:
                each.worth = min(each.worth, _DOUBTED)
                message = "A sentence says that the winner taken gave up or lost what was won."
                made.append(doubtful("PT453", message, spot))
    names = [w.supplier for w in found]
    for other in said_winners(outline) if found else ():
        name = other.names[0]
        behind = name.spot.page.text[name.spot.end : name.spot.end + _REACH]
        if _ANEW.search(behind) or any(name.value in n or n in name.value for n in names):
            continue
        for each in found:
            each.worth = min(each.worth, _DOUBTED)
        message = "A sentence names another winner than the one taken."
        made.append(doubtful("PT453", message, name.spot))
    return made


def _gave_up(outline: Outline) -> Iterator[Spot]:
    """Give the stretches of sentences before the words that somebody gave up."""
    for line in outline.lines:
        text = line.spot.page.text[line.spot.start : line.spot.end]
        for found in (*_GAVE_UP.finditer(text), *_NEXT.finditer(text)):
            start = found.start()
            while start and len(text[start : found.start()]) < _CLAUSE:
                before = [m.end() for m in _STOP.finditer(text, 0, max(0, start - 1))]
                start = before[-1] if before else 0
            yield line.spot.part(start, found.end())
