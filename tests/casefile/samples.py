"""Invented cases, pages and facts, and the ways in which tests break them."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from papertrace.casefile import Derivation, Keyring
from papertrace.casefile.log import TABLES
from papertrace.casefile.verify import verify
from papertrace.model import (
    Box,
    Field,
    Page,
    Problem,
    Word,
    anchor_of,
    from_json,
    make_fact,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.casefile.verify import Item
    from papertrace.model import (
        Capture,
        Fact,
    )

AMOUNT = "26500000"


def keyring(folder: Path) -> Keyring:
    """Give a keyring with the keys `reporter` (default) and `editor`."""
    made = Keyring(folder)
    made.make("reporter")
    made.make("editor")
    return made


def add(case: Case, data: bytes, name: str, key: SigningKey) -> Capture:
    """Preserve invented bytes."""
    return case.preserve(io.BytesIO(data), name, "file", lambda _: "text/plain", key)[0]


def page(number: int = 1, amount: str = AMOUNT) -> Page:
    """Give a page that states an amount, as a reader in another process hands it over."""
    text = f"中标金额 {amount} 元"
    words = (
        Word("中标金额", Box(10, 20, 50, 30), 0, 4),
        Word(amount, Box(60, 20.123456, 120, 30), 5, 5 + len(amount)),
        Word("元", Box(125, 20, 135, 30), 6 + len(amount), 7 + len(amount)),
    )
    made = Page(number, 595.0, 842.0, 0, text, words, (), "digital")
    return from_json(Page, to_json(made))


def fact(digest: str, on: Page, amount: str = AMOUNT) -> Fact:
    """Give the amount that a page states as a fact."""
    start = on.text.index(amount)
    return make_fact(
        digest,
        "award",
        {"amount": Field(amount, amount, "CNY")},
        [anchor_of(on, start, start + len(amount), "amount")],
        form="award@1",
        confidence=0.9,
    )


def derivation(digest: str, pages: Sequence[Page], facts: Iterable[Fact]) -> Derivation:
    """Give what an invented build made of a document."""
    return Derivation(
        digest=digest,
        fingerprint=f"made of {digest[:8]}",
        outcome="read",
        reason="",
        reader="words/1",
        form="award@1",
        parts=("perf_target@1",),
        title="白榆湾中标公告",
        publisher="白榆湾出入境边防检查站",
        year="2024",
        page_count=len(pages),
        problems=(Problem("PT400", "note", "invented"),),
        pages=tuple(pages),
        facts=tuple(facts),
    )


def fill(case: Case, keys: Keyring, documents: int = 3) -> tuple[Fact, ...]:
    """Add documents, build them, and let the reporter accept the fact of each."""
    me, facts = keys.get("reporter"), []
    for number in range(documents):
        captured = add(case, f"document {number}".encode() * 40, f"n{number}.txt", me)
        on = page(amount=f"{AMOUNT}{number}")
        found = fact(captured.digest, on, f"{AMOUNT}{number}")
        case.derived.put(derivation(captured.digest, [on], [found]))
        case.decide(found, "accepted", key=me, channel="script", reason="read it")
        facts.append(found)
    return tuple(facts)


def broken(case: Case, heads: Iterable[str] = ()) -> list[Item]:
    """Give what a verification finds broken."""
    return [item for item in verify(case, heads=heads) if item.state == "broken"]


def meddle(case: Case, *statements: str, unguarded: bool = True) -> None:
    """Run SQL on a case's log from outside, as someone with a database tool would."""
    with closing(sqlite3.connect(case.root / "log.db", isolation_level=None)) as outside:
        triggers = [s for s in TABLES if s.startswith("CREATE TRIGGER")]
        if unguarded:
            for trigger in triggers:
                outside.execute(f"DROP TRIGGER {trigger.split()[2]}")
        for statement in statements:
            outside.execute(statement)
        if unguarded:
            for trigger in triggers:
                outside.execute(trigger)
