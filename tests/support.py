"""Where the tests find things: the project, and the real documents where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PAPERTRACE_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real documents are not at {DATA.name} (set PAPERTRACE_SHARED)"
)
