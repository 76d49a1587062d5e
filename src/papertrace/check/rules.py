"""What a draft says without a claim: every such figure, date, superlative and absolute is told.

Of the words inside a claim's link only those need none that the claim tests: the figure with its
hedge and the year, or what an absence denies. Addresses, names and options in code, and running
numbers of lists and headings need none either. A waiver by the exact words, with a reason,
lets words stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.claims_file import span_in
from papertrace.check.date_words import find_dates
from papertrace.check.drafts import PREFIX, spot
from papertrace.check.hedges import stretch
from papertrace.check.kinds import KINDS
from papertrace.check.loose_words import loose_words
from papertrace.check.markdown import blocks, code_blocks
from papertrace.check.obligations import owed
from papertrace.check.words import find_figures, narrow
from papertrace.model import Problem, Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.check.markdown import Block, Link
    from papertrace.model import Claim, Draft, Evidence

_NO_FIGURE = frozenset({"absence", "rank", "only", "place"})
"""Kinds of claim that test no figure, so that one in their words needs a claim of its own."""
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)|\s?年度?)?\Z")
"""Years alone: a claim tests them; it tests no day or month."""
_WHAT = {
    codes.UNCLAIMED_FIGURE: "figure",
    codes.UNCLAIMED_DATE: "date",
    codes.UNCLAIMED_SUPERLATIVE: "superlative",
    codes.UNCLAIMED_ABSOLUTE: "statement",
}
_EVERY = frozenset(_WHAT)


@dataclass(frozen=True, slots=True)
class _Loose:
    """Words without a claim, and the prose they stand in."""

    block: Block
    start: int
    end: int
    code: str


def findings(
    draft: Draft, evidence: Evidence, tested: frozenset[tuple[int, int]] = frozenset()
) -> tuple[Problem, ...]:
    """Tell every word of a draft that needs a claim and has none, unless it is waived.

    `tested`: line and column of years that were held against the evidence in their sentence.
    """
    judged = list(_judged(evidence))
    told: list[Problem] = []
    used: set[Waiver] = set()
    claims = {(c.span.line, c.span.column): c for c in draft.claims}
    for block in (*blocks(draft.text), *code_blocks(draft.text)):
        for loose in _loose(block, claims):
            line = block.places[loose.start][0]
            if loose.code == codes.UNCLAIMED_DATE and block.places[loose.start] in tested:
                continue
            waiver = next((w for w in (*draft.waived, *judged) if _waives(w, loose, line)), None)
            if waiver is not None:
                used.add(waiver)
                continue
            told.append(_problem(draft, loose))
    told.extend(_idle(draft, used))
    told.extend(owed(draft, evidence))
    return tuple(told)


def _judged(evidence: Evidence) -> Iterator[Waiver]:
    """Give what people waived by judgement: two of them, where the case asks for two."""
    given: dict[str, dict[str, Waiver]] = {}
    persons = evidence.persons or {}
    for j in evidence.judgements:
        if j.verdict == "waived" and j.subject.strip() and j.reason.strip():
            words = " ".join(j.subject.split())
            given.setdefault(words, {})[persons.get(j.by, j.by)] = Waiver(j.subject, j.reason)
    least = 2 if evidence.rules.second_person else 1
    for by_person in given.values():
        if len(by_person) >= least:
            yield from by_person.values()


def _loose(block: Block, claims: Mapping[tuple[int, int], Claim]) -> Iterator[_Loose]:
    tested = [one for link in block.links for one in _tested(block, link, claims)]
    for word in loose_words(block.text):
        covered = any(
            start <= word.start and word.end <= end and word.code in may
            for start, end, may in tested
        )
        if not covered and word.start >= block.numbering:
            yield _Loose(block, word.start, word.end, word.code)


def _tested(
    block: Block, link: Link, claims: Mapping[tuple[int, int], Claim]
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Give the stretches of a link that its claim tests, each with the codes it answers for."""
    if not link.target.startswith(PREFIX) or link.start >= link.end:
        return
    claim = claims.get(block.places[link.start])
    if claim is None:  # its table is at fault, which is told already
        yield link.start, link.end, _EVERY
        return
    for date in find_dates(narrow(block.text)):
        if date.start < link.end and date.end > link.start and _YEARS.match(date.text):
            yield date.start, date.end, _EVERY
    covered = next((k.COVERS for k in KINDS if claim.kind == k.CODE), frozenset())
    if covered:
        yield link.start, link.end, covered
    if claim.kind in _NO_FIGURE:
        return
    for figure in find_figures(block.text):
        if figure.start < link.end and figure.end > link.start:
            before = block.text[: figure.start]
            yield stretch(before), figure.end, _EVERY


def _waives(waiver: Waiver, loose: _Loose, line: int) -> bool:
    """Say whether a waiver's words cover a finding: equal to it, or a longer phrase around it."""
    if waiver.line is not None and waiver.line != line:
        return False
    pattern = r"\s+".join(re.escape(part) for part in waiver.words.split())
    return any(
        match.start() <= loose.start and loose.end <= match.end()
        for match in re.finditer(pattern, loose.block.text)
    )


def _problem(draft: Draft, loose: _Loose) -> Problem:
    span = spot(draft.path, loose.block, loose.start, loose.end)
    return Problem(
        loose.code,
        "error",
        f"No claim covers the {_WHAT[loose.code]} {span.text!r}.",
        f'Link it: [{span.text}](claim:NAME), or waive it: "{span.text}" = "why" under [waived].',
        span=span,
    )


def _idle(draft: Draft, used: set[Waiver]) -> Iterator[Problem]:
    for waiver in draft.waived:
        if waiver not in used:
            yield Problem(
                codes.IDLE_WAIVER,
                "warning",
                f"The waiver of {waiver.words!r} covers nothing in the draft.",
                "Take it out, or write the words exactly as they stand.",
                span=span_in(draft.path, 1, waiver.words),
            )
