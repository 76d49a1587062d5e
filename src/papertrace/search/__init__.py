"""Exact search over the pages that were read: every occurrence, in any script, boxed.

Queries are parsed, widened where the reader lets them be, and held against each page; an index of
single characters (kept by the case) says which pages are worth looking at, and never more.
"""

from __future__ import annotations

from papertrace.search.bare import bare, bare_text, tokens, version
from papertrace.search.expansion import Expansion, expansions, widened
from papertrace.search.glossary import glossary
from papertrace.search.hits import Hit, find, occurrences
from papertrace.search.query import Chip, Every, Node, Not, Some, Words, parse, replaced, words_in
from papertrace.search.quoting import forms_in, may_be_quoted, quoted_forms
from papertrace.search.written import apart, written

__all__ = [
    "Chip",
    "Every",
    "Expansion",
    "Hit",
    "Node",
    "Not",
    "Some",
    "Words",
    "apart",
    "bare",
    "bare_text",
    "expansions",
    "find",
    "forms_in",
    "glossary",
    "may_be_quoted",
    "occurrences",
    "parse",
    "quoted_forms",
    "replaced",
    "tokens",
    "version",
    "widened",
    "words_in",
    "written",
]
