"""A date: the day, month or year that a fact states, as exactly as the story prints it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.binding import stage_misbound
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
from papertrace.check.stages import levels
from papertrace.check.turned import turned
from papertrace.check.words import narrow
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "date"
OPTIONS: Mapping[str, Shape] = {"facts": IDS, "field": TEXT}
COVERS: frozenset[str] = frozenset({"PT621"})
_NAME = re.compile(rf"({'|'.join(MONTHS)})[a-z]*", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)\b|自|从|以来", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:before|after|until|till|by|prior\s+to|later\s+than|earlier\s+than|early|late|mid|pre|post|end"
    r"|start|beginning)(?:\s+(?:in|of|the))*[\s-]*\Z|(?:早于|晚于|迟于|截至|至|到|前|后)\Z",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:early|late|mid|pre|post|before|after|until|by)\b|\ds\b|前|后", re.IGNORECASE
)
_BEHIND = re.compile(r"\s*,?\s*(?:B\.?C|以?前|以?后|之前|之后|or\s+(?:later|earlier|before|after))")
_DELIVERED = re.compile(r"\b(?:deliver\w*|accepted|handed\s+over)\b|交付|验收", re.IGNORECASE)
_NOT_DELIVERED = frozenset({"award", "contract", "intention", "tender", "project_budget"})


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked date against the date of each fact; `since` against the earliest."""
    words = claim.span.text
    parts = _parts(claim)
    if isinstance(parts, ClaimResult):
        return parts
    facts = facts_of(texts_of(claim, "facts"), evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, words, facts)
    told = _misread(claim, facts) if facts else "The claim cites no fact."
    if told:
        return fail(claim, words, "", told, 'Write the date plainly; facts = ["…"] that state it.')
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


def _misread(claim: Claim, facts: Sequence[AcceptedFact]) -> str:
    """Say which words make another date of it, or tell another event; '' for none."""
    text, at = claim.span.text, _at(claim.span.text)
    behind = (claim.context or text)[len(claim.before) + len(text) :]
    beside = _AROUND.search(claim.before + text[:at]) or _INSIDE.search(text)
    beside = beside or _BEHIND.match(behind)
    if beside:
        return f"{beside.group().strip()!r} makes another date of it; it is tested as printed."
    if _DELIVERED.search(levels(claim)[1]) and any(f.kind in _NOT_DELIVERED for f in facts):
        return "The fact does not state when anything was delivered."
    return turned(claim) or stage_misbound(claim, facts, text_of(claim, "field"))


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
