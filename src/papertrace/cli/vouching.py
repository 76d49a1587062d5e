"""Translations, releases and the right of reply: what people vouch for beside facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check.report import sentences as told
from papertrace.cli import output
from papertrace.cli.common import CLEAN, FINDINGS, as_json, draft_in, open_case, signer
from papertrace.errors import UsageError
from papertrace.workflow import replying, sentences, vouching

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from papertrace.casefile import Case
    from papertrace.model import CheckReport


def translation(args: argparse.Namespace) -> int:
    """Record or second a translation, or list them."""
    with open_case(args) as case:
        if args.what == "add":
            made = vouching.translate(
                case,
                args.document,
                args.page,
                args.quote,
                args.words,
                key=signer(case, args.by),
                language=args.language,
            )
            output.say(f"{made.id[:12]}: waits for a second reader")
        elif args.what == "second":
            made = vouching.second(case, args.translation, signer(case, args.by))
            output.say(f"{made.id[:12]}: read by two")
        else:
            _translations(case, args)
    return CLEAN


def _translations(case: Case, args: argparse.Namespace) -> None:
    called = {h.digest: h.name for h in case.documents()}
    rows = [
        {
            "id": t.id,
            "document": called.get(t.digest, t.digest),
            "page": t.page,
            "quote": t.quote,
            "language": t.language,
            "words": t.words,
            "translator": t.translator,
            "second_reader": t.second_reader,
        }
        for t in case.ledger().translations
    ]
    if as_json(args):
        output.rows(rows)
        return
    for row in rows:
        told = "read by two" if row["second_reader"] else "waits for a second reader"
        output.say(f"{str(row['id'])[:12]}  {row['quote']} = {row['words']}  ({told})")


def release(args: argparse.Namespace) -> int:
    """Sign exactly the words of a draft."""
    with open_case(args) as case:
        draft = draft_in(case, args.draft)
        act = vouching.withdraw if args.withdraw else vouching.release
        made = act(case, draft, args.office, signer(case, args.by))
    if as_json(args):
        output.value({"id": made.id, "draft": made.draft, "office": made.office, "by": made.by})
        return CLEAN
    if args.withdraw:
        output.say(f"withdrawn as {made.office}: {draft.name} ({made.draft[:12]})")
        return CLEAN
    output.say(f"released as {made.office}: {draft.name} ({made.draft[:12]}); any edit undoes it")
    return CLEAN


def vouch(args: argparse.Namespace) -> int:
    """Vouch for sentences and names of a draft, or list those that wait for a person."""
    with open_case(args) as case:
        draft = draft_in(case, args.draft)
        if not args.claims and not args.names:
            return _waiting(sentences.read_over(case, draft), args)
        act = sentences.withdraw if args.withdraw else sentences.vouch
        made = act(
            case, draft, args.claims, args.names, key=signer(case, args.by), reason=args.reason
        )
    if as_json(args):
        output.rows({"id": j.id, "words": j.subject, "reason": j.reason} for j in made)
        return CLEAN
    if args.withdraw:
        output.say(f"taken back: {len(made)}; each waits for people again")
        return CLEAN
    output.say(
        f"vouched for: {len(made)}; an edit of these sentences, of those they rest on, or of a fact"
        " behind them undoes it"
    )
    return CLEAN


def _waiting(report: CheckReport, args: argparse.Namespace) -> int:
    if as_json(args):
        output.rows(
            {"line": p.span.line if p.span else None, "code": p.code, "message": p.message}
            for p in report.to_read
        )
    else:
        for line in (*sentences.unread(report), told(report)):
            output.say(line)
    return FINDINGS if report.to_read else CLEAN


def reply(args: argparse.Namespace) -> int:
    """Keep the ledger of who was asked what and what they answered."""
    with open_case(args) as case:
        if args.what == "list":
            return _parties(case, args)
        key = signer(case, args.by)
        if args.what == "letter":
            draft = draft_in(case, args.draft)
            text = replying.letter(case, draft, args.party, args.deadline, key)
            args.out.write_text(text, encoding="utf-8")
            output.say(f"{args.out}: send it yourself, then `papertrace reply asked`")
        elif args.what == "second":
            output.say(f"agreed: {replying.second(case, args.step, key).party}")
        else:
            made = replying.record(case, key, **_told(args))
            output.say(f"{made.id[:12]}: {made.step} {made.party}")
    return CLEAN


def _told(args: argparse.Namespace) -> dict[str, object]:
    match args.what:
        case "accuse":
            return {"step": "allegation", "party": args.party, "claims": list(args.claims)}
        case "asked":
            told = {"channel": args.channel, "on": args.on, "deadline": args.deadline}
            return {"step": "attempt", "party": args.party, **told}
        case "answered":
            text = _whole(args.text)
            told = {"channel": args.channel, "on": args.on, "text": text}
            return {"step": "answer", "party": args.party, **told}
        case _:
            return {"step": "not-asked", "party": args.party, "text": args.reason}


def _whole(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The answer cannot be read ({error})."
        raise UsageError(msg, remedy="Save it whole as a UTF-8 text file.") from error
    if not text:
        msg = "The answer is empty."
        raise UsageError(msg)
    return text


def _parties(case: Case, args: argparse.Namespace) -> int:
    rows = replying.party_rows(case)
    if as_json(args):
        output.rows(rows)
        return CLEAN
    for row in rows:
        output.say(f"{row['party']}: {row['state']}. {row['sentence']}")
    return CLEAN
