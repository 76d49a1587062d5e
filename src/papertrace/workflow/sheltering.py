"""What of a publication is told by a commitment alone, and the days its notices are known by.

It decides by the case's list of withheld documents; it never writes a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.publish.commitments import refuse_bare, veiled, withheld_of
from papertrace.publish.gate import cleared
from papertrace.workflow.expert import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import AcceptedFact, Publication


def sheltered(told: Publication, form: str) -> Publication:
    """Give a publication in which commitments stand for what is withheld.

    Formats whose public editions hold commitments alone take it as it is.
    """
    if form in EDITIONS or not told.withheld:
        return told
    return veiled(told, cleared(told), only=told.withheld)


def guarded(files: Iterable[tuple[str, bytes]], told: Publication) -> Iterator[tuple[str, bytes]]:
    """Give files; PublishError before one that holds a digest that is withheld.

    `told` is the publication before `sheltered`.
    """
    withheld = withheld_of(told)
    for name, data in files:
        if withheld.holdings:
            refuse_bare(withheld, {name: data})
        yield name, data


def published(facts: Iterable[AcceptedFact]) -> dict[str, str]:
    """Give the day on which each notice was published, where accepted facts agree on one."""
    told: dict[str, set[str]] = {}
    for fact in facts:
        if fact.kind == "notice" and "published" in fact.fields:
            told.setdefault(fact.digest, set()).add(fact.fields["published"].value)
    return {digest: next(iter(days)) for digest, days in told.items() if len(days) == 1}
