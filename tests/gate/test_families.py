"""Scores of the real notices by family of source, each apart, against floors of its own.

A rule made for one family must not cost another: each is scored by itself with the scorer that
lies beside the documents. Run as a program it prints the table:

    python tests/gate/test_families.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest

from papertrace.extract import extract
from papertrace.model import to_json
from papertrace.read import read
from support import DATA, ROOT, SHARED, needs_data

FAMILIES = {
    "purchasing platform": "*.html",
    "national platform": "platform_*.txt",
    "price lists": "award_list_*",
    "tender papers": "tender_paper_*.pdf",
}
FLOORS = {
    "purchasing platform": 0.998,
    "national platform": 0.998,
    "price lists": 0.998,
    "tender papers": 0.998,
}
"""F1 over all fields; only ever raised."""


@cache
def _gold() -> dict[str, list[dict[str, Any]]]:
    told = {}
    for name in ("docs", "gold"):
        with (DATA / f"notices.{name}.jsonl").open(encoding="utf-8") as rows:
            told[name] = [json.loads(row) for row in rows if row.strip()]
    return told


def documents(family: str) -> list[str]:
    """Give the labelled documents of a family, as the gold names them."""
    return [
        d["doc"]
        for d in _gold()["docs"]
        if d["complete"] and not d.get("copy_of") and Path(d["doc"]).match(FAMILIES[family])
    ]


def score(family: str, folder: Path) -> dict[str, Any]:
    """Extract from a family's documents and score them by themselves."""
    mine = set(documents(family))
    for name, rows in _gold().items():
        kept = [json.dumps(r, ensure_ascii=False) for r in rows if r["doc"] in mine]
        (folder / f"{name}.jsonl").write_text("\n".join(kept), encoding="utf-8")
    facts = [
        to_json(fact) | {"document": {"name": doc}}
        for doc in sorted(mine)
        for fact in extract(read((DATA / doc).read_bytes(), Path(doc).name)).facts
    ]
    told = "\n".join(json.dumps(f, ensure_ascii=False) for f in facts)
    (folder / "facts.jsonl").write_text(told, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            str(SHARED / "score" / "score_facts.py"),
            "--gold",
            str(folder / "gold.jsonl"),
            "--docs",
            str(folder / "docs.jsonl"),
            "--json",
            str(folder / "facts.jsonl"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(family: str, told: dict[str, Any]) -> str:
    """Give a family's figures as one line of the table."""
    every = told["kinds"]["ALL"]
    kinds = ", ".join(
        f"{k} {v['F1']:.3f} ({v['rows']})"
        for k, v in told["kinds"].items()
        if k != "ALL" and v["rows"]
    )
    return (
        f"{family:20} documents {len(documents(family)):3}  F1 {every['F1']:.4f}"
        f"  wrong money {every['wrong_money']} (sure {every['wrong_money_sure']})  {kinds}"
    )


@needs_data
@pytest.mark.long
@pytest.mark.parametrize("family", FAMILIES)
def test_no_family_sinks_below_its_floor(family: str, tmp_path: Path) -> None:
    told = score(family, tmp_path)
    kept = ROOT / "artefacts" / "families"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / f"{family.replace(' ', '_')}.txt").write_text(line(family, told), encoding="utf-8")
    assert told["kinds"]["ALL"]["F1"] >= FLOORS[family]
    assert told["kinds"]["ALL"]["wrong_money_sure"] == 0


@needs_data
def test_every_labelled_notice_belongs_to_one_family() -> None:
    told = [doc for family in FAMILIES for doc in documents(family)]
    every = [d["doc"] for d in _gold()["docs"] if d["complete"] and not d.get("copy_of")]
    assert sorted(told) == sorted(every)


def main() -> None:
    """Print the scores of all families, each on a line."""
    import tempfile  # noqa: PLC0415  (the tests have pytest's)

    for family in FAMILIES:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(line(family, score(family, Path(folder))) + "\n")


if __name__ == "__main__":
    main()
