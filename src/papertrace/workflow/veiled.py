"""A case as one person may see it who has not decided yet: without what others decided.

Where a case asks for two people, the second reading is worth something only if whoever reads has
not been shown the first. So everything that a desk serves is made from the case as it is given
here: a fact on which this person has not decided and two people do not agree yet is as the machine
proposed it, in lists, sums, drawings and questions alike. What is recorded is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from papertrace.workflow.standing import standing

if TYPE_CHECKING:
    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Decision
    from papertrace.workflow.standing import Standing

_TWO: Final = 2
NOBODY: Final = ""


class _Veiled:
    """A case that withholds some decisions; everything else is the case's own."""

    def __init__(self, case: Case, person: str) -> None:
        """Take the case, and for whom it is."""
        self._case, self._person = case, person

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the case has)
        """Give what the case itself has."""
        return getattr(self._case, name)

    def decisions(self) -> tuple[Decision, ...]:
        """Give the decisions that this person may know of, in log order."""
        every = self._case.decisions()  # before what is hidden: then no newer one slips through
        hidden = _hidden(standing(self._case), self._person)
        if not hidden:
            return every
        person = self._case.ledger().person
        return tuple(
            d for d in every if d.fact_id not in hidden or person(d.reviewer) == self._person
        )


def as_seen(case: Case, key: SigningKey | None) -> Case:
    """Give a case as the holder of a key may see it; for None as everybody may."""
    whole = case._case if isinstance(case, _Veiled) else case  # noqa: SLF001  (its own class)
    person = whole.ledger().person(key.id) if key else NOBODY
    return cast("Case", _Veiled(whole, person))


def hidden_in(case: Case) -> frozenset[str]:
    """Give the facts of a case, as somebody sees it, whose decisions they may not know of."""
    if not isinstance(case, _Veiled):
        return frozenset()
    return _hidden(standing(case._case), case._person)  # noqa: SLF001  (its own class)


def _hidden(now: Standing, me: str) -> frozenset[str]:
    """Give the facts whose decisions a person may not know of."""
    if not now.two:
        return frozenset()
    return frozenset(
        fact
        for fact, told in list(now.deciders.items())  # another thread may fold one meanwhile
        if told and me not in told and not _settled(now, fact, len(told))
    )


def _settled(now: Standing, fact: str, people: int) -> bool:
    """Say whether nobody is to read a fact again: two agree on it, or it was rejected."""
    status = now.statuses.get(fact, "proposed")
    return status == "rejected" or (status in ("accepted", "corrected") and people >= _TWO)
