"""Keys: make and list your own, show one to a colleague, introduce a colleague's to a case.

Keys of one keyring are one person's, however many: the second signature that a case asks for comes
from a key that somebody introduced as another person's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.casefile.keys import key_id
from papertrace.casefile.sealed import own_recipient
from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, keyring, open_case, own_key, signer
from papertrace.errors import UsageError
from papertrace.model import Key

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_PUBLIC = 64
"""Hex digits of a public key."""


def key(args: argparse.Namespace) -> int:
    """Do what is asked with keys."""
    return _DOES[args.what](args)


def _new(args: argparse.Namespace) -> int:
    if not args.label:
        msg = "The key needs a name."
        raise UsageError(msg, remedy="papertrace key new NAME")
    made = keyring().make(args.label)
    if as_json(args):
        output.value({"label": made.label, "id": made.id, "public": made.public})
        return CLEAN
    output.say(f"made the key {made.label} ({made.id})")
    return CLEAN


def _list(args: argparse.Namespace) -> int:
    keys = keyring()
    default = keys.default()
    rows = [{"label": k, "id": keys.get(k).id} for k in keys.labels()]
    for row in rows:
        row["default"] = str(default is not None and row["label"] == default.label).lower()
    if as_json(args):
        output.rows(rows)
    for row in [] if as_json(args) else rows:
        output.say(
            f"{row['label']}  {row['id']}{'  (default)' if row['default'] == 'true' else ''}"
        )
    return CLEAN


def _show(args: argparse.Namespace) -> int:
    """Print the public half, which may be sent to anybody."""
    mine = own_key(args.label or None)
    if as_json(args):
        output.value({"label": mine.label, "id": mine.id, "public": mine.public})
        return CLEAN
    output.say(mine.public)
    return CLEAN


def _age(args: argparse.Namespace) -> int:
    """Print the public line of one's own key for reading; makes it where there is none."""
    keys = keyring()
    label = args.label or own_key(None).label
    told = own_recipient(keys.folder, label)
    if as_json(args):
        output.value({"label": label, "recipient": told})
        return CLEAN
    output.say(told)
    return CLEAN


def _introduce(args: argparse.Namespace) -> int:
    """Make another person's key known to the case; one's own is refused."""
    public, keys = args.public.strip().lower(), keyring()
    if not args.label or len(public) != _PUBLIC or set(public) - set("0123456789abcdef"):
        msg = "A key is introduced by a name and its public half, of 64 hex digits."
        raise UsageError(msg, remedy="They say `papertrace key show`; you: key introduce NAME HEX")
    told = Key(key_id(public), args.label, public)
    if any(keys.get(own).public == public for own in keys.labels()):
        msg = "This key is your own: whatever you sign with it counts as signed by you."
        raise UsageError(msg, remedy="Introduce another person's key.")
    with open_case(args) as case:
        if told.label in {k.label for k in case.people() if k.id != told.id}:
            msg = f"The case knows another key as {told.label}."
            raise UsageError(msg, remedy="Give it a name of its own.")
        case.introduce(told, signer(case, args.by))
    output.say(f"the case knows {told.label} ({told.id}) as another person")
    output.say("Another colleague who knows them says so: papertrace key confirm " + told.label)
    return CLEAN


def _confirm(args: argparse.Namespace) -> int:
    """Say, as a third person, that somebody whom another introduced is a person of their own."""
    with open_case(args) as case:
        ledger, by = case.ledger(), signer(case, args.by)
        found = {ledger.person(k.id) for k in case.people() if args.label in (k.id, k.label)}
        if len(found) != 1:
            msg = f"{len(found)} people of this case are called {args.label!r}."
            raise UsageError(msg, remedy="`papertrace key people` lists them.")
        person, own = found.pop(), ledger.person(by.id)
        if own in (person, ledger.introduced.get(person)) or person not in ledger.introduced:
            msg = "Neither a person nor who introduced them confirms who they are."
            raise UsageError(msg, remedy="A third person does: --by KEY")
        case.append("confirmation", {"key": person}, by)
    output.say(f"confirmed: {args.label}")
    return CLEAN


def _people(args: argparse.Namespace) -> int:
    """List the people of a case: one line each, with all their keys and who introduced them."""
    with open_case(args) as case:
        ledger = case.ledger()
        people = [
            (one, mine, ledger.introduced.get(one, ""), ledger.confirmed.get(one, []))
            for one, mine in _by_person(case.people())
        ]
    if as_json(args):
        output.rows(
            {
                "person": one,
                "keys": [{"id": k.id, "label": k.label} for k in mine],
                "introduced_by": other,
                "confirmed_by": third,
            }
            for one, mine, other, third in people
        )
        return CLEAN
    for _, mine, other, third in people:
        told = ", ".join(f"{k.label} {k.id}" for k in mine)
        sure = f"confirmed by {', '.join(third)}" if third else "confirmed by nobody else"
        by = f"introduced by {other}, {sure}" if other else "began the case"
        output.say(f"{told}  ({by})")
    return CLEAN


def _by_person(keys: Sequence[Key]) -> list[tuple[str, list[Key]]]:
    found: dict[str, list[Key]] = {}
    for one in keys:
        found.setdefault(one.person or one.id, []).append(one)
    return list(found.items())


_DOES = {
    "new": _new,
    "list": _list,
    "show": _show,
    "age": _age,
    "introduce": _introduce,
    "confirm": _confirm,
    "people": _people,
}
