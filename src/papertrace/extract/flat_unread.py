"""Tables of budgets and of targets that came as one cell a line in a document no form reads.

Their heads or their titles are known, their rows are not: they are named, so that none is passed
over in silence. Nothing is read from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.figures import number_of
from papertrace.extract.outline import outline_of
from papertrace.extract.titles import bare
from papertrace.model import Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.lines import Line
    from papertrace.model import Document

_BUDGET_HEAD = re.compile(
    r"[类款项]|(?:功能|经济|支出)?(?:分类)?科目(?:编码|名称|代码)?|单位(?:编码|代码)|(?:基本|项目)支出|(?:人员|公用|日常公用)经费"
    r"|因公出国.{0,8}|公务接待费?|公务用车.{0,14}|(?:财政拨款|一般公共预算|政府性基金).{0,8}|[本上]年(?:预算|决算|支出|收入).{0,4}|(?:预|决)算数"
    r"|(?:年初|调整|全年|调整后)(?:预|决)算数?|(?:收|支)入?(?:出)?(?:总计|合计)|政府采购(?:金额|预算|品目).{0,4}"
)
_BUDGET_TITLE = re.compile(
    r".{0,40}(?:收支|收入支出|支出|收入|三公[”\"“]?经费|财政拨款|政府采购).{0,20}(?:总表|明细表|情况表|预算表|决算表|汇总表|预算.{0,8}表|支出表|经费.{0,8}表)(?:[（(].{1,12}[）)])?"
)
_NO_BUDGET = re.compile(r"工资|企业|村|社区|填报说明|统计")
_TARGET_HEAD = re.compile(
    r"(?:[一二三]级|绩效|产出|效益|满意度)指标|指标(?:名称|值|内容|类型|性质)|(?:年度|全年|预期)?(?:目标|指标)值|(?:年度|总体|绩效)目标|实际完成(?:值|情况)|全年执行数|自评(?:得分|分)"
)
_FEWEST_HEADS = 3
_FEWEST_FIGURES = 3
_REACH = 80
_LONGEST = 40


def flat_unread(document: Document) -> Iterator[Problem]:
    """Give a Problem at each such table of a document; at most one for budgets, one for targets."""
    lines = [n for n in outline_of(document).lines if n.flat]
    texts = [bare(n.text) for n in lines]
    if (at := _run(texts, _TARGET_HEAD)) is not None:
        yield _problem("PT448", "performance targets", lines[at])
        return
    titled = next(
        (
            n
            for n, t in enumerate(texts)
            if len(t) <= _LONGEST and _BUDGET_TITLE.fullmatch(t) and not _NO_BUDGET.search(t)
        ),
        None,
    )
    found = titled if titled is not None else _run(texts, _BUDGET_HEAD)
    if found is not None and _figures(texts[found : found + _REACH]):
        yield _problem("PT449", "a budget", lines[found])


def _run(texts: Sequence[str], heads: re.Pattern[str]) -> int | None:
    """Give the line where at least three different head words stand near one another."""
    places = [n for n, t in enumerate(texts) if len(t) <= _LONGEST and heads.fullmatch(t)]
    for n in places:
        near = {texts[p] for p in places if n <= p < n + 3 * _FEWEST_HEADS}
        if len(near) >= _FEWEST_HEADS:
            return n
    return None


def _figures(texts: Sequence[str]) -> bool:
    """Say whether lines that are figures and nothing else follow."""
    return sum(number_of(t) is not None for t in texts) >= _FEWEST_FIGURES


def _problem(code: str, what: str, line: Line) -> Problem:
    return Problem(
        code,
        "warning",
        f"The document holds what looks like a table of {what}, one cell a line; "
        "nothing was read from it.",
        "Look at the table; enter what you need by hand, or read the file it was made from.",
        anchor_of(line.spot.page, line.spot.start, line.spot.end, "table"),
    )
