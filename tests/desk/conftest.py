"""A small case for the desk: one notice and one page with active content, never changed here."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desk_visitor import leave, visitor
from papertrace.casefile import Case, Keyring
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey

NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>砚水示例站设备采购项目中标公告</h1><p>一、项目编号：YS-2031-001</p>
<p>二、项目名称：砚水示例站设备采购项目</p><p>三、中标信息</p>
<p>供应商名称：砚水示例设备有限公司</p><p>中标金额：2650000.00元</p></body></html>"""
ACTIVE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>
<script>alert(1)</script></title></head><body>
<p>&lt;script&gt;alert(2)&lt;/script&gt; &lt;img src=x onerror=alert(3)&gt;</p>
<script>alert(4)</script></body></html>"""
STORY = "# A station buys\n\nIt awarded [2.65 million yuan](claim:award) for equipment in all.\n"


@pytest.fixture(scope="session")
def made(own_keys: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the case once; give the folder that holds it and its two keys."""
    del own_keys
    folder = tmp_path_factory.mktemp("desk")
    documents = folder / "in"
    documents.mkdir()
    (documents / "notice.html").write_text(NOTICE, encoding="utf-8")
    (documents / "'\"><img src=x onerror=alert(5)>.html").write_text(ACTIVE, encoding="utf-8")
    first = Keyring(folder / "keys").make("first")
    second = Keyring(folder / "keys").make("second")
    with Case.create(folder / "case", "Desk <b>case</b>", first) as case:
        case.introduce(second, first)
        list(add(case, [documents], first))
        list(build(case, jobs=1, limits=sandbox.Limits()))
        fact = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        case_drafts = case.root / "drafts"
        (case_drafts / "story.md").write_text(STORY, encoding="utf-8")
        claims = f'[award]\nkind = "amount"\nfacts = ["{fact.id}"]\n'
        (case_drafts / "claims.toml").write_text(claims, encoding="utf-8")
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Give a copy of the case that a test may change."""
    shutil.copytree(made / "case", tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def first(made: Path) -> SigningKey:
    return Keyring(made / "keys").get("first")


@pytest.fixture
def second(made: Path) -> SigningKey:
    return Keyring(made / "keys").get("second")


@pytest.fixture
def desk(root: Path, first: SigningKey) -> Iterator[Visitor]:
    """Open the desk for the first person, who has come in."""
    one = visitor(root, first)
    yield one
    leave(one)
