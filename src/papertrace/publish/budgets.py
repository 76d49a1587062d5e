"""The site's chart of budgets: for each body a bar for every total that a proof of the story shows.

A bar is one accepted fact and leads to its proof. Nothing is added, averaged or drawn between two
figures; approved and spent stand under each other and are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from papertrace.publish import wording
from papertrace.publish.redact import masked_party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import AcceptedFact, Publication
    from papertrace.publish.views import ProofView

_LEAST: Final = 2
"""Bars from which there is something to compare."""
_FULL: Final = Decimal(100)
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Bar:
    """One total."""

    label: str
    """Year, phase and side, as the document tells them."""
    width: str
    """Of 100, for the largest of its chart."""
    read: str
    proof: str
    """Address of the proof, as seen from the story."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """The totals of one body in one currency."""

    body: str
    bars: tuple[Bar, ...]


def budgets(
    publication: Publication, shown: Iterable[ProofView], secrets: tuple[str, ...]
) -> tuple[Budgets, ...]:
    """Give a chart for each body of which proofs show at least two totals, by its name."""
    proofs: dict[str, str] = {}
    for proof in shown:
        for one in proof.evidence:
            proofs.setdefault(one.fact, f"proofs/{proof.address}.html")
    found: dict[tuple[str, str], list[AcceptedFact]] = {}
    for fact in publication.facts:
        if fact.kind == "budget_total" and fact.id[:12] in proofs and "amount" in fact.fields:
            body = masked_party(_told(fact, "body"), secrets)
            found.setdefault((body, fact.fields["amount"].currency or ""), []).append(fact)
    return tuple(
        Budgets(body, _bars(facts, proofs))
        for (body, currency), facts in sorted(found.items())
        if body and currency and len(facts) >= _LEAST
    )


def _bars(facts: Sequence[AcceptedFact], proofs: dict[str, str]) -> tuple[Bar, ...]:
    most = max(Decimal(f.fields["amount"].value) for f in facts)
    return tuple(
        Bar(_label(f), _width(f, most), wording.as_read(f.fields["amount"]), proofs[f.id[:12]])
        for f in sorted(facts, key=lambda f: (_label(f), f.id))
    )


def _label(fact: AcceptedFact) -> str:
    return " · ".join(told for name in ("year", "phase", "side") if (told := _told(fact, name)))


def _width(fact: AcceptedFact, most: Decimal) -> str:
    value = Decimal(fact.fields["amount"].value)
    share = value / most * _FULL if most > 0 and value > 0 else Decimal(0)
    return str(share.quantize(_TENTH))


def _told(fact: AcceptedFact, name: str) -> str:
    return fact.fields[name].value if name in fact.fields else ""
