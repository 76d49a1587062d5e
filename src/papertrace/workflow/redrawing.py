"""A correction by pointing: words chosen on a page become a field's value and its new proof.

The value is read from the chosen words by the functions that read documents, in the unit that the
page states beside them or for their column, row or table. Nothing is guessed: words that say no
single value, that cut a number in two, or that do not hang together, are refused with the reason.
The anchor is made and verified like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError
from papertrace.model import Box, state_of
from papertrace.model.columns import KINDS
from papertrace.text import normalise
from papertrace.text.anchored import anchor_of
from papertrace.text.fold import folded_text
from papertrace.workflow.spot_units import is_counted, refuse_cut, units_of
from papertrace.workflow.typed_sums import with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.casefile import Case
    from papertrace.model import Anchor, Fact, Field, Page, Word

_BOX: Final = re.compile(r"p(\d{1,6}) box((?: -?\d{1,6}(?:\.\d{1,4})?){4})", re.ASCII)
_RANGE: Final = re.compile(r"p(\d{1,6}) words (\d{1,7})-(\d{1,7})", re.ASCII)
_QUOTE: Final = re.compile(r"p(\d{1,6}) quote (.{1,400})", re.DOTALL)
_DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d(?:T.*)?)?")
_PRICES: Final = frozenset({"unit_price"})
_NAMES: Final = frozenset({"supplier", "buyer", "agent", "body", "publisher", "speaker_org"})
_NUMBERED: Final = frozenset({"project_no"})


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What the words that a person chose say."""

    value: str
    """Normalised; '' where the words state no single value, and `why` says so."""
    written: str
    """The words as printed."""
    currency: str | None
    anchors: tuple[Anchor, ...]
    """The proof of the value, and that of its unit where it stands apart."""
    why: str = ""


def redrawn(case: Case, fact: Fact, name: str, told: str) -> Redrawn:
    """Read the spot that `told` names as a field of a fact.

    `told` is `pN box X0 TOP X1 BOTTOM` (points), `pN words FIRST-LAST` (places among the page's
    words) or `pN quote WORDS` (which must stand on the page exactly once). UsageError.
    """
    if name not in fact.fields:
        msg = f"This {fact.kind} has no field {name!r}."
        raise UsageError(msg, remedy=f"It has: {', '.join(sorted(fact.fields))}.")
    page, start, end = _stretch(case, fact.digest, told)
    refuse_cut(page, start, end, day=not is_counted(fact, name))
    anchor = anchor_of(page, start, end, name)
    if state_of(page, anchor) != "sound":
        msg = f"The words {anchor.quote!r} cannot be found again at their place."
        raise UsageError(msg, remedy="Choose other words.")
    units = tuple(units_of(page, fact, name, (start, end))) if fact.fields[name].currency else ()
    value, unit, why = _read(fact, name, anchor.quote, units)
    return Redrawn(value, anchor.quote, unit, (anchor, *units), why)


def _stretch(case: Case, digest: str, told: str) -> tuple[Page, int, int]:
    """Give the page and the stretch of its text that is meant."""
    for pattern, place in ((_BOX, _boxed), (_RANGE, _ranged), (_QUOTE, _quoted)):
        found = pattern.fullmatch(told.strip())
        if found:
            page = case.derived.page(digest, int(found[1]))
            if page is None:
                break
            return page, *place(page, *found.groups()[1:])
    msg = "No words of a page of this document are chosen."
    raise UsageError(msg, remedy="Draw the box again.")


def _boxed(page: Page, corners: str) -> tuple[int, int]:
    x0, top, x1, bottom = (float(c) for c in corners.split())
    box = Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
    return _whole(page, [w for w in page.words if _within(box, w.box)])


def _within(box: Box, word: Box) -> bool:
    """Say whether the middle of a word lies in a box: nobody draws to the point."""
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= across <= box.x1 and box.top <= down <= box.bottom


def _ranged(page: Page, first: str, last: str) -> tuple[int, int]:
    low, high = sorted((int(first), int(last)))
    return _whole(page, page.words[low : high + 1])


def _quoted(page: Page, words: str) -> tuple[int, int]:
    start = page.text.find(words.strip())
    if start < 0 or not words.strip():
        msg = f"{words.strip()!r} does not stand on page {page.number} as it was read."
        raise UsageError(msg, remedy="Copy the words from the text as read.")
    if page.text.find(words.strip(), start + 1) >= 0:
        msg = f"{words.strip()!r} stands on page {page.number} more than once."
        raise UsageError(msg, remedy="Take more of the line, or draw a box around the right one.")
    return start, start + len(words.strip())


def _whole(page: Page, words: Sequence[Word]) -> tuple[int, int]:
    """Give the stretch of some words; UsageError where other words stand in it, too."""
    if not words:
        msg = "There are no words in this box as the page was read."
        raise UsageError(msg, remedy="Draw it around the words, or type the value.")
    start, end = min(w.start for w in words), max(w.end for w in words)
    mine = {(w.start, w.end) for w in words}
    if any((w.start, w.end) not in mine for w in page.words if start <= w.start < end):
        msg = "These words do not follow one another on the page as it was read."
        raise UsageError(msg, remedy="Draw a box around the words of one line or one cell.")
    return start, end


def _read(
    fact: Fact, name: str, quote: str, units: Sequence[Anchor]
) -> tuple[str, str | None, str]:
    """Give (value, currency, why there is none)."""
    old, told = fact.fields[name], KINDS.get(fact.kind, {}).get(name, "text")
    if old.currency or told == "money":
        kind = "unit_price" if name in _PRICES else "amount"
        found = normalise(kind, "|".join((*(u.quote for u in units), quote)))
        value, why = _one(found.value, found.reason)
        return value, found.unit.partition("/")[0] or old.currency, why
    if told == "number":
        value, why = _number(quote)
    elif told == "year" or _DAY.fullmatch(old.value):
        found = normalise("date", quote)
        value = (found.value or "")[:4] if told == "year" else found.value or ""
        value, why = ("", "it names several dates") if ";" in value else (value, found.reason)
    elif name in _NAMES or name in _NUMBERED:
        found = normalise("org" if name in _NAMES else "project_no", quote)
        value, why = found.value or "", found.reason
    else:
        value, why = _words(quote), ""
    return value, old.currency, "" if value else why or "no value was found"


def _one(value: str | None, why: str) -> tuple[str, str]:
    """Give a value that is one plain number; else '' and the reason."""
    if value is None:
        return "", why
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "", f"it says {value}, which is not one plain number"
    return (f"{number:f}", "") if number.is_finite() else ("", "it is no number")


def _number(quote: str) -> tuple[str, str]:
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", "".join(folded_text(quote).split()))
    if re.fullmatch(r"-?\d+(?:\.\d+)?", plain, re.ASCII):
        return plain, ""
    for kind in ("rate", "quantity"):
        found = normalise(kind, quote)
        if found.value is not None:
            return _one(found.value, found.reason)
    return "", "no number was found"


def _words(quote: str) -> str:
    """Give words as values have them: without blanks, but between two Latin letters."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", " ".join(quote.split()))


def with_spots(
    fact: Fact, typed: Mapping[str, str], spots: Mapping[str, Redrawn]
) -> tuple[dict[str, str], tuple[Anchor, ...]]:
    """Give (field -> value decided on, all anchors) of a correction by words and by typing.

    A typed value that is not the one proposed goes with the words; UsageError where the words say
    another one, or where they say none and nothing was typed.
    """
    values: dict[str, str] = {}
    anchors = list(fact.anchors)
    for name, spot in spots.items():
        own = typed.get(name, "").strip()
        own = "" if own == fact.fields[name].value else own
        if not own and not spot.value:
            msg = f"{name}: {spot.written!r} cannot be read by itself: {spot.why}."
            raise UsageError(msg, remedy="Type the value too; the box proves it.")
        in_full = with_unit(own, fact.fields[name]) or own
        if own and spot.value and not _same(in_full, spot.value):
            msg = f"{name}: you typed {own}, but {spot.written!r} says {spot.value}."
            raise UsageError(msg, remedy="Draw the box again, or empty the field.")
        values[name] = spot.value or own
        anchors = [a for a in anchors if a.field != name or a.role == "mention"]
        anchors += spot.anchors
    return values, tuple(anchors)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return Decimal(one.replace(",", "")) == Decimal(other)
    except InvalidOperation:
        return False


def corrected_by(old: Field, value: str, spot: Redrawn) -> Field:
    """Give a field as its new words prove it."""
    return type(old)(value, spot.written, spot.currency, inherited=False)
