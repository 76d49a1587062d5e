"""A post that is named behind its headcount, where no other is named: 招聘5名外语类文职人员."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.headcounts import N, number_of
from papertrace.extract.papers import sentences, text_of

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper

NOT_WANTED = re.compile(
    r"现有|在编|实有|编制|从业人员|服务人口|共有|比例|面试人|体检人|入围|少于|不足"
)
"""Words of sentences whose headcounts are of no post on offer."""
_COUNTED = re.compile(
    rf"(?:招聘|招录|招考|招募|聘用)\s*{N}\s*(?P<post>(?!(?:工作)?人员(?![一-鿿]))[一-鿿A-Za-z]{{2,20}}?"
    r"(?:人员|辅警|警察|翻译|员|师|工|司机|保安))(?=[，,。；;、（(“\"\s]|$)"
)


def counted(paper: Paper) -> tuple[Spot, int, Spot] | None:
    """Give the first such post: its name's place, its headcount, and where that is printed."""
    for spot in sentences(paper.lines):
        raw = text_of(spot)
        match = None if NOT_WANTED.search(raw) else _COUNTED.search(raw)
        value = number_of(match["n"]) if match else None
        if match and value is not None:
            return spot.part(*match.span("post")), value, spot.part(*match.span("n"))
    return None
