"""Tables of the real documents that were looked at on the page: their shape and a digest, pinned.

`python tests/table_pins.py FILE PAGE TABLE` prints the pin of a table as it is read now, to be put
into tests/gate/tables.toml after it was compared with the page. A pin holds no text.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from papertrace.read import pdf as reader
from support import DATA, ROOT

if TYPE_CHECKING:
    from papertrace.model import Table

PINS = ROOT / "tests" / "gate" / "tables.toml"


class Pin(NamedTuple):
    """Which table, and what it must be."""

    place: str
    """File, page and number of the table on it, from 0."""
    shape: tuple[int, int, int]
    """Rows, columns, cells."""
    merged: tuple[tuple[int, int, int, int], ...]
    """Row, column, rows, columns of every cell that is more than one."""
    first: tuple[float, ...]
    """Where the first cell stands, in points."""
    last: tuple[float, ...]
    continues: int
    """The page of the piece it continues; 0 where it continues none."""
    digest: str
    """Of all cells, the title and the unit note, without blanks."""


def pin_of(place: str, table: Table) -> Pin:
    """Say what a table is now."""
    cells = [
        (c.row, c.column, c.row_span, c.column_span, "".join(c.text.split())) for c in table.cells
    ]
    said = ["".join(n.text.split()) if n else "" for n in (table.title, table.unit_note)]
    return Pin(
        place,
        (table.rows, table.columns, len(cells)),
        tuple(c[:4] for c in cells if c[2] * c[3] > 1),
        tuple(round(v, 1) for v in table.cells[0].box.rounded()),
        tuple(round(v, 1) for v in table.cells[-1].box.rounded()),
        table.continued_from or 0,
        hashlib.sha256(repr((cells, said)).encode()).hexdigest()[:20],
    )


def read_now(place: str, read: dict[str, list[tuple[Table, ...]]]) -> Pin:
    """Read a table of the real documents; `read` keeps those of files already read."""
    name, page, number = place.split()
    if name not in read:
        data = (DATA / "budgets" / f"{name}.pdf").read_bytes()
        read[name] = [p.tables for p in reader.read(data, name, "0" * 64).pages]
    return pin_of(place, read[name][int(page) - 1][int(number)])


def load() -> list[Pin]:
    """Give all pins."""
    with PINS.open("rb") as file:
        told: list[dict[str, Any]] = tomllib.load(file)["table"]
    return [
        Pin(
            t["place"],
            tuple(t["shape"]),
            tuple(tuple(m) for m in t["merged"]),
            tuple(t["first"]),
            tuple(t["last"]),
            t["continues"],
            t["digest"],
        )
        for t in told
    ]


def written(pin: Pin) -> str:
    """Write a pin as it stands in the file."""
    lines = [f'place = "{pin.place}"', f"shape = {list(pin.shape)}"]
    lines += [f"merged = {[list(m) for m in pin.merged]}"]
    lines += [f"first = {list(pin.first)}", f"last = {list(pin.last)}"]
    lines += [f"continues = {pin.continues}", f'digest = "{pin.digest}"']
    return "\n".join(["[[table]]", *lines, ""])


if __name__ == "__main__":
    sys.stdout.write(written(read_now(" ".join(sys.argv[1:4]), {})) + "\n")
