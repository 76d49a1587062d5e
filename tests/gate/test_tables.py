"""The gate of tables: the grids of ruled tables that were looked at, cell for cell as pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import table_pins
from support import needs_data

if TYPE_CHECKING:
    from papertrace.model import Table
    from table_pins import Pin

pytestmark = needs_data
_READ: dict[str, list[tuple[Table, ...]]] = {}


@pytest.mark.parametrize("pin", table_pins.load(), ids=lambda p: p.place.replace(" ", "-"))
def test_a_table_is_as_it_was_seen(pin: Pin) -> None:
    assert table_pins.read_now(pin.place, _READ) == pin, pin.place


def test_enough_tables_of_every_kind_are_pinned() -> None:
    pins = table_pins.load()
    assert len(pins) == len({p.place for p in pins}) >= 60
    assert len({p.place.split()[0] for p in pins}) >= 15
    assert sum(p.continues > 0 for p in pins) >= 12
    assert sum(bool(p.merged) for p in pins) >= 30
    assert {p.shape[1] for p in pins} >= {2, 3, 4, 5, 6, 9}
