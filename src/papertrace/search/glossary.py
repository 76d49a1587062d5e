"""English for Chinese terms of such papers, from the project's own table of words."""

from __future__ import annotations

from functools import lru_cache

from papertrace.search.expansion import groups


@lru_cache(maxsize=1)
def glossary() -> dict[str, str]:
    """Give the first English word of each Chinese term's group."""
    found: dict[str, str] = {}
    for group in groups():
        english = next((w for w in group if w.isascii()), "")
        for term in group:
            if english and not term.isascii():
                found.setdefault(term, english)
    return found
