"""What dates look like in folded text: patterns, one a form of date.

They only find; whether a date exists, and what it means, is settled in `dates` and `calendar`.
"""

from __future__ import annotations

import re

YEAR_DIGITS = {
    char: str(figure)
    for figure, chars in enumerate(
        ("〇○零O", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_N = "".join(YEAR_DIGITS) + "0-9"
_NUM = r"(?:\d\s{0,2}\d?|[一二三四五六七八九十廿卅〇○零壹贰叁肆伍陆柒捌玖拾]{1,4})"
_YEAR = (
    r"(?<![\d.])(?P<year>(?:19|20|1\s+9|2\s+0)\s{0,2}\d\s{0,2}\d|"
    rf"[一二壹贰][九玖〇○零O0][{_N}]{{2}})\s*"
)
_GAP = r"\s{0,6},?\s{0,6}"
_WEEKDAY = r"(?:\s*[(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[)]?)?"
_HALF = r"(?P<half>上午|下午|中午|晚上|晚间|傍晚|凌晨|早上|午后|晚|[AaPp]\.?[Mm]\.?)?"
_CLOCK = (
    rf"(?P<hour>{_NUM})\s*(?::\s*(?P<min>\d\s?\d)(?:\s*:\s*(?P<sec>\d\d)(?:\.\d+)?)?"
    r"(?:\s*(?:时|点|分)整?)?|(?:时|点|點|時)(?!间|段|期)\s*"
    rf"(?:(?P<half_hour>半)|(?P<min2>{_NUM})\s*分(?:\s*(?P<sec2>{_NUM})\s*秒)?|整)?)"
    r"(?:\s*(?P<half2>[AaPp]\.?[Mm]\b\.?))?"
)
_ZONE = r"(?P<zone>Z|\+\d\d:?\d\d)?(?!\d)"  # a minus would be the dash of 14:00-16:00
TIME = re.compile(
    rf"{_WEEKDAY}{_GAP}(?:[(]?\s*北京时间\s*[)]?)?{_GAP}(?:T)?{_HALF}\s*{_CLOCK}{_ZONE}"
)
TIME_ALONE = re.compile(rf"\s*{_HALF}\s*{_CLOCK}(?![\d])")
CHINESE = re.compile(
    rf"{_YEAR}(?:财|会计)?年度?(?:\s*(?P<quarter>第?\s*[一二三四1-4]\s*季度?|[Qq][1-4])"
    r"|\s*(?P<span>上半年|下半年|前三季度)"
    rf"|\s*(?P<month>{_NUM})\s*(?:月份?|月度)(?:\s*(?P<ten>[上中下])\s*旬|"
    rf"\s*(?P<day>{_NUM})\s*(?:日(?!历天)|号|(?=\s?[至到~—-]\s?(?:20\d\d\s?年|\d\d?\s?月))))?)?"
)
MONTHS = re.compile(
    rf"{_YEAR}年\s*(?P<from>\d{{1,2}})\s*[-~—–至到]+\s*(?P<to>\d{{1,2}})\s*月份?(?!\s*\d)"
)
DAYS = re.compile(
    rf"{_YEAR}年\s*(?P<month>{_NUM})\s*月\s*(?P<from>\d{{1,2}})\s*[-~—–至到、]+\s*(?P<to>\d{{1,2}})\s*[日号]"
)
QUARTER_RANGE = re.compile(
    rf"{_YEAR}年度?\s*第?\s*(?P<from>[一二三四1-4])\s*(?:季度?)?\s*[-~—–至到]\s*第?\s*(?P<to>[一二三四1-4])\s*季度?"
)
FISCAL = re.compile(r"\b(?:FY\s?|fiscal\s+(?:year\s+)?)(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
TEN_JOINT = re.compile(
    rf"\s*(?:至|到|[-~—–])\s*(?:(?P<month>{_NUM})\s*月\s*)?(?P<ten>[上中下])\s*旬"
)
NUMERIC = re.compile(
    r"(?<![\dA-Za-z.])(?<![A-Za-z]-)(?P<year>(?:19|20)\d\d)\s?(?P<sep>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<day>\d{1,2})(?!\d|(?P=sep)\d(?!\d{3}[-/.]))"
)
NUMERIC_MONTH = re.compile(
    r"(?<![\w.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>0[1-9]|1[0-2])(?![\w-]|/\d|号|期)"
)
YEARS = re.compile(
    r"(?<![\d.-])(?P<from>(?:19|20)\d\d)\s*(?:年度?)?\s*(?:[-~—–]+|至|到)\s*(?P<to>(?:19|20)\d\d)\s*年度?"
    r"(?!\s*\d{1,2}\s*月)"
)
PLAN = re.compile(
    r"[\"“”「『《]\s*(?P<quoted>十?[一二三四五六七八九]|十)五\s*[\"“”」』》](?:\s*(?:期间|时期|规划))?"
    r"|(?P<bare>十?[一二三四五六七八九]|十)五(?:期间|时期|规划)|第(?P<nth>十?[一二三四五六七八九]|十)个五年"
)
MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june",
         "jul july", "aug august", "sep september sept", "oct october",
         "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_NAME = rf"(?P<name>{'|'.join(sorted(MONTH_NAMES, key=len, reverse=True))})\.?"
ENGLISH = re.compile(
    rf"\b(?:{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?P<to>\d{{1,2}}))?,?\s+|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?P<to2>\d{{1,2}}))?\s+(?:of\s+)?"
    rf"{_NAME.replace('<name>', '<name2>')},?\s+|{_NAME.replace('<name>', '<name3>')},?\s+)"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
QUARTERS = re.compile(
    r"\b(?:Q(?P<q>[1-4])\s*(?:of\s+)?(?P<year>(?:19|20)\d\d)|(?P<year2>(?:19|20)\d\d)\s*Q(?P<q2>[1-4]))\b",
    re.IGNORECASE,
)
COMPACT = re.compile(
    r"(?:\A\s*|(?:日期|时间|date)\s*:?\s*)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*起?\s*(?:至|到|-{1,2}|~|—{1,2}|–|/(?=\d{4}-))\s*")
REST = re.compile(
    rf"(?:(?P<next>次年|翌年)|当年|同年)?\s*(?:(?P<month>{_NUM})\s*月份?(?:\s*(?P<day>{_NUM})\s*(?:日(?!内)|号))?|(?P<day2>{_NUM})\s*(?:日(?!内)|号))"
)
REST_NUMERIC = re.compile(r"(?P<month>\d{1,2})(?P<sep>[-/.])(?P<day>\d{1,2})(?![\d-])")
