"""The witness store: what is typed about confidential sources. No case's log hears of it.

The passphrase is asked for, or read from a file that is named; it is never typed as a word of the
command, where other programs could see it.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from papertrace import witness as store
from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case, own_key
from papertrace.errors import UsageError
from papertrace.text.source_roles import role_of

if TYPE_CHECKING:
    import argparse


def witness(args: argparse.Namespace) -> int:
    """Do what is asked with the store at `args.store`."""
    if os.name == "posix":
        import resource  # noqa: PLC0415  (POSIX alone has it)

        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))  # no names in a dump of memory
    return _DOES[args.what](args)


def _passphrase(args: argparse.Namespace, *, twice: bool = False) -> str:
    if args.passphrase_file:
        try:
            told: str = Path(args.passphrase_file).read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            msg = f"The file with the passphrase cannot be read ({error})."
            raise UsageError(msg) from error
        return told
    if not sys.stdin.isatty():
        msg = "There is no terminal to ask for the passphrase."
        raise UsageError(msg, remedy="Name a file that holds it: --passphrase-file FILE")
    told = getpass.getpass("Passphrase of the witness store: ")
    if twice and told != getpass.getpass("Again: "):
        msg = "The two are not the same."
        raise UsageError(msg)
    return told


def _new(args: argparse.Namespace) -> int:
    store.create(args.store, _passphrase(args, twice=True))
    output.say("The store is made. Whoever has file and passphrase can read it; keep them apart.")
    return CLEAN


def _source(args: argparse.Namespace) -> int:
    source = store.Source(args.label, args.role, args.group)
    store.change(args.store, _passphrase(args), lambda book: store.add_source(book, source))
    return CLEAN


def _interview(args: argparse.Namespace) -> int:
    try:
        notes = args.notes.read_text(encoding="utf-8") if args.notes else ""
    except (OSError, UnicodeDecodeError) as error:
        msg = "The notes cannot be read as UTF-8 text."
        raise UsageError(msg, remedy="Name a text file: --notes FILE") from error
    told = store.Interview(args.label, args.month, tuple(args.claims), notes)
    store.change(args.store, _passphrase(args), lambda book: store.add_interview(book, told))
    return CLEAN


def _remove(args: argparse.Namespace) -> int:
    label = args.label
    store.change(args.store, _passphrase(args), lambda book: store.remove_source(book, label))
    return CLEAN


def _list(args: argparse.Namespace) -> int:
    book = store.load(args.store, _passphrase(args))
    rows = [
        {
            "label": s.label,
            "role": s.role,
            "group": s.group,
            "interviews": [
                {"month": i.month, "claims": list(i.claims)}
                for i in book.interviews
                if i.source == s.label
            ],
        }
        for s in book.sources
    ]
    if as_json(args):
        output.rows(rows)
        return CLEAN
    for row in rows:
        output.say(f"{row['label']}  {row['role']}  {row['group']}".rstrip())
    return CLEAN


def _export(args: argparse.Namespace) -> int:
    """Write the signed number, dated to the first of the month."""
    today = dt.datetime.now(dt.UTC).date()
    case = args.told_case or _id_of_case(args)
    book = store.load(args.store, _passphrase(args))
    role = role_of(args.role) or args.role
    told = store.exported(book, args.claim, role, own_key(args.by), today, case=case)
    out = args.out / f"{args.claim}{'-' if role else ''}{role}.json"
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(out, flags, 0o644), "wb") as file:
            file.write(told)
        first = dt.datetime(today.year, today.month, 1, tzinfo=dt.UTC).timestamp()
        os.utime(out, (first, first))
    except OSError as error:
        msg = f"The testimony could not be written: {error.strerror}."
        raise UsageError(msg) from error
    output.say(str(out))
    return CLEAN


def _id_of_case(args: argparse.Namespace) -> str:
    """Read the id of the case at hand; nothing of the store is told to it."""
    with open_case(args) as case:
        return case.id


_DOES = {
    "new": _new,
    "source": _source,
    "interview": _interview,
    "remove": _remove,
    "list": _list,
    "export": _export,
}
