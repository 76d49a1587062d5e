"""What people vouch for beside facts: translations with a second reader, and releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from papertrace.errors import UsageError
from papertrace.model import Office
from papertrace.text.anchored import anchor_of
from papertrace.workflow.checking import read_draft
from papertrace.workflow.releasing import may_sign
from papertrace.workflow.sentences import read_over, refuse_unread

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Release, Translation


def translate(  # noqa: PLR0913  (whose words on which page mean what)
    case: Case,
    document: str,
    page: int,
    quote: str,
    words: str,
    *,
    key: SigningKey,
    language: str,
) -> Translation:
    """Record a translation of words that stand on a page; UsageError where they do not."""
    held = case.find(document)
    read = case.derived.page(held.digest, page)
    at = read.text.find(quote) if read and quote else -1
    if read is None or at < 0:
        msg = f"{quote!r} does not stand on page {page} of {held.name} as it was read."
        raise UsageError(msg, remedy="`papertrace pages DOCUMENT --page N --text` shows it.")
    if not words.strip():
        msg = "A translation has words."
        raise UsageError(msg)
    anchor = anchor_of(read, at, at + len(quote), "quote")
    body = {
        "digest": held.digest,
        "page": page,
        "quote": quote,
        "ordinal": anchor.ordinal,
        "language": language,
        "words": words.strip(),
    }
    made = case.append("translation", body, key)
    return next(t for t in case.ledger().translations if t.id == made.hash)


def second(case: Case, wanted: str, key: SigningKey) -> Translation:
    """Record that another person read a translation against its page and agrees."""
    found = [t for t in case.ledger().translations if t.id.startswith(wanted)]
    if len(found) != 1:
        msg = f"{'No' if not found else len(found)} translations begin with {wanted!r}."
        raise UsageError(msg, remedy="`papertrace translation list` shows the ids.")
    person = case.ledger().person
    if person(found[0].translator) == person(key.id):
        msg = "The translator cannot be the second reader."
        raise UsageError(msg, remedy="Another person: --by KEY")
    if found[0].second_reader:
        msg = "Two people stand behind this translation already."
        raise UsageError(msg, remedy="Nothing is left to do.")
    case.append("second-reading", {"translation": found[0].id}, key)
    return next(t for t in case.ledger().translations if t.id == found[0].id)


def release(case: Case, path: Path, office: str, key: SigningKey) -> Release:
    """Sign exactly the words of a draft and its claims, as editor or lawyer.

    NotReleased, with every line of them, while sentences or names wait for a person.
    """
    if office not in get_args(Office):
        msg = f"{office!r} signs no release."
        raise UsageError(msg, remedy=f"Say --as {' or --as '.join(get_args(Office))}.")
    if not may_sign(case, "editor" if office == "editor" else "lawyer", key.id):
        msg = f"case.toml does not name {key.label} as {office}."
        raise UsageError(msg, remedy=f"Whom [release] {office} names signs, with a key of theirs.")
    report = read_over(case, path)
    refuse_unread(report)  # signed is what was tested, whatever is saved over it meanwhile
    made = case.append("release", {"draft": report.draft.sha256, "office": office}, key)
    return next(r for r in case.ledger().releases if r.id == made.hash)


def withdraw(case: Case, path: Path, office: str, key: SigningKey) -> Release:
    """Take one's own signature under a draft back; UsageError where there is none."""
    draft, person = read_draft(path), case.ledger().person
    found = [
        r
        for r in case.ledger().releases
        if (r.draft, r.office) == (draft.sha256, office) and person(r.by) == person(key.id)
    ]
    if not found:
        msg = f"This person has not signed exactly these words as {office}."
        raise UsageError(
            msg, remedy="Name the key and the office that signed: --by KEY --as OFFICE"
        )
    case.append("withdrawal", {"release": found[-1].id}, key)
    return found[-1]
