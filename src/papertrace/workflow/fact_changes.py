"""What a changed page says otherwise, fact by fact: removed, added, altered.

It compares values, not places: a line that moved on the page is the same line. Facts are compared
as they were read, whether anybody accepted them or not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import Fact

_NAMES = ("item", "name", "title", "project_name", "supplier", "indicator", "facility", "post")
"""Fields that name what a fact is about, told first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is there on one of the two pages alone, or otherwise."""

    what: Literal["removed", "added", "altered"]
    kind: str
    before: Fact | None
    after: Fact | None
    fields: tuple[str, ...] = ()
    """Those that differ, where it was altered."""

    def words(self) -> str:
        """Say it in a line: the values as printed."""
        if self.before and self.after:
            told = (
                f"{n}: {_written(self.before, n)} → {_written(self.after, n)}" for n in self.fields
            )
            return f"altered: {self.kind} {_called(self.after, self.fields)} ({'; '.join(told)})"
        fact = self.before or self.after
        return f"{self.what}: {self.kind} {_called(fact, ()) if fact else ''}"


def changes(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[Change, ...]:
    """Compare the facts of two readings; what is equal on both is left out, once for each."""
    gone, new = _only(before, after)
    made: list[Change] = []
    for kind in sorted({f.kind for f in (*gone, *new)}):
        old = [f for f in gone if f.kind == kind]
        young = [f for f in new if f.kind == kind]
        for one in old:
            other = max(young, key=lambda f, one=one: _shared(one, f), default=None)  # type: ignore[misc]  # it is bound at once
            if other is not None and _shared(one, other) * 2 >= len({*one.fields, *other.fields}):
                young.remove(other)
                made.append(Change("altered", kind, one, other, tuple(_differing(one, other))))
            else:
                made.append(Change("removed", kind, one, None))
        made += [Change("added", kind, None, one) for one in young]
    order = ("removed", "altered", "added")
    return tuple(sorted(made, key=lambda c: order.index(c.what)))


def _told(fact: Fact) -> tuple[object, ...]:
    values = ((n, f.value, f.currency) for n, f in fact.fields.items())
    return (fact.kind, *sorted(values, key=lambda v: v[0]))


def _only(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Give the facts of each side that have no equal on the other, one for one."""
    left: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in before:
        left[_told(fact)].append(fact)
    new = []
    for fact in after:
        same = left[_told(fact)]
        if same:
            same.pop()
        else:
            new.append(fact)
    return [fact for every in left.values() for fact in every], new


def _shared(one: Fact, other: Fact) -> int:
    return sum(1 for n, f in one.fields.items() if n in other.fields and other.fields[n] == f)


def _differing(one: Fact, other: Fact) -> Iterator[str]:
    for name in sorted({*one.fields, *other.fields}):
        if one.fields.get(name) != other.fields.get(name):
            yield name


def _written(fact: Fact, name: str) -> str:
    field = fact.fields.get(name)
    return field.written if field else "—"


def _called(fact: Fact, without: tuple[str, ...]) -> str:
    """Name a fact by its telling fields, as printed."""
    names = [n for n in (*_NAMES, *sorted(fact.fields)) if n in fact.fields and n not in without]
    return " · ".join(_written(fact, n) for n in list(dict.fromkeys(names))[:3])
