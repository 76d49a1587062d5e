"""Take down what a person decided: accept, reject or correct a fact; judge anything else."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.casefile import Choice
from papertrace.errors import NotSeen, UnknownFact, UsageError
from papertrace.model import Field
from papertrace.text.persons import is_personal_name
from papertrace.workflow.redrawing import corrected_by, redrawn, with_spots
from papertrace.workflow.seeing import doubts, stands
from papertrace.workflow.typed_sums import typed_sum, without_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Decision, Fact, Verdict
    from papertrace.workflow.redrawing import Redrawn

MONEY = frozenset({"amount", "budget", "ceiling", "basic", "delta", "unit_price"})
NUMBERS = MONEY | {"pct", "rate", "weight", "rank", "score"}
DATES = frozenset({"deadline", "signed", "published", "date", "first_published"})
VERDICTS: dict[str, Verdict] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
}
PARTIES = frozenset({"supplier", "buyer", "agent", "body", "publisher"})
SIGNED = frozenset({"delta", "pct"})
SIGNED_KINDS = frozenset({"budget_line", "economic_line", "budget_total", "yoy"})
_SHORTEST = 6
_ID = 64
_PLAIN = re.compile(r"-?(?:\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,8})?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?\+\d\d:\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person saw of a fact's page before deciding."""

    words: str = ""
    """What they read on it, typed; parts for several fields set apart by `;`."""
    picture: str = ""
    """Digest of the page's picture that was shown to them, '' where none was."""
    spots: Mapping[str, str] = field(default_factory=dict)
    """Field -> the words they chose on it, which prove its corrected value (see `redrawing`)."""
    read: tuple[str, ...] = ()
    """The fields that `words` are about."""


def find_facts(case: Case, wanted: Sequence[str]) -> list[Fact]:
    """Find facts by id or unique prefix of at least six characters, in the order asked for."""
    whole = [case.derived.fact(text) for text in wanted if len(text) == _ID]
    if len(whole) == len(wanted) and all(whole):  # so that one decision does not read every fact
        return [fact for fact in whole if fact is not None]
    by_id = {fact.id: fact for fact in case.derived.facts()}
    found = []
    for text in wanted:
        some = (
            [by_id[text]]
            if text in by_id
            else [f for i, f in by_id.items() if i.startswith(text)]
            if len(text) >= _SHORTEST
            else []
        )
        if len(some) != 1:
            why = "No fact" if not some else f"{len(some)} facts"
            msg = f"{why} of this case begin with {text!r}."
            raise UnknownFact(msg)
        found.append(some[0])
    return found


def _number(kind: str, name: str, text: str) -> str:
    """Read a plain decimal, with or without thousands separators in their places."""
    if not _PLAIN.fullmatch(text):
        msg = f"{name}={text!r} is not a plain decimal number."
        raise UsageError(msg, remedy="Write it in the currency's main unit: 26500000")
    if text.startswith("-") and name not in SIGNED and kind not in SIGNED_KINDS:
        msg = f"{name}={text!r} is below zero."
        raise UsageError(msg, remedy="Only changes and budget lines can be.")
    number = Decimal(text.replace(",", ""))
    return f"{number.normalize():f}" if number else "0"


def _date(name: str, text: str) -> str:
    """Read an ISO 8601 month, day or moment."""
    if not _MOMENT.fullmatch(text):
        msg = f"{name}={text!r} is not a date."
        raise UsageError(msg, remedy="Write 2024-03-05 or 2024-03-05T09:30:00+08:00")
    try:
        dt.date.fromisoformat((text + "-01")[:10])
    except ValueError as error:
        msg = f"{name}={text!r} is not a day of the calendar."
        raise UsageError(msg, remedy="Look at the page again.") from error
    return text


def _clean(kind: str, name: str, text: str) -> str:
    """Bring a person's value into canonical form; UsageError where it has none."""
    text = text.strip()
    if not text or not text.isprintable():
        msg = f"{name} is empty or holds signs that cannot be printed."
        raise UsageError(msg, remedy="Reject the fact, or give a value.")
    if name in NUMBERS:
        return _number(kind, name, text)
    if name in DATES:
        return _date(name, text)
    if name in PARTIES and any(is_personal_name(part) for part in text.split(";")):
        msg = f"{name} looks like the name of a private person."
        raise UsageError(msg, remedy="Names of persons are never kept; leave the field, or reject.")
    return text


def corrected(
    fact: Fact, changes: Mapping[str, str], spots: Mapping[str, Redrawn] | None = None
) -> dict[str, Field]:
    """Give the whole value with a person's changes; `written` stays what is printed.

    `spots` are the words that now prove a field, where others do. UsageError where a typed sum
    could be in the unit of the page as well as in the main unit.
    """
    fields = dict(fact.fields)
    for name, text in changes.items():
        if name not in fields:
            known = ", ".join(sorted(fields))
            msg = f"This {fact.kind} has no field {name!r}."
            raise UsageError(msg, remedy=f"It has: {known}.")
        old, spot = fields[name], spots.get(name) if spots else None
        told = text if spot and spot.value else typed_sum(name, old, text).value
        value = _clean(fact.kind, name, told)
        fields[name] = (
            corrected_by(old, value, spot)
            if spot
            else Field(value, old.written, old.currency, old.inherited)
        )
    return fields


def decide(  # noqa: PLR0913  (who decided what about which, and how)
    case: Case,
    wanted: Sequence[str],
    verdict: str,
    changes: Mapping[str, str],
    key: SigningKey,
    *,
    channel: str = "script",
    reason: str = "",
    seen: str | Sight = "",
) -> tuple[Decision, ...]:
    """Record one verdict about each of the facts named; all of them or none.

    `seen` is what the person reads on the page. NotSeen where a fact is doubted and it is missing
    or not the value decided on. Words that they chose there are the
    corrected value and its proof.
    """
    if verdict not in VERDICTS:
        msg = f"{verdict!r} is no verdict."
        raise UsageError(msg, remedy="Say accept, reject or correct FIELD=VALUE.")
    sight = seen if isinstance(seen, Sight) else Sight(seen)
    if (verdict == "correct") != bool(changes or sight.spots):
        msg = "Only `correct` takes FIELD=VALUE, and it needs at least one."
        raise UsageError(msg)
    facts = find_facts(case, wanted)
    if sight.spots:
        return _pointed(case, facts, changes, sight, _Told(key, channel, reason))
    told = {fact.id: corrected(fact, changes) if changes else None for fact in facts}
    if sight.words and len(facts) > 1:
        msg = "What you read on a page is about one fact."
        raise UsageError(msg, remedy="Decide facts that need --seen one by one.")
    why = {} if verdict == "reject" else _looked_at(case, facts, told, sight.words)
    choices = [
        Choice(
            fact,
            VERDICTS[verdict],
            told[fact.id],
            f"{reason} {why.get(fact.id, '')}".strip(),
            sight.picture,
            without_unit(fact, changes),
            (*sight.read, *changes),
        )
        for fact in facts
    ]
    return case.decide_many(choices, key=key, channel=channel)


@dataclass(frozen=True, slots=True)
class _Told:
    """Who tells a correction, and how."""

    key: SigningKey
    channel: str
    reason: str


def _pointed(
    case: Case,
    facts: Sequence[Fact],
    changes: Mapping[str, str],
    sight: Sight,
    told: _Told,
) -> tuple[Decision, ...]:
    """Record the correction of one fact by words that were chosen on its pages."""
    if len(facts) != 1:
        msg = "Words on a page correct one fact."
        raise UsageError(msg)
    (fact,) = facts
    found = {name: redrawn(case, fact, name, where) for name, where in sight.spots.items()}
    values, anchors = with_spots(fact, changes, found)
    fields = corrected(fact, {**changes, **values}, found)
    asked = replace(fact, fields=fields, anchors=anchors)  # what is doubted is the new proof
    why = _looked_at(case, [asked], {fact.id: fields}, sight.words)
    reason = f"{told.reason} {why.get(fact.id, '')}".strip()
    read = (*sight.read, *changes, *sight.spots)
    choice = Choice(fact, "corrected", fields, reason, sight.picture, anchors, read)
    return case.decide_many([choice], key=told.key, channel=told.channel)


def _looked_at(
    case: Case,
    facts: Sequence[Fact],
    told: Mapping[str, Mapping[str, Field] | None],
    seen: str,
) -> dict[str, str]:
    """Give what is recorded of doubts, by fact; NotSeen where a doubted fact was not looked at."""
    found = doubts(case, facts)
    why = {}
    for fact in facts:
        doubted = found.get(fact.id, ())
        if not doubted:
            continue
        missing = stands(seen, doubted, told[fact.id] or fact.fields) if seen else doubted[0].field
        if missing or not seen:
            first = next((d for d in doubted if d.field == missing), doubted[0])
            known = case.documents()
            name = next((h.name for h in known if h.digest == fact.digest), fact.digest[:12])
            page = next((a.page for a in fact.anchors if a.field == first.field), 1)
            msg = f"{fact.kind} {fact.id[:10]}, {first.field}: {first.code} {first.message}"
            typed = f" {seen!r} is not the value you decide on, with its unit." if seen else ""
            raise NotSeen(
                msg + typed,
                remedy=f"Look at page {page} (papertrace look '{name}' {page}), then add"
                ' --seen "WORDS ON THE PAGE", or reject or correct it.',
            )
        codes = ", ".join(dict.fromkeys(d.code for d in doubted))
        why[fact.id] = f"[{codes}; seen on the page: {seen}]"
    return why
