"""Tables that a scraper flattened: each cell on a line of its own, empty cells gone.

A run of head words opens such a table; the lines behind it are laid into its columns by what they
look like (a rank, a name of an organisation, a sum), since empty cells leave no trace. Where the
rows cannot be told apart, one row is made and the caller sees by `how` that it was flat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.flat_heads import PARTIES, STARTERS, fills, fits, flat_header, loses_figures
from papertrace.extract.labels import is_label, numbered, plain, role_of
from papertrace.extract.listings import TOTAL_ROW, Listing, Row
from papertrace.extract.names import looks_like_body
from papertrace.extract.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.lines import Line
    from papertrace.extract.listings import Column

_LONGEST_CELL = 60
_CLOSING = re.compile(
    r"(?:本次|本公告|以上|上述|特此|附件|附：|注[:：]|备注[:：]|说明[:：]|公示期|现予|如有)"
)
_TWO = 2
_MOST_CELLS = 40_000
_PROSE = 200


def flat_listings(
    lines: Sequence[Line], zones: Sequence[str], others: frozenset[int] = frozenset()
) -> tuple[tuple[Listing, ...], frozenset[int]]:
    """Give the flattened tables and the numbers of the lines they take up.

    `others` are lines that belong to other tables; none is read across them.
    """
    found: list[Listing] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        columns, behind = flat_header(lines, zones, index)
        if not columns or others & set(range(index, behind)):
            index += 1
            continue
        values, end = _values(lines, zones, behind)
        values = [n for n in values if not any(n >= o >= behind for o in others)]
        rows = _rows(columns, values, lines)
        found.append(Listing(tuple(columns), tuple(rows), zones[index], "flat"))
        end = _last(rows, lines, end)
        taken.update(range(index, max(end, behind)))
        index = max(end, behind)
    return tuple(found), frozenset(taken)


def _last(rows: list[Row], lines: Sequence[Line], end: int) -> int:
    """Give the line behind the last cell of the last row: what follows is no part of the table."""
    if not rows:
        return end
    places = {s.place for s in rows[-1].cells.values()}
    return 1 + max(n for n in range(rows[-1].index, end) if lines[n].spot.place in places)


def _values(lines: Sequence[Line], zones: Sequence[str], start: int) -> tuple[list[int], int]:
    """Give the lines of the rows: until a heading, a label with a colon, or another zone."""
    found: list[int] = []
    at = start
    while at < len(lines) and len(found) < _MOST_CELLS:
        line = lines[at]
        text = line.text
        if not line.flat or zones[at] != zones[start - 1]:
            break
        if numbered(text) == "han" or (numbered(text) and zone_of(re.split(r"[:：]", text)[0])):
            break
        if re.search(r"[:：]", text) and is_label(re.split(r"[:：]", text)[0]):
            head = role_of(re.split(r"[:：]", text)[0])
            if (
                head not in {"quote", "amount", "rate", "total", "unit_price"}
                or len(text) > _LONGEST_CELL
            ):
                break
        if _CLOSING.match(text) or _begins_other(lines, zones, at) or len(text) > _PROSE:
            break
        found.append(at)
        at += 1
    return found, at


def _begins_other(lines: Sequence[Line], zones: Sequence[str], at: int) -> bool:
    """Say whether a new label/value run or header begins here."""
    if not is_label(lines[at].text):
        return False
    columns, _ = flat_header(lines, zones, at)
    if columns:
        return True
    following = lines[at + 2 : at + 3]
    return bool(following) and is_label(following[0].text)


def _rows(columns: list[Column], values: list[int], lines: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for chunk in _merged_parted(columns, _chunks(columns, values, lines), lines):
        ends = [n for n, i in enumerate(chunk) if TOTAL_ROW.fullmatch(plain(lines[i].text))]
        own = chunk[: ends[0]] if ends else chunk
        if not own:
            continue
        texts = [lines[i].text for i in own]
        placed = _align(columns, texts)
        cells = {column: lines[own[n]].spot for n, column in placed.items()}
        if cells:
            rows.append(Row(cells, own[0], loses_figures(columns, texts)))
    return rows


def _merged_parted(
    columns: list[Column], chunks: list[list[int]], lines: Sequence[Line]
) -> Iterator[list[int]]:
    """Part rows below one lot that is printed once: the lot holds for each of its ranks."""
    width = len(columns)
    ranked = width > _TWO and columns[0].role == "lot" and columns[1].role == "rank"
    for chunk in chunks:
        step = width - 1
        rest = chunk[width:]
        starts = rest[::step]
        if (
            ranked
            and rest
            and not len(rest) % step
            and all(_is_rank(lines[i].text) for i in starts)
        ):
            yield chunk[:width]
            for n in range(0, len(rest), step):
                yield [chunk[0], *rest[n : n + step]]
        else:
            yield chunk


def _is_rank(text: str) -> bool:
    return STARTERS["rank"].fullmatch(text) is not None


def _chunks(columns: list[Column], values: list[int], lines: Sequence[Line]) -> list[list[int]]:
    """Part the values into rows: by their numbers or ranks, by length, or by the suppliers."""
    if not values:
        return []
    texts = [lines[i].text for i in values]
    width = len(columns)
    if not len(texts) % width and all(
        fills(columns, texts[n : n + width]) for n in range(0, len(texts), width)
    ):
        return [values[n : n + width] for n in range(0, len(values), width)]
    first = columns[0].role
    parties = any(c.role in PARTIES for c in columns)
    starts: list[int] = []
    if first in STARTERS:
        starts = _counted(texts, len(columns)) if first != "rank" else []
        if len(starts) < 1:
            test = STARTERS[first]
            starts = [
                n
                for n, t in enumerate(texts)
                if test.fullmatch(t)
                and (n == 0 or len(texts) - n > 1)
                and t.isdigit() == texts[0].isdigit()
            ]
            if first != "rank" and parties:
                starts = _spaced(starts, texts)
    if not starts and values and len(values) % len(columns) == 0:
        starts = list(range(0, len(values), len(columns)))
    if not starts:
        key = next((n for n, c in enumerate(columns) if c.role in {"supplier", "candidate"}), None)
        if key == 0:
            starts = [n for n, t in enumerate(texts) if looks_like_body(t)]
    if not starts and values:
        starts = [0]
    return [values[a:b] for a, b in zip(starts, [*starts[1:], len(values)], strict=True)]


def _counted(texts: list[str], width: int) -> list[int]:
    """Give the places of 1, 2, 3 ... in turn, where rows are numbered from 1.

    The next number is looked for where a full row would end; failing that, in front of it.
    """
    places: dict[str, list[int]] = {}
    for n, text in enumerate(texts[:-1]):  # one cell is no row
        places.setdefault(text.lstrip("0"), []).append(n)
    if not texts or texts[0].lstrip("0") != "1":
        return []
    found = [0]
    while told := [p for p in places.get(str(len(found) + 1), ()) if p > found[-1]]:
        full = found[-1] + width
        found.append(full if full in told else told[0])
    return found


def _spaced(starts: list[int], texts: list[str]) -> list[int]:
    """Keep only starts behind which a name of an organisation comes before the next start."""
    kept: list[int] = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(texts)
        if any(looks_like_body(t) for t in texts[start:end]):
            kept.append(start)
    return kept


def _align(columns: list[Column], texts: list[str]) -> dict[int, int]:
    """Lay values into columns in order, leaving columns or values out, by the best total fit."""
    rows, width = len(texts), len(columns)
    if fills(columns, texts):
        return {n: n for n in range(width)}
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for v in range(rows - 1, -1, -1):
        for c in range(width - 1, -1, -1):
            best[v][c] = max(
                best[v + 1][c + 1] + fits(columns[c].role, texts[v]) + 0.5,
                best[v + 1][c] - 0.4,
                best[v][c + 1],
            )
    placed: dict[int, int] = {}
    v = c = 0
    while v < rows and c < width:
        fit = best[v + 1][c + 1] + fits(columns[c].role, texts[v]) + 0.5
        if best[v][c] == fit:
            if fits(columns[c].role, texts[v]) > -1:
                placed[v] = c
            v, c = v + 1, c + 1
        elif best[v][c] == best[v][c + 1]:
            c += 1
        else:
            v += 1
    return placed
