"""What `doctor` says where parts are missing."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.cli import doctor
from papertrace.read import foreign_archives, ocr_weights, sandbox, walls, walls_levels
from papertrace.read.walls import Walls

if TYPE_CHECKING:
    from pathlib import Path


def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(doctor, "_draws", lambda: True)
    monkeypatch.setattr(sandbox, "level", lambda: "tried elsewhere")
    assert doctor.doctor(argparse.Namespace(json=True)) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")


@pytest.mark.parametrize(
    ("found", "level", "missing"),
    [
        (Walls(7, seccomp=True), 3, []),
        (Walls(5, seccomp=True), 3, ["Landlock for signals"]),
        (Walls(1, seccomp=True), 3, ["Landlock for the network"]),
        (Walls(0, seccomp=True), 2, ["Landlock"]),
        (Walls(7), 2, ["seccomp"]),
        (Walls(), 2, ["Landlock", "seccomp"]),
    ],
)
def test_the_level_follows_the_walls(
    found: Walls, level: int, missing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walls, "found", lambda: found)
    standing = walls_levels.level()
    assert (standing.number, [m.what for m in standing.missing]) == (level, missing)
    assert all(m.why and m.remedy.endswith(".") for m in standing.missing)


def test_other_systems_say_what_they_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls, "found", Walls)
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    assert walls_levels.level().number == 2
    assert [m.what for m in walls_levels.level().missing] == ["Landlock and seccomp"]
    monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    assert walls_levels.level().number == 1
    assert len(walls_levels.level().missing) == 2


def test_optional_parts_are_named_with_what_they_give(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(foreign_archives, "AVAILABLE", False)
    monkeypatch.setattr(ocr_weights, "missing", lambda: ("rapidocr",))
    masked = told(capsys, monkeypatch)
    names = ["libarchive", "LibreOffice", "a program for RAR and 7z", "Chromium"]
    assert [p["name"] for p in masked["optional"]] == names
    assert not any(p["found"] for p in masked["optional"])
    assert all(p["gives"] and p["remedy"] for p in masked["optional"])
    assert masked["text recognition of scans"].endswith("pip install rapidocr")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(foreign_archives, "AVAILABLE", True)
    monkeypatch.setattr(ocr_weights, "missing", lambda: ())
    monkeypatch.setattr(ocr_weights, "version", lambda: "ocr-x")
    whole = told(capsys, monkeypatch)
    assert all(p["found"] for p in whole["optional"])
    assert whole["text recognition of scans"] == "ocr-x"


def test_it_is_said_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path))
    monkeypatch.setattr(walls, "found", lambda: Walls(0, seccomp=True))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(doctor, "_draws", lambda: False)
    monkeypatch.setattr(sandbox, "level", lambda: "tried elsewhere")
    doctor.doctor(argparse.Namespace())
    said = capsys.readouterr().out
    assert "isolation: level 2 of 3: a child process with limits of the system\n" in said
    assert "\n  missing Landlock: kernel " in said
    assert "lsm=" in said
    assert "workers: tried elsewhere\n" in said
    assert "keys: none yet" in said
    assert "optional: LibreOffice (makes copies of Kingsoft .wps" in said
