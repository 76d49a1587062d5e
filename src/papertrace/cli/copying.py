"""Show which documents may be copies of one, and how two of them differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.cli import output
from papertrace.cli.common import CLEAN, FINDINGS, as_json, open_case
from papertrace.errors import UsageError
from papertrace.workflow import copying

if TYPE_CHECKING:
    import argparse

_SHOWN = 20


def copies(args: argparse.Namespace) -> int:
    """List pairs that may be copies, or compare two documents; exit 1 where they differ."""
    if len(args.documents) not in (0, 2):
        msg = "Two documents are compared, or all are looked through."
        raise UsageError(msg, remedy="papertrace copies [DOCUMENT OTHER]")
    with open_case(args) as case:
        if not args.documents:
            pairs = copying.pair_rows(case)
        else:
            row = copying.copy_row(case, *args.documents)
    if args.documents:
        if as_json(args):
            output.value(row)
        else:
            _told(row)
        return CLEAN if row["equal"] else FINDINGS
    if as_json(args):
        output.rows(pairs)
        return CLEAN
    for pair in pairs:
        output.say(
            f"{pair['score']:.2f}  {output.name(pair['left'])}  {output.name(pair['right'])}"
        )
    if not pairs:
        output.say("No two documents of one title, or of one body and year, share half their text.")
    return CLEAN


def _told(row: dict[str, Any]) -> None:
    for at, (name, origin) in enumerate(zip(row["documents"], row["origins"], strict=True)):
        share = f"{row['shares'][at]:.1%} of its text stands in the other"
        output.say(f"{output.name(name)}: {origin}; {share}")
        for one in row["only"][at][:_SHOWN]:
            output.say(f"    only here, p. {one['page']}: {one['quote']}")
        for one in row["facts_only"][at][:_SHOWN]:
            fields = "  ".join(f"{n}={v}" for n, v in one["fields"].items())
            output.say(f"    only here, fact {one['id'][:10]} {one['kind']}: {fields}")
        left = len(row["only"][at]) + len(row["facts_only"][at]) - 2 * _SHOWN
        if left > 0:
            output.say(f"    {left} more or so: --json lists all")
    told = "say the same" if row["equal"] else "differ"
    output.say(f"The two {told}; {row['facts_alike']} facts are stated alike by both.")
