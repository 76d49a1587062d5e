"""Targets listed inside one cell, without a grid: 【产出指标-数量指标】指标1：…（≥77台）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.tables import Square

LISTED = re.compile(r"[【\[](?:成本|产出|效益|效果|满意度|社会|投入)[^】\]]{0,12}指标")
"""What begins a target inside a cell."""


def bracketed(square: Square) -> Iterator[tuple[str, str, Spot, str, Spot, Spot]]:
    """Read a cell that lists targets without a grid: 【产出指标-数量指标】指标1：名称（≥77台）.

    Gives (level1, level2, spot of the levels, indicator, its spot, spot of the bracket's inside).
    """
    raw = square.spot.page.text[square.spot.start : square.spot.end]
    blocks = list(_BLOCK.finditer(raw))
    for number, block in enumerate(blocks):
        end = blocks[number + 1].start() if number + 1 < len(blocks) else len(raw)
        for item in _ITEM.finditer(raw, block.end(), end):
            name = "".join(item["name"].split())
            if name:
                yield (
                    "".join(block["one"].split()),
                    "".join((block["two"] or "").split()),
                    square.spot.part(block.start() + 1, block.end() - 1),
                    name,
                    square.spot.part(*item.span("name")),
                    square.spot.part(*item.span("value")),
                )


_BLOCK = re.compile(
    r"[【\[](?P<one>[^\d】\]\-—－–/、:：][^】\]\-—－–/、:：]{1,9})(?:[-—－–/、:：]+(?P<two>[^】\]]{2,14}))?[】\]]\s*[:：]?"
)
_ITEM = re.compile(
    r"(?:(?:绩效)?指标\s*\d+\s*[:：.、]|[;；。\s]|\d+[.、])*(?P<name>[^;；【】]+?)\s*"
    r"[（(](?P<value>[^（()）]*)[)）]\s*(?=[;；。，,、\s【]|指标\s*\d|$)"
)
