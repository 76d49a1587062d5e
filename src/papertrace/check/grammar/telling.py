"""What is said of a sentence that waits for a person: its words, and every reason for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.check.grammar.ground import Wrong
    from papertrace.model import Reading


def to_read(readings: Iterable[Reading]) -> Iterator[Problem]:
    """Give a warning for every sentence that waits for a person, with all its reasons."""
    for one in readings:
        if one.state == "unread":
            more = " One person has read it; another must." if one.people else ""
            told = f" “{_short(one)}”: " if one.why else f" “{_short(one)}”."
            line = one.span.line if one.span else 0
            name = one.claims[0] if one.claims else f":{line}"
            yield Problem(
                codes.TO_READ, "warning",
                f"For a person to read:{told}{'; '.join(one.why)}.{more}".replace("..", "."),
                f"Plainer words, or: papertrace vouch DRAFT {name} --reason …",
                span=one.span,
            )  # fmt: skip


def reasons(words: Sequence[str], wrong: Iterable[Wrong], *, strange: bool) -> tuple[str, ...]:
    """Say why: words in no wording, the place at which wordings end, or what nothing shows."""
    some = ", ".join(repr(w) for w in words)
    if some and strange:
        return (f"{some} is not understood",)
    if some:
        return (f"no wording goes on as it does from {some}",)
    return tuple(
        dict.fromkeys(
            f"{w.words!r} is not proven: {w.message or 'nothing in the evidence shows it'}"
            for w in wrong
            if not w.slip
        )
    )


def beside(told: Iterable[str]) -> tuple[str, ...]:
    """Say of sentences and headings around one that they may speak of it."""
    return tuple(f"{t!r} stands beside it and may speak of it" for t in told)


def _short(reading: Reading) -> str:
    return re.sub(r"\[([^\]]*)\]\(claim:[^)]*\)", r"\1", reading.sentence).strip()
