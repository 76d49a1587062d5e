"""Copies of one document in a case: which may be such, and how two of them differ."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from papertrace.analyse.copies import ALIKE, compared, likeness
from papertrace.analyse.terms import fold
from papertrace.workflow.checking import holding_of
from papertrace.workflow.judging import COPY, NO_COPY, standing
from papertrace.workflow.releasing import origin_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.analyse.copies import Stretch
    from papertrace.casefile import Case, Derivation
    from papertrace.model import Fact, Judgement

Row = dict[str, Any]
_MOST = 40
"""Among more documents of one title than these none is compared with all the others."""


def pair_rows(case: Case) -> list[Row]:
    """One row a pair of documents that may be copies of one, most alike first."""
    rows, judged = [], copies_judged(case.judgements())
    for one, other in candidates(list(case.derived.summaries())):
        score = likeness(*(tuple(case.derived.pages(d.digest)) for d in (one, other)))
        if score >= ALIKE:
            names = [_name(case, d.digest) for d in (one, other)]
            row: Row = {"left": names[0], "right": names[1], "score": round(score, 2)}
            pair = frozenset((one.digest, other.digest))
            rows.append({**row, "judged": judged[pair]} if pair in judged else row)
    return sorted(rows, key=lambda r: (-r["score"], r["left"], r["right"]))


def copies_judged(judgements: Iterable[Judgement]) -> dict[frozenset[str], str]:
    """Give what people judged of pairs of documents (by digest): `copy` or `no-copy`."""
    return {
        frozenset((j.subject, j.other)): j.verdict
        for j in standing(judgements)
        if j.verdict in (COPY, NO_COPY)
    }


def candidates(made: Sequence[Derivation]) -> Iterator[tuple[Derivation, Derivation]]:
    """Pair documents of one form that share their title, or their publisher and year."""
    blocks: dict[tuple[str, ...], list[Derivation]] = defaultdict(list)
    for one in made:
        if one.title:
            blocks["title", one.form, fold(one.title), one.year[:4]].append(one)
        if one.publisher and one.year:
            blocks["body", one.form, fold(one.publisher), one.year[:4]].append(one)
    seen = set()
    for block in blocks.values():
        for one, other in combinations(block[:_MOST], 2):
            pair = frozenset((one.digest, other.digest))
            if pair not in seen:
                seen.add(pair)
                yield one, other


def copy_row(case: Case, one: str, other: str) -> Row:
    """Compare two documents, text and facts; UnknownDocument where there is none of a name."""
    held = [case.find(one), case.find(other)]
    pages = [tuple(case.derived.pages(h.digest)) for h in held]
    facts = [tuple(case.derived.facts(digest=h.digest)) for h in held]
    made = compared(pages[0], pages[1], (facts[0], facts[1]))
    judged = case.judgements()
    return {
        "documents": [h.name for h in held],
        "origins": [
            origin_told(
                holding_of(case, h, case.derived.summary(h.digest)), judged, h.first_captured_at
            )
            for h in held
        ],
        "equal": made.equal,
        "shares": [round(share, 4) for share in made.shares],
        "only": [[_stretch(s) for s in some] for some in made.only],
        "facts_alike": made.facts,
        "facts_only": [[_fact(f) for f in some] for some in made.differing],
    }


def _name(case: Case, digest: str) -> str:
    return case.find(digest).name


def _stretch(told: Stretch) -> Row:
    return {"page": told.page, "quote": told.quote}


def _fact(fact: Fact) -> Row:
    page = next((a.page for a in fact.anchors if not a.role), None)
    fields = {n: f.value for n, f in fact.fields.items()}
    return {"id": fact.id, "kind": fact.kind, "page": page, "fields": fields}
