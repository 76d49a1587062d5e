"""Add addresses, and list what was fetched: the verbs that meet the web."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case, signer
from papertrace.collect import browser
from papertrace.errors import UsageError
from papertrace.model.web import Lead
from papertrace.workflow import adding, contact, crawling, fetched, leads, passwords, session
from papertrace.workflow.capturing import Captured

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from papertrace.workflow.crawling import Passed
    from papertrace.workflow.session import Session


def add(args: argparse.Namespace) -> int:
    """Preserve files first, then addresses, telling before what the other side will see."""
    words = [word for word in args.paths if leads.is_address(word)]
    paths = [Path(word) for word in args.paths if not leads.is_address(word)]
    if args.crawl < 0 or (args.most is not None and args.most < 1):
        msg = "--crawl is a number of at least 0, --most one of at least 1."
        raise UsageError(msg)
    with open_case(args) as case:
        made = session.session_of(case)
        made.most, made.browse = args.most or made.most, args.browser
        if made.browse:
            browser.chromium()  # before anybody is asked anything
        wanted = leads.checked(_leads(args, words), made)
        if args.missing:
            known = fetched.addresses(case)
            wanted = tuple(one for one in wanted if one.address not in known)
        key = signer(case, args.by)
        rows: list[dict[str, Any]] = []
        if paths:
            secrets = passwords.load(args.passwords) if args.passwords else passwords.Passwords()
            rows += [_file_row(one) for one in adding.add(case, paths, key, secrets)]
        for line in contact.notice(wanted, made, args.crawl):
            output.warn(line)
        if args.no_contact:
            wanted = _archived(wanted, made)
        for one in crawling.captures(case, wanted, made, key, args.crawl):
            rows += list(_rows(one))
            if not as_json(args):
                _show(one)
    if as_json(args):
        output.rows(rows)
        return CLEAN
    new = sum(1 for row in rows if row["new"])
    failed = sum(1 for row in rows if row.get("trouble"))
    output.say(f"preserved {new} new files; {failed} addresses gave no document")
    return CLEAN


def _leads(args: argparse.Namespace, words: list[str]) -> Iterator[Lead]:
    """Give the leads of the command line, then those of the list."""
    for word in words:
        yield Lead(word, args.publisher, args.form)
    for one in leads.listed(args.list) if args.list else ():
        yield replace(one, publisher=one.publisher or args.publisher, form=one.form or args.form)


def _archived(wanted: tuple[Lead, ...], made: Session) -> tuple[Lead, ...]:
    """Give what is asked of archives instead of the sites, and say so."""
    if not made.archives:
        output.warn("--no-contact: nobody was asked. case.toml names no [collect] archives.")
        return ()
    instead = leads.checked(contact.in_archives(wanted, made.archives), made)
    output.warn("--no-contact: none of these sites is asked, but archives that hold copies:")
    for line in contact.notice(instead, made):
        output.warn(line)
    return instead


def _file_row(one: adding.Added) -> dict[str, Any]:
    return {
        "name": one.name,
        "sha256": one.capture.digest if one.capture else None,
        "media_type": one.capture.media_type if one.capture else None,
        "new": one.new,
        "note": one.note,
    }


def _rows(one: Captured | Passed) -> Iterator[dict[str, Any]]:
    """Give a row a document, failure or address passed by."""
    if not isinstance(one, Captured):
        yield {"url": one.address, "sha256": None, "new": False, "note": one.why}
        return
    named = {m.capture.digest: m for m in one.members if m.capture}
    for found in one.found:
        held = None if found.trouble else named.get(found.seen.sha256)
        yield {
            "url": found.visit.asked.text,
            "name": held.name if held else None,
            "sha256": held.capture.digest if held and held.capture else None,
            "media_type": held.capture.media_type if held and held.capture else None,
            "new": bool(held and held.new),
            "note": found.said,
            "role": found.role,
            "status": found.visit.last.status if found.visit.last else 0,
            "trouble": found.trouble,
            "warc": one.warc,
            "publisher": one.lead.publisher,
            "form": one.lead.form,
        }


def _show(one: Captured | Passed) -> None:
    if not isinstance(one, Captured):
        output.warn(f"passed by {output.name(one.address)}: {one.why}")
        return
    for found in one.found:
        where = output.name(found.visit.asked.text)
        if found.trouble:
            output.warn(f"no document: {where}: {found.said}")
        else:
            steps = len(found.visit.steps) - 1
            told = f" after {steps} redirects" if steps else ""
            output.say(f"{found.role}: {where}{told}: {found.seen.sha256[:12]}")
    for note in one.notes:
        output.warn(output.name(note))


def captures(args: argparse.Namespace) -> int:
    """List what was fetched from the web, and what failed."""
    with open_case(args) as case:
        rows = [r for r in fetched.rows(case) if r["trouble"] or not args.failed]
    if as_json(args):
        output.rows(rows)
        return CLEAN
    for row in rows:
        told = f"{row['trouble']}: {row['said']}" if row["trouble"] else row["sha256"][:12]
        output.say(
            f"{row['at'][:19]} {row['status'] or '---'} {output.name(row['address'])} {told}"
        )
    return CLEAN
