"""In which part of a notice each line stands: award, agent's fee, experts, deposit, contact ...

The numbered headings of the national forms are the steadiest landmark on any site; what stands in
the experts' part is never read, what stands in the fee's part is never an award. A zone lasts until
the next heading of the same or a higher level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.extract.labels import is_label, numbered, plain, role_of
from papertrace.extract.names import looks_like_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.lines import Line

ZONES: tuple[tuple[str, str], ...] = (
    (
        "expert",
        r"(?:评审|评标|磋商|谈判|询价|论证|采购)?.{0,6}(?:专家|专业人员|论证人员|评委|评标委员会|小组成员|评审小组).{0,24}(?:名单|意见|信息|成员|组成|情况)?.{0,10}",
    ),
    (
        "fee",
        (
            r".{0,12}代理(?:机构)?(?:服务)?(?:收)?费.{0,16}|.{0,4}(?:服务费|代理费).{0,4}(?:收费)?(?:标准|金额).{0,8}|.{0,6}收费标准.{0,10}"
            r"|(?:本项目|本次)?(?:的)?(?:招标|采购|中标|成交|代理|咨询|平台|网站|系统|信息|技术|交易|电子|服务|使用|场地|场所|会议室?|评审|评标|专家|劳务|公证|鉴证|见证|手续|管理|CA|数字证书|文件|资料|开标|及|和|与|、|/)*"
            r"(?:服务|使用|代理|租赁|咨询|公证|评审|劳务|手续|交易|场地|平台|招标)费(?:用)?(?:的)?(?:收取|支付|缴纳|交纳|承担)?(?:情况|信息|金额|标准|说明|方式|对象|依据)?(?:及|和)?(?:金额|标准)?"
        ),
    ),
    ("deposit", r".{0,14}(?:保证金|保函|系统使用费|担保).{0,16}"),
    (
        "obtain",
        r".{0,8}(?:获取|领取|购买|发售|下载|报名|出售).{0,24}(?:文件|报名|方式|时间|公告)?.{0,12}",
    ),
    (
        "change",
        r".{0,6}(?:更正|变更|修改|澄清)(?:的)?(?:信息|内容|事项|情况)(?:如下)?|.{0,4}(?:更正|变更|澄清|修改|延期)(?:内容|说明).{0,6}",
    ),
    (
        "failed",
        r".{0,8}(?:废标|流标|终止|失败)(?:的)?(?:结果|情况|原因|理由|信息|包件?|标段|标项).{0,12}",
    ),
    (
        "proposed",
        r".{0,6}拟(?:定|选|推荐|采购)?.{0,6}供应商.{0,16}(?:信息|名称|地址|情况).{0,6}|.{0,6}(?:唯一)供应商.{0,12}",
    ),
    (
        "items",
        r".{0,4}(?:主要)?(?:标的|成交标的|中标标的)(?:信息|情况|内容|概况).{0,6}|货物清单.{0,10}|(?:服务|货物|工程)类主要标的信息",
    ),
    (
        "scores",
        r".{0,10}(?:未中标|落标|得分|评分|评审结果汇总|评审总得分|否决|资格审查|符合性审查|无效投标|未通过|业绩).{0,20}",
    ),
    (
        "buyer",
        r"(?:采购|招标|发包|比选|委托|征集|询比|遴选|竞价)(?:人|单位|方)(?:信息|联系方式|名称、地址.{0,10})?",
    ),
    (
        "agent",
        r"(?:招标|采购|政府采购)*(?:代理)?(?:机构|代理人|代理)(?:信息|联系方式)?|采购机构(?:信息)?|集中采购机构(?:信息)?",
    ),
    (
        "award",
        r"采购结果.{0,6}|(?:第?.{0,6}(?:标段|包)?)?(?:中标|成交|中选|入围|定标|评标|评审)(?:[(/、]?(?:成交|中标|入围)\)?)?(?:的)?(?:供应商|人|单位|候选人)?(?:结果|信息|情况|公示|内容|结果信息|供应商|单位|人)(?:如下|信息|情况|及.{0,14})?|.{0,4}(?:中标|成交)(?:\(成交\))?(?:供应商|人|单位).{0,20}|中标(?:情况|人情况)|.{0,10}中标候选人.{0,14}|.{0,10}候选人(?:名单|情况|排序|信息).{0,10}",
    ),
    (
        "persons",
        r"项目(?:联系)?(?:方式|人|联系方式|负责人)|.{0,10}监督(?:管理)?(?:部门|机构|单位).{0,8}|同级政府.{0,20}|.{0,6}(?:异议|投诉|质疑).{0,16}|财政部门|验收(?:组|小组).{0,8}",
    ),
    ("deadline", r".{0,16}(?:截止|截至|递交|提交|送达).{0,24}"),
    ("opening", r".{0,10}(?:开标|开启|启封|磋商时间|谈判时间|询价时间).{0,20}"),
    ("contact", r".{0,30}(?:联系|询问|质疑|咨询).{0,20}|.{0,14}名称、地址和联系.{0,6}|业务咨询"),
    (
        "qualification",
        r".{0,12}(?:资格|资质).{0,16}(?:要求|条件|审查).{0,20}|合格(?:的)?(?:投标人|供应商).{0,10}",
    ),
    (
        "notice_period",
        r".{0,6}(?:公告|公示)(?:期限|时间|期).{0,6}|发布公告的媒.{0,8}|.{0,6}公告.{0,4}发布.{0,6}|.{0,4}媒[介体].{0,8}",
    ),
    ("contract_parties", r"合同主体.{0,4}|合同双方.{0,4}"),
    ("contract", r"合同(?:主要)?信息.{0,4}"),
    ("reason", r".{0,8}(?:原因|理由|依据)(?:及|和)?.{0,16}"),
    (
        "other",
        r"其他.{0,12}|其它.{0,12}|附件.{0,6}|资金来源|项目概况.{0,16}|.{0,6}项目基本情况.{0,4}|(?:一般|采购)?项目(?:信息|概况|基本信息)|.{0,10}(?:范围|内容|需求).{0,16}",
    ),
)
"""(zone, pattern of the whole heading), tried in order."""

UNREAD = frozenset({"expert", "persons", "scores", "beyond", "qualification"})
"""Zones from which no party and no sum is read."""

_COMPILED = tuple((zone, re.compile(pattern)) for zone, pattern in ZONES)
_ANY_ZONE = re.compile("|".join(f"(?:{pattern})" for _, pattern in ZONES))
_COLON = re.compile(r"[:：]")
_STOPS = re.compile(r"[。；，]")
_LEVELS = {"chapter": 0, "han": 1, "paren": 2, "digit": 3, "deep": 4}
_BARE_HEADS = frozenset(
    {"expert", "fee", "change", "items", "buyer", "agent", "award", "failed", "proposed", "scores"}
)
_PARTIES = frozenset({"buyer", "agent"})
"""Bare, 采购人 heads a part only where labels follow; else its value does."""
_WHOLE = frozenset({"change", "expert", "scores", "reason"})
"""Zones whose numbered points open no zones of their own."""
_REMARK = re.compile(r"\((?:如有|如果有|若有)\)$")
_CHAPTER = re.compile(r"^第[一二三四五六七八九十\d]+\s*(?:章|部分|卷)\s*(?P<name>[^.…]{2,24})$")
_IN_FRONT = re.compile(r"公告|邀请|前附表|邀请书|邀请函")
_HEAD_LENGTH = 46
_BARE_LENGTH = 16
_BARE_LEVEL = 5
_SHORTEST_HEAD = 5
_SHORTEST_FEE = 3
_LONGEST_HEAD = 24
_LONG = 25
_HEAD_WORDS = 4
_TITLE = re.compile(r"(?:公告|公示|通知)(?:[（(].{0,10}[）)])?$")
_TOC = re.compile(r"[.…·]{3,}\s*\d*$")
_SAYS = re.compile(r"[。；，:：]")
_LEADS_OR_ENDS = re.compile(r"[:：。；]")
_LEADS_OR_DATE = re.compile(r"[:：]|^20\d\d\s*[年-]")


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading whose part has not ended yet."""

    level: int
    style: str
    zone: str


def zones_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Give the zone of every line, '' where no heading told one."""
    zones: list[str] = []
    stack: list[_Open] = []
    beyond = False
    bare = not any(n.flat and numbered(n.text) in {"han", "chapter"} for n in lines)
    for index, line in enumerate(lines):
        if line.flat:
            chapter = _CHAPTER.match(line.text)
            if chapter and line.spot.page.number > 1 and not _TOC.search(line.text):
                beyond = not _IN_FRONT.search(chapter.group("name"))
                stack = []
            if not _in_head(lines, index):
                _step(stack, line.text, lines[index + 1].text if index + 1 < len(lines) else "")
        if bare and line.flat and (zone := _bare_head(lines, index)):
            _close(stack, _BARE_LEVEL)
            stack.append(_Open(_BARE_LEVEL, "", zone))
        zones.append("beyond" if beyond else next((o.zone for o in reversed(stack) if o.zone), ""))
    return tuple(zones)


def _in_head(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is a head word of a flattened table, behind the first of four and more."""
    if not _is_word(lines[index]):
        return False
    first = index
    while first and _is_word(lines[first - 1]):
        first -= 1
    last = index
    while last + 1 < len(lines) and last - first < _HEAD_WORDS and _is_word(lines[last + 1]):
        last += 1
    return first < index and last - first + 1 >= _HEAD_WORDS


def _is_word(line: Line) -> bool:
    text = line.text
    return line.flat and not _COLON.search(text) and not numbered(text) and is_label(text)


def _bare_head(lines: Sequence[Line], index: int) -> str:
    """Give the zone of a heading without a number, in a notice that numbers none of its parts."""
    text = lines[index].text.rstrip(" :：")
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    before = lines[index - 1].text if index and lines[index - 1].flat else ""
    if before and len(before) <= _LONG and not _LEADS_OR_ENDS.search(before):
        return ""  # a cell among the cells of a flattened table
    if numbered(text) or not _SHORTEST_FEE <= len(plain(text)) <= _LONGEST_HEAD:
        return ""
    if len(plain(text)) < _SHORTEST_HEAD and not plain(text).endswith("费"):
        return ""
    if _TITLE.search(text) or _SAYS.search(text):
        return ""
    if not (len(after) > _LONG or numbered(after) or _LEADS_OR_DATE.search(after)):
        return ""
    return zone_of(text)


def _step(stack: list[_Open], text: str, after: str) -> None:
    """Take a line into account: a heading closes all of its level and below."""
    head = _COLON.split(text, maxsplit=1)[0]
    style = numbered(text)
    level = _level(stack, style)
    if len(head) > _HEAD_LENGTH or _STOPS.search(head):
        if style in {"han", "chapter"}:  # a numbered sentence still ends the part before it
            _close(stack, level)
        return
    zone = zone_of(head)
    if style:
        _close(stack, level)
        inside = any(o.zone in _WHOLE for o in stack)
        stack.append(_Open(level, style, "" if inside else zone))
    elif _names_party(text, head) and any(o.zone == "expert" for o in stack):
        while any(o.zone == "expert" for o in stack):
            stack.pop()
    elif stack and (stack[-1].style, stack[-1].zone) == ("", "expert") and _goes_on(text):
        stack.pop()
    elif (
        zone in _BARE_HEADS
        and len(plain(head)) <= _BARE_LENGTH
        and head == text.rstrip(" :：\n")
        and (zone not in _PARTIES or is_label(_COLON.split(after, maxsplit=1)[0]))
    ):
        _close(stack, _BARE_LEVEL)
        stack.append(_Open(_BARE_LEVEL, "", zone))


def _names_party(text: str, head: str) -> bool:
    """Say whether a line names buyer or agent, so that it is none of a list of experts."""
    value = text[len(head) + 1 :]
    return bool(value) and role_of(head) in {"buyer", "agent"} and looks_like_body(value.strip())


def _goes_on(text: str) -> bool:
    """Say whether a line of a flattened summary is its next label, behind that of the experts."""
    return is_label(text) and role_of(text) in {"buyer", "agent", "total", "amount", "published"}


def _level(stack: list[_Open], style: str) -> int:
    """Give a heading's level; where a notice counts 1. 2. 3. throughout, that is the first one."""
    if style == "digit" and all(o.style != "han" for o in stack):
        return 1
    return _LEVELS.get(style, _BARE_LEVEL)


def _close(stack: list[_Open], level: int) -> None:
    while stack and stack[-1].level >= level:
        stack.pop()


@lru_cache(maxsize=4096)
def zone_of(head: str) -> str:
    """Give the zone a heading opens, '' where it is none that we know."""
    text = _REMARK.sub("", plain(head))
    if not _ANY_ZONE.fullmatch(text):
        return ""
    return next(zone for zone, pattern in _COMPILED if pattern.fullmatch(text))
