"""Cuts very large XLSX files down to what can be read, before anything else looks at them.

The parts of the file are streamed; pictures are dropped, and of a sheet larger than `MOST_SHEET`
the first rows are kept. It reads no cell and resolves no entity; what was left out is said.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from papertrace.errors import OverLimit
from papertrace.read.flow_limits import problem

if TYPE_CHECKING:
    from papertrace.model import Problem

MOST_SHEET: Final = 24 << 20
"""Bytes of a sheet's XML."""
_LARGE: Final = 32 << 20
"""Bytes of a file, packed or unpacked, from which on it is cut down."""
_MOST_OTHER: Final = 192 << 20
"""Bytes of all other parts together, the shared texts above all."""
_KEPT: Final = re.compile(r"(?:xl/.*|_rels/.*|\[Content_Types\])\.(?:xml|rels)", re.IGNORECASE)
_NOT_KEPT: Final = re.compile(r"xl/(?:media|embeddings|drawings|printerSettings|charts)/")
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<((?:\w+:)?)worksheet\b")


def cut_down(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Give a workbook that is not too large, and what was left out; small ones as they are.

    OverLimit where what every sheet needs is too large. What is no sound ZIP is given back.
    """
    if not data.startswith(b"PK"):
        return data, ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = [i for i in file.infolist() if _is_kept(i.filename)]
            large = max(len(data), sum(i.file_size for i in parts)) > _LARGE
            return _cut(file, parts) if large else (data, ())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        return data, ()  # the reader proper says what is wrong with the file


def _is_kept(name: str) -> bool:
    return bool(_KEPT.fullmatch(name)) and not _NOT_KEPT.match(name)


def _cut(file: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> tuple[bytes, tuple[Problem, ...]]:
    made, problems, other = io.BytesIO(), [], 0
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as smaller:
        for part in parts:
            is_sheet = bool(_SHEET.fullmatch(part.filename))
            most = MOST_SHEET if is_sheet else _MOST_OTHER - other
            with file.open(part) as source:
                content = source.read(most + 1)
            if is_sheet and len(content) > most:
                content = _first_rows(content)
                share = 100 * len(content) / max(part.file_size, len(content))
                message = f"Of a sheet of {part.file_size >> 20} MiB only the first {share:.0f} % "
                problems.append(problem(f"{message}were looked at."))
            elif not is_sheet:
                other += len(content)
                if len(content) > most:
                    message = "The texts that the sheets of the workbook share are too large."
                    raise OverLimit(message)
            smaller.writestr(part.filename, content)
    return made.getvalue(), tuple(problems)


def _first_rows(content: bytes) -> bytes:
    """Cut a sheet's XML behind its last whole row, and close what is open."""
    root = _ROOT.search(content, 0, 4096)
    prefix = root[1] if root else b""
    end = b"</" + prefix + b"row>"
    at = content.rfind(end)
    if at < 0:
        message = "A row of a sheet is too large."
        raise OverLimit(message)
    closing = b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"
    return content[: at + len(end)] + closing
