"""The watch: whose pages are looked at again, and what became of them so far.

It is off until a person switches it on for a publisher, which is an entry of the log, as is every
look. Nothing is asked here; `watch_round` does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from papertrace.errors import UsageError
from papertrace.workflow import fetched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case, SigningKey

SWITCH, LOOK = "watch", "watched"
"""Kinds of the log's entries."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A page that may be watched, as it was captured last."""

    address: str
    publisher: str
    form: str
    digest: str
    """Of the document that was captured."""
    final: str
    """Where its redirects ended then."""
    content_type: str


def publishers(case: Case) -> dict[str, bool]:
    """Give every publisher that was ever switched, and whether it is on."""
    told: dict[str, bool] = {}
    for entry in case.entries(SWITCH):
        if entry.body:
            told[str(entry.body.get("publisher"))] = bool(entry.body.get("on"))
    return told


def switch(case: Case, publisher: str, key: SigningKey, *, on: bool) -> int:
    """Switch a publisher's pages on or off; give how many there are. UsageError where none is."""
    every = pages(case)
    known = [page for page in every if page.publisher == publisher]
    if on and not known:
        names = ", ".join(sorted({page.publisher for page in every if page.publisher}))
        msg = f"No page captured from the web is by `{publisher}`."
        told = f"There are: {names}." if names else "Add pages with --publisher NAME first."
        raise UsageError(msg, remedy=told)
    case.append(SWITCH, {"publisher": publisher, "on": on}, key)
    return len(known)


def pages(case: Case) -> list[Watched]:
    """Give every address of which a document was captured, as it was last.

    Its publisher is the one named when it was added, else the one read from the document.
    """
    read = {made.digest: made.publisher for made in case.derived.summaries()}
    found: dict[str, Watched] = {}
    for row in fetched.rows(case):
        if not row["sha256"] or row["role"] in ("picture", "shown"):
            continue
        known = found.get(row["address"])
        publisher = row["publisher"] or read.get(row["sha256"], "")
        found[row["address"]] = Watched(
            row["address"],
            publisher or (known.publisher if known else ""),
            row["form"],
            row["sha256"],
            row["steps"][-1][0] if row["steps"] else row["address"],
            row["content_type"],
        )
    return list(found.values())


def watched(case: Case, publisher: str = "") -> list[Watched]:
    """Give the pages of publishers that are switched on, or of one of them."""
    on = {name for name, is_on in publishers(case).items() if is_on}
    wanted = on & {publisher} if publisher else on
    return [page for page in pages(case) if page.publisher in wanted]


def looks(case: Case) -> Iterator[dict[str, Any]]:
    """Give one row a look that was made, in the order of the log."""
    for entry in case.entries(LOOK):
        if entry.body:
            yield {"at": entry.at, **entry.body}
