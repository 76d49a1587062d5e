"""Whether the changes that a document states are those of the documents themselves.

A sentence (比上年增加…) is matched to a row of its own year by name and sum; its change is compared
with the difference of that row in the two years' documents; failing a row, with the sum that last
year's sentence on the same thing states. Nothing is repaired: what disagrees is shown with both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Literal

from papertrace.analyse.changes import similar
from papertrace.analyse.likeness import number_of
from papertrace.analyse.purchased import told
from papertrace.analyse.terms import fold
from papertrace.analyse.totals import grouped, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.analyse.budget_rows import Key, Row
    from papertrace.model import AcceptedFact

Verdict = Literal["agrees", "disagrees", "not_found", "not_compared"]
_LEVEL = re.compile(r"[(（][类款项][)）]")
_TAIL = re.compile(r"(?:预算|支出|收入|拨款|数|总计|合计|费用|资金|经费|万元|[、，])+\Z")
_LEAST, _CLOSE = 0.5, 0.72
_HALF = Decimal("0.51")
"""Of the last printed place: how far a rounded percentage may lie from the true one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One sentence of change beside what the documents give."""

    fact: str
    item: str
    verdict: Verdict
    printed: str
    """The change as the sentence has it: delta and percentage."""
    found: str
    """The change as the documents have it, with both sums; '' where nothing was found."""
    reason: str
    """Where the sums stand, or why nothing could be compared."""
    facts: tuple[str, ...] = ()
    """Facts of both years that it was compared with."""


@dataclass(frozen=True, slots=True)
class _Base:
    value: Decimal
    facts: tuple[str, ...]
    where: str


def stated_changes(
    sentences: Sequence[AcceptedFact],
    earlier: Sequence[AcceptedFact],
    old: Mapping[Key, Row],
    new: Mapping[Key, Row],
    phase: str = "approved",
) -> tuple[Stated, ...]:
    """Compare each sentence (`yoy`) of the later year; `earlier` are those of the year before."""
    return tuple(_one(s, earlier, old, new, phase) for s in sentences)


def _one(
    fact: AcceptedFact,
    earlier: Sequence[AcceptedFact],
    old: Mapping[Key, Row],
    new: Mapping[Key, Row],
    phase: str,
) -> Stated:
    item = told(fact, "item")
    delta, pct, now = (number_of(fact, n) for n in ("delta", "pct", "amount"))
    printed = ", ".join(
        words
        for words in (
            "" if delta is None else f"{_signed(delta)} {fact.fields['delta'].currency or ''}",
            "" if pct is None else f"{_signed(pct)} %",
        )
        if words
    ).strip()
    if told(fact, "base_phase") not in ("", phase):
        why = f"it compares with what was {told(fact, 'base_phase')}, the documents are {phase}"
        return Stated(fact.id, item, "not_compared", printed, "", why)
    bases = [*_of_rows(item, now, old, new), *_of_sentences(item, earlier)]
    if now is None:
        row = next(iter(_rows(item, None, new)), None)
        now = row.value if row else None
    if not bases or now is None:
        why = "no row or sentence of both years was found for it"
        return Stated(fact.id, item, "not_found", printed, "", why)
    fitting = [b for b in bases if _fits(now, b.value, delta, pct)]
    base = fitting[0] if fitting else bases[0]
    share = _share(now, base.value)
    told_share = "" if share is None else f" ({_signed(share.quantize(Decimal('0.01')))} %)"
    change = _signed(now - base.value)
    found = f"{change}{told_share}: {grouped(now)} after {grouped(base.value)}"
    verdict: Verdict = "agrees" if fitting else "disagrees"
    others = {b.value for b in bases} - {base.value}
    also = f"; elsewhere {', '.join(sorted(grouped(o) for o in others))}" if others else ""
    none = "; of zero no percentage can be checked" if share is None and pct else ""
    return Stated(fact.id, item, verdict, printed, found, base.where + also + none, base.facts)


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{grouped(plain(value))}"


def _share(now: Decimal, before: Decimal) -> Decimal | None:
    return None if before == 0 else (now - before) / abs(before) * 100


def _fits(now: Decimal, before: Decimal, delta: Decimal | None, pct: Decimal | None) -> bool:
    """Say whether a printed change and percentage follow from the two sums."""
    if delta is not None and delta != now - before:
        return False
    share = _share(now, before)
    if pct is None:
        return delta is not None
    if share is None:
        return delta is not None  # of nothing there is no percentage to check
    step = Decimal(1).scaleb(min(0, int(pct.as_tuple().exponent)))
    cut_off = share.quantize(step, ROUND_DOWN) == pct  # many offices cut off, not round
    return cut_off or abs(share - pct) <= step * _HALF


def stem(name: str) -> str:
    """Give the words of a name that tell it from others: without 支出, 预算, 总计 at its end."""
    bare = fold(name).replace("、", "")
    return _TAIL.sub("", bare) or bare


def path(item: str) -> list[str]:
    """Give the parts of an item (人大事务（款）行政运行（项）), the whole last."""
    return [s for p in _LEVEL.split(item) if (s := stem(p)) and p not in ("支出", "预算")]


def _score(item: str, row: Row) -> float:
    parts = path(item) or [fold(item)]
    own = max(_alike(parts[-1], stem(n)) for n in row.names)
    if len(parts) > 1 and row.above:
        own = own * 0.8 + 0.2 * _alike(parts[-2], stem(row.above))
    return own


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    inside = 0.75 if len(short) > 2 and short in long else 0.0  # noqa: PLR2004  (a word)
    return max(inside, similar(one, other))


def _rows(item: str, now: Decimal | None, rows: Mapping[Key, Row]) -> list[Row]:
    """Give the rows an item may mean, best first; a sum that is equal speaks for a row."""
    least = _LEAST if now else _CLOSE
    scored = [(_score(item, r), r) for r in rows.values() if now is None or r.value == now]
    kept = sorted((s for s in scored if s[0] >= least), key=lambda s: (-s[0], s[1].key))
    best = kept[0][0] if kept else 0.0
    return [r for score, r in kept if score == best]


def _of_rows(
    item: str, now: Decimal | None, old: Mapping[Key, Row], new: Mapping[Key, Row]
) -> list[_Base]:
    """Give the sums of the earlier year in the rows that the item means."""
    found: list[_Base] = []
    tables = {(k[0], k[1]) for k in old}
    for row in _rows(item, now, new):
        before = old.get(row.key) or _renamed(row, old)
        where = f"row {row.key[2]} {row.name} of {row.key[1] or row.key[0]}"
        if before is not None:
            found.append(_Base(before.value, (*before.facts, *row.facts), where))
        elif (row.key[0], row.key[1]) in tables:
            none = f"{where}: the earlier table has no such row"
            found.append(_Base(Decimal(0), row.facts, none))
    return found


def _renamed(row: Row, old: Mapping[Key, Row]) -> Row | None:
    """Find the row of one name under another code in the same table, if there is just one."""
    some = [
        r
        for r in old.values()
        if r.key[:2] == row.key[:2] and stem(r.name) == stem(row.name) and r.above == row.above
    ]
    return some[0] if len(some) == 1 else None


def _of_sentences(item: str, earlier: Sequence[AcceptedFact]) -> list[_Base]:
    """Give the sum that an earlier year's sentence on the same thing states."""
    parts = path(item) or [fold(item)]
    scored = []
    for fact in earlier:
        value = number_of(fact, "amount")
        theirs = path(told(fact, "item")) or [""]
        if value is not None:
            same = fold(told(fact, "item")) == fold(item)
            scored.append((1.0 if same else _alike(parts[-1], theirs[-1]) - 0.01, value, fact.id))
    best = max((s[0] for s in scored), default=0.0)
    if best < _CLOSE:
        return []
    sums = {v for score, v, _ in scored if score == best}
    ids = tuple(i for score, _, i in scored if score == best)
    where = "the earlier year's sentence on it"
    return [_Base(v, ids, where) for v in sums] if len(sums) == 1 else []
