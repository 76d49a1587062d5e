"""Questions for a person that are not about one fact, each with what to look at.

Are two names one body, two notices one purchase? Did this money pay for that purchase? Is one
document a copy of the other, where is it from, what is it? Does a translation say what is printed?
An answer is the judgement (or second reading) that the command line records; nothing is answered
here by itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from papertrace.analyse.funding_pairs import funding_pairs
from papertrace.extract import FORMS
from papertrace.resolve.mentions import mentions
from papertrace.workflow.copying import candidates, copies_judged
from papertrace.workflow.judging import COPY, NO_COPY, standing
from papertrace.workflow.kept import facts_of, marked
from papertrace.workflow.listing import names, problem_row
from papertrace.workflow.releasing import GENUINE, genuineness
from papertrace.workflow.resolving import resolution, standing_facts
from papertrace.workflow.standing import standing as decided
from papertrace.workflow.veiled import as_seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import AcceptedFact, Fact, Problem, Proposal

About = Literal["same", "purchase", "funding", "copy", "origin", "translation", "form"]
ORDER: Final[tuple[About, ...]] = (
    "same", "purchase", "funding", "copy", "translation", "origin", "form",
)  # fmt: skip
ASKS: Final[Mapping[About, str]] = {
    "same": "Are these one body?",
    "purchase": "Are these notices one purchase?",
    "funding": "Did this money pay for this purchase?",
    "copy": "Is one of these documents a copy of the other?",
    "origin": "Where is this document from?",
    "translation": "Does the translation say what is printed?",
    "form": "What is this document?",
}
"""What is asked, in words."""
_SHOWN: Final = 3
_SHARE: Final = 0.5
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Look:
    """A spot to look at."""

    digest: str
    page: int
    fact: str = ""
    """The fact that stands there, '' where none is meant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    key: str
    """The key that gives it."""
    verdict: str
    words: str
    reasoned: bool = False
    """Whether it needs a reason: readers rest on it."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    id: str
    about: About
    left: str
    """What the judgement's subject will be: a name, a digest, an id."""
    right: str
    score: float
    grounds: tuple[str, ...]
    looks: tuple[tuple[Look, ...], tuple[Look, ...]]
    """What to look at on either side."""
    choices: tuple[Choice, ...]
    others: tuple[str, ...] = ()
    """Words to choose the second thing from, where the answer needs one."""


_YES_NO: Final[Mapping[str, tuple[Choice, ...]]] = {
    "same": (Choice("a", "same", "one body"), Choice("r", "different", "two bodies")),
    "purchase": (
        Choice("a", "purchase", "one purchase"),
        Choice("r", "different", "two purchases"),
    ),
    "funding": (
        Choice("a", "funding", "it paid for it", reasoned=True),
        Choice("r", "different", "it did not"),
    ),
    "copy": (Choice("a", COPY, "a copy"), Choice("r", NO_COPY, "no copy")),
    "translation": (Choice("a", "second", "it says so"),),
    "form": (Choice("a", "form", "it is this"),),
    "origin": tuple(Choice(str(n), verdict, verdict) for n, verdict in enumerate(GENUINE, 1)),
}

_Kept = tuple[tuple[object, ...], tuple[Question, ...], tuple["Problem", ...]]
_KEPT: Final[dict[Path, _Kept]] = {}  # what is asked of everybody, until facts or judgements change


def asked(case: Case, key: SigningKey) -> tuple[Question, ...]:
    """Give the questions that wait for the holder of a key, in the order of `ORDER`."""
    every = [*_of_everybody(case)[0], *_translations(case, key), *_origins(case)]
    return tuple(sorted(every, key=lambda q: (ORDER.index(q.about), -q.score, q.id)))


def contradictions(case: Case) -> tuple[Problem, ...]:
    """Give the judgements that contradict one another."""
    return _of_everybody(case)[1]


def question_rows(case: Case, every: Iterable[Question]) -> list[dict[str, Any]]:
    """Give questions as rows."""
    called = names(case)
    return [
        {
            "id": q.id,
            "about": q.about,
            "asks": ASKS[q.about],
            "left": called.get(q.left, q.left),
            "right": called.get(q.right, q.right),
            "score": q.score,
            "grounds": list(q.grounds),
            "answers": [c.verdict for c in q.choices],
            "spots": [
                [{"document": look.digest, "page": look.page, "fact": look.fact} for look in side]
                for side in q.looks
            ],
        }
        for q in every
    ]


def contradiction_rows(case: Case) -> list[dict[str, Any]]:
    """Give contradictions as rows of problems."""
    return [problem_row(p) for p in contradictions(case)]


def _question(
    about: About,
    pair: tuple[str, str],
    score: float,
    grounds: Iterable[str],
    looks: tuple[Sequence[Look], Sequence[Look]],
    others: Iterable[str] = (),
) -> Question:
    left, right = pair
    told = hashlib.sha256(f"{about}\n{left}\n{right}".encode()).hexdigest()[:16]
    sides = tuple(looks[0])[:_SHOWN], tuple(looks[1])[:_SHOWN]
    return Question(
        told, about, left, right, score, tuple(grounds), sides, _YES_NO[about], tuple(others)
    )


def known(case: Case, key: SigningKey) -> int | None:
    """Give how many questions wait, None where finding out would take time."""
    kept = _KEPT.get(case.root.absolute())
    return len(asked(case, key)) if kept and kept[0] == _mark(case) else None


def _mark(case: Case) -> tuple[object, ...]:
    """Give what the questions of everybody depend on."""
    rejected = sum(status == "rejected" for status in decided(case).statuses.values())
    return marked(case)[0], len(case.judgements()), rejected


def _of_everybody(case: Case) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    mark, place = _mark(case), case.root.absolute()
    kept = _KEPT.get(place)
    if kept is None or kept[0] != mark:
        facts = standing_facts(as_seen(case, None))  # they are shown to whoever asks
        found = resolution(case, facts)
        by_id = {f.id: f for f in facts}
        spots = _spots(facts)
        pairs = [
            *found.proposals,
            *funding_pairs(facts, found.purchases, case.judgements()),
        ]
        every = [_pair(p, by_id, spots) for p in pairs]
        every += [*_copies(case), *_forms(case)]
        _KEPT.clear()
        _KEPT[place] = kept = (mark, tuple(every), found.problems)
    return kept[1], kept[2]


def _look(fact: Fact | AcceptedFact) -> Look:
    page = min((a.page for a in fact.anchors if not a.role), default=1)
    return Look(fact.digest, page, fact.id)


def _spots(facts: Sequence[Fact | AcceptedFact]) -> dict[str, list[Look]]:
    """Give where to look for names, documents and facts: one spot a document."""
    by_id = {f.id: f for f in facts}
    found: dict[str, dict[str, Look]] = {}
    for mention in mentions(facts):
        look = _look(by_id[mention.fact_id])
        found.setdefault(mention.name, {}).setdefault(look.digest, look)
    for fact in facts:
        found.setdefault(fact.digest, {}).setdefault(fact.digest, _look(fact))
        number = fact.fields.get("project_no")
        if number is not None:
            found.setdefault(number.value, {}).setdefault(fact.digest, _look(fact))
    return {words: list(some.values()) for words, some in found.items()}


def _pair(
    proposal: Proposal,
    by_id: Mapping[str, Fact | AcceptedFact],
    spots: Mapping[str, list[Look]],
) -> Question:
    sides = []
    for words in (proposal.left, proposal.right):
        name, _, digest = words.partition("#")
        some = [_look(by_id[words])] if words in by_id else spots.get(name, [])
        sides.append([s for s in some if s.digest.startswith(digest)])
    if proposal.left == proposal.right:  # one name in several documents: beside each other
        sides = [sides[0][:1], sides[0][1:]]
    about: About = proposal.kind if proposal.kind != "lineage" else "same"
    looks = sides[0], sides[1]
    return _question(
        about, (proposal.left, proposal.right), proposal.score, proposal.reasons, looks
    )


def _copies(case: Case) -> Iterator[Question]:
    """Ask about documents of one title or body and year that state the same facts."""
    judged = copies_judged(case.judgements())
    said: dict[str, set[tuple[object, ...]]] = {}
    for fact in facts_of(case):
        told = tuple(sorted((n, f.value) for n, f in fact.fields.items()))
        said.setdefault(fact.digest, set()).add((fact.kind, told))
    for one, other in candidates(list(case.derived.summaries())):
        left, right = sorted((one.digest, other.digest))
        mine, theirs = said.get(left, set()), said.get(right, set())
        shared, least = len(mine & theirs), min(len(mine), len(theirs))
        if shared < _FEWEST or shared < _SHARE * least or frozenset((left, right)) in judged:
            continue
        why = (f"{shared} facts are the same in both; {least} stand in the one with fewer.",)
        looks = [Look(left, 1)], [Look(right, 1)]
        yield _question("copy", (left, right), round(shared / least, 2), why, looks)


def _forms(case: Case) -> Iterator[Question]:
    """Ask what documents are that were read, and of which no form was recognised."""
    told = {j.subject for j in standing(case.judgements()) if j.verdict == "form"}
    known = (*(form.NAME for form in FORMS), "other")
    called = names(case)
    for made in case.derived.summaries():
        if made.form not in ("", "other") or not made.outcome.startswith("read"):
            continue
        if made.digest not in told and called.get(made.digest) not in told:
            why = (made.title or "It states no title.",)
            yield _question(
                "form", (made.digest, ""), 0.0, why, ([Look(made.digest, 1)], []), known
            )


def _origins(case: Case) -> Iterator[Question]:
    """Ask where documents are from that accepted facts rest on."""
    now, judged = decided(case), case.judgements()
    looks: dict[str, list[Look]] = {}
    for fact in now.facts.values():
        if now.statuses.get(fact.id) in ("accepted", "corrected"):
            looks.setdefault(fact.digest, []).append(_look(fact))
    for held in case.documents():
        if held.digest not in looks:
            continue
        if genuineness(held.digest, held.names, judged, held.first_captured_at) is None:
            count = len(looks[held.digest])
            why = (f"{count} accepted facts rest on it.",)
            score = float(count)
            yield _question("origin", (held.digest, ""), score, why, (looks[held.digest], []))


def _translations(case: Case, key: SigningKey) -> Iterator[Question]:
    """Ask about translations of others that nobody read against the page yet."""
    ledger = case.ledger()
    me = ledger.person(key.id)
    own = {
        (t.digest, t.page, t.quote, t.language)
        for t in ledger.translations
        if ledger.person(t.translator) == me
    }
    for one in ledger.translations:
        spot = (one.digest, one.page, one.quote, one.language)
        if one.second_reader or spot in own:
            continue
        why = (one.quote, f"{one.language}: {one.words}")
        looks = [Look(one.digest, one.page)], list[Look]()
        yield _question("translation", (one.id, ""), 0.0, why, looks)
