"""What the store holds: sources and what each said about which claim. Frozen values, no file.

A source's label is whatever its keeper writes; it never leaves the store. Sources of one group (a
family, a network, people who heard it from each other) are not independent and count once. Labels
and groups that differ in case, width or blanks alone are one. Roles are of a closed list.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace

from papertrace.errors import UsageError
from papertrace.text.source_roles import ROLES, role_of

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_WORD = re.compile(r"[\w-]{1,64}")


@dataclass(frozen=True, slots=True)
class Source:
    """One person, as their keeper knows them."""

    label: str
    role: str
    """Class as a story may name it, of `text.source_roles`: defector, missionary, resident ..."""
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


def same(one: str, other: str) -> bool:
    """Say whether two labels or groups differ in nothing but case, width, blanks and marks."""
    return _folded(one) == _folded(other)


def _folded(label: str) -> str:
    plain = unicodedata.normalize("NFKC", label).casefold()
    return "".join(c for c in plain if c.isalnum()) or "".join(plain.split())


def add_source(book: Book, source: Source) -> Book:
    """Add a source; UsageError where the label is taken or the role is none of the closed list.

    The label is kept without outer blanks; the group as the sources before it have it.
    """
    label, group = source.label.strip(), source.group.strip()
    if not label:
        msg = "A source needs a label."
        raise UsageError(msg, remedy="Choose one; it never leaves the store.")
    if any(same(s.label, label) for s in book.sources):
        msg = "The store has this source: labels that differ in case, width or blanks are one."
        raise UsageError(msg, remedy="Choose another label; it never leaves the store.")
    role = role_of(source.role)
    if not role:
        msg = "This is no role under which a story may name a source."
        raise UsageError(msg, remedy=f"One of: {', '.join(ROLES)}.")
    group = next((s.group for s in book.sources if s.group and same(s.group, group)), group)
    return replace(book, sources=(*book.sources, Source(label, role, group)))


def add_interview(book: Book, interview: Interview) -> Book:
    """Add an interview; UsageError where its source is not known or its month is none."""
    label = next((s.label for s in book.sources if same(s.label, interview.source)), None)
    if label is None:
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
    return replace(book, interviews=(*book.interviews, replace(interview, source=label)))


def remove_source(book: Book, label: str) -> Book:
    """Take a source out with all it told; UsageError where there is none."""
    if not any(same(s.label, label) for s in book.sources):
        msg = "There is no source of this label in the store."
        raise UsageError(msg)
    return Book(
        tuple(s for s in book.sources if not same(s.label, label)),
        tuple(i for i in book.interviews if not same(i.source, label)),
    )


def independent(book: Book, claim: str, role: str = "") -> int:
    """Count the sources that speak for a claim independently of each other, of one role or all.

    Labels and groups are compared folded: a store written by an older version may hold one person
    under two spellings.
    """
    speaking = {_folded(i.source) for i in book.interviews if claim in i.claims}
    counted = [s for s in book.sources if _folded(s.label) in speaking and role in ("", s.role)]
    groups = {_folded(s.group) for s in counted if s.group.strip()}
    alone = {_folded(s.label) for s in counted if not s.group.strip()}
    grouped = {_folded(s.label) for s in counted if s.group.strip()}
    return len(alone - grouped) + len(groups)
