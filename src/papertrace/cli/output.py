"""Print for people and for scripts: JSON values, JSON Lines, plain lines, progress."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from tqdm import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

tqdm.monitor_interval = 0  # it keeps a thread otherwise, and a process with threads is not forked


def say(text: str = "") -> None:
    """Print one line for a person."""
    print(text)


def warn(text: str) -> None:
    """Print one line to standard error."""
    print(text, file=sys.stderr)


def name(text: str) -> str:
    """Show a name on one line: what cannot be seen (breaks, tabs, bidi marks) as its number."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def value(told: object) -> None:
    """Print one JSON value."""
    print(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=False))


def rows(told: Iterable[dict[str, Any]]) -> None:
    """Print JSON Lines."""
    for row in told:
        print(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Pass items on under a progress bar; it shows on a terminal only, when it takes long."""
    yield from tqdm(
        items,
        total=total,
        desc=what,
        unit="",
        leave=False,
        delay=0.5,
        file=sys.stderr,
        disable=None,
    )


def money(text: str) -> str:
    """Group the digits of a plain decimal for reading: 26500000 -> 26,500,000."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{dot}{rest}" if whole.isdigit() else text
