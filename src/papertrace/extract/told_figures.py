"""Figures inside an attributed sentence: value, unit, hedge, period, denominator, direction.

A figure is what somebody said; nothing here adds, compares or rounds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from papertrace.extract.told_shares import SHARE, share_of
from papertrace.text.dates import find_dates
from papertrace.text.numerals import plain

Span = tuple[int, int]

_HEDGES = {
    "at least": ">=", "no fewer than": ">=", "no less than": ">=", "more than": ">", "over": ">",
    "up to": "<=",
    "as many as": "<=", "as much as": "<=",
    "at most": "<=", "no more than": "<=", "fewer than": "<", "less than": "<",
    "about": "~", "around": "~", "some": "~", "roughly": "~", "approximately": "~",
    "nearly": "almost",
    "almost": "almost", "close to": "almost", "an estimated": "~",
}  # fmt: skip
_COUNTABLE = (
    r"(?:people|persons|women|men|children|defectors|refugees|escapees|returnees|detainees|deportees|prisoners|nationals"
    r"|migrants|inmates|guards|officers|residents|workers|families|cases|incidents|arrests|deaths|stations|sites|centres|centers"
    r"|facilities|buildings|posts|cameras|boats|drones|watchtowers|towers|vehicles|cells|beds)"
)
_ADJECTIVES = (
    r"(?:(?:more|other|new|newly|built|additional|further|such|separate|suspected|alleged|reported|known|unknown|recent|existing"
    r"|different|male|female|young|elderly|adult|foreign|undocumented|large|small|planned|confirmed|individual|armed"
    r"|(?-i:(?:(?:North|South)\s)?[A-Z][a-z]+(?:an|ian|ese|ish|i)))\s+)"
)
"""What stands before the thing that is counted and is no unit."""
_VERBS_IN_S = r"(?:was|is|has|does|this|its|us|across|towards|yes|says|shows|as|plus|versus|less)"
_ENGLISH = re.compile(
    rf"(?:\b(?P<hedge>{'|'.join(sorted(_HEDGES, key=len, reverse=True))})\s+)?"
    rf"(?<![\w.$€£-])(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?)"
    r"(?:\s*(?P<scale>million|billion|thousand))?(?:\s?(?P<pct>%|percent"
    r"|per cent|percentage points)|\s+(?P<of>of\s+(?:its|the|their"
    rf"|all|those)\s+)?{_ADJECTIVES}{{0,3}}(?P<noun>(?-i:(?:North|South|East|West)\s[A-Z][a-z]+s\b|[A-Z][a-z]+(?:ans|ese|ish|is)\b)"
    rf"|(?-i:[a-z][a-z-]+)(?:\s{_COUNTABLE}\b"
    rf"|(?<!s)(?<!yuan|ople|dren)(?<!men|won|yen)\s(?!{_VERBS_IN_S}\b)(?-i:[a-z-]{{3,}}s)(?=[\s,.;]|$)(?!\s+(?:the|a|an|that|it)\b))?))",
    re.IGNORECASE,
)
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "a dozen": 12, "two dozen": 24, "three dozen": 36, "a hundred": 100,
}  # fmt: skip
_HEDGE = rf"(?:\b(?P<hedge>{'|'.join(sorted(_HEDGES, key=len, reverse=True))})\s+)?"
_WORDED = re.compile(
    rf"{_HEDGE}\b(?P<n>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+"
    r"(?:(?:more|other|new|additional|(?-i:[A-Z][a-z]+)|such|separate|female|male|armed|detention|holding|border"
    r"|inspection|custody|police|guard|training|reception|surveillance|security|patrol)\s+){0,3}"
    rf"(?P<noun>{_COUNTABLE})\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?P<n>\d[\d,]*)\s+(?:out\s+)?of\s+(?P<all>(?:the\s+|its\s+|their\s+|all\s+|some\s+|about\s+|roughly\s+)*\d[\d,]*\s+(?P<noun>[a-z]+)(?:\s(?:people|nationals|cases))?)"
)
_NUMBER_OF = re.compile(
    r"\b(?:number|total) of (?P<noun>[a-z]+)(?:\s[A-Za-z’'-]+){0,6}\s(?:to|by|at|was|were)\s*$"
)
_NO_COUNT = re.compile(r"\bwithin\s+$|\bbetween\s+\d[\d,]*\s+and\s+$")
"""A distance, or the upper end of a range: neither is how many were counted."""
_BETWEEN = re.compile(
    r"\bbetween\s+(?P<low>\d[\d,]*)\s+and\s+(?P<high>\d[\d,]*)\s+(?P<noun>[a-z]+)(?!\s*\d)",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\b(?:published|released|issued|dated|printed|posted)\s+$")
"""A day of printing is no period of a figure."""
_SCALE = {"thousand": 1000, "million": 1000000, "billion": 1000000000}
_NO_UNIT = frozenset(
    [
        "in",
        "and",
        "or",
        "to",
        "on",
        "of",
        "at",
        "by",
        "for",
        "the",
        "a",
        "as",
        "from",
        "with",
        "that",
        "who",
        "said",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "year-old",
        "years-old",
        "old",
        "am",
        "pm",
    ]
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = (
    rf"(?:(?:{_MONTHS})(?:\s+\d{{4}})?|\d{{4}}|(?:early|late|mid)[- ]\d{{4}}"
    rf"|(?:the\s+)?(?:start|end|beginning|middle)\s+of\s+\d{{4}})"
)
_PERIOD = re.compile(
    rf"\b(?:(?:between|from)\s+(?P<a>{_WHEN})\s+(?:and|to)\s+(?P<b>{_WHEN})"
    rf"|since\s+(?P<since>{_WHEN})|in\s+(?P<in>{_WHEN})|during\s+(?P<during>{_WHEN})"
    rf"|"
    r"(?P<loose>in\s+the\s+(?:first|second|third|fourth)\s+(?:half|quarter|\w+\s+months)\s+of\s+(?:\d{4}|this\s+year|last\s+year)"
    r"|(?:at|by)\s+the\s+end\s+of\s+\d{4}|(?:over|in|during)\s+the\s+(?:past|last)\s+(?:\w+\s+)?(?:years?"
    r"|months?|weeks?|decade)|last\s+(?:year|month)|this\s+(?:year"
    r"|month)))"
)
_DENOMINATOR = re.compile(
    r"\s+of\s+(?P<what>(?!whom\b|which\b|them\b)[^,.;]{3,60}?)(?=\s+(?:were|was|had|have|has"
    r"|came|come|over|in|up|down|between|since|during|from|are|is"
    r"|did|who)\b|[,.;]|$)"
)
_DIRECTION = re.compile(
    r"\b(?P<word>up|down|rose|risen|increased|climbed|fell|fallen|dropped"
    r"|decreased|doubled|higher|lower)\b"
)
_PART_OF_YEAR = re.compile(
    r"(?:(?P<nth>first|second|third|fourth)\s+quarter|(?P<nth2>first|second)\s+half)\s+of\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_BOUNDS = {
    "first half": ("01-01", "06-30"), "second half": ("07-01", "12-31"),
    "first quarter": ("01-01", "03-31"), "second quarter": ("04-01", "06-30"),
    "third quarter": ("07-01", "09-30"), "fourth quarter": ("10-01", "12-31"),
}  # fmt: skip
_UP = frozenset({"up", "rose", "risen", "increased", "climbed", "doubled", "higher"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence; spans are offsets of the sentence."""

    value: str
    unit: str
    at: Span
    hedge: str = ""
    """>=, >, <=, <, ~, almost or ''."""
    unit_at: Span | None = None
    period: tuple[str, Span] | None = None
    denominator: Span | None = None
    direction: tuple[str, Span] | None = None


def english_figures(text: str) -> list[Figure]:
    """Give the figures of an English sentence, in order; years, ages and dates are none."""
    periods = [m for m in _PERIOD.finditer(text) if not _PRINTED.search(text[: m.start()])]
    found = [*_parts(text, periods), *_ranges(text, periods), *_shares(text, periods)]
    shares = [m.span() for m in SHARE.finditer(text) if share_of(m) is not None]
    found = [f for f in found if not _inside(f, shares)]
    found = [f for f in found if not any(o is not f and _within(f.at, o.at) for o in found)]
    taken = [f.at for f in found] + [f.denominator for f in found if f.denominator]
    for match in _ENGLISH.finditer(text):
        if any(a <= match.start("n") < b for a, b in taken) or _NO_COUNT.search(
            text[: match.start()]
        ):
            continue
        noun = (match["noun"] or "").lower()
        if any(p.start() <= match.start("n") < p.end() for p in periods) or _is_date(text, match):
            continue
        counted = match.span("noun")
        if not match["pct"] and (not noun or noun.split()[0] in _NO_UNIT):
            of_what = _NUMBER_OF.search(text[: match.start()])
            if of_what is None:
                continue
            noun, counted = of_what["noun"], of_what.span("noun")
        number = Decimal(match["n"].replace(",", "")) * _SCALE.get(
            (match["scale"] or "").lower(), 1
        )
        unit = "percent" if match["pct"] else noun
        if match["pct"] and "point" in match["pct"].lower():
            unit = "percentage_point"
        of = _DENOMINATOR.match(text, match.end("pct")) if match["pct"] else None
        found.append(
            Figure(
                plain(number),
                unit,
                match.span(),
                _HEDGES.get((match["hedge"] or "").lower(), ""),
                match.span("pct") if match["pct"] else counted,
                _nearest(match, periods),
                of.span("what") if of else None,
                _direction(text, match),
            )
        )
    return sorted(found, key=lambda f: f.at)


def _inside(figure: Figure, shares: list[Span]) -> bool:
    """Say whether a figure is the whole of a share in words (one in ten cameras)."""
    return any(a < figure.at[0] < b for a, b in shares) and figure.unit != "percent"


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _ranges(text: str, periods: list[re.Match[str]]) -> list[Figure]:
    """Give ranges: between 800 and 1,000 people."""
    return [
        Figure(
            f"[{m['low'].replace(',', '')},{m['high'].replace(',', '')}]",
            m["noun"].lower(),
            m.span(),
            "",
            m.span("noun"),
            _nearest(m, periods),
        )
        for m in _BETWEEN.finditer(text)
    ]


def _shares(text: str, periods: list[re.Match[str]]) -> list[Figure]:
    """Give shares in words: one in five of those held, two thirds of the cameras, in percent."""
    found: list[Figure] = []
    for match in SHARE.finditer(text):
        share = share_of(match)
        if share is not None:
            what = match.span("what") if match["what"] else None
            hedge = _HEDGES.get((match["hedge"] or "").lower(), "")
            at = match.span() if not what else (match.start(), match.end("n"))
            found.append(
                Figure(share, "percent", at, hedge, match.span("n"), _nearest(match, periods), what)
            )
    return found


def _parts(text: str, periods: list[re.Match[str]]) -> list[Figure]:
    """Give numbers written as words, and parts of a printed whole (12 of the 40 detainees)."""
    found: list[Figure] = []
    for match in _OUT_OF.finditer(text):
        hedge = re.search(rf"\b({'|'.join(_HEDGES)})\s+$", text[: match.start()], re.IGNORECASE)
        found.append(
            Figure(
                plain(Decimal(match["n"].replace(",", ""))),
                match["noun"],
                (hedge.start() if hedge else match.start(), match.end("n")),
                _HEDGES[hedge[1].lower()] if hedge else "",
                match.span("noun"),
                _nearest(match, periods),
                match.span("all"),
            )
        )
    found += [
        Figure(
            str(_WORDS[match["n"].lower()]),
            match["noun"].lower(),
            match.span(),
            _HEDGES.get((match["hedge"] or "").lower(), ""),
            match.span("noun"),
            _nearest(match, periods),
            None,
            _direction(text, match),
        )
        for match in _WORDED.finditer(text)
    ]
    return found


def _is_date(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start("n") - 12) : match.start("n")]
    after = text[match.end("n") : match.end("n") + 12]
    month = rf"(?:{_MONTHS})"
    year = re.fullmatch(r"(?:19|20)\d\d", match["n"]) and not match["pct"]
    return bool(
        re.search(rf"{month}\s+$", before)
        or re.match(rf"\s+{month}", after)
        or re.match(r"[- ]year[- ]old|,?\s*aged", after)
        or (re.search(r"aged\s+$|[a-z],\s+$", before) and re.match(r"\s*,", after))
        or (year and re.search(r"\b(?:in|since|of|by|from|and|to|until)\s+$", before))
    )


def _nearest(match: re.Match[str], periods: list[re.Match[str]]) -> tuple[str, Span] | None:
    """Give the period told nearest to a figure: ISO where both ends can be read, else its words."""
    if not periods:
        return None
    best = min(
        periods, key=lambda p: min(abs(p.start() - match.end()), abs(match.start() - p.end()))
    )
    return _iso(best), best.span()


def _iso(period: re.Match[str]) -> str:
    def one(word: str | None) -> str:
        if not word:
            return ""
        if re.fullmatch(r"\d{4}", word):
            return word
        read = find_dates(word)
        return read[0].value if len(read) == 1 and read[0].end - read[0].start == len(word) else ""

    first, last = one(period["a"]), one(period["b"])
    alone = one(period["in"] or period["during"])
    since = one(period["since"])
    if first and last:
        return f"{first}/{last}"
    if period["loose"] and (part := _PART_OF_YEAR.search(period["loose"])):
        named = f"{part['nth']} quarter" if part["nth"] else f"{part['nth2']} half"
        begin, end = _BOUNDS[named.lower()]
        return f"{part['year']}-{begin}/{part['year']}-{end}"
    return alone or (f"{since}/" if since else period[0])


def _direction(text: str, match: re.Match[str]) -> tuple[str, Span] | None:
    near = list(_DIRECTION.finditer(text, max(0, match.start() - 24), match.start()))
    if not near:
        far = match.end() + 110
        near = [
            m
            for m in _DIRECTION.finditer(text, match.end(), far)
            if re.match(r"\s+from", text[m.end() : far])
        ]
    if not near:
        return None
    word = near[-1]
    told = "up" if word["word"] in _UP else "down"
    if re.match(r"\s+from\s*$", text[word.end() : match.start()]):
        return None  # the figure it came from
    return told, word.span()
