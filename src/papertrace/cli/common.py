"""What every command needs: the case, the keys, the way to print."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from papertrace.casefile import Case, Keyring
from papertrace.errors import UnknownKey

if TYPE_CHECKING:
    import argparse

    from papertrace.casefile import SigningKey

CLEAN, FINDINGS = 0, 1
DEMO_KEYS, DEMO_REPORTER = "demo-keys", "reporter"
"""Where the sample case keeps its invented people's keys, and whose is used unless one is named."""


def keyring() -> Keyring:
    """Open this user's keys: PAPERTRACE_HOME, or the system's place for settings."""
    told = os.environ.get("PAPERTRACE_HOME")
    if told:
        return Keyring(Path(told) / "keys")
    if os.name == "nt":
        return Keyring(Path(os.environ.get("APPDATA", str(Path.home()))) / "papertrace" / "keys")
    settings = os.environ.get("XDG_CONFIG_HOME", str(Path.home() / ".config"))
    return Keyring(Path(settings) / "papertrace" / "keys")


def own_key(label: str | None) -> SigningKey:
    """Give the key named, or the default one; makes a first key where there is none."""
    keys = keyring()
    if label:
        return keys.get(label)
    found = keys.default()
    if found is None:
        found = keys.make(_user())
    return found


def signer(case: Case, label: str | None) -> SigningKey:
    """Give the key to sign with, known to the case: another of yours introduces it where it is new.

    It is then a further key of yours, not another person's. In the sample case, whose people are
    invented, their own keys sign, as they lie there. UnknownKey where the case knows none of your
    keys.
    """
    try:
        return _own(case, label)
    except UnknownKey:
        sample = Keyring(case.root / DEMO_KEYS)
        if (label or DEMO_REPORTER) not in sample.labels():
            raise
        return sample.get(label or DEMO_REPORTER)


def _own(case: Case, label: str | None) -> SigningKey:
    key, keys = own_key(label), keyring()
    known = {one.id for one in case.people()}
    if key.id not in known:
        mine = [keys.get(other) for other in keys.labels()]
        case.introduce(key, next((k for k in mine if k.id in known), None), own=True)
    return key


def _user() -> str:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no such user in a container
        name = "me"
    return "".join(c for c in name if c.isalnum() or c in "-_") or "me"


def open_case(args: argparse.Namespace) -> Case:
    """Open the case the command line names."""
    return Case.open(getattr(args, "case", None) or Path())


def draft_in(case: Case, told: Path | None) -> Path:
    """Find a draft by its path, or by its path inside the case; the case's story where none is."""
    if told is None:
        return case.root / "drafts" / "story.md"
    inside = case.root / told
    return inside if not told.exists() and inside.exists() else told


def as_json(args: argparse.Namespace) -> bool:
    """Say whether JSON was asked for."""
    return bool(getattr(args, "json", False))
