"""Names in running text: joined to a label, before a form of address, with a sex, in a list.

It takes a name only where words around it say that it is one, and only with a known surname.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.personal_labels import JOINED_LABEL, LATIN_LABEL, LOOSE_LABEL, ROLL
from papertrace.text.personal_names import is_personal_name
from papertrace.text.personal_roles import role_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_NAME_LENGTHS = (4, 3, 2)
_RUN = re.compile(rf"[{_HAN}]+")
_SPACED = re.compile(rf"[{_HAN}](?:[ \u3000]{{1,4}}[{_HAN}]){{1,3}}(?![{_HAN}])")
_SURNAME_APART = re.compile(rf"[{_HAN}][ \u3000]{{1,4}}[{_HAN}]{{2,3}}(?![{_HAN}])")
_NEXT = re.compile(
    r"(?:[（(][^（()）\n\t]{1,12}[)）])?(?:[ \u3000]*[、,，;；/|和与及][ \u3000]*|[ \u3000]+)"
)
"""What parts the names of a list; a remark in brackets may stand behind each."""
_SINGLE_TRADER = re.compile(r"(?:个体工商户|个体户|自然人)[:：（(\s]*")
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•‧・][{_HAN}]{{1,8}})+")
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_LATIN = re.compile(rf"[{_CAPITAL}][\w'’-]+(?:[ ·-][{_CAPITAL}][\w'’-]*){{1,3}}(?!\w)")
_LATIN_BODY = re.compile(
    r"\b(?:Co|Ltd|Inc|LLC|Corp|Company|Limited|Group|Office|Department|Dept|Bureau|Cent(?:er|re)|"
    r"Station|University|Hotel|Institute|Service|Services|Committee|Ministry|Agency|Of|And|The)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"[ \u3000]*(?:同志|先生|女士|小姐|老师|[,，、（(]?[ \u3000]*[男女](?![{_HAN}]))"
)
"""A form of address or a sex, which stands behind a name."""
_MARKED = re.compile("同志|先生|女士|小姐|老师|男|女")
_LABELLED = re.compile(r"[A-Za-z]\s*[:：]|[MD](?:rs?|s|iss)\.? |Prof\.? ")
_PARTED = re.compile("[:： \u3000]")
"""What a line must hold before it is looked at for these."""
_LONGEST_RUN = 16
_CONTACTED = re.compile(
    rf"(?:与|向|找|和|跟|请|联系|咨询|致电)([{_HAN}]{{2,4}}?)(?:同志|先生|女士|老师|经理)?"
    r"(?:联系|咨询|接洽|对接|洽谈|反映|报名|索取|领取)"
)
_BEHIND = re.compile(
    r"同志|先生|女士|小姐|老师|参加|出席|签|联系|表示|介绍|负责|认为|提出|担任|主持|审核|经办|到场|在场|"
    r"现场|确认|验收|[等已于及是为向任说称男女]"
)
_SELDOM = frozenset("和有经应须能都从时全相后权符")
"""Surnames that are mostly other words where they stand right behind a label."""
_LEAD = re.compile(r"[与和及由请向经为是据对找给让被从跟同]$")


def prose_names(line: str) -> Iterator[tuple[int, int]]:
    """Find names by the words around them in one line: (start, end), in no order."""
    for label in LOOSE_LABEL.finditer(line) if _PARTED.search(line) else ():
        yield from names_at(line, label.end())
    for label in JOINED_LABEL.finditer(line):
        yield from _joined(line, label.end())
    for roll in ROLL.finditer(line):
        blank = _NEXT.match(line, roll.end())
        yield from names_at(line, blank.end() if blank else roll.end())
    for trader in _SINGLE_TRADER.finditer(line):
        yield from names_at(line, trader.end())
    for mark in _MARK.finditer(line) if _MARKED.search(line) else ():
        yield from _ending(line, mark.start())
    yield from role_names(line)
    for m in _CONTACTED.finditer(line):
        if is_personal_name(m[1]):
            yield m.span(1)
    for label in LATIN_LABEL.finditer(line) if _LABELLED.search(line) else ():
        name = _LATIN.match(line, label.end())
        if name and not _LATIN_BODY.search(name[0]):
            yield name.span()


def names_at(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Take the names that stand one behind another from `at`, up to the first other word."""
    trader = _SINGLE_TRADER.match(text, at)
    if trader:
        at = trader.end()
    while (found := _one(text, at)) is not None:
        yield found
        more = _NEXT.match(text, found[1])
        if more is None:
            return
        at = more.end()


def _one(text: str, at: int) -> tuple[int, int] | None:
    for pattern in (_DOTTED, _SPACED, _SURNAME_APART, _RUN):
        m = pattern.match(text, at)
        if m and is_personal_name(m[0]):
            return m.span()
    latin = _LATIN.match(text, at)
    if latin and not _LATIN_BODY.search(latin[0]):
        return latin.span()
    return None


def _joined(line: str, at: int) -> Iterator[tuple[int, int]]:
    """Take the name that a label runs into, where its end shows: a word of deeds, or no word."""
    run = _RUN.match(line, at)
    if run is None or run[0][0] in _SELDOM:
        return
    for length in _NAME_LENGTHS:
        name, rest = run[0][:length], run[0][length:]
        if len(name) == length and is_personal_name(name) and (not rest or _BEHIND.match(rest)):
            yield at, at + length
            return


def _ending(line: str, end: int) -> Iterator[tuple[int, int]]:
    """Take the name that a run of Han characters ends with: all of it, or what a word leads to."""
    start = end
    while start > max(0, end - _LONGEST_RUN) and _RUN.match(line[start - 1]):
        start -= 1
    for length in _NAME_LENGTHS:
        at = end - length
        if at < start or not is_personal_name(line[at:end]):
            continue
        label = next((m for m in JOINED_LABEL.finditer(line, start, end) if m.end() == at), None)
        if at == start or label or _LEAD.search(line[start:at]):
            yield at, end
            return
