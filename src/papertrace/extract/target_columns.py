"""The columns of a target table: known by their head words, and by what stands below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.tables import firsts, says
from papertrace.extract.target_values import sign_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.tables import Row

_THINGS = "指标|目标|绩效|标准|计划|预期|参考"
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "score",
        (
            r"(?:单位|部门)?(?:自评|评价|实际|复核|考核|指标|最终)?得分",
            r"自评分值?|评分|评价分数?|打分",
        ),
    ),
    (
        "actual",
        (
            (
                r"(?:全年|年度|本年|实际|截[至止].*|自评|指标|目标|当年)*(?:实际)?(?:完成|实现|业绩|实绩|达成)"
                r"(?:指标|情况|程度|结果|数)?(?:值|情况)?"
            ),
            r"(?:全年|年度|本年|年末|当年)*实际(?:指标|业绩)?值|指标?完成值|实现值",
        ),
    ),
    (
        "weight",
        (
            (
                r"(?:指标|权重|绩效|三级指标|参考|设定|标准|设置|评价)*"
                r"(?:分值|权重|权数|权值|满分|标准分|分数)(?:权重|比例|系数)?"
            ),
        ),
    ),
    (
        "operator",
        (
            r"指标性质|指标值?符号|计算符号|指标值?方向|指标方向性?|运算关系|比较(?:符|关系)",
            r"(?:运算|计算|比较|逻辑|关系|判断|对比)?(?:符号?|运算符|算符|关系)",
        ),
    ),
    ("unit", (r"(?:度量|计量|指标|指标值|目标值)?单位|量纲",)),
    (
        "value",
        (
            (
                r"(?:年度|本年度?|当年|全年|预算|年初|设定的?|设置|实施周期|中期|三年|总体|指标及|考核"
                rf"|20\d\d年度?|{_THINGS})*(?:{_THINGS})(?:指标|目标|标准)?值(?:及.*|\(.*\))?"
            ),
            r"绩效标准|(?:年度|绩效)?目标(?:及要求|设定|内容及.*)?|预期(?:目标|当年实现值|值)",
            r"年初设定值|指标要求|目标要求|计划完成值?|数值|标准值|目标数",
        ),
    ),
    (
        "level1",
        (
            r"(?:一级|1级|Ⅰ级|I级|第一级)(?:指标|目标|绩效指标)?(?:名称|内容)?",
            r"指标(?:类别|分类|类型|大类|维度)|绩效(?:类型|类别|维度)",
        ),
    ),
    (
        "level2",
        (
            r"(?:二级|2级|Ⅱ级|II级|第二级)(?:指标|目标|绩效指标)?(?:名称|内容)?",
            r"指标(?:子类|小类|细类)",
        ),
    ),
    (
        "indicator",
        (
            r"(?:三级|3级|Ⅲ级|III级|第三级)(?:指标|目标|绩效指标)?(?:名称|内容)?",
            (
                r"(?:具体|明细|细化|考核|评价|个性|绩效|关键|分项|末级)?指标"
                r"(?:名称|内容|描述|明细|解释及名称)?"
            ),
            r"四级指标(?:名称)?",
        ),
    ),
    ("deviation", (r".*(?:偏差|未完成|未达).*(?:原因|分析|措施|说明).*|原因分析.*",)),
    (
        "project",
        (r"(?:支出)?(?:项目|专项|政策|资金)(?:\(?(?:政策|专项|资金)\)?)*(?:支出)?名称|项目",),
    ),
    (
        "owner",
        (
            (
                r"(?:项目|预算|实施|申报|填报|基层|用款|承担)?(?:单位|部门)"
                r"(?:名称|\(科室\)|编码及名称|代码及名称)?"
            ),
        ),
    ),
)
_PATTERNS = tuple((role, re.compile(rf"^(?:{'|'.join(words)})$")) for role, words in _HEADS)
_POINTS = re.compile(
    r"\((?:\d+(?:\.\d+)?分?|%|百分制|分|总分\d+分?|满分\d+分?|\d+分制?|单位.*?|万元)\)|\(?\d+(?:\.\d+)?分\)?$|[::*]+$"
)
LEVEL1 = re.compile(
    r"^(?:成本|产出|效益|效果|满意度?|社会满意|服务对象满意度?|投入|过程|结果|影响力?|可持续|决策|保障"
    r"|履职(?:效能|效果|效益)?|管理(?:效率|效能)?|运行成本|社会效应|可持续发展能力|预算执行|履职目标"
    r"|项目(?:决策|管理|产出|效益|效果)|部门管理|资金管理)(?:类)?(?:绩效)?(?:指标|目标)?$"
)
LEVEL2 = re.compile(
    r"^(?:数量|质量|时效|成本|产出(?:数量|质量|时效|成本)|(?:经济|社会|生态|生态环境|环境)(?:效益|成本|效果)"
    r"|可持续(?:影响|性|发展)?|进度|核心业务|重点工作"
    r"|(?:服务|受益)?(?:对象|群体|群众|人员|职工|工作人员|社会公众|公众)?(?:或项目受益人)?满意度?)"
    r"(?:类)?(?:绩效)?(?:指标|目标)?$"
)
_SECOND = "indicator beside"
_MOST = 0.6
_BODY = re.compile(
    r"^.{3,}(?:局|院|厅|委|会|室|站|队|处|中心|办|校|所|支队|大队|总队|本级)(?:\(.*\))?$"
)
_RULE = re.compile(r"扣\d|扣完|得\d|分$|加\d|按比例")
_SIGN_WORD = re.compile(r"^定[性量]|^[≥≤=<>≧≦]+$")


def plain_level(text: str) -> str:
    """Give a level's bare text without its points."""
    return _POINTS.sub("", _POINTS.sub("", text))


def role_of(text: str) -> str:
    """Give the role a head word names, '' where it names none."""
    plain = plain_level(text)
    for told in (plain, re.sub(r"\([^()]*\)", "", plain)):  # 分值(权重), 全年(计划)指标值
        role = next((role for role, pattern in _PATTERNS if pattern.match(told)), "")
        if role:
            return role
    return ""


def head_roles(row: Row) -> dict[str, int]:
    """Give the columns that a row names, as role -> column; the first of each role."""
    roles: dict[str, int] = {}
    said: dict[str, list[tuple[int, str]]] = {}
    for column, square in enumerate(row):
        if square and square.bare and square.left:
            role = role_of(square.bare)
            if role:
                said.setdefault(role, []).append((column, square.bare))
    for role, found in said.items():
        roles[role] = _best(role, found)
        others = [c for c, _ in found if c != roles[role]]
        if role == "indicator" and others:
            roles[_SECOND] = others[0]
    return roles


def one_term(roles: dict[str, int], row: Row, above: Sequence[Row]) -> dict[str, int]:
    """Choose this year's block of columns where a form has a block for each of two terms.

    The words of the head or above it tell the year's block; else it is the last one.
    """
    blocks: list[dict[str, int]] = [{}]
    for column, square in enumerate(row):
        role = role_of(square.bare) if square and square.bare and square.left else ""
        if not role:
            continue
        if role in blocks[-1]:
            blocks.append({})
        blocks[-1][role] = column
    if len(blocks) < 2 or not all({"indicator", "value"} <= set(b) for b in blocks):  # noqa: PLR2004
        return roles
    own = [b for b in blocks if _YEARLY.search(_said_of(b["value"], row, above))]
    chosen = own[0] if own else blocks[-1]
    shared = {r: c for r, c in blocks[0].items() if all(r not in b for b in blocks[1:])}
    return {**shared, **chosen}


def _said_of(column: int, row: Row, above: Sequence[Row]) -> str:
    """Give the head words over a column, nearest first, up to one that names a term."""
    for line in (row, *reversed(above[-3:])):
        square = line[column]
        if square and len(square.bare) <= _TERM_LENGTH and _TERM.search(square.bare):
            return square.bare
    return ""


_TERM = re.compile(r"年度|当年|本年|全年|实施期|中期|周期|三年|总体")
_YEARLY = re.compile(r"^(?!.*(?:实施期|中期|周期|三年)).*(?:年度|当年|本年|全年)")
_TERM_LENGTH = 16


def _best(role: str, found: list[tuple[int, str]]) -> int:
    """Choose among columns of one role: the third level before 指标名称, this year before three."""
    if role == "indicator":
        third = [c for c, t in found if re.match(r"三级|3级|Ⅲ|III|第三", t)]
        named = [c for c, t in found if t not in {"绩效指标", "指标"}]
        return (third or named or [c for c, _ in found])[0]
    if role == "value":
        # 绩效目标 beside 指标值 is the project's goal in words
        found = [(c, t) for c, t in found if "值" in t] or found
        yearly = [c for c, t in found if re.search(r"年度|本年|当年|全年", t)]
        later = [c for c, t in found if not re.search(r"周期|中期|三年|总体|半年|上年|历史", t)]
        return (yearly or later or [c for c, _ in found])[0]
    return found[0][0]


def is_head(roles: dict[str, int]) -> bool:
    """Say whether named columns are those of a target table."""
    levels = {"level1", "level2", "indicator"} & set(roles)
    return bool(levels) and bool({"value", "actual"} & set(roles)) and len(roles) > 2  # noqa: PLR2004


def with_lower(roles: dict[str, int], row: Row, lower: Row | None) -> dict[str, int]:
    """Add the names of a second head row (目标值 over 符号 值 单位)."""
    if lower is None:
        return roles
    more = {
        role_of(s.bare) or ("value" if s.bare in {"值", "数值", "指标值"} else ""): n
        for n, s in enumerate(lower)
        if s and s.bare and s.left and s.own and row[n] is not s
    }
    more.pop("", None)
    if not more or any(len(s.bare) > 12 for s in firsts(lower)):  # noqa: PLR2004
        return roles
    figures = any(re.search(r"\d", s.bare) for s in lower if s and s.own)
    return {**roles, **more} if len(more) > 1 and not figures else roles


def by_content(roles: dict[str, int], rows: Sequence[Row], width: int) -> dict[str, int]:
    """Settle by content what head words leave open: levels by their names, signs by their form."""
    texts = [[t for r in rows if (t := says(r, c))] for c in range(width)]
    out = _signs(dict(roles), texts)
    second = out.pop(_SECOND, None)
    if second is not None and "level2" not in out:
        pair = sorted((second, out["indicator"]))  # 指标名称 may hold level 2, 指标内容 level 3
        named = [c for c in pair if _share(texts[c], LEVEL2) > _MOST]
        if named:
            out["level2"] = named[0]
            out["indicator"] = next(c for c in pair if c != named[0])
    if "level1" in out and _share(texts[out["level1"]], _SIGN_WORD) > _MOST:
        del out["level1"]  # 指标类型: 定量 or 定性
    _moved(out, texts)
    for role, pattern in (("level1", LEVEL1), ("level2", LEVEL2)):
        free = [c for c in range(width) if c not in out.values()]
        named = [c for c in free if _share(texts[c], pattern) > _MOST]
        if role not in out and named:
            out[role] = named[0]
    if "indicator" not in out:
        told = [c for c in range(width) if c not in out.values() and _names_rows(texts[c])]
        if told:
            out["indicator"] = told[0]  # 指标解释, where nothing else names the row
    return out


def _moved(out: dict[str, int], texts: list[list[str]]) -> None:
    """Give columns that hold another role than their head says that role."""
    one = out.get("level1")
    if one is not None and "level2" not in out:
        widest, narrow = _share(texts[one], LEVEL1), _share(texts[one], LEVEL2)
        if narrow > _MOST >= widest:
            out["level2"] = out.pop("level1")  # 指标类型: 数量, 质量
    if "unit" in out and "owner" not in out and _share(texts[out["unit"]], _BODY) > _MOST:
        out["owner"] = out.pop("unit")


def _names_rows(texts: list[str]) -> bool:
    """Say whether cells are words that differ from row to row, and no rules of scoring."""
    worded = [t for t in texts if re.search(r"[\u3400-\u9fff]{3}", t) and not _RULE.search(t)]
    return len(worded) > _MOST * len(texts) > 0 and len(set(texts)) == len(texts)


def _share(texts: list[str], pattern: re.Pattern[str]) -> float:
    plain = [_POINTS.sub("", t) for t in texts]
    return sum(bool(pattern.match(t)) for t in plain) / len(plain) if plain else 0.0


def _signs(out: dict[str, int], texts: list[list[str]]) -> dict[str, int]:
    """Keep a column of signs only where it holds signs, and find one that no head names."""
    if "operator" in out:
        said = texts[out["operator"]]
        signs = sum(bool(sign_of(t) or _SIGN_WORD.match(t)) for t in said)
        if (said and signs <= (1 - _MOST) * len(said)) or all(t == "定量" for t in said):
            del out["operator"]  # 正向 and 反向, or a type
    if "operator" not in out:
        for column, said in enumerate(texts):
            if column in out.values() or not any(sign_of(t) for t in said):
                continue
            if all(sign_of(t) or t in {"定性", "定量"} for t in said):
                return {**out, "operator": column}
    return out
