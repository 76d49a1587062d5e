"""Files that only LibreOffice opens: which they are, and how a copy is made that papertrace reads.

LibreOffice is optional and never part of papertrace; it is found on the machine, started for one
file behind walls of its own (`office_walls`), and killed with all it started. The copy is hostile
like any file: it becomes a document of its own and is read in a worker.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from papertrace.errors import Damaged
from papertrace.read import sandbox_start, sniff
from papertrace.read.sandbox_answer import Answer, answer_of, complete, over_time

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final = ("soffice", "libreoffice")
_USUAL: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)
MISSING: Final = (
    "Install LibreOffice (Writer for texts, Calc for tables, Impress for slides), so that"
    " `soffice` is found, and add the file again; or convert it yourself and add the copy."
)
SECONDS: Final = 120
_GRACE: Final = 15
_TEXT, _SHEETS, _SLIDES = "docx", "xlsx", "pptx"
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"docx": sniff.DOCX, "xlsx": sniff.XLSX, "pptx": sniff.PPTX}
)
_BY_TYPE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/vnd.ms-powerpoint": _SLIDES,
        "application/vnd.oasis.opendocument.presentation": _SLIDES,
        "application/vnd.sun.xml.writer": _TEXT,
        "application/vnd.sun.xml.calc": _SHEETS,
        "application/vnd.sun.xml.impress": _SLIDES,
    }
)
_BY_NAME: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("wps", "wpt", "uot", "uof", "fodt", "wri", "wpd", "lwp", "hwp"), _TEXT),
        **dict.fromkeys(("et", "ett", "uos", "fods", "wk1", "wk3", "wk4", "wks", "xlr"), _SHEETS),
        **dict.fromkeys(("dps", "dpt", "uop", "fodp"), _SLIDES),
    }
)
_XML: Final = "application/xml"
_NAMELESS: Final = frozenset({sniff.OLE, sniff.UNKNOWN, _XML})
"""Types that say so little that the name decides."""
CANDIDATES: Final = frozenset(_BY_TYPE) | _NAMELESS | {sniff.DOC}
"""Types by a file's first bytes for which the whole file must be looked at."""
_PROGRAM: Final = re.compile(
    rb"<\?mso-application\s[^>]{0,40}progid=.(Word\.Document|Excel\.Sheet)"
)
"""What Office 2003 writes at the head of its XML files, which end in .doc and .xls."""
_HEAD: Final = 2048
_SECTOR: Final = 512
_WORD_95: Final = re.compile(rb"\xdc\xa5[\x65-\x69]\x00")
_WORD_97: Final = b"\xec\xa5"
_VERSION: Final = re.compile(r"\b\d+(?:\.\d+){1,3}\b")


def target(kind: str, name: str, data: bytes) -> str:
    """Say into what LibreOffice would turn a file: docx, xlsx or pptx; '' where it is not asked.

    `kind` is what `sniff` says of the whole file. What papertrace reads itself is not its business.
    """
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if kind == _XML and (told := _PROGRAM.search(data, 0, _HEAD)):
        return _TEXT if told[1] == b"Word.Document" else _SHEETS
    if kind in _NAMELESS:
        return _BY_NAME.get(name.rpartition(".")[2].lower(), "")
    return _TEXT if kind == sniff.DOC and _is_word_95(data) else ""


def _is_word_95(data: bytes) -> bool:
    """Say whether a compound file holds the head of a Word 6 or 95 file and none of a later one."""
    old = any(m.start() % _SECTOR == 0 for m in _WORD_95.finditer(data))
    return old and not any(
        data[at : at + 2] == _WORD_97 for at in range(_SECTOR, len(data), _SECTOR)
    )


def found() -> Path | None:
    """Find the program; None where there is none, or this system cannot wall it off."""
    if not hasattr(os, "fork"):
        return None
    for name in NAMES:
        where = shutil.which(name)
        if where:
            return Path(where).absolute()
    return next((Path(p) for p in _USUAL if Path(p).is_file()), None)


@cache
def version(program: Path) -> str:
    """Ask the program for its version, with no document at hand; 'unknown' where it tells none."""
    try:
        told = subprocess.run(  # noqa: S603  (the program that would convert, and nothing else)
            [program, "--version"],
            capture_output=True,
            timeout=_GRACE,
            check=False,
            stdin=subprocess.DEVNULL,
            env=sandbox_start.surroundings(),
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    number = _VERSION.search(told.decode("utf-8", "replace"))
    return number[0] if number else "unknown"


def convert(data: bytes, name: str, into: str, program: Path, seconds: int = SECONDS) -> Answer:
    """Let LibreOffice make a copy of a file in another format; its bytes, or why there are none."""
    ending = name.rpartition(".")[2].lower()
    ending = ending if ending.isalnum() and ending.isascii() else "bin"
    told = (str(program), ending, into, str(seconds))
    with subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        sandbox_start.lightly("papertrace.read.office_run", *told),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=sandbox_start.surroundings(),
    ) as child:
        try:
            answer, _ = child.communicate(data, timeout=seconds + _GRACE)
        except subprocess.TimeoutExpired:
            child.terminate()  # it ends what it started, and clears up
            try:
                child.communicate(timeout=_GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.communicate()
            return over_time(seconds)
    if not complete(answer):
        return Answer(ok=False, code=Damaged.code, message="LibreOffice could not be started.")
    told_back = answer_of(answer)
    if told_back.ok and sniff.sniff(told_back.output, f"copy.{into}") != _KINDS[into]:
        message = f"LibreOffice made no sound {into.upper()} file of it."
        return Answer(ok=False, code=Damaged.code, message=message)
    return told_back
