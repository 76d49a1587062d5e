"""What the labels of notices mean: one table from printed label to role.

Sites print the same field under dozens of names. A role is the project's own word for one; the
patterns are matched against the whole label after white space, numbering, colons and bracketed
remarks are gone. Pure functions on strings: nothing here looks at a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from papertrace.extract.label_roles import LOT_NUMBER, LOT_WORD, ROLES
from papertrace.text.fold import bare

_LONGEST_LABEL = 40


_HAN = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"^(?:第[{_HAN}\d]+[章节条部分]+|[{_HAN}]{{1,3}}\s*[、.．,，:：]|[(（]\s*[{_HAN}\d]{{1,3}}\s*[)）][、.．]?"
    rf"|\d{{1,2}}(?:[.．]\d{{1,2}})*[、.．)）](?!\d)|\d{{1,2}}(?:\.\d{{1,2}})+(?=\D)|\d{{1,2}}\s+(?=[一-鿿])"
    r"|[①-⑳]|[*★▲●■◆☆※√·•#>»-]+)\s*"
)
_BRACKETS = str.maketrans("【】〔〕", "[]()")
_FIGURE = re.compile(r"[\d.,]+")
"""What is no label whatever the tables say: most cells of most tables are figures."""
_LATIN_TAIL = re.compile(r"(?<=[一-鿿)])[A-Za-z][A-Za-z.,/&'’()-]{2,}$")
"""项目名称ProjectName: a label that says it again in English."""
_UNIT_TAIL = re.compile(r"(?<=.{2})[/:]?(?:人民币)?(?:万|亿|百万|千)?元(?:/.{1,4})?$")
_SPELT_TAIL = re.compile(r"(?<=[金价总额款])\(?[大小]写(?:金额)?\)?$")
"""中标金额大写, 中标金额小写."""
_REMARK = re.compile(r"\([^()]*\)$")
LOT = re.compile(
    rf"第\s*{LOT_NUMBER}\s*{LOT_WORD}(?:\s*[(（]包[)）])?"
    rf"|{LOT_WORD}\s*[(（]包[)）]\s*{LOT_NUMBER}|{LOT_WORD}号?\s*[:：]?\s*{LOT_NUMBER}|(?<![\dA-Za-z.第一二三四五六七八九十同任每某各统单另这ⅠⅡⅢⅣ]){LOT_NUMBER}\s*(?:标段|标包|标项|分标|包)(?!括|含|装|干|件|[一-鿿])"
    rf"|{LOT_WORD}(?:编号|序号)\s*[:：]?\s*{LOT_NUMBER}(?![\w.\-－])"
)
"""A lot as printed: 包1, 第二包, 采购包3, 标段一, 3标段, 包组编号：001."""

SHORT_LOT = re.compile(rf"{LOT_NUMBER}\s*(?:标段|标包|标项|分标|包)")
"""A lot before the rest of a label: 一标段中标人."""

_ANY_ROLE = re.compile("|".join(f"({pattern})" for _, pattern in ROLES))
"""A group a role, and none inside: one look tells the first role that fits, or that none does."""
IGNORED = frozenset({"contact", "expert", "code", "other", "score", "method", "deposit"})
"""Roles whose values are never read."""


@lru_cache(maxsize=8192)
def plain(label: str) -> str:
    """Give a label without white space, numbering, colons and typographic variants."""
    text = label.strip()
    while True:
        shorter = _NUMBERING.sub("", text, count=1)
        if shorter == text:
            break
        text = shorter.lstrip()
    text = bare(text).translate(_BRACKETS).rstrip(":;,.。")
    return text.removesuffix("为").removesuffix("是").rstrip(":") or text


@lru_cache(maxsize=4096)
def role_of(label: str) -> str:
    """Give the role of a printed label, '' where the tables do not know it."""
    text = plain(label)
    while text:
        if len(text) > _LONGEST_LABEL or _FIGURE.fullmatch(text):
            return ""
        if found := _ANY_ROLE.fullmatch(text):
            return ROLES[(found.lastindex or 1) - 1][0]
        shorter = _SPELT_TAIL.sub("", text)
        if shorter == text:
            shorter = _REMARK.sub("", text)
        if shorter == text:
            shorter = _UNIT_TAIL.sub("", text)
        if shorter == text:
            shorter = _LATIN_TAIL.sub("", text)
        if shorter == text:
            return ""
        text = shorter
    return ""


RANKED = re.compile(
    r"(?:推荐的?)?(?:第(?P<rank>[一二三四五六七八九十\d]{1,2})|(?P<bare>[一二三]))(?:名|位)?(?:推荐)?(?:的)?(?:中标|成交|中选|入围|定标)?"
    r"候选(?:人|供应商|单位)(?:名称)?"
)
"""A label that names a rank: 第一中标候选人."""
_NO_LABEL = re.compile(
    r"(?:达到|符合|满足|详|按照?|见|自|根据|由|经|已|本次|无|不|有|是|否|合格|执行|国家|满|与|以|其余|一般|√|☑|■|□)"
)
_BARE_LABEL = 26
_DEEP = re.compile(r"\d+[.．]\d")
_NOTHING = re.compile(r"[-—–－_/\\／*＊×.]+|无|空|暂无|不适用|N/?A|null|none", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:详情?|具体详?)?(?:请)?(?:见|参见|查看|以).{0,20}(?:正文|附件|公告|文件|附表|需求|清单|下表|为准|如下|采购|招标)"
)


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Say whether a whole line or cell is a label and nothing else (`中标（成交）金额（元）`)."""
    bare_text = plain(text)
    return (
        0 < len(bare_text) <= _BARE_LABEL
        and not _NO_LABEL.match(bare_text)
        and bool(role_of(text) or RANKED.fullmatch(bare_text))
    )


@lru_cache(maxsize=4096)
def numbered(text: str) -> str:
    """Give the style of a line's numbering: han, paren, digit, deep, or '' where it has none."""
    match = _NUMBERING.match(text)
    if match is None:
        return ""
    mark = match.group().strip()
    if mark[0] in _HAN:
        return "han"
    if mark[0] in "(（":
        return "paren"
    if mark[0].isdigit():
        return "deep" if _DEEP.match(mark) else "digit"
    return "chapter" if mark[0] == "第" else ""


def is_blank(text: str) -> bool:
    """Say whether a value states nothing: a dash, 无, 详见附件. Blank is never zero."""
    bare = "".join(text.split()).strip("。.；;，,：:")
    return (
        not bare
        or _NOTHING.fullmatch(bare) is not None
        or _ELSEWHERE.match(bare) is not None
        or bare.startswith(("详见", "详情见", "见附件", "见公告", "见下表", "见正文"))
    )
