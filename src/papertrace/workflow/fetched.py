"""What the log says of the web: every capture and every failure, as rows for people and scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case

KIND = "fetch"
"""Kind of the log's entries."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def rows(case: Case) -> Iterator[dict[str, Any]]:
    """Give one row a document or failure, in the order of the log."""
    for entry in case.entries(KIND):
        if not entry.body:
            continue
        told = dict(entry.body)
        charset = _CHARSET.search(str(told.get("content_type", "")))
        yield {
            "id": entry.hash,
            "sha256": told.pop("digest", ""),
            **told,
            "charset": charset[1].lower() if charset else "",
            "by": entry.actor,
            "logged": entry.at,
        }


def by_document(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Give for every document where and when it was found on the web, in short."""
    found: dict[str, list[dict[str, Any]]] = {}
    wanted = ("address", "at", "role", "lead", "publisher", "form", "charset", "warc", "status")
    for row in rows(case):
        if row["sha256"]:
            found.setdefault(row["sha256"], []).append({name: row[name] for name in wanted})
    return found


def addresses(case: Case) -> frozenset[str]:
    """Give every address of which the case has a document."""
    return frozenset(row["address"] for row in rows(case) if row["sha256"])
