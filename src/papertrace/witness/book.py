"""What the store holds: sources and what each said about which claim. Frozen values, no file.

A source's label is whatever its keeper writes; it never leaves the store. Sources of one group (a
family, a network, people who heard it from each other) are not independent and count once.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from papertrace.errors import UsageError

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_WORD = re.compile(r"[\w-]{1,64}")


@dataclass(frozen=True, slots=True)
class Source:
    """One person, as their keeper knows them."""

    label: str
    role: str
    """Class as a story may name it: defector, missionary, resident, activist, researcher ..."""
    group: str = ""
    """Sources of one group know from each other; '' stands alone."""


@dataclass(frozen=True, slots=True)
class Interview:
    """What a source told, to the month."""

    source: str
    """Label of the source."""
    month: str
    """YYYY-MM."""
    claims: tuple[str, ...]
    """Names of the claims it speaks for, as in claims.toml."""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All sources and interviews of one store."""

    sources: tuple[Source, ...] = ()
    interviews: tuple[Interview, ...] = ()


def add_source(book: Book, source: Source) -> Book:
    """Add a source; UsageError where the label is taken or the role missing."""
    if not source.label.strip() or any(s.label == source.label for s in book.sources):
        msg = "A source needs a label of its own."
        raise UsageError(msg, remedy="Choose another label; it never leaves the store.")
    if not _WORD.fullmatch(source.role):
        msg = "A source needs a role of one word."
        raise UsageError(msg, remedy="defector, missionary, resident, activist, researcher ...")
    return replace(book, sources=(*book.sources, source))


def add_interview(book: Book, interview: Interview) -> Book:
    """Add an interview; UsageError where its source is not known or its month is none."""
    if not any(s.label == interview.source for s in book.sources):
        msg = "There is no source of this label in the store."
        raise UsageError(msg, remedy="papertrace witness source STORE --label LABEL --role ROLE")
    if not _MONTH.fullmatch(interview.month):
        msg = "The month is written YYYY-MM; no day is kept."
        raise UsageError(msg)
    if interview.month > f"{dt.datetime.now(dt.UTC):%Y-%m}":
        msg = "The month of the interview is still to come."
        raise UsageError(msg)
    if not interview.claims or not all(_WORD.fullmatch(c) for c in interview.claims):
        msg = "An interview speaks for at least one claim, named as in claims.toml."
        raise UsageError(msg)
    return replace(book, interviews=(*book.interviews, interview))


def remove_source(book: Book, label: str) -> Book:
    """Take a source out with all it told; UsageError where there is none."""
    if not any(s.label == label for s in book.sources):
        msg = "There is no source of this label in the store."
        raise UsageError(msg)
    return Book(
        tuple(s for s in book.sources if s.label != label),
        tuple(i for i in book.interviews if i.source != label),
    )


def independent(book: Book, claim: str, role: str = "") -> int:
    """Count the sources that speak for a claim independently of each other, of one role or all."""
    speaking = {i.source for i in book.interviews if claim in i.claims}
    counted = [s for s in book.sources if s.label in speaking and role in ("", s.role)]
    alone = sum(not s.group for s in counted)
    return alone + len({s.group for s in counted if s.group})
