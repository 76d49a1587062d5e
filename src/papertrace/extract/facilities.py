"""Buildings and works: one record a project, from tables, labels and sentences.

What is printed becomes a field with its place; a state is only what words tell as reached. An
investment is never a contract's price, and no natural person is a builder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.facility_measures import Measure, area_at, areas_in, cost_at, held_in
from papertrace.extract.facility_several import COUNTED, addressee, measured_apart, parted
from papertrace.extract.facility_terms import (
    NEEDS,
    ROLES,
    STOREYS,
    name_in_title,
    planned_in,
    state_in,
)
from papertrace.extract.papers import sentences, text_of
from papertrace.extract.records import Record, flat_listed, labelled, listed
from papertrace.text.money import find_amounts
from papertrace.text.quantities import find_quantities

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.facility_terms import Told
    from papertrace.extract.papers import Paper
    from papertrace.extract.records import Entry

_AREAS = ("area", "land_area", "above_ground", "below_ground")
_WINDOW = 16
_AREA_WORDS = (
    ("above_ground", re.compile(r"地上[^，。；、地]{0,12}$")),
    ("below_ground", re.compile(r"地下[^，。；、地]{0,12}$")),
    ("land_area", re.compile(r"(?:占地|用地|土地|宗地|征地|划拨)[^，。；建]{0,12}$")),
    (
        "area",
        re.compile(
            r"(?:建筑|建设|总|使用)(?:总)?(?:面积|规模)[^，。；占用]{0,10}$|新建[^，。；]{0,12}$"
        ),
    ),
)
_COST = re.compile(
    r"(?:总?投资|造价|概算|估算|耗资|投入(?:资金)?|资金|结算价?|决算价?|实际支出)[^，。；]{0,10}$"
)
_SPENT = re.compile(r"(?:决算|结算|实际(?:完成)?(?:总?投资|支出|造价))[^，。；]{0,8}$")
_CAPACITY = re.compile(
    r"(?:容纳|可供|收容|安置|接待|停放|泊位|床位|车位|设有?|设置|提供|满足|关押|羁押|收押|收治|容留|核定|容量"
    r"|设计规模)[^，。；]{0,10}$"
)
_HELD = re.compile(r"地上|地下|关押|羁押|收押|容纳|收容|收治|容留|安置|床位|容量")
"""What a short cell says where it tells how many a building holds, or a part of its area."""
_HEADS = frozenset(
    {"人", "名", "床", "张", "个床位", "床位", "个", "辆", "艘", "个车位", "车位", "泊位"}
)
_PLACE = re.compile(
    r"(?:位于|坐落(?:在|于)|座落(?:在|于)|地处|选址(?:在|于|位于|为)?(?!意见|论证|报告|方案))(?P<place>[^，。；、]{3,40}?)(?=的|[，。；、]|$)"
)
_PARTIES = (
    (
        "contractor",
        re.compile(
            r"[由，、](?P<name>[^，。；、由]{4,40}?)(?:负责)?(?:总承包|承建|施工|承包)(?![单许图期])"
        ),
    ),
    ("designer", re.compile(r"由(?P<name>[^，。；、]{4,40}?)(?:负责)?设计")),
    ("supervisor", re.compile(r"[由，、](?P<name>[^，。；、由]{4,40}?)(?:负责)?监理")),
    (
        "builder",
        re.compile(
            r"由(?P<name>[^，。；、]{4,40}?)(?:(?:投资|组织|负责)(?:建设|实施|修建|兴建)|(?:建设|兴建)(?=[，。；、]))"
        ),
    ),
    (
        "builder",
        re.compile(r"(?:^|[，。；：])\s*(?P<name>[^，。；、：\d]{4,30}?)(?:拟|计划|将)投资"),
    ),
)
_DOCUMENT_NO = re.compile(r"[一-鿿]{1,14}[〔\[【（(]20\d\d[〕\]】）)]第?\d{1,5}号")
_BUILT = re.compile(
    r"工程规划|施工许可|竣工|建筑工程|房屋|用房|装修|(?:楼|馆|所|站|中心|营房)(?:建设|新建|改造|工程|项目)"
)
_LAND = re.compile(r"用地|土地|划拨|供地|宗地|选址|出让")
_SHARED = frozenset(
    {"builder", "contractor", "designer", "supervisor", "place", "document_no", "date"}
)
"""What a label says of all buildings of a paper, and never of one alone."""
_HEAD = 8
_SHORT = 16
"""Cells that are too short for a sentence."""


@dataclass(slots=True)
class Site:
    """One building or work in the making."""

    record: Record
    how: str
    """table, label or sentence."""
    name: Spot | None = None
    state: tuple[str, Spot] | None = None
    state_sentence: Spot | None = None
    measures: dict[str, Measure] = field(default_factory=dict)
    texts: dict[str, Spot] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    """Measures that are only what is added (新增) to a building."""
    not_yet: Spot | None = None
    whole: bool = True
    """False for one of several buildings that one paper measures one by one."""


def sites_of(paper: Paper) -> list[Site]:
    """Give the buildings a paper is about; those it plans besides stand apart: `others`."""
    laid = listed(paper.tables, ROLES, NEEDS) or flat_listed(paper.lines, ROLES, NEEDS)
    rows = [r for r in laid if r.get("name")]
    told_apart = [] if rows else _several(paper)
    records = rows or (
        [] if told_apart and _named_together(paper, told_apart) else _labelled(paper)
    )
    for record in records:
        _settle_area(record, paper)
    sites = [_of_record(r, "table" if rows else "label") for r in records]
    sites = sites or told_apart or [Site(Record(), "sentence")]
    if len(sites) > 1:
        _share(sites, paper)
    if len(sites) == 1:
        _complete(sites[0], paper)
    title = paper.title
    told = state_in(text_of(title)) if title else None
    for site in sites:
        if site.state is None and told and title:
            site.state = (told.state, title.part(told.start, told.end))
        if site.state is None or len(sites) == 1:
            _find_state(site, paper)
    addressed = addressee(paper) if paper.genre.name == "approval" else None
    for site in sites:
        if addressed is not None and site.record.get("builder") is None:
            site.texts.setdefault("builder", addressed)
    return [s for s in sites if s.name is not None]


def _settle_area(record: Record, paper: Paper) -> None:
    """Say what a bare 面积 measures: floors in a paper on a building, else land."""
    entry = record.entries.pop("bare_area", None)
    if entry is None:
        return
    title = text_of(paper.title) if paper.title else ""
    built = "land_area" in record.entries or _BUILT.search(title) is not None
    floors = built and _LAND.search(title) is None
    record.entries.setdefault("area" if floors else "land_area", entry)


def _named_together(paper: Paper, sites: list[Site]) -> bool:
    """Say whether what labels name is no building of its own: none, or all of them in one name."""
    named = [n for r in _labelled(paper) if (n := r.get("name"))]
    told = [site.name.bare for site in sites if site.name]
    return all(all(name in n.value.bare for name in told) for n in named)


def _share(sites: list[Site], paper: Paper) -> None:
    """Give several buildings of one paper what labels say of all: who builds, where, when."""
    known = {role for site in sites for role in site.record.entries}
    for entry in labelled(paper.lines, ROLES):
        if entry.role in _SHARED and entry.role not in known:
            for site in sites:
                site.record.entries.setdefault(entry.role, entry)


def _several(paper: Paper) -> list[Site]:
    """Give the buildings of a paper that sentences measure one by one, or by their parts."""
    sites = [_apart(*each) for each in measured_apart(paper)]
    for name, area, held in () if sites else parted(paper):
        site = Site(Record(), "sentence", name=name, whole=False)
        for role, spot in (("area", area), ("capacity", held)):
            read = find_quantities(text_of(spot)) if spot else ()
            if spot and read:
                site.measures[role] = Measure(read[0].value, spot, read[0].unit)
        sites.append(site)
    return sites


def _apart(name: Spot, whole: Spot) -> Site:
    """Make one of several buildings; what is told of the whole (its cost) is given to none."""
    site = Site(Record(), "sentence", name=name, whole=False)
    _measure(site, whole)
    storeys = STOREYS.search(text_of(whole))
    if storeys:
        site.texts["storeys"] = whole.part(*storeys.span())
    site.measures.pop("cost", None)
    return site


def _labelled(paper: Paper) -> list[Record]:
    """Part labelled values into records: a second, other name begins another building."""
    records: list[Record] = []
    for entry in labelled(paper.lines, ROLES):
        named = records[-1].get("name") if records else None
        fresh = entry.role == "name" and named is not None and named.value.bare != entry.value.bare
        if not records or (fresh and not _repeats(entry, records)):
            records.append(Record())
        records[-1].entries.setdefault(entry.role, entry)
    useful = [r for r in records if r.get("name") and len(r.entries) > 1]
    alone = [r for r in records if len(r.entries) > 1]
    return useful or alone[:1]


def _repeats(entry: Entry, records: list[Record]) -> bool:
    return any((n := r.get("name")) and n.value.bare == entry.value.bare for r in records)


def _of_record(record: Record, how: str) -> Site:
    site = Site(record, how)
    named = record.get("name")
    if named is not None:
        site.name = _named(named.value)
    for role in _AREAS:
        entry = record.get(role)
        if entry is None:
            continue
        if role == "area" and (parts := areas_in(entry)):
            site.measures |= parts
        elif found := area_at(entry):
            site.measures[role] = found
    cost = record.get("cost")
    if cost and (found := cost_at(cost)):
        site.measures["cost"] = found
    content = record.get("content", "area", "land_area")
    if content:
        _measure(site, content.value)
    capacity = record.get("capacity")
    if capacity:
        read = held_in(capacity)
        if read:
            site.measures.setdefault("capacity", read)
    return site


def _named(spot: Spot) -> Spot | None:
    """Cut a project's name at the first mark that no name goes past."""
    text = text_of(spot)
    end = re.search(r"[，,。；;\t]|\s{2,}|[（(](?:项目代码|编号|以下)", text)
    found = spot.part(0, end.start() if end else len(text))
    return found if len(found.text) > 1 else None


def _measure(site: Site, spot: Spot) -> None:
    """Take areas, cost and capacity that a sentence tells by the words before each figure."""
    text = text_of(spot)
    for q in find_quantities(text):
        before = text[max(0, q.start - _WINDOW) : q.start]
        hedge = "about" if q.approximate else q.operator
        if q.unit == "m2" and "[" not in q.value:
            role = next((r for r, pattern in _AREA_WORDS if pattern.search(before)), "")
        else:
            role = "capacity" if q.unit in _HEADS and _CAPACITY.search(before) else ""
        if role:
            made = Measure(q.value, spot.part(q.start, q.end), q.unit, hedge=hedge)
            added = "新增" in before
            if role not in site.measures or (role in site.added and not added):
                site.measures[role] = made
                (site.added.add if added else site.added.discard)(role)
    for a in find_amounts(text):
        if _COST.search(text[max(0, a.start - _WINDOW) : a.start].removesuffix("约")):
            made = Measure(
                a.value,
                spot.part(a.start, a.end),
                hedge="about" if a.approximate else a.bound,
                currency=a.currency,
            )
            if _SPENT.search(text[max(0, a.start - _WINDOW) : a.start]):
                site.measures["cost"] = made  # what was spent, before what was planned
            site.measures.setdefault("cost", made)


def cost_in(spot: Spot) -> Spot | None:
    """Give the first cost that a sentence tells."""
    text = text_of(spot)
    for a in find_amounts(text):
        if _COST.search(text[max(0, a.start - _WINDOW) : a.start].removesuffix("约")):
            return spot.part(a.start, a.end)
    return None


def _complete(site: Site, paper: Paper) -> None:
    """Fill in from the title, from short cells and from sentences what labels left open."""
    for line in paper.lines[:_HEAD]:
        if site.record.get("document_no") is None and _DOCUMENT_NO.fullmatch(line.spot.bare):
            site.texts.setdefault("document_no", line.spot)
    for line in paper.lines:
        if not line.flat and len(line.text) < _SHORT and _HELD.search(line.text):
            _measure(site, line.spot)
    for spot in sentences(paper.lines):
        if not (planned_in(text_of(spot)) and COUNTED.search(text_of(spot))):  # of other buildings
            _measure(site, spot)
            _add_told(site, spot)
    if site.name is None and paper.title is not None:
        stretch = name_in_title(text_of(paper.title))
        site.name = paper.title.part(*stretch) if stretch else None


def _add_told(site: Site, spot: Spot) -> None:
    """Take place, parties and 尚未 from a sentence."""
    text = text_of(spot)
    if "place" not in site.texts and (found := _PLACE.search(text)):
        site.texts["place"] = spot.part(*found.span("place"))
    for role, pattern in _PARTIES:
        if role not in site.texts and (match := pattern.search(text)):
            site.texts[role] = spot.part(*match.span("name"))
    late = re.search(r"尚未(?:正式)?(?:投入使用|启用|交付|开工|竣工|建成|通过验收)", text)
    if late and site.not_yet is None:
        site.not_yet = spot.part(*late.span())


def _find_state(site: Site, paper: Paper) -> None:
    """Find the sentence that tells the state; the title's own state wins over the text's."""
    wanted = site.state[0] if site.state else ""
    title = paper.title.start if paper.title else -1
    for spot in sentences(paper.lines):
        told: Told | None = state_in(text_of(spot))
        further = wanted == "completed" and told is not None and told.state == "accepted"
        if told is None or spot.start == title:
            continue
        if wanted and told.state != wanted and not further:
            continue
        site.state_sentence = spot
        if site.state is None or further:
            site.state = (told.state, spot.part(told.start, told.end))
        return
