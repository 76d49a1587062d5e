"""What running text says of a purchase: who orders, who acts for him, what is bought.

`某代理公司受某局委托，就某项目进行公开招标`, `本招标项目某工程，招标人为某局`: the grammar of the
opening sentences, on any site. Gives readings of lower worth than a label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.choice import Reading
from papertrace.extract.labels import role_of
from papertrace.extract.names import looks_like_body, name_at, project_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line

_OPENING = 60
_SHORTEST = 12
_PROSE = 40
"""A cell of this length is running text."""

_B = r"[^，,。；;：:\s]"
_BODY = rf"{_B}{{3,60}}?(?:[（(][^（）()]{{1,30}}[）)])?"
_ASKED = re.compile(
    rf"(?:^|[，,。；;：:、\s（(]|现由|由)(?P<agent>{_BODY})(?:[（(]以下.{{2,30}}?[）)])?\s*(?:接)?受\s*(?P<buyer>{_B}{{3,120}}?)(?:[（(]以下.{{2,30}}?[）)])?\s*(?:的)?委托"
)
_ASKS = re.compile(
    rf"^\s*受?\s*(?P<buyer>{_BODY})\s*(?:的)?委托[，,]?\s*(?:由)?(?P<agent>{_BODY})\s*(?:就|对|以|组织|拟|作为|实施)"
)
_IS = re.compile(
    r"(?:^|[，,。；;、\s)）】])(?:项目|本项目|本工程|该项目|委托)?(?P<label>[一-鿿]{2,9}(?:[（(][^（）()]{1,8}[）)])?)为[：:]?\s*(?P<value>[^，,。；;：:]{3,200}?)(?=[，,。；;]|$|[（(]以下)"
)
_METHOD = (
    r"(?:国内|国际|公开|单源|单一|竞争|询|邀请|网上|线上|电子|招标|采购|比选|磋商|谈判|进行|遴选)"
)
_ABOUT = re.compile(
    rf"(?:就|现对|拟对|现将|现就|，对|,对|^对|组织|委托.{{0,2}}对)\s*(?P<value>[^，,。；;]{{4,150}}?)\s*(?:[（(](?:项目|招标|采购)?编号[^（）()]*[）)])?(?:的)?(?:货物|工程|服务|及相关|和相关|的施工)*(?:进行|采用|采取|以|组织|实施|通过)\s*(?:国内|国际)?{_METHOD}"
)
_THIS = re.compile(
    r"(?:^|[。；;、.．\s])(?:本|该)(?:次)?(?:招标|采购)?(?:项目|工程)?(?:为|[:：])?[“\"]?(?!(?:项目|工程)?总?(?:估算|概算|预算|投资|限价|造价|资金|工期|合同价|规模|建设规模|服务期))(?P<value>[^，,。；;为的:：][^，,。；;]{3,120}?)[”\"]?\s*(?:[（(](?:项目|招标)(?:编号|名称|代码).{0,60}?[）)])?(?=[，,]\s*(?:项目)?(?:业主|招标人|采购人|建设单位|发包人|招标代理|采购代理|采购资金|已|资金|经)|已由|已具备|已经|已批准|已列入|业经|\s*招标人为|经.{2,30}批准)"
)
_FUNDED = re.compile(
    r"(?:^|[。\s])(?P<value>[^，,。；;：:]{4,120}?)(?:资金已落实|已由.{2,40}(?:批准|备案|审批|批复|核准)|已批准(?:建设|采购)?|已具备招标条件|已列入.{2,20}计划|已落实)[，,。]"
)
_OWNED = re.compile(r"^\s*(?P<value>[^，,。；;：:]{4,120}?)[，,](?:项目)?(?:业主|招标人|采购人)为")
_POTENTIAL = re.compile(
    r"(?:^|[。：:\s])(?P<value>[^，,。；;：:]{4,120}?)\s*(?:招标|采购)?项目的潜在(?:投标人|供应商|申请人)应"
)
_TOLD = re.compile(
    r"规定[，,]\s*(?P<buyer>[^，,。；;]{4,60}?)\s*的\s*(?P<value>[^，,。；;]*?(?:[（(].{2,120}?[）)])*[^，,。；;]{0,40}?)\s*(?:中标候选人公示|评标工作|招标工作|招投标工作)"
)


_OPENED = re.compile(
    rf"(?:现将|现就|以下为)\s*(?P<buyer>{_B}{{3,60}}?)(?:20\d\d年|\d{{1,2}}月|第.季度|本级).{{0,24}}采购意向"
)
_NO_NAME = re.compile(r"(?:本|该|其|上述|非|依法|国企|政府采购|专门|否|是|不|符合|自筹|范本|所有)")
_FULL_STOP = re.compile(r"[。；;]\s*$")


def joined(lines: Sequence[Line], index: int, most: int = 6) -> Spot:
    """Give a line and those behind it that a scraper broke off, up to the sentence's end."""
    spot = lines[index].spot
    end = spot.end
    for line in lines[index + 1 : index + most]:
        if (
            line.spot.page is not spot.page
            or not line.flat
            or _FULL_STOP.search(spot.page.text[spot.start : end])
        ):
            break
        end = line.spot.end
    return type(spot)(spot.page, spot.start, end)


def told(lines: Sequence[Line], zones: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Give what sentences say: (role, reading) for buyer, owner, agent and project_name."""
    for index, line in enumerate(lines):
        if (not line.flat and len(line.text) < _PROSE) or zones[index] in {
            "expert",
            "persons",
            "beyond",
            "scores",
            "qualification",
        }:
            continue
        text = line.spot.page.text[line.spot.start : line.spot.end]
        if "规定" in text[-6:] or text.rstrip().endswith(("规定，", "规定,")):
            yield from _matches(
                _TOLD, joined(lines, index), {"buyer": ("buyer", 8), "value": ("project_name", 6)}
            )
        if len(text) < _SHORTEST:
            continue
        yield from _parties(line.spot, text)
        if index < _OPENING:
            yield from _projects(line.spot)


def _parties(spot: Spot, text: str) -> Iterator[tuple[str, Reading]]:
    yield from _matches(_ASKED, spot, {"agent": ("agent", 8), "buyer": ("buyer", 8)})
    yield from _matches(_ASKS, spot, {"agent": ("agent", 8), "buyer": ("buyer", 8)})
    yield from _matches(_OPENED, spot, {"buyer": ("buyer", 7)})
    for match in _IS.finditer(text):
        role = role_of(match.group("label"))
        if role in {"buyer", "agent", "owner"}:
            name = name_at(spot.part(match.start("value"), match.end("value")))
            if name and looks_like_body(name.value):
                yield role, Reading(name.value, name.spot, 8 if role != "owner" else 4)


def _projects(spot: Spot) -> Iterator[tuple[str, Reading]]:
    for pattern, score in ((_THIS, 7), (_ABOUT, 6), (_OWNED, 5.5), (_FUNDED, 5), (_POTENTIAL, 5)):
        yield from _matches(pattern, spot, {"value": ("project_name", score)})


def _matches(
    pattern: re.Pattern[str], spot: Spot, groups: dict[str, tuple[str, float]]
) -> Iterator[tuple[str, Reading]]:
    text = spot.page.text[spot.start : spot.end]
    for match in pattern.finditer(text):
        for group, (role, score) in groups.items():
            stretch = spot.part(match.start(group), match.end(group))
            if role == "project_name":
                found = project_at(stretch)
                if found and not _NO_NAME.match(found[0]):
                    yield role, Reading(*found, score)
                continue
            name = name_at(stretch)
            if name is not None and looks_like_body(name.value):
                yield role, Reading(name.value, name.spot, score)
