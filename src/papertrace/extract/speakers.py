"""Who speaks in a sentence of news: offices and bodies by name, private persons by role alone.

A name of a person is never part of what is given back: it is stepped over. What is said is a
stretch of the sentence; whether it may be kept is for the form to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from papertrace.extract.names import looks_like_body
from papertrace.text.persons import is_personal_name

Act = Literal["assert", "deny", "decline", "no_response", "confirm_receipt", "not_verified"]

Span = tuple[int, int]

PRIVATE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("defector", re.compile(r"脱北者|脱北人士|叛逃者|逃离者")),
    ("missionary", re.compile(r"传教士|传教人员|牧师|神父")),
    (
        "resident",
        re.compile(r"居民|村民|市民|群众|住户|商户|店主|司机|游客|边民|邻居|家属|亲属|商人"),
    ),
    ("activist", re.compile(r"活动人士|维权人士|活动家|志愿者|救援人士|人权人士")),
    ("researcher", re.compile(r"研究员|研究者|学者|专家|教授|分析人士|分析师")),
    ("source", re.compile(r"知情人士|消息人士|线人|目击者|匿名人士|不愿透露姓名.{0,6}")),
    ("lawyer", re.compile(r"律师")),
)
"""Role class of a private speaker, and the words for it."""
_ROLE = (
    r"(?:新闻发言人|发言人|有关负责人|相关负责人|主要负责人|负责人|工作人员|民警|警官|官员|代表|"
    r"局长|站长|处长|主任|部长|队长|政委|秘书长|总经理|经理|相关人士|相关部门)"
)
_VERBS: tuple[tuple[Act, str], ...] = (
    (
        "no_response",
        (
            r"(?:截至[^，]{0,10})?(?:均|都|暂|尚|也|仍)?(?:未|没有|未有)(?:予|作出"
            r"|予以|立即|对此|就此|及时)?(?:做出)?(?:任何)?(?:回应|回复|答复)"
        ),
    ),
    (
        "decline",
        r"(?:(?:拒绝|婉拒|不予)(?:对此|就此)?(?:置评|评论|回应|接受采访)|未予(?:置评|评论))",
    ),
    (
        "confirm_receipt",
        (
            r"(?:确认|表示|称)?(?:已)?收到(?:了)?[^，。]{0,8}(?:来函|询问"
            r"|问题|函件|采访函|邮件)"
        ),
    ),
    ("deny", r"(?:予以|坚决|断然|公开)?否认"),
    (
        "assert",
        (
            r"(?:介绍(?:说)?|表示|指出|强调|通报(?:称|说)?|宣布|透露|证实"
            r"|确认|回应(?:称|说)?|坦言|认为|告诉(?:本报|本网|记者|笔者"
            r"|我们)*(?:说)?|称|说|公布|发布|消息|统计)"
        ),
    ),
)
_DENIAL = re.compile(
    r"不属实|与事实不符|(?:完全|严重)?不符合事实|子虚乌有|纯属(?:捏造"
    r"|虚构|谣言)|毫无根据|不存在(?:所谓|此类|这种)"
)
_BEGINNING = re.compile(
    r"^(?:据(?:悉|报道|了解)?|对此|此前|随后|日前|近日|当天|当日|今天"
    r"|今日|昨日|昨天|同日|另据|又据|另外|其中|但|而|不过|"
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚|晚间|凌晨)?"
    r"|\d{1,2}月|记者从|截至发稿(?:时)?|目前)[，,]?"
)
_VENUE = re.compile(
    r"(?P<venue>(?:在|于)[^，。]{2,24}?(?:记者会|发布会|会议|会|论坛"
    r"|采访|声明|通报|文章|公众号|官网|网站))(?:上|中|时)?$"
    r"|(?P<time>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?)$"
    r"|(?:向(?:本报|本网|本台|媒体)?(?:记者)?|对(?:媒体|记者|此))$"
)
_ENDS = (
    r"(?:部|局|委|委员会|政府|办公室|站|支队|总站|总队|大队|厅|署"
    r"|院|使馆|领事馆|公司|集团|联合国|组织|协会|中心|警方|学会|"
    r"基金会|联盟|机构|海关|法院|检察院|外办|公安|媒体|通讯社|所|会|处|当局)"
)
_OFFICE = re.compile(
    rf"^(?P<org>[一-鿿（）()《》·]{{1,40}}?{_ENDS})(?P<role>{_ROLE})?(?P<name>[一-鿿·]{{0,5}})$"
)
_QUOTES = "“”\"'‘’「」：:，, "


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution in one sentence; spans are offsets of the sentence."""

    act: Act
    verb: Span
    org: Span | None = None
    role: Span | None = None
    private: str = ""
    """Role class where the speaker is a private person; then there is no org and no words."""
    proposition: Span | None = None
    venue: Span | None = None
    time: Span | None = None
    more: tuple[tuple[str, Span], ...] = ()
    """Every private role of the sentence, where there are several, with its number if printed."""


def chinese(text: str) -> Said | None:
    """Read the attribution of a Chinese sentence: the first that names an office or a role."""
    for act, pattern in _VERBS:
        for verb in re.finditer(pattern, text):
            found = _with_subject(text, act, verb)
            if found is not None:
                return found
    return None


def _with_subject(text: str, act: Act, verb: re.Match[str]) -> Said | None:
    start = max(text.rfind(c, 0, verb.start()) for c in "，,。；;：:“”\n ") + 1
    start, end = _narrowed(text, start, verb.start())
    venue = time = None
    while trimmed := _VENUE.search(text[start:end]):
        if trimmed["venue"]:
            venue = (start + trimmed.start("venue"), start + trimmed.end("venue"))
        if trimmed["time"]:
            time = (start + trimmed.start("time"), start + trimmed.end("time"))
        end = start + trimmed.start()
    subject = text[start:end]
    if not subject and venue is None and start > 1:  # 对此，某局表示 / 某局，于…表示
        return None
    after = _proposition(text, verb.end())
    role = next(((n, m) for n, p in PRIVATE if (m := p.search(subject))), None)
    if role is not None and not _anonymous_office(subject, role[1].start()):
        spot = (start + role[1].start(), start + role[1].end())
        return Said(act, verb.span(), role=spot, private=role[0], time=time)
    match = _OFFICE.match(subject)
    if match is None or not looks_like_body("某某" + match["org"]):  # 外交部 is short for a body
        return None
    if match["name"] and not is_personal_name(match["name"]):
        return None
    if after is None and start > 0:
        after = _proposition(text[:start], 0)  # “…。”某局局长介绍
    if act == "assert" and after and _DENIAL.search(text[after[0] : after[1]]):
        act = "deny"
    org = (start + match.start("org"), start + match.end("org"))
    office = (start + match.start("role"), start + match.end("role")) if match["role"] else None
    return Said(act, verb.span(), org, office, "", after, venue, time)


def _anonymous_office(subject: str, at: int) -> bool:
    """Say whether the word for a private role is part of a body's name (专家委员会)."""
    return bool(re.search(rf"^[一-鿿]{{0,3}}{_ENDS}$", subject[at + 2 :]))


def _narrowed(text: str, start: int, end: int) -> Span:
    while lead := _BEGINNING.match(text[start:end]):
        start += lead.end()
    return start, end


def _proposition(text: str, start: int) -> Span | None:
    """Give what is said behind the verb, without the quotation marks around it."""
    end = len(text)
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES + "。！？!?；;":
        end -= 1
    return (start, end) if end - start > 2 else None  # noqa: PLR2004  (了。 is nothing said)
