"""Anchors keep no person in their context, and stand or fall as ever."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import papertrace
from papertrace.model import state_of
from papertrace.read import read
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from papertrace.model import Page

TEXT = """成交供应商：白桦翻译有限公司 法人司徒示例
成交金额：9.6万元，签约人单示例
评审：崔示例（组长） 朴示例
采购代理：德信咨询有限公司 高示例 0000-888
1\t李示例\t36,000\t13800000000
"""


def page() -> Page:
    return read(TEXT.encode(), "a.txt").pages[0]


@pytest.mark.parametrize(
    ("quote", "prefix", "suffix"),
    [
        ("9.6万元", "\n成交金额：", "，签约人"),
        ("德信咨询有限公司", "\n采购代理：", " "),
        ("36,000", "\t", "\t"),
        ("白桦翻译有限公司", "成交供应商：", " 法人"),
    ],
)
def test_the_context_ends_where_a_person_begins(quote: str, prefix: str, suffix: str) -> None:
    one = page()
    at = one.text.index(quote)
    anchor = anchor_of(one, at, at + len(quote), "f")
    assert (anchor.prefix, anchor.quote, anchor.suffix) == (prefix, quote, suffix)
    assert state_of(one, anchor) == "sound"
    assert state_of(one, replace(anchor, quote=quote + "元")) == "orphan"


def test_nothing_printed_is_no_anchor() -> None:
    at = page().text.index(" 法人")
    with pytest.raises(ValueError, match="nothing is printed"):
        anchor_of(page(), at, at + 1, "f")


def test_no_room_makes_anchors_of_its_own() -> None:
    own = {"anchored.py", "__init__.py", "anchoring.py"}
    root = Path(papertrace.__file__).parent
    for path in root.rglob("*.py"):
        if path.name in own and path.parent.name in {"text", "model"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "papertrace.model"
            ):
                assert "anchor_of" not in {n.name for n in node.names}, path.name
