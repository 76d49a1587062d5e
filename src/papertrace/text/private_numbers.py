"""Numbers that lead to a private person: telephones, identity numbers, mail addresses, accounts.

It never takes an amount, a date or a project number: what could be one is left alone unless a
label before it says otherwise.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["phone", "identity", "mail", "account"]

_DASH = "[-－—–―﹣‐‑]"
_MOBILE = re.compile(
    r"[1+8](?<![\d.￥¥A-Za-z-].)(?<!\d[,，].)(?:(?<=1)|(?<=\+)86[- ]?1|(?<=8)6[- ]?1)"
    r"[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})"
    r"(?![\d.,％%元万亿A-Za-z])"
)
_LANDLINE = re.compile(
    r"[0(（](?<![\dA-Za-z.,].)(?:(?<=0)|(?<=[(（])0)(?:086[- ]?0)?\d{2,3}"
    rf"(?:[)）]|\s?{_DASH}\s?|[)）]\s?{_DASH})\d{{6,8}}(?:\s?{_DASH}\s?\d{{1,5}})?(?![\dA-Za-z])"
)
_HOTLINE = re.compile(rf"[48](?<![\dA-Za-z-].)00{_DASH}?\d{{3,4}}{_DASH}?\d{{3,4}}(?![\dA-Za-z])")
_LABELLED = re.compile(
    r"(?:电\s*话|手\s*机|传\s*真|联\s*系\s*方\s*式|座\s*机|热\s*线|Tel|TEL|tel|Fax|FAX)"
    r"(?:号码)?(?:[（(][^（()）\n]{0,12}[)）])?(?:\s*[:：]\s*|\t\s*|\s*\n\s*)([^\n\t]{0,60})"
)
_DIGITS = re.compile(rf"(?<![\d.])\d(?:[\d]|{_DASH}(?=\d)){{5,17}}\d(?![\d.]*[元万])")
_ANOTHER = re.compile(rf"\s?[、,，/；;或]\s?(\d{{3,4}}{_DASH})?\d{{7,8}}(?!\d)")
_SHORT_NUMBER = re.compile(r"\d(?<=[,，、\s].)\d{6,7}(?![\d.年元万])")
_NAME_BEFORE = re.compile(r"[\u3400-\u9fff]{1,4}\s?[,，、 ]\s?\Z")
_IDENTITY = re.compile(r"\d(?<![\dA-Za-z].)\d{16}[\dXx](?![\dA-Za-z])")
_LABELLED_IDENTITY = re.compile(
    r"(?:身\s*份\s*证(?:件)?|公民身份|证\s*件|ID)\s*(?:号码|号|[Nn]o\.?|[Nn]umber|[Cc]ard)?"
    r"(?:[（(][^（()）\n]{0,12}[)）])?\s*[:：]?\s*(\d[\dXx* ]{13,20}[\dXx])(?![\dA-Za-z])"
)
_PASSPORT = re.compile(r"护照(?:号码|号)?\s*[:：]?\s*([A-Za-z]{0,2}\d{7,9})(?![\dA-Za-z])")
_CHAT = re.compile(
    r"(?:微\s*信(?!公众|支付)|(?<![A-Za-z0-9_-])(?:[Ww]e[Cc]hat|[Ww]eixin|WECHAT|QQ|qq))"
    r"\s*(?:号码|号|群号|群|[Ii][Dd])?(?:\s*[:：]\s*|\s+|(?<=[号群信码]))([A-Za-z0-9_][A-Za-z0-9_-]{4,19})(?![A-Za-z0-9@])"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9_.+%*-])[A-Za-z0-9_.+%*-]++\s?[@＠]"
    r"\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+"
)
_ACCOUNT = re.compile(
    r"(?:账\s*号|帐\s*号|账\s*户(?!名)|帐\s*户(?!名)|卡\s*号)(?:号码)?(?:[（(][^（()）\n]{0,12}[)）])?"
    r"(?:\s*[:：]\s*|\t\s*|\s*\n\s*|\s{0,2})(\d[\d \-]{6,34}\d)"
)
_CARD = re.compile(r"6(?<![\dA-Za-z].)2\d{14,17}(?![\dA-Za-z])")
_NUMBERED = re.compile(
    r"(?:编\s*号|代\s*码|文\s*号|证\s*号|证书号码|No\.?|NO\.?)\s*[)）]?\s*[:：]?\s*$"
)

_MONEY = re.compile("预算|金额|合计|总计|收入|支出|经费|价|￥|¥|元")
_CONTACT = re.compile("联系|电话|手机|姓名|人[:：]|老师|先生|女士|传真|邮")
_BESIDE = 400
"""Characters to either side that tell on a long line what a number is."""
_OLDEST = 1900
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(text: str) -> bool:
    """Say whether 18 characters are an identity number: a date of birth and a right check."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(w * int(c) for w, c in zip(_WEIGHTS, text, strict=False))
    return born.year >= _OLDEST and "10X98765432"[total % 11] == text[17].upper()


def _card(text: str) -> bool:
    """Check a card number's last digit (Luhn)."""
    figures = [int(c) for c in reversed(text)]
    twice = [d * 2 - 9 if d > 4 else d * 2 for d in figures[1::2]]  # noqa: PLR2004  (digit sum of the double)
    return (sum(figures[::2]) + sum(twice)) % 10 == 0


def numbers(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Give (start, end, kind) of every such number; stretches may overlap, in no order."""
    if "@" in text or "＠" in text:
        yield from ((*m.span(), "mail") for m in _MAIL.finditer(text))
    for m in _IDENTITY.finditer(text):
        if is_identity_number(m[0]):
            yield m.start(), m.end(), "identity"
    for pattern in (_LABELLED_IDENTITY, _PASSPORT):
        for m in pattern.finditer(text):
            yield m.start(1), m.end(1), "identity"
    for pattern in (_ACCOUNT, _CHAT):
        for m in pattern.finditer(text):
            yield m.start(1), m.end(1), "account"
    for m in _CARD.finditer(text):
        if _card(m[0]):
            yield m.start(), m.end(), "account"
    yield from ((a, b, "phone") for a, b in _phones(text))


def _among_money(text: str, start: int, end: int) -> bool:
    """Say whether eleven digits stand on a line about money where nothing speaks of contacts."""
    first, last = max(0, start - _BESIDE), end + _BESIDE
    line = text[first:start].rpartition("\n")[2] + text[start:last].partition("\n")[0]
    return _MONEY.search(line) is not None and _CONTACT.search(line) is None


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_MOBILE, _LANDLINE, _HOTLINE):
        for m in pattern.finditer(text):
            if _NUMBERED.search(text, max(0, m.start() - 16), m.start()):
                continue
            if pattern is _MOBILE and _among_money(text, m.start(), m.end()):
                continue
            end = m.end()
            while more := _ANOTHER.match(text, end):
                end = more.end()
            yield m.start(), end
    for m in _LABELLED.finditer(text):
        for d in _DIGITS.finditer(text, m.start(1), m.end(1)):
            yield d.start(), d.end()
    for m in _SHORT_NUMBER.finditer(text):
        name = _NAME_BEFORE.search(text[max(0, m.start() - 7) : m.start()])
        if name and "联系" in text[max(0, m.start() - len(name[0]) - 12) : m.end()]:
            yield m.span()
