"""`papertrace team`: who signs in at a team's desk, and their role in the case at hand.

Accounts lie beside the keys of whoever runs the desk, outside every case. A first password is
printed once; its owner must change it before anything else.
"""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, keyring, open_case, signer
from papertrace.desk.team.accounts import Book
from papertrace.desk.team.pages import enter, introduce, member_row
from papertrace.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def book() -> Book:
    """Open this user's accounts."""
    return Book(keyring().folder.parent)


def team(args: argparse.Namespace) -> int:
    """Do what is asked with the team."""
    return _DOES[args.what](args)


def _given(args: argparse.Namespace, password: str) -> int:
    """Print the first password of an account, once."""
    if as_json(args):
        output.value({"name": args.member, "first_password": password})
        return CLEAN
    output.say(f"{args.member} signs in first with: {password}")
    output.say("It is shown this once. They choose their own before anything else opens.")
    return CLEAN


def _add(args: argparse.Namespace) -> int:
    with open_case(args) as case:
        password = enter(case, book(), args.member, args.role, signer(case, args.by))
    if password:
        return _given(args, password)
    output.say(f"{args.member} had an account; in this case they are {args.role} now.")
    return CLEAN


def _role(args: argparse.Namespace) -> int:
    with open_case(args) as case:
        found = book().need(args.member)
        if args.role != "none":
            enter(case, book(), found.name, args.role, signer(case, args.by))
        else:
            book().role(found.name, case.id, "")
    output.say(f"{args.member}: {args.role}")
    return CLEAN


def _reset(args: argparse.Namespace) -> int:
    accounts = book()
    if not args.new_key:
        accounts.need(args.member)
        code = args.code or getpass.getpass(f"The code that {args.member} was shown: ")
        return _given(args, accounts.reset(args.member, code))
    with open_case(args) as case:
        by = signer(case, args.by)
        password = accounts.renew(args.member)
        introduce(case, accounts.need(args.member), by)
    output.warn(
        f"What {args.member} signed before counts as another person's from now on: let nobody"
        " second their own decisions."
    )
    return _given(args, password)


def _told(args: argparse.Namespace, words: str) -> int:
    output.say(f"{args.member}: {words}")
    return CLEAN


def _disable(args: argparse.Namespace) -> int:
    book().enable(args.member, on=False)
    return _told(args, "signs in no more")


def _enable(args: argparse.Namespace) -> int:
    book().enable(args.member, on=True)
    return _told(args, "may sign in again")


def _end(args: argparse.Namespace) -> int:
    book().end(args.member)
    return _told(args, "signed out everywhere")


def _list(args: argparse.Namespace) -> int:
    with open_case(args) as case:
        rows = [member_row(one, case.id) for one in book().all() if one.roles.get(case.id)]
    if as_json(args):
        output.rows(rows)
        return CLEAN
    for row in rows:
        off = "" if row["enabled"] else "  disabled"
        new = "  has not chosen a password" if row["first_password"] else ""
        output.say(f"{row['name']}  {row['role']}  {row['key']}{off}{new}")
    if not rows:
        msg = "Nobody is in the team of this case."
        raise UsageError(msg, remedy="papertrace team add NAME --role chief")
    return CLEAN


_DOES: dict[str, Callable[[argparse.Namespace], int]] = {
    "add": _add,
    "role": _role,
    "disable": _disable,
    "enable": _enable,
    "reset": _reset,
    "end": _end,
    "list": _list,
}
