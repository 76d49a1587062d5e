"""Every sentence around a passed claim: understood, vouched for by people, or for a person to read.

A sentence that is understood and says something else than the evidence fails its claims. One that
is not understood fails nothing: it is told with the words that no wording holds, and a story with
such a sentence is not released before somebody read it (`papertrace vouch`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.conversion import doubted
from papertrace.check.date_words import find_dates
from papertrace.check.drafts import spot
from papertrace.check.grammar import names as naming
from papertrace.check.grammar.asides import asides
from papertrace.check.grammar.automaton import run
from papertrace.check.grammar.ground import Ground, Wrong, text_of_claim
from papertrace.check.grammar.languages import grammar
from papertrace.check.grammar.lattice import (
    Earlier,
    Known,
    Lattice,
    Linked,
    Sentence,
    lattice,
    unread,
)
from papertrace.check.grammar.meaning import tested
from papertrace.check.grammar.parts import parts, speaking
from papertrace.check.grammar.subjects import of_another
from papertrace.check.grammar.telling import beside, reasons, to_read
from papertrace.check.grammar.vouching import VOUCHED, key_of, vouched_names, vouchers
from papertrace.check.markdown import Block
from papertrace.check.options import text_of
from papertrace.check.slips import TOLD
from papertrace.check.told_words import in_order, said_in, stem, told_of
from papertrace.check.words import narrow
from papertrace.model import Problem, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.parts import Part
    from papertrace.model import ClaimResult, Draft, Evidence

_ALONE = re.compile(r"(?:19|20)\d\d(?:\s?年度?)?")
_DATED = ("when", "before", "period")
_REMEMBERED = 60
"""So many sentences back a pronoun may reach."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def read(
    draft: Draft, results: Sequence[ClaimResult], evidence: Evidence
) -> tuple[tuple[ClaimResult, ...], tuple[Reading, ...], tuple[Problem, ...]]:
    """Read every sentence with a passed claim; give results, readings, and what is to be read.

    Years that the wordings of a sentence tested stand in its reading, for no other claim need
    cover them.
    """
    known = naming.names_of(evidence, draft.bodies, vouched_names(draft, evidence))
    told = list(results)
    readings: list[Reading] = []
    by_place = {(r.claim.span.line, r.claim.span.column): i for i, r in enumerate(told)}
    some = parts(draft, by_place)
    earlier: list[Earlier] = []
    for at, part in enumerate(some):
        said = Earlier(part.text, heading=part.heading)
        if part.links:
            sentence = _sentence(some, at, told, earlier)
            open_ = _passed(part, told)
            if open_:
                reading, wrong, words = _read(sentence, open_, evidence, known)
                for _, _, i in part.links:
                    slip = next((w for w in wrong if w.slip and w.claim == told[i].claim), None)
                    if slip is not None and told[i].outcome == "passed":
                        told[i] = _failed(told[i], slip)
                whole = len(open_) == len({told[i].claim.id for _, _, i in part.links})
                understood = whole and not wrong and reading.state == "understood"
                reading = _beside(reading if whole else replace(reading, tested=()), some, at)
                key = key_of(sentence, some, at, (draft, evidence, told))
                readings.append(_placed(replace(reading, key=key), sentence, draft, evidence))
                said = Earlier(
                    words if understood else part.text,
                    understood=understood,
                    vouched=readings[-1].state == VOUCHED,
                )
        earlier.append(said)
    aside = (_placed(r, s, draft, evidence) for r, s in asides(some, draft, evidence))
    readings += aside
    found = [*to_read(readings), *_doubtful(draft, known)]
    return tuple(told), tuple(readings), tuple(found)


def _passed(part: Part, told: Sequence[ClaimResult]) -> dict[str, ClaimResult]:
    return {told[i].claim.id: told[i] for _, _, i in part.links if told[i].outcome == "passed"}


def _sentence(
    some: Sequence[Part], at: int, told: Sequence[ClaimResult], earlier: Sequence[Earlier]
) -> Sentence:
    """Give a sentence with claims, and what was said before it."""
    part = some[at]
    before = [p.text for p in some[:at] if not p.heading][-_REMEMBERED:]
    last = next((p for p in reversed(some[:at]) if not p.heading), None)
    cited = frozenset(told[last.links[-1][2]].facts) if last and last.links else frozenset[str]()
    links = tuple(Linked(a, b, told[i].claim) for a, b, i in part.links)
    said = tuple(reversed(earlier[-_REMEMBERED:]))
    return Sentence(part.text, links, tuple(reversed(before)), cited, part.places, said)


def _beside(reading: Reading, some: Sequence[Part], at: int) -> Reading:
    """Leave a sentence to a person of which another, without a claim, speaks."""
    told = speaking(some, at)
    if not told:
        return reading
    return replace(reading, state="unread", why=(*reading.why, *beside(told)))


def _read(
    sentence: Sentence,
    passed: dict[str, ClaimResult],
    evidence: Evidence,
    known: naming.Names,
) -> tuple[Reading, tuple[Wrong, ...], str]:
    """Read a sentence; give its reading, what is wrong in it, and its words as told later."""
    ground = Ground(sentence, Lattice(), passed, evidence, known)
    made = lattice(sentence, _known(sentence, ground, known))
    ground = replace(ground, lattice=made)
    language = "chinese" if _is_chinese(sentence) else "english"
    told = grammar(language)
    done = run(told, made.edges, made.length)
    wrong = tested(ground, done.pieces) if done.understood else ()
    wrong = wrong or tuple(of_another(ground))
    wrong = wrong or tuple(_unsaid(ground)) if done.understood else wrong
    words: tuple[str, ...] = ()
    strange = False
    if not done.understood:
        words, strange = unread(sentence, made, told.words, done.reached)
    why = reasons(words, wrong, strange=strange)
    if done.understood and wrong:
        words = tuple(dict.fromkeys(w.words for w in wrong if not w.slip))
    odd = tuple(w for k in sentence.links if (w := doubted(k.claim)))
    words, why = (*words, *odd), (*why, *reasons(odd, (), strange=True))
    state = "understood" if done.understood and not words else "unread"
    claims = tuple(link.claim.id for link in sentence.links)
    if state == "understood":
        years = () if wrong else _years(sentence, made, done.pieces)
    else:  # a person reads them with the rest
        found = [d for d in find_dates(narrow(sentence.text)) if _ALONE.fullmatch(d.text)]
        found = [d for d in found if not any(k.start <= d.start < k.end for k in sentence.links)]
        dates = tuple(d.text for d in found)
        words = tuple(dict.fromkeys([*words, *dates]))
        why = (*why, *(f"the year {d!r} was not tested" for d in dates))
        years = tuple(sentence.places[d.start] for d in found)
    reading = Reading(sentence.marked, claims, state, words, "", why=why, tested=years)
    return reading, wrong, _without_objects(sentence, made, done.pieces)


def _without_objects(sentence: Sentence, made: Lattice, pieces: Sequence[Piece]) -> str:
    """Blank the names of those to whom something was given: no pronoun means them."""
    text = sentence.text
    for edge in (e for p in pieces if p.role == "to" for e in p.edges if "NAME" in e.symbols):
        low = made.spots[edge.start]
        text = text[:low] + " " * len(edge.text) + text[low + len(edge.text) :]
    return text


def _years(
    sentence: Sentence, made: Lattice, pieces: Sequence[Piece]
) -> tuple[tuple[int, int], ...]:
    """Give where the years stand that were held against the evidence."""
    edges = (e for p in pieces if p.role in _DATED for e in p.edges if "YEAR" in e.symbols)
    return tuple(sentence.places[made.spots[e.start]] for e in edges)


def _is_chinese(sentence: Sentence) -> bool:
    outside = sentence.text
    for link in reversed(sentence.links):
        outside = outside[: link.start] + outside[link.end :]
    han = len(_HAN.findall(outside))
    return han * 3 > len(re.findall(r"[A-Za-z]", outside)) and han > 0


def _known(sentence: Sentence, ground: Ground, known: naming.Names) -> Known:
    claims = [link.claim for link in sentence.links]
    texts = " ".join(text_of_claim(ground, c) for c in claims)
    statements = [c for c in claims if c.kind == "statement"]
    said = [
        source
        for claim in statements
        for fact in ground.facts(claim)
        for source in told_of(fact, ground.evidence)
    ]
    roles = {text_of(c, "role") for c in claims if c.kind == "testimony"}
    roles |= {
        f.fields["speaker_role"].value
        for c in statements
        for f in ground.facts(c)
        if "speaker_role" in f.fields
    }
    about = {
        part
        for c in claims
        if c.kind == "testimony"
        for part in re.split(r"[-_]", text_of(c, "claim") or c.id)
    }
    return Known(
        known,
        texts,
        lambda word: said_in(word, said),
        frozenset(stem(r.lower()) for r in roles if r),
        frozenset(about),
    )


def _unsaid(ground: Ground) -> Iterator[Wrong]:
    """Say that a statement stands in the document in another order, or with other denials."""
    claims = [link.claim for link in ground.sentence.links]
    for link in ground.sentence.links:
        if link.claim.kind != "statement":
            continue
        told = ground.sentence.text if len(claims) == 1 else link.claim.span.text
        for fact in ground.facts(link.claim):
            names = [w for s in naming.speakers(fact) for w in naming.spellings(s)]
            names += [w for w, some in ground.known.known.items() if some & naming.speakers(fact)]
            if not in_order(told, tuple(names), fact, ground.evidence):
                why = "the document says it in other words, or in another order"
                yield Wrong(link.claim, link.claim.span.text, message=why)


def _placed(reading: Reading, sentence: Sentence, draft: Draft, evidence: Evidence) -> Reading:
    people = vouchers(reading.sentence, reading.key, evidence)
    state = reading.state
    if state == "unread" and len(people) >= (2 if evidence.rules.second_person else 1):
        state = VOUCHED
    span = spot(
        draft.path, Block(sentence.text, sentence.places, (), heading=False), 0, len(sentence.text)
    )
    return replace(reading, state=state, people=tuple(sorted(people)), span=span)


def _failed(result: ClaimResult, wrong: Wrong) -> ClaimResult:
    told = f"{wrong.message} {TOLD.get(wrong.slip, '')}".strip()
    return replace(
        result, outcome="failed", message=told, slip=wrong.slip, warnings=(),
        remedy="Mend the words, or cite the facts that they tell of.",
    )  # fmt: skip


def _doubtful(draft: Draft, known: naming.Names) -> Iterator[Problem]:
    from papertrace.check.claims_file import span_in  # noqa: PLC0415  (it knows every kind)

    for words, body in known.doubtful:
        yield Problem(
            codes.ALIAS_UNVOUCHED, "warning",
            f"{words!r} shares neither place nor unit with {body!r}: for a person to confirm.",
            f"papertrace vouch DRAFT --name '{words}' --reason …",
            span=span_in(draft.path, 1, words),
        )  # fmt: skip
