"""Open the desk: serve a case to this machine's browser, or to a team, until it is interrupted."""

from __future__ import annotations

import argparse
import ipaddress
import webbrowser
from typing import TYPE_CHECKING

from papertrace.cli import making, output
from papertrace.cli.common import CLEAN, keyring, open_case, signer
from papertrace.cli.team import book
from papertrace.desk import serve, serve_team
from papertrace.desk.team.place import Place
from papertrace.desk.team.sessions import Door
from papertrace.desk.team.shelf import Shelf
from papertrace.desk.team.tries import Tries
from papertrace.errors import OpenToOthers, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey


def desk(args: argparse.Namespace) -> int:
    """Serve the desk; ends with an interruption, which is no fault."""
    if args.team or args.certificate or args.names:
        return _team(args)
    if not _loopback(args.host):
        msg = f"The desk is not opened on {args.host}: it has no users and no TLS."
        raise OpenToOthers(msg)
    _filled(args)
    with open_case(args) as case:
        key, root, title = signer(case, args.by), case.root, case.title
    return opened(root, key, title, args.port, browse=not args.no_open)


def _filled(args: argparse.Namespace) -> None:
    """Add and read the files and folders that were named, before anybody looks."""
    if args.paths:
        told = {"list": None, "passwords": None, "again": False, "reread": False, "jobs": None}
        asked = argparse.Namespace(**{**vars(args), **told})
        making.add(asked)
        making.build(asked)


def opened(root: Path, key: SigningKey, title: str, port: int, *, browse: bool) -> int:
    """Serve one person's desk until it is interrupted."""

    def told(link: str) -> None:
        output.say(f"{title}: the desk is open, signing as {key.label}. Stop it with Ctrl-C.")
        output.say(f"Open this link once: {link}")
        if browse:
            webbrowser.open(link)

    try:
        serve(root, key, port, output.say, told)
    except KeyboardInterrupt:
        output.say("The desk is closed. What was decided is kept.")
    return CLEAN


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        msg = f"{host!r} is no address."
        raise UsageError(
            msg, remedy="Give a number, as 192.168.1.5; names go with --name."
        ) from error


def _team(args: argparse.Namespace) -> int:
    """Serve a team's desk: everybody signs in."""
    _loopback(args.host)
    _filled(args)
    if bool(args.certificate) != bool(args.certificate_key):
        msg = "A certificate and its private key go together."
        raise UsageError(msg, remedy="--certificate FILE --certificate-key FILE")
    accounts = book()
    with open_case(args) as case:
        root, title, number = case.root, case.title, case.id
    known = [one for one in accounts.all() if one.roles.get(number) and one.enabled]
    if not known and _loopback(args.host):
        msg = "Nobody is in the team of this case."
        raise UsageError(msg, remedy="papertrace team add NAME --role chief")
    if ipaddress.ip_address(args.host).is_unspecified and not args.names:
        msg = f"On {args.host} the desk answers to no name: everybody would be refused."
        raise UsageError(msg, remedy="Say under which name it is opened: --name desk.example")
    tries = Tries(Shelf(keyring().folder.parent / "tries.json"))
    place = Place(args.host, args.port, tuple(args.names), args.certificate, args.certificate_key)

    def told(address: str) -> None:
        output.say(f"{title}: the desk is open to {len(known)} people. Stop it with Ctrl-C.")
        output.say(f"They sign in at {address}")

    try:
        serve_team(root, Door(number, accounts, tries), place, told, users=bool(known))
    except KeyboardInterrupt:
        output.say("The desk is closed. What was decided is kept.")
    return CLEAN
