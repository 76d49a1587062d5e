"""Lists without a table, and lines that only look like one."""

from __future__ import annotations

import time

from papertrace.extract.delimited import delimited_listings
from papertrace.extract.lines import lines_of
from papertrace.read import read

LINES = [
    f"品目{n}（某仪器，0.5ml/支），试验{n}号制造有限公司，人民币{50 + n}元" for n in range(1, 7)
]


def test_a_list_of_lines_is_a_listing() -> None:
    lines = lines_of(read("\n".join(LINES).encode(), "a.txt"))
    (listing,), used = delimited_listings(lines, [""] * len(lines), frozenset())
    assert used == frozenset(range(6))
    assert [row.cells[3].text for row in listing.rows][:2] == [
        "试验1号制造有限公司，",
        "试验2号制造有限公司，",
    ]
    assert listing.rows[0].cells[4].text.endswith("51元")


def test_long_lines_take_no_time() -> None:
    lines = lines_of(read(("公司" + "甲" * 200_000).encode(), "a.txt"))
    begun = time.process_time()
    assert delimited_listings(lines, [""] * len(lines), frozenset()) == ((), frozenset())
    assert time.process_time() - begun < 2
