"""Optional parts of reading: what each is for, whether it is installed, and how to install it."""

from __future__ import annotations

from dataclasses import dataclass

from papertrace.read import foreign_archives, ocr_weights, unlocking


@dataclass(frozen=True, slots=True)
class Extra:
    """One optional part."""

    name: str
    purpose: str
    missing: tuple[str, ...]
    """What is not installed; empty where it can be used."""
    install: str
    """What to do about it."""

    @property
    def present(self) -> bool:
        """Say whether it can be used."""
        return not self.missing


def extras() -> tuple[Extra, ...]:
    """Give every optional part of reading, installed or not."""
    seeing, fast = ocr_weights.missing(), ocr_weights.missing(ocr_weights.FAST)
    return (
        Extra("recognition", "text of scans and pictures", seeing, _pip(seeing)),
        Extra("recognition, fast lane", "the same, three times as fast", fast, _pip(fast)),
        Extra(
            "archives",
            "7z and RAR archives",
            () if foreign_archives.AVAILABLE else ("libarchive",),
            "install the system's libarchive",
        ),
        Extra(
            "locked",
            "office files with a password",
            () if unlocking.HAS_OFFICE else ("msoffcrypto-tool",),
            "`pip install papertrace[locked]`",
        ),
    )


def _pip(packages: tuple[str, ...]) -> str:
    return f"`pip install {' '.join(packages)}`" if packages else ""
