"""What a draft says without a claim: every such figure, date, superlative and absolute is told.

Words inside a claim's link, hedges directly before one, code, addresses, list numbers and the
numbering of headings need none. A waiver by the exact words, with a reason, lets them stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.claims_file import span_in
from papertrace.check.drafts import PREFIX, spot
from papertrace.check.hedges import stretch
from papertrace.check.loose_words import loose_words
from papertrace.check.markdown import blocks
from papertrace.model import Problem, Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.check.markdown import Block
    from papertrace.model import Draft, Evidence

_WHAT = {
    codes.UNCLAIMED_FIGURE: "figure",
    codes.UNCLAIMED_DATE: "date",
    codes.UNCLAIMED_SUPERLATIVE: "superlative",
    codes.UNCLAIMED_ABSOLUTE: "statement",
}


@dataclass(frozen=True, slots=True)
class _Loose:
    """Words without a claim, and the prose they stand in."""

    block: Block
    start: int
    end: int
    code: str


def findings(draft: Draft, evidence: Evidence) -> tuple[Problem, ...]:
    """Tell every word of a draft that needs a claim and has none, unless it is waived."""
    judged = [
        Waiver(j.subject, j.reason)
        for j in evidence.judgements
        if j.verdict == "waived" and j.subject.strip() and j.reason.strip()
    ]
    told: list[Problem] = []
    used: set[Waiver] = set()
    for block in blocks(draft.text):
        for loose in _loose(block):
            line = block.places[loose.start][0]
            waiver = next((w for w in (*draft.waived, *judged) if _waives(w, loose, line)), None)
            if waiver is not None:
                used.add(waiver)
                continue
            told.append(_problem(draft, loose))
    told.extend(_idle(draft, used))
    return tuple(told)


def _loose(block: Block) -> Iterator[_Loose]:
    claimed = [
        (link.start - _hedged(block, link.start), link.end)
        for link in block.links
        if link.target.startswith(PREFIX)
    ]
    for word in loose_words(block.text):
        outside = all(word.end <= a or word.start >= b for a, b in claimed)
        if outside and word.start >= block.numbering:
            yield _Loose(block, word.start, word.end, word.code)


def _hedged(block: Block, start: int) -> int:
    """Give the length of the hedge that stands directly before a claim's link."""
    return start - stretch(block.text[:start])


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
