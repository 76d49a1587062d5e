"""Counts, measures and spans of time with their bounds: ≥10人次, 每例不超过30天, 0.77万平方米.

Counters stay as printed; measures come out in m, m2, m3, kg. Vague words (若干, 数十) give nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.text.bounds import AT_LEAST, MORE, bound_before, bound_behind
from papertrace.text.fold import fold
from papertrace.text.magnitudes import START, fused, magnitude, token_end
from papertrace.text.measures import (
    COUNTERS,
    EACH,
    MEASURES,
    MU,
    NOUNS,
    TIMES,
    any_of,
    key_of,
    singular,
)
from papertrace.text.numerals import EXACT, plain

if TYPE_CHECKING:
    from papertrace.text.magnitudes import Magnitude
_MINUS = re.compile(r"(?:\A|[\s(:,|])-\s?\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with what it counts or measures."""

    value: str
    """Plain decimal string in `unit`; `[a,b]` for a range."""
    operator: str
    """'>=', '<=', '>', '<', '=' or '' where no bound is printed."""
    unit: str
    """m, m2, kg, day, hour, working_day ... or the counter as printed (人次, 艘)."""
    printed: str
    """The unit as printed, folded."""
    per: str
    """'year', 'case', '站', 'each' (各) or ''."""
    approximate: bool
    start: int
    """`text[start:end]` is the figure with its unit."""
    end: int

    @property
    def told(self) -> str:
        """Give operator, ~ for approximate, and value in one string, as `normalise` writes it."""
        about = "~" if self.approximate and not self.operator.startswith(">") else ""
        return f"{self.operator.removeprefix('=')}{about}{self.value}"

    @property
    def whole_unit(self) -> str:
        """Give the unit with what it is per: day/case."""
        per = f"({self.per})" if "·" in self.per else self.per
        return f"{self.unit}/{per}" if per else self.unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or range in folded text, before its unit is known."""

    numbers: tuple[Decimal, ...]
    """One, or two for a range."""
    start: int
    end: int
    more: bool
    words: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words before a figure say about it."""

    operator: str
    approximate: bool
    per: str


_JOINT = re.compile(r"\s?(?:-{1,2}|~|—{1,2}|–|至|到)\s?")
_ORDINAL = re.compile(r"[第]\s?\Z")
_EACH_WORDS = (
    r"年度?|季度?|个?月|星期|周|天|日|小时|例|人次?|名|户|个?站点?|个?点位?|个?单位|个|台|套|艘|辆|"
    r"件|起|次|项|村|镇|批|场|期|班|架|间|栋|处"
)
_EACH = re.compile(rf"每一?(?P<each>{_EACH_WORDS})(?P<filler>[一-龥]{{0,4}})\Z")
_APART = re.compile(r"(?:各|分别)[一-龥]{0,2}\Z")
_MEASURE = re.compile(rf"\s*(?P<unit>{any_of(MEASURES)}|{any_of(MU)})(?![兆])", re.IGNORECASE)
_TIME = re.compile(rf"\s*(?P<unit>{any_of(TIMES)})(?![份度期底初末])", re.IGNORECASE)
_COUNT = re.compile(
    rf"\s*(?:个(?P<noun>{any_of(NOUNS)})|(?P<unit>{any_of(COUNTERS)})(?P<alternative>\([一-龥]{{1,2}}\))?)"
)
_COUNTED = {"分": "point"}
_NO_COUNT = frozenset("级度点类面路头口道段期对字包种层")
"""What makes a name rather than a count behind a numeral: 一级, 一期, 一类."""
_CLAUSE_END = r"(?=\s*(?:\Z|[,;。、()]|及?以[上下内]|之内|左右))"
_REST = re.compile(rf"\s*(?P<unit>[一-龥]{{1,3}}?){_CLAUSE_END}")
_REST_NOUN = re.compile(rf"\s*个(?P<unit>[一-龥]{{1,7}}?){_CLAUSE_END}")
_ENGLISH = re.compile(r"[\s-]?(?P<unit>[A-Za-z]+(?: [a-z]+){0,2})(?=\s*(?:\Z|[,;.()]))")
_PER = re.compile(r"\s*/\s*(?P<each>[一-龥]{1,4}|[A-Za-z]{1,6})")


def find_quantities(text: str, *, loose: bool = False) -> tuple[Quantity, ...]:
    """Find counts, measures and spans of time; offsets are those of `text`.

    `loose` takes what follows a number to the end of the clause as its unit where the word is not
    known, which suits a cell or a short phrase, not running text.
    """
    folded = fold(text)
    found: list[Quantity] = []
    at = 0
    while begin := START.search(folded.text, at):
        figure = figure_at(folded.text, begin.start())
        quantity = _quantity(folded.text, figure, loose=loose) if figure else None
        if quantity is None:
            end = figure.end if figure else 0
            at = max(token_end(folded.text, begin.start()), end)
            continue
        at = quantity.end
        start, end = folded.span(quantity.start, quantity.end)
        found.append(replace(quantity, start=start, end=end))
    return tuple(found)


def figure_at(text: str, at: int) -> Figure | None:
    """Read the number or range that begins at `at` of folded text."""
    if fused(text, at) or _ORDINAL.search(text[:at][-2:]):
        return None
    first = magnitude(text, at)
    if first is None:
        return None
    numbers, end, more = [_signed(text, first)], first.end, first.more
    joint = _JOINT.match(text, end)
    if joint and START.match(text, joint.end()):
        second = magnitude(text, joint.end())
        low = numbers[0] * (second.step if second and not first.scaled else 1)
        if second and low < second.value and second.words == first.words:
            numbers, end, more = [low, second.value], second.end, False
    return Figure(tuple(numbers), at, end, more, first.words)


def setting_of(text: str, figure: Figure) -> Setting:
    """Read bounds, 约, 每年 and 各 directly before a figure, in any order."""
    reach, operator, approximate, per = figure.start, "", False, ""
    for _ in range(2):
        bound = bound_before(text, reach)  # before 每, whose filler would swallow it
        if bound and not (operator or approximate):
            operator, approximate, reach = bound.operator, bound.approximate, bound.start
        each = _EACH.search(text[max(0, reach - 10) : reach])
        if each and not per:
            per, reach = each_of(each["each"]), reach - len(each[0])
    if not per and _APART.search(text[max(0, reach - 4) : reach]):
        per = "each"
    if text[figure.start - 1 : figure.start] == "上" and text[figure.start] in "百千万亿":
        operator, approximate = operator or AT_LEAST, True  # 上百人
    if figure.more and not operator:
        operator = MORE
    return Setting(operator, approximate, per)


def each_of(word: str) -> str:
    """Give the normal form of what a quantity is per."""
    return EACH.get(word) or EACH.get(word.lower().rstrip("s")) or word.removeprefix("个")


def told_numbers(numbers: tuple[Decimal, ...]) -> str:
    """Write one number, or a range as [a,b]."""
    if len(numbers) == 1:
        return plain(numbers[0])
    return f"[{','.join(plain(n) for n in numbers)}]"


def _signed(text: str, number: Magnitude) -> Decimal:
    minus = _MINUS.search(text[: number.start][-3:])
    return -number.value if minus else number.value


def _quantity(text: str, figure: Figure, *, loose: bool) -> Quantity | None:
    named = _unit(text, figure.end, loose=loose and not figure.words)
    if named is None or (figure.words and named[2] in _NO_COUNT):
        return None
    unit, factor, printed, end = named
    figure, end = _other_end(text, figure, printed, end)
    setting = setting_of(text, figure)
    per = _PER.match(text, end)
    if per and re.match(r"\d|[%元]", per["each"]) is None:
        end = per.end()
        setting = replace(setting, per=each_of(per["each"]))
    operator, approximate = setting.operator, setting.approximate
    behind = bound_behind(text, end)
    if behind:
        operator = operator if operator not in ("", MORE) else behind.operator or operator
        approximate = approximate or behind.approximate
    value = told_numbers(tuple(_times(n, factor) for n in figure.numbers))
    return Quantity(value, operator, unit, printed, setting.per, approximate, figure.start, end)


def _times(number: Decimal, factor: Decimal | None) -> Decimal:
    """Convert to the unit; 亩 divide exactly or are rounded to square centimetres."""
    if factor is not None:
        return EXACT.multiply(number, factor)
    area = EXACT.divide(EXACT.multiply(number, Decimal(10000)), Decimal(15))
    return area.quantize(Decimal("0.0001"), context=EXACT)


def _unit(text: str, at: int, *, loose: bool) -> tuple[str, Decimal | None, str, int] | None:
    """Read the unit at `at`: its name, factor (None for 亩), printed form and end."""
    time = _TIME.match(text, at)
    if time:
        printed = time["unit"]
        return TIMES[key_of(printed, TIMES)], Decimal(1), printed, time.end()
    measure = _MEASURE.match(text, at)
    count = _COUNT.match(text, at)
    if measure and not (count and count.end() > measure.end()):
        printed = measure["unit"]
        if printed.lower().rstrip("s") in MU:
            return "m2", None, printed, measure.end()
        unit, factor = MEASURES[key_of(printed, MEASURES)]
        return unit, factor, printed, measure.end()
    named = (_rest(text, at, count) if loose else None) or _counter(count)
    english = _ENGLISH.match(text, at) if loose and not named else None
    if english:
        return singular(english["unit"]), Decimal(1), english["unit"], english.end()
    return (_COUNTED.get(named[0], named[0]), Decimal(1), *named) if named else None


def _counter(count: re.Match[str] | None) -> tuple[str, int] | None:
    if count is None:
        return None
    return count["noun"] or count["unit"] + (count["alternative"] or ""), count.end()


def _rest(text: str, at: int, count: re.Match[str] | None) -> tuple[str, int] | None:
    """Take an unknown word that ends a clause as the unit: 12泊位, 3个哨塔."""
    rest = _REST_NOUN.match(text, at) or _REST.match(text, at)
    if rest is None or bound_behind(text, rest.start("unit")):
        return None
    word = rest["unit"]
    counted = count and count["unit"] not in (None, "个") and word not in NOUNS
    if counted or re.match(r"[年月日余多]|之|内|及|和|个\Z", word):
        return None
    return word, rest.end()


def _other_end(text: str, figure: Figure, printed: str, end: int) -> tuple[Figure, int]:
    """Read 50米-80米, where the unit stands at both ends."""
    joint = _JOINT.match(text, end)
    if len(figure.numbers) == 1 and joint and START.match(text, joint.end()):
        second = magnitude(text, joint.end())
        if second and figure.numbers[0] < second.value:
            behind = re.compile(rf"\s*{re.escape(printed)}").match(text, second.end)
            if behind:
                numbers = (figure.numbers[0], second.value)
                return replace(figure, numbers=numbers, end=second.end), behind.end()
    return figure, end
