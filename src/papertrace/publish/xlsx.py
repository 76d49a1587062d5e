"""The facts behind a story as one XLSX: the tables of the Data Package, a sheet each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import tables
from papertrace.publish.sheets import as_csv
from papertrace.publish.workbook import as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Publication

NAME = "xlsx"
TITLE = "One XLSX of the facts, each with its page and boxes: no formula, no link"
SIGNED = ""


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give the one file.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before it.
    """
    known = cleared(publication)
    made = tables(publication, known)
    texts = [(t.name, as_csv(t).decode()) for t in made]
    refuse_exposed(texts, (), known.secrets, known.names)
    yield "facts.xlsx", as_xlsx(made)
