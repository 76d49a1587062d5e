"""A date: the day, month or year that a fact states, as exactly as the story prints it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.compare import fail
from papertrace.check.date_words import MONTHS, find_dates
from papertrace.check.grounds import (
    DATE_FIELDS,
    Unproven,
    facts_of,
    place_of,
    second_person,
    unproven,
)
from papertrace.check.hedges import NONE, hedge_around
from papertrace.check.options import IDS, TEXT, text_of, texts_of
from papertrace.check.words import narrow
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "date"
OPTIONS: Mapping[str, Shape] = {"facts": IDS, "field": TEXT}
COVERS: frozenset[str] = frozenset({"PT621"})
_NAME = re.compile(rf"({'|'.join(MONTHS)})[a-z]*", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|after)\b|自|从|以来", re.IGNORECASE)


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked date against the date of each fact; `since` against the earliest."""
    words = claim.span.text
    parts = _parts(claim)
    if isinstance(parts, ClaimResult):
        return parts
    facts = facts_of(texts_of(claim, "facts"), evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, words, facts)
    if not facts:
        return fail(claim, words, "", "The claim cites no fact.", 'Add facts = ["…"].')
    stated = [(f, _stated(f, text_of(claim, "field"))) for f in facts]
    lacking = next((f for f, told in stated if not told), None)
    if lacking:
        told = f"{lacking.kind} {lacking.id[:12]} states no such date."
        return fail(claim, words, "", told, f"Name the field: {', '.join(DATE_FIELDS)}.")
    if _SINCE.search(claim.before[-12:] + words):
        stated = [min(stated, key=lambda pair: pair[1])]
    wrong = next((pair for pair in stated if not _agrees(parts, pair[1])), None)
    ids = tuple(f.id for f in facts)
    if wrong:
        fact, told = wrong
        slip = "year" if parts[0] and told[:4] != parts[0] else "date"
        return ClaimResult(
            claim, "failed", words, f"{told} ({place_of(fact)})",
            f"The story says {words}, the document {told}.", "Mend the date.",
            facts=ids, slip=slip,
        )  # fmt: skip
    found = ", ".join(dict.fromkeys(t for _, t in stated))
    return ClaimResult(
        claim, "passed", words, f"{found} ({place_of(stated[0][0])})", f"{words} is {found}.", "",
        facts=ids, warnings=second_person(facts, evidence),
    )  # fmt: skip


def _parts(claim: Claim) -> tuple[str, str, str] | ClaimResult:
    """Read the linked date; the result that says why where there is not one plain date."""
    words = claim.span.text
    parts = read(words, claim.context)
    if isinstance(parts, str):
        slip = "year" if re.search(r"(?<!\d)\d{4}(?!\d)", words) else ""
        return replace(fail(claim, words, "", parts, "Link the words of one date."), slip=slip)
    if hedge_around(claim.before + words[: _at(words)], "") is not NONE:
        told = "A hedge stands before the date; a date is tested as it is printed."
        return replace(fail(claim, words, "", told, "Take the hedge out."), slip="bound")
    return parts


def read(words: str, context: str = "") -> tuple[str, str, str] | str:
    """Read one date as (year, month, day), '' for what is not printed; a sentence where none is."""
    found = find_dates(narrow(words)) or _months(words, context)
    if len(found) != 1:
        return f"The linked words {words!r} state {len(found) or 'no'} dates; a claim tests one."
    text = found[0] if isinstance(found[0], str) else found[0].text
    if re.search(r"\d", narrow(words).replace(text, " ", 1)):
        return f"The linked words {words!r} hold digits that are no part of a date."
    year = next(iter(re.findall(r"(?:19|20)\d\d", text)), "")
    rest = text.replace(year, " ", 1) if year else text
    name = _NAME.search(rest)
    digits = [int(n) for n in re.findall(r"\d{1,2}", rest)]
    if name:
        month = MONTHS.index(name[1].lower()) + 1
        day = digits[0] if digits else 0
    else:
        month = digits[0] if digits else 0
        day = digits[1] if len(digits) > 1 else 0
    return year, f"{month:02}" if month else "", f"{day:02}" if day else ""


def _at(words: str) -> int:
    """Give the offset of the date in the linked words."""
    return next((d.start for d in find_dates(narrow(words))), 0)


def _months(words: str, context: str) -> tuple[str, ...]:
    """Take a lone month of the linked words for a date, where its sentence prints it as one."""
    return tuple(
        d.text for d in find_dates(narrow(context)) if d.text.lower() == words.strip().lower()
    )


def _stated(fact: AcceptedFact, field: str) -> str:
    names = (field,) if field else DATE_FIELDS
    return next((fact.fields[n].value[:10] for n in names if n in fact.fields), "")


def _agrees(parts: tuple[str, str, str], told: str) -> bool:
    """Say whether every printed part is the fact's; a fact less exact than the words is not."""
    have = (told[:4], told[5:7], told[8:10])
    return all(not said or said == got for said, got in zip(parts, have, strict=True))
