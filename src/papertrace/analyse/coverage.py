"""What may be said not to stand in a body's documents: coverage, gap by gap.

An absence may be told only of documents that are held, were read whole, hold the table form asked
for, follow one project from year to year by a person's word, and were judged complete by a person.
Machine output alone never closes a gap; every gap is told, and the sentence claims no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse import reading
from papertrace.analyse.contents import missing_tables
from papertrace.analyse.terms import VERSION, fold, spellings
from papertrace.model import Coverage, Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.model import Holding, Judgement

_CARRIERS: dict[str, tuple[str, ...]] = {
    "perf_target": ("budget", "perf_target"),
    "self_eval": ("final_account", "self_eval"),
}
"""Table form -> the forms of documents that carry it."""
_SECRET = ("涉密", "国家秘密", "保密规定", "依法不予公开", "不宜公开")


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what an absence is claimed."""

    body: str
    years: tuple[int, ...]
    form: str
    """Name of the form, without version: perf_target, budget."""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where one of the terms stands."""

    document: str
    page: int
    term: str
    quote: str


@dataclass(frozen=True, slots=True)
class Searched:
    """A coverage with what the search came upon."""

    coverage: Coverage
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]
    """Statements of secrecy and other things that must be told."""


def coverage(
    terms: Sequence[str],
    scope: Scope,
    holdings: Sequence[Holding],
    judgements: Sequence[Judgement],
    minimum_reading: float,
) -> Searched:
    """Search the documents of a scope for terms and tell everything that is missing.

    `holdings` must have their pages and facts. An absence holds where there is neither a hit nor
    a gap.
    """
    searched = spellings(tuple(terms))
    chosen = [h for h in holdings if _belongs(h, scope)]
    gaps = list(_unplaced(holdings, scope, judgements))
    for year in scope.years:
        some = [h for h in chosen if _year(h) == year]
        if not some:
            gaps.append(_gap(scope, year, f"no document of {year} is held"))
            continue
        for holding in some:
            told = _document_gaps(holding, some, scope, judgements, minimum_reading)
            gaps.extend(_gap(scope, year, f"{holding.name}: {reason}") for reason in told)
        if scope.form in _CARRIERS:
            gaps.extend(_gap(scope, year, t) for t in _project_gaps(some, scope, judgements, year))
    made = Coverage(
        terms=searched,
        documents=tuple(h.name for h in chosen),
        pages=sum(len(h.pages) for h in chosen),
        gaps=tuple(gaps),
        sentence=_sentence(searched, chosen, scope),
    )
    return Searched(made, tuple(_hits(searched, chosen)), tuple(_secrecy(chosen)))


def _gap(scope: Scope, year: int | None, reason: str) -> Gap:
    return Gap(scope.body, year, scope.form, reason)


def _form(name: str) -> str:
    return name.split("@", 1)[0]


def _year(holding: Holding) -> int | None:
    return int(holding.year[:4]) if holding.year[:4].isdigit() else None


def _carries(holding: Holding, form: str) -> bool:
    forms = {_form(f) for f in (holding.form, *holding.parts)}
    return not forms.isdisjoint({form, *_CARRIERS.get(form, ())})


def _belongs(holding: Holding, scope: Scope) -> bool:
    return (
        holding.outcome != "ignored"
        and fold(holding.publisher) == fold(scope.body)
        and _year(holding) in scope.years
        and _carries(holding, scope.form)
    )


def _same(subject: str, holding: Holding) -> bool:
    """Say whether a judgement's subject is this document: a name, its digest or a prefix of it."""
    return subject in (holding.name, *holding.names) or (
        len(subject) >= 8 and holding.digest.startswith(subject)  # noqa: PLR2004  (as for facts)
    )


def _unplaced(
    holdings: Sequence[Holding], scope: Scope, judgements: Sequence[Judgement]
) -> Iterator[Gap]:
    """Name documents that may belong to the scope, since body, year or form could not be read."""
    for holding in holdings:
        year, publisher = _year(holding), fold(holding.publisher)
        unread = holding.outcome in ("refused", "waiting", "read-partly") and not _form(
            holding.form
        )
        may = unread or _carries(holding, scope.form)
        same_body = publisher in ("", fold(scope.body))
        same_year = year is None or year in scope.years
        known = publisher and year is not None and not unread
        if holding.outcome == "ignored" or known or not (may and same_body and same_year):
            continue
        if _judged_apart(holding, scope, judgements):
            continue
        lacks = "it could not be read" if unread else "its publisher or year is not known"
        yield _gap(
            scope,
            year,
            f"{holding.name}: {lacks}, so it may be one of these documents (if it is not:"
            f" `papertrace judge {holding.name} different --with {scope.body}`, or `… form --with"
            " FORM` for what it is)",
        )


def _judged_apart(holding: Holding, scope: Scope, judgements: Sequence[Judgement]) -> bool:
    """Say whether a person said that a document is of another body, or of which form it is."""
    carriers = {scope.form, *_CARRIERS.get(scope.form, ())}
    mine = [j for j in judgements if _same(j.subject, holding)]
    forms = [j.other for j in mine if j.verdict == "form"]
    other_body = any(j.verdict == "different" and fold(j.other) == fold(scope.body) for j in mine)
    return other_body or (bool(forms) and forms[-1] not in carriers)


def _document_gaps(
    holding: Holding,
    of_year: Sequence[Holding],
    scope: Scope,
    judgements: Sequence[Judgement],
    minimum_reading: float,
) -> Iterator[str]:
    """Say what one document lacks for an absence to be told of it."""
    forms = {_form(f) for f in (holding.form, *holding.parts)}
    apart = any(_form(h.form) == scope.form for h in of_year)
    if scope.form not in forms and not apart:
        yield f"no table of form {scope.form} was found in it"
    yield from incomplete(holding, judgements, minimum_reading)


def incomplete(
    holding: Holding, judgements: Sequence[Judgement], minimum_reading: float
) -> Iterator[str]:
    """Say what keeps a document from counting as read and complete: by reading, by a person."""
    if holding.outcome != "read":
        yield f"it was not read whole ({f'{holding.outcome} {holding.reason}'.strip()})"
    yield from reading.unread(holding, minimum_reading)
    for name in missing_tables(holding.pages):
        yield f"the contents list names {name}, which was not found"
    said = [j.verdict for j in judgements if _same(j.subject, holding)]
    verdicts = [v for v in said if v in ("complete", "incomplete")]
    if not verdicts or verdicts[-1] != "complete":
        yield (
            "nobody has judged it complete"
            f" (look through it, then `papertrace judge {holding.name} complete`)"
        )


def lineage(project: str, judgements: Sequence[Judgement]) -> frozenset[str]:
    """Give the folded names of a project: its own, and those a person judged to be its lineage.

    Judgements chain; the latest verdict on a pair of names counts.
    """
    pairs: dict[frozenset[str], bool] = {}
    for judgement in judgements:
        if judgement.verdict in ("lineage", "different") and judgement.other:
            pair = frozenset((fold(judgement.subject), fold(judgement.other)))
            pairs[pair] = judgement.verdict == "lineage"
    found = {fold(project)}
    while True:
        more = {n for pair, joined in pairs.items() if joined and pair & found for n in pair}
        if more <= found:
            return frozenset(found)
        found |= more


def _with_form(holdings: Sequence[Holding]) -> dict[str, str]:
    """Give the projects that have a target form: folded name -> name."""
    kinds = ("performance_target", "performance_result")
    return _projects(holdings, kinds)


def _projects(holdings: Sequence[Holding], kinds: tuple[str, ...]) -> dict[str, str]:
    return {
        fold(f.fields["project"].value): f.fields["project"].value
        for h in holdings
        for f in h.facts
        if f.kind in kinds and "project" in f.fields
    }


def _project_gaps(
    of_year: Sequence[Holding], scope: Scope, judgements: Sequence[Judgement], year: int
) -> Iterator[str]:
    if not scope.project:
        yield (
            "no project is named in where.project: without one, the most that may be said is that"
            " no such row stands in the forms published for those years, never that there was none"
        )
        return
    held = _with_form(of_year)
    if not lineage(scope.project, judgements) & set(held):
        names = "、".join(sorted(held.values())) or "none"
        every = {**_projects(of_year, ("project_budget",)), **held}
        budgeted = bool(lineage(scope.project, judgements) & set(every))
        stands = "; its budget names the project, so a form may exist" if budgeted else ""
        yield (
            f"no {scope.form} form of the project {scope.project} in {year} (forms found: {names};"
            f" {len(held)} of {len(every)} projects of that year have one{stands});"
            f" a person may judge which project it was: `papertrace judge {scope.project} lineage"
            " --with NAME`"
        )


def _hits(terms: Sequence[str], holdings: Sequence[Holding]) -> Iterator[Hit]:
    folded = {fold(t): t for t in reversed(terms)}
    for holding in holdings:
        for page in holding.pages:
            text = fold(page.text)
            for wanted, term in folded.items():
                at = text.find(wanted)
                if at >= 0:
                    quote = text[max(0, at - 12) : at + len(wanted) + 12]
                    yield Hit(holding.name, page.number, term, quote)


def _secrecy(holdings: Sequence[Holding]) -> Iterator[str]:
    for holding in holdings:
        for page in holding.pages:
            text = fold(page.text)
            word = next((w for w in _SECRET if w in text), None)
            if word:
                at = text.find(word)
                quote = text[max(0, at - 12) : at + len(word) + 12]
                yield f"{holding.name} p. {page.number} speaks of secrecy: “{quote}”"


def _sentence(terms: Sequence[str], holdings: Sequence[Holding], scope: Scope) -> str:
    """Write the sentence that may be printed, and no more than that."""
    years = " and ".join(str(y) for y in sorted(scope.years))
    pages = sum(len(h.pages) for h in holdings)
    parts = []
    for year in sorted(scope.years):
        some = [h for h in holdings if _year(h) == year]
        forms = set(_with_form(some))
        every = forms | set(_projects(some, ("project_budget",)))
        parts.append(f"{len(forms)} of {len(every)} projects in {year}")
    told = f"; {scope.form} forms are published of {', '.join(parts)}" if scope.project else ""
    of = f" of the project {scope.project}" if scope.project else ""
    secret = len({n.split(" p. ", 1)[0] for n in _secrecy(holdings)})
    withheld = f"; {secret} of them say that content is withheld as secret" if secret else ""
    return (
        f"In the {len(holdings)} documents held of {scope.body} for {years} (all {pages} pages"
        f" read; {scope.form} tables{of} found in each year{told}{withheld}), nothing matches"
        f" {', '.join(terms)} (spellings list {VERSION})."
    )
