"""Target tables printed as text, a cell or a row on each line: read where that is certain.

Levels that hold for several rows are printed once there; they are known by their names alone. A row
takes one word for each further head, and its points or signs prove that none was lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.heads import is_figure
from papertrace.extract.tables import Section
from papertrace.extract.target_columns import LEVEL1, LEVEL2, plain_level, role_of
from papertrace.extract.target_values import sign_of
from papertrace.extract.text_cells import free_lines, row_of, words_of
from papertrace.extract.titles import bare, is_title, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.tables import Row
    from papertrace.model import Page

_LEVELS = ("level1", "level2")
_NAMES = {"level1": LEVEL1, "level2": LEVEL2}
_FOOT = re.compile(r"^(?:总分|合计|总计|小计|备注|注|说明|填[表报]|联系|审核|负责人|单位|项目)")
_POINTS = re.compile(r"^\d{1,3}(?:\.\d+)?(?:分|%)?$")
_TOLD = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,2}[.、．])?(?:数量|质量|时效|成本|(?:经济|社会|生态)(?:效益|成本)|服务对象满意度|满意度)"
    r"(?:指标)?[:：].{2,40}?(?:[≥≤＞＜<>=]|不少于|不低于|不超过|\d)"
)
"""A line that states a target without a table."""
_FEWEST = 3
_ABOVE = 6


@dataclass(frozen=True, slots=True)
class TextForms:
    """Target tables of a document's text, and heads whose rows were not certain."""

    sections: tuple[Section, ...]
    unread: tuple[Section, ...]


def text_forms(pages: Sequence[Page]) -> TextForms:
    """Give the target tables that stand as text outside every grid."""
    made: list[Section] = []
    unread: list[Section] = []
    for page in pages:
        if "指标" not in page.text:
            continue
        lines = list(free_lines(page))
        tokens = [t for line in lines for t in words_of(line)]
        at = 0
        while at < len(tokens):
            heads = _heads(tokens, at)
            if not heads:
                at += 1
                continue
            above = tokens[at].start
            rows, at = _rows(tokens, at + len(heads), heads)
            grid = (row_of(list(heads.values()), 0), *rows)
            (made if rows else unread).append(_section(grid, lines, above))
        told = [s for s in lines if _TOLD.match(s.bare)]
        if len(told) > 1 and not made and not unread:
            unread.append(_section(tuple(row_of([s], 0) for s in told), lines, told[0].start))
    return TextForms(tuple(made), tuple(unread))


def _section(grid: tuple[Row, ...], lines: Sequence[Spot], above: int) -> Section:
    captions = [s for s in lines if s.end <= above][-_ABOVE:][::-1]
    title = next((t for s in captions if (t := named(s)) and is_title(bare(t.text))), None)
    return Section(grid, tuple(captions), title)


def _heads(tokens: Sequence[Spot], at: int) -> dict[str, Spot]:
    """Give the heads that begin here, each once; {} where they are not those of a target table."""
    heads: dict[str, Spot] = {}
    for token in tokens[at:]:
        role = role_of(bare(token.text))
        if not role or role in heads:
            break
        heads[role] = token
    known = len(heads) >= _FEWEST and {"indicator", "value"} <= set(heads)
    return heads if known and {"level1", "level2"} & set(heads) else {}


def _rows(tokens: Sequence[Spot], start: int, heads: dict[str, Spot]) -> tuple[list[Row], int]:
    """Read rows until a foot or the end; none at all where one of them is not certain."""
    roles = list(heads)
    inner = [r for r in roles if r not in _LEVELS]
    proven = bool({"weight", "operator", "score"} & set(inner))
    rows: list[Row] = []
    at = start
    while at < len(tokens) and not _ends(tokens[at]):
        row = next((r for r in _taken(tokens, at, heads, inner) if _sound(r, proven)), None)
        if row is None:
            return [], at + 1
        at += len(row)
        rows.append(row_of([row.get(r) for r in roles], len(rows) + 1))
    return rows, at


def _taken(
    tokens: Sequence[Spot], at: int, heads: dict[str, Spot], inner: Sequence[str]
) -> Iterator[dict[str, Spot]]:
    """Give the ways to take a row from here: with both levels printed, with one, with none."""
    for levels in (_LEVELS, _LEVELS[1:], _LEVELS[:1], ()):
        found: dict[str, Spot] = {}
        for role in levels:
            token = tokens[at + len(found)] if at + len(found) < len(tokens) else None
            if role in heads and token is not None and _NAMES[role].match(_plain(token)):
                found[role] = token
        if len(found) < len(levels):
            continue
        start = at + len(found)
        for roles in (inner, [r for r in inner if r != "unit"]):
            own = dict(zip(roles, tokens[start : start + len(roles)], strict=False))
            # a blank unit is lost, where the value is words or has its own
            if len(own) == len(roles) and (roles is inner or not is_figure(own["value"].bare)):
                yield {**found, **own}


def _sound(told: dict[str, Spot], proven: bool) -> bool:  # noqa: FBT001  (one of two answers)
    """Say whether every word of a row is what its head calls for."""
    for role, spot in told.items():
        text = bare(spot.text)
        if role in {"weight", "score"} and not _POINTS.match(text):
            return False
        if role == "operator" and not (sign_of(text) or re.match(r"^定[性量]$", text)):
            return False
        if role == "indicator" and (
            not re.search(r"[\u3400-\u9fff]{2}", text)
            or (_names_level(_plain(spot)) and not text.endswith("满意度"))
        ):
            return False
        if role == "value" and not proven and not re.search(r"\d", text):
            return False
    return True


def _names_level(text: str) -> bool:
    return bool(LEVEL1.match(text) or LEVEL2.match(text))


def _ends(token: Spot) -> bool:
    text = bare(token.text)
    return bool(_FOOT.match(text)) or text.endswith("。")


def _plain(token: Spot) -> str:
    return plain_level(bare(token.text))
