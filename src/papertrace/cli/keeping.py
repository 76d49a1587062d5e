"""Destroy, copy and lock: expunge, backup, restore, lock, unlock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.cli.common import CLEAN, FINDINGS, as_json, open_case, signer

if TYPE_CHECKING:
    import argparse

    from papertrace.workflow.expunging import Expunged


def expunge(args: argparse.Namespace) -> int:
    """Destroy a document, or say what would go with it."""
    from papertrace.workflow import expunging  # noqa: PLC0415  (only this command needs it)

    with open_case(args) as case:
        if args.dry_run:
            made = expunging.planned(case, args.document, args.published)
        else:
            made = expunging.destroy(
                case, args.document, args.reason, signer(case, args.by), args.published
            )
    if as_json(args):
        output.value(_row(made, dry=args.dry_run))
    else:
        _told(made, dry=args.dry_run)
    return FINDINGS if made.left else CLEAN


def _row(made: Expunged, *, dry: bool) -> dict[str, object]:
    return {
        "destroyed": not dry,
        "documents": [{"sha256": h.digest, "name": h.name} for h in made.doom.documents],
        "facts": len(made.doom.facts),
        "entries": len(made.doom.entries),
        "withdrawn": [str(folder) for folder in made.withdrawn],
        "drafts": list(made.drafts),
        "left": list(made.left),
    }


def _told(made: Expunged, *, dry: bool) -> None:
    verb = "would destroy" if dry else "destroyed"
    for held in made.doom.documents:
        output.say(f"{verb} {output.name(held.name)} ({held.digest[:12]})")
    output.say(
        f"{verb} {len(made.doom.facts)} facts and the content of"
        f" {len(made.doom.entries)} entries of the log"
    )
    for folder in made.withdrawn:
        output.say(f"{'would withdraw' if dry else 'withdrew'} what was published in {folder}")
    for line in made.drafts:
        output.say(f"{line} stands on it: yours to mend")
    for sentence in made.left:
        output.warn(sentence)
    if not dry:
        output.say("Copies elsewhere (backups, sent files, other people's) are not reached.")
