"""Very large files are read in memory that stays far below their size, and never over 1 GiB."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from support import ROOT, papertrace

if TYPE_CHECKING:
    from pathlib import Path

GIB = 1 << 30


def _invented() -> Any:  # noqa: ANN401  (a module)
    spec = importlib.util.spec_from_file_location("made", ROOT / "benchmarks" / "made.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _peak(*words: str) -> int:
    """Run a command; give the most memory that it or one of its workers held, in bytes."""
    watched = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'papertrace', *sys.argv[1:]], check=True,"
        " stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched, *words],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    return int(done.stdout) << 10


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "outcome", "pages"),
    [("2000.pdf", "read", 2000), ("200.xlsx", "read-partly", 1), ("50.txt", "read-partly", 1)],
)
def test_large_files_are_read_in_flat_memory(
    tmp_path: Path, name: str, outcome: str, pages: int
) -> None:
    made, file, case = _invented(), tmp_path / name, tmp_path / "case"
    if name.endswith("pdf"):
        made.pdf(file, pages)
    elif name.endswith("xlsx"):
        made.workbook(file, 200 << 20)
    else:
        made.text(file, 50 << 20)
    papertrace("new", str(case))
    assert _peak("add", str(file), "--case", str(case)) < GIB
    assert _peak("build", "--jobs", "1", "--case", str(case)) < GIB
    (row,) = map(json.loads, papertrace("documents", "--json", "--case", str(case)).splitlines())
    assert (row["outcome"], row["pages"]) == (outcome, pages), row
