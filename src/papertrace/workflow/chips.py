"""The chips of a query: conditions on a page's document and on the facts that stand on the page.

They look at what machines read and people decided, never at a private person: no fact holds one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatch
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from papertrace.errors import UsageError
from papertrace.resolve.mentions import ORGANISATIONS
from papertrace.search import bare_text
from papertrace.text.money import find_amounts
from papertrace.workflow.kept import facts_of
from papertrace.workflow.standing import standing
from papertrace.workflow.veiled import hidden_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.casefile import Case, Derivation, Held
    from papertrace.model import Fact
    from papertrace.search import Chip
    from papertrace.workflow.standing import Standing

_YEARS = ("year", "published", "signed", "date", "deadline", "month")
_STATES = ("proposed", "accepted", "corrected", "rejected", "disputed")


@dataclass(frozen=True)
class Chips:
    """What a case knows about its documents, looked up when the first chip asks."""

    case: Case

    def holds(self, chip: Chip, held: Held, page: int) -> bool:
        """Say whether a condition holds of a page; UsageError for a value it cannot have."""
        made = self._made.get(held.digest)
        facts = self._by_document.get(held.digest, ())
        if chip.key == "format":
            suffix = PurePosixPath(held.name).suffix.lstrip(".")
            return chip.value.lower() in (suffix.lower(), held.media_type.lower())
        if chip.key == "form":
            forms = (made.form, *made.parts) if made else ()
            return any(fnmatch(f.partition("@")[0], chip.value.lower()) for f in forms)
        if chip.key == "year":
            return _of_year(chip.value, made, facts)
        if chip.key in ("body", "place"):
            return _names(chip, made, facts)
        here = [f for f in facts if any(a.page == page for a in f.anchors)]
        if chip.key == "state":
            return any(self._in(_state(chip.value), f.id) for f in here)
        low, high = _range(chip.value)
        return any(low <= amount <= high for f in here for amount in _amounts(f))

    @cached_property
    def _made(self) -> dict[str, Derivation]:
        return {d.digest: d for d in self.case.derived.summaries()}

    @cached_property
    def _by_document(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in facts_of(self.case):
            found.setdefault(fact.digest, []).append(fact)
        return {digest: tuple(some) for digest, some in found.items()}

    @cached_property
    def _now(self) -> Standing:
        return standing(self.case)

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return hidden_in(self.case)

    def _in(self, state: str, fact: str) -> bool:
        now = self._now
        if fact in self._hidden:  # decided by others alone: to this person it is as proposed
            return state == "proposed"
        if state == "disputed":
            return fact in now.disputed
        return now.statuses.get(fact, "proposed") == state

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Give the names of bodies that facts hold, for words in Pinyin."""
        every = (f for some in self._by_document.values() for f in some)
        told = {f.fields[n].value for f in every for n in ORGANISATIONS if n in f.fields}
        return tuple(sorted(told | {d.publisher for d in self._made.values() if d.publisher}))


def _of_year(value: str, made: Derivation | None, facts: Iterable[Fact]) -> bool:
    if made and made.year:
        return made.year == value
    return any(f.fields[n].value[:4] == value for f in facts for n in _YEARS if n in f.fields)


def _names(chip: Chip, made: Derivation | None, facts: Iterable[Fact]) -> bool:
    """Say whether a body is named so (in part), or anything stated of a place."""
    wanted = bare_text(chip.value)
    told = [made.publisher] if made else []
    for fact in facts:
        named = ORGANISATIONS if chip.key == "body" else tuple(fact.fields)
        told += [fact.fields[n].value for n in named if n in fact.fields]
    return any(wanted in bare_text(name) for name in told)


def _state(value: str) -> str:
    if value not in _STATES:
        msg = f"No fact can be {value!r}."
        raise UsageError(msg, remedy=f"state: {', '.join(_STATES)}")
    return value


def _amounts(fact: Fact) -> Iterable[Decimal]:
    """Give a fact's sums in yuan; another currency is no sum that a range could hold."""
    for field in fact.fields.values():
        if field.currency == "CNY":
            with suppress(InvalidOperation):
                yield Decimal(field.value)


def _range(value: str) -> tuple[Decimal, Decimal]:
    """Read `100000..2000000`, `..5万元`, `26.5万元`: yuan where no unit is written."""
    low, dots, high = value.partition("..")
    least, most = _sum(low) if low else Decimal(0), _sum(high) if high else Decimal("Infinity")
    return (least, most) if dots else (least, least)


def _sum(text: str) -> Decimal:
    with suppress(InvalidOperation):
        number = Decimal(text.replace(",", ""))
        if number.is_finite():
            return number
    found = find_amounts(text)
    if len(found) != 1:
        msg = f"{text!r} is no sum of money."
        raise UsageError(
            msg, remedy="amount:100000..2000000, in yuan; 万元 and 亿元 may be written"
        )
    return Decimal(found[0].value)
