"""The one `notice` fact that every notice gives: form, number, name, buyer, agent, date.

Common to all forms of notices. A value that says nothing, a bare personal name, a contact or a
plan's number is left out; where two places of equal worth disagree, a Problem names it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder, Spot
from papertrace.extract.choice import Reading, choose, put
from papertrace.extract.confidence import LABEL, SENTENCE
from papertrace.extract.labels import LOT, is_blank
from papertrace.extract.moments import published
from papertrace.extract.names import is_person, looks_like_body, name_at, project_at
from papertrace.extract.problems import personal, torn
from papertrace.extract.sentences import told
from papertrace.extract.told import printed
from papertrace.model import Problem
from papertrace.text.anchored import anchor_of
from papertrace.text.fold import folded_text, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.choice import Choice
    from papertrace.extract.outline import Outline
    from papertrace.extract.pairs import Pair
    from papertrace.model import Fact

_LABELLED = 10
_TOLD = 5
"""Worth of a name that a sentence or a table tells."""
_SHORTEST = 3
_SHORTEST_TITLE = 5

_NUMBER_END = re.compile(
    r"[，,。；;、\s]|[（(](?:招标|采购|项目|政府|代理|磋商|谈判|文件|备案|原|包|标|第.{1,3}[包标])|[\u4e00-\u9fff]{5,}"
)
_PHASE = re.compile(r"[一二三四五六七八九十\d]{1,3}期(?:工程|项目)?")
_ADVISER = re.compile(r"招标|咨询|代理|项目管理|造价|工程管理|采购服务|采购中心")
_ROUND = re.compile(r"\s*[（(](?:二次|第[二三四五\d]次|重新|重)[^（）()]{0,8}[）)]")
_TITLE_END = re.compile(
    r"(?:的)?(?:国内|国际|网上|线上|电子|院内|校内|自行|社会)?(?:(?<=[目程）)])采购)?(?:(?:竞争性|公开|邀请)?(?:磋商|谈判|招标|比选)|询价|询比|单一来源|单源|框架协议|采购结果|征集)*"
    r"(?:(?<=[目程）)])采购)?(?:中标|成交|中选|结果|候选人|更正|变更|澄清|终止|暂停|中止|废标|流标|合同|验收|履约|推荐|预|拟|及|单一论证|论证|补充|延期开标|延期|入围|定标|失败|评标|候选|单一|来源|汇总|(?:公告|公示)(?:的)?(?=更正|变更|澄清|补充|修改|勘误)|[（()）])*(?:的)?(?:公告|公示|公开|通知|文件|书|结果|合同|(?<=[正更清充])说明|(?<=[标交选）)果])(?:供应商|项目|信息)*(?:情况)?(?:明细|一览|汇总|清单|(?<=况))表?)(?:[（(].{0,10}[）)])?$"
)
_PERIOD = re.compile(
    r"(?:\d|[一二三四])(?:年度?|月份?|日|季度|批次?)$|^(?:采购|项目|中标|成交|中选|供应商|情况|结果|信息)*$"
)
"""What is left of the title of a list: a period, or words for it; it names no project."""
_LOTS_OWN = re.compile(r"^(?:标段|标包|分标)")
"""A label for the number of a lot: the project's own comes before it."""
_ABOUT = re.compile(
    r"[^，。；：:]{3,40}?(?:公司|医院|大学|学院|局|中心|委员会|政府|队|院|所|部|厅|处|站)关于"
)
"""Who tells of the project, before its name in a title."""
_CONTRACT_NAME = re.compile(
    r"(?:提前)?(?:解除|终止)?(?:[^，。]{4,30}?(?:局|队|站|厅|委|中心)与[^，。]{4,30}?(?:公司|厂|院|所))?"
    r"(?P<name>.{3,60}?)(?:的)?(?:政府采购)?(?:合同|协议)"
)
_LIST_NAME = re.compile(
    r"^(?:附件[\d一二三]?[:：]?)?(?P<name>.*(?:采购项目|集中采购|集团采购|项目|采购|工程))(?=.{0,20}$)"
)
_UNPARTIED = frozenset({"scores", "proposed", "items", "expert", "beyond", "failed"})
_NUMBER_GOES_ON = re.compile(r"\s*[-—A-Za-z\d]")


def notice_of(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    """Give the notice fact of a document, and problems with it; `form` is name@version."""
    if not outline.lines:
        return
    builder = Builder(outline.document, "notice", form)
    spot = outline.kind.spot or outline.lines[0].spot
    builder.add("form", outline.kind.form, spot)
    chosen = choices(outline)
    for name, choice in chosen.items():
        put(builder, name, choice)
    fact = builder.fact(*_weighed(chosen))
    yield fact
    yield from _doubts(outline, chosen, fact)
    yield from map(torn, outline.torn)


def _weighed(chosen: dict[str, Choice | None]) -> tuple[float, tuple[str, ...]]:
    """Give how sure a notice is: a name cut out of a title may hold too much or too little."""
    name, buyer = chosen["project_name"], chosen["buyer"]
    if name is None or buyer is None:
        return 0.8, ("name or buyer not found",)
    if name.best.score < _TOLD:
        return 0.88, ("the name is taken from the title or the contract",)
    return 0.95, (LABEL if name.best.score >= _LABELLED else SENTENCE,)


def choices(outline: Outline) -> dict[str, Choice | None]:
    """Choose project_no, project_name, buyer, agent and published."""
    readings: dict[str, list[Reading]] = {
        n: [] for n in ("project_no", "project_name", "buyer", "agent", "published")
    }
    for pair in outline.pairs:
        for role, reading in _from_pair(pair):
            readings[role].append(reading)
    for role, reading in told(outline.lines, outline.zones):
        readings["buyer" if role == "owner" else role].append(reading)
    readings["project_name"] += _listed(outline)
    readings["published"] = list(published(outline))
    readings["project_no"] += _bracketed(outline)
    if outline.kind.form == "intention":
        readings["project_name"] = []  # every row is a project of its own
        readings["buyer"] += _planner(outline)
    elif not readings["project_name"]:
        readings["project_name"] += _from_title(outline)
    return {name: choose(each) for name, each in readings.items()}


def _from_pair(pair: Pair) -> Iterator[tuple[str, Reading]]:
    role = pair.role
    if role in {"project_no", "project_no2"}:
        reading = number_at(pair.value)
        if reading:
            worth = 3 if role == "project_no2" else 9 if _LOTS_OWN.search(pair.label.bare) else 10
            yield "project_no", Reading(reading[0], reading[1], worth)
    elif role in {"project_name", "contract_name"} and pair.zone not in {"items", "scores"}:
        found = project_at(pair.value)
        if found and role == "contract_name":
            found = _without(found, "合同")
        if found:
            yield "project_name", Reading(*found, 10 if role == "project_name" else 4)
    elif role in {"buyer", "agent", "owner"} and pair.zone not in {"expert", "items"}:
        yield from _party(pair, "buyer" if role == "owner" else role, 4 if role == "owner" else 10)
    elif role == "candidate" and pair.zone in {"buyer", "agent"}:
        yield from _party(pair, pair.zone, 11)
    elif role == "candidate" and pair.zone == "contact" and _ADVISER.search(pair.value.text):
        yield from _party(pair, "agent", 5)


def _party(pair: Pair, role: str, score: float) -> Iterator[tuple[str, Reading]]:
    name = name_at(pair.value)
    if name is None or is_person(name.value) or len(name.value) < _SHORTEST:
        return
    if not re.search(r"[一-鿿A-Za-z]{3}", name.value):
        return
    yield role, Reading(name.value, name.spot, score if looks_like_body(name.value) else 2)


def _without(found: tuple[str, Spot], tail: str) -> tuple[str, Spot]:
    """Take a word off the end of a name."""
    spot = found[1]
    if not spot.text.endswith(tail):
        return found
    kept = Spot(spot.page, spot.start, spot.end - len(tail))
    return squeeze(kept.printed), kept


def number_at(spot: Spot) -> tuple[str, Spot] | None:
    """Read the number at the beginning of a stretch; None where there is none."""
    text = spot.page.text[spot.start : spot.end]
    lead = len(text) - len(text.lstrip(" \t\n　:：,，"))
    end = len(text)
    match = _NUMBER_END.search(text, lead)
    if match:
        end = match.start()
        # a scraper or a page's width may have broken the number itself
        while (
            match is not None
            and match.group() in {"\n", " "}
            and _NUMBER_GOES_ON.match(text[match.end() :])
            and re.search(r"[-—]$", text[lead:end])
        ):
            match = _NUMBER_END.search(text, match.end())
            end = match.start() if match else len(text)
        if match is not None and (again := _ROUND.match(text, end)):
            end = again.end()
    value = squeeze(text[lead:end])
    while value and value[-1] in ")）】]":
        opened = sum(value.count(c) for c in "(（[【")
        if opened >= sum(value.count(c) for c in ")）]】"):
            break
        end -= 1
        value = squeeze(text[lead:end])
    if (
        is_blank(value)
        or not re.search(r"\d", value)
        or (len(value) < _SHORTEST and not re.fullmatch(r"[A-Za-z]\d", value))
        or re.fullmatch(r"\d{4}(?:年.{0,6})?", value)
    ):
        return None
    found = spot.part(lead, end)
    return squeeze(found.printed), found


def _listed(outline: Outline) -> Iterator[Reading]:
    """Read the project's name out of a table of a single row."""
    for listing in outline.listings:
        cell = listing.find(listing.rows[0], "project_name") if len(listing.rows) == 1 else None
        found = project_at(cell[1]) if cell and listing.zone not in _UNPARTIED else None
        if found:
            yield Reading(*found, 5)


def _planner(outline: Outline) -> Iterator[Reading]:
    """Read the buyer out of a table's column, where it is the same in every row."""
    for listing in outline.listings:
        cells = [listing.find(row, "buyer", "owner") for row in listing.rows]
        names = [name_at(cell[1]) if cell else None for cell in cells]
        first = names[0] if names else None
        if first and looks_like_body(first.value) and len({n and n.value for n in names}) == 1:
            yield Reading(first.value, first.spot, 5)


def _bracketed(outline: Outline) -> Iterator[Reading]:
    """Read numbers that a sentence gives in brackets: 某项目（项目编号：X）."""
    pattern = re.compile(
        r"[（(](?:项目|招标|采购|询价|磋商)?(?:项目)?(?:编号|编码)[:：]\s*(?P<no>[^（）()，,；;]{3,60}(?:[（(][^（）()]*[）)])?[^（）()，,；;]{0,20})[）)]"
    )
    for index, line in enumerate(outline.lines[:60]):
        if outline.zones[index] == "beyond":
            continue
        text = line.spot.page.text[line.spot.start : line.spot.end]
        for match in pattern.finditer(text):
            found = number_at(line.spot.part(match.start("no"), match.end("no")))
            if found and "招标文件" not in match.group()[:6]:
                yield Reading(*found, 6)


def _from_title(outline: Outline) -> Iterator[Reading]:
    """Take the project's name from the title, without the words for the kind of notice."""
    title = outline.kind.title
    if title is None:
        return
    text = title.page.text[title.start : title.end]
    if outline.kind.module == "price_list":
        match = _LIST_NAME.match(text.strip())
        if match:
            lead = len(text) - len(text.lstrip()) + match.start("name")
            inner = text[lead:]
            lead += len(inner) - len(inner.lstrip())
            end = len(text) - len(text.lstrip()) + match.end("name")
            found = project_at(title.part(lead, end))
            if found:
                yield Reading(*found, 3)
        return
    lead = len(text) - len(text.lstrip(" \t\n　#").removeprefix("关于"))
    bare = text.rstrip()
    match = _TITLE_END.search(bare)
    end = match.start() if match else len(bare)
    if outline.kind.module == "contract_end" and (named := _CONTRACT_NAME.match(bare, lead)):
        lead, end = named.span("name")
    about = _ABOUT.match(bare[:end], lead)
    lead = about.end() if about else lead
    trimmed = _closed(bare[:end]).rstrip("的 -—_")
    if "（" in trimmed[trimmed.rfind("）") + 1 :]:
        trimmed += "）"  # of a phase: 项目（一期）中标公告
    found = project_at(title.part(lead, len(trimmed)))
    if found and len(found[0]) > _SHORTEST_TITLE and not _PERIOD.search(found[0]):
        yield Reading(*found, 3)


def _closed(name: str) -> str:
    """Cut a bracket off that is not closed: what stood in it told how the purchase ended."""
    if name.count("（") <= name.count("）"):
        return name
    opened = name.rfind("（")
    return name[: opened if not _PHASE.fullmatch(name[opened + 1 :]) else len(name)]


def title_lot(outline: Outline, project_name: str) -> tuple[str, Spot] | None:
    """Give the lot that the title names and the project's own name does not."""
    title = outline.kind.title
    if title is None:
        return None
    text = title.page.text[title.start : title.end]
    match = LOT.search(text)
    if match is None or match.group() in project_name or len(LOT.findall(text)) > 1:
        return None
    place = title.part(match.start(), match.end())
    return "".join(place.printed.split()), place


def _doubts(outline: Outline, chosen: dict[str, Choice | None], fact: Fact) -> Iterator[Problem]:
    for name in ("buyer", "agent", "project_no"):
        choice = chosen[name]
        rivals = (
            [r for r in choice.rivals if not _akin(r.value, choice.best.value)] if choice else []
        )
        if choice and rivals and choice.best.score >= _LABELLED:
            rival = rivals[0]
            yield Problem(
                "PT423",
                "warning",
                f"The notice names two different values for {name}.",
                "Look at both places and accept or correct the fact.",
                anchor_of(printed(rival.spot.page), rival.spot.start, rival.spot.end, name),
                fact_ids=(fact.id,),
            )
    for pair in outline.of("buyer"):
        name_found = name_at(pair.value)
        if name_found and is_person(name_found.value) and pair.zone not in {"persons", "expert"}:
            yield personal("buyer")


def _akin(a: str, b: str) -> bool:
    """Say whether one value is part of the other (a lot's number behind the project's)."""
    a, b = folded_text(a), folded_text(b)
    return a in b or b in a
