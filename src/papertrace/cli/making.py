"""Make a case and fill it: new, add, build."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from papertrace.casefile import Case
from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, keyring, open_case, own_key, signer
from papertrace.errors import NotInstalled, UnknownKey, UsageError
from papertrace.read import ocr_weights
from papertrace.workflow import adding, building, contested, leads, passwords
from papertrace.workflow.finding import index
from papertrace.workflow.listing import problem_row
from papertrace.workflow.means import means
from papertrace.workflow.recognising import Readings

if TYPE_CHECKING:
    import argparse

    from papertrace.casefile import SigningKey


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
    """Preserve files, folders and addresses."""
    if args.list or any(leads.is_address(word) for word in args.paths):
        from papertrace.cli import collecting  # noqa: PLC0415  (only addresses need the network)

        return collecting.add(args)
    if not args.paths:
        msg = "There is nothing to add."
        raise UsageError(msg, remedy="Name files, folders or addresses.")
    paths = [Path(p) for p in args.paths]
    with open_case(args) as case:
        secrets = passwords.load(args.passwords) if args.passwords else passwords.Passwords()
        every = adding.add(case, paths, signer(case, args.by), passwords=secrets)
        done = list(output.progress(every, adding.count(paths), "preserving"))
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
            output.warn(f"skipped {output.name(a.name)}: {a.note}")
    known = sum(1 for a in done if a.capture and not a.new)
    output.say(f"preserved {len(new_ones)} new files; {known} were there already")
    return CLEAN


def build(args: argparse.Namespace) -> int:
    """Read and extract what is new."""
    with open_case(args) as case:
        limits, jobs = means(case, args.jobs)
        anew = contested.has_readings(case) if args.reread else frozenset()
        readings = Readings(case, _signing(case, args.by), _lane(case), anew)
        before = contested.fact_ids(case, anew)
        total = len({h.digest for h, _ in building.pending(case, again=args.again)} | anew)
        every = building.build(case, jobs=jobs, limits=limits, again=args.again, readings=readings)
        done = list(output.progress(every, total, "reading"))
        list(output.progress(index(case), len(done), "indexing"))
        differing = list(contested.differences(case, anew, before))
        disputed = contested.problems(case, anew)
    counts = Counter(b.outcome for b in done)
    facts = sum(b.facts for b in done)
    problems = sum(b.problems for b in done)
    if as_json(args):
        made = {"built": len(done), "outcomes": dict(counts), "facts": facts, "problems": problems}
        reread = {"differences": differing, "at_accepted": [problem_row(p) for p in disputed]}
        output.value({**made, **reread} if args.reread else made)
        return CLEAN
    told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items())) or "nothing new"
    output.say(f"{told}; {facts} facts proposed, {problems} problems noted")
    for b in done:
        if b.outcome in ("refused", "ignored"):
            output.warn(f"{output.name(b.name)}: {b.reason}")
    if readings.unkept:
        output.warn(
            f"{len(readings.unkept)} readings of pictures were not recorded:"
            " the case knows none of your keys"
        )
    for row in differing:
        name, facts = output.name(row["document"]["name"]), len(row["facts"])
        output.say(f"{name}: {row['message']} {facts} facts rest on it.")
        if row["facts_changed"]:
            output.say(f"{name}: {len(row['facts_changed'])} facts came or went")
    if args.reread:
        output.say(
            f"{len(anew)} recorded readings made anew; they differ at {len(differing)} places"
        )
    for problem in disputed:
        output.warn(problem.code + " " + problem.message + " " + problem.remedy)
    return CLEAN


def _signing(case: Case, label: str | None) -> SigningKey | None:
    """Give the key that signs new readings; None where none was named and the case knows none."""
    if label is None and keyring().default() is None:
        return None
    try:
        return signer(case, label)
    except UnknownKey:
        if label is not None:
            raise
        return None


def _lane(case: Case) -> str:
    """Give the lane that case.toml names; NotInstalled where it cannot run here."""
    lane = case.config.lane
    missing = ocr_weights.missing(lane) if lane != ocr_weights.FULL else ()
    if missing:
        msg = f"The {lane} lane of text recognition needs {', '.join(missing)}."
        raise NotInstalled(msg, remedy=f"pip install papertrace[{lane}]")
    return lane
