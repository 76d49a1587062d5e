"""Who speaks in a sentence of news: offices and bodies by name, private persons by role alone.

A name of a person is never part of what is given back: it is stepped over. What is said is a
stretch of the sentence; whether it may be kept is for the form to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from papertrace.extract.names import looks_like_body
from papertrace.text.persons import is_personal_name

Act = Literal["assert", "deny", "decline", "no_response", "confirm_receipt", "not_verified"]

Span = tuple[int, int]
LONGEST = 2000
"""Characters of a sentence; what is longer is none, and is not looked through."""

PRIVATE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("defector", re.compile(r"脱北者|脱北人士|叛逃者|逃离者")),
    ("missionary", re.compile(r"传教士|传教人员|牧师|神父")),
    (
        "resident",
        re.compile(r"居民|村民|市民(?!政)|群众|住户|商户|店主|司机|游客|边民|邻居|家属|亲属|商人"),
    ),
    ("activist", re.compile(r"活动人士|维权人士|活动家|志愿者|救援人士|人权人士")),
    ("researcher", re.compile(r"研究员|研究者|学者|专家|教授|分析人士|分析师")),
    ("source", re.compile(r"知情人士|消息人士|线人|目击者|匿名人士|不愿透露姓名.{0,6}")),
    ("lawyer", re.compile(r"律师")),
)
"""Role class of a private speaker, and the words for it."""
_ROLE = (
    r"(?:新闻发言人|发言人|(?:有关|相关|主要|宣传|业务)?负责人|(?:有关|相关)(?:人士|人员|部门|工作人员)|工作人员|值班人员"
    r"|(?:党委|党组)?(?:常务)?(?:副|代理?)?(?:局长|站长|处长|主任|部长|队长|大队长|支队长|中队长|总队长|所长|科长|县长|市长"
    r"|州长|省长|书记|秘书长|总经理|经理|会长|司长|厅长|署长|院长|校长|总干事|董事长|指挥长|参谋长)|(?:副)?政委|教导员"
    r"|指导员|民警|警官|官员|代表|调查员|特别报告员|外长|大臣|议员|(?:[一-鿿]{2,12}问题)?特别报告员)"
)
_VERBS: tuple[tuple[Act, str], ...] = (
    (
        "no_response",
        (
            r"(?:截至[^，]{0,10})?(?:均|都|暂|尚|也|仍)?(?:未|没有|未有)(?:予|作出"
            r"|予以|立即|对此|就此|及时|(?:就|对)[^，。]{1,20}?)?(?:做出)?(?:任何)?(?:回应|回复|答复)"
        ),
    ),
    (
        "decline",
        r"(?:(?:拒绝|婉拒|不予)(?:对此|就此)?(?:置评|评论|回应|接受[^，。]{0,6}采访|采访)|未予(?:置评|评论))",
    ),
    (
        "confirm_receipt",
        (
            r"(?:确认|表示|称)?(?:已)?收到(?:了)?[^，。]{0,8}(?:来函|询问"
            r"|问题|函件|采访函|邮件)"
        ),
    ),
    (
        "deny",
        r"(?:予以|坚决|断然|公开|强烈|严正)*(?:否认|驳斥|表示(?:坚决|强烈)?反对|(?<=予以)反对|(?<=坚决)反对)",
    ),
    (
        "assert",
        (
            r"(?:介绍(?:说)?|表示|指出|强调|通报(?!会)(?:称|说)?|宣布|透露|证实"
            r"|确认|回应(?:称|说)?|坦言|认为|告诉(?:本报|本网|记者|笔者"
            r"|我们)*(?:说)?|称|说|(?:公布|发布)(?!的|会|[^，。]{0,8}(?:称|说|显示|指出|表示))|消息|统计(?!数据|数字|显示)|获悉|了解到|(?:最新|公开|监测|统计|调查)*(?:数据|统计|报告|资料|结果|数字)(?:还|也|同时|均)?(?:显示|表明)"
            r"|估计|估算|警告|批评|指控|声称|宣称|写道|记录(?:了|到)|披露|(?:联合)?(?:发表|发布)声明|补充(?:说|道)?|解释(?:说|称)?|反驳(?:说|称)?)"
        ),
    ),
)
DENIAL = re.compile(
    r"不属实|与事实不符|(?:完全|严重)?不符合事实|子虚乌有|毫无(?:事实)?依据|纯属(?:捏造"
    r"|虚构|谣言)|毫无根据|不存在(?:所谓|此类|这种)"
)
_ADVERB = re.compile(
    r"(?:则|也|还|均|都|亦|又|并|曾|再次|随后|进一步|同时|明确|公开|当天|当日|日前|近日|此前|昨日|今日|同日|书面|最新|近期"
    r"|的(?:公开|最新|监测|统计|一份)*|发布的?|公布的?|提供的?|方面|在?(?:受访|接受采访|答记者问)时?)$"
)
_BEGINNING = re.compile(
    r"^(?:[（(]?(?:本报|本网|本台|新华社)?[一-鿿]{2,6}?(?:\d{1,2}月\d{1,2}日)?(?:讯|电)[）)】\s]+"
    r"|[^（()）]{0,8}[）)]|[（(](?:本报|本网|特约)?(?:记者|通讯员)[^（()）]{0,16}[）)]"
    r"|据(?:悉|报道|了解)?|对此|此前|随后|日前|近日|当天|当日|今天"
    r"|今日|昨日|昨天|同日|另据|又据|另外|其中|但|而|不过|"
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚|晚间|凌晨)?"
    r"|\d{1,2}月|记者从|截至发稿(?:时)?|目前|来自|根据|总部位于[^，]{2,8}的|与此同时|相比之下|针对[^，]{2,30}|就此|然而|与之相反|当被问及[^，]{0,30})[，,]?"
)
_VENUE = re.compile(
    r"(?P<venue>(?:在|于)[^，。]{2,24}?(?:记者会|发布会|会议|会|论坛|仪式|活动|现场"
    r"|采访|声明|通报|文章|公众号|官网|网站))(?:上|中|时)?$"
    r"|(?P<time>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?)$"
    r"|(?P<call>在?(?:电话|邮件|短信|书面答复|回信)(?:采访)?(?:中|里))$"
    r"|(?:向(?:本报|本网|本台|媒体)?(?:记者)?|对(?:媒体|记者|此))$"
)
_ENDS = (
    r"(?:部|局|委|委员会|政府|办公室|站|支队|总站|总队|大队|厅|署"
    r"|院|使馆|领事馆|公司|集团|联合国|组织|协会|中心|警方|学会|办|观察|监察|联合会|大赦|国际|智库|日报|时报|网站|大学|工会|团体|代表团|使团|"
    r"基金会|联盟|机构|网络|小组|海关|法院|检察院|外办|公安(?![局厅部])|媒体|通讯社|所|会|处|当局)"
)
_DEPT = r"(?:[一-鿿]{2,8}(?:科|处|股|(?<!新闻办公)室|中队|大队))?"
"""The part of a body that speaks for it."""
_OFFICE = re.compile(
    rf"^(?P<org>[一-鿿（）()《》·]{{0,40}}?{_ENDS}){_DEPT}(?P<role>{_ROLE})?(?P<name>[一-鿿·]{{0,5}})$"
)
_OFFICE_ALONE = re.compile(
    rf"^(?P<org>[一-鿿（）()《》·]{{0,40}}?{_ENDS}){_DEPT}(?P<role>{_ROLE})?(?P<name>)$"
)
_QUOTES = "“”\"'‘’「」：:，, "
_FROM = re.compile(r"^(?:记者|本报记者)?(?:从|向)")
_SOMEBODY = re.compile(r"[一-鿿]某{1,2}")
_OF_PAPERS = re.compile(r"记者|本报|本网|网友|专家组?$|[他她它]$")


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
    rest: Span | None = None
    """The second half of a quotation that its speaker parts."""
    venue: Span | None = None
    time: Span | None = None
    role_here: bool = False
    """True where the role stands in the sentence itself and the body in one before."""
    paper: Span | None = None
    """The papers that tell it, where nobody speaks."""
    more: tuple[tuple[str, Span], ...] = ()
    """Every private role of the sentence, where there are several, with its number if printed."""


def chinese(text: str) -> Said | None:
    """Read the attribution of a Chinese sentence: the first that names an office or a role."""
    for act, pattern in _VERBS:
        for verb in re.finditer(pattern, text):
            found = None if _quoted(text, verb.start()) else _with_subject(text, act, verb)
            if found is not None:
                return found
    return unanswered(text)


def _quoted(text: str, at: int) -> bool:
    """Say whether a place stands inside quotation marks."""
    return text.count("“", 0, at) > text.count("”", 0, at) and "”" in text[at:]


_CLAUSE = re.compile(
    r"[，；;](?=(?:而|但|不过|与此同时|另据|相比之下|然而))|[，；](?=[^，；。]{2,16}则)"
)


def told_in(text: str) -> list[Said]:
    """Give every attribution of a sentence, clause by clause where each has its own speaker."""
    if len(text) > LONGEST:
        return []
    marks = [m for m in _CLAUSE.finditer(text) if not _quoted(text, m.start())]
    parts = []
    floor = 0
    for end in (*(m.start() for m in marks), len(text)):
        # stretches keep their offsets: what is not of the clause is blanked out
        parts.append(chinese(" " * floor + text[floor:end]))
        floor = end + 1
    if len(parts) > 1 and all(p is not None for p in parts):
        return [o for p in parts if p is not None for o in _each(text, p)]
    whole = chinese(text)
    return _each(text, whole) if whole else []


_JOINED = re.compile(
    rf"^(?P<one>[一-鿿]{{2,16}}{_ENDS})(?:和|与|及|、)(?P<two>[一-鿿]{{2,16}}{_ENDS})$"
)


def _each(text: str, said: Said) -> list[Said]:
    """Part two bodies that are named together: 人权观察和大赦国际."""
    both = _JOINED.match(text[slice(*said.org)]) if said.org and not said.private else None
    if both is None or said.org is None or not (_is_body(both["one"]) and _is_body(both["two"])):
        return [said]
    at = said.org[0]
    return [replace(said, org=(at + both.start(n), at + both.end(n))) for n in ("one", "two")]


_UNANSWERED = re.compile(
    r"(?:向|致电|致函|联系|拨打)(?:了)?(?P<org>[一-鿿（）()]{2,30}?)(?:的)?(?:发出|发去|发送|提出|递交|寄送|求证|询问|核实|了解|办公|值班|公开|联系)?"
    r"(?:[^，。；]{0,20})[，,](?:但|截至[^，。]{2,10}[，,]?|对方)*(?P<verb>(?:均|都|一直|始终|仍|尚)?(?:未|没有|无人)"
    r"(?:获|得到|收到|能获得|作出|予以)?(?:任何)?(?:回复|回应|答复|接听|接通))"
)


def unanswered(text: str) -> Said | None:
    """Read a question that found no answer: 本报向某局发出采访函，截至发稿未获回复."""
    match = _UNANSWERED.search(text)
    if match is None or _quoted(text, match.start()):
        return None
    org = next(
        (
            (match.start("org"), end)
            for end in range(match.end("verb") - 1, match.start("org") + 1, -1)
            if re.fullmatch(rf"[一-鿿（）()]{{1,40}}{_ENDS}", text[match.start("org") : end])
            and _is_body(text[match.start("org") : end])
        ),
        None,
    )
    return Said("no_response", match.span("verb"), org) if org else None


def _with_subject(text: str, act: Act, verb: re.Match[str]) -> Said | None:
    start = max(text.rfind(c, 0, verb.start()) for c in "，,。；;：:“”\n ") + 1
    start, end = _narrowed(text, start, verb.start())
    end, venue, time = _trimmed(text, start, end)
    source = _FROM.search(text[start:end])
    if source and verb[0] in {"获悉", "了解到"}:
        start += source.end()
    quoted = _IN_QUOTES.search(text[: verb.start()])
    if quoted and (quoted["kind"] or quoted["tail"] or _GROUP.search(quoted["org"])):
        return _of_quoted(text, act, verb, quoted)
    subject = text[start:end]
    if not subject and venue is None and start > 1:  # 对此，某局表示 / 某局，于…表示
        return None
    after = _proposition(text, verb.end())
    role = next(((n, m) for n, p in PRIVATE if (m := p.search(subject))), None)
    office = _office(subject)
    watches = office is not None and _WATCHERS.search(office["org"])
    if role is not None and not watches and not _anonymous_office(subject, role[1].start()):
        spot = (start + role[1].start(), start + role[1].end())
        return Said(act, verb.span(), role=spot, private=role[0], time=time)
    if office is None:
        return None
    after, rest = _halves(text, start, act, after)
    if act == "deny" and after and (instead := _INSTEAD.match(text, *after)):
        after = _proposition(text, instead.end())
    if act == "assert" and after and DENIAL.search(text[after[0] : after[1]]):
        act = "deny"
    org = (start + office.start("org"), start + office.end("org"))
    held = (start + office.start("role"), start + office.end("role")) if office["role"] else None
    return Said(act, verb.span(), org, held, "", after, rest, venue=venue, time=time)


_IN_QUOTES = re.compile(
    r"(?P<kind>团体|组织|机构|联盟|公司|媒体|智库|网站|研究所)?“(?P<org>[^“”，。]{2,14})”"
    r"(?P<tail>(?:研究)?小组|研究所|研究院|组织|网络|联盟|基金会|团体|机构|网站|协会)?"
    r"(?:则|也|还|均|都|曾|当天|近日|日前|(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日)?"
    r"(?:在?(?:发布|公布|发表|最新)?的?(?:报告|声明|数据|统计)?(?:中)?)?$"
)


_GROUP = re.compile(r"(?:网络|组织|观察|小组|联盟|基金会|中心|研究所|监测|监察|之家|协会)$")


def _of_quoted(text: str, act: Act, verb: re.Match[str], quoted: re.Match[str]) -> Said | None:
    """Read a group whose name stands in quotation marks: 人权团体“某某之家”称."""
    after = _proposition(text, verb.end())
    return Said(act, verb.span(), quoted.span("org"), None, "", after)


def _trimmed(text: str, start: int, end: int) -> tuple[int, Span | None, Span | None]:
    """Take venue, time and adverbs off the end of what stands before a verb."""
    venue = time = None
    while start < end:
        trimmed = _VENUE.search(text[start:end])
        adverb = _ADVERB.search(text[start:end])
        if trimmed and trimmed["venue"]:
            venue = (start + trimmed.start("venue"), start + trimmed.end("venue"))
        if trimmed and trimmed["time"]:
            time = (start + trimmed.start("time"), start + trimmed.end("time"))
        cut = trimmed or adverb
        if cut is None:
            break
        end = start + cut.start()
    return end, venue, time


def _office(subject: str) -> re.Match[str] | None:
    """Read a body, with the office and the name behind it; None for anything else."""
    for pattern in (_OFFICE_ALONE, _OFFICE):
        match = pattern.match(subject)
        if match is None or not _is_body(match["org"]):
            continue
        name = match["name"]
        if not name or is_personal_name(name) or _SOMEBODY.fullmatch(name):
            return match
    return None


def _halves(text: str, start: int, act: Act, after: Span | None) -> tuple[Span | None, Span | None]:
    """Give what is said, and the second half of a quotation that its speaker parts."""
    if act not in {"assert", "deny"} or start == 0:
        return after, None
    if text[start - 1] == "”":
        return _proposition(text[:start], 0) or after, after
    return after or _proposition(text[:start], 0), None  # “…。”某局局长介绍


_INSTEAD = re.compile(r"[，,]?(?:并)?(?:称|说|表示|强调)[：:，,]?[“\"]?")
"""予以否认，称“…”: what is said stands behind it."""
_WATCHERS = re.compile(
    r"(?:组织|网络|小组|联盟|观察|监察|监测|联合会|大赦国际|国际|智库|日报|时报|联合国|警方|媒体|当局|团体|代表团|使团|海关|厅|署)$"
)


def _is_body(name: str) -> bool:
    """Say whether a speaker is a body: by its ending, or as one that watches and reports."""
    if len(name) < 2 or _OF_PAPERS.search(name):  # noqa: PLR2004
        return False
    return looks_like_body("某某" + name) or bool(_WATCHERS.search(name))  # 外交部 is short for one


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
