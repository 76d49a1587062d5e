"""The value of a target row: sign, number and unit, a date, a range, or words.

No sign is no sign: `10人` has no operator. Words that state no number stay words. A unit that is
plainly wrong is given as printed; whether it is wrong is said by `odd_unit`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from papertrace.extract.figures import plain
from papertrace.extract.titles import bare

_WORDS = {
    ">=": "≥ ≧ >= => ⩾ ≮ 大于等于 大于或等于 不低于 不少于 不小于 至少 不得低于 不得少于",
    "<=": "≤ ≦ <= =< ⩽ ≯ 小于等于 小于或等于 不高于 不超过 不多于 不大于 不得超过 "
    "不晚于 不迟于 控制在 最多",
    ">": "> 大于 高于 超过 多于 超",
    "<": "< 小于 低于 少于 不足",
    "=": "= 等于",
}
_SIGNS = {word: sign for sign, words in _WORDS.items() for word in words.split()}
_SIGN = re.compile("|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)))
_BEHIND = (
    (re.compile(r"(?:及|或|\(含\))?以上$|及以上$"), ">="),
    (re.compile(r"(?:及|或|\(含\))?以内$|之内$|(?:及|或)?以下$|以内完成$"), "<="),
    (re.compile(r"(?<=[天日时钟周月年秒])内(?:完成|办结)?$"), "<="),
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LEAD = (
    "达到|完成|实现|达|约|为|共|共计|合计|总计|全年|覆盖|覆盖率|每年|年均|"
    "提高|提升|增长|下降|降低|计划|[^\\d≥≤<>=]{0,6}率"
)
_PLAIN = re.compile(
    rf"^(?:{_LEAD})?(?P<minus>-)?(?P<number>{_NUMBER})(?P<unit>[^\d,.;。,;、:]{{0,14}})$"
)
_RANGE = re.compile(
    rf"^[\[(]?(?P<low>{_NUMBER})(?P<unit1>[^\d\-~—至到,、]{{0,6}})(?:-|~|—+|–|至|到)"
    rf"(?P<high>{_NUMBER})(?P<unit>[^\d\])]{{0,8}})[\])]?(?P<unit2>[^\d]{{0,6}})$"
)
_PAIR = re.compile(
    r"^[\[(](?P<low>\d+(?:\.\d+)?)(?P<unit1>[^\d,、]{0,6})[,、]"
    r"(?P<high>\d+(?:\.\d+)?)(?P<unit>[^\d\])]{0,8})[\])](?P<unit2>[^\d]{0,6})$"
)
"""A comma parts two numbers only within brackets: 3,767 is one number."""
_BOTH = re.compile(
    rf"^(?:≥|>=|不低于|不少于)(?P<low>{_NUMBER})(?P<unit1>[^\d]{{0,6}}?)[,、;且和]*(?:≤|<=|不高于|不超过)(?P<high>{_NUMBER})"
    r"(?P<unit>[^\d]{0,8})$"
)
_BETWEEN = re.compile(
    rf"^(?P<low>{_NUMBER})(?P<unit1>[^\d≤<]{{0,4}})[≤<][^\d≤<]{{1,6}}[≤<](?P<high>{_NUMBER})(?P<unit>[^\d]{{0,8}})$"
)
_EACH = re.compile(
    r"^每(?:个|名|例|件|起|家|户|座|条|批|期|场|项|人次?|年度?|月|季度?|周|天|日|小时|次|位|辆|艘|台|套|站|所|点|村|班)"
    r"(?=\d|不|≥|≤|至少|[<>=])"
)
_DAY = re.compile(
    r"(?P<y>20\d\d)(?:年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?|(?P<s>[-./])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})日?)"
    r"(?P<end>\D{0,8})$"
)
_MONTH = re.compile(r"(?P<y>20\d\d)年(?P<m>\d{1,2})月(?:份)?(?P<end>[底末]?\D{0,8})$")
_YEAR_END = re.compile(r"(?P<y>20\d\d)年(?:度)?(?:年?底|年?末|内)(?P<end>.{0,8})$")
_BARE_DAY = re.compile(
    r"^(?:当年|本年|次年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日|份?底|末)(?P<end>.{0,6})$"
)
_PERCENT = re.compile(r"^(?:%|百分比|百分之|个?百分点)(?:\(.*\))?$")
_MONEY = {
    "元": 1,
    "千元": 10**3,
    "万元": 10**4,
    "百万元": 10**6,
    "亿元": 10**8,
    "元人民币": 1,
    "万元人民币": 10**4,
}
_RATE = re.compile(r"(?:率|满意度|比例|占比|比重|覆盖面|程度|百分比)(?:\([^)]*\))?$")
_FAULTS = re.compile(r"差错|错误|失误|误差|事故|投诉|违[法规纪]|流失|损[耗坏]|缺陷|故障|发案|死亡")
_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))
_A_SHARE = re.compile(r"(?:率|满意度)$")
_OTHER_RATES = re.compile(r"汇率|利率|税率|频率|密度")
_A_COUNT = re.compile(
    r"(?:[人个次件台天点处辆艘套座户起份批条册篇架站所班]数|数量|人员数?|里程|面积|(?:时间|时长|时限|期限)|[人车艘场批频]次)$"
)
_SOME_NUMBER = re.compile(r"(?<![指系倍分参])数$")
_WHOLE = Decimal(100)
_INNER_NOTE = re.compile(r"\(含[^()]*\)$")
_NO_TARGET = re.compile(r"[-—–/、.…]+|无")
_LED_BY = re.compile(rf"^(?:{_LEAD}|在|年度)")
_PERCENT_SPELLED = re.compile(r"^百分之([零〇一二三四五六七八九十]+|\d+(?:\.\d+)?)(.*)$")


@dataclass(frozen=True, slots=True)
class Target:
    """What a row asks for."""

    value: str = ""
    """Plain decimal, ISO date, `[a,b]`, or ''."""
    operator: str = ""
    unit: str = ""
    """percent, CNY, or as printed."""
    words: str = ""
    """The text of a qualitative row."""
    per: str = ""
    """What it counts for, where the value begins 每例 …."""
    note: str = ""
    """What a reader should know about the reading."""


def sign_of(text: str) -> str:
    """Read a cell that holds a sign alone: ≥ gives >=; '' where it is none."""
    return _SIGNS.get(text, "")


def read_target(
    text: str, *, sign: str = "", unit: str = "", name: str = "", year: str = ""
) -> Target:
    """Read a target from the texts of its cells.

    `sign` and `unit` are those of cells of their own, `name` the indicator (a rate printed 0.95 is
    95 percent), `year` the form's, for a date that names none.
    """
    whole = bare(text).strip("。;；")
    if not whole or _NO_TARGET.fullmatch(whole):
        return Target()
    if sign == "定性":
        return Target(words=bare_words(text))
    whole = _INNER_NOTE.sub("", whole)
    each = _EACH.match(whole)
    if each:
        inner = read_target(whole[each.end() :], sign=sign, unit=unit, name=name, year=year)
        return replace(inner, per=each[0]) if inner.value else Target(words=bare_words(text))
    dated = _date(whole, year)
    ranged = (
        _RANGE.match(whole) or _PAIR.match(whole) or _BOTH.match(whole) or _BETWEEN.match(whole)
    )
    if dated is not None or ranged is None:
        return dated or _single(text, whole, (sign, unit, name))
    return _range(ranged, unit)


def _single(text: str, whole: str, around: tuple[str, str, str]) -> Target:
    """Read one number with its sign and unit, or the words where there is none."""
    sign, unit, name = around
    operator, rest = _operator(whole)
    operator = _SIGNS.get(sign, "") or operator
    rest = _spelled(rest)
    found = _PLAIN.match(rest)
    if not found or re.match(r"20\d\d年", rest):
        return Target(words=bare_words(text))
    number = Decimal(found["number"].replace(",", ""))
    number = -number if found["minus"] else number
    return _measured(number, operator, _clean(found["unit"]) or bare(unit), name, found["number"])


def bare_words(text: str) -> str:
    """Give the words of a qualitative row as printed, without breaks."""
    return "".join(text.split())


def _operator(text: str) -> tuple[str, str]:
    found = _SIGN.match(text)
    if found:
        rest = text[found.end() :]
        for pattern, _ in _BEHIND:
            rest = pattern.sub("", rest)
        return _SIGNS[found[0]], rest
    lead = _LED_BY.match(text)
    inner = _SIGN.match(text, lead.end()) if lead else None
    if inner:
        return _SIGNS[inner[0]], text[inner.end() :]
    for pattern, operator in _BEHIND:
        behind = pattern.search(text)
        if behind and re.search(r"\d", text):
            return operator, text[: behind.start()]
    return "", text


def _spelled(text: str) -> str:
    """Write 百分之九十五 and 100百分之百 as figures; other words stay."""
    if text in {"百分之百", "百分百", "百分之一百"}:
        return "100%"
    found = _PERCENT_SPELLED.match(text)
    if not found:
        return text
    word = found[1]
    if not word[0].isdigit():
        tens, ten, ones = word.rpartition("十")
        word = (
            f"{_DIGITS.get(tens, '1') if ten else ''}{_DIGITS.get(ones, '0') if ten else ''}"
            if ten
            else "".join(_DIGITS[c] for c in word)
        )
    return f"{word}%{found[2]}"


def _measured(number: Decimal, operator: str, unit: str, name: str, printed: str) -> Target:
    share_unit = unit in {"", "比例", "比率"}
    if _PERCENT.match(unit) or (
        share_unit and _RATE.search(bare(name)) and Decimal(0) < number < 1
    ):
        share = Decimal(0) < number < 1 and "." in printed and _RATE.search(bare(name))
        if unit and (operator in {"<", "<="} or _FAULTS.search(bare(name))):
            share = None  # half a percent of errors is no half of all
        note = "printed as a share of 1" if share else ""
        return Target(plain(number * 100 if share else number), operator, "percent", note=note)
    if unit in _MONEY:
        return Target(plain(number * _MONEY[unit]), operator, "CNY")
    return Target(plain(number), operator, unit)


def _clean(unit: str) -> str:
    text = re.sub(r"^\((.*)\)$", r"\1", unit)
    text = re.sub(r"^%(?:完成|达标|覆盖|到位|合格|及时|发放)$", "%", text)
    return re.sub(r"(?:左右|上下)$", "", text)


def _range(found: re.Match[str], unit: str) -> Target:
    parts = found.groupdict()
    low, high = (Decimal(parts[k].replace(",", "")) for k in ("low", "high"))
    printed = _clean(parts.get("unit") or parts.get("unit2") or parts["unit1"] or bare(unit))
    if _PERCENT.match(printed):
        return Target(f"[{plain(low)},{plain(high)}]", "", "percent")
    if printed in _MONEY:
        return Target(
            f"[{plain(low * _MONEY[printed])},{plain(high * _MONEY[printed])}]", "", "CNY"
        )
    return Target(f"[{plain(low)},{plain(high)}]", "", printed)


def _date(text: str, year: str) -> Target | None:
    operator, rest = _operator(text)
    rest = re.sub(r"^(?:于|在|截至|截止|到)", "", rest)
    for pattern in (_DAY, _YEAR_END, _MONTH, _BARE_DAY):
        found = pattern.match(rest)
        if not found:
            continue
        parts = found.groupdict()
        when, note = parts.get("y") or "", ""
        if not when:
            if not year or "次年" in rest:
                return Target(words=bare_words(text))
            when, note = year, "the year is the form's"
        month = int(parts.get("m") or parts.get("m2") or 12)
        if not 1 <= month <= 12:  # noqa: PLR2004
            return None
        last = calendar.monthrange(int(when), month)[1]
        day = int(parts.get("d") or parts.get("d2") or last)
        if not 1 <= day <= last:
            return None
        return Target(f"{when}-{month:02d}-{day:02d}", operator or "<=", note=note)
    return None


def meets(target: Target, actual: Target) -> bool | None:
    """Say whether a result reaches its target; None where the two cannot be compared."""
    try:
        aim, got = Decimal(target.value), Decimal(actual.value)
    except InvalidOperation:
        return None
    if actual.unit not in {"", target.unit}:
        return None
    return {
        ">=": got >= aim, ">": got > aim, "<=": got <= aim, "<": got < aim, "=": got == aim,
    }.get(target.operator)  # fmt: skip


def odd_unit(name: str, target: Target) -> bool:
    """Say whether a unit is plainly wrong: a rate in persons, a number of persons in percent."""
    words = re.sub(r"\([^)]*\)$", "", bare(name))
    if not target.value or not target.unit:
        return False
    beside = re.search(rf"(?<![\d.]){re.escape(target.value)}(?P<unit>%|[\u3400-\u9fff])", words)
    if beside and (beside["unit"] == "%") != (target.unit == "percent"):
        return True
    if _A_SHARE.search(words) and not _OTHER_RATES.search(words):
        return target.unit not in {"percent", "‰", "分"}
    if target.unit != "percent":
        return False
    return bool(_A_COUNT.search(words) or (_SOME_NUMBER.search(words) and _above_all(target.value)))


def _above_all(value: str) -> bool:
    """Say whether a single value is more than all of a hundred."""
    return re.fullmatch(r"\d+(?:\.\d+)?", value) is not None and Decimal(value) > _WHOLE
