"""The compiled wordings of each language, and the words that they are made of."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from papertrace.check.grammar.automaton import compiled

if TYPE_CHECKING:
    from papertrace.check.grammar.automaton import Grammar


@lru_cache(maxsize=2)
def grammar(language: str) -> Grammar:
    """Give the compiled wordings of a language: english, chinese."""
    text = files("papertrace.check.grammar").joinpath(f"{language}.txt").read_text("utf-8")
    return compiled(text)


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Give every English word that stands in a wording, in small letters."""
    return grammar("english").words
