"""The columns of a target table whose head words are not known: told by what stands below them.

Words and content vote together, a column at a time: signs, units, points, values, level names. A
table is only guessed at where its surroundings speak of performance; a guess that lacks an
indicator or a value is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.tables import firsts, says
from papertrace.extract.target_columns import LEVEL1, LEVEL2, plain_level, role_of
from papertrace.extract.target_values import read_target, sign_of
from papertrace.text.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.tables import Row

_LONGEST_HEAD = 14
_FEWEST_HEADS = 3
_FEWEST_WORDS = 2
_DEEPEST = 14
_MOST = 0.6
_WHOLE_POINTS = frozenset(map(Decimal, (60, 70, 80, 90, 100)))
_FOOT = re.compile(r"^(?:小计|合计|总计|总分|得分合计|自评总分)")
_ORDER = re.compile(r"^(?:序号|编号|序|No\.?|项次|行次)$", re.IGNORECASE)
_NO_RESULT = re.compile(r"计划|目标|应|上年|去年|历史|半年|季度|三年|周期")
_ASIDE = re.compile(r"扣分|评分(?:标准|规则|办法|细则)|规则|依据|来源|备注|佐证|材料|责任|方向")
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("score", re.compile(r"得分|自评分|评分$|评价分|考评分")),
    ("actual", re.compile(r"完成|实际|实现|达成|业绩值|实绩|执行结果")),
    ("deviation", re.compile(r"偏差|原因|未完成|改进|整改|未达")),
    ("weight", re.compile(r"权重|分值|满分|标准分|分数|权数|配分|赋分|占比")),
    ("operator", re.compile(r"符号|关系|比较|运算|算符|性质|判断|条件")),
    ("unit", re.compile(r"单位|量纲|量词")),
    ("value", re.compile(r"值|数值|标准|要求|目标|计划|预期|数量|任务量|参数")),
    ("level1", re.compile(r"一级|维度|类别|类型|大类|要素|层级|绩效内容|方面|属性")),
    ("level2", re.compile(r"二级|类型|子类|小类|细类|分类|要素")),
    ("indicator", re.compile(r"三级|指标|名称|事项|内容|考核|任务|描述|项$|点$")),
)
_EXPLAINS = re.compile(r"说明|解释|含义|释义|内涵")
_TWO_DIGITS = re.compile(r"\d{2}")
_SCORE = re.compile(r"^(\d{1,3}(?:\.\d+)?)(?:分|%)?$")
_TWO_HAN = re.compile(r"[\u3400-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class _Column:
    number: int
    head: str
    texts: tuple[str, ...]
    """What stands below, without blanks and rows of sums."""

    def share(self, pattern: re.Pattern[str]) -> float:
        """Give the share of cells that a pattern matches."""
        return _share([bool(pattern.match(plain_level(t))) for t in self.texts])

    def hints(self, role: str) -> bool:
        """Say whether the head word may mean a role."""
        return any(r == role and p.search(self.head) for r, p in _WORDS)


def _share(told: Sequence[bool]) -> float:
    return sum(told) / len(told) if told else 0.0


def guessed_head(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    """Guess which row names the columns of a target table, and their roles as role -> column.

    None where no row can be one: it needs an indicator, a value, and two words that fit.
    """
    best: tuple[tuple[int, int], int, dict[str, int]] | None = None
    for number, row in enumerate(rows[:_DEEPEST]):
        roles, fitting = _guessed(row, rows[number + 1 :])
        if roles and fitting >= _FEWEST_WORDS and (best is None or (fitting, len(roles)) > best[0]):
            best = ((fitting, len(roles)), number, roles)
    return (best[1], best[2]) if best else None


def completed(roles: dict[str, int], head: Row, rows: Sequence[Row]) -> dict[str, int]:
    """Add columns that the known words of a head missed: only where word and content agree."""
    found = dict(roles)
    for choose in (_signs, _points, _units, _values):
        guess = dict(found)
        choose(_columns(head, rows), guess)
        columns = {c.number: c for c in _columns(head, rows)}
        for role, number in guess.items():
            column = columns.get(number)
            if role not in found and column is not None and column.hints(role):
                found[role] = number
    return found


def _guessed(head: Row, rows: Sequence[Row]) -> tuple[dict[str, int], int]:
    """Guess the roles of columns, and say how many head words speak for them."""
    columns = _columns(head, rows)
    if len(columns) < _FEWEST_HEADS:
        return {}, 0
    roles: dict[str, int] = {}
    for choose in (_signs, _points, _units, _values, _levels, _names):
        choose(columns, roles)
    known = {role_of(c.head): c.number for c in columns if role_of(c.head) in {"project", "owner"}}
    for role, number in known.items():
        if number not in roles.values():
            roles[role] = number
    if "indicator" not in roles or not {"value", "actual"} & set(roles):
        return {}, 0
    by_number = {c.number: c for c in columns}
    return roles, sum(n in by_number and by_number[n].hints(r) for r, n in roles.items())


def _columns(head: Row, rows: Sequence[Row]) -> list[_Column]:
    if any(len(s.bare) > _LONGEST_HEAD or _TWO_DIGITS.search(s.bare) for s in firsts(head)):
        return []
    below = [r for r in rows if firsts(r) and not _FOOT.match(firsts(r)[0].bare)]
    out = []
    for number, square in enumerate(head):
        if square is None or not square.bare or not square.left or _ORDER.match(square.bare):
            continue
        texts = tuple(t for r in below if (t := says(r, number)))
        out.append(_Column(number, square.bare, texts))
    return out


def _free(columns: list[_Column], roles: dict[str, int]) -> list[_Column]:
    return [c for c in columns if c.number not in roles.values() and c.texts]


def _signs(columns: list[_Column], roles: dict[str, int]) -> None:
    for column in _free(columns, roles):
        told = [bool(sign_of(t)) or t in {"定性", "定量", "达到", "完成"} for t in column.texts]
        if all(told) and any(sign_of(t) for t in column.texts):
            roles["operator"] = column.number
            return


def _points(columns: list[_Column], roles: dict[str, int]) -> None:
    """Find points, and points given: numbers alone, told apart by head words and by sums."""
    found = [(c, n) for c in _free(columns, roles) if (n := _numbers(c.texts)) is not None]
    for column, _ in found:
        if column.hints("score"):
            roles.setdefault("score", column.number)
    rest = [(c, n) for c, n in found if c.number not in roles.values()]
    named = [c for c, _ in rest if c.hints("weight")]
    adding = [c for c, n in rest if sum(n) in _WHOLE_POINTS and not c.hints("value")]
    chosen = next(iter(named or adding), None)
    if chosen is not None and not chosen.hints("actual"):
        roles["weight"] = chosen.number


def _numbers(texts: tuple[str, ...]) -> list[Decimal] | None:
    found = [_SCORE.match(t) for t in texts]
    return [Decimal(m[1]) for m in found if m] if texts and all(found) else None


def _units(columns: list[_Column], roles: dict[str, int]) -> None:
    for column in _free(columns, roles):
        told = [_is_unit(t) for t in column.texts]
        if _share(told) > _MOST or (column.hints("unit") and all(len(t) < 6 for t in column.texts)):  # noqa: PLR2004  (a unit is short)
            roles.setdefault("unit", column.number)


def _is_unit(text: str) -> bool:
    plain = text.strip("()")
    if plain in {"%", "‰", "元", "万元", "百分比"}:
        return True
    if re.search(r"\d", plain):
        return False
    found = find_quantities(f"1{plain}")
    return len(found) == 1 and found[0].end == len(plain) + 1


def _values(columns: list[_Column], roles: dict[str, int]) -> None:
    """Find the column of targets and that of results: both hold values, the results' says so."""
    likely = [c for c in _free(columns, roles) if not _ASIDE.search(c.head) and _valued(c)]
    results = [c for c in likely if c.hints("actual") and not _NO_RESULT.search(c.head)]
    for column in _free(columns, roles):
        if column not in likely and column.hints("deviation") and not column.hints("value"):
            roles.setdefault("deviation", column.number)
    aims = [c for c in likely if c not in results and c.number not in roles.values()]
    named = [c for c in aims if c.hints("value")]
    if aims:
        roles["value"] = (named or aims)[0].number
    if results:
        roles["actual"] = results[0].number


def _valued(column: _Column) -> bool:
    read = [read_target(t, sign="") for t in column.texts]
    told = _share([bool(r.value) for r in read])
    return told > _MOST or (told >= 1 - _MOST and (column.hints("value") or column.hints("actual")))


def _levels(columns: list[_Column], roles: dict[str, int]) -> None:
    for role, pattern in (("level1", LEVEL1), ("level2", LEVEL2)):
        named = [c for c in _free(columns, roles) if c.share(pattern) > _MOST]
        if named:
            roles[role] = named[0].number


def _names(columns: list[_Column], roles: dict[str, int]) -> None:
    """Find the indicators: words that differ from row to row, nearest to what a head calls them."""
    worded = [
        c
        for c in _free(columns, roles)
        if not _ASIDE.search(c.head)
        and role_of(c.head) not in {"project", "owner"}
        and _share([bool(_TWO_HAN.search(t)) for t in c.texts]) > _MOST
        and len(set(c.texts)) > _MOST * len(c.texts)
    ]
    plain = [c for c in worded if not _EXPLAINS.search(c.head) and not c.hints("deviation")]
    named = [c for c in plain if c.hints("indicator")]
    chosen = next(
        iter(named[-1:] or plain or [c for c in worded if _EXPLAINS.search(c.head)]), None
    )
    if chosen is not None:
        roles["indicator"] = chosen.number
