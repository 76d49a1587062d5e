"""Open the desk: serve a case to this machine's browser until it is interrupted."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

from papertrace.casefile import Keyring
from papertrace.cli import output
from papertrace.cli.common import CLEAN, open_case, signer
from papertrace.desk import serve
from papertrace.errors import UnknownKey

if TYPE_CHECKING:
    import argparse

    from papertrace.casefile import Case, SigningKey

KEYS, REPORTER = "demo-keys", "reporter"
"""Where the sample case keeps its invented people's keys, and whose is used."""


def _key(case: Case, label: str | None) -> SigningKey:
    """Give the key to decide with; in the sample case its own reporter's serves, as it lies there.

    UnknownKey where the case knows none of the user's keys.
    """
    try:
        return signer(case, label)
    except UnknownKey:
        sample = Keyring(case.root / KEYS)
        if (label or REPORTER) not in sample.labels():
            raise
        return sample.get(label or REPORTER)


def desk(args: argparse.Namespace) -> int:
    """Serve the desk; ends with an interruption, which is no fault."""
    with open_case(args) as case:
        key, root, title = _key(case, args.by), case.root, case.title

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
