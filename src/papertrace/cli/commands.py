"""What each command does: ask the workflow, print its answer, give the exit code."""

from __future__ import annotations

import getpass
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace import workflow
from papertrace.casefile import Case, Keyring
from papertrace.casefile.verify import verify as verify_case
from papertrace.check.report import lines as report_lines
from papertrace.check.report import to_rows
from papertrace.cli import output
from papertrace.errors import UsageError
from papertrace.read import sandbox

if TYPE_CHECKING:
    import argparse

    from papertrace.casefile import SigningKey

CLEAN, FINDINGS = 0, 1


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

    UnknownKey where the case knows none of your keys.
    """
    key, keys = own_key(label), keyring()
    known = {person.id for person in case.people()}
    if key.id not in known:
        mine = [keys.get(other) for other in keys.labels()]
        case.introduce(key, next((k for k in mine if k.id in known), None))
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


def as_json(args: argparse.Namespace) -> bool:
    """Say whether JSON was asked for."""
    return bool(getattr(args, "json", False))


def new(args: argparse.Namespace) -> int:
    """Make a case."""
    key = own_key(None)
    with Case.create(args.dir, args.title or args.dir.resolve().name, key) as case:
        told = {"case": str(case.root), "title": case.title, "key": key.label}
    if as_json(args):
        output.value(told)
    else:
        output.say(f"made the case {told['title']!r} in {told['case']}; you sign as {key.label}")
        output.say(f"next: papertrace add FOLDER --case {args.dir}")
    return CLEAN


def add(args: argparse.Namespace) -> int:
    """Preserve files and folders."""
    for text in args.paths:
        if "://" in text:
            msg = f"{text} is an address."
            raise UsageError(msg, remedy="Addresses cannot be fetched yet: save the page, add it.")
    paths = [Path(p) for p in args.paths]
    with open_case(args) as case:
        every = workflow.add(case, paths, signer(case, args.by))
        done = list(output.progress(every, workflow.count(paths), "preserving"))
    new_ones = [a for a in done if a.new]
    if as_json(args):
        output.rows(
            {
                "name": a.name,
                "sha256": a.capture.digest if a.capture else None,
                "media_type": a.capture.media_type if a.capture else None,
                "new": a.new,
                "note": a.note,
            }
            for a in done
        )
        return CLEAN
    for a in done:
        if a.note:
            output.warn(f"skipped {a.name}: {a.note}")
    known = sum(1 for a in done if a.capture and not a.new)
    output.say(f"preserved {len(new_ones)} new files; {known} were there already")
    return CLEAN


def build(args: argparse.Namespace) -> int:
    """Read and extract what is new."""
    jobs = args.jobs or os.cpu_count() or 1
    limits = sandbox.Limits()
    with open_case(args) as case:
        total = len(workflow.pending(case))
        every = workflow.build(case, jobs=jobs, limits=limits)
        done = list(output.progress(every, total, "reading"))
    counts = Counter(b.derivation.outcome for b in done)
    facts = sum(len(b.derivation.facts) for b in done)
    problems = sum(len(b.derivation.problems) for b in done)
    if as_json(args):
        output.value(
            {"built": len(done), "outcomes": dict(counts), "facts": facts, "problems": problems}
        )
        return CLEAN
    told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items())) or "nothing new"
    output.say(f"{told}; {facts} facts proposed, {problems} problems noted")
    for b in done:
        if b.derivation.outcome in ("refused", "ignored"):
            why = b.derivation.problems[0] if b.derivation.problems else None
            output.warn(f"{b.held.name}: {b.derivation.reason} {why.message if why else ''}")
    return CLEAN


def key(args: argparse.Namespace) -> int:
    """Make or list keys."""
    keys = keyring()
    if args.what == "new":
        if not args.label:
            msg = "The key needs a name."
            raise UsageError(msg, remedy="papertrace key new NAME")
        made = keys.make(args.label)
        told = {"label": made.label, "id": made.id, "public": made.public}
        if as_json(args):
            output.value(told)
        else:
            output.say(f"made the key {made.label} ({made.id})")
        return CLEAN
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


def status(args: argparse.Namespace) -> int:
    """Count what the case holds."""
    with open_case(args) as case:
        told = workflow.status_row(case)
    if as_json(args):
        output.value(told)
        return CLEAN
    output.say(f"{told['title']}: {told['documents']} documents, {told['pages']} pages")
    for name in ("outcomes", "forms", "years", "publishers", "facts", "review", "problems"):
        if told[name]:
            output.say(f"  {name:11} " + ", ".join(f"{k} {n}" for k, n in told[name].items()))
    for row in told["not_read"]:
        output.say(f"  not read    {row['name']}: {row['outcome']} {row['reason']}")
    return CLEAN


def documents(args: argparse.Namespace) -> int:
    """List the documents."""
    with open_case(args) as case:
        every = list(workflow.document_rows(case))
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        told = f"{row['outcome']:11} {row['form']:18} {row['pages']:4} p  {row['name']}"
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
        output.rows(workflow.page_row(p) for p in found)
        return CLEAN
    for page in found:
        if not args.text:
            told = f"{len(page.words)} words, {len(page.tables)} tables, {page.origin}"
            output.say(f"--- page {page.number} ({told}) {page.name}".rstrip())
        output.say(page.text)
    return CLEAN


def facts(args: argparse.Namespace) -> int:
    """List facts."""
    with open_case(args) as case:
        digest = case.find(args.document).digest if args.document else None
        every = workflow.fact_rows(case, args.kind, digest)
    if args.status:
        every = [row for row in every if row["status"] == args.status]
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        shown = "  ".join(f"{k}={_shown(k, v)}" for k, v in row["fields"].items())
        output.say(f"{row['id'][:10]}  {row['status']:9} {row['confidence']:.2f}  {row['kind']}")
        output.say(f"    {row['document']['name']}  {shown}")
    return CLEAN


def _shown(name: str, field: dict[str, Any]) -> str:
    text = output.money(field["value"]) if field.get("currency") else field["value"]
    return f"{text} {field['currency']}" if field.get("currency") and name else str(text)


def find(args: argparse.Namespace) -> int:
    """Find words."""
    with open_case(args) as case:
        every = list(workflow.find(case, args.query))
        count, unread = workflow.searched(case)
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        output.say(f"{row['name']}:{row['page']}: {row['snippet']}")
    output.say(f"{len(every)} places; {count} pages searched, {unread} documents not (wholly) read")
    return CLEAN


def sql(args: argparse.Namespace) -> int:
    """Answer a query."""
    with open_case(args) as case:
        every = workflow.sql(case, args.query, every=args.all)
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


def decide(args: argparse.Namespace) -> int:
    """Accept, reject or correct facts."""
    words: list[str] = args.facts
    at = next((i for i, w in enumerate(words) if w in ("accept", "reject", "correct")), None)
    if not at:
        msg = "Name at least one fact, then accept, reject or correct."
        raise UsageError(msg, remedy="papertrace decide 9f3c2ab4 accept")
    wanted, verdict = words[:at], words[at]
    changes = dict(w.partition("=")[::2] for w in words[at + 1 :])
    if any("=" not in w for w in words[at + 1 :]):
        msg = "Behind `correct` stands FIELD=VALUE."
        raise UsageError(msg)
    if wanted == ["-"]:
        wanted = sys.stdin.read().split()
    with open_case(args) as case:
        made = workflow.decide(
            case, wanted, verdict, changes, signer(case, args.by), reason=args.reason
        )
    if as_json(args):
        output.rows(
            {"id": d.id, "fact": d.fact_id, "verdict": d.verdict, "by": d.reviewer, "at": d.at}
            for d in made
        )
        return CLEAN
    output.say(f"{made[0].verdict if made else 'nothing'}: {len(made)} facts")
    return CLEAN


def judge(args: argparse.Namespace) -> int:
    """Record any other verdict."""
    with open_case(args) as case:
        made = case.judge(
            args.subject,
            args.verdict,
            key=signer(case, args.by),
            other=args.other,
            reason=args.reason,
        )
    if as_json(args):
        output.value({"id": made.id, "subject": made.subject, "verdict": made.verdict})
        return CLEAN
    output.say(f"noted: {made.subject} {made.verdict} {made.other}".rstrip())
    return CLEAN


def check(args: argparse.Namespace) -> int:
    """Test a draft."""
    with open_case(args) as case:
        report = workflow.check(case, _draft(args.draft, case))
    if as_json(args):
        output.value(to_rows(report))
    else:
        for line in report_lines(report):
            output.say(line)
    return CLEAN if report.clean else FINDINGS


def _draft(told: Path, case: Case) -> Path:
    """Find a draft by its path, or by its path inside the case."""
    inside = case.root / told
    return inside if not told.exists() and inside.exists() else told


def verify(args: argparse.Namespace) -> int:
    """Say item by item whether the case is sound."""
    with open_case(args) as case:
        items = list(verify_case(case))
    broken = [i for i in items if i.state == "broken"]
    if as_json(args):
        output.rows(
            {"what": i.what, "name": i.name, "state": i.state, "message": i.message} for i in items
        )
    else:
        for i in items:
            if i.state != "sound":
                output.say(f"{i.state}: {i.what} {i.name}: {i.message}")
        counts = Counter(i.state for i in items)
        output.say(
            f"{counts['sound']} sound, {counts['broken']} broken,"
            f" {counts['could-not-be-checked']} could not be checked"
        )
    return FINDINGS if broken else CLEAN


def publish(args: argparse.Namespace) -> int:
    """Write a checked story."""
    jobs = args.jobs or os.cpu_count() or 1
    with open_case(args) as case:
        draft = _draft(args.draft, case) if args.draft else case.root / "drafts" / "story.md"
        written = workflow.publish(case, draft, args.out, args.form, sandbox.Limits(), jobs)
    if as_json(args):
        output.value({"out": str(args.out), "format": args.form, "files": written})
        return CLEAN
    output.say(f"published {len(written)} files to {args.out}")
    return CLEAN


def doctor(args: argparse.Namespace) -> int:
    """Say what is installed and how workers are walled off."""
    told = {
        "python": sys.version.split()[0],
        "workers": sandbox.level(),
        "keys": (keyring().labels() and "present") or "none yet (made by `papertrace new`)",
        "text recognition of scans": "not installed: page images are listed as not read",
    }
    if as_json(args):
        output.value(told)
        return CLEAN
    for name, what in told.items():
        output.say(f"{name}: {what}")
    return CLEAN
