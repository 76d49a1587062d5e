"""Records printed one below the other: the same labels again and again, one group a record.

`序号：1` / `标项名称：…` / `中标金额：…`, then `序号：2` and so on: what a site makes of a table on
a narrow screen. Read as a listing, so that every form reads it like the table it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.labels import RANKED, plain
from papertrace.extract.listings import Column, Listing, Row
from papertrace.extract.pairs import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line

_FEWEST_LABELS = 3
_USEFUL = frozenset(
    {"supplier", "candidate", "maker", "amount", "quote", "before", "after", "budget", "ceiling"}
)
_OTHERS = frozenset({"buyer", "agent", "owner", "project_no", "published", "contract_no"})
"""Roles of a notice's own lines, of which there are no records."""


def card_listings(
    lines: Sequence[Line], zones: Sequence[str], taken: frozenset[int]
) -> tuple[tuple[Listing, ...], frozenset[int]]:
    """Give such records as listings, and the numbers of the lines they take up."""
    found: list[Listing] = []
    used: set[int] = set()
    for run in _runs(lines, zones, taken):
        if any(RANKED.fullmatch(plain(label.text)) for _, _, label, _ in run):
            continue  # the labels themselves tell where each record begins
        groups = _groups(run)
        roles = {role for group in groups for _, role, *_ in group}
        if not groups or not roles & _USEFUL or roles & _OTHERS:
            continue
        found.append(_listing(groups, zones))
        used.update(index for group in groups for index, *_ in group)
    return tuple(found), frozenset(used)


_Entry = tuple[int, str, "Spot", "Spot"]
"""Number of the line, role, label and value."""


def _runs(
    lines: Sequence[Line], zones: Sequence[str], taken: frozenset[int]
) -> Iterator[list[_Entry]]:
    """Give the runs of lines that are one label with its value and nothing else."""
    run: list[_Entry] = []
    for index, line in enumerate(lines):
        entry = None
        if line.flat and index not in taken and zones[index] not in {"expert", "beyond"}:
            entry = _entry(line, index)
        if entry is None:
            yield run
            run = []
        else:
            run.append(entry)
    yield run


def _entry(line: Line, index: int) -> _Entry | None:
    spot = line.spot
    text = spot.page.text[spot.start : spot.end]
    colon = text.find("：") if "：" in text else text.find(":")
    parts = split(text)
    if colon < 1 or not text[colon + 1 :].strip() or any(p.start == 0 and p.lot for p in parts):
        return None
    role = parts[0].role if parts and parts[0].colon == colon else ""
    return index, role, spot.part(0, colon), spot.part(colon + 1, len(text))


def _groups(run: list[_Entry]) -> list[list[_Entry]]:
    """Part a run into records: each begins with the label that comes back first."""
    names = [plain(entry[2].text) for entry in run]
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(name, []).append(at)
    for start, name in enumerate(names):
        again = places[name]
        if len(again) > 1:
            first = set(names[again[0] : again[1]])
            if len(first) == again[1] - again[0] >= _FEWEST_LABELS:
                last = names[again[-1] :]
                end = next((n for n, told in enumerate(last) if told not in first), len(last))
                stops = [*again[1:], again[-1] + end]
                if all(n in first for n in names[again[0] : stops[-1]]):
                    return [run[x:y] for x, y in zip(again, stops, strict=True)]
        again.remove(start)
    return []


def _listing(groups: list[list[_Entry]], zones: Sequence[str]) -> Listing:
    heads = {plain(e[2].text): n for n, e in enumerate(groups[0])}
    columns = tuple(Column(role, label.text, label) for _, role, label, _ in groups[0])
    rows = tuple(
        Row({heads[plain(e[2].text)]: e[3] for e in group if e[3].text}, group[0][0])
        for group in groups
    )
    return Listing(columns, rows, zones[groups[0][0][0]], "flat")
