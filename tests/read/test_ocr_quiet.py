"""Recognition keeps to itself: nothing is written to the user's folder, nobody is told."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from papertrace.read import ocr_weights

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(bool(ocr_weights.missing()), reason="recognition is not installed")
def test_loading_recognition_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", "from papertrace.read.ocr_models import networks; networks()"],
        env={**os.environ, "HOME": str(tmp_path), "TMPDIR": str(tmp_path / "tmp")},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
