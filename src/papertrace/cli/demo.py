"""`papertrace demo`: the whole way in one command, on invented documents."""

from __future__ import annotations

import os
import webbrowser
from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.read import sandbox
from papertrace.workflow.demo import demo as run

if TYPE_CHECKING:
    import argparse

_NEXT = """
Next, look at what stands behind it:
  papertrace facts --case {root}
  papertrace check drafts/wrong.md --case {root}     (six slips, each named)
  papertrace verify --case {root}

Your own case:
  papertrace new my-case --title "My story"
  papertrace add FOLDER --case my-case
  papertrace build --case my-case
  papertrace facts --case my-case
  papertrace decide FACT accept --case my-case
Then write my-case/drafts/story.md as in {root}/drafts, check it, and publish it."""


def demo(args: argparse.Namespace) -> int:
    """Make, build, decide, check and publish the sample case; open its site."""
    json = bool(getattr(args, "json", False))

    def tell(line: str) -> None:
        if not json:
            output.say(line)

    made = run(args.dir, sandbox.Limits(), os.cpu_count() or 1, tell)
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
    if not args.no_open:
        webbrowser.open(index.resolve().as_uri())
    return 0 if made.report.clean else 1
