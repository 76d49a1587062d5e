"""Rows of a budget's table from its words in order, where no grid tells the columns.

A row begins with its code, or with 合计; a label of income and expenditure takes the figure right
behind it. What the order alone does not decide is counted as left, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.figures import number_of
from papertrace.extract.heads import ECONOMIC, FUNCTIONAL, TOTAL, is_figure, native
from papertrace.extract.text_cells import row_of
from papertrace.extract.titles import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.tables import Row


_HAN = re.compile(r"[\u3400-\u9fff]")
_CODED_NAME = re.compile(r"^[\[(【]?(\d{3,7})[\])】]?[-—_:：、.]?[\u3400-\u9fff]")
_CODE_HEAD = re.compile(r"编码|代码")
_NAME_HEAD = re.compile(r"名称$|^(?:支出)?(?:功能分类|经济分类)?科目$|^项目$|^支出功能分类$")
_ORDER = re.compile(r"^(?:栏次|行次|\d{1,2})$")
_AMOUNT = re.compile(r"预算数|决算数|金额|^(?:20\d\d年(?:度)?|本年)?(?:预算|决算)$")
_INCOME = re.compile(r"收入|拨款|资金$|^.{0,3}上年|年初|使用非财政|动用")
_EXPENDITURE = re.compile(r"支出|结转下年|年末|年终|结余分配")
_SIDES = {"收入", "支出", "收入预算", "支出预算"}


@dataclass(frozen=True, slots=True)
class Rows:
    """A table made of words: its grid, and how many rows were not certain."""

    grid: tuple[Row, ...]
    left: int
    first_left: Spot | None


def coded_rows(tokens: Sequence[Spot]) -> Rows | None:
    """Make the rows of a table of codes; None where its columns are not certain."""
    starts = [n for n in range(len(tokens)) if _begins(tokens, n)]
    if not starts:
        return None
    heads = _heads(tokens[: starts[0]])
    rows = [tokens[a:b] for a, b in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    split = [_split(r) for r in rows]
    width = max(len(figures) for _, figures in split)
    if not heads or len(heads) != width:
        return None
    apart = any(FUNCTIONAL.match(r[0].bare) or ECONOMIC.match(r[0].bare) for r in rows)
    lead = 2 if apart else 1
    grid = [row_of([None] * lead + list(heads), 0)]
    left: list[Spot] = []
    for number, (words, figures) in enumerate(split, 1):
        placed = _placed(figures, width)
        if placed is None or len(words) > lead or (apart and len(words) < 2 and not _whole(words)):  # noqa: PLR2004  (code, name)
            left.append(words[0])
            continue
        named = [None, *words] if apart and len(words) == 1 else list(words)
        grid.append(row_of([*named, *placed], number))
    if not _adds_up(split, width):
        return None
    return Rows(tuple(grid), len(left), next(iter(left), None))


def _begins(tokens: Sequence[Spot], at: int) -> bool:
    """Say whether a row begins here: a code before its name, both in one, or a total."""
    text = bare(tokens[at].text)
    after = bare(tokens[at + 1].text) if at + 1 < len(tokens) else ""
    if FUNCTIONAL.match(text) or ECONOMIC.match(text):
        return bool(_HAN.match(after))
    found = _CODED_NAME.match(text)
    if found:
        return bool(FUNCTIONAL.match(found[1]) or ECONOMIC.match(found[1]))
    return bool(TOTAL.match(text)) and is_figure(after)


def _whole(words: Sequence[Spot]) -> bool:
    return bool(TOTAL.match(bare(words[0].text)))


def _heads(tokens: Sequence[Spot]) -> list[Spot]:
    """Give the heads of the columns of money, without those of code and name."""
    out = []
    for token in tokens:
        text = re.sub(r"\(.*?\)$", "", native(bare(token.text)))
        if not (_CODE_HEAD.search(text) or _NAME_HEAD.search(text) or _ORDER.match(text)):
            out.append(token)
    return out


def _split(row: Sequence[Spot]) -> tuple[list[Spot], list[Spot]]:
    """Part a row's words from its figures; its code is a word."""
    words = [row[0]]
    figures: list[Spot] = []
    for token in row[1:]:
        (figures if is_figure(bare(token.text)) else words).append(token)
    return words, figures


def _placed(figures: Sequence[Spot], width: int) -> list[Spot | None] | None:
    """Place the figures of a row below the heads; None where that is not certain."""
    if len(figures) == width:
        return list(figures)
    numbers = [number_of(bare(f.text)) for f in figures]
    whole, *parts = numbers or [None]
    if whole is None or not parts or any(p is None for p in parts):
        return None
    if whole != sum(p for p in parts if p is not None):
        return None
    return [figures[0], *[None] * (width - 1)]


def _adds_up(split: Sequence[tuple[list[Spot], list[Spot]]], width: int) -> bool:
    """Say whether the first figure of full rows is the sum of the rest, where there are several.

    This alone proves that the heads stand in the order of the figures' first one.
    """
    if width == 1:
        return True
    full = [[number_of(bare(f.text)) for f in figures] for _, figures in split]
    known = [[n for n in row if n is not None] for row in full if len(row) == width]
    return all(len(r) == width and r[0] == sum(r[1:]) for r in known) and bool(known)


def balance_rows(tokens: Sequence[Spot]) -> Rows | None:
    """Make the rows of income and expenditure; None where a label may have several figures."""
    first = next((n for n in range(len(tokens) - 1) if _labels(tokens, n)), None)
    if first is None:
        return None
    heads = [bare(t.text) for t in tokens[:first]]
    numbered = "行次" in heads
    amounts = [t for t in tokens[:first] if _AMOUNT.search(bare(t.text))]
    sides = [t for t in tokens[:first] if bare(t.text) in _SIDES]
    if len(amounts) != 2 or len(sides) != 2 or any("上年" in h or "财政拨款" in h for h in heads):  # noqa: PLR2004  (one column a side)
        return None
    grid = [
        row_of([sides[0], None, sides[1], None], 0),
        row_of([None, amounts[0], None, amounts[1]], 1),
    ]
    left: list[Spot] = []
    before = ""
    for label, figures in _labelled(tokens[first:]):
        found = figures[1:] if numbered else figures
        side = _side(bare(label.text), before)
        before = bare(label.text) if not side or before != bare(label.text) else ""
        if not found:
            continue
        if len(found) > 1 or not side or (numbered and not _ORDER_NUMBER.match(figures[0].bare)):
            left.append(label)
            continue
        cells = [label, found[0], None, None] if side == "income" else [None, None, label, found[0]]
        grid.append(row_of(cells, len(grid)))
    return Rows(tuple(grid), len(left), next(iter(left), None))


_ORDER_NUMBER = re.compile(r"^\d{1,3}$")


def _labels(tokens: Sequence[Spot], at: int) -> bool:
    """Say whether a label of data stands here: numbered words, or words with a figure behind."""
    text = bare(tokens[at].text)
    if re.match(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])", text):
        return True
    return (
        bool(_HAN.search(text))
        and text != "栏次"
        and "." in bare(tokens[at + 1].text)
        and (is_figure(bare(tokens[at + 1].text)))
    )


def _labelled(tokens: Sequence[Spot]) -> list[tuple[Spot, list[Spot]]]:
    out: list[tuple[Spot, list[Spot]]] = []
    for token in tokens:
        if is_figure(bare(token.text)) and out:
            out[-1][1].append(token)
        elif _HAN.search(token.text):
            out.append((token, []))
    return out


def _side(text: str, before: str) -> str:
    """Tell a label's side by its words; of two equal totals the second is of expenditure."""
    income, spent = bool(_INCOME.search(text)), bool(_EXPENDITURE.search(text))
    if income != spent:
        return "income" if income else "expenditure"
    if re.fullmatch(r"总计|合计", text):
        return "expenditure" if before == text else "income"
    return ""
