"""Names of bodies and projects as printed, cut free of what stands around them.

A stretch that holds a name is narrowed to the name: seals, contact words, roles in a consortium and
manufacturers in brackets are not part of it. A bare personal name is never given back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.labels import is_blank, role_of
from papertrace.extract.told import told
from papertrace.text.fold import folded_text, squeeze
from papertrace.text.persons import is_personal_name

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot

_LONGEST_BODY = 80
_LONGEST_LATIN = 160
_SHORTEST = 3
_SHORTEST_BODY = 4

_BODY_END = re.compile(
    r"(?:公司|集团|厂|院|所|中心|局|店|社|部|协会|学会|学校|大学|小学|中学|幼儿园|医院|银行|支行|分行|站|队|馆|会|委|政府|处|办|办公室|"
    r"合伙|经营部|工作室|商行|超市|酒店|宾馆|餐厅|农场|基地|联合体|事务所|行|坊|库|园|院校|场|苑|校|署|室|段|港|总队|支队|大队|机关|本级|本级行政|街道|社区|村|镇|乡|县|区|市|省|分部|基金|联盟|广场|商店|商场|书店|书城|印务|餐饮|中队|检察院|法院|机构|科|组|军|旅|团|师|连|党校|公园|剧院|图书馆|台|报社|电视台|工厂|企业|个体工商户)"
    r"(?:[（(][^（）()]{1,40}[）)])*$"
)
_LATIN_BODY = re.compile(
    r"\b(?:Co|Ltd|Inc|Corp|GmbH|LLC|AG|S\.?A|PLC|Limited|Company|University|Institute|B\.?V|Pte|Pty|Oy|AB)\b\.?",
    re.IGNORECASE,
)
_NOT_BODY = re.compile(
    r"^(?:详见|见|无|合格|是|否|不|第|达到|满足|符合|按|根据|包括|位于|本)|[。；！？]|(?:号楼?|(?<!办公)(?<!研究)(?<!实验)室|层|路|街|栋|幢)$|号.{0,12}(?:(?<!办公)室|层|楼)"
)
_CUT = re.compile(
    r"[。；;！!\t]|\n(?=\s*(?:19|20|二[○〇零])[^\n]{2}\s*年[^\n]{1,4}月)|[，,](?!.{0,12}(?:公司|Ltd|Inc|LLC|Co\b|院|所|中心))|[\x20\u3000]{2,}|\u3000|[（(](?:盖章|公章|章|签章|盖单位章|以下|下称|以下简称|统一社会|详见|联系|经营者|经办人|负责人|投资人|业主|法人|单位名称|地址)[^（）()]*[）)]?"
    r"|(?:地址|联系人|联系电话|电话|联系方式|统一社会信用代码|信用代码|社会信用|邮编|传真|法定代表人)[:：]?"
)
_NAME_END = re.compile(
    r"[。；;\t]|[，,](?=(?:项目|采购|招标|本|预算|现|编号|已|经|资金|该|我|受|由|建设))|[\x20\u3000]{3,}|[（(](?:项目|招标|采购|标书|磋商)?(?:编号|代码|编码|方式)[:：]?[^（）()]*[）)]?|[（(]采购方式.*|[（(](?:项目名称|标段名称|招标项目名称|工程名称|采购项目名称)[）)]|已(?:由|经|批准|列入|具备|落实|获|完成|立项|备案|核准)|(?:项目编号|招标编号|采购方式|采购人|招标人)[:：]"
)
_CLOSE = {"）": "（", ")": "(", "】": "【", "》": "《", "”": "“", "」": "「"}
_LEADING = re.compile(r"^[\s:：,，、.．。;；/|｜>*★▲-]+|^(?:为|是)(?=[一-鿿]{4})")
_ROLE_REMARK = re.compile(
    r"[（(【\[](?:联合体)?(?:牵头人?|牵头单位|牵头方|主体|主办方|成员|成员单位|联合体成员|联合体|联合体牵头人|联合体牵头单位|主办人|联合体主体|联合体主办方|组成员|成员方|盖章|公章|小型|微型|中型|大型|小微|中小|监狱|第.{1,3}名|牵头人/.*|主|成|牵|联)[^（）()【】\[\]]*[）)】\]]"
)
_MEMBER_REMARK = re.compile(
    r"(?P<label>[（(](?:(?:与|和)?联合体)?(?:的)?(?:其他)?(?:牵头人|牵头单位|主体|成员|成员单位|成员方)[:：])"
    r"(?P<name>[^（）()]{4,}(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]"
)
"""（联合体成员：某公司）: a name inside the brackets of another."""
_TOGETHER = re.compile(r"(?<=[公司院所厂心团\0])(?:共同)?(?:组成的?)?联合体$")
_MAKER_REMARK = re.compile(
    r"[（(][^（）()]*(?:生产|制造|厂家|分包装|包装|产地|进口|代理)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]"
)
_ROLE_PREFIX = re.compile(
    r"^(?:中标|成交|中选|入围)(?:供应商|单位|人|方)(?:名称)?\s*[:：为是\s]\s*|^(?:联合体)?(?:牵头人?|牵头单位|牵头方|主办方|成员|成员单位|联合体成员|主体|成员方|成员[一二三1-9]|主|成)(?:\d)?(?:单位|名称)?\s*[:：]\s*|^联合体\s*[:：]\s*|^供应商(?:名称)?\s*[:：]\s*|^\d{1,2}[.、．]\s*(?=[一-鿿])|^[①-⑨]"
)
_AFTER_FIRM = re.compile(
    r"(?<=公司)\s*[（(](?![^（）()]*(?:合伙|分公司|集团|本部))[^（）()]{1,30}(?:[（(][^（）()]*[）)][^（）()]*)?[）)]\s*$"
)
_PERSON_REMARK = re.compile(
    r"[（(](?:自然人|个人|先生|女士|男|女|身份证|居民|农户|承包人|户主)[^（）()]*[）)]$|(?:先生|女士)$"
)
"""What stands behind a person's name and says that it is one."""
_MEMBERS = re.compile(
    r"[;；、\n]|[，,](?=[\s\0]*[一-鿿])|\s*(?<=[一-鿿）)\0])(?:和|与|及|\+|/|&)(?=[一-鿿]{4})|(?<=[）)])\s*(?=[一-鿿]{3})|(?<=\0)(?=[一-鿿]{3})"
    r"|\s+(?=[一-鿿（(]{4})|\s*(?=(?:联合体)?(?:主|成|牵头人?|成员\d?)(?:单位|方)?[:：])"
)
_PAUSES = re.compile(r"[;；、，,\n]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the stretch it was read from."""

    value: str
    spot: Spot


def looks_like_body(text: str) -> bool:
    """Say whether a text looks like the name of an organisation."""
    text = told(text)
    bare = "".join(text.split())
    if not _SHORTEST_BODY <= len(bare) <= _LONGEST_BODY or _NOT_BODY.search(bare):
        return bool(
            _SHORTEST_BODY <= len(bare) <= _LONGEST_LATIN
            and _LATIN_BODY.search(text)
            and not _NOT_BODY.search(bare)
        )
    return bool(_BODY_END.search(bare) or _LATIN_BODY.search(text))


def name_at(spot: Spot) -> Name | None:
    """Narrow a stretch to the name of a body or project that stands at its beginning."""
    text = spot.page.text[spot.start : spot.end]
    lead = len(text) - len(text.lstrip())
    while match := _LEADING.match(text, lead):
        if match.end() == lead:
            break
        lead = match.end()
    end = _end(text, lead)
    while end > lead and (text[end - 1].isspace() or text[end - 1] in ":：，,、。;；*/|｜-"):
        end -= 1
    if end <= lead:
        return None
    found = spot.part(lead, end)
    value = squeeze(found.text)
    if is_blank(value) or role_of(value) == "contact":
        return None
    return Name(squeeze(found.printed), found)


def project_at(spot: Spot) -> tuple[str, Spot] | None:
    """Read the name of a project at the beginning of a stretch."""
    text = spot.page.text[spot.start : spot.end]
    lead = len(text) - len(text.lstrip(' \t\n　:：,，、“"《'))
    if called := re.match(r"(?:项目)?名称为[:：]?", text[lead:]):
        lead += called.end()
    match = _NAME_END.search(text, lead)
    end = match.start() if match else len(text)
    while end > lead and text[end - 1] in ' \t\n　:：,，、。；;”"》':
        end -= 1
    value = squeeze(text[lead:end])
    if is_blank(value) or len(value) < _SHORTEST:
        return None
    found = spot.part(lead, end)
    return squeeze(found.printed), found


def _end(text: str, start: int) -> int:
    """Give where a name ends: at the first mark outside brackets that no name goes past.

    A line break is none: lines are joined only where a page's width or a scraper broke them.
    """
    at = start
    while match := _CUT.search(text, at):
        if _depth(text[start : match.start()]) <= 0:
            return match.start()
        at = match.end()
    end = len(text)
    while end > start and _depth(text[start:end]) < 0:
        end -= 1
    return end


def _depth(text: str) -> int:
    return sum(text.count(o) - text.count(c) for c, o in _CLOSE.items())


def is_person(value: str) -> bool:
    """Say whether a value is a bare personal name, so that it must not be kept."""
    bare = _PERSON_REMARK.sub("", told(value))
    return bool(is_personal_name(bare)) and not looks_like_body(bare)


def members_of(spot: Spot) -> tuple[Name, ...]:
    """Give the suppliers named in a stretch, each without its role and its manufacturer.

    `A公司（联合体牵头人）、B公司（联合体成员）` gives both; a single name gives one.
    """
    text = spot.page.text[spot.start : spot.end]
    masked = _MAKER_REMARK.sub(lambda m: "\0" * len(m.group()), text)
    masked = _MEMBER_REMARK.sub(_opened, masked)
    masked = _ROLE_REMARK.sub(lambda m: "\0" * len(m.group()), masked)
    found: list[Name] = []
    at = 0
    for stretch in _pieces(masked):
        start, end = stretch
        at = start
        piece = masked[start:end]
        while match := _ROLE_PREFIX.match(piece[at - start :].lstrip("\0 \n、,，;；")):
            skipped = len(piece[at - start :]) - len(piece[at - start :].lstrip("\0 \n、,，;；"))
            at += skipped + match.end()
        inner = masked[at:end]
        inner_start = at + len(inner) - len(inner.lstrip("\0 \n、,，;；"))
        inner_end = at + len(inner.rstrip("\0 \n、,，;；。"))
        if joint := _TOGETHER.search(masked[inner_start:inner_end]):
            inner_end = inner_start + joint.start()
        cut = masked.find("\0", inner_start, inner_end)
        if cut > 0:
            inner_end = cut
        if behind := _AFTER_FIRM.search(masked[inner_start:inner_end]):
            inner_end = inner_start + behind.start()
        if inner_end - inner_start > 1:
            name = name_at(spot.part(inner_start, inner_end))
            if name is not None:
                found.append(name)
    return tuple(found)


def _opened(remark: re.Match[str]) -> str:
    """Put a mark between names in place of the brackets around the second."""
    if not looks_like_body(remark["name"]):
        return remark[0]
    return "；" + "\0" * (len(remark["label"]) - 1) + remark["name"] + "\0"


def _pieces(text: str) -> list[tuple[int, int]]:
    """Part a text into names at the marks between them, where both sides look like bodies."""
    cuts = [0]
    for match in _MEMBERS.finditer(text):
        before = text[cuts[-1] : match.start()].replace("\0", "")
        if _depth(before) > 0:
            continue
        before = _ROLE_PREFIX.sub("", before.strip())
        after = _ROLE_PREFIX.sub("", text[match.end() :].replace("\0", "").strip())
        head = _PAUSES.split(after, maxsplit=1)[0]
        if looks_like_body(before) and looks_like_body(head):
            cuts += [match.start(), match.end()]
    edges: list[tuple[int, int]] = []
    start = 0
    for n in range(1, len(cuts) - 1, 2):
        edges.append((start, cuts[n]))
        start = cuts[n + 1]
    return [*edges, (start, len(text))]


def same_name(a: str, b: str) -> bool:
    """Say whether two names are the same but for width, brackets, blanks and case."""
    return _plain(a) == _plain(b)


def _plain(name: str) -> str:
    return _BLANKS.sub("", folded_text(told(name))).casefold()
