"""Who of the bidders that a table lists won: told by a column of results or by a mark beside one.

Whether somebody won is never worked out from points or prices; where a table does not say it, the
caller is told so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.labels import plain
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Listing, Row

_ENDS_WELL = r"(?:中标|成交|中选|入围|入选|胜出|签约|定标)"
_ASKED = re.compile(rf"(?:是否|有无|可否).{{0,4}}(?:{_ENDS_WELL}|推荐|选中|录取)")
_RESULT = re.compile(
    r"(?:评审|评标|评选|评定|采购|招标|磋商|谈判|询价|比选|竞价|定标|最终|中标|成交|中选|推荐|审查|审核|投标|竞标|本包|项目)*"
    r"(?:的)?(?:结果|结论|状态|与否|标识|标记|备注|情况)(?:说明)?"
)
_MARK = r"[★☆√✓✔●▲*]"
_WON = re.compile(
    rf"{_MARK}*(?:已|拟|确定|推荐|确定为|为)?{_ENDS_WELL}(?:人|供应商|单位|方|者)?{_MARK}*|{_MARK}+"
)
_YES = re.compile(rf"是|[yY](?:es)?|YES|对|{_MARK}|推荐|选中")
_LOST = re.compile(
    rf"(?:未|没有?|不予?).{{0,3}}(?:{_ENDS_WELL}|通过|推荐|合格|进入).*|落[选标榜].*|淘汰|出局|失败"
    r"|不(?:合格|通过|符合).*|(?:被)?否决.*|(?:按)?无效(?:投标|响应|报价|处理|标)?.{0,12}|.{0,12}(?:审查|评审)(?:不|未)(?:通过|合格).*"
    r"|(?:自动)?(?:放弃|退出|弃标).*|(?:备选|候补|替补).*|陪标"
)
_NO = re.compile(r"否|[nN]o?|NO|[×xX✗✘╳/／-]|—+")
_AWARDED = re.compile(r"(?:中标|成交|中选)(?:\((?:中标|成交)\))?(?:总)?(?:金额|价)")
_MARKED = re.compile(rf"^\s*[★☆√✓✔]|[（(](?:拟)?{_ENDS_WELL}(?:人|供应商|单位)?[）)]")
_NTH = re.compile(r"第[一二三四五1-5].{0,12}")
_REMARK = re.compile(r"(?<=.)\([^()]*\)$")
_LONGEST = 40
_OF_PARTIES = frozenset({"supplier", "candidate", "member", "maker"})
_NO_VERDICT = _OF_PARTIES | {
    "amount", "quote", "total", "rate", "unit_price", "lot", "lot_name", "item_name", "serial",
    "project_name", "project_no", "contact", "code",
}  # fmt: skip


def told_verdicts(listing: Listing) -> Mapping[int, bool]:
    """Give, by the number of its row, whether each bidder won; {} where the table does not say.

    Rows of which it says nothing lost where it says of others that they won, and else are left out.
    """
    told: dict[int, bool] = {}
    for number, column in enumerate(listing.columns):
        if column.role in _OF_PARTIES:
            told |= _marked(listing, number)
            continue
        head = plain(column.text)
        asked = bool(_ASKED.search(head)) or bool(_RESULT.fullmatch(head))
        if asked or column.role not in _NO_VERDICT:
            told |= _in_column(listing, number, asked=asked)
    if any(told.values()):
        return {n: told.get(n, False) for n in range(len(listing.rows))}
    return told


def verdict_head(head: str) -> bool:
    """Say whether a column's head asks who won (是否中标)."""
    return bool(_ASKED.search("".join(head.split())))


def _in_column(listing: Listing, number: int, *, asked: bool) -> dict[int, bool]:
    """Read one column; a bare 是 or √ counts only under a head that asks."""
    told: dict[int, bool] = {}
    for at, row in enumerate(listing.rows):
        cell = row.cells.get(number)
        text = _REMARK.sub("", folded_text(cell.bare)) if cell else ""
        if not text or len(text) > _LONGEST:
            continue
        if _WON.fullmatch(text) or (asked and _YES.fullmatch(text)):
            told[at] = True
        elif _LOST.fullmatch(text) or (asked and _NO.fullmatch(text)):
            told[at] = False
    return told


def _marked(listing: Listing, number: int) -> dict[int, bool]:
    """Read marks in the cells that name the bidders: some are marked, the others are not."""
    marked = {
        at: bool(_MARKED.search(row.cells[number].text))
        for at, row in enumerate(listing.rows)
        if number in row.cells
    }
    return {n: True for n, told in marked.items() if told} if not all(marked.values()) else {}


def undecided(listing: Listing) -> list[Spot]:
    """Give the bidders of a table with points or several offers that says of none that he won.

    [] where ranks, verdicts, lots of their own or a single row leave nothing open.
    """
    roles = listing.roles()
    if "supplier" in roles or "candidate" not in roles or "score" not in roles:
        return []
    if "rank" in roles or told_verdicts(listing) or any(_ranked(row) for row in listing.rows):
        return []
    if _all_awarded(listing):
        return []
    column = next(n for n, c in enumerate(listing.columns) if c.role == "candidate")
    lots = [cell[1].bare if (cell := listing.find(row, "lot")) else "" for row in listing.rows]
    named = [
        (lots[n], row.cells[column]) for n, row in enumerate(listing.rows) if column in row.cells
    ]
    return [spot for lot, spot in named if sum(lot == other for other, _ in named) > 1]


def _all_awarded(listing: Listing) -> bool:
    """Say whether every row has a sum of its own lot's name under 中标（成交）金额."""
    sums = [n for n, c in enumerate(listing.columns) if _AWARDED.match(plain(c.text))]
    names = [cell[1].bare for row in listing.rows if (cell := listing.find(row, "lot_name"))]
    filled = all(n in row.cells for row in listing.rows for n in sums)
    return bool(sums) and filled and len(set(names)) == len(listing.rows)


def _ranked(row: Row) -> bool:
    return any(_NTH.fullmatch(s.bare) for s in row.cells.values())
