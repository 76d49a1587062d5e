"""Give the picture of one page, for looking at: pixels made in a worker, or a drawing of its words.

Pixels are kept among what was derived, by the digest of the original and of what drew them; they
can be deleted at any time. Nothing is masked here: these pictures never leave the desk.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from typing import TYPE_CHECKING, Final

import pypdfium2  # type: ignore[import-untyped]  # it has no type marker

from papertrace import __version__
from papertrace.casefile import disk
from papertrace.errors import ReaderCrashed, UsageError
from papertrace.model import Box, PageImage
from papertrace.read import draw, render, sandbox
from papertrace.read.walls_fonts import for_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from papertrace.casefile import Case, Derivation

FOLDER: Final = "pictures"
SCALES: Final = {"page": 2.0, "thumbnail": 0.25}
"""Pixels a point, by what the picture is for."""
_RENDERED: Final = ("pdf", "image")
"""Readers whose pages have pixels; the pages of all others are drawn."""
_SECONDS: Final = 60.0
_TURN: Final = threading.Lock()
"""One at a time: the process that starts workers is kept for the next, and starting one is slow."""


def picture(case: Case, digest: str, number: int, size: str = "page") -> PageImage:
    """Give the picture of a page: PNG, or SVG where the original has no picture of its own.

    UsageError where the case has no such page as read, ReaderCrashed where it cannot be drawn.
    """
    page, made = case.derived.page(digest, number), case.derived.summary(digest)
    if page is None or made is None or size not in SCALES:
        msg = f"{digest[:12]} has no page {number} as read."
        raise UsageError(msg, remedy="`papertrace documents` tells how many it has.")
    if page.origin == "drawn" or not has_pixels(made):
        return draw(page, digest)
    place = _place(case, digest, number, size)
    try:
        data = disk.read(place)
    except OSError:
        data = _pixels(case.original(digest), digest, number, SCALES[size])
        _keep(place, data)
    return PageImage(digest, number, "image/png", page.width, page.height, data)


def has_pixels(made: Derivation) -> bool:
    """Say whether the pages of a document can be rendered from its bytes."""
    return made.reader.partition("/")[0] in _RENDERED


def seal(image: PageImage) -> str:
    """Give the digest by which a decision says which picture was seen."""
    return hashlib.sha256(image.data).hexdigest()


def _place(case: Case, digest: str, number: int, size: str) -> Path:
    """Name the file of a picture by all that it depends on."""
    drawn_by = f"{__version__} {pypdfium2.PYPDFIUM_INFO} {pypdfium2.PDFIUM_INFO} {SCALES[size]}"
    by = hashlib.sha256(drawn_by.encode()).hexdigest()[:12]
    return case.derived.folder / FOLDER / f"{digest}-{number}-{by}.png"


def _keep(place: Path, data: bytes) -> None:
    """Write a picture down; where that fails it is drawn again the next time."""
    with contextlib.suppress(OSError):
        disk.make_folder(place.parent, 0o700)
        disk.write_over(place, data, 0o600)


def _pixels(data: bytes, digest: str, number: int, scale: float) -> bytes:
    argument = job_of(digest, number, scale) + data
    limits = for_pictures(sandbox.Limits(seconds=_SECONDS))
    with _TURN:
        answer = sandbox.run(render_job, argument, limits)
    if not answer.ok:
        msg = f"Page {number} of {digest[:12]} cannot be drawn: {answer.message}"
        raise ReaderCrashed(msg, remedy="Its text as read is shown beside it.")
    return answer.output


def job_of(digest: str, number: int, scale: float, hidden: Iterable[Box] = ()) -> bytes:
    """Give the head of a job for `render_job`, behind which the original's bytes come."""
    boxes = [[b.x0, b.top, b.x1, b.bottom] for b in hidden]
    return json.dumps([digest, number, scale, boxes]).encode() + b"\n"


def render_job(argument: bytes) -> bytes:
    """Render one page in the worker: a JSON line [digest, page, scale, masks], the original."""
    head, _, data = argument.partition(b"\n")
    digest, number, scale, boxes = json.loads(head)
    return render(data, digest, number, scale, tuple(Box(*b) for b in boxes)).data
