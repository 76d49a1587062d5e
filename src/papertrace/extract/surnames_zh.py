"""Chinese news calls an official by his name alone once his office was told: 汪某某表示, ….

The name is compared with the one behind an office (外交部发言人汪某某) in a sentence before, and is
never kept. Where two offices bear the name, nobody is meant for sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.papers import text_of
from papertrace.extract.speakers import DENIAL, Said
from papertrace.text.persons import is_personal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.speakers import Act, Span

_VERB = (
    r"(?:(?P<decline>(?:拒绝|不予|未予)(?:置评|评论|回应))|(?P<deny>否认)"
    r"|(?P<assert>表示|回应(?:称|说|道)?|指出|强调|介绍(?:说)?|透露|重申|补充(?:说|道)?|坦言|答道|称|说))"
)
_ADVERB = (
    r"(?:还|也|又|并|则|随后|进一步|同时|再次|当天|当日|对此|明确|就此"
    r"|在[^，。]{2,14}(?:上|中|时))*"
)
_FIRST = re.compile(
    rf"^\s*(?:对此|随后|此外|同时|另外|就此)?[，,]?(?P<who>[一-鿿·]{{2,4}}?){_ADVERB}{_VERB}[，,：:。]?"
)
_LAST = re.compile(rf"[”\"][，,]?(?P<who>[一-鿿·]{{2,4}}?){_ADVERB}{_VERB}[。.]?\s*$")
_OFFICE = (
    r"(?:^|[^一-鿿]日?|[据由对])(?P<org>[一-鿿（）]{{2,24}}?(?:部|局|委员会|政府|总站|站|支队|总队|大队|厅|署"
    r"|办公室|办|海关|院|使馆|领事馆|处|会))"
    r"(?P<role>(?:新闻)?发言人|(?:党委|党组)?(?:常务)?副?(?:局长|站长|处长|主任|部长|支队长|大队长|总队长|所长|科长|县长"
    r"|市长|州长|省长|书记|司长|厅长|政委|大使|总领事)|教导员|(?:相关|有关)?负责人){who}"
)
_MARKS = " ，,：:。；;“”"


def named_again(text: str, earlier: Sequence[Spot]) -> tuple[Spot, Said] | None:
    """Read what an official says who is called by name alone: (the sentence of his office, what).

    `earlier` are the sentences before. None where no sentence tells his office, or two tell two.
    """
    found = _FIRST.match(text)
    last = None if found else _LAST.search(text)
    told = found or last
    if told is None or not is_personal_name(told["who"]):
        return None
    office = re.compile(_OFFICE.format(who=re.escape(told["who"])))
    known = [(s, m) for s in earlier if (m := office.search(text_of(s)))]
    if len({m["org"] for _, m in known}) != 1:
        return None
    spot, match = known[0]
    act: Act = "decline" if told["decline"] else "deny" if told["deny"] else "assert"
    words = _stripped(text, (0, told.start()) if last else (told.end(), len(text)))
    if act == "assert" and words and DENIAL.search(text, *words):
        act = "deny"
    verb = told.span("decline" if told["decline"] else "deny" if told["deny"] else "assert")
    words = None if act == "decline" else words
    return spot, Said(act, verb, match.span("org"), match.span("role"), proposition=words)


def _stripped(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004  (nothing said)
