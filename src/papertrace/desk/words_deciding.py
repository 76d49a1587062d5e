"""The desk's words for decisions: boxes, groups, questions, rates and claims, in Chinese."""

from __future__ import annotations

from typing import Final

CHINESE: Final = {
    "value": "数值",
    "or the words of this page that say it": "或本页上说明它的文字",
    "Choose on the page": "在页面上选取",
    "Choose words: arrows move, Shift with arrows takes more, Enter takes them, Escape leaves."
    " Or draw a box.": (
        "选取文字：方向键移动，按住 Shift 加方向键扩大选取，Enter 确认，Escape 退出。也可画框。"
    ),
}
"""English -> Simplified Chinese."""
