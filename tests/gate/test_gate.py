"""The gate: facts of the real documents, scored, against pinned floors.

It runs the command line as a desk would (new, add, build, facts --json) and scores the rows with
the scorer that lies beside the documents.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import Any

import pytest

import floors
from support import DATA, ROOT, SHARED, needs_data, papertrace

_ONCE = """
import functools, runpy, sys, openpyxl
openpyxl.load_workbook = functools.lru_cache(openpyxl.load_workbook)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""The scorer opens a workbook anew for every anchor; this keeps it open."""

SETS = ("notices", "budgets", "specimens")


def corpus(name: str) -> str:
    """Digest the documents and the gold of one set."""
    told = hashlib.sha256()
    for path in [*sorted((DATA / name).iterdir()), DATA / f"{name}.gold.jsonl"]:
        told.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Score every set once."""
    case = tmp_path_factory.mktemp("gate") / "case"
    papertrace("new", str(case))
    papertrace("add", *(str(DATA / name) for name in SETS), "--case", str(case))
    papertrace("build", "--case", str(case))
    rows = case / "facts.jsonl"
    rows.write_text(papertrace("facts", "--json", "--case", str(case)), encoding="utf-8")
    found: dict[str, dict[str, Any]] = {}
    for name in SETS:
        told = subprocess.run(
            [
                sys.executable,
                "-c",
                _ONCE,
                str(SHARED / "score" / "score_facts.py"),
                "--gold",
                str(DATA / f"{name}.gold.jsonl"),
                "--docs",
                str(DATA / f"{name}.docs.jsonl"),
                "--root",
                str(DATA),
                "--json",
                str(rows),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        found[name] = figures(json.loads(told.stdout), corpus(name))
    kept = ROOT / "artefacts" / "measured.json"  # what `python tests/floors.py` pins
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return found


def figures(told: dict[str, Any], digest: str) -> dict[str, Any]:
    """Take the figures that are pinned out of a score."""
    kinds = {f"F1 {k}": v["F1"] for k, v in told["kinds"].items() if v["rows"]}
    anchors = told["anchors"]
    bad = anchors.get("wrong", 0) + anchors.get("missing", 0)
    looked_at = sum(anchors.values()) - anchors.get("not checked", 0)
    return {
        "corpus": digest,
        "macro": told["macro"],
        "documents": told["documents"],
        "anchors checked": looked_at,
        "most anchors wrong or missing": round(bad / max(1, looked_at), 4),
        "most wrong money": sum(v["wrong_money"] for k, v in told["kinds"].items() if k != "ALL"),
        "most wrong money sure": told["kinds"]["ALL"]["wrong_money_sure"],
        **kinds,
    }


@needs_data
@pytest.mark.parametrize("name", SETS)
def test_no_figure_sinks_below_its_floor(name: str, measured: dict[str, dict[str, Any]]) -> None:
    pinned, now = floors.load()[name], measured[name]
    assert now["corpus"] == pinned["corpus"], "other documents: pin the floors anew"
    sunk = {
        k: (now.get(k), v)
        for k, v in pinned.items()
        if not isinstance(v, str)
        and (now.get(k, 0) > v if k.startswith("most ") else now.get(k, 0) < v)
    }
    assert not sunk


def test_the_seal_shows_a_floor_edited_by_hand() -> None:
    told = floors.load()
    told["notices"]["macro"] = 0.1
    assert told["seal"] != floors.seal(told)


def test_no_floor_was_lowered_since_it_was_first_pinned() -> None:
    before = floors.history()
    if not before:
        pytest.skip("no history of the floors is at hand")
    told = floors.load()

    assert [line for version in before for line in floors.sunk(told, version)] == []


def test_a_floor_lowered_by_hand_and_sealed_again_shows_in_the_history() -> None:
    before = {"lowered": [], "notices": {"corpus": "a", "macro": 0.99, "most wrong money": 0}}
    now = {"lowered": [], "notices": {"corpus": "a", "macro": 0.1, "most wrong money": 50}}

    assert len(floors.sunk(now, before)) == 2
    assert floors.sunk(before, before) == []
    assert floors.sunk({"lowered": []}, before) == ["notices"]
    reasoned = {**now, "lowered": ["notices macro 0.99 -> 0.1: another scorer"]}
    assert floors.sunk(reasoned, before) == ["notices most wrong money: 0 -> 50"]
