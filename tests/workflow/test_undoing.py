"""Decisions are taken back one by one, each by an entry of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.errors import UsageError
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.listing import fact_rows, reviewed
from papertrace.workflow.undoing import undo, undoable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>砚水示例站设备采购项目中标公告</h1><p>一、项目编号：YS-2031-001</p>
<p>二、项目名称：砚水示例站设备采购项目</p><p>三、中标信息</p>
<p>供应商名称：砚水示例设备有限公司</p><p>中标金额：2650000.00元</p></body></html>"""


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    (tmp_path / "notice.html").write_text(NOTICE, encoding="utf-8")
    with Case.create(tmp_path / "case", "t", key) as made:
        list(add(made, [tmp_path / "notice.html"], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        yield made


def test_undo_goes_back_step_by_step(case: Case, key: SigningKey, tmp_path: Path) -> None:
    fact = next(f for f in case.derived.facts("award") if "amount" in f.fields)

    def now() -> tuple[str, str]:
        row = next(r for r in fact_rows(case) if r["id"] == fact.id)
        return row["status"], row["fields"]["amount"]["value"]

    decide(case, [fact.id], "accept", {}, key)
    decide(case, [fact.id], "correct", {"amount": "2650001"}, key)
    decide(case, [fact.id], "reject", {}, key)
    other = Keyring(tmp_path / "others").make("other")
    case.introduce(other, key)
    entries = len(case.decisions())
    with pytest.raises(UsageError, match="nothing of yours"):
        undo(case, other)
    seen = [now()]
    for _ in range(3):
        undo(case, key, channel="desk")
        seen.append(now())
    assert seen == [
        ("rejected", "2650000"),
        ("corrected", "2650001"),
        ("accepted", "2650000"),
        ("proposed", "2650000"),
    ]
    assert len(case.decisions()) == entries + 3
    assert undoable(case, key) == ()
    assert case.ledger().standing() == []
    assert reviewed(case).accepted == ()
    with pytest.raises(UsageError, match="nothing of yours"):
        undo(case, key)
    decide(case, [fact.id], "accept", {}, key)  # and on from there
    assert now() == ("accepted", "2650000")
    assert [d.verdict for d in undoable(case, key)] == ["accepted"]
    case.sound_log()
