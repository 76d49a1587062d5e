"""Makes forking cheap: memory that no child writes to is joined into large pages.

A fork copies one entry for each page its parent holds, and the child's end gives each back: with
small pages that alone takes milliseconds. It changes no content and opens nothing; where the
kernel will not do it, all stays as it is.
"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Final

from papertrace.read.walls_kernel import advise

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGE: Final = 1 << 21
_JOIN: Final = 25
"""MADV_COLLAPSE, from Linux 6.1 on; others refuse it."""


def join() -> int:
    """Join what this process holds of its own memory; give how many large pages were made."""
    if platform.system() != "Linux":
        return 0
    return sum(
        advise(start, _LARGE, _JOIN)
        for first, end in _own()
        for start in range(-(-first // _LARGE) * _LARGE, end - _LARGE + 1, _LARGE)
    )


def _own() -> Iterator[tuple[int, int]]:
    """Give where memory lies that is this process's alone and belongs to no file."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as file:  # noqa: PTH123  (no path of anybody's)
            every = [line.split() for line in file]
    except OSError:
        return
    for span, rights, _, _, number, *name in every:
        if rights == "rw-p" and number == "0" and name in ([], ["[heap]"]):
            first, _, end = span.partition("-")
            yield int(first, 16), int(end, 16)
