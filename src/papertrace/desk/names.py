"""What kinds of facts, fields, forms and problems are called in the language of whoever looks.

The program's own names (`tender_budget`) stand in every address, form and export; words are shown
in their place on pages alone. What the program tells of a case in hand is in `sentences`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import pass_context

if TYPE_CHECKING:
    from jinja2.runtime import Context

SORTS: Final = ("kind", "field", "code", "form", "stage")
_ENGLISH: Final = {
    "contract_no": "contract number",
    "doc_meta": "document details",
    "document_no": "document number",
    "index_no": "index number",
    "lot_no": "lot number",
    "pct": "percentage",
    "per": "unit of the price",
    "project_no": "project number",
    "qty": "quantity",
    "yoy": "change over a year",
}
"""Names that are no words."""
_NAME: Final = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], str]:
    text = (files("papertrace.desk") / "chinese.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {(sort, name): words for sort, name, words in rows}


def called(sort: str, name: str, language: str) -> str:
    """Give what a name is called in a language, in words; itself where there is no other."""
    told = _words().get((sort, name)) if language == "zh-Hans" else None
    return told or plain(name)


def plain(name: str) -> str:
    """Give a name of the program (`tender_budget`) in English words; anything else as it is."""
    return _ENGLISH.get(name) or (name.replace("_", " ") if _NAME.fullmatch(name) else name)


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """Give the program's own names of fields, kinds, forms and stages, with their Chinese."""
    every = reversed(_words().items())  # what stands first in the table counts
    return {name: words for (sort, name), words in every if sort != "code"}


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
    return called("form", name.partition("@")[0], _language(context))


@pass_context
def stage(context: Context, name: str) -> str:
    """Name a stage of a purchase."""
    return called("stage", name, _language(context))


@pass_context
def marked(context: Context, title: str) -> str:
    """Name what a box on a page is about: a field, or a kind of fact and its field."""
    language = _language(context)
    first, mark, last = title.partition(": ")
    named = called("field", last, language) if mark else ""
    return (
        f"{called('kind', first, language)}{mark}{named}"
        if mark
        else called("field", first, language)
    )


@pass_context
def means(context: Context, code: str, told: str) -> str:
    """Give what a code means, `told` where there is no other wording of it."""
    words = called("code", code, _language(context))
    return told if words == code else words


FILTERS: Final = {
    "kind": kind,
    "field": field,
    "form": form,
    "marked": marked,
    "stage": stage,
}
"""Names of filters in templates -> what they do."""
FUNCTIONS: Final = {"means": means}
"""Names of functions in templates -> what they do."""
