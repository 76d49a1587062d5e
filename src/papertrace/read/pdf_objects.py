"""The objects of a PDF page, listed once for all who look at them, and what they say in bulk.

A call into pdfium costs more than what is done with its answer; so whoever asks something of all
objects asks here, and gets one array back. It judges nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read import pdf_calls as calls

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from pypdfium2 import PdfPage


@dataclass(frozen=True, slots=True)
class Things:
    """Objects of a page or a form in the order of drawing: the address and the kind of each."""

    addresses: list[int]
    kinds: list[int]

    def places(self, kind: int) -> list[int]:
        """Give the numbers of the objects of one kind, in order."""
        return [n for n, own in enumerate(self.kinds) if own == kind]


def on_page(page: PdfPage) -> Things:
    """List the objects of a page; those inside its forms are not among them."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    return _listed(map(calls.object_at, repeat(calls.address_of(page.raw), count), range(count)))


def in_form(form: int, most: int | None = None) -> Things:
    """List the objects of a form, at most the first `most`."""
    count = calls.count_in_form(form)
    count = count if most is None else min(count, most)
    return _listed(map(calls.object_in_form, repeat(form, count), range(count)))


def _listed(found: map[int]) -> Things:
    addresses = list(found)
    return Things(addresses, list(map(calls.object_type, addresses)))


def _start(held: NDArray[Any]) -> int:
    """Give the address of an array's first number (`ctypes.data` takes five times as long)."""
    start: int = held.__array_interface__["data"][0]
    return start


def told(
    call: Callable[..., int], things: Sequence[int], width: int, kind: type[np.generic]
) -> NDArray[Any]:
    """Give a row of `width` numbers for each object; `call` takes an address for each number.

    Rows of zeros stand for objects that do not answer.
    """
    count, size = len(things), np.dtype(kind).itemsize
    held = np.zeros((count, width), kind)
    start, step = _start(held), width * size
    end = start + step * count
    deque(map(call, things, *(range(start + size * k, end, step) for k in range(width))), 0)
    return held


def filled(
    call: Callable[..., int], things: Sequence[int], width: int, kind: type[np.generic]
) -> NDArray[Any]:
    """Do as `told`, with a `call` that takes the address of the whole row."""
    held = np.zeros((len(things), width), kind)
    start, step = _start(held), width * np.dtype(kind).itemsize
    deque(map(call, things, range(start, start + step * len(things), step)), 0)
    return held
