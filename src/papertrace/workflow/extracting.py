"""Facts of a document that was read, without putting the reading at risk.

Where extraction takes too long, needs too much memory or fails, what was read is kept: its pages
are stored and searchable, and a problem says why there are no facts. Runs in the worker.
"""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from papertrace import extract
from papertrace.errors import OverLimit, ReaderCrashed
from papertrace.model import Extraction, Problem
from papertrace.read.sandbox_time import spared
from papertrace.text.places import is_place

if TYPE_CHECKING:
    from papertrace.model import Document

is_place("Baiyu")  # behind the walls of a worker no table can be read from the package any more
_AGAIN = "Run `papertrace build --again`, or read it by eye; its pages can be searched."


def extracted(document: Document) -> tuple[Document, Extraction]:
    """Extract a document's facts; where that fails, give none and a problem of the document."""
    try:
        with spared():
            return document, extract.extract(document)
    except OverLimit:
        return _without(document, OverLimit.code, "extraction took too long and was stopped")
    except MemoryError:
        return _without(document, OverLimit.code, "extraction needs more memory than it may use")
    except RecursionError:
        return _without(document, OverLimit.code, "it is nested too deeply for extraction")
    except Exception as error:  # noqa: BLE001  (whatever a rule raises, the reading is kept)
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        reason = f"extraction failed on it ({type(error).__name__} in {place})"
        return _without(document, ReaderCrashed.code, reason)


def _without(document: Document, code: str, reason: str) -> tuple[Document, Extraction]:
    problem = Problem(code, "error", f"The document was read, but {reason}.", _AGAIN)
    nothing = Extraction(
        form="other", parts=(), facts=(), problems=(), title=document.title, publisher="", year=""
    )
    return replace(document, problems=(*document.problems, problem)), nothing
