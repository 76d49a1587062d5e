"""The right of reply: write down who is accused of what, who was asked, and what they answered.

papertrace sends nothing. A letter is drafted from accepted facts alone, and only while every
document it rests on is preserved and unchanged; nothing that could lead to a source is in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from typing import TYPE_CHECKING, Any

from papertrace.check.accused import rests_on
from papertrace.check.claims_file import read_claims
from papertrace.check.replying import parties, today
from papertrace.errors import DraftUnreadable, UsageError
from papertrace.model import Claim, DraftSpan
from papertrace.settings import nearest
from papertrace.text.personal_latin import latin_names
from papertrace.text.persons import is_personal_name
from papertrace.workflow.checking import evidence, read_draft
from papertrace.workflow.drafted import CLAIMS
from papertrace.workflow.listing import reviewed
from papertrace.workflow.releasing import may_sign

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.check.replying import Party
    from papertrace.model import AcceptedFact, ReplyStep

_NOWHERE = DraftSpan("", 1, 1, "")
_EMPTY: dict[str, object] = {
    "step": "",
    "party": "",
    "claims": [],
    "channel": "",
    "on": "",
    "deadline": "",
    "text": "",
    "about": "",
    "facts": [],
}
_LETTER = """To {party}

We are preparing a report that rests on documents you or others have published. It says:

{points}

We ask you to tell us by {deadline} what is wrong or missing, and we will report your answer.
"""


def record(case: Case, key: SigningKey, **told: object) -> ReplyStep:
    """Write one step into the log; UsageError where a party, day or text is not right."""
    body = {**_EMPTY, **told}
    party = str(body["party"]).strip()
    if not party or is_personal_name(party) or (0, len(party)) in latin_names(party):
        msg = "The party is a body or a company, named as in the story."
        raise UsageError(msg, remedy="Private persons are in no ledger.")
    for name in ("on", "deadline"):
        _day(name, str(body[name]))
    _whole(body)
    if body["step"] == "allegation":
        names = [str(name) for name in _list(body["claims"])]
        _known(case, names)
        body["facts"] = sorted(_behind(case, names))
    if body["step"] == "not-asked" and not may_sign(case, "editor", key.id):
        msg = f"Not to ask is an editor's decision; case.toml does not name {key.label}."
        raise UsageError(msg, remedy="Whom [release] editor names decides it.")
    made = case.append("reply", {**body, "party": party}, key)
    return next(s for s in reversed(case.ledger().replies) if s.id == made.hash)


def _whole(body: dict[str, object]) -> None:
    """Refuse a step that says less than its kind must, or that lies in the future."""
    asked = {
        "attempt": ("channel", "on", "deadline"),
        "answer": ("channel", "on", "text"),
        "letter": ("deadline",),
        "not-asked": ("text",),
    }.get(str(body["step"]), ())
    lacking = [n for n in asked if not str(body[n]).strip()]
    if lacking:
        told = ["reason" if n == "text" else n for n in lacking]
        msg = f"This step needs: {', '.join(told)}."
        raise UsageError(msg, remedy="An asked party's silence counts only from a day on.")
    on, deadline = str(body["on"]), str(body["deadline"])
    if on > today():
        msg = f"{on} is still to come."
        raise UsageError(msg, remedy="Note what was done, when it is done.")
    if on and deadline and deadline < on:
        msg = f"The deadline {deadline} lies before the asking, {on}."
        raise UsageError(msg)


def _known(case: Case, claims: list[str]) -> None:
    """Refuse claims that no claims file beside the drafts holds, where there is one."""
    held: set[str] = set()
    for path in (case.root / "drafts").glob(f"*{CLAIMS}"):
        try:
            held |= set(tomllib.loads(path.read_text(encoding="utf-8-sig")))
        except (OSError, ValueError):
            return  # what cannot be read is told by `check`
    lacking = [name for name in claims if name not in held]
    if held and lacking:
        msg = f"No draft of the case has the claim {lacking[0]}."
        raise UsageError(msg, remedy=nearest(lacking[0], sorted(held)))


def _behind(case: Case, names: list[str]) -> set[str]:
    """Give the facts that claims stand on now, so that another claim's name hides nothing."""
    known, found = evidence(case), set[str]()
    for path in (case.root / "drafts").glob(f"*{CLAIMS}"):
        try:
            held = read_claims(str(path), path.read_text(encoding="utf-8-sig")).claims
        except (OSError, ValueError, DraftUnreadable):
            continue  # what cannot be read is told by `check`
        for name in names:
            if name in held:
                kind, options = held[name]
                found |= set(rests_on(Claim(name, kind, _NOWHERE, options), known))
    return found


def _day(name: str, text: str) -> None:
    try:
        right = not text or dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        right = False
    if not right:
        msg = f"{name} {text!r} is no day."
        raise UsageError(msg, remedy="Write 2024-10-01.")


def second(case: Case, wanted: str, key: SigningKey) -> ReplyStep:
    """Agree, with another key, to an editor's decision not to ask."""
    found = [s for s in case.ledger().replies if s.step == "not-asked" and s.id.startswith(wanted)]
    if len(found) != 1:
        msg = f"{len(found)} decisions not to ask begin with {wanted!r}."
        raise UsageError(msg, remedy="`papertrace reply list --json` shows the ids.")
    person = case.ledger().person
    if person(found[0].by) == person(key.id):
        msg = "Who decided not to ask cannot be the second signature."
        raise UsageError(msg, remedy="Another person: --by KEY")
    return record(case, key, step="seconded", party=found[0].party, about=found[0].id)


def letter(case: Case, draft: Path, party: str, deadline: str, key: SigningKey) -> str:
    """Draft the letter to a party: the sentences of the claims that accuse it, with documents.

    UsageError where nothing accuses it, where a claim's fact is not accepted, or where an original
    is no longer as it was preserved. The letter's digest is recorded, not its words.
    """
    case.sound_log()
    found = next((p for p in parties(case.ledger().replies) if p.name == party), None)
    if found is None or not found.claims:
        msg = f"No claim is noted as accusing {party}."
        raise UsageError(msg, remedy="papertrace reply accuse PARTY --claims CLAIM ...")
    _day("deadline", deadline)
    points = "\n\n".join(_points(case, draft, found))
    text = _LETTER.format(party=party, points=points, deadline=deadline)
    digest = hashlib.sha256(text.encode()).hexdigest()
    record(case, key, step="letter", party=party, deadline=deadline, text=digest)
    return text


def _points(case: Case, path: Path, party: Party) -> list[str]:
    accepted = {f.id: f for f in reviewed(case).accepted}
    claims = {c.id: c for c in read_draft(path).claims}
    points = []
    for name in party.claims:
        if name not in claims:
            msg = f"The draft has no claim {name}."
            raise UsageError(msg)
        ids = claims[name].options.get("facts", [])
        facts = [f for i in _list(ids) for f in _meant(i, accepted)]
        for fact in facts:
            case.original(fact.digest)  # raises where it is gone or changed
        said = claims[name].context or claims[name].span.text
        where = "; ".join(dict.fromkeys(_place(f) for f in facts))
        points.append(f"- {said.strip()}" + (f"\n  ({where})" if where else ""))
    return points


def _list(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else []


def _meant(wanted: str, accepted: dict[str, AcceptedFact]) -> list[AcceptedFact]:
    found = [f for i, f in accepted.items() if i.startswith(wanted.lower())]
    if not found:
        msg = f"Fact {wanted[:12]} is not accepted, so no letter can rest on it."
        raise UsageError(msg, remedy=f"papertrace decide {wanted[:12]} accept")
    return found


def _place(fact: AcceptedFact) -> str:
    page = next((a.page for a in fact.anchors if not a.role), 0)
    return f"{fact.document}, page {page}" if page else fact.document


def party_rows(case: Case) -> list[dict[str, Any]]:
    """One row a party: claims, state, attempts, answers, and the sentence the story must carry."""
    day = today()
    return [
        {
            "party": p.name,
            "claims": list(p.claims),
            "state": p.state(day),
            "sentence": p.sentence(day),
            "attempts": [_step_row(s) for s in p.attempts],
            "answers": [_step_row(s) for s in p.answers],
            "not_asked": [_step_row(s) for s in (p.excused, p.waiting) if s],
        }
        for p in parties(case.ledger().replies)
    ]


def _step_row(step: ReplyStep) -> dict[str, Any]:
    return {
        "id": step.id,
        "channel": step.channel,
        "on": step.on,
        "deadline": step.deadline,
        "text": step.text,
        "by": step.by,
        "at": step.at,
    }
