"""Names of private persons in English prose, told by what stands around them.

An age, a trade, a kinship or a form of address says that two capitalised words are somebody. Who is
named with a public office, bodies, places and nations are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[A-Z][a-zà-öø-ÿ'’]+"
_NAME = rf"{_WORD}(?:[ -]{_WORD}(?:-[a-z]+)?|[ ](?:al|bin|ibn|de|van|von) {_WORD}){{1,2}}"
_PAIR = re.compile(rf"(?<![A-Za-z-]){_NAME}(?![A-Za-z-])")
_TRADE = (
    "trader|fisherm[ae]n|farmer|herder|driver|teacher|nurse|doctor|student|pastor|"
    "missionary|activist|defector|refugee|resident|villager|smuggler|broker|merchant|worker|"
    "labou?rer|translator|interpreter|lawyer|journalist|reporter|shopkeeper|cook|guide|"
    "soldier|survivor|victim|detainee|inmate|prisoner|migrant|widow|orphan|mother|father|"
    "wife|husband|son|daughter|brother|sister|aunt|uncle|cousin|grandmother|grandfather|"
    "neighbou?r|relative|friend|engineer|accountant|clerk|guard|witness|escapee|returnee|"
    "asylum seeker|businessm[ae]n|businesswom[ae]n|wom[ae]n|m[ae]n|girl|boy|teenager|dancer|"
    "singer|volunteer|priest|monk|nun|imam|barber|baker|tailor|waitress|waiter|carpenter|"
    "mechanic|miner"
)
_OF = (
    "son|daughter|wife|husband|mother|father|sister|brother|body|death|arrest|release|case|"
    "fate|whereabouts|detention|repatriation|return|disappearance|testimony|name|relative|"
    "relatives|family|families"
)
_BEHIND = re.compile(
    r",? \(?(?:aged? )?\d\d\)?(?=[,;.)\s])|, an? \d\d?-year-old|, (?:then )?\d\d,|, (?:who|whose)\b"
    r"| (?:said|told|recalled|testified|added|explained)\b"
    rf"|, an? (?:[\w-]+ ){{0,5}}(?:{_TRADE})\b|,? (?:her|his|their) (?:{_TRADE})\b"
)
"""What follows a name: an age, a trade, a clause about somebody."""
_BEFORE = re.compile(
    rf"\b(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) (?:[a-z-]+ )?(?:{_TRADE}),? "
    rf"|(?:{_TRADE}),? |(?:{_OF}) of |(?:Mr|Mrs|Ms|Miss|Dr|Rev)\.? "
    r"|(?:named|called|surnamed|identified as|known as|interview with|said|told|heard (?:from|of)) "
    r"|(?:questions?|asked|asking|knows?|inquir(?:y|ies)) about |(?:charges|case) against )\Z"
)
"""What leads to one."""
_REACH = 40
_TITLED = re.compile(
    r"(?:leader|president|premier|minister|chair(?:man|woman|person)|spokes(?:man|woman|person)|"
    r"ambassador|secretary|director|general|governor|mayor|marshal|chief|commissioner|rapporteur|"
    r"professor|prof\.|founder|head|analyst|researcher|editor),? \Z",
    re.IGNORECASE,
)
"""What stands before somebody who speaks for an office or a body."""
_OTHERS = (
    "The A An In On At By For From With When While After Before But And If This That These "
    "Those His Her Their Our Its He She They It As Of To Last Next Since Under Over Both Many "
    "Some Most Each Every No Not January February March April May June July August September "
    "October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday North "
    "South East West Northern Southern Eastern Western Central China Chinese Korea Korean "
    "Koreans Russia Russian Russians Japan Japanese Mongolia Mongolian Kazakhstan Uzbekistan "
    "Kyrgyzstan Tajikistan Vietnam Thailand Laos Myanmar America American Americans United "
    "States State Nations Kingdom European Europe Asia Asian Hong Kong Beijing Seoul Shanghai "
    "Pyongyang Moscow Tokyo Washington London Geneva New York Human Rights Watch Amnesty "
    "International Radio Free Foreign Affairs Ministry Minister Office Bureau Department "
    "Committee Council Court Commission Congress Party People Peoples Public Security Police "
    "Border River County City Province District Prefecture Town Village Street Road Lake "
    "Mountain Island Port Bay University Institute School Hospital College Company Group "
    "Agency Association Foundation Centre Center Station House Army Force Forces News Times "
    "Daily Post Press Journal Morning Herald Chronicle Report Act Law Convention Protocol "
    "Service Services Database National Republic Democratic Communist Workers Unification "
    "Immigration Exit Entry Inspection Bank Fund Church Mission Network Union Alliance "
    "Coalition Watchdog Global World Red Cross High Commissioner Refugees Special Rapporteur "
    "White Supreme Chief Senior Former Deputy Vice Spring Summer Autumn Winter Year Great "
    "Wall Yalu Tumen Jilin Liaoning Yunnan Xinjiang Tibet Heilongjiang Inner Ltd Inc Co Corp "
    "Limited Mr Mrs Ms Dr Christmas Easter Airport Hotel Square Market Camp Prison"
)
_NO_PERSON = frozenset(_OTHERS.split())
"""Words of months, places, bodies and nations, which are in no name that is looked for."""
_BREAK = re.compile(r"[ -]")


def english_names(text: str) -> Iterator[tuple[int, int]]:
    """Find names that an age, a trade or a kinship gives away: (start, end); linear."""
    for m in _PAIR.finditer(text):
        words = _BREAK.split(m[0])
        if not _NO_PERSON.isdisjoint(words):
            continue
        before = text[max(0, m.start() - _REACH) : m.start()]
        if _TITLED.search(before):
            continue
        if _BEHIND.match(text, m.end()) or _BEFORE.search(before):
            yield m.span()
