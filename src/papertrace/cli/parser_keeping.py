"""The words of the commands that destroy, copy and lock a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Verb = Callable[[str, str], argparse.ArgumentParser]


def keeping(verb: Verb) -> None:
    """Add the verbs."""
    one = verb("expunge", "destroy a document and all that was made of it; cannot be undone")
    one.add_argument("document", help="its name, or the beginning of its digest")
    one.add_argument("--reason", default="", help="why; stays in the log, so name no document")
    one.add_argument(
        "--published",
        type=Path,
        nargs="+",
        default=[],
        metavar="DIR",
        help="published folders outside the case to take back where they show it",
    )
    one.add_argument("--dry-run", action="store_true", help="say what would go, touch nothing")
    one.add_argument("--by", default=None, metavar="KEY")
