"""A story written in a word processor, as the Markdown that the check tests.

Headings, paragraphs, lists, tables (a paragraph a cell) and links are kept; a link to `claim:NAME`
is a claim. What is struck out by a tracked change is gone, what is inserted stands. Comments are
not the story. Marks that Markdown would read are escaped, so that nothing turns into a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.errors import DraftUnreadable
from papertrace.read import sandbox
from papertrace.read.packed import Package
from papertrace.read.xml_tree import attribute, every, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.xml_tree import Element

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_OPENING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_BODY, _LINKS = "word/document.xml", "word/_rels/document.xml.rels"
_LIMITS = sandbox.Limits(seconds=30, output=64 << 20)


def markdown_of(data: bytes, name: str) -> str:
    """Give a DOCX file as Markdown; DraftUnreadable where it is none. It is opened in a worker."""
    answer = sandbox.run(convert, data, _LIMITS)
    if not answer.ok:
        msg = f"{name} cannot be read as a DOCX file: {answer.message}"
        raise DraftUnreadable(msg, remedy="Save the draft again as DOCX, or as Markdown.")
    return answer.output.decode()


def convert(data: bytes) -> bytes:
    """Turn the bytes of a DOCX file into Markdown; ReadError where it is none that can be read."""
    package = Package(data)
    body = package.xml(_BODY)
    links = package.xml(_LINKS) if _LINKS in package else None
    targets = {
        attribute(r, "Id"): attribute(r, "Target")
        for r in (every(links, "Relationship") if links is not None else ())
    }
    return "\n\n".join(p for p in _paragraphs(body, targets) if p.strip()).encode() + b"\n"


def _paragraphs(body: Element, targets: dict[str, str]) -> Iterator[str]:
    for paragraph in every(body, "p"):
        style = next((attribute(s, "val") for s in every(paragraph, "pStyle")), "")
        level = re.fullmatch(r"(?:Heading|heading)\s?(\d)|Title", style)
        text = "".join(_inline(paragraph, targets)).strip()
        listed = any(local(e) == "numPr" for e in every(paragraph, "numPr"))
        if level:
            yield f"{'#' * (int(level[1]) if level[1] else 1)} {text}"
        else:
            yield f"- {text}" if listed else _OPENING.sub(r"\1\\\2", text)


def _inline(node: Element, targets: dict[str, str]) -> Iterator[str]:
    for child in node:
        name = local(child)
        if name in ("del", "moveFrom", "pPr", "rPr", "instrText", "commentReference"):
            continue
        if name == "t":
            yield _SPECIAL.sub(r"\\\1", child.text or "")
        elif name in ("br", "tab", "cr"):
            yield " "
        elif name == "hyperlink":
            words = "".join(_inline(child, targets))
            target = targets.get(attribute(child, "id"), "")
            yield f"[{words}]({target})" if target and words.strip() else words
        else:
            yield from _inline(child, targets)
