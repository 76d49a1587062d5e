"""What people vouch for beside facts: translations, testimonies, releases.

Each is made by a person's key. A testimony holds a number and a month and nothing that could lead
to a source. Nothing is checked or stored here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

Office = Literal["editor", "lawyer"]
"""In which office somebody signs a release."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Words of a document in another language, with two people behind them."""

    id: str
    """Hash of the log entry that holds it."""
    digest: str
    """The document's."""
    page: int
    quote: str
    """The words as printed."""
    ordinal: int
    """Which occurrence of the quote on its page, from 0."""
    language: str
    """Of `words`, ISO 639-1."""
    words: str
    translator: str
    """Key id."""
    at: str
    second_reader: str = ""
    """Key id of another person who read it against the page and agrees; '' while nobody did."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """How many independent sealed sources stand behind a claim: all that leaves the witness store.

    It comes as a signed file, not by the log: the log shows neither that nor when it was made.
    """

    claim: str
    """Name of the claim in claims.toml."""
    k: int
    """Number of sources that know it independently of each other."""
    role: str
    """Class of the sources as the story may name it (defectors, residents); '' for none."""
    month: str
    """YYYY-MM of the export, rounded down."""
    by: str
    """Key id of who exported it; the signature was right when it was read."""


def testimony_message(case: str, told: Testimony) -> bytes:
    """Give the bytes that are signed for a testimony, which are no other thing's bytes.

    `case` is the id of the case it is for: it counts in no other.
    """
    parts = [case, told.claim, told.k, told.role, told.month, told.by]
    words = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return b"papertrace testimony 2\n" + words.encode()


@dataclass(frozen=True, slots=True)
class Release:
    """An editor's or a lawyer's signature under exactly these words of a draft."""

    id: str
    draft: str
    """Digest of draft and claims file together, as `Draft.sha256`."""
    office: Office
    by: str
    at: str
