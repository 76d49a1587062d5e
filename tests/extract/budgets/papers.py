"""Put invented budgets and accounts together: cover, tables before the text or behind it."""

from __future__ import annotations

import random

from extract.budgets import variants
from extract.budgets.content import Maker
from extract.budgets.further import funds, income, projects, purchases, three_public
from extract.budgets.tables import Made, economic, expenditure, general, overall
from extract.budgets.texts import explanation
from extract.targets.paper import Turn

BODIES = (
    "霁川市公安局", "白榆湾出入境边防检查站", "青屿县司法局", "望川市边境管理支队",
    "北屿市应急管理局",
    "榕峪县人民检察院", "松嶂市口岸服务中心", "澜河县公安局交通警察大队",
)  # fmt: skip


def made(seed: int) -> Made:
    """Make one budget, or (with odd chance) one final account."""
    chance = random.Random(f"budget {seed}")  # noqa: S311  (a sample, no secret)
    year = chance.randint(2019, 2026)
    out = Made(Maker(chance).budget(chance.choice(BODIES), year), chance, seed % 4 == 3)
    out.manner = chance.randrange(4)
    out.paper.height = chance.choice((842, 842, 520))
    word = "决算" if out.account else "预算"
    out.paper.line(f"{year}年度{out.budget.body}部门{word}公开", heading=True)
    parts = [overall, income, expenditure, general, economic, three_public, funds]
    parts += [] if out.account else [projects, purchases]
    first = chance.random() < 0.5
    if first:
        out.paper.blocks.append(Turn("说明"))
        explanation(out)
    for part in parts:
        part(out)
    if not first:
        out.paper.blocks.append(Turn("说明"))
        explanation(out)
    return out


def second(seed: int) -> Made:
    """Make a paper of the second batch: other layouts, titles within the grids."""
    chance = random.Random(f"second {seed}")  # noqa: S311  (a sample, no secret)
    year = chance.randint(2019, 2026)
    out = Made(Maker(chance).budget(chance.choice(BODIES), year), chance, seed % 4 == 3)
    out.manner = chance.randrange(4)
    out.paper.height = chance.choice((842, 520))
    word = "决算" if out.account else "预算"
    out.paper.line(f"{out.budget.body}{year}年度部门{word}公开说明", heading=True)
    v = variants
    if out.account:
        parts = [overall, expenditure, general, v.three_public, funds]
    else:
        mine = chance.choice((v.by_unit, v.by_fund, v.narrow))
        parts = [v.overall, income, mine, v.fiscal, v.both_years, v.bilingual, economic, purchases]
    for part in parts:
        part(out)
    out.paper.blocks.append(Turn("说明"))
    explanation(out)
    return out
