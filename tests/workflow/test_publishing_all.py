"""`--all` publishes every accepted fact, and without it the story's alone are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.publish.package_reading import facts_of
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

PAGE = """<html><head><meta charset="utf-8"><title>白榆湾{what}采购项目中标公告</title></head>
<body><h1>白榆湾{what}采购项目中标公告</h1><p>一、项目编号：BYW-2024-{number}</p>
<p>二、项目名称：白榆湾{what}采购项目</p><p>三、中标信息</p>
<p>供应商名称：霁川示例{what}有限公司</p><p>中标金额：{sum}元</p></body></html>"""
STORY = "# Boats\n\nThe winning bid was [26,543,217 yuan](claim:boats).\n"


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    return Keyring(tmp_path / "keys").make("tester")


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a case with two accepted awards, one of them in its story."""
    with Case.create(tmp_path / "case", "t", key) as made:
        folder = tmp_path / "in"
        folder.mkdir()
        for what, number, price in (("巡逻艇", "017", "26543217"), ("桌椅", "018", "31415926")):
            text = PAGE.format(what=what, number=number, sum=price)
            (folder / f"{number}.html").write_text(text, encoding="utf-8")
        list(add(made, [folder], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        awards = [f for f in made.derived.facts() if f.kind == "award"]
        decide(made, [f.id for f in awards], "accept", {}, key)
        boats = next(f for f in awards if f.fields["amount"].value == "26543217")
        claims = f'[boats]\nkind = "amount"\nfacts = ["{boats.id}"]\n'
        (made.root / "drafts" / "story.md").write_text(STORY, encoding="utf-8")
        (made.root / "drafts" / "claims.toml").write_text(claims, encoding="utf-8")
        yield made


def written(case: Case, out: Path, *, every: bool) -> set[str]:
    """Publish a package; give the sums that are read back from it."""
    publish(case, case.root / "drafts" / "story.md", out, "package", every=every, jobs=1)
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.csv")}
    files["datapackage.json"] = (out / "datapackage.json").read_bytes()
    return {f.fields["amount"].value for f in facts_of(files).values() if "amount" in f.fields}


def test_all_accepted_facts_are_published_on_request_alone(case: Case, tmp_path: Path) -> None:
    config = case.root / "case.toml"
    told = config.read_text(encoding="utf-8").replace(
        "second_person = true", "second_person = false"
    )
    config.write_text(told, encoding="utf-8")
    with Case.open(case.root) as again:
        assert again.rules.second_person is False
        assert written(again, tmp_path / "story", every=False) == {"26543217"}
        assert written(again, tmp_path / "all", every=True) == {"26543217", "31415926"}
