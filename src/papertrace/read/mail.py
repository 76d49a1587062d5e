"""E-mail (EML) -> one drawn page: its main headers and its body; what hangs on it is attached.

Of two ways of saying the same (plain and HTML) the HTML one is read, which the recipient saw.
Places in the body are named `/part[1.2]` and what follows it: an XPath, or characters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.errors import Damaged
from papertrace.model import Document, Problem
from papertrace.read import honest_html, html, mime, sniff
from papertrace.read.blocks import Grid, Line, Piece
from papertrace.read.flow import lay_out
from papertrace.read.parts import of_bytes
from papertrace.read.txt import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import Message

    from papertrace.read.blocks import Block
    from papertrace.read.parts import Part

MEDIA_TYPES: tuple[str, ...] = (sniff.MAIL,)
NAME = "mail"
VERSION = "2"
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_PARTING = re.compile(rb"\r?\n\r?\nFrom [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n")
"""What stands before each message of a mailbox."""
_SHOWN = ("From", "To", "Cc", "Date", "Subject")


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a message; Damaged where it has neither head nor body."""
    message = mime.parse(messages(data)[0])
    shown = [(h, mime.header(message, h)) for h in _SHOWN]
    blocks: list[Block] = [head_line(h, told) for h, told in shown if told]
    problems: list[Problem] = []
    styled: list[tuple[str, str]] = []
    for leaf in mime.leaves(message):
        if leaf.is_body:
            text, trouble = mime.text_of(leaf.part)
            problems += trouble
            kind, place = leaf.part.get_content_subtype(), f"/part[{leaf.number}]"
            blocks += body_blocks(text, kind, place)
            if kind == "html":
                styled.append((text, place))
    if not blocks and not message.is_multipart():
        message_text = "The message has neither headers nor text."
        raise Damaged(message_text)
    title = mime.header(message, "Subject")
    told = f"{NAME}/{VERSION}"
    page = lay_out(blocks)
    page = replace(page, problems=(*page.problems, *_otherwise(message, page.text)))
    for text, place in styled:
        page = honest_html.seen(page, text, place)
    return Document(digest, name, sniff.MAIL, told, title, (page,), tuple(problems))


def _otherwise(message: Message, read_: str) -> Iterator[Problem]:
    """Report figures that another wording of the same message says and the one that is read not."""
    known = set(_FIGURE.findall(read_.replace(",", "")))
    for part in mime.others(message):
        text, _ = mime.text_of(part)
        if part.get_content_subtype() == "html":
            text = " ".join(b.text for b in html.blocks_of(text) if isinstance(b, Line))
        said = sorted(set(_FIGURE.findall(text.replace(",", ""))) - known)
        if said:
            told = f"{', '.join(said[:3])}{' ...' if len(said) > 3 else ''}"  # noqa: PLR2004  (three are enough)
            words = f"Another wording of the message holds figures that this one lacks: {told}."
            yield Problem("PT359", "warning", words, "Look at the original in a mail program.")


def head_line(name: str, told: str) -> Line:
    """Write one header as a line."""
    return Line((Piece(f"{name}: ", None), Piece(told, f"/head/{name}")))


def body_blocks(text: str, kind: str, place: str) -> list[Block]:
    """Give a body as blocks whose paths begin with its place."""
    found = html.blocks_of(text) if kind == "html" else blocks_of(text)
    return _placed(found, place)


def _placed(blocks: Sequence[Block], place: str) -> list[Block]:
    def at(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(
            p if p.path is None else Piece(p.text, f"{place}{p.path}", p.offset) for p in pieces
        )

    return [
        replace(b, cells=tuple(replace(c, pieces=at(c.pieces)) for c in b.cells))
        if isinstance(b, Grid)
        else Line(at(b.pieces))
        for b in blocks
    ]


def parts(data: bytes, name: str) -> Iterator[Part]:
    """Give what hangs on a message, and the messages behind it in its mailbox."""
    del name
    first, *others = messages(data)
    for leaf in mime.leaves(mime.parse(first)):
        if not leaf.is_body:
            held = mime.content(leaf.part)
            yield of_bytes(mime.file_name(leaf).replace("/", "_"), held)
    for number, other in enumerate(others, 2):
        yield of_bytes(f"message {number}.eml", other)


def messages(data: bytes) -> list[bytes]:
    """Give the messages of a mailbox (mbox), without the lines that part them; else the one."""
    if not data.startswith(b"From "):
        return [data]
    before, *found = _PARTING.split(b"\n\n" + data)
    return [data] if before else found
