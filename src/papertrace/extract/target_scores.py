"""What a self-evaluation says of itself: execution rate, its points, and the total score.

Printed figures are checked by those they should follow from, and never corrected.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.figures import number_of, plain
from papertrace.extract.tables import firsts
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Builder
    from papertrace.extract.frame import Frame
    from papertrace.extract.tables import Row, Square
    from papertrace.extract.target_rows import Form
    from papertrace.model import Fact

_RATE = re.compile(r"^(?:预算|资金)?执行率(?:\(%\)|\(.*\))?$|^预算执行(?:进度|率)$")
_SCORE = re.compile(r"^(?:自评|执行率)?得分$|^评分$")
_WHOLE = re.compile(r"年度资金|资金总额|预算资金|预算合计|^[合总]计$|总额")
_SPENT = re.compile(r"执行数|实际支出|支出数")
_PLANNED = re.compile(r"全年预算|调整后?(?:的)?预算|年度预算")
_POINTS = re.compile(r"^(\d+(?:\.\d+)?)分?$")
_HUNDRED = Decimal(100)


def score_facts(
    form: Form, frame: Frame, scores: Sequence[Decimal | None]
) -> Iterator[Fact | Problem]:
    """Give execution rate and total score of a self-evaluation; `scores` are those of its rows."""
    own: Decimal | None = None
    for found in _execution(form, frame):
        if isinstance(found, Decimal):
            own = found
        else:
            yield found
    yield from _total(form, frame, own, scores)


def _begin(kind: str, form: Form, frame: Frame) -> Builder:
    builder = frame.begin_with(kind, form.section, frame.body(form.section) or form.owner)
    if form.project is not None:
        builder.add("project", form.project.value, form.project.spot, inherited=True)
    return builder


def _execution(form: Form, frame: Frame) -> Iterator[Fact | Problem | Decimal]:
    heads: dict[str, int] = {}
    for row in form.head:
        told = _heads(row)
        if "rate" in told:
            heads = told
            continue
        if not heads or not any(_WHOLE.search(s.bare) for s in firsts(row)):
            continue
        rate, score = (row[heads[k]] if k in heads else None for k in ("rate", "score"))
        builder = _begin("budget_execution", form, frame)
        printed = _percent(rate, row, heads) if rate else None
        if rate and printed is not None:
            builder.add("rate", plain(printed[0]), rate.spot)
        points = _POINTS.match(score.bare) if score else None
        if score and points:
            builder.add("score", points[1], score.spot)
            yield Decimal(points[1])
        if not {"rate", "score"} & set(builder.fields):
            return
        fits = printed[1] if printed else None
        words = {True: "the rate follows from the amounts", None: "nothing to check it by"}
        fact = builder.fact(
            {True: 0.97, None: 0.88, False: 0.7}[fits],
            [words.get(fits, "the rate does not follow from the amounts")],
        )
        yield fact
        if rate and fits is False:
            yield _misfit(rate, fact)
        return


def _heads(row: Row) -> dict[str, int]:
    """Name the columns of a money block's head."""
    patterns = {"rate": _RATE, "score": _SCORE, "spent": _SPENT, "planned": _PLANNED}
    found: dict[str, int] = {}
    for column, square in enumerate(row):
        for name, pattern in patterns.items():
            if square and square.left and name not in found and pattern.search(square.bare):
                found[name] = column
    return found


def _percent(rate: Square, row: Row, heads: dict[str, int]) -> tuple[Decimal, bool | None] | None:
    """Read a rate in percent, and say whether it follows from the amounts of its row.

    0.96 without a sign is 96 percent only where the amounts say so.
    """
    signed = rate.bare.endswith("%")
    number = number_of(rate.bare.removesuffix("%"))
    if number is None:
        return None
    cells = [row[heads[k]] if k in heads else None for k in ("spent", "planned")]
    spent, planned = (number_of(s.bare) if s else None for s in cells)
    if spent is None or not planned:
        return number, None
    real = spent / planned * _HUNDRED
    slack = Decimal(1).scaleb(int(number.as_tuple().exponent)) * Decimal("0.51")
    if abs(real - number) <= slack:
        return number, True
    if not signed and abs(real - number * _HUNDRED) <= slack * _HUNDRED:
        return number * _HUNDRED, True
    return number, False


def _misfit(rate: Square, fact: Fact) -> Problem:
    return Problem(
        "PT436",
        "warning",
        f"Page {rate.spot.page.number}: the printed execution rate does not follow from the "
        "amounts of its row.",
        "The document contradicts itself; quote neither figure without saying so.",
        anchor=rate.spot.anchor("rate"),
        fact_ids=(fact.id,),
    )


def _total(
    form: Form, frame: Frame, execution: Decimal | None, scores: Sequence[Decimal | None]
) -> Iterator[Fact | Problem]:
    square = _total_cell(form)
    points = _POINTS.match(square.bare) if square else None
    if square is None or points is None:
        return
    total = Decimal(points[1])
    told = [s for s in scores if s is not None]
    whole = sum(told, execution or Decimal(0))
    complete = bool(told) and len(told) == len(scores)
    fits = (total in {whole, whole - (execution or 0)}) if complete else None
    builder = _begin("total_score", form, frame)
    builder.add("score", points[1], square.spot)
    reason = {True: "the scores of its rows add up to it", None: "nothing to check it by"}
    fact = builder.fact(
        {True: 0.97, None: 0.85, False: 0.7}[fits],
        [reason.get(fits, "the scores of its rows do not add up to it")],
    )
    yield fact
    if fits is False:
        yield Problem(
            "PT431",
            "warning",
            f"Page {square.spot.page.number}: the scores of the rows add up to {plain(whole)}, "
            f"the total is printed as {points[1]}.",
            "Compare the scores with the page; the document may contradict itself.",
            anchor=square.spot.anchor("score"),
            fact_ids=(fact.id,),
        )


def _total_cell(form: Form) -> Square | None:
    """Find the total score in the form's last line: below the scores, else its only figure."""
    if form.total is None:
        return None
    column = form.roles.get("score")
    below = form.total[column] if column is not None else None
    if below and _POINTS.match(below.bare):
        return below
    figures = [s for s in firsts(form.total) if _POINTS.match(s.bare)]
    return figures[0] if len(figures) == 1 else None
