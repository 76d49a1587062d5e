"""Entities, purchases and proposals of the sample case, on the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.workflow.demo import KEYS
from support import papertrace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def case(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sample case, which the tests here change."""
    return shutil.copytree(demo, tmp_path_factory.mktemp("resolving") / "case")


def rows(case: Path, *words: str) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in papertrace(*words, "--json", "--case", str(case)).splitlines()
    ]


def judge(case: Path, pair: dict[str, object], verdict: str) -> None:
    """Judge a proposed pair with a key of the sample's."""
    key = Keyring(case / KEYS).default()
    assert key is not None
    with Case.open(case) as opened:
        opened.judge(str(pair["left"]), verdict, key=key, other=str(pair["right"]))


def test_the_boats_are_one_purchase_of_four_stages_and_judging_adds_the_plan(case: Path) -> None:
    boats = next(r for r in rows(case, "purchases") if r["number"] == "BYW-GK-2024-0021")
    stages = boats["stages"]
    assert isinstance(stages, list)
    assert [s["stage"] for s in stages][:4] == ["tendered", "amended", "awarded", "contracted"]
    asked = [r for r in rows(case, "proposals") if r["kind"] == "purchase"]
    plan = next(f for f in rows(case, "facts", "--kind", "procurement_plan") if "艇及" in str(f))
    (mine,) = [r for r in asked if plan["id"] in (r["left"], r["right"])]
    judge(case, mine, "purchase")
    boats = next(r for r in rows(case, "purchases") if r["number"] == "BYW-GK-2024-0021")
    stages = boats["stages"]
    assert isinstance(stages, list)
    assert next(s["stage"] for s in stages) == "planned"
    assert [a["value"] for a in stages[0]["amounts"]] == ["22500000"]


def test_one_judgement_joins_a_name_without_place_and_no_question_is_left(case: Path) -> None:
    (asked,) = [r for r in rows(case, "proposals") if r["left"] == "霁川星禾船艇有限公司"]
    judge(case, asked, "same")
    found = [
        r for r in rows(case, "entities", "--kind", "organisation") if r["name"] == asked["left"]
    ]
    assert len(found) == 1
    assert not [r for r in rows(case, "proposals") if r["left"] == asked["left"]]
