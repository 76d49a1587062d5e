"""Turn the buildings of a paper into `facility` facts: one a building, and those still planned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.confidence import Confidence
from papertrace.extract.facilities import cost_in, sites_of
from papertrace.extract.facility_several import others
from papertrace.extract.facility_terms import PARTIES
from papertrace.extract.names import is_person, name_at
from papertrace.extract.papers import body_at, days_in, private, sentences
from papertrace.extract.problems import personal
from papertrace.model import Problem
from papertrace.text.numerals import digits, numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.facilities import Site
    from papertrace.extract.papers import Day, Paper
    from papertrace.model import Fact

_WORTH = {"table": 0.95, "label": 0.92, "sentence": 0.85}
_BY_STATE = {
    "accepted": ("accepted", "finish", "filed", "date"),
    "completed": ("finish", "accepted", "filed"),
    "handed over": ("date",),
    "in use": ("date",),
    "under construction": ("start", "date"),
    "approved": ("date",),
    "planned": ("date",),
}
_KIND = re.compile(
    r"执勤点|执勤站|边境检查站|检查站|派出所|边检站|拘留所|看守所|遣返场所|业务技术用房|备勤用房|执勤用房|办案区|营房|"
    r"联检楼|办公楼|综合楼|指挥中心|监管中心|服务中心|备勤楼|宿舍楼|训练馆|训练楼|业务用房|业务楼|食堂|车库|码头|巡逻道|围栏|监控系统|仓库|道路|桥|馆|公寓"
)
_BEHIND = 16
_DO = r"\s*[，,]?(?:已|正式|全面|全部|顺利|如期|主体|工程|项目|通过|完成|经[^，。；]{2,8})*"
_DAY_WORDS = (
    ("start", re.compile(rf"{_DO}(?:开工|动工|奠基)")),
    ("accepted", re.compile(rf"{_DO}(?:竣工|联合|综合)*验收(?!申请|前)")),
    ("finish", re.compile(rf"{_DO}(?:竣工|完工|建成|交工|落成)(?!验收)")),
    ("date", re.compile(rf"{_DO}(?:启用|投入使用|投用|移交|交付)")),
)
_TEXTS = ("document_no", "project_no", "storeys", "use", "supply")
_COORDINATES = re.compile(r"[（(,，;；]?[^（(,，;；]*(?:东经|北纬|经度|纬度|坐标|E\d|N\d).*$")
_LONGEST = 90
_BLANK = re.compile(r"[-—/\s]*|无|详见.*|见附.*")


def facility_facts(paper: Paper, form: str) -> Iterator[Fact | Problem]:
    """Give one facility a building, and one for those told by number alone."""
    sites = sites_of(paper)
    for site in sites:
        yield from _facility(paper, site, form, several=len(sites) > 1)
    if sites and not sites[0].whole:
        yield from _unplaced(paper)
    for told, number, what, state, sentence in others(paper):
        count = digits(told) if told.isdigit() else numeral(told)
        if count is None:
            continue
        builder = Builder(paper.document, "facility", form)
        builder.add("name", what.bare, what).add("number", str(int(count)), number)
        builder.add("state", state.state, sentence.part(state.start, state.end))
        for day in days_in(sentence, paper)[:1]:
            day.onto(builder, "date")
        yield builder.fact(0.8, ["told by number alone, without names"])


def _unplaced(paper: Paper) -> Iterator[Problem]:
    """Name a cost that is told of several buildings together: it is none's own."""
    for spot in sentences(paper.lines):
        cost = cost_in(spot)
        if cost is not None:
            yield Problem(
                "PT442",
                "note",
                f"Page {spot.page.number}: a cost is told of several buildings together; it was "
                "given to none of them.",
                "Enter it by hand for the project as a whole, if you need it.",
                anchor=cost.anchor("cost"),
            )
            return


def _facility(paper: Paper, site: Site, form: str, *, several: bool) -> Iterator[Fact | Problem]:
    builder = Builder(paper.document, "facility", form)
    sure = Confidence(_WORTH[site.how])
    assert_name = site.name
    if assert_name is None or private(assert_name.text):
        return
    builder.add("name", "".join(assert_name.printed.split()).strip("“”\"'：:"), assert_name)
    kinds = list(_KIND.finditer(assert_name.page.text, assert_name.start, assert_name.end))
    if kinds:
        spot = type(assert_name)(assert_name.page, kinds[-1].start(), kinds[-1].end())
        builder.add("kind", spot.bare, spot)
    if site.state:
        builder.add("state", *site.state)
    else:
        sure.limit(0.7, "no words tell what state it is in")
    _add_day(builder, paper, site, sure)
    yield from _add_parties(builder, site)
    _add_words(builder, site)
    for name, measure in site.measures.items():
        builder.add(name, measure.value, measure.spot, currency=measure.currency)
        builder.unit(name, measure.unit_spot)
        if measure.hedge:
            builder.add(f"{name}_hedge", measure.hedge, measure.spot)
        if name == "capacity":
            builder.add("capacity_unit", measure.unit, measure.spot)
    if site.not_yet is not None:
        builder.add("not_yet", site.not_yet.bare, site.not_yet)
    if paper.published:
        builder.add("published", *paper.published, inherited=True)
    if len(builder.fields) > 2 or several:  # noqa: PLR2004  (a name and the day alone tell nothing)
        yield builder.fact(sure.value, sure.reasons)


def _add_day(builder: Builder, paper: Paper, site: Site, sure: Confidence) -> None:
    """Set the day of the state, and the days of start and finish."""
    state = site.state[0] if site.state else ""
    bound = _told_days(paper) if site.whole else {}
    days = _labelled_days(paper, site)
    for role in ("start", "finish"):
        if role in days or role in bound:
            (days.get(role) or bound[role]).onto(builder, role)
    wanted = _BY_STATE.get(state, ())
    own = next((known[r] for known in (days, bound) for r in wanted if r in known), None)
    if own is None and site.state_sentence is not None:
        told = [d for d in days_in(site.state_sentence, paper) if _is_past(d)]
        own = told[0] if told else None
    if own is None and state == "approved" and paper.published:
        builder.add("date", *paper.published, inherited=True)  # a decision's own day
    elif own is not None:
        own.onto(builder, "date")
        if own.year is not None:
            sure.limit(0.8, "the year is that of the publication")


def _labelled_days(paper: Paper, site: Site) -> dict[str, Day]:
    days: dict[str, Day] = {}
    for role in ("start", "finish", "accepted", "filed", "date"):
        entry = site.record.get(role)
        found = [d for d in days_in(entry.value, paper) if "/" not in d.value] if entry else []
        if found:
            days[role] = found[0]
    return days


def _is_past(day: Day) -> bool:
    """Say whether a day is told as past: no period, and no 预计 or 计划 before it."""
    before = day.spot.page.text[max(0, day.spot.start - 8) : day.spot.start]
    return "/" not in day.value and not re.search(r"预计|计划|拟|力争|争取|将于|目标", before)


def _told_days(paper: Paper) -> dict[str, Day]:
    """Read days by the word behind each: 于2023年5月开工，2024年10月竣工."""
    found: dict[str, Day] = {}
    for line in paper.lines:
        for day in days_in(line.spot, paper):
            behind = line.spot.page.text[day.spot.end : day.spot.end + _BEHIND]
            if "/" in day.value or not _is_past(day):
                continue
            for role, pattern in _DAY_WORDS:
                if pattern.match(behind):
                    found.setdefault(role, day)
                    break
    return found


def _add_parties(builder: Builder, site: Site) -> Iterator[Problem]:
    for role in PARTIES:
        entry = site.record.get(role)
        spot = entry.value if entry else site.texts.get(role)
        if spot is None:
            continue
        named = body_at(spot)
        if named:
            builder.add(role, *named)
        elif (name := name_at(spot)) and is_person(name.value):
            yield personal(role)


def _add_words(builder: Builder, site: Site) -> None:
    """Set what stands in words; a cell with a private name or number is left out."""
    spots: dict[str, Spot] = {}
    for role in (*_TEXTS, "place"):
        entry = site.record.get(role)
        spot = entry.value if entry else site.texts.get(role)
        if spot is not None:
            spots[role] = spot
    for role, spot in spots.items():
        text = spot.page.text[spot.start : spot.end]
        if role == "place":
            cut = _COORDINATES.search(text) or re.search(r"[。；;]", text)
            spot = spot.part(0, cut.start() if cut else len(text))  # noqa: PLW2901  (narrowed)
        if private(spot.text) or len(spot.text) > _LONGEST or _BLANK.fullmatch(spot.bare):
            continue
        value = "".join(spot.printed.split()).strip("，,。；;")
        if value:
            builder.add(role, value, spot)
