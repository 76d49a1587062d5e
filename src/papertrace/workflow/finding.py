"""Find words in every page of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.search import find as find_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case


def find(case: Case, query: str) -> Iterator[dict[str, Any]]:
    """Give one row a hit, sorted by document name and page."""
    for held in case.documents():
        for page in case.derived.pages(held.digest):
            for hit in find_in(query, page):
                yield {
                    "sha256": held.digest,
                    "name": held.name,
                    "page": hit.page,
                    "boxes": [b.rounded() for b in hit.boxes],
                    "snippet": hit.snippet,
                    "score": 1.0,
                }


def searched(case: Case) -> tuple[int, int]:
    """Count the pages that were searched and the documents that were not (wholly) read.

    One that was not built yet was not read.
    """
    made = {d.digest: d for d in case.derived.summaries()}
    held = {h.digest for h in case.documents()}
    unread = sum(d not in made or made[d].outcome != "read" for d in held)
    return sum(d.page_count for d in made.values()), unread
