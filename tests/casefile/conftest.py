"""A keyring and a case for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Keyring, SigningKey


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    """Give a keyring with `reporter` and `editor`."""
    return samples.keyring(tmp_path / "keys")


@pytest.fixture
def reporter(keys: Keyring) -> SigningKey:
    """Give the key that began the case."""
    return keys.get("reporter")


@pytest.fixture
def case(tmp_path: Path, reporter: SigningKey) -> Iterator[Case]:
    """Give a new case."""
    with Case.create(tmp_path / "case", "Border budgets", reporter) as made:
        yield made
