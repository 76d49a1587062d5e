"""A case with two accepted awards, one of them in its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.casefile import Case
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey

PAGE = """<html><head><meta charset="utf-8"><title>白榆湾{what}采购项目中标公告</title></head>
<body><h1>白榆湾{what}采购项目中标公告</h1><p>一、项目编号：BYW-2024-{number}</p>
<p>二、项目名称：白榆湾{what}采购项目</p><p>三、中标信息</p>
<p>供应商名称：霁川示例{what}有限公司</p><p>中标金额：{sum}元</p></body></html>"""
STORY = "# Boats\n\nThe winning bid was [26,543,217 yuan](claim:boats).\n"


def make(root: Path, papers: Path, key: SigningKey) -> Case:
    """Make the case under `root`, of notices that are laid in `papers`."""
    made = Case.create(root, "t", key)
    papers.mkdir()
    for what, number, price in (("巡逻艇", "017", "26543217"), ("桌椅", "018", "31415926")):
        text = PAGE.format(what=what, number=number, sum=price)
        (papers / f"{number}.html").write_text(text, encoding="utf-8")
    list(add(made, [papers], key))
    list(build(made, jobs=1, limits=sandbox.Limits()))
    awards = [f for f in made.derived.facts() if f.kind == "award"]
    decide(made, [f.id for f in awards], "accept", {}, key)
    boats = next(f for f in awards if f.fields["amount"].value == "26543217")
    claims = f'[boats]\nkind = "amount"\nfacts = ["{boats.id}"]\n'
    (made.root / "drafts" / "story.md").write_text(STORY, encoding="utf-8")
    (made.root / "drafts" / "claims.toml").write_text(claims, encoding="utf-8")
    config = made.root / "case.toml"
    told = config.read_text(encoding="utf-8")
    one = told.replace("second_person = true", "second_person = false")
    config.write_text(one, encoding="utf-8")
    return made
