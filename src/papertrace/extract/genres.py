"""What a document is that is no notice of a purchase: job advertisement, approval, completion.

Decided by its title, never by a site's markup. Words of buying in a title leave it to the notices:
the search for somebody to hold the entrance examination is a purchase, not an advertisement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.labels import role_of
from papertrace.extract.told import told as told_text
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line
    from papertrace.model import Document

_BUYING = re.compile(
    r"采购|招标|投标|磋商|谈判|询价|询比|比选|遴选|竞价|中标|成交|中选|候选人|流标|废标|拍卖|招租|"
    r"招商|冠名|合同公[告示]|框架协议|入围|单一来源|预算|决算|绩效|资格预审"
)
_PEOPLE = re.compile(
    r"名单|拟聘|拟录|拟招|成绩|体检|面试|政审|考察|资格复审|笔试|递补|录用公示|聘用公示|结果|准考证|"
    r"招聘会|补充公告|取消|核减|终止|撤销|撤回|作废|停止|中止|暂停|延期|延长|更正|变更"
)
"""What follows an advertisement: lists of persons and changes, which are none."""
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "job_ad",
        re.compile(
            r"招聘|招录|招考|招募|职位(?:一览|简介|计划)?表|岗位(?:一览|信息|计划|需求|条件)+表|"
            r"(?:辅警|警务辅助人员|工作人员|编外人员|合同制人员).{0,8}(?:公告|启事|简章)"
        ),
    ),
    (
        "approval",
        re.compile(
            r"(?:初设|可研|设计|规划|用地|环评|立项)[^，。]{0,4}获批|批前公[示告]|批后公[示告布]|规划许可|选址意见|用地预审|环境影响|环评|可行性研究|可研|"
            r"初步设计|项目建议书|立项|核准的?批复|备案的?(?:通知|证明)|划拨|建设用地|施工许可|"
            r"设计方案.{0,10}公[示告]|规划(?:方案|设计).{0,8}公[示告]|实施方案的批复|用地批复|供地|稳定风险评估"
        ),
    ),
    (
        "completion",
        re.compile(
            r"竣工|落成|正式启用|启用仪式|投入使用|投用|建成|揭牌|交付使用|完工|交工|通过验收|"
            r"封顶|建设(?:进展|顺利|提速)|加快(?:推进|建设)|开工|奠基|动工|规划核实|(?:站|楼|所|中心|用房|码头|口岸|基地|营房|项目|工程)启用"
        ),
    ),
)
_MENU = re.compile(r"首页|当前位置|您的位置|您所在|[>»›]|上一篇|下一篇|登录|注册|返回|相关")
_LINES = 14
_SHORTEST, _LONGEST = 7, 130
_CUT = re.compile(r"[-_|—–]")


@dataclass(frozen=True, slots=True)
class Genre:
    """What a document is, and the words that decided it."""

    name: str
    """job_ad, approval, completion, or '' where it is none of them."""
    title: Spot | None
    """Its title where the page prints it."""


NONE = Genre("", None)


def genre_of(document: Document, lines: Sequence[Line]) -> Genre:
    """Decide by the title; '' for notices of purchases and all else."""
    weak = NONE
    for text, spot in _titles(document, lines):
        if _BUYING.search(text):
            return NONE
        name = next((n for n, pattern in _RULES if pattern.search(text)), "")
        if name == "job_ad" and _PEOPLE.search(text):
            return NONE
        if name and spot is not None and len(text) >= _SHORTEST:
            return Genre(name, spot)
        if name and not weak.name:
            weak = Genre(name, spot)
    return weak


def _titles(document: Document, lines: Sequence[Line]) -> Iterator[tuple[str, Spot | None]]:
    """Give what may be the title: the stated one where the page prints it, then the first lines."""
    first = [n for n in lines if n.spot.page.number == lines[0].spot.page.number] if lines else []
    stated = "".join(folded_text(told_text(document.title)).split())
    cuts = [stated, *(stated[: m.start()] for m in reversed(list(_CUT.finditer(stated))))]
    for text in (c for c in cuts if len(c) >= _SHORTEST):
        for n in first:
            if text in "".join(folded_text(n.text).split()):
                yield text, n.spot
                break
        else:
            continue
        break
    seen = 0
    for n in first:
        text = "".join(folded_text(n.text).split())
        seen += len(text) >= _SHORTEST
        if seen > _LINES:
            break
        if len(text) >= _SHORTEST and _may_be(n, text, first):
            yield text, n.spot
    if stated:
        yield stated, None


def _may_be(line: Line, text: str, lines: Sequence[Line]) -> bool:
    """Say whether a line has the shape of a title: one line, no sentence, no label, no menu."""
    alone = line.flat or sum(n.table == line.table and n.row == line.row for n in lines) == 1
    label, colon, _ = text.partition(":")
    if not alone or len(text) > _LONGEST or _MENU.search(text):
        return False
    return not re.search(r"[。;；]", text) and not (
        colon and (role_of(label) or len(label) < _SHORTEST)
    )
