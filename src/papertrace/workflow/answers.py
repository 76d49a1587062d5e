"""What a worker hands over of one document: what was read and found, and its pages, packed.

The worker writes it with `told`; the parent opens it with `opened`, which trusts nothing: framing,
sizes, numbers and shapes are checked, and what does not fit is a ValueError. Pages stay packed:
they are looked into where they are used.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.casefile.page_columns import pack_page, unpack_page
from papertrace.extract.persons_gate import unnamed
from papertrace.model import Document, Extraction, Problem, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import Page

_HEAD: Final = struct.Struct(">cQ")
"""Whether recognition would read more; the length of the JSON that follows; then the pages."""
_PICTURES, _WHOLE = b"P", b"-"
_MOST_PAGES: Final = 20_000
_LONGEST: Final = 64 << 20
"""Bytes of one packed page."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A worker's answer, taken apart."""

    document: Document
    """Without pages."""
    extraction: Extraction
    trouble: tuple[Problem, ...]
    """The problems of its pages, in order."""
    has_text: bool
    """Whether any page has text."""
    bodies: tuple[tuple[int, bytes], ...]
    """The number of every page, and the page packed."""

    def pages(self) -> Iterator[Page]:
        """Unpack the pages, one at a time; ValueError where one is none."""
        for number, body in self.bodies:
            page = unpack_page(body)
            if page.number != number:
                msg = f"page {number} is another"
                raise ValueError(msg)
            yield page


def told(document: Document, extraction: Extraction, *, pictures: bool) -> bytes:
    """Write an answer; `pictures`: recognition would read more of it."""
    bodies = [(page.number, pack_page(page)) for page in document.pages]
    trouble = unnamed(document, (p for page in document.pages for p in page.problems))
    bare = replace(document, pages=(), problems=unnamed(document, document.problems))
    return _joined(
        {
            "document": to_json(bare),
            "extraction": to_json(extraction),
            "trouble": [to_json(p) for p in trouble],
            "has_text": any(page.text.strip() for page in document.pages),
            "pages": [[number, len(body)] for number, body in bodies],
        },
        (body for _, body in bodies),
        pictures=pictures,
    )


def _joined(head: dict[str, Any], bodies: Iterable[bytes], *, pictures: bool) -> bytes:
    plain = json.dumps(head, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    line = plain.encode("utf-8", "surrogatepass")
    return b"".join((_HEAD.pack(_PICTURES if pictures else _WHOLE, len(line)), line, *bodies))


def would_read_more(output: bytes) -> bool:
    """Say whether recognition of its pictures would read more of a document."""
    return output.startswith(_PICTURES)


def with_problem(output: bytes, problem: Problem) -> bytes:
    """Add a problem to the document of an answer; ValueError where it is none."""
    head, at = _head(output)
    try:
        head["document"]["problems"].append(to_json(problem))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from error
    return _joined(head, (output[at:],), pictures=False)


def opened(output: bytes) -> Opened:
    """Take an answer apart; ValueError where it is not what was agreed."""
    head, at = _head(output)
    try:
        document = from_json(Document, head["document"])
        extraction = from_json(Extraction, head["extraction"])
        trouble = from_json(tuple[Problem, ...], head["trouble"])
        has_text = from_json(bool, head["has_text"])
        bodies = tuple(_bodies(output, at, from_json(tuple[tuple[int, ...], ...], head["pages"])))
    except (TypeError, KeyError, RecursionError, OverflowError) as error:
        raise ValueError(type(error).__name__) from error
    if document.pages:
        msg = "pages in two places"
        raise ValueError(msg)
    return Opened(document, extraction, trouble, has_text, bodies)


def _head(output: bytes) -> tuple[dict[str, Any], int]:
    if len(output) < _HEAD.size:
        msg = "no head"
        raise ValueError(msg)
    _, length = _HEAD.unpack_from(output)
    at = _HEAD.size + length
    if at > len(output):
        msg = "a head without end"
        raise ValueError(msg)
    try:
        head = json.loads(output[_HEAD.size : at], parse_constant=_no_constant)
    except RecursionError as error:
        msg = "nested too deeply"
        raise ValueError(msg) from error
    if not isinstance(head, dict):
        msg = "another head"
        raise ValueError(msg)  # noqa: TRY004  (it is the worker's, not the caller's)
    return head, at


def _no_constant(name: str) -> float:
    msg = f"{name} is not a number"
    raise ValueError(msg)


def _bodies(
    output: bytes, at: int, pages: tuple[tuple[int, ...], ...]
) -> Iterator[tuple[int, bytes]]:
    """Cut the pages out; their numbers rise, and nothing is left over."""
    last = 0
    if len(pages) > _MOST_PAGES:
        msg = "more pages than a document has"
        raise ValueError(msg)
    for one in pages:
        if len(one) != 2 or not last < one[0] < 1 << 31:  # noqa: PLR2004  (number and size)
            msg = "pages out of order"
            raise ValueError(msg)
        last, size = one
        if not 0 < size <= min(_LONGEST, len(output) - at):
            msg = "a page of no sound size"
            raise ValueError(msg)
        yield last, output[at : at + size]
        at += size
    if at != len(output):
        msg = "more than its pages"
        raise ValueError(msg)
