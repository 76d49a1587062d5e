"""Decide, check, verify, publish: what a person answers for."""

from __future__ import annotations

import itertools
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from papertrace.casefile.seal_checks import read_receipt
from papertrace.casefile.sealed import recipients
from papertrace.casefile.sealing import fingerprint
from papertrace.casefile.verify import verify as verify_case
from papertrace.cli import output
from papertrace.cli.common import (
    CLEAN,
    FINDINGS,
    as_json,
    draft_in,
    keyring,
    open_case,
    signer,
)
from papertrace.errors import UsageError
from papertrace.workflow import deciding

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, Item
    from papertrace.model import CheckReport

_LOOK = 0.5
"""Seconds between two looks at a watched draft."""


def decide(args: argparse.Namespace) -> int:
    """Accept, reject or correct facts."""
    words: list[str] = args.facts
    if words == ["undo"]:
        return _undo(args)
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
        key = signer(case, args.by)
        made = deciding.decide(
            case, wanted, verdict, changes, key, reason=args.reason, seen=args.seen
        )
    if as_json(args):
        output.rows(
            {"id": d.id, "fact": d.fact_id, "verdict": d.verdict, "by": d.reviewer, "at": d.at}
            for d in made
        )
        return CLEAN
    output.say(f"{made[0].verdict if made else 'nothing'}: {len(made)} facts")
    return CLEAN


def _undo(args: argparse.Namespace) -> int:
    """Take the signer's latest decision back."""
    from papertrace.workflow import undoing  # noqa: PLC0415  (only this command needs it)

    with open_case(args) as case:
        last, made = undoing.undo(case, signer(case, args.by))
    told = {"id": made.id, "fact": last.fact_id, "taken_back": last.verdict, "now": made.verdict}
    if as_json(args):
        output.value(told)
        return CLEAN
    output.say(f"taken back: {last.verdict} {last.kind} {last.fact_id[:10]}; now {made.verdict}")
    return CLEAN


def judge(args: argparse.Namespace) -> int:
    """Record any other verdict."""
    from papertrace.workflow import judging  # noqa: PLC0415  (only this command needs it)

    with open_case(args) as case:
        made = judging.judge(
            case,
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
    """Test a draft, once or whenever it changes."""
    from papertrace.workflow import checking  # noqa: PLC0415  (DuckDB is slow to load)

    clean = True
    with open_case(args) as case:
        draft = draft_in(case, args.draft)
        for _ in _rounds(draft) if args.watch else (0,):
            report = checking.check(case, draft, _passed_on(case, draft) if args.out else "")
            clean = report.ready
            _show(args, report)
    return CLEAN if clean else FINDINGS


def _show(args: argparse.Namespace, report: CheckReport) -> None:
    from papertrace.check.formats import FORMATS  # noqa: PLC0415  (as above)
    from papertrace.check.report import to_rows  # noqa: PLC0415  (as above)

    if as_json(args):
        output.value(to_rows(report))
    elif args.out:
        _write(args.out, FORMATS[args.form](report))
        passed, failed, unproven = report.counts
        output.say(f"{args.out}: {passed} passed, {failed} failed, {unproven} unproven")
    else:
        output.say(FORMATS[args.form](report).rstrip("\n"))


def _passed_on(case: Case, draft: Path) -> str:
    """Name a draft in a report that goes to others: where it lies here is nobody's business."""
    whole, root = draft.absolute(), case.root.absolute()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else draft.name


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        msg = f"{out} cannot be written: {error.strerror}."
        raise UsageError(msg, remedy="Name a file in a folder that is there.") from error


def _rounds(draft: Path) -> Iterator[int]:
    """Go round once, and again whenever draft or claims were written; until interrupted."""
    seen: tuple[float, ...] = ()
    for turn in itertools.count():
        while (now := tuple(p.stat().st_mtime for p in sorted(draft.parent.glob("*")))) == seen:
            time.sleep(_LOOK)
        seen = now
        yield turn


def verify(args: argparse.Namespace) -> int:
    """Say item by item whether the case is sound."""
    if args.bundle:
        return _shown(args, _of_bundle(args.bundle, args.key))
    receipts = [read_receipt(path) for path in args.receipt]
    with open_case(args) as case:
        items = list(verify_case(case, receipts=receipts))
        if args.reread:
            total = sum(i.what == "archive" for i in items)
            items += output.progress(_reread(case, args.jobs), total, "reading again")
    return _shown(args, items)


def _of_bundle(root: Path, key: str) -> list[Item]:
    """Check a published bundle in place of the case."""
    from papertrace.workflow import bundle_checks  # noqa: PLC0415  (only this needs it)

    return list(bundle_checks.check(root, key))


def _shown(args: argparse.Namespace, items: list[Item]) -> int:
    broken = [i for i in items if i.state == "broken"]
    if as_json(args):
        output.rows(
            {"what": i.what, "name": i.name, "state": i.state, "message": i.message} for i in items
        )
    else:
        for i in items:
            if i.state != "sound" or i.what == "expunged":
                told = i.what if i.what == "expunged" else f"{i.state}: {i.what}"
                output.say(f"{told} {i.name}: {i.message}")
        counts = Counter(i.state for i in items)
        output.say(
            f"{counts['sound']} sound, {counts['broken']} broken,"
            f" {counts['could-not-be-checked']} could not be checked"
        )
    return FINDINGS if broken else CLEAN


def _reread(case: Case, jobs: int | None) -> Iterator[Item]:
    """Read every document again and compare."""
    from papertrace.workflow import rereading  # noqa: PLC0415  (it loads every reader)
    from papertrace.workflow.means import means  # noqa: PLC0415  (as above)

    return rereading.audit(case, *means(case, jobs))


def publish(args: argparse.Namespace) -> int:
    """Write a checked story."""
    from papertrace.workflow import publishing  # noqa: PLC0415  (it loads every room)

    if args.preview:
        return _preview(args)
    expert = args.edition == "expert"
    if (args.to and not expert) or (expert and args.form not in ("bundle", "wacz")):
        msg = "The expert edition is a bundle or web archive that is encrypted to somebody."
        raise UsageError(msg, remedy="--format bundle|wacz --edition expert --to RECIPIENT")
    with open_case(args) as case:
        draft = draft_in(case, args.draft)
        key = signer(case, args.by) if publishing.is_signed(args.form) else None
        if expert:
            named = case.config.recipients
            words = [w for to in args.to or sorted(named) for w in named.get(to, (to,))]
            written = publishing.publish_expert(
                case, draft, args.out, key, recipients(words, keyring().folder), args.jobs,
                form=args.form, every=args.all,
            )  # fmt: skip
        else:
            written = publishing.publish(
                case, draft, args.out, args.form, key, args.jobs,
                every=args.all, correction=args.correction,
            )  # fmt: skip
    if as_json(args):
        told = {"out": str(args.out), "format": args.form, "files": written}
        output.value(told | ({"signed_by": fingerprint(key.public)} if key else {}))
        return CLEAN
    output.say(f"published {len(written)} files to {args.out}")
    if key:
        output.say(
            f"signed by {key.label}, {fingerprint(key.public)}: print that where readers look"
        )
    return CLEAN


def _preview(args: argparse.Namespace) -> int:
    """Write the site as its release would, marked; say what it waits for."""
    from papertrace.workflow import publishing  # noqa: PLC0415  (it loads every room)

    if args.form != "site" or args.edition == "expert":
        msg = "A preview is of the site alone."
        raise UsageError(msg, remedy="papertrace publish OUT --preview")
    with open_case(args) as case:
        draft = draft_in(case, args.draft)
        waits = publishing.publish_preview(case, draft, args.out, args.jobs, every=args.all)
    if as_json(args):
        output.value({"out": str(args.out), "preview": True, "waits": list(waits)})
        return CLEAN
    output.say(f"preview in {args.out}: open index.html; do not put it on the web")
    for line in waits:
        output.say(f"waits: {line}")
    return CLEAN
