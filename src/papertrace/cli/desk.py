"""Open the desk: serve a case to this machine's browser until it is interrupted."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.cli.common import CLEAN, open_case, signer
from papertrace.desk import serve

if TYPE_CHECKING:
    import argparse


def desk(args: argparse.Namespace) -> int:
    """Serve the desk; ends with an interruption, which is no fault."""
    with open_case(args) as case:
        key, root, title = signer(case, args.by), case.root, case.title

    def opened(link: str) -> None:
        output.say(f"{title}: the desk is open, signing as {key.label}. Stop it with Ctrl-C.")
        output.say(f"Open this link once: {link}")
        if not args.no_open:
            webbrowser.open(link)

    try:
        serve(root, key, args.port, output.say, opened)
    except KeyboardInterrupt:
        output.say("The desk is closed. What was decided is kept.")
    return CLEAN
