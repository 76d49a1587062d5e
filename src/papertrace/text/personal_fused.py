"""A person's name and telephone number run into one (吕某,85950000), with no label before either.

Numbers set apart by blanks, called without a colon, mails spelled with "(at)", and the numbers of a
person's certificates are found here, too. A bare number of seven or eight digits is taken for a
telephone where a name stands right before it or a word of contact beside it, and never on a line
about money that speaks of no contact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.personal_names import is_personal_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_NUMBER = re.compile(r"[2-9](?<![\dA-Za-z.￥¥-].)\d{6,7}(?![\d.,%％年元万亿A-Za-z-])")
_BEFORE = re.compile(rf"(?P<words>[{_HAN}]{{2,12}})[ \u3000]?(?P<joint>[,，、:：/(（ \u3000]?)\Z")
_SOMEBODY = re.compile(
    r"(?:(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯)"
    rf"|[{_HAN}](?<![在为由及与和或从自至向按的该如若是有请对将因任此各]))某{{1,3}}\Z"
)
"""A name of which only the surname is told."""
_CONTACT = re.compile(r"联系|咨询|致电|拨打|洽谈|报名|请找|电话|手机|传真|来电|联络|办理人|经办")
_MONEY = re.compile(r"预算|金额|合计|总计|收入|支出|经费|价|￥|¥|元|编号|代码|文号|号码")
_LABEL = re.compile(
    r"(?:电\s?话|手\s?机|传\s?真|座\s?机|热\s?线|致电|拨打|来电|(?<![A-Za-z])(?:[Tt][Ee][Ll]|[Ff][Aa][Xx]))"
    r"\.?(?:号码)?[ \u3000]{0,2}[:：]?[ \u3000]{0,2}"
    r"(?P<number>[(（]?\d[\d \u3000()（）－—–-]{4,20}\d(?:[ \u3000]?转[ \u3000]?\d{1,5})?)"
    r"(?![\d.,年元万亿%％])"
)
_DIGITS = range(7, 19)
_SPELLED = re.compile(
    r"[A-Za-z0-9_.+-]{2,64}[ \u3000]?[（(\[【](?:at|AT|At|艾特|#|＃)[)）\]】][ \u3000]?"
    r"[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{2,24}){1,3}"
)
_CERTIFICATE = re.compile(
    r"(?<!资质)(?<!许可)(?:证书|注册证|执业证|职业资格证|上岗证|警官证)(?:编号|号码|号|编码)"
    rf"[ \u3000]?[:：]?[ \u3000]?(?P<number>[A-Za-z{_HAN}]{{0,3}}\d{{7,20}})"
)
_AT_MOBILE = re.compile(
    rf"(?<![{_HAN}])(?P<name>[{_HAN}]{{2,4}})[ \u3000]?[（(，,、:：]?[ \u3000]?"
    r"(?=1[3-9]\d{9}(?!\d))"
)
_AT_IDENTITY = re.compile(
    rf"(?<![{_HAN}])(?P<name>[{_HAN}]{{2,4}})[ \u3000]?[（(，,、:：]?[ \u3000]?(?=身份证|公民身份)"
)
_BEHIND_IDENTITY = re.compile(
    rf"\d{{3}}[\d*＊xX×]{{11,14}}[\dXx][ \u3000]?[（(，,、:：]?[ \u3000]?"
    rf"(?P<name>[{_HAN}]{{2,4}})(?![{_HAN}])"
)
_NEAR = 10
_WIDEST = 16
_CALLED = re.compile(r"(?:致电|拨打|来电|洽谈|咨询|联系)[ \u3000:：,，]?\Z")
_ASK = re.compile(r"\A[)）]?[ \u3000,，]?(?:联系|咨询|洽谈|报名)")


def fused(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give (start, end, whether it is a name) of such names and numbers, in order; linear."""
    for m in _NUMBER.finditer(text):
        before = text[max(0, m.start() - _WIDEST) : m.start()].rpartition("\n")[2]
        behind = text[m.end() : m.end() + _NEAR].partition("\n")[0]
        near = bool(_CONTACT.search(before) or _ASK.search(behind))
        if _MONEY.search(before) and not near:
            continue
        told = _BEFORE.search(before)
        length = _named(told["words"], near=near) if told and (told["joint"] or near) else 0
        if told and length:
            end = m.start() - len(before) + told.end("words")
            yield end - length, end, True
        called = (
            _CALLED.search(before) or (near and _ASK.search(behind)) or _last_is_contact(before)
        )
        if length or called:
            yield m.start(), m.end(), False
    yield from _written_otherwise(text)


def _last_is_contact(before: str) -> bool:
    """Say whether what speaks of a contact stands nearer to a number than what speaks of money."""
    at = max((m.end() for m in _CONTACT.finditer(before)), default=-1)
    return at > max((m.end() for m in _MONEY.finditer(before)), default=-1)


def _written_otherwise(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give numbers, mails and names that no plain pattern knows."""
    for m in _LABEL.finditer(text):
        if sum(c.isdigit() for c in m["number"]) in _DIGITS:
            yield *m.span("number"), False
    for m in _SPELLED.finditer(text):
        yield *m.span(), False
    for m in _CERTIFICATE.finditer(text):
        yield *m.span("number"), False
    for pattern in (_AT_MOBILE, _AT_IDENTITY, _BEHIND_IDENTITY):
        for m in pattern.finditer(text):
            if is_personal_name(m["name"]):
                yield *m.span("name"), True


def _named(words: str, *, near: bool) -> int:
    """Give how many characters at the end of some words are a name; 0 where none are.

    Inside a longer run of words that no contact is told of, nothing is taken for one.
    """
    if somebody := _SOMEBODY.search(words):
        return len(somebody[0])
    sizes = (4, 3, 2) if near else (len(words),)
    return next((n for n in sizes if n <= len(words) and is_personal_name(words[-n:])), 0)
