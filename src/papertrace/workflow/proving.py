"""Whether what a report rests on still stands: anchors on their pages, documents as they are read.

It turns passed claims into unproven ones, never the other way; what stands in a story is tested in
`check`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.quoting import stands
from papertrace.model import boxes_of, place_of, state_of, text_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from papertrace.casefile import Case, Derivation
    from papertrace.model import (
        AcceptedFact,
        Anchor,
        Box,
        CheckReport,
        Claim,
        ClaimResult,
        Evidence,
        Holding,
        Page,
        Translation,
    )

    PageOf = Callable[[str, int], Page | None]

QUOTE = "quote"
"""The kind of claim that rests on a page itself."""
_SHOWN = 12


def quoted(
    report: CheckReport, holdings: Iterable[Holding], translations: Iterable[Translation]
) -> tuple[tuple[str, int], ...]:
    """Give (digest, page) of every page that a claim quotes words of; sorted.

    A quotation rests on no fact, so its page is named here: by its translation, by the claim, or,
    where the claim names a document alone, the first page on which the linked words stand.
    """
    found = quoted_by(report, holdings, translations)
    return tuple(sorted({page for pages in found.values() for page in pages}))


def quoted_by(
    report: CheckReport, holdings: Iterable[Holding], translations: Iterable[Translation]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Give for each claim that quotes the pages (digest, number) it quotes, sorted."""
    some, made = tuple(holdings), tuple(translations)
    found: dict[str, set[tuple[str, int]]] = {}
    for result in report.results:
        if result.claim.kind == QUOTE and result.outcome == "passed":
            found.setdefault(result.claim.id, set()).update(_pages_quoted(result.claim, some, made))
    return {name: tuple(sorted(pages)) for name, pages in found.items()}


def _pages_quoted(
    claim: Claim, holdings: tuple[Holding, ...], translations: tuple[Translation, ...]
) -> set[tuple[str, int]]:
    wanted, name = claim.options.get("translation"), claim.options.get("document")
    if isinstance(wanted, str) and wanted:
        return {(t.digest, t.page) for t in translations if t.id.startswith(wanted)}
    number = claim.options.get("page")
    pages = {
        (h.digest, p.number): p
        for h in holdings
        if isinstance(name, str) and name in (h.name, *h.names, h.digest)
        for p in h.pages
        if number in (None, p.number)
    }
    words = claim.span.text
    first = next((at for at, page in pages.items() if not stands(words, page.text)), None)
    return {first} if first and number is None else set(pages)


def cited(report: CheckReport, facts: Iterable[AcceptedFact]) -> tuple[AcceptedFact, ...]:
    """Give the facts that a report's claims rest on."""
    named = {fact for result in report.results for fact in result.facts}
    return tuple(f for f in facts if f.id in named)


def without_orphans(
    report: CheckReport, facts: Iterable[AcceptedFact], page_of: PageOf
) -> CheckReport:
    """Call unproven what rests on words that no longer stand where they stood when decided on."""
    lost = {
        fact.id: (fact, anchor)
        for fact in cited(report, facts)
        for anchor in fact.anchors
        if state_of(page_of(fact.digest, anchor.page), anchor) == "orphan"
    }
    return replace(report, results=tuple(_proven(r, lost) for r in report.results))


def _proven(result: ClaimResult, lost: Mapping[str, tuple[AcceptedFact, Anchor]]) -> ClaimResult:
    gone = next((lost[i] for i in result.facts if i in lost), None)
    if gone is None or result.outcome != "passed":
        return result
    fact, anchor = gone
    message = (
        f"Fact {fact.id[:_SHOWN]} has lost its proof: the words decided on ({anchor.field}) do not"
        f" stand in their place on {fact.document} p. {anchor.page}."
    )
    remedy = "`papertrace verify --reread` says whether the case was changed; look at the page."
    return replace(result, outcome="unproven", message=message, remedy=remedy)


def read_otherwise(facts: Iterable[AcceptedFact], page_of: PageOf) -> set[str]:
    """Give the documents with a cited page whose text is not the one that was decided on.

    A reader may have been mended since, or someone wrote to the case: only reading again tells.
    """
    found = set()
    for fact in facts:
        for anchor in fact.anchors:
            page = page_of(fact.digest, anchor.page)
            if page is None or text_sha256(page.text) != anchor.text_sha256:
                found.add(fact.digest)
    return found


def searched(case: Case, report: CheckReport) -> set[str]:
    """Give the documents in which a passed absence found nothing."""
    names = {
        name
        for result in report.results
        if result.coverage and result.outcome == "passed"
        for name in result.coverage.documents
    }
    return {held.digest for held in case.documents() if held.name in names}


def rested_on(case: Case, report: CheckReport, known: Evidence) -> set[str]:
    """Give every document whose reading can change what a report says.

    What is chosen by `where` (an absence, a count) is chosen among all documents, by publisher,
    year and form as read; what is computed by `sql` among those that someone decided about.
    """
    asked = [result.claim.options for result in report.results]
    if any("where" in options for options in asked):
        return {held.digest for held in case.documents()}
    found = {fact.digest for fact in cited(report, known.facts)}
    found |= {digest for digest, _ in quoted(report, known.holdings, known.translations)}
    if any("sql" in options for options in asked):
        found |= {d.digest for d in case.ledger().standing()}
    return found


def pages_of(fresh: Mapping[str, Derivation]) -> PageOf:
    """Give pages by digest and number out of what was read."""
    every = {(digest, p.number): p for digest, made in fresh.items() for p in made.pages}
    return lambda digest, number: every.get((digest, number))


def as_read(
    facts: Iterable[AcceptedFact], fresh: Mapping[str, Derivation]
) -> tuple[AcceptedFact, ...]:
    """Give facts with the boxes that their anchors have now, where a selector gives their place.

    A drawing may have been laid out anew since someone decided; a mark must stand on the words.
    """
    boxes = {
        (fact.id, *_spot(anchor)): anchor.boxes
        for made in fresh.values()
        for fact in made.facts
        for anchor in fact.anchors
    }
    page_of, found = pages_of(fresh), []
    for fact in facts:
        anchors = tuple(
            a
            if a.selector is None
            else replace(a, boxes=boxes.get((fact.id, *_spot(a))) or _now(fact, a, page_of))
            for a in fact.anchors
        )
        found.append(replace(fact, decision=replace(fact.decision, anchors=anchors)))
    return tuple(found)


def _now(fact: AcceptedFact, anchor: Anchor, page_of: PageOf) -> tuple[Box, ...]:
    """Box words that a person chose, which no form names, where they stand now."""
    page = page_of(fact.digest, anchor.page)
    place = place_of(page, anchor) if page else None
    return boxes_of(page, *place) if page and place else anchor.boxes


def _spot(anchor: Anchor) -> tuple[str, str, int, str, int]:
    return anchor.field, anchor.role, anchor.page, "".join(anchor.quote.split()), anchor.ordinal
