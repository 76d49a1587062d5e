"""What the columns of a money table mean: read from head words and from what stands below them.

A head may run over several rows; a column's head is the path of its cells from top to bottom.
Nothing here reads an amount, and no column is known by its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from papertrace.extract.head_spans import spread
from papertrace.extract.tables import says
from papertrace.text.joints import APART

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.tables import Row, Section, Square

Measure = Literal["amount", "basic", "project", "part", "change", ""]
Phase = Literal["", "approved", "adjusted", "executed"]

FIGURE = re.compile(r"^[(（]?[-−+￥¥]?\d[\d,，]*(?:\.\d+)?[)）]?(?:万元|元)?$")
NOTHING = re.compile(r"^(?:[-—–─/、.]*|无|空)$")
ORDER = re.compile(r"^(?:栏次|行次|序号|栏号)$")
FUNCTIONAL = re.compile(r"^(?:20[1-9]|21[0-9]|22[0-9]|23[0-9])(?:\d{2}){0,2}$")
ECONOMIC = re.compile(r"^(?:30[1-9]|31[0-3]|399|50[1-9]|51[0-4]|599)(?:\d{2})?$")
TOTAL = re.compile(r"^(?:本年)?(?:支出|收入|预算|决算)?(?:合计|总计|共计)[::]?$")
PART_TOTAL = re.compile(r"^(?P<part>人员|(?:日常)?公用)(?:经费|支出)?(?:合计|小计|总计)[::]?$")
"""The totals of the two halves of basic expenditure."""

_CHANGE = re.compile(r"增减|增长|增加|减少|变动|变化|比.*(?:年|数|上)|占.*(?:%|比)|完成.*%|±|[%%]$")
_AMOUNT = re.compile(
    r"^(?:合计|总计|小计|共计|金额|总金额|总额|预算数|年初预算数?|本年预算数?|预算金额|决算数|支出预算|支出合计|"
    r"本年支出合计|支出总计|总支出|(?:年度|本年度|当年|全年)(?:支出|预算|预算支出)(?:合计|数)?|"
    r"调整预算数|全年预算数|执行数|支出金额|支出|预算|支出预算数|预算合计|"
    r"本年支出|决算|金额合计|\d{4}年(?:度)?(?:部门|单位)?(?:年初)?(?:支出)?(?:预算|决算|执行)数?)(?:\([^)]*\))?$"
)
_LAST = re.compile(r"上年|上一?年度|去年|前年")
_FUNDS = (
    ("一般公共预算", re.compile(r"一般公共预算|公共财政预算")),
    ("政府性基金预算", re.compile(r"政府性基金")),
    ("国有资本经营预算", re.compile(r"国有资本经营")),
    ("财政专户管理资金", re.compile(r"财政专户")),
    ("单位资金", re.compile(r"单位资金|事业收入|经营收入|其他资金|其他收入|非财政")),
    ("上年结转", re.compile(r"结转|结余")),
)
_WORDS_AS_NAME = re.compile(r"名称|科目$|^项目$|功能分类$|支出功能")
_CODE_HEAD = re.compile(r"编码|代码|科目号")
_NUMBERING = re.compile(r"(?:编码|代码|编号)(?:\(.*\))?$")
_CODED_SHARE = 0.6
_TWIN = re.compile(r"\(?[A-Za-z][A-Za-z.,&'/-]*\)?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_UNIT_HEAD = re.compile(r"单位|部门")
_ORDINAL = re.compile(r"\d{1,2}(?:[=+\-]\(?\d{1,2}\)?)*|[甲乙丙丁]|\*+|[一-十]|[A-Z]")
_AROUND_MEASURE = re.compile(r"^其中[::]|\((?:[千万亿]?元|单位.*?)\)$|[((]?\d{1,2}[))]?$")
_ACCOUNTED = re.compile(r"决算|执行数|实际支出|支出数$")
_ADJUSTED = re.compile(r"调整|全年预算")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    number: int
    head: tuple[Square, ...]
    """Its head cells from top to bottom, each once."""
    measure: Measure
    phase: Phase
    year: str
    """The year its head names, or ''."""
    last: bool
    """True where its head says it is of an earlier year (上年…)."""
    fund: str

    @property
    def path(self) -> tuple[str, ...]:
        """Give the head's words from top to bottom, without a translation beside them."""
        return tuple(native(s.bare) for s in self.head)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of figures with its columns told apart."""

    head: tuple[Row, ...]
    body: tuple[tuple[int, Row], ...]
    """Data rows with their number in the section."""
    columns: tuple[Column, ...]
    codes: tuple[int, ...]
    """Columns that hold codes, left to right: one, or 类 款 项."""
    names: int | None


def native(text: str) -> str:
    """Give a head's Chinese words without their English twin: 合计(万元)Total gives 合计(万元)."""
    told = _TWIN.sub("", text)
    return told if _HAN.search(told) else text


def is_figure(text: str) -> bool:
    """Say whether a bare cell text is a plain number (a code is one, too)."""
    return bool(FIGURE.match(text))


def layout_of(section: Section) -> Layout | None:
    """Tell head from body and the columns apart; None where the table holds no figures."""
    start = _body_start(section.rows)
    if start is None:
        return None
    head = spread(tuple(r for r in section.rows[:start] if not _is_order(r)))
    body = tuple((n, r) for n, r in enumerate(section.rows) if n >= start and not _is_order(r))
    width = len(section.rows[0])
    heads = [_head_of(head, c) for c in range(width)]
    codes = _code_columns(body, heads)
    names = _name_column(body, heads, codes)
    taken = {*codes, names}
    columns = tuple(
        _column(c, heads[c])
        for c in range(width)
        if c not in taken and _is_money(body, c, heads[c]) and not _numbers(heads[c])
    )
    return Layout(head, body, columns, codes, names)


def _body_start(rows: tuple[Row, ...]) -> int | None:
    for number, row in enumerate(rows):
        if _is_order(row):
            continue
        texts = [s.bare for s in row if s and s.bare and s.own]
        if any(
            is_figure(t) or FUNCTIONAL.match(t) for t in texts if not re.fullmatch(r"20\d\d", t)
        ):
            return number
        if texts and TOTAL.match(texts[0]) and number and len(texts) == 1:
            return number
    return None


def _is_order(row: Row) -> bool:
    """Say whether a row numbers the columns (栏次, 1 2 3 …) and so is not data."""
    texts = [s.bare for s in row if s and s.bare and s.left]
    if not texts:
        return False
    if ORDER.match(texts[0]) and len(texts) > 1 and all(len(t) <= 8 for t in texts[1:]):  # noqa: PLR2004
        return texts[0] in {"栏次", "栏号"} or all(_ordinal(t) for t in texts[1:])
    plain = [t for t in texts if t not in {"*", "**", "栏次", "—", "-"}]
    if len(plain) < 2:  # noqa: PLR2004
        return bool(texts) and not plain and "**" in texts
    numbers = [int(t) for t in plain if re.fullmatch(r"\d{1,2}", t)]
    if len(numbers) == len(plain):
        return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
    return all(_ordinal(t) for t in plain) and any(re.search(r"\d[=+]", t) for t in plain)


def _ordinal(text: str) -> bool:
    return bool(_ORDINAL.fullmatch(text))


def _head_of(head: Iterable[Row], column: int) -> tuple[Square, ...]:
    path: list[Square] = []
    for row in head:
        square = row[column]
        if square and square.bare and (not path or path[-1].cell is not square.cell):
            path.append(square)
    return tuple(path)


def _code_columns(
    body: tuple[tuple[int, Row], ...], heads: list[tuple[Square, ...]]
) -> tuple[int, ...]:
    """Find the code columns: by content first, by 类/款/项 below a head of codes second."""
    texts = [[t for _, r in body if (t := says(r, c))] for c in range(len(heads))]
    told = [c for c, head in enumerate(heads) if texts[c] and _headed_codes(head, texts[c])]
    if told:
        whole = [c for c in told if _share_coded(texts[c]) and not _is_part(heads[c])]
        own = [c for c in whole if sum(t.startswith("3") for t in texts[c]) * 2 > len(texts[c])]
        return tuple((own or whole)[:1]) if len(whole) > 1 else tuple(told[:3])
    by_content = [c for c, head in enumerate(heads) if texts[c] and _like_codes(head, texts[c])]
    return tuple(by_content[:1])


def _headed_codes(head: tuple[Square, ...], texts: list[str]) -> bool:
    """Say whether a head names codes, or one of 类 款 项, and codes stand below it."""
    leaf = head[-1].bare if head else ""
    if leaf in {"类", "款", "项"} and all(re.fullmatch(r"\d{1,7}|\D*", t) for t in texts):
        return True
    named = _CODE_HEAD.search("".join(s.bare for s in head)) and not _UNIT_HEAD.search(leaf)
    return bool(named) and _coded(texts) > 0


def _like_codes(head: tuple[Square, ...], texts: list[str]) -> bool:
    """Say whether most of a column reads like codes though no head says so."""
    named = bool(head) and _UNIT_HEAD.search(head[-1].bare) is not None
    if named or _measure([s.bare for s in head]) in {"amount", "basic", "project"}:
        return False
    enough = _coded(texts) >= max(1.0, _CODED_SHARE * sum(not TOTAL.match(t) for t in texts))
    return enough and not any(_CHANGE.search(s.bare) for s in head) and _integers(texts)


def _is_part(head: tuple[Square, ...]) -> bool:
    return bool(head) and head[-1].bare in {"类", "款", "项"}


def _share_coded(texts: list[str]) -> bool:
    """Say whether a column holds whole codes: two such columns are two classifications."""
    return _coded(texts) >= _CODED_SHARE * len(texts) > 0


def _coded(texts: list[str]) -> int:
    return sum(1 for t in texts if FUNCTIONAL.match(t) or ECONOMIC.match(t))


def _integers(texts: list[str]) -> bool:
    return all("." not in t for t in texts if is_figure(t))


def _name_column(
    body: tuple[tuple[int, Row], ...], heads: list[tuple[Square, ...]], codes: tuple[int, ...]
) -> int | None:
    """Find the column of names: the words' column nearest to the right of the codes."""
    worded = []
    for column, _head in enumerate(heads):
        if column in codes:
            continue
        texts = [t for _, r in body if (t := says(r, column)) and not NOTHING.match(t)]
        if texts and sum(not is_figure(t) for t in texts) > 0.7 * len(texts):
            worded.append(column)
    if codes:
        right = [c for c in worded if c > codes[-1]]
        return right[0] if right else (worded[-1] if worded else None)
    named = [c for c in worded if _WORDS_AS_NAME.search("".join(s.bare for s in heads[c]))]
    return next(iter(named or worded), None)


def _is_money(body: tuple[tuple[int, Row], ...], column: int, head: tuple[Square, ...]) -> bool:
    """Say whether figures stand in a column; in one of changes, percentages too."""
    texts = [t for _, r in body if (t := says(r, column)) and not NOTHING.match(t)]
    texts = [t for both in texts for t in both.split(APART)]
    if any(_CHANGE.search(native(s.bare)) for s in head):
        texts = [t.removesuffix("%") for t in texts]
    return all(is_figure(t) for t in texts) or (
        len(texts) > 3 and sum(is_figure(t) for t in texts) >= 0.8 * len(texts)  # noqa: PLR2004
    )


def _numbers(head: tuple[Square, ...]) -> bool:
    """Say whether a column only numbers its rows (行次, 序号) or holds codes of any kind."""
    leaf = head[-1].bare if head else ""
    return any(ORDER.match(s.bare) for s in head) or bool(_NUMBERING.search(leaf))


def _column(number: int, head: tuple[Square, ...]) -> Column:
    path = [native(s.bare) for s in head]
    words = "/".join(path)
    years = re.findall(r"(20\d\d)年", words)
    changed = any(_CHANGE.search(p) for p in path)
    return Column(
        number,
        head,
        "change" if changed else _measure(path),
        _phase(words),
        years[0] if years and not changed else "",
        bool(_LAST.search(words)) and not re.search("结转|结余", words) and not changed,
        next((name for name, pattern in _FUNDS if pattern.search(words)), ""),
    )


def _measure(path: list[str]) -> Measure:
    """Say what a column holds: its last word decides, the words above it place it."""
    plain = [_AROUND_MEASURE.sub("", p) for p in path]
    leaf = plain[-1] if plain else ""
    above = "/".join(plain[:-1])
    for word, measure in (("基本支出", "basic"), ("项目支出", "project")):
        if leaf.startswith(word) and len(leaf) <= len(word) + 4:
            return measure  # type: ignore[return-value]
        if word in above:
            return measure if re.match(r"小计|合计", leaf) else "part"  # type: ignore[return-value]
    if _AMOUNT.match(leaf):
        return "amount"
    return "part" if leaf else ""


def _phase(words: str) -> Phase:
    if _ACCOUNTED.search(words):
        return "executed"
    if _ADJUSTED.search(words):
        return "adjusted"
    if "预算数" in words or "年初" in words:
        return "approved"
    return ""
