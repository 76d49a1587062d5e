"""A speaker told by his office alone (发言人称), whose body stands in a sentence before.

The body is one that spoke there, failing that the one that held the press conference. Where two
did, nobody is meant for sure. Patterns and stretches only; whom it binds is for `bindings`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.papers import text_of
from papertrace.extract.speakers import DENIAL, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.speakers import Act, Span

UNIT = re.compile(r"(?P<noun>支队|大队|总队|中队|总站|公安局|警方|边检站|检查站|口岸办|海关|外办)")
"""Short names of a body whose whole name stands before."""
_ALONE = re.compile(
    r"^\s*(?:对此|会上|会后|随后|此外|同时|另外|就此|在回答(?:提问|记者提问)时)?[，,]?"
    r"(?P<role>(?:新闻)?发言人|(?:有关|相关)?负责人|(?:副)?政委|(?:副)?(?:局长|站长|主任|支队长|大队长|总队长))"
    r"(?:还|也|又|并|则|随后|进一步|同时|再次|当天|当日|对此|明确)*"
    r"(?:(?P<decline>(?:拒绝|不予|未予)(?:置评|评论|回应))|(?P<deny>否认)"
    r"|(?P<assert>表示|称|说|指出|强调|介绍(?:说)?|透露|回应(?:称|说)|通报(?:称|说)|证实))[，,：:]?"
)
_BODY = (
    r"[一-鿿]{2,20}?(?:外交部|公安部|国防部|移民管理局|部|局|委员会|政府|总站|边检站|检查站|支队|总队|大队"
    r"|厅|办公室|海关|检察院|法院|使馆)"
)
_HELD = re.compile(
    rf"(?:^|[，,。：:）)\s]|日)(?P<first>外交部|公安部|国防部|{_BODY})(?:(?:与|和|、|会同|联合)(?P<second>{_BODY}|公安部|外交部|国防部))?"
    r"(?:(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日|近日|日前|今天|今日|当天|上午|下午|联合|在[^，。]{2,12}|于[^，。]{2,12})*"
    r"(?:主持|举行|召开|举办|开展)[^，。]{0,16}(?:会|活动|开放日|仪式|行动|演练|座谈)"
)
_MARKS = " ，,：:。；;“”"


def role_alone(text: str) -> Said | None:
    """Read a sentence whose subject is an office without a body; None for any other."""
    found = _ALONE.match(text)
    if found is None:
        return None
    acts: tuple[Act, ...] = ("decline", "deny", "assert")
    act = next(a for a in acts if found[a])
    start, end = found.end(), len(text)
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    words = (start, end) if end - start > 3 and act != "decline" else None  # noqa: PLR2004
    if act == "assert" and words and DENIAL.search(text, *words):
        return Said("deny", found.span("assert"), role=found.span("role"), proposition=words)
    return Said(act, found.span(act), role=found.span("role"), proposition=words)


def convened(spots: Sequence[Spot]) -> dict[str, tuple[Spot, Span]]:
    """Give the bodies that sentences say held a press conference, each with its place."""
    found: dict[str, tuple[Spot, Span]] = {}
    for spot in spots:
        for match in _HELD.finditer(text_of(spot)):
            for group in ("first", "second"):
                if match[group]:
                    found.setdefault(match[group], (spot, match.span(group)))
    return found
