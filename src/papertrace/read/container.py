"""Archives -> a document without pages whose attachments are listed.

The parts become documents of their own, preserved by the shell; here they are only listed.
"""

from __future__ import annotations

from papertrace.errors import UnknownFormat
from papertrace.model import Document
from papertrace.read import foreign_archives, sniff

MEDIA_TYPES: tuple[str, ...] = (
    sniff.ZIP,
    sniff.TAR,
    sniff.GZIP,
    sniff.BZIP2,
    sniff.XZ,
    sniff.WARC,
    sniff.WACZ,
    *foreign_archives.KINDS,
)
NAME = "container"
VERSION = "1"


def read(data: bytes, name: str, digest: str) -> Document:
    """Give the document of an archive, without pages; `members.attach` lists its parts."""
    kind = sniff.sniff(data, name)
    if kind not in MEDIA_TYPES:
        message = f"This is no archive but {kind}."
        raise UnknownFormat(message)
    if kind in foreign_archives.KINDS and not foreign_archives.AVAILABLE:
        raise UnknownFormat(foreign_archives.MISSING)
    return Document(digest, name, kind, f"{NAME}/{VERSION}", "", ())
