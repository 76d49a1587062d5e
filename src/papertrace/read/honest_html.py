"""Marks the text of an HTML page that a browser does not show, and orders in what is not read.

The text stays in the page: sites show and hide by scripts, which are not run, so that only a person
can tell what readers saw.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read.charset import decode
from papertrace.read.honest_css import PAGE, UNKNOWN, may_hide, unseen
from papertrace.read.honest_marks import marked
from papertrace.read.honest_orders import orders
from papertrace.read.html_dom import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Page

_BEGINS = re.compile(r"<!--|<template\b[^>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,2000}>")
_MOST: Final = 2_000_000
_LOOK: Final = "Look at the original before you rely on it."


def _unread(text: str) -> Iterator[str]:
    """Give what stands in comments and templates; what is never closed is left out."""
    lower = text.lower()
    at = 0
    while begun := _BEGINS.search(text, at):
        closing = "-->" if begun[0] == "<!--" else "</template>"
        end = lower.find(closing, begun.end())
        if end < 0:
            return
        yield text[begun.end() : end]
        at = end + len(closing)


def hidden_in(text: str) -> dict[str, str]:
    """Give the path of every element of a page that a browser would not show, with a code."""
    return unseen(parsed(text)) if may_hide(text) else {}


def seen(page: Page, text: str, place: str = "") -> Page:
    """Mark what a browser would not show; `place` stands before the paths of the page's runs."""
    hidden = hidden_in(text)
    if not hidden:
        return page
    told = {place + path: code for path, code in hidden.items()}
    page = marked(page, lambda run: told.get(run.path, ""))
    if PAGE not in hidden:
        return page
    message = f"On page {page.number} something opaque is laid over others; it may cover text."
    return replace(page, problems=(*page.problems, Problem(UNKNOWN, "warning", message, _LOOK)))


def examined(document: Document, data: bytes) -> Document:
    """Mark what a browser would not show of the one page of an HTML file."""
    text = decode(data, markup=True).text
    if may_hide(text):
        first, *others = document.pages
        document = replace(document, pages=(seen(first, text), *others))
    unread = " \n".join(_TAG.sub(" ", piece) for piece in _unread(text[:_MOST]))
    if unread and orders(unread):
        message = "A comment or template of the page looks like an order to a model."
        told = Problem("PT351", "warning", message, "It is not read.")
        document = replace(document, problems=(*document.problems, told))
    return document
