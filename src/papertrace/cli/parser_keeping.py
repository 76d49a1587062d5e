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
    one.add_argument(
        "--with-archives",
        action="store_true",
        help="also where a web archive goes with it that shows how other documents were served",
    )
    one.add_argument("--dry-run", action="store_true", help="say what would go, touch nothing")
    one.add_argument("--by", default=None, metavar="KEY")
    one = verb("disclose", "what shows an expert that an original belongs to a public edition")
    one.add_argument(
        "documents", nargs="*", metavar="DOCUMENT", help="names, or digests' beginnings"
    )
    one.add_argument("--renew", action="store_true", help="use a new secret from now on")
    one.add_argument(
        "--withhold",
        action="store_true",
        help="tell no digest, name or address of the documents in anything public from now on",
    )
    one.add_argument("--show", action="store_true", help="withhold the documents no more")
    one.add_argument("--by", default=None, metavar="KEY")
    one = verb("backup", "write the whole case encrypted into one new file, restored and tested")
    one.add_argument("out", type=Path, metavar="FILE")
    _to(one)
    one = verb("restore", "bring a backup back into a new folder")
    one.add_argument("file", type=Path)
    one.add_argument("dir", type=Path)
    _identity(one)
    one = verb("lock", "encrypt the whole case where it lies, and remove it as it was")
    _to(one)
    _passphrase(one)
    one = verb("unlock", "bring a locked case back")
    _identity(one)
    _passphrase(one)


def _to(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--to",
        nargs="+",
        default=[],
        metavar="RECIPIENT",
        help="who may open it: age1..., ssh-ed25519 ..., a file of such lines, or your own key",
    )


def _identity(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--identity",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="secret keys of age or SSH (default: your own, made by `papertrace key age`)",
    )


def _passphrase(one: argparse.ArgumentParser) -> None:
    one.add_argument("--passphrase-file", type=Path, default=None, metavar="FILE")
    one.add_argument("--passphrase", action="store_true", help="ask for a passphrase")
