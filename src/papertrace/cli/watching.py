"""Watch pages that may vanish: switch on and off, look, list, print a timer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from papertrace.cli import output
from papertrace.cli.common import CLEAN, FINDINGS, as_json, open_case, signer
from papertrace.errors import UsageError
from papertrace.model.web import Lead
from papertrace.workflow import contact, session, watch_round, watch_timer, watching

if TYPE_CHECKING:
    import argparse

    from papertrace.workflow.watch_round import Looked

_TELLING = ("changed", "moved", "gone")
"""Outcomes that end the command with 1."""
_MOST_HOURS = 24


def watch(args: argparse.Namespace) -> int:
    """Do what was asked for: on, off, run, list, timer."""
    if args.what in ("on", "off"):
        return _switch(args)
    if args.what == "timer":
        return _timer(args)
    return _run(args) if args.what == "run" else _list(args)


def _switch(args: argparse.Namespace) -> int:
    if not args.publisher:
        msg = f"`watch {args.what}` needs a publisher."
        raise UsageError(msg, remedy=f"papertrace watch {args.what} PUBLISHER")
    with open_case(args) as case:
        on = args.what == "on"
        count = watching.switch(case, args.publisher, signer(case, args.by), on=on)
    if as_json(args):
        output.value({"publisher": args.publisher, "on": on, "pages": count})
    else:
        output.say(f"{args.publisher}: {args.what}, {count} pages")
    return CLEAN


def _list(args: argparse.Namespace) -> int:
    """List publishers that were switched, and the latest look at each page."""
    with open_case(args) as case:
        told = watching.publishers(case)
        latest = {row["address"]: row for row in watching.looks(case)}
        pages = watching.watched(case, args.publisher)
    rows = [_last(page, latest.get(page.address)) for page in pages]
    if as_json(args):
        output.rows(rows)
        return CLEAN
    for name, on in sorted(told.items()):
        output.say(f"{'on ' if on else 'off'} {name}")
    for row in rows:
        output.say(f"{row['outcome'] or '-':9} {row['at'][:19]} {output.name(row['address'])}")
    if not any(told.values()):
        output.warn("nothing is watched: papertrace watch on PUBLISHER")
    return CLEAN


def _last(page: watching.Watched, row: dict[str, Any] | None) -> dict[str, Any]:
    told = row or {"at": "", "outcome": "", "reason": "", "said": ""}
    own = {"address": page.address, "publisher": page.publisher, "sha256": page.digest}
    return {**own, **{name: told[name] for name in ("at", "outcome", "reason", "said")}}


def _run(args: argparse.Namespace) -> int:
    """Look at every watched page once, telling before what the other side will see."""
    rows = []
    with open_case(args) as case:
        made = session.session_of(case)
        made.contact, made.pause = not args.no_contact, float(args.pause)
        pages = watching.watched(case, args.publisher)
        if not pages:
            output.warn("nothing is watched: papertrace watch on PUBLISHER")
            return CLEAN
        _announce(pages, made)
        key = signer(case, args.by)
        for one in watch_round.look(case, pages, made, key):
            rows.append(_row(one))
            if not as_json(args):
                _show(one)
    if as_json(args):
        output.rows(rows)
    else:
        counts = Counter(row["outcome"] for row in rows)
        output.say(", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items())))
    return FINDINGS if any(row["outcome"] in _TELLING for row in rows) else CLEAN


def _announce(pages: list[watching.Watched], made: session.Session) -> None:
    asked = tuple(Lead(page.address) for page in pages)
    copies = contact.in_archives(asked, made.archives)
    if not made.contact:
        output.warn("--no-contact: archives alone are asked for their copies.")
    elif copies:
        output.warn(
            "Archives are asked first; a page of which none has a fresh copy is asked, too."
        )
    wanted = (*copies, *(asked if made.contact else ()))
    for line in contact.notice(wanted, made) if wanted else ():
        output.warn(line)


def _row(one: Looked) -> dict[str, Any]:
    return {
        **watch_round.body(one),
        "changes": [
            {
                "what": c.what,
                "kind": c.kind,
                "before": c.before.id if c.before else None,
                "after": c.after.id if c.after else None,
                "fields": list(c.fields),
                "said": c.words(),
            }
            for c in one.changes
        ],
    }


def _show(one: Looked) -> None:
    told = f": {one.verdict.said}" if one.verdict.said else ""
    output.say(f"{one.verdict.outcome:9} {output.name(one.page.address)}{output.name(told)}")
    for change in one.changes:
        output.say(f"          {output.name(change.words())}")


def _timer(args: argparse.Namespace) -> int:
    if not 0 < args.every <= _MOST_HOURS:
        msg = "--every is a number of hours from 1 to 24."
        raise UsageError(msg)
    with open_case(args) as case:
        root = case.root
    make = watch_timer.systemd_units if args.systemd else watch_timer.cron_line
    output.say(make(root, args.every))
    return CLEAN
