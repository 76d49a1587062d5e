"""Which form a notice is: decided by its title, failing that by headings and the words of its body.

A title can mislead (an award's correction is a correction), so the rules are tried in an order that
lets the later event win. Documents that are no notice get no kind, and no form claims them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.genres import genre_of
from papertrace.extract.labels import is_label, numbered, plain, role_of
from papertrace.extract.outcome import GENERIC, failed, failed_partly, proposed, says_who_won
from papertrace.extract.suspensions import suspends
from papertrace.extract.title_rules import MODULES, TITLE_RULES, TOLD
from papertrace.extract.winners import UNREAD
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line
    from papertrace.extract.listings import Listing
    from papertrace.extract.pairs import Pair
    from papertrace.model import Document

_FEWEST_COLUMNS = 4
_FEWEST_PRODUCTS = 5
_SOME, _LISTED = 3, 12
"""Lines beside a list of products, for each of them; more where the title says it is a list."""
_LIST_TITLE = re.compile(r"目录|产品|品种|价格")
_HEAD_LENGTH = 24
_SHORTEST = 3
_SHORTEST_TITLE = 8


_TITLE = re.compile(
    r"公告|公示|公开|意向|合同|文件|结果|目录|通知|名单|候选|成交|中标|中选|预算|决算|招聘|品种|产品|竣工|邀请|通过|一览|明细|汇总|清单|情况|结论|招标|采购项目"
)
_TITLE_END = re.compile(
    r"(?:公[告示]|公开|公布|意向|合同书?|文件|结果|目录|通知书?|名单|书|预算|决算|信息|说明|情况|表|品种|产品|邀请函?|函|一览|明细|汇总|清单|采购项目|招标|信息公开)"
    r"(?:[（(【\[].{0,24}[)）】\]])?(?:\d{0,2})$"
)
_METHOD = re.compile(
    r"(?:进行|采用|采取|以|方式[:：为]*|实施|组织|开展|现|的|本次|委托)?(?:的方式)?(?:国内|国际|网上|线上|电子|全流程电子化|全流程|平台|二次|重新|远程)*"
    r"(?P<method>公开招标|邀请招标|竞争性磋商|公开磋商|磋商|竞争性谈判|询比|询价|单源|单一来源|公开比选|比选|遴选|竞价|招标采购|招标(?!代理|人|文件|编号|单位|公司|咨询|有限|控制|采购))"
)
_VERB = re.compile(
    r"(?:进行|采用|采取|方式[:：为]*|实施|组织|开展)[^，。；]{0,16}?(?P<method>公开招标|邀请招标|竞争性磋商|公开磋商|国内公开磋商|磋商|竞争性谈判|谈判|询比|询价|单源|单一来源|公开比选|比选|遴选|竞价|招标(?!代理|人|文件|编号|单位|公司|咨询|有限|控制))"
)
_NO_METHOD = re.compile(r"专家|单一来源采购人员|业绩")
"""A line with these words names a method, but not that of the purchase."""
METHODS: tuple[tuple[str, str], ...] = (
    ("single_source", r"单源|单一来源"),
    ("consultation", r"磋商"),
    ("negotiation", r"谈判"),
    ("inquiry", r"询价|询比|比价"),
    ("prequal", r"资格预审"),
    ("tender", r"招标"),
    ("other", r"比选|遴选|竞价|直接"),
)
_HEADS: tuple[tuple[str, str], ...] = (
    ("correction", r"更正(?:信息|事项|内容)"),
    ("termination", r"(?:项目)?(?:终止|废标|流标)(?:的)?(?:原因|情况|理由)"),
    ("candidates", r"中标候选人(?:公示|排序|名单|情况|信息|名称)?"),
    (
        "award",
        r"采购结果|(?:中标|成交|中选)(?:\((?:成交|中标)\))?(?:结果|信息|情况|人信息|供应商信息)",
    ),
    ("single_source", r"拟(?:定|选|单|采用单).{0,10}(?:供应商|对象).{0,10}"),
    ("contract", r"合同主体|合同主要信息|合同编号"),
    ("acceptance", r"验收(?:意见|日期|结论)"),
)
_TITLE_LINES = 14
_MENU_ENTRIES = 3
_FEWEST_FIELDS = 2
_FIELDS = frozenset(
    {
        "project_no",
        "project_name",
        "buyer",
        "agent",
        "budget",
        "supplier",
        "contract_no",
        "deadline",
    }
)
"""Roles of labels that stand in a notice and never above its title."""
_MENU = re.compile(r"首页|当前位置|您的位置|您所在|[>»›]|上一篇|下一篇|登录|注册|返回")
_TITLE_LENGTH = 130
_OPENING = 40
_PRODUCT = frozenset({"item_name", "spec", "brand", "quantity"})
_PRICE = frozenset({"amount", "quote", "unit_price"})
_MAKERS = frozenset({"supplier", "candidate", "maker"})
_RULES, _METHODS, _HEAD_RULES = (
    [(f, re.compile(p)) for f, p in rules] for rules in (TITLE_RULES, METHODS, _HEADS)
)
_COLON, _NOTICE_WORD = re.compile(r"[:：]"), re.compile(r"公告|公示|文件|邀请|通知")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a notice is."""

    module: str
    """NAME of the form that reads it; '' where it is no notice."""
    form: str
    """Value of the notice's field `form`."""
    spot: Spot | None
    """The words that decided it."""
    title: Spot | None


_NONE = Kind("", "", None, None)


def kind_of(
    document: Document,
    lines: Sequence[Line],
    pairs: Sequence[Pair],
    listings: Sequence[Listing],
) -> Kind:
    """Decide the form of a document; module '' where it is no notice."""
    return _NONE if genre_of(document, lines).name else _notice(document, lines, pairs, listings)


def _notice(
    document: Document,
    lines: Sequence[Line],
    pairs: Sequence[Pair],
    listings: Sequence[Listing],
) -> Kind:
    form, title = _by_title(document, lines)
    known = len(
        {p.role for p in pairs} & {"buyer", "agent", "project_no", "project_name", "supplier"}
    )
    if form == "" and title is not None:
        return _NONE
    listed = bool(title and _LIST_TITLE.search(title.text))
    products = not _won_apart(pairs, listings) and _product_list(
        listings, lines, _LISTED if listed else _SOME
    )
    if products and (form in {None, "award", "method", "framework"}):
        return Kind("price_list", "award", title or lines[0].spot, title or lines[0].spot)
    if form is None or form == "method":
        decided = _by_body(lines, pairs)
        if form is None and known < (2 if decided is None else 1):
            return _NONE
        if decided is None:
            decided = ("other", title or lines[0].spot)
        form, spot = decided
        return Kind(MODULES.get(form, form), form, spot or title, title)
    spot = title
    if form == "award" and title is not None and proposed(title, lines, pairs, listings):
        form = "candidates"
    if form == "award" and failed(pairs, listings, lines):
        form = "termination"
    if form == "termination" and title is not None and failed_partly(title, pairs, listings, lines):
        form = "award"
    if form == "candidates" and title is not None and says_who_won(title, listings):
        form = "award"
    told = TOLD.get(MODULES.get(form, form), form)
    return Kind(MODULES.get(form, form), told, spot, title)


def titles(document: Document, lines: Sequence[Line]) -> Iterator[tuple[str, Spot | None]]:
    """Give what may be the title: what the file states, and the first lines that look like one."""
    flat = [n for n in lines if n.spot.page.number == lines[0].spot.page.number] if lines else []
    stated = folded_text(document.title)
    told = bool(stated and _TITLE.search(stated))
    if told:
        yield from _found(stated, flat)
    generic: list[tuple[int, tuple[str, Spot]]] = []
    seen = fields = 0
    for index, n in enumerate(flat):
        text = "".join(folded_text(n.text).split())
        seen += len(text) > _SHORTEST_TITLE  # entries of a menu do not count
        fields += role_of(text.partition(":")[0]) in _FIELDS
        if seen > _TITLE_LINES or fields > _FEWEST_FIELDS:
            break
        if not _may_be_title(flat, index, text):
            continue
        if GENERIC.fullmatch(text):
            generic.append((index, (text, n.spot)))
        elif numbered(n.text) != "han":
            yield text, n.spot
    if told:
        yield stated, None
    if len(generic) < _MENU_ENTRIES:  # more of them are a menu
        yield from (told for _, told in generic)
    elif fields > _FEWEST_FIELDS and generic[-1][0] - generic[-2][0] > _MENU_ENTRIES:
        yield generic[-1][1]  # apart from the menu, right above the notice


def _may_be_title(lines: Sequence[Line], index: int, text: str) -> bool:
    """Say whether a line has the shape of a title and is no value below its label."""
    line = lines[index]
    if not (line.flat or _spans(lines, index)) or not _is_title(text):
        return False
    return index == 0 or not is_label(lines[index - 1].text)


def _found(stated: str, lines: Sequence[Line]) -> Iterator[tuple[str, Spot]]:
    """Give the title a file states where the page prints it, site names aside."""
    for dense in _prefixes("".join(stated.split())):
        for n in lines:
            if dense in "".join(folded_text(n.text).split()):
                yield dense, n.spot
                return


def _is_title(text: str) -> bool:
    """Say whether a line's folded text has the shape of a title."""
    label, colon, _ = text.partition(":")
    if (colon and role_of(label)) or re.search(r"[。;]", text) or _MENU.search(text):
        return False
    return _SHORTEST < len(text) <= _TITLE_LENGTH and bool(_TITLE_END.search(text))


def _spans(lines: Sequence[Line], index: int) -> bool:
    """Say whether a cell is the only one of its row, as a sheet's title is."""
    cell, beside = lines[index], (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return not any(n.table == cell.table and n.row == cell.row for n in beside)


def _prefixes(title: str) -> list[str]:
    """Give a title, then without the names of site and column that pages append."""
    cuts = [m.start() for m in re.finditer(r"[-_|—–]", title)]
    return [title, *(title[:c] for c in reversed(cuts) if c >= _SHORTEST_TITLE)]


def _by_title(document: Document, lines: Sequence[Line]) -> tuple[str | None, Spot | None]:
    weak: tuple[str | None, Spot | None] = (None, None)
    for text, spot in titles(document, lines):
        dense = "".join(text.split())
        for form, rule in _RULES:
            if rule.search(dense):
                if form == "method":
                    weak = weak if weak[0] else (form, spot)
                    break
                if form == "tender" and not _NOTICE_WORD.search(dense):
                    break
                if form == "termination" and suspends(dense, lines):
                    form = "correction"  # noqa: PLW2901  (a pause ends nothing)
                return form, spot or (lines[0].spot if lines else None)
    return weak


def _by_body(lines: Sequence[Line], pairs: Sequence[Pair]) -> tuple[str, Spot | None] | None:
    for line in lines:
        head = plain(_COLON.split(line.text, maxsplit=1)[0])
        for form, rule in _HEAD_RULES if len(head) < _HEAD_LENGTH else ():
            if rule.fullmatch(head):
                return form, line.spot
    for pair in pairs:
        if pair.role == "method":
            form = _method(pair.value.text)
            if form:
                return form, pair.value
    for said in (_VERB, _METHOD):
        for line in lines[:_OPENING]:
            text = line.spot.page.text[line.spot.start : line.spot.end]
            match = None if _NO_METHOD.search(text) else said.search(text)
            if match and (form := _method(match.group("method"))):
                return form, line.spot.part(match.start("method"), match.end("method"))
    return None


def _method(text: str) -> str:
    return next((form for form, rule in _METHODS if rule.search(text)), "")


def _product_list(listings: Sequence[Listing], lines: Sequence[Line], share: int) -> bool:
    """Say whether the document is at heart a list of products with makers and prices."""
    rows = laid = 0
    for listing in listings:
        roles = listing.roles()
        laid += sum(len(r.cells) for r in listing.rows) if listing.how == "flat" else 0
        if (
            roles & _PRODUCT
            and roles & _PRICE
            and roles & _MAKERS
            and len(listing.columns) >= _FEWEST_COLUMNS
        ):
            rows += len(listing.rows)
    return rows >= _FEWEST_PRODUCTS and rows * share >= sum(n.flat for n in lines) - laid


def _won_apart(pairs: Sequence[Pair], listings: Sequence[Listing]) -> bool:
    """Say whether who won for how much is told apart from the things: then these are the goods."""
    told = {p.role for p in pairs if p.zone not in UNREAD}
    if "supplier" in told and told & {"amount", "total"}:
        return True
    return any(
        roles & {"supplier", "candidate"}
        and roles & {"amount", "total"}
        and not roles & (_PRODUCT - {"quantity"} | {"unit_price"})
        for roles in (n.roles() for n in listings)
    )
