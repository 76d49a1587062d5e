"""ODT -> one drawn page with all text: headers, body, footers, notes, text boxes.

Places are named by paths such as `/body/p[12]` and `/body/table[2]/row[3]/cell[1]/p[1]`. Nothing
that the file refers to outside itself is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import Damaged, Encrypted
from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.flow import lay_out
from papertrace.read.honest_marks import placed
from papertrace.read.odf_text import Story, blocks
from papertrace.read.packed import Package
from papertrace.read.xml_tree import child, every

if TYPE_CHECKING:
    from papertrace.read.blocks import Block
    from papertrace.read.xml_tree import Element

MEDIA_TYPES: tuple[str, ...] = (sniff.ODT,)
NAME = "odt"
VERSION = "2"
_LOOK = "Look at the original before you rely on them."


def opened(data: bytes, kind: str) -> tuple[Package, Element, Element]:
    """Open an OpenDocument file; give its content and, inside it, the body of a kind.

    Encrypted, Damaged, OverLimit.
    """
    package = Package(data)
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        message = "The document is locked with a password."
        raise Encrypted(message)
    root = package.xml("content.xml")
    body = child(root, "body", kind)
    if body is None:
        message = f"The document has no body of kind {kind}."
        raise Damaged(message)
    return package, root, body


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a text document; raises Encrypted, Damaged or OverLimit."""
    package, root, body = opened(data, "text")
    story = Story()
    styles = package.xml("styles.xml") if "styles.xml" in package else None
    for part in (styles, root):
        if part is not None:
            story.learn(part)
    heads = _around(styles, "header", story)
    text = blocks(body, "/body", story)
    feet = _around(styles, "footer", story)
    notes = [b for path, note in story.notes for b in blocks(note, path, story)]
    page = placed(lay_out([*heads, *text, *feet, *notes]), story.unseen)
    title = story.title or _told_title(package)
    told = f"{NAME}/{VERSION}"
    return Document(digest, name, sniff.ODT, told, title, (page,), _problems(story))


def _around(styles: Element | None, kind: str, story: Story) -> list[Block]:
    """Read the headers or the footers of all kinds of pages; equal ones once."""
    found: list[Block] = []
    seen: set[str] = set()
    kinds = [] if styles is None else [e for k in (kind, f"{kind}-first") for e in every(styles, k)]
    for n, each in enumerate(kinds, 1):
        text = "".join(each.itertext())
        if text not in seen:
            found += blocks(each, f"/{kind}[{n}]", story)
        seen.add(text)
    return found


def _told_title(package: Package) -> str:
    if "meta.xml" not in package:
        return ""
    found = next(every(package.xml("meta.xml"), "title"), None)
    return "" if found is None else " ".join((found.text or "").split())


def _problems(story: Story) -> tuple[Problem, ...]:
    found = []
    if story.hidden:
        message = f"{story.hidden} characters are marked as hidden and are not printed."
        found.append(Problem("PT314", "warning", message, _LOOK))
    if story.struck:
        message = f"{story.struck} characters are struck out; they are marked as such."
        found.append(
            Problem("PT317", "note", message, "Look at the original for what was changed.")
        )
    if story.deleted or story.comments:
        message = (
            f"{story.deleted} characters of tracked deletions and {story.comments} comments are "
            "left out."
        )
        found.append(Problem("PT316", "warning", message, "Ask which version was published."))
    if story.pictures:
        message = f"{story.pictures} pictures stand in the text; what they show was not read."
        found.append(Problem("PT315", "note", message, _LOOK))
    return tuple(found)
