"""Say what is installed, how workers are walled off, what is missing, why, and what to do."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, keyring
from papertrace.read import (
    foreign_archives,
    ocr_weights,
    office,
    sandbox,
    walls_fonts,
    walls_levels,
)

if TYPE_CHECKING:
    import argparse

_PROGRAMS = (
    (
        "a program for RAR and 7z",
        ("bsdtar", "unrar", "7z"),
        "unpacks by hand what papertrace cannot; it is never started by papertrace",
        "Install libarchive's tools (bsdtar).",
    ),
    (
        "Chromium",
        ("chromium", "chromium-browser", "google-chrome", "chrome"),
        "shows a published site; papertrace's own tests look at sites with it",
        "Install Chromium, or open the site in any browser.",
    ),
)


def doctor(args: argparse.Namespace) -> int:
    """Say what is installed and how workers are walled off: tried out, not looked up."""
    level = walls_levels.level()
    told: dict[str, Any] = {
        "python": sys.version.split()[0],
        "isolation": asdict(level),
        "workers": sandbox.level(),
        "page images": walls_fonts.DRAWN if _draws() else walls_fonts.NOT_DRAWN,
        "keys": (keyring().labels() and "present") or "none yet (made by `papertrace new`)",
        "text recognition of scans": _recognition(),
        "optional": _optional(),
    }
    if as_json(args):
        output.value(told)
        return CLEAN
    _say(told)
    return CLEAN


def _say(told: dict[str, Any]) -> None:
    level = told["isolation"]
    output.say(f"isolation: level {level['number']} of 3: {level['name']}")
    for each in level["missing"]:
        output.say(f"  missing {each['what']}: {each['why']}. {each['remedy']}")
    for name, what in told.items():
        if isinstance(what, str):
            output.say(f"{name}: {what}")
    for part in told["optional"]:
        state = "found" if part["found"] else f"missing. {part['remedy']}"
        output.say(f"optional: {part['name']} ({part['gives']}): {state}")


def _draws() -> bool:
    limits = walls_fonts.for_pictures(sandbox.Limits())
    return sandbox.run(walls_fonts.draws_chinese, b"", limits).output == b"yes"


def _recognition() -> str:
    absent = ocr_weights.missing()
    if absent:
        return f"not installed: page images are listed as not read; pip install {' '.join(absent)}"
    return ocr_weights.version()


def _optional() -> list[dict[str, Any]]:
    """List the optional parts: name, whether it is there, what it gives, what to do."""
    rows: list[dict[str, Any]] = [
        {
            "name": "libarchive",
            "found": foreign_archives.AVAILABLE,
            "gives": "reads 7z and RAR archives",
            "remedy": foreign_archives.MISSING,
        },
        {
            "name": "LibreOffice",
            "found": office.found() is not None,
            "gives": (
                "makes copies of Kingsoft .wps, .et and .dps, UOF, PPT, ODP and Word 95 files,"
                " behind walls of its own, that papertrace reads"
            ),
            "remedy": office.MISSING,
        },
    ]
    for name, programs, gives, remedy in _PROGRAMS:
        found = any(shutil.which(program) for program in programs)
        rows.append({"name": name, "found": found, "gives": gives, "remedy": remedy})
    return rows
