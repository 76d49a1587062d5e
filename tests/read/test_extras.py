"""Optional parts say whether they are there, and how to install them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace import read
from papertrace.read import foreign_archives, ocr_tiny, ocr_weights, unlocking

if TYPE_CHECKING:
    import pytest


def test_every_optional_part_says_whether_it_can_be_used() -> None:
    told = {extra.name: extra for extra in read.extras()}
    assert told["archives"].present == foreign_archives.AVAILABLE
    assert told["locked"].present == unlocking.HAS_OFFICE
    assert told["recognition"].present == (not ocr_weights.missing())


def test_what_is_missing_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_archives, "AVAILABLE", False)
    monkeypatch.setattr(ocr_tiny, "DISTRIBUTION", "papertrace-no-such-thing")
    ocr_weights.missing.cache_clear()
    try:
        told = {extra.name: extra for extra in read.extras()}
    finally:
        ocr_weights.missing.cache_clear()
    assert told["archives"].missing == ("libarchive",)
    assert told["archives"].install == "install the system's libarchive"
    assert told["recognition, fast lane"].install == "`pip install faster-paddle`"
