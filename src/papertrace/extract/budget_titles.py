"""Whether a document is a budget or a final account: told by the titles of its tables.

A single sheet is one as well, where its table has a budget's title and what such a table holds:
rows of classification codes, the three public expenses, or projects with amounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.budget_rows import label_of
from papertrace.extract.figures import is_nothing, number_of
from papertrace.extract.genres import genre_of
from papertrace.extract.heads import layout_of
from papertrace.extract.once import once
from papertrace.extract.outline import outline_of
from papertrace.extract.tables import sections
from papertrace.extract.titles import bare

if TYPE_CHECKING:
    from papertrace.extract.heads import Layout
    from papertrace.extract.tables import Section
    from papertrace.model import Document

_KINDS = (
    r"收支(?:预算|决算)?(?:总表|总体情况表|总体情况|总览表|情况总表)|收入支出(?:预算|决算)?总表",
    r"收入(?:预算|决算)?(?:总表|汇总表|总体情况表|总体情况|情况表|表)",
    r"支出(?:预算|决算)?(?:总表|汇总表|总体情况表|总体情况|情况表|表)",
    r"财政拨款(?:收支|收入支出)(?:预算|决算)?(?:总表|总体情况表|总体情况)",
    r"(?:一般公共预算|财政拨款|公共财政预算)(?:财政拨款)?(?:基本)?支出(?:预算|决算)?(?:明细)?(?:情况)?表",
    r"[“\"”]?三公[”\"“]?经费.{0,20}表",
    r"(?:政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?(?:收入)?支出(?:预算|决算)?(?:情况)?表",
)
_TITLES = tuple(
    re.compile(
        r"^(?:[部门单位]*(?:预算|决算)?(?:公开|附件?|附表)?表?[\d一二三四五六七八九十-]{0,4}表?[:：、.]?)"
        r"(?:20\d\d年度?)?(?:部门|单位|本级|[\u3400-\u9fff]{2,20}(?:局|院|厅|站|队|处|中心))?"
        rf"(?:{kind})(?:[（(].{{1,12}}[)）])?$"
    )
    for kind in _KINDS
)

_LONE = re.compile(
    r"^(?:[部门单位]*(?:预算|决算)?(?:公开|附件?|附表)?表?[\d一二三四五六七八九十-]{0,4}表?[:：、.]?)"
    r"(?P<lead>[\u3400-\u9fff（）()]{0,30}?)(?:20\d\d年度?)?(?:部门|单位|本级)*(?:[\u3400-\u9fff（）()]{2,30}?)??"
    rf"(?:(?P<kind>{'|'.join(_KINDS)})|(?P<projects>项目支出(?:预算|决算)?(?:明细)?(?:情况)?表)"
    r"|(?P<purchases>政府采购(?:支出)?(?:预算|决算|计划)(?:支出|项目|明细|情况|公开|一览)*表))(?:[（(].{1,12}[)）])?$"
)
_ENDS = "表况)）"
_NO_BUDGET = re.compile(r"(?<!政府)采购|招标|合同|统计|工资|企业|村|社区|说明|填报|绩效")
_BOTH = re.compile(r"收支|收入支出")
_PUBLIC = re.compile(r"因公出国|公务用车|公务接待")
_FEWEST_CODES = 2
_FEWEST_PROJECTS = 2
_LONE_PAGES = 6
_HEAD_ROWS = 3
_COVER_LINES = 8
_FEWEST_FIGURES = 4
_UNIT = re.compile(r"[(（\[【]?(?:(?:货币|计量|金额)?单位|金额)[:：][^:：]{0,8}$")
_WHOLE = re.compile(
    r"^(?:关于)?(?:公开)?[^，。,;；:：]{2,36}?20\d\d年度?[部门单位本级汇总机关]*(?:预算|决算)"
    r"(?:及.{2,16})?(?:信息|公开|情况|说明|报告|报表|草案|文本|目录|的){0,4}$"
)
_WHOSE = re.compile(
    r"^20\d\d年度?[^，。,;；:：\d]{2,36}?(?:部门|单位|本级|机关|汇总)+(?:收支)?(?:预算|决算)"
    r"(?:及.{2,16})?(?:信息|公开|情况|说明|报告|报表|草案|文本|目录|的){0,4}$"
)
"""The same with the year first; 部门 or 单位 has to stand before 预算 then."""
_THREE = re.compile(
    r"^[^，。,;；:：]{0,40}三公[”\"“’]?经费[^，。,;；:：]{0,30}"
    r"(?:预算|决算|情况|说明|公开|汇总|信息|公告|公示)(?:[（(][^（）()]{1,12}[）)])?$"
)
"""A page of nothing but the three public expenses calls itself by them."""
_EXPLAINED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}(?:部分|章|、))[^，。,;；:：]{0,30}20\d\d年度?(?:部门|单位)+(?:预算|决算)(?:情况)?说明$"
)
"""The heading under which every explanation stands names what it explains."""
_PARTED = re.compile(r"\s*[-_|—–]+\s*")
_OTHERS = re.compile(
    r"采购|招标|项目|委托|中介|评审|编制|培训|会议|审计|执行|绩效|通知|批复|调整|意向"
)
_SENTENCE = re.compile(r"\d(?:亿|万|千)?元")


def is_table_title(text: str) -> bool:
    """Say whether a bare line is the title of a budget's or account's table."""
    told = _UNIT.sub("", text)
    if not 3 < len(told) < 50 or told[-1] not in _ENDS:  # noqa: PLR2004
        return False
    return bool(_LONE.match(told)) or any(t.match(told) for t in _TITLES)


@once
def counts(document: Document) -> tuple[int, int]:
    """Count the kinds of tables whose titles stand in a document: (of plans, of accounts).

    Titles in a list of contents count, too; a lone overall table counts as a document of its own,
    and so does any lone sheet that holds what its title promises.
    """
    plans: set[int] = set()
    accounts: set[int] = set()
    hopeful = False
    for page in document.pages:
        heads = (c.text for t in page.tables for c in t.cells if c.row < _HEAD_ROWS)
        places = [*page.text.split("\n"), *heads]
        for line in places:
            text = _UNIT.sub("", bare(line))
            if not 3 < len(text) < 50:  # noqa: PLR2004
                continue
            hopeful = hopeful or (text[-1] in _ENDS and bool(_LONE.match(text)))
            if "表" not in text and "总体情况" not in text:
                continue  # each of the titles holds one of them
            for number, title in enumerate(_TITLES):
                if title.match(text):
                    (accounts if "决算" in text else plans).add(number)
    if _named(document):
        return _as_named(document, plans, accounts)
    lone = {0, 3} & (plans | accounts)
    if len(plans | accounts) < 2 and not (lone and len(document.pages) <= 3):  # noqa: PLR2004
        return _lone_sheet(document) if hopeful else (0, 0)
    return len(plans), len(accounts)


def _named(document: Document) -> str:
    """Give the line that names the whole document a budget or an account; '' where none does."""
    cover = "".join(page.text for page in document.pages[:1])
    lines = [bare(x) for x in cover.split("\n")]
    titles = [bare(x) for x in _PARTED.split(document.title)]
    named = next((x for x in (*lines[:_COVER_LINES], *titles) if _titles_whole(x)), "")
    named = named or next((x for x in lines if _EXPLAINED.match(x)), "")
    if not named:
        return ""
    outline = outline_of(document)
    return "" if outline.kind.module or genre_of(document, outline.lines).name else named


def _titles_whole(line: str) -> bool:
    named = _WHOLE.match(line) or _WHOSE.match(line) or _THREE.match(line)
    return bool(named) and not _OTHERS.search(line)


def _as_named(document: Document, plans: set[int], accounts: set[int]) -> tuple[int, int]:
    """Count a document that calls itself a budget or account: one table or sum is enough."""
    found = len(plans), len(accounts)
    if any(found):
        return found
    figures = any(
        sum(number_of(bare(c.text)) is not None for c in t.cells) >= _FEWEST_FIGURES
        for p in document.pages
        for t in p.tables
    )
    if not figures and not any(_SENTENCE.search(bare(p.text)) for p in document.pages):
        return 0, 0
    named = _named(document)
    return (0, 1) if "决算" in named and "预算" not in named else (1, 0)


def _lone_sheet(document: Document) -> tuple[int, int]:
    """Count the tables of a short document that are a budget's by title and by what they hold."""
    if not 0 < len(document.pages) <= _LONE_PAGES:
        return 0, 0
    outline = outline_of(document)
    if outline.kind.module or genre_of(document, outline.lines).name:
        return 0, 0
    names = [s.name for s in sections(document) if _is_sheet(s)]
    accounts = sum("决算" in n for n in names)
    return len(names) - accounts, accounts


def _is_sheet(section: Section) -> bool:
    title = _LONE.match(bare(section.name))
    if title is None or _NO_BUDGET.search(title[0]):
        return False
    layout = layout_of(section)
    if layout is None or not layout.columns:
        return False
    rows = sum(_has_amount(section, n) for n in range(len(section.rows)))
    if title["purchases"]:
        return rows > 0
    if title["projects"] or "项目支出" in section.name:
        return rows >= _FEWEST_PROJECTS
    return _holds_its_kind(section, layout, title["kind"])


def _holds_its_kind(section: Section, layout: Layout, kind: str) -> bool:
    """Say whether a table holds what a title of its kind promises."""
    if "三公" in kind:
        words = "".join(s.bare for row in section.rows for s in row if s)
        return len(set(_PUBLIC.findall(words))) >= 2  # noqa: PLR2004
    if _BOTH.search(kind):
        return _adds_both(section)
    above = ["", "", ""]
    codes = (label_of(row, layout, above).code for _, row in layout.body)
    return sum(bool(c) for c in codes) >= _FEWEST_CODES


def _adds_both(section: Section) -> bool:
    """Say whether totals of income and of expenditure stand in a table, with figures."""
    words = [s.bare for row in section.rows for s in row if s]
    totals = [w for w in words if re.search(r"[总合]计$|^本年(?:收入|支出)", w)]
    figures = sum(number_of(w) is not None for w in words)
    both = all(any(side in w for w in totals) for side in ("收入", "支出"))
    return both and figures >= _FEWEST_FIGURES


def _has_amount(section: Section, row: int) -> bool:
    squares = [s for s in section.rows[row] if s is not None and not is_nothing(s)]
    return any(number_of(s.bare) is not None for s in squares[1:])
