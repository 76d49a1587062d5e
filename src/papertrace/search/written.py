"""A query written out again, so that a changed one can be shown, pressed and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import UsageError
from papertrace.search.query import Chip, Every, Not, Some, Words, parse, replaced

if TYPE_CHECKING:
    from papertrace.search.query import Node

_MOST = 6
"""Words between blanks: more are a sentence."""


def apart(query: Node, phrase: Words) -> str:
    """Write a query in which the words of a phrase stand anywhere on the page, not in a row.

    '' where the phrase is one word, or one that stood in quotation marks, or far too many.
    """
    parts = phrase.text.split()
    if phrase.exact or not 1 < len(parts) <= _MOST:
        return ""
    every = Every(tuple(dict.fromkeys(map(_word, parts))))
    if len(every.of) == 1:
        return ""
    changed = replaced(query, lambda words: every if words == phrase else words)
    told = written(changed)
    return told if _reads_as(told, changed) else ""


def written(node: Node) -> str:
    """Write a query; `parse` gives the same one again, but for words that hold both quotes."""
    if isinstance(node, Words):
        return _quoted(node.text) if node.exact else node.text
    if isinstance(node, Chip):
        return f"{node.key}:{_quoted(node.value) if ' ' in node.value else node.value}"
    if isinstance(node, Not):
        return f"NOT {_inner(node.of)}"
    return (" AND " if isinstance(node, Every) else " OR ").join(map(_inner, node.of))


def _inner(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, Every | Some) else written(node)


def _quoted(text: str) -> str:
    return f"“{text}”" if '"' in text else f'"{text}"'


def _word(text: str) -> Words:
    """Give a word as it stands, in quotation marks where it would be read as something else."""
    plain = Words(text)
    stands = _reads_as(f"{text} AND x", Every((plain, Words("x"))))
    return plain if stands else Words(text, exact=True)


def _reads_as(query: str, node: Node) -> bool:
    try:
        return parse(query) == node
    except UsageError:
        return False
