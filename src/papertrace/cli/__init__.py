"""The command line: the only room that reads the environment and prints.

Exit codes: 0 clean, 1 findings, 2 wrong use, 3 fault. A fault prints one line (code, what, what to
do); PAPERTRACE_DEBUG=1 shows where it arose.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from importlib import import_module
from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.cli.parser import parser
from papertrace.errors import PapertraceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FAULT = 3
INTERRUPTED = 130


_ROOMS = {
    "demo": "demo",
    "desk": "desk",
    "captures": "collecting",
    "seal": "stamping",
    "watch": "watching",
    **dict.fromkeys(("new", "add", "build"), "making"),
    "key": "keys",
    "team": "team",
    "doctor": "doctor",
    **dict.fromkeys(("status", "documents", "pages", "look", "facts", "sql"), "looking"),
    "find": "seeking",
    "witness": "witness",
    "suggest": "suggesting",
    **dict.fromkeys(("translation", "release", "vouch", "reply"), "vouching"),
    **dict.fromkeys(
        ("totals", "differences", "diff", "compare", "facilities", "funding"), "analysing"
    ),
    "copies": "copying",
    "disclose": "disclosing",
    **dict.fromkeys(("expunge", "backup", "restore", "lock", "unlock"), "keeping"),
    **dict.fromkeys(("entities", "purchases", "proposals", "rates"), "resolving"),
    **dict.fromkeys(("decide", "judge", "check", "verify", "publish"), "ending"),
}
"""Each verb's module: a verb loads only what it needs, so that looking things up is quick."""


def _verb(name: str) -> Callable[..., int]:
    found: Callable[..., int] = getattr(import_module(f"papertrace.cli.{_ROOMS[name]}"), name)
    return found


def _typed(word: str) -> str:
    """Give a word as it was typed, though the system's encoding could not say it."""
    return word if word.isprintable() else os.fsencode(word).decode("utf-8", "surrogateescape")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    with contextlib.suppress(AttributeError):  # a stream that a test put in place
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    words = sys.argv[1:] if argv is None else argv
    args = parser().parse_args([_typed(word) for word in words])
    try:
        return _verb(args.verb)(args)
    except PapertraceError as error:
        output.warn(error.line())
        return error.exit_code
    except KeyboardInterrupt:
        output.warn("Stopped. What was done is kept; repeat the command to go on.")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  (the last net: one line, never a dump)
        if os.environ.get("PAPERTRACE_DEBUG"):
            traceback.print_exc()
        output.warn(
            f"PT000: {type(error).__name__}: {error}. This is a fault of papertrace."
            " Set PAPERTRACE_DEBUG=1 to see where, and report it."
        )
        return FAULT
