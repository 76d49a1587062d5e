"""Where the tests find things: the project, and the real documents where they are at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PAPERTRACE_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real documents are not at {DATA.name} (set PAPERTRACE_SHARED)"
)


def papertrace(*words: str, home: Path | None = None, code: int = 0) -> str:
    """Run the command line in a process of its own; give its output, AssertionError on its code."""
    done = run_papertrace(*words, home=home)
    assert done.returncode == code, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def run_papertrace(*words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, with keys of the tests' own."""
    keys = home or Path(os.environ["PAPERTRACE_HOME"])
    return subprocess.run(
        [sys.executable, "-m", "papertrace", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PAPERTRACE_HOME": str(keys), "PYTHONUTF8": "1"},
    )
