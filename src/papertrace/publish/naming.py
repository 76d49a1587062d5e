"""What documents are called in public: a neutral name, where their own lay on somebody's disk.

A file's name may tell who gave it. That of a file fetched from the web is part of its address and
stays, unless the document is withheld. A neutral name is made of the document's keyed commitment,
so it stays the same in every edition and tells nothing. Nothing here reads a case.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.publish.commitments import veil_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from papertrace.model import ClaimResult, Problem, Publication

_DIGITS = 8
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_NOT_SHOWN = "a document that is not shown"


def publicly_named(publication: Publication) -> Publication:
    """Give a publication in which no document is called as its file lay on a disk.

    Raises PublishError where the case's secret is not with it.
    """
    veil = veil_of(publication)
    found = {d for d, a in (publication.addresses or {}).items() if a} - publication.withheld
    new = {
        h.digest: f"document-{veil.document(h.digest)[:_DIGITS]}{_ending(h.name)}"
        for h in publication.holdings
        if h.digest not in found
    }
    kept = {n for h in publication.holdings if h.digest not in new for n in (h.name, *h.names)}
    by_name = {n: new[h.digest] for h in publication.holdings if h.digest in new
               for n in (h.name, *h.names) if n not in kept}  # fmt: skip
    told = _renaming(by_name)
    report = publication.report
    return replace(
        publication,
        holdings=tuple(
            replace(h, name=new[h.digest], names=(new[h.digest],)) if h.digest in new else h
            for h in publication.holdings
        ),
        facts=tuple(
            replace(f, document=new[f.digest]) if f.digest in new else f for f in publication.facts
        ),
        report=replace(
            report,
            results=tuple(_result(r, by_name, kept, told) for r in report.results),
            findings=_problems(report.findings, told),
        ),
        origins={d: told(text) for d, text in (publication.origins or {}).items()},
    )


def _ending(name: str) -> str:
    found = _ENDING.search(name)
    return found[0].lower() if found else ""


def _renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    """Give what puts new names in a text where old ones stand whole."""
    every = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)) if n)
    if not every:
        return lambda text: text
    pattern = re.compile(rf"(?<![\w./-])(?:{every})(?![\w-])")
    return lambda text: pattern.sub(lambda m: names[m[0]], text)


def _problems(every: tuple[Problem, ...], told: Callable[[str], str]) -> tuple[Problem, ...]:
    return tuple(replace(p, message=told(p.message), remedy=told(p.remedy)) for p in every)


def _result(
    result: ClaimResult, names: Mapping[str, str], kept: set[str], told: Callable[[str], str]
) -> ClaimResult:
    """Rename the documents in what is told of a claim."""
    computed, coverage = result.result, result.coverage
    if coverage is not None:
        shown = tuple(names.get(n, n if n in kept else _NOT_SHOWN) for n in coverage.documents)
        gaps = tuple(replace(g, reason=told(g.reason)) for g in coverage.gaps)
        coverage = replace(coverage, documents=shown, gaps=gaps, sentence=told(coverage.sentence))
    return replace(
        result,
        found=told(result.found),
        message=told(result.message),
        result=replace(computed, formula=told(computed.formula)) if computed else None,
        coverage=coverage,
        warnings=_problems(result.warnings, told),
    )
