"""Invented purchases: accepted facts of notices, and the purchase they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyse.invented import digest_of
from papertrace.analyse.traits import traits_of
from papertrace.model import Judgement
from papertrace.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.analyse.traits import Traits
    from papertrace.model import AcceptedFact, Purchase

BUYER = "白榆市青禾县公安局"
NUMBER = "QH-2024-00071"


def judged(
    subject: str, verdict: str, other: str = "", at: str = "2025-01-01T00:00:00Z"
) -> Judgement:
    """Make a judgement."""
    return Judgement("j", subject, verdict, other, "", "key1", at)


def joined(facts: Sequence[AcceptedFact], *judgements: Judgement) -> tuple[Purchase, ...]:
    """Resolve facts to purchases, as a case does."""
    return resolve(facts, judgements).purchases


def traits(facts: Sequence[AcceptedFact], *judgements: Judgement) -> Traits:
    """Gather what is known of the documents."""
    return traits_of(facts, (), resolve(facts, judgements).entities, judgements)


def by_id(facts: Sequence[AcceptedFact]) -> Mapping[str, AcceptedFact]:
    """Give facts by id."""
    return {f.id: f for f in facts}


__all__ = ["BUYER", "NUMBER", "by_id", "digest_of", "joined", "judged", "traits"]
