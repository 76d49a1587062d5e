"""Names right behind the word for a role in running text: 被告人某某, 护边员某某称, 法人某某.

`role_names` takes a name only where its end shows; `likely_names` takes what most likely is one,
for places where a word too many costs little. Neither knows anybody's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.personal_names import is_personal_name
from papertrace.text.surnames import COMPOUND, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_STRONG = (
    "被告人|被告|犯罪嫌疑人|嫌疑人|罪犯|逃犯|服刑人员|在押人员|羁押人员|被羁押人|被拘留人|被害人|受害人|"
    "遇难者|失踪者|被遣返人员|遣返人员|被遣返者|被扣押人员|越境人员|偷渡人员|偷渡者|脱北者|难民|证人|"
    "举报人|原告|签约人|签字人|经办人|承办人|联系人|联络人|项目负责人|负责人|项目经理|业主评委|评委|"
    "通讯员|记者|护边员|护林员|民警|辅警|协警|警员|志愿者|传教士|牧师"
)
"""Roles behind which a name stands more often than not."""
_WEAK = (
    "村民|居民|市民|牧民|边民|渔民|农民|群众|商户|店主|旅客|乘客|游客|司机|职工|家属|亲属|邻居|学生|"
    "教师|医生|护士|工人|保安|保洁员|翻译|律师|专家|学者|研究员|当事人|申请人|外籍人员|外国人|公民|男子|女子"
)
"""Roles behind which other words stand as often."""
_OFFICE = (
    "局长|站长|所长|处长|科长|队长|政委|主任|书记|县长|市长|省长|部长|院长|校长|厅长|总队长|支队长|大队长|"
    "司长|会长|秘书长|董事长|总经理|经理|发言人|参赞|大使|领事|警官|教授|工程师|组长"
)
_FIRM_HEAD = (
    r"(?<=[司厂店社所院局站团])[ \u3000]*(?:法人|法定代表人|法人代表|代表|经理|总经理|负责人)"
)
"""An office in a body whose name stands right before it."""
_STEP = r"(?:同志)?[ \u3000]{0,2}[（(“\"]?"
_SURE_HEAD = re.compile(rf"(?:{_STRONG}|{_WEAK}){_STEP}(?=[{_HAN}])")
_STRONG_HEAD = re.compile(rf"(?:{_STRONG}){_STEP}(?=[{_HAN}])")
_FIRM = re.compile(rf"{_FIRM_HEAD}{_STEP}(?=[{_HAN}])")
_FIRM_WORD = re.compile("法人|法定代表人|代表|经理|负责人")
_OFFICE_HEAD = re.compile(rf"(?:{_OFFICE}){_STEP}(?=[{_HAN}])")
_LED = re.compile(rf"(?:由|请|派|找|给|让|据|聘|聘请|委托|授权|通知|通过)(?=[{_HAN}]{{2}})")
_ASKED = re.compile(
    rf"(?:找|联系|向|请|与)[{_HAN}]{{2,8}}[处科室部组队](?![门伍公法件])(?=[{_HAN}]{{2,3}}(?![{_HAN}]))"
)
"""A section of a body that one turns to, with its contact behind it."""
_TAKEN = re.compile(
    rf"(?:遣返|抓获|逮捕|拘留|羁押|释放|移交|押送|押解|看护|慰问|救助|审讯|讯问|扣押)(?=[{_HAN}]{{2}})"
)
"""What is done to people."""
_GONE = re.compile(r"等|后|出境|回国|入境|一案|一家|的|到|至")
_ALONE = re.compile(rf"(?:^|(?<=[，。；：、,;:（(\s“]))(?=[{_HAN}]{{2}})")
_SECTION = re.compile(rf"(?<=[处科室部组办队])(?![门伍公法件])(?=[{_HAN}]{{2,3}}(?![{_HAN}]))")
_RUN = re.compile(rf"[{_HAN}]+")
_AFTER = re.compile(
    r"同志|先生|女士|小姐|老师|参加|出席|签|联系|表示|介绍|负责|认为|提出|担任|主持|审核|经办|到场|在场|"
    r"现场|确认|验收|完成|承担|承办|办理|开展|反映|透露|回忆|告诉|指出|强调|坦言|感叹|进行|带队|带领|驾驶|"
    r"乘坐|持|涉嫌|伙同|非法|偷|因|被|遭|犯|案|一案|系|驾|携|共同|一同|一起|[等已于是为向任说称告在的从对与和及将把又也]"
)
"""What shows that the name before it has ended."""
_SAYS = re.compile(
    r"说|称|表示|介绍|告诉|透露|认为|反映|回忆|坦言|负责|担任|完成|承担|承办|主持|签"
)
_DOES = re.compile(
    r"负责|担任|完成|承担|承办|主持|施工队|工程队|施工班|包工|团队|班组|等人|同志|先生|女士"
)
_GIVEN = re.compile(rf"{_SAYS.pattern}|{_DOES.pattern}|翻译|驾驶|带队|组织|办理|研发|开发")
_TEAM = re.compile(
    rf"(?<![{_HAN}])(?P<name>[{_HAN}]{{2,3}})(?=施工队|工程队|施工班|包工队|建筑队|团队)"
)
"""A team that goes by its head's name; it is no registered trade name."""
_NO_END = re.compile(
    r"[房车费款证卡区村镇乡县市省路街桥站点网楼场园厂店队组科部会户家们等的了是在被有和与及称说员人者"
    r"局院所办处社委]$"
)
"""How no given name ends, and words joined to a role do."""
_SURNAMES = SINGLE | {c[0] for c in COMPOUND}
"""Characters with which surnames begin."""
_SELDOM = frozenset("和有经应须能都从时全相后权符成项商")
"""Surnames that are mostly other words where they stand right behind a role."""


def _cut(run: str, *, ended: re.Pattern[str] | None) -> int:
    """Give the length of the name that a run begins with; 0 where none is to be seen.

    With `ended`, what stands behind the name must match it, or be nothing.
    """
    if run[0] in _SELDOM:
        return 0
    lengths = (4, 3) if run[:2] in COMPOUND else (3, 2)
    for length in lengths:
        name, rest = run[:length], run[length:]
        if len(name) < length or not is_personal_name(name) or _NO_END.search(name):
            continue
        if ended is None or not rest or ended.match(rest):
            return length
    return 0


def _behind(line: str, at: int, *, ended: re.Pattern[str] | None) -> tuple[int, int] | None:
    if line[at : at + 1] not in _SURNAMES:
        return None
    run = _RUN.match(line, at)
    length = _cut(run[0], ended=ended) if run else 0
    return (at, at + length) if length else None


def name_before_deed(line: str, at: int) -> tuple[int, int] | None:
    """Give the name that begins at `at`, where what follows shows its end; None otherwise."""
    return _behind(line, at, ended=_AFTER)


def _heads(pattern: re.Pattern[str], line: str) -> Iterator[re.Match[str]]:
    """Give where a role ends, or an office right behind a body's name."""
    yield from pattern.finditer(line)
    if _FIRM_WORD.search(line):
        yield from _FIRM.finditer(line)


def role_names(line: str) -> Iterator[tuple[int, int]]:
    """Find names behind the word for a role, where what follows shows their end."""
    for head in _heads(_SURE_HEAD, line):
        found = _behind(line, head.end(), ended=_AFTER)
        if found is None:
            continue
        weak = re.fullmatch(_WEAK, head[0].rstrip(' \u3000（(“"')) is not None
        short = found[1] - found[0] < 3  # noqa: PLR2004  (two characters are words as often)
        if not (weak and short) or _SAYS.match(line, found[1]):
            yield found


def likely_names(line: str) -> Iterator[tuple[int, int]]:
    """Find what most likely is a name: right behind a strong role, or given a deed to do."""
    for head in _heads(_STRONG_HEAD, line):
        found = _behind(line, head.end(), ended=_AFTER) or _behind(line, head.end(), ended=None)
        if found:
            yield found
    for pattern, ended in ((_LED, _GIVEN), (_TAKEN, _GONE), (_ASKED, None)):
        for head in pattern.finditer(line):
            found = _behind(line, head.end(), ended=ended or _AFTER)
            if found and (ended is None or ended.match(line, found[1])):
                yield found
    for team in _TEAM.finditer(line):
        if is_personal_name(team["name"]) and not _NO_END.search(team["name"]):
            yield team.span("name")


def loose_names(line: str) -> Iterator[tuple[int, int]]:
    """Find what may be a name: of officials too, at the start of a clause, behind a section."""
    for head in _OFFICE_HEAD.finditer(line):
        found = _behind(line, head.end(), ended=_AFTER)
        if found:
            yield found
    for head in _ALONE.finditer(line):
        found = _behind(line, head.end(), ended=_DOES)
        if found and _DOES.match(line, found[1]):
            yield found
    for head in _SECTION.finditer(line):
        found = _behind(line, head.end(), ended=_AFTER)
        if found:
            yield found
