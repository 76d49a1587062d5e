"""How pages and facts are laid out in rows: the same values give the same bytes, checksummed.

Pages come packed by the reader's worker and are stored as they are. It opens nothing and stores
nothing; a row that is not what was written is a ValueError.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from papertrace.casefile.log import canonical
from papertrace.casefile.page_columns import LAYOUT, pack_page
from papertrace.model import (
    Anchor,
    Box,
    Caption,
    Cell,
    Fact,
    Field,
    Page,
    Problem,
    Run,
    Table,
    Word,
    from_json,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Outcome

TABLES = """\
CREATE TABLE document (
  digest TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, json TEXT NOT NULL,
  pages INTEGER NOT NULL, facts INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT

CREATE TABLE page (
  digest TEXT NOT NULL REFERENCES document (digest) ON DELETE CASCADE,
  number INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (digest, number)
) STRICT

CREATE TABLE fact (
  digest TEXT NOT NULL REFERENCES document (digest) ON DELETE CASCADE,
  position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  page INTEGER NOT NULL, top REAL NOT NULL, x0 REAL NOT NULL,
  json TEXT NOT NULL, crc INTEGER NOT NULL,
  PRIMARY KEY (digest, position)
) STRICT

CREATE INDEX fact_id ON fact (id)
""".strip().split("\n\n")


@dataclass(frozen=True, slots=True)
class Derivation:
    """What was made of one document, whole."""

    digest: str
    fingerprint: str
    """Digest of all that went into it: bytes, versions, settings."""
    outcome: Outcome
    reason: str
    """Code of the reason where the outcome is not `read`."""
    reader: str
    form: str
    parts: tuple[str, ...]
    title: str
    publisher: str
    year: str
    page_count: int
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...] = ()
    """Empty in a summary."""
    facts: tuple[Fact, ...] = ()
    """Empty in a summary."""


def _shape() -> int:
    """Number the layout: it changes with the tables and with the fields of what they hold."""
    kinds = (Derivation, Page, Word, Run, Cell, Caption, Table, Box, Problem, Fact, Field, Anchor)
    told = [LAYOUT, *TABLES, *(f"{k.__name__}.{f.name}:{f.type}" for k in kinds for f in fields(k))]
    return zlib.crc32("\n".join(told).encode()) & 0x7FFFFFFF


SHAPE = _shape()
"""Kept as SQLite's user_version; a file of another shape is thrown away and made anew."""

DocumentRow = tuple[str, str, str, int, int, int]
PageRow = tuple[str, int, bytes]
FactRow = tuple[str, int, str, str, int, float, float, str, int]


Body = tuple[int, bytes]
"""A page's number, and the page packed."""


def bodies_of(pages: Sequence[Page]) -> tuple[Body, ...]:
    """Pack pages; ValueError where one cannot be."""
    return tuple((page.number, pack_page(page)) for page in pages)


def pack(
    made: Derivation, bodies: Sequence[Body]
) -> tuple[DocumentRow, list[PageRow], list[FactRow]]:
    """Lay a derivation out in rows of the three tables, its pages as they were packed."""
    text = canonical(to_json(replace(made, pages=(), facts=())))
    counts = (len(bodies), len(made.facts))
    crc = _crc(made.digest, made.fingerprint, *counts, text)
    pages = [(made.digest, number, body) for number, body in bodies]
    facts = [_fact_row(made.digest, n, f) for n, f in enumerate(made.facts)]
    return (made.digest, made.fingerprint, text, *counts, crc), pages, facts


def unpack_summary(row: DocumentRow) -> Derivation:
    """Read a derivation's row."""
    digest, fingerprint, text, pages, facts, crc = row
    _check(crc, digest, fingerprint, pages, facts, text)
    return from_json(Derivation, json.loads(text))


def unpack_fact(row: FactRow) -> Fact:
    """Read a fact's row."""
    _check(row[-1], *row[:-1])
    return from_json(Fact, json.loads(row[-2]))


def _fact_row(digest: str, position: int, fact: Fact) -> FactRow:
    page, top, x0 = min((_place(a) for a in fact.anchors if a.role == ""), default=(0, 0.0, 0.0))
    text = canonical(to_json(fact))
    row = (digest, position, fact.id, fact.kind, page, top, x0, text)
    return (*row, _crc(*row))


def _place(anchor: Anchor) -> tuple[int, float, float]:
    first = min(((b.top, b.x0) for b in anchor.boxes), default=(0.0, 0.0))
    return anchor.page, round(float(first[0]), 4), round(float(first[1]), 4)


def _check(crc: int, *parts: object) -> None:
    if crc != _crc(*parts):
        msg = "the checksum does not fit"
        raise ValueError(msg)


def _crc(*parts: object) -> int:
    return zlib.crc32("\n".join(map(str, parts)).encode())
