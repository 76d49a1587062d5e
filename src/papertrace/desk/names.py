"""What kinds of facts, fields, forms and problems are called in the language of whoever looks.

English names are the program's own and stand in every address and export; Chinese ones are shown
beside the fact alone. What the program tells of a case in hand is in `sentences`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import pass_context

if TYPE_CHECKING:
    from jinja2.runtime import Context

SORTS: Final = ("kind", "field", "code", "form")


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], str]:
    text = (files("papertrace.desk") / "chinese.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {(sort, name): words for sort, name, words in rows}


def called(sort: str, name: str, language: str) -> str:
    """Give what a name is called in a language; itself where there is no other word."""
    return _words().get((sort, name), name) if language == "zh-Hans" else name


def _language(context: Context) -> str:
    return str(context.get("language", "en"))


@pass_context
def kind(context: Context, name: str) -> str:
    """Name a kind of fact."""
    return called("kind", name, _language(context))


@pass_context
def field(context: Context, name: str) -> str:
    """Name a field."""
    return called("field", name, _language(context))


@pass_context
def form(context: Context, name: str) -> str:
    """Name a form, as it stands with or without its version."""
    plain = name.partition("@")[0]
    told = called("form", plain, _language(context))
    return name if told == plain else told


@pass_context
def means(context: Context, code: str, told: str) -> str:
    """Give what a code means, `told` where there is no other wording of it."""
    words = called("code", code, _language(context))
    return told if words == code else words


FILTERS: Final = {
    "kind": kind,
    "field": field,
    "form": form,
}
"""Names of filters in templates -> what they do."""
FUNCTIONS: Final = {"means": means}
"""Names of functions in templates -> what they do."""
