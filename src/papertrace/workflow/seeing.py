"""Which facts a person must look at before accepting them, and whether what they typed is enough.

A fact is doubted where a warning about deceptive text touches its anchors, or where the picture of
a figure on a PDF's page reads otherwise than the page's text. Both are looked up when a fact is
decided, never stored: the decision records what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Final

from papertrace.model import Box
from papertrace.model.guarded import touching
from papertrace.read import honest_compare, ocr_controls, sandbox
from papertrace.read.honest_compare import Spot, spots
from papertrace.read.walls_fonts import for_pictures
from papertrace.workflow.typed_sums import factor_of, says_in_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.casefile import Case
    from papertrace.model import Anchor, Fact, Field, Page

OTHERWISE: Final = "PT347"
UNCOMPARED: Final = "PT354"

_BATCH: Final = 150
_SECONDS, _MEMORY = 240.0, 2 << 30
_PIXELS: Final = ("digital", "mixed")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why one field of a fact is not accepted unseen."""

    field: str
    code: str
    message: str


def doubts(case: Case, facts: Iterable[Fact]) -> dict[str, tuple[Doubt, ...]]:
    """Give what is doubted of some facts, by id; facts without doubt are not in it."""
    every = list(facts)
    found: dict[str, list[Doubt]] = {}
    pages: dict[tuple[str, int], Page | None] = {}
    asked: dict[str, list[tuple[str, str, Spot]]] = {}
    for fact in every:
        for anchor in (a for a in fact.anchors if a.role != "mention"):
            key = (fact.digest, anchor.page)
            if key not in pages:
                pages[key] = case.derived.page(*key)
            page = pages[key]
            if page is None:
                continue
            found.setdefault(fact.id, []).extend(_touched(page, anchor))
            if page.origin in _PIXELS and _is_counted(fact, anchor):
                mine = ((fact.id, anchor.field, s) for s in spots(page, anchor.boxes))
                asked.setdefault(fact.digest, []).extend(mine)
    for digest, questions in asked.items():
        for fact_id, doubt in _otherwise(case, digest, questions):
            found.setdefault(fact_id, []).append(doubt)
    return {i: tuple(dict.fromkeys(d)) for i, d in found.items() if d}


def warned(case: Case, fact: Fact) -> tuple[str, ...]:
    """Name the fields of a fact that a warning about its page touches; no picture is read."""
    found = []
    for anchor in (a for a in fact.anchors if a.role != "mention"):
        page = case.derived.page(fact.digest, anchor.page)
        if page is not None and anchor.field in fact.fields and any(_touched(page, anchor)):
            found.append(anchor.field)
    return tuple(dict.fromkeys(found))


def _touched(page: Page, anchor: Anchor) -> Iterator[Doubt]:
    """Give the warnings on whose spots an anchor stands; one without is of the whole page."""
    for problem in touching(page, anchor):
        yield Doubt(anchor.field, problem.code, problem.message)


def _is_counted(fact: Fact, anchor: Anchor) -> bool:
    """Say whether an anchor proves a figure: a sum, a number, or the unit that it is told in."""
    if anchor.role == "unit":
        return True
    value = fact.fields.get(anchor.field)
    return value is not None and (value.currency is not None or _number(value.value) is not None)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _otherwise(
    case: Case, digest: str, questions: list[tuple[str, str, Spot]]
) -> Iterator[tuple[str, Doubt]]:
    """Ask what the picture of each spot reads; give the facts for which it is something else."""
    made = case.derived.summary(digest)
    if made is None or made.reader.partition("/")[0] != "pdf":
        return
    unique = list(dict.fromkeys(spot for _, _, spot in questions))
    answers = dict(zip(unique, _seen(case.original(digest), unique), strict=True))
    for fact_id, field, spot in questions:
        seen = answers[spot]
        if seen is None:
            message = f"Page {spot.page} could not be drawn and compared with its text."
            yield fact_id, Doubt(field, UNCOMPARED, message)
        elif seen.verdict == "differs":
            read = f"reads {seen.read!r}" if seen.read else "shows nothing"
            message = f"The picture of page {spot.page} {read} where its text says {spot.text!r}."
            yield fact_id, Doubt(field, OTHERWISE, message)


def _seen(data: bytes, wanted: list[Spot]) -> list[honest_compare.Seen | None]:
    """Compare in workers, batch by batch; None where a worker gave no answer."""
    batches = [wanted[n : n + _BATCH] for n in range(0, len(wanted), _BATCH)]
    control = dict(ocr_controls.controls())["control.pdf"]
    rehearsal = (honest_compare.argument(control, [_CONTROL]),)
    limits = for_pictures(sandbox.Limits(seconds=_SECONDS, memory=_MEMORY))
    loads = [(n, partial(honest_compare.argument, data, some)) for n, some in enumerate(batches)]
    found: list[list[honest_compare.Seen | None]] = [[None] * len(some) for some in batches]
    for n, answer in sandbox.run_many(honest_compare.compare, loads, limits, 1, rehearsal):
        if answer.ok:
            try:
                found[n] = list(honest_compare.compared(answer.output, len(batches[n])))
            except ValueError:  # not the agreed form: as good as no answer
                continue
    return [seen for batch in found for seen in batch]


_CONTROL = Spot(1, Box(20, 15, 140, 45), "1")


def stands(seen: str, doubted: Iterable[Doubt], fields: Mapping[str, Field]) -> str:
    """Name the first doubted field whose value a person did not type; '' where all were.

    `seen` is what they read on the page, parts for several fields set apart by `;`.
    """
    parts = ["".join(part.split()) for part in seen.split(";")]
    for name in dict.fromkeys(d.field for d in doubted):
        field = fields.get(name)
        if field is not None and not any(says(part, field) for part in parts):
            return name
    return ""


def says(words: str, field: Field) -> bool:
    """Say whether words that a person typed are a field's value, or what is printed of it.

    A sum whose unit stands apart from its figure is typed with the unit, or in full: two who typed
    the bare figure would agree on a unit that neither has read.
    """
    if factor_of(field) != 1:
        return says_in_full(words, field)
    part = "".join(words.split())
    if part in ("".join(field.value.split()), "".join(field.written.split())):
        return bool(part)
    number = _number(part)
    return number is not None and number in (_number(field.value), _number(field.written))
