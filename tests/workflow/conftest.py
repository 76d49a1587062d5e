"""What the tests of the workflow share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Keyring

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    """Give a key that signs."""
    return Keyring(tmp_path / "keys").make("tester")
