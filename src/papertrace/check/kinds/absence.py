"""An absence: the documents of these years say nothing of it.

It passes only where nothing was found and nothing is missing; otherwise it says what is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.analyse import Scope, coverage
from papertrace.check import codes
from papertrace.check.options import TEXT, TEXTS, YEARS, table, texts_of, where_of
from papertrace.check.slips import TOLD
from papertrace.check.stages import years_of
from papertrace.model import ClaimResult, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.analyse import Searched
    from papertrace.check.options import Shape
    from papertrace.model import Claim, Evidence

CODE = "absence"
OPTIONS: Mapping[str, Shape] = {
    "terms": TEXTS,
    "where": table(body=TEXT, years=YEARS, form=TEXT, project=TEXT),
}
COVERS: frozenset[str] = frozenset({"PT623"})
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nothing|neither|nor|without|absent|absence|missing|lack(?:s|ed)?)\b"
    r"|n[’']t\b|没有|并无|未见|未曾|从未|均无|不存在|不含|无",
    re.IGNORECASE,
)
_SHOWN = 6


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test that nothing matches the terms, and that the documents allow to say so."""
    scope = _scope(claim)
    if isinstance(scope, str):
        return _failed(claim, scope, "See docs/claims/absence.md.")
    if not _DENIES.search(claim.span.text):
        return _failed(
            claim, f"The linked words {claim.span.text!r} deny nothing.",
            "Link the words that say what is not there.",
        )  # fmt: skip
    said = years_of(claim)
    outside = [y for low, high in said.ranges for y in range(low, high + 1) if y not in scope.years]
    if outside:
        told = f"The sentence says {said.told()}; the claim searches {_years(scope)}."
        return _failed(claim, f"{told} {TOLD['year']}", "Search every year the sentence names.",
                       slip="year")  # fmt: skip
    searched = coverage(
        texts_of(claim, "terms"),
        scope,
        evidence.holdings,
        evidence.judgements,
        evidence.rules.minimum_reading,
    )
    return _result(claim, scope, searched)


def _scope(claim: Claim) -> Scope | str:
    where = where_of(claim)
    missing = [k for k in ("body", "years", "form") if k not in where]
    if missing or not texts_of(claim, "terms"):
        lacking = [*missing, *([] if texts_of(claim, "terms") else ["terms"])]
        return f"An absence needs terms and where = {{ body, years, form }}: {lacking} missing."
    years = where["years"]
    return Scope(
        str(where["body"]),
        tuple(sorted(years)) if isinstance(years, list) else (),
        str(where["form"]),
        str(where.get("project", "")),
    )


def _years(scope: Scope) -> str:
    return ", ".join(map(str, scope.years))


def _failed(claim: Claim, message: str, remedy: str, *, slip: str = "") -> ClaimResult:
    return ClaimResult(claim, "failed", "nothing", "", message, remedy, slip=slip)


def _result(claim: Claim, scope: Scope, searched: Searched) -> ClaimResult:
    told, hits, gaps = searched.coverage, searched.hits, searched.coverage.gaps
    expected = f"nothing on {', '.join(texts_of(claim, 'terms'))} in {_years(scope)}"
    if hits:
        places = [f"{h.document} p. {h.page} ({h.term}): “{h.quote}”" for h in hits]
        more = f" and {len(hits) - _SHOWN} more" if len(hits) > _SHOWN else ""
        return ClaimResult(
            claim, "failed", expected, f"{len(hits)} places",
            f"It stands there: {'; '.join(places[:_SHOWN])}{more}.",
            "Mend the sentence, or narrow the terms to what the sentence denies.",
            coverage=told,
        )  # fmt: skip
    if gaps:
        reasons = "; ".join(g.reason for g in gaps)
        return ClaimResult(
            claim, "failed", expected, f"no hit in {told.pages} pages, {len(gaps)} gaps",
            f"Nothing may be said to be absent: {reasons}.",
            "Close every gap, or say no more than that the documents at hand do not show it.",
            coverage=told,
        )  # fmt: skip
    warnings = tuple(
        Problem(codes.WITHHELD, "warning", f"{note}.", "Tell the readers.")
        for note in searched.notes
    )
    return ClaimResult(
        claim, "passed", expected, f"no hit in {told.pages} pages", told.sentence, "",
        coverage=told, warnings=warnings,
    )  # fmt: skip
