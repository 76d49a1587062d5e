"""Notices that goods or services were taken over. The persons who did it are never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "acceptance"
CHINESE = "验收结果公告"
VERSION = 2
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document tells of an acceptance."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice."""
    yield from notice_of(outline_of(document), f"{NAME}@{VERSION}")
