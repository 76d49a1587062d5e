"""The gate of scans: error rates and numbers on the real pages, by the scorer beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from papertrace.read import ocr_weights
from support import DATA, SHARED, needs_data, papertrace

pytestmark = [
    pytest.mark.long,
    needs_data,
    pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed"),
]


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Build a case of the scans and score it."""
    case = tmp_path_factory.mktemp("scans") / "case"
    papertrace("new", str(case))
    papertrace("add", str(DATA / "scans"), "--case", str(case))
    papertrace("build", "--case", str(case))
    # the scorer starts the program by its name
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    scorer = str(SHARED / "score" / "score_scans.py")
    told = subprocess.run(
        [sys.executable, scorer, str(DATA / "scans"), str(case), "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": paths},
    ).stdout
    found: dict[str, dict[str, Any]] = json.loads(told)
    return found


def test_few_characters_are_wrong(scored: dict[str, dict[str, Any]]) -> None:
    assert scored["plain"]["characters"] > 4000
    assert scored["plain"]["CER"] <= 0.003
    assert scored["sealed"]["CER"] <= 0.025


def test_no_number_is_wrong_and_unmarked(scored: dict[str, dict[str, Any]]) -> None:
    assert [scored[kind]["unmarked"] for kind in ("plain", "sealed")] == [0, 0]
    assert sum(scored[kind]["missed"] for kind in ("plain", "sealed")) <= 4
