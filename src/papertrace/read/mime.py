"""The parts of a MIME message: headers decoded, bodies told from attachments.

It never looks at an address, and takes every declaration of a character set as a hint only.
"""

from __future__ import annotations

import email
import email.errors
import email.feedparser
import email.generator  # a message inside a message is written out by it, behind the walls
import email.header
import email.message
import email.parser
import email.policy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.read.charset import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from papertrace.model import Problem

_MOST_DEEP = 50
_FOLDED = re.compile(r"[\r\n]+[ \t]*")
_PERCENT = re.compile("%([0-9A-Fa-f]{2})")
_ENDINGS = {
    "text/plain": "txt",
    "text/html": "html",
    "text/csv": "csv",
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of a message that is not made of parts."""

    number: str
    """Its place as MIME counts: 1, 1.2 ...; 1 for a message of one part."""
    part: Message
    is_body: bool


def parse(data: bytes) -> Message:
    """Parse a message; what is malformed is read as well as it can be."""
    return email.message_from_bytes(data, policy=email.policy.compat32)


def leaves(message: Message) -> tuple[Leaf, ...]:
    """Give all parts in order; a message inside a message is one part."""
    return tuple(_leaves(message, "", is_body=True, deep=0))


def _leaves(part: Message, number: str, *, is_body: bool, deep: int) -> Iterator[Leaf]:
    inner = part.get_payload()
    kind = part.get_content_type()
    if not isinstance(inner, list) or kind.startswith("message/") or deep > _MOST_DEEP:
        body = is_body and kind in ("text/plain", "text/html") and not _is_file(part)
        yield Leaf(number or "1", part, body)
        return
    chosen = range(len(inner))
    if kind == "multipart/alternative":
        best = [n for n, p in enumerate(inner) if _holds(p, "text/html")]
        plain = [n for n, p in enumerate(inner) if _holds(p, "text/plain")]
        one = (best or plain or [0])[-1]
        chosen = range(one, one + 1)
    elif kind == "multipart/related":
        chosen = range(1)
    for n, each in enumerate(inner):
        told = f"{number}.{n + 1}" if number else str(n + 1)
        if kind == "multipart/alternative" and n not in chosen and _is_text(each):
            continue  # the same text once more
        yield from _leaves(each, told, is_body=is_body and n in chosen, deep=deep + 1)


def others(message: Message) -> Iterator[Message]:
    """Give the texts that are passed over because they say once more what another part says."""
    chosen = {id(leaf.part) for leaf in leaves(message)}
    for part in message.walk():
        if part.get_content_type() == "multipart/alternative":
            yield from (
                each
                for each in part.walk()
                if _is_text(each) and not each.is_multipart() and id(each) not in chosen
            )


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not _is_file(part)


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _holds(part: Message, kind: str) -> bool:
    return any(p.get_content_type() == kind and not _is_file(p) for p in part.walk())


def content(part: Message) -> bytes:
    """Give a part's bytes, decoded; a message inside as the text it was."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, email.message.Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def text_of(part: Message) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a text part."""
    declared = part.get_content_charset() or ""
    made = decode(content(part), markup=part.get_content_subtype() == "html", declared=declared)
    return made.text, made.problems


def header(message: Message, name: str) -> str:
    """Give a header's text, on one line; '' where there is none."""
    found = next((v for k, v in message.raw_items() if k.lower() == name.lower()), "")
    return " ".join(words(str(found)).split())


def words(raw: str) -> str:
    """Decode the encoded words of a header, and bytes that were never encoded."""
    bare = _FOLDED.sub(" ", raw)
    try:
        pieces = email.header.decode_header(bare)
    except (email.errors.HeaderParseError, ValueError):
        pieces = [(bare, None)]
    text = ""
    for piece, charset in pieces:
        held = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
        text += decode(held, markup=False, declared=charset or "").text
    return text


def file_name(leaf: Leaf) -> str:
    """Give the name of an attached part; one made of its number where it has none."""
    told = leaf.part.get_filename()
    if told:
        return " ".join(words(told).split())
    kind = leaf.part.get_content_type()
    if kind == "message/rfc822" and leaf.part.is_multipart():
        inner = leaf.part.get_payload(0)
        subject = header(inner, "Subject") if isinstance(inner, email.message.Message) else ""
        return f"{subject.replace('/', '_')[:80] or f'message {leaf.number}'}.eml"
    return f"part {leaf.number}.{_ENDINGS.get(kind, 'bin')}"
