"""A draft as sentences and headings in their order, and what stands around each of them.

What speaks of a sentence from outside it ("This is a lie", "So did another", a list's lead, a
heading that turns it) is named here, so that a person reads both. Nothing is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.check.drafts import PREFIX
from papertrace.check.markdown import blocks
from papertrace.check.obligations import says_unverified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from papertrace.check.markdown import Block
    from papertrace.model import Draft

_ENDS = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9\u3400-\u9fff])|[。！？]+[”’」』）]*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_STOP = re.compile(r"[.!?。！？]+[\"'”’)\]」』）]*\s*\Z")
_LED = re.compile(r"[:：]\s*\Z")
_SHORT = 4
_TRUTH = (
    r"wrong\w*|false\w*|untru\w+|true|truth|lies?(?!\s+(?:in|on|at|by|near|between)\b)|lied|liars?|lying"
    r"|myths?|rumou?rs?|hoax\w*|fak\w+|fiction\w*|fabricat\w+|invent\w+\s+by|alleged\w*|den(?:y|ies|ied)"
    r"|disput\w+|doubt\w*|denials?|incorrect\w*|inaccura\w+|unproven|mistak\w+|errors?|nonsense|propaganda"
    r"|not|never|no|none|nothing|nobody|neither|nor|hardly|barely|supposed\w*|pretend\w*|satir\w+|imagin\w+"
)
_TURNS = re.compile(
    rf"\b(?:{_TRUTH})\b|n[’']t\b|谣|不实|虚构|假|谎|错|误|不是|并非|没有|未必|否认|所谓",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:this|that|these|those|so|such|did|do|does|each|every|both|too|also|likewise|similarly|same"
    r"|ditto|else|elsewhere|either|instead|former|latter|rest|half|per|apiece|thereof|thereby|therefore"
    r"|thus|hence|otherwise|respectively|twice|double|more|less|fewer|another|others?|all|them|it(?=\W*\Z)"
    r"|(?<=\w\s)(?<!that\s)(?<!and\s)(?<!but\s)it|it\s+(?:is|was|seems?|sounds?|would|will|may|might)"
    r"|it[’']s|as\s+well|they\s+(?:are|were)|the\s+(?:sums?|figures?|money|numbers?|amounts?|totals?|claims?"
    r"|statements?|accounts?|allegations?|percentages?|shares?|cash|funds?|reports?|news|facts?|quotes?))\b"
    r"|[这此那也亦均皆都每各]|其实|另外|上述|如此",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:this|that|these|those|such|so|follow\w*|next|below|hereafter|here|what\s+comes)\b"
    r"|[这此那]|以下|下文|下列|如下",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*(?:it|they|here|there)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a heading of a draft."""

    text: str
    places: tuple[tuple[int, int], ...]
    """Line and column of each of its signs."""
    links: tuple[tuple[int, int, int], ...]
    """Its claims' links: offsets, and the place of the result."""
    block: int
    """Which block of the draft it stands in."""
    heading: bool
    item: bool
    """Whether its block is an item of a list."""


def parts(draft: Draft, by_place: Mapping[tuple[int, int], int]) -> tuple[Part, ...]:
    """Part a draft into sentences and headings; `by_place`: where each claim's link begins."""
    lines = draft.text.split("\n")
    made: list[Part] = []
    for number, block in enumerate(blocks(draft.text)):
        at = block.places[0][0] - 1 if block.places else 0
        item = 0 <= at < len(lines) and bool(_ITEM.match(lines[at]))
        made += [
            Part(
                block.text[low:high],
                block.places[low:high],
                tuple((a - low, b - low, i) for a, b, i in inside),
                number,
                block.heading,
                item,
            )
            for low, high, inside in _stretches(block, by_place)
        ]
    return tuple(made)


def _stretches(
    block: Block, by_place: Mapping[tuple[int, int], int]
) -> Iterator[tuple[int, int, list[tuple[int, int, int]]]]:
    """Part a block into sentences, each with its links."""
    links = [
        (link.start, link.end, by_place[block.places[link.start]])
        for link in block.links
        if link.target.startswith(PREFIX)
        and link.start < link.end
        and block.places[link.start] in by_place
    ]
    found: list[tuple[int, int, list[tuple[int, int, int]]]] = []
    at = 0
    for start, end, number in links:
        low, high = block.sentence(start, end)
        if found and found[-1][2] and found[-1][0] == low:
            found[-1][2].append((start, end, number))
            continue
        found += [(a, b, []) for a, b in _plain(block.text, at, low)]
        found.append((low, high, [(start, end, number)]))
        at = high
    yield from found
    yield from ((a, b, []) for a, b in _plain(block.text, at, len(block.text)))


def _plain(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Part a stretch without claims into sentences."""
    at = low
    for match in _ENDS.finditer(text, low, high):
        yield at, match.end()
        at = match.end()
    if text[at:high].strip():
        yield at + len(text[at:high]) - len(text[at:high].lstrip()), high


def speaking(some: Sequence[Part], at: int) -> tuple[str, ...]:
    """Give the sentences and headings without claims that speak of the sentence at a place."""
    own = some[at]
    before = next((p for p in reversed(some[:at]) if not p.heading), None)
    behind = next((p for p in some[at + 1 :] if not p.heading), None)
    told: list[str] = []
    if before is not None and not before.links and not _passed(before):
        opens = _OPENS.match(before.text) and not _led_up(some, before)
        if opens or _AHEAD.search(before.text) or _TURNS.search(before.text):
            told.append(before.text)
    if behind is not None and not behind.links and not _passed(behind):
        hangs = not _STOP.search(own.text) and behind.block != own.block and _hangs(behind)
        if hangs or _BACK.search(behind.text) or _TURNS.search(behind.text):
            told.append(behind.text)
    above = headings(some, at)
    told += [h.text for h in above if _TURNS.search(h.text)]
    lead = lead_of(some, at)
    if lead is not None and not lead.links:
        told.append(lead.text)
    return tuple(t.strip() for t in told)


def _led_up(some: Sequence[Part], part: Part) -> bool:
    """Say whether a pronoun at the head of a sentence has somebody before it to mean."""
    at = some.index(part)
    return at > 0 and not some[at - 1].heading


def _hangs(part: Part) -> bool:
    begins = re.match(r"[a-z\d]", part.text.strip())
    return bool(begins) or len(part.text.split()) <= _SHORT


def _passed(part: Part) -> bool:
    """Say whether a sentence is a list's lead, or the one that every testimony has beside it."""
    return _lead(part) or says_unverified(part.text)


def _lead(part: Part) -> bool:
    return bool(_LED.search(part.text))


def lead_of(some: Sequence[Part], at: int) -> Part | None:
    """Give the words with a colon that lead to a list's item or paragraph; None where none do."""
    own = some[at]
    for part in reversed(some[:at]):
        if part.heading:
            return None
        if part.block == own.block:
            if _lead(part):
                return part
            continue
        if _lead(part):
            return part
        if not (own.item and part.item):
            return None
    return None


def headings(some: Sequence[Part], at: int) -> tuple[Part, ...]:
    """Give the title of the draft and the headings that stand nearest above a place."""
    above: list[Part] = []
    for part in reversed(some[:at]):
        if part.heading:
            above.append(part)
        elif above:
            break
    title = next((p for p in some[:at] if p.heading), None)
    first = [title] if title is not None and title not in above else []
    return (*first, *reversed(above))
