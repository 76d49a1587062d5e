"""Seal what a case holds, and have the time stamped by others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.casefile import seals
from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case, signer
from papertrace.workflow import stamping

if TYPE_CHECKING:
    import argparse


def seal(args: argparse.Namespace) -> int:
    """Seal the case, ask for stamps, and write what is to be kept or carried elsewhere."""
    with open_case(args) as case:
        key = signer(case, args.by)
        done = [stamping.take(case, path, args.authority, key) for path in args.answers or ()]
        made = done[-1][0] if done else seals.make(case, key)
        asked = [one for _, one in done]
        if not args.offline and not done:
            asked += stamping.stamp(case, key)
        files = stamping.questions(case, args.questions) if args.questions else []
        if args.receipt:
            stamping.write_receipt(case, made, args.receipt)
        left = [address for one, address in seals.pending(case) if one.id == made.id]
    if as_json(args):
        told = {"seal": made.id, "at": made.at, "upto": made.upto, "originals": made.originals}
        stamped = [{"authority": a.authority, "at": a.at, "said": a.said} for a in asked]
        wrote = [str(path) for path in files]
        output.value({**told, "stamps": stamped, "pending": left, "questions": wrote})
        return CLEAN
    output.say(f"sealed {made.originals} stored files and the log up to entry {made.upto}")
    for one in asked:
        if one.at:
            output.say(f"stamped by {one.authority}: there no later than {one.at}")
        if one.said:
            output.warn(f"{one.authority}: {one.said}")
    if left:
        output.warn(f"pending, for the next `papertrace seal`: {', '.join(left)}")
    if not asked and not left and not args.offline:
        output.warn("no authority has stamped it: case.toml names none ([[seal.authority]])")
    for path in files:
        output.say(f"wrote {path}")
    return CLEAN
