"""Saved web pages and workbooks (MHTML) -> one page for each HTML part, the main one first.

Pictures and style sheets beside them are counted, not read. Nothing outside the file is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.model import Document, Problem
from papertrace.read import honest_html, html, mail, mime, sniff

if TYPE_CHECKING:
    from papertrace.model import Page

MEDIA_TYPES: tuple[str, ...] = (sniff.MHTML,)
NAME = "mhtml"
VERSION = "2"


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a saved page; one without HTML is read as a mail."""
    message = mime.parse(data)
    every = mime.leaves(message)
    pages: list[Page] = []
    problems: list[Problem] = []
    title = ""
    for leaf in every:
        if leaf.part.get_content_type() == "text/html":
            text, trouble = mime.text_of(leaf.part)
            page, stated, hidden = html.page_of(text, len(pages) + 1)
            pages.append(honest_html.seen(page, text))
            problems += (*trouble, *hidden)
            title = title or stated
    if not pages:
        return mail.read(data, name, digest)
    pictures = sum(leaf.part.get_content_maintype() == "image" for leaf in every)
    if pictures:
        message_text = f"{pictures} pictures lie beside the page; what they show was not read."
        problems.append(Problem("PT315", "note", message_text, "Look at the original."))
    title = title or mime.header(message, "Subject")
    told = f"{NAME}/{VERSION}"
    return Document(digest, name, sniff.MHTML, told, title, tuple(pages), tuple(problems))
