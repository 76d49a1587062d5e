"""`papertrace demo`: the whole way in one command, on invented documents."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace import witness as store
from papertrace.casefile import Case
from papertrace.cli import output
from papertrace.cli.common import DEMO_REPORTER, signer
from papertrace.cli.desk import opened
from papertrace.workflow.demo import Means
from papertrace.workflow.demo import demo as run

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from papertrace.casefile import SigningKey

_NEXT = """
Next, look at what stands behind it:
  papertrace desk --case {root} --by reporter        (in the browser)
  papertrace facts --case {root}
  papertrace check drafts/wrong.md --case {root}     (wrong on purpose)
  papertrace verify --case {root}

Your own case:
  papertrace new my-case --title "My story"
  papertrace add FOLDER --case my-case
  papertrace build --case my-case
  papertrace facts --case my-case
  papertrace decide FACT accept --case my-case
Then write my-case/drafts/story.md as in {root}/drafts, check it, and publish it."""


def demo(args: argparse.Namespace) -> int:
    """Make, build, decide, check and publish the sample case, and open it on the desk.

    Where nobody sits before a terminal, or with --no-open, it ends when the site is written.
    """
    json = bool(getattr(args, "json", False))

    def tell(line: str) -> None:
        if not json:
            output.say(line)

    made = run(args.dir, Means(tell, testify))
    index = made.site / "index.html"
    if json:
        output.value(
            {
                "case": str(made.root),
                "documents": made.documents,
                "facts": made.facts,
                "accepted": made.accepted,
                "check": made.report.counts,
                "wrong": made.wrong.counts,
                "site": str(index),
            }
        )
    else:
        output.say(_NEXT.format(root=made.root))
    if not json and not args.no_open and sys.stdin.isatty() and sys.stdout.isatty():
        _on_the_desk(made.root, index)
    return 0 if made.report.ready else 1


def _on_the_desk(root: Path, index: Path) -> None:
    """Open the desk of the sample case, with its invented reporter's key, until it is stopped."""
    output.say(f"\nThe published story: {index.resolve().as_uri()}")
    with Case.open(root) as case:
        key, title = signer(case, DEMO_REPORTER), case.title
    opened(root, key, title, 0, browse=True)


def testify(case: str, folder: Path, key: SigningKey, sources: Sequence[dict[str, Any]]) -> None:
    """Seal invented sources in a store outside the case, export their numbers, delete the store.

    Nothing is done where the folder holds the testimonies already.
    """
    wanted = {
        (c, s["role"]): folder / f"{c}-{s['role']}.json" for s in sources for c in s["claims"]
    }
    if all(path.exists() for path in wanted.values()):
        return
    with tempfile.TemporaryDirectory() as apart:
        path, passphrase = Path(apart) / "store.age", secrets.token_hex()
        store.create(path, passphrase)
        book = store.change(path, passphrase, lambda book: _told(book, sources))
    folder.mkdir(parents=True, exist_ok=True)
    today = dt.datetime.now(dt.UTC).date()
    first = dt.datetime(today.year, today.month, 1, tzinfo=dt.UTC).timestamp()
    for (claim, role), out in wanted.items():
        out.write_bytes(store.exported(book, claim, role, key, today, case=case))
        os.utime(out, (first, first))


def _told(book: store.Book, sources: Sequence[dict[str, Any]]) -> store.Book:
    for told in sources:
        source = store.Source(told["label"], told["role"], told.get("group", ""))
        interview = store.Interview(told["label"], told["month"], tuple(told["claims"]))
        book = store.add_interview(store.add_source(book, source), interview)
    return book
