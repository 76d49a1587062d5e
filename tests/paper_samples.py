"""Invented papers of tests/extract/papers: blocks, and the facts a person read in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from support import ROOT

if TYPE_CHECKING:
    from paper_layouts import Block, Row

_FOLDER = ROOT / "tests" / "extract" / "papers"


class Sample(NamedTuple):
    """A paper and what stands in it; fields of other kinds are empty."""

    name: str
    blocks: list[Block]
    form: str = ""
    posts: list[Row] = []  # noqa: RUF012  (a tuple's defaults are never changed)
    total: str = ""
    facilities: list[Row] = []  # noqa: RUF012
    statements: list[Row] = []  # noqa: RUF012
    figures: list[Row] = []  # noqa: RUF012
    questions: list[Row] = []  # noqa: RUF012
    problems: list[str] = []  # noqa: RUF012
    hidden: list[str] = []  # noqa: RUF012
    """Names and words of private persons: none may stand in any fact."""


def samples(name: str) -> list[Sample]:
    """Give the samples of one file: jobs, facilities, news."""
    return [Sample(**row) for row in json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))]
