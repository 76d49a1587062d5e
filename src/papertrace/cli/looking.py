"""Look at what a case holds: status, documents, pages, facts, sql."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case
from papertrace.errors import UsageError
from papertrace.model.columns import KINDS
from papertrace.workflow import listing

if TYPE_CHECKING:
    import argparse


def status(args: argparse.Namespace) -> int:
    """Count what the case holds."""
    with open_case(args) as case:
        told = listing.status_row(case)
    if as_json(args):
        output.value(told)
        return CLEAN
    output.say(f"{told['title']}: {told['documents']} documents, {told['pages']} pages")
    output.say(f"  id          {told['id']}")
    for name in ("outcomes", "forms", "years", "publishers", "facts", "review", "problems"):
        if told[name]:
            output.say(f"  {name:11} " + ", ".join(f"{k} {n}" for k, n in told[name].items()))
    for row in told["reasons"]:
        why = f"{row['outcome']} {row['documents']}: {row['reason']} {row['means']}"
        output.say(f"  why         {why}".rstrip())
    for row in told["not_read"]:
        output.say(f"  not read    {output.name(row['name'])}: {row['outcome']} {row['reason']}")
    return CLEAN


def documents(args: argparse.Namespace) -> int:
    """List the documents."""
    with open_case(args) as case:
        every = list(listing.document_rows(case))
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        told = (
            f"{row['outcome']:11} {row['form']:18} {row['pages']:4} p  {output.name(row['name'])}"
        )
        output.say(f"{row['sha256'][:12]}  {told}  {row['reason']}".rstrip())
    return CLEAN


def pages(args: argparse.Namespace) -> int:
    """Show a document's pages as read."""
    with open_case(args) as case:
        held = case.find(args.document)
        found = [p for p in case.derived.pages(held.digest) if args.page in (None, p.number)]
    if args.page is not None and not found:
        msg = f"{held.name} has no page {args.page} as read."
        raise UsageError(msg, remedy="`papertrace documents` tells how many it has.")
    if as_json(args):
        output.rows(listing.page_row(p) for p in found)
        return CLEAN
    for page in found:
        if not args.text:
            told = f"{len(page.words)} words, {len(page.tables)} tables, {page.origin}"
            output.say(f"--- page {page.number} ({told}) {page.name}".rstrip())
        output.say(page.text)
    return CLEAN


def look(args: argparse.Namespace) -> int:
    """Draw a page with what was read of it."""
    from papertrace.workflow import looking  # noqa: PLC0415  (it loads the readers)

    shows = tuple(word.strip() for word in args.show.split(",") if word.strip())
    with open_case(args) as case:
        page, picture = looking.look(case, args.document, args.number, shows)
        name = case.find(args.document).name
    stem = "".join(c if c.isalnum() or c in "-_." else "-" for c in name.rpartition("/")[2])
    out = args.out or Path(f"{stem}-page-{page.number}.png")
    try:
        out.write_bytes(picture)
    except OSError as error:
        msg = f"{out} cannot be written: {error.strerror}."
        raise UsageError(msg, remedy="Name another file with --out.") from error
    told = {
        "path": str(out),
        "document": name,
        "page": page.number,
        "show": list(shows),
        "words": len(page.words),
        "tables": len(page.tables),
        "problems": [{"code": p.code, "message": p.message} for p in page.problems],
    }
    if as_json(args):
        output.value(told)
        return CLEAN
    output.say(str(out))
    for problem in page.problems:
        output.say(f"  {problem.code} {problem.message}")
    return CLEAN


def facts(args: argparse.Namespace) -> int:
    """List facts."""
    if args.kind is not None and args.kind not in KINDS:
        msg = f"There is no kind of fact called {args.kind!r}."
        raise UsageError(msg, remedy=f"There is: {', '.join(sorted(KINDS))}.")
    with open_case(args) as case:
        digest = case.find(args.document).digest if args.document else None
        every = listing.fact_rows(case, args.kind, digest)
    if args.status:
        every = [row for row in every if args.status in _statuses(row)]
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        shown = "  ".join(f"{k}={_shown(k, v)}" for k, v in row["fields"].items())
        output.say(
            f"{row['id'][:10]}  {_statuses(row)[-1]:9} {row['confidence']:.2f}  {row['kind']}"
        )
        output.say(f"    {output.name(row['document']['name'])}  {shown}")
    return CLEAN


def _statuses(row: dict[str, Any]) -> tuple[str, ...]:
    """Give what a fact may be asked for by; one that reviewers disagree about stays proposed."""
    return (row["status"], *(("disputed",) if row.get("conflict") else ()))


def _shown(name: str, field: dict[str, Any]) -> str:
    text = output.money(field["value"]) if field.get("currency") else field["value"]
    return f"{text} {field['currency']}" if field.get("currency") and name else str(text)


def sql(args: argparse.Namespace) -> int:
    """Answer a query."""
    from papertrace.workflow import tabling  # noqa: PLC0415  (DuckDB is slow to load)

    with open_case(args) as case:
        every = tabling.sql(case, args.query, every=args.all)
    told = [{k: _plain(v) for k, v in row.items()} for row in every]
    if as_json(args):
        output.rows(told)
        return CLEAN
    if told:
        output.say("\t".join(told[0]))
    for row in told:
        output.say("\t".join("" if v is None else str(v) for v in row.values()))
    return CLEAN


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return str(value)
