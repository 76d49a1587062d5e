"""Destroy, copy and lock: expunge, backup, restore, lock, unlock."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from papertrace.casefile import copies, resting, sealed
from papertrace.cli import output
from papertrace.cli.common import CLEAN, FINDINGS, as_json, keyring, open_case, signer
from papertrace.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from papertrace.casefile.copies import Copied
    from papertrace.casefile.resting import Rest
    from papertrace.workflow.expunging import Expunged


def expunge(args: argparse.Namespace) -> int:
    """Destroy a document, or say what would go with it."""
    from papertrace.workflow import expunging  # noqa: PLC0415  (only this command needs it)

    with open_case(args) as case:
        if args.dry_run:
            made = expunging.planned(case, args.document, args.published)
        else:
            made = expunging.destroy(
                case, args.document, args.reason, signer(case, args.by), args.published,
                archives=args.with_archives,
            )  # fmt: skip
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
        "beside": list(made.beside),
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
    for name in made.beside:
        output.warn(f"{output.name(name)} stays, without how it was served")
    for sentence in made.left:
        output.warn(sentence)
    if not dry:
        output.say("Copies elsewhere (backups, sent files, other people's) are not reached.")


def backup(args: argparse.Namespace) -> int:
    """Write an encrypted copy of the case, tested by restoring it aside."""
    to = sealed.recipients(args.to, keyring().folder)
    with open_case(args) as case:
        made = copies.backup(case, args.out, to)
    return _copied(args, made, f"wrote {args.out}")


def restore(args: argparse.Namespace) -> int:
    """Bring a backup back into a new folder."""
    keys = sealed.identities(args.identity, keyring().folder)
    made = copies.restore(args.file, args.dir, keys)
    return _copied(args, made, f"restored {args.dir}")


def _copied(args: argparse.Namespace, made: Copied, done: str) -> int:
    broken = [i for i in made.items if i.state == "broken"]
    if as_json(args):
        items = [{"what": i.what, "name": i.name, "message": i.message} for i in broken]
        told = {"at": made.at, "head": made.head, "files": made.files, "bytes": made.size}
        output.value({**told, "broken": items})
        return FINDINGS if broken else CLEAN
    output.say(f"{done}: {made.files} files, {made.size} bytes, as of {made.at}")
    output.say(f"the log's head is {made.head[:16]}: note it elsewhere")
    for item in broken:
        output.warn(f"broken, as it is in the case: {item.what} {item.name}: {item.message}")
    return FINDINGS if broken else CLEAN


def lock(args: argparse.Namespace) -> int:
    """Encrypt the whole case where it lies."""
    passphrase = _passphrase(args, twice=True)
    to = sealed.recipients(args.to, keyring().folder) if args.to else []
    made = resting.lock(_root(args), to, passphrase)
    return _rest(args, made, "locked" if made.files else "it was locked; swept leftovers")


def unlock(args: argparse.Namespace) -> int:
    """Bring a locked case back."""
    passphrase = _passphrase(args, twice=False)
    keys = [] if passphrase else sealed.identities(args.identity, keyring().folder)
    return _rest(args, resting.unlock(_root(args), keys, passphrase), "unlocked")


def _root(args: argparse.Namespace) -> Path:
    return getattr(args, "case", None) or Path()


def _rest(args: argparse.Namespace, made: Rest, done: str) -> int:
    if as_json(args):
        output.value({"done": done, "files": made.files, "kept": list(made.kept)})
    else:
        output.say(f"{done}: {made.files} files")
        for name in made.kept:
            output.warn(f"{output.name(name)} appeared while the case was locked: left readable")
    return FINDINGS if made.kept else CLEAN


def _passphrase(args: argparse.Namespace, *, twice: bool) -> str:
    """Give the passphrase, from a file or as typed; '' where none is to be used."""
    if args.passphrase_file:
        try:
            return str(args.passphrase_file.read_text(encoding="utf-8")).strip("\r\n")
        except (OSError, ValueError) as error:
            msg = f"The file with the passphrase cannot be read ({error})."
            raise UsageError(msg, remedy="Name a text file.") from error
    if not args.passphrase:
        return ""
    if not sys.stdin.isatty():
        msg = "There is no terminal to ask for the passphrase."
        raise UsageError(msg, remedy="Name a file that holds it: --passphrase-file FILE")
    told = getpass.getpass("Passphrase: ")
    if twice and told != getpass.getpass("Once more: "):
        msg = "The two are not the same."
        raise UsageError(msg, remedy="Try again.")
    return told
