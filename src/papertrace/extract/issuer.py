"""Whose document it is, and of which year: read from cover, titles and header lines.

What is not printed in the document stays unknown; a file's name is never asked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.titles import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.tables import Section
    from papertrace.model import Document, Page

_ORG = (
    r"(?:局|院|厅|委|会|室|部|站|所|队|处|中心|办|校|馆|社|团|府|署|司|组|园|台|镇|乡|街道|机关|本级|公司"
    r"|学|库|所属|基地|法庭)(?:[（(][^（）()\n]{1,12}[）)])?"
)
_NAME = r"[\u3400-\u9fff（）()·、]"
_OF_THREE = r"(?:部门|单位|本级|汇总|财政拨款)*[“\"”]?三公[”\"“]?经费"
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、)?"
_COVERS = (
    re.compile(
        rf"^{_NUMBER}(?P<body>{_NAME}{{2,30}}\n?{_NAME}{{0,28}}?{_ORG})\n?(?P<year>20\d\d)年\n?度?"
        r"(?:\n?(?:部门|单位|本级|汇总|机关|所属))*\n?(?:收支)?(?:预|决)\n?算",
        re.MULTILINE,
    ),
    re.compile(
        rf"^(?P<body>{_NAME}{{2,30}}?(?:{_ORG}|[市县区州盟旗省]))(?P<year>20\d\d)年度?"
        rf"{_OF_THREE}",
        re.MULTILINE,
    ),
    re.compile(
        rf"^(?P<year>20\d\d)年度?(?P<body>{_NAME}{{2,30}}?{_ORG}){_OF_THREE}",
        re.MULTILINE,
    ),
    re.compile(
        rf"^(?P<year>20\d\d)年度?\n?(?P<body>{_NAME}{{2,30}}\n?{_NAME}{{0,28}}?{_ORG})"
        r"(?:\n?(?:部门|单位|汇总))*\n?(?:预|决)\n?算",
        re.MULTILINE,
    ),
)
_RANGE = re.compile(
    rf"纳入(?P<body>{_NAME}{{2,30}}?{_ORG})(?P<year>20\d\d)年度?(?:部门|单位|汇总)*(?:预算|决算)"
    r"(?:汇总)?编[制报]范围"
)
"""What every explanation says of the bodies in it; it names the whole where no cover does."""
_LED = "纳入"
_SUMMED = re.compile(r"[（(]汇总[)）]$")
_LABEL = re.compile(
    r"(?:预算|编制|填报|申报|公开|实施)?(?:单位|部门)\s*(?:名称|编码及名称|代码及名称|及代码)?"
    r"(?:[（(](?:公章|盖章|全称)[）)])?\s*[:：]\s*"
    r"(?:[\[【(（]?\d{3,9}[\]】)）]?\s*[-—－]?\s*)?"
    r"(?P<body>[^\s:：]{2,40}(?:[ ](?!单位|金额|20\d\d)[^\s:：]{2,20})?)"
)
_ORG_END = re.compile(_ORG + r"$")
_TITLE_YEAR = re.compile(r"(20\d\d)\s*年")
_THREE_YEAR = re.compile(r"^[^，。；\n]{0,20}?(20\d\d)年[^，。；\n]{0,16}三公", re.MULTILINE)
_CAPTION_YEAR = re.compile(
    r"(20\d\d)\s*年\s*度?(?=\s*[）)]?\s*(?:(?:金额|货币|计量)?单位\s*[:：][^:：]*)?$"
    r"|[^\d。，,]{0,24}(?:绩效|自评|预算|决算))"
)
_PLAN_YEAR = re.compile(
    r"(20\d\d)\s*年\s*度?\s*(?:部门|单位|收支|财政|一般公共|支出|收入|预算|决算)"
)
_TITLED = re.compile(
    rf"^\s*(?:附件?\s*\d*\s*[:：、.]?\s*)?(?:20\d\d\s*年\s*度?\s*)?(?P<body>{_NAME}{{2,30}}?{_ORG})\s*(?:(?:关于)?20\d\d\s*年|(?=(?:一般公共预算|政府性基金"
    r"|国有资本经营|财政拨款|部门|单位|收支|收入|支出|“?三公|项目支出))|$)"
)
_NO_BODY = re.compile(r"^(?:部门|单位|本级)|预算|决算|支出|收入|拨款|公开")
_MEMBERS = re.compile(
    r"汇总预算[^。]{0,20}范围的?预算单位共?计?\s*([一二三四五六七八九十\d]+)\s*[家个]"
)
_COVER_CHARS = 600
_COVER_PAGES = 3
_UNIT_NOTE = re.compile(r"(?:金额)?单位[:：]")
_NEXT_WORD = re.compile(r"\s*([^\s:：]{1,20})")
_YUAN = re.compile(r"[亿万千]?元")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and where it is printed."""

    value: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Issuer:
    """What holds for the whole document, as far as it says so."""

    body: Reading | None
    year: Reading | None
    scope: Reading | None
    """reporting_scope: own, aggregated or unit."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A stretch of a page without blanks (line ends are kept), with its way back."""

    page: Page
    text: str
    back: tuple[int, ...]

    def spot(self, start: int, end: int) -> Spot:
        """Give the place of `text[start:end]` on the page."""
        return Spot(self.page, self.back[start], self.back[end - 1] + 1)


def squeeze(page: Page, start: int = 0, end: int | None = None) -> Squeezed:
    """Take the blanks out of a page's text; line ends stay."""
    text = page.text[start:end]
    kept = [(c, i + start) for i, c in enumerate(text) if c == "\n" or not c.isspace()]
    return Squeezed(page, "".join(c for c, _ in kept), tuple(i for _, i in kept))


def issuer_of(document: Document, tables: Iterable[Section]) -> Issuer:
    """Read body, year and reporting scope of a whole document."""
    every = tuple(tables)
    whole = bare("".join(p.text for p in document.pages))
    cover = next(_covers(document, whole), None) or _range(document)
    header = _commonest(b for s in every if (b := header_body(s, whole)) is not None)
    body = cover[0] if cover else header
    if body is None:
        body = _commonest(b for s in every if (b := _titled(s)) is not None)
    year = cover[1] if cover else _commonest(y for s in every if (y := title_year(s)) is not None)
    return Issuer(
        body, year or _three_year(document) or _plan_year(document), _scope(document, body)
    )


def header_body(section: Section, whole: str = "") -> Reading | None:
    """Read the body from the lines above one table (单位名称：…)."""
    for spot in section.captions:
        raw = spot.page.text[spot.start : spot.end]
        for found in _LABEL.finditer(raw):
            name = _UNIT_NOTE.split(found["body"])[0].strip()
            if not is_body(name):
                longer = _wrapped(spot, spot.start + found.start("body"), whole)
                if longer is not None:
                    return longer
                continue
            start = spot.start + found.start("body")
            return Reading("".join(name.split()), Spot(spot.page, start, start + len(name)))
    return None


def _titled(section: Section) -> Reading | None:
    """Read the body out of a sheet's own title (某局2025年收支总表), or a line above it."""
    for spot in [section.title, *section.captions]:
        found = _TITLED.search(spot.page.text[spot.start : spot.end]) if spot else None
        if spot is not None and found and not _NO_BODY.search(found["body"]):
            return Reading("".join(found["body"].split()), spot.part(*found.span("body")))
    return None


def title_year(section: Section) -> Reading | None:
    """Read the year from a table's title, or from a caption of the year alone."""
    for spot in [section.title, *section.captions]:
        if spot is None:
            continue
        raw = spot.page.text[spot.start : spot.end]
        found = (_TITLE_YEAR if spot is section.title else _CAPTION_YEAR).search(raw)
        if found:
            start = spot.start + found.start(1)
            return Reading(found[1], Spot(spot.page, start, start + 4))
    return None


def is_body(name: str) -> bool:
    """Say whether a name ends as a body's does."""
    return bool(_ORG_END.search("".join(name.split()))) and "元" not in name[-2:]


def _wrapped(spot: Spot, start: int, whole: str) -> Reading | None:
    """Read a name that runs on into the next line, where the document has it in one piece."""
    text = spot.page.text
    first_end = text.find("\n", start)
    if first_end < 0:
        return None
    first = re.split(r"\s", text[start:first_end].strip())[0]
    second = _NEXT_WORD.match(text[first_end:])
    if not first or _YUAN.match(first):
        return None
    if second and is_body(first + second[1]) and whole.count(first + second[1]) > 1:
        return Reading(first + second[1], Spot(spot.page, start, first_end + second.end(1)))
    return None


def _covers(document: Document, whole: str) -> Iterator[tuple[Reading, Reading]]:
    for page in document.pages[:_COVER_PAGES]:
        squeezed = squeeze(page, 0, _COVER_CHARS)
        found = [m for pattern in _COVERS for m in pattern.finditer(squeezed.text)]
        for match in sorted(found, key=lambda m: m.start()):
            start, end = match.span("body")
            last = squeezed.text.rfind("\n", start, end) + 1
            name = match["body"].replace("\n", "")
            if last > start and whole.count(name) < 2 and is_body(squeezed.text[last:end]):  # noqa: PLR2004
                start, name = last, squeezed.text[last:end]
            if whole.count(name) < 2 and len(name) > 24:  # noqa: PLR2004
                continue
            year = squeezed.spot(*match.span("year"))
            yield _own_name(name, squeezed, start, end), Reading(match["year"], year)


def _range(document: Document) -> tuple[Reading, Reading] | None:
    """Read body and year from the sentence that says which bodies an account holds."""
    for page in document.pages[:_COVER_PAGES]:
        squeezed = squeeze(page)
        match = _RANGE.search(squeezed.text)
        if match:
            year = Reading(match["year"], squeezed.spot(*match.span("year")))
            return _own_name(match["body"], squeezed, *match.span("body")), year
    return None


def _own_name(name: str, squeezed: Squeezed, start: int, end: int) -> Reading:
    """Give a body's name without the mark that its figures are added up, or what leads to it."""
    if name.startswith(_LED):
        name, start = name.removeprefix(_LED), start + len(_LED)
    marked = _SUMMED.search(name)
    last = end - len(marked[0]) if marked and squeezed.text[end - 1] in ")）" else end
    return Reading(_SUMMED.sub("", name), squeezed.spot(start, last))


def _commonest(readings: Iterable[Reading]) -> Reading | None:
    every = list(readings)
    counted = Counter(r.value for r in every)
    if not counted:
        return None
    best = max(counted.values())
    return next(r for r in every if counted[r.value] == best)


def _three_year(document: Document) -> Reading | None:
    """Take the year that a title of the three public expenses prints."""
    for page in document.pages[:1]:
        squeezed = squeeze(page, 0, _COVER_CHARS // 4)
        found = _THREE_YEAR.search(squeezed.text)
        if found:
            return Reading(found[1], squeezed.spot(*found.span(1)))
    return None


def _plan_year(document: Document) -> Reading | None:
    """Take the year most often named before 预算, where titles name none."""
    found = [
        Reading(m[1], Spot(p, m.start(1), m.end(1)))
        for p in document.pages
        for m in _PLAN_YEAR.finditer(p.text)
    ]
    return _commonest(sorted(found, key=lambda r: (-int(r.value), r.spot.place)))


def _scope(document: Document, body: Reading | None) -> Reading | None:
    for page in document.pages:
        squeezed = squeeze(page)
        flat = squeezed.text.replace("\n", "")
        found = _MEMBERS.search(flat)
        if found:
            back = tuple(b for c, b in zip(squeezed.text, squeezed.back, strict=True) if c != "\n")
            spot = Spot(page, back[found.start()], back[found.end() - 1] + 1)
            return Reading("own" if found[1] in ("1", "一") else "aggregated", spot)
    if body is not None and "本级" in body.value:
        return Reading("own", body.spot)
    behind = body and body.spot.page.text[body.spot.end : body.spot.end + 4]
    if body is not None and behind and _SUMMED.match(behind):
        return Reading("aggregated", Spot(body.spot.page, body.spot.end, body.spot.end + 4))
    return None
