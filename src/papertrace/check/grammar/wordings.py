"""Lines of wordings as trees: words, names of other lines, alternatives, roles.

`name: wording`; several lines of one name are its wordings. In a wording stand words, `<name>` of
other lines, `@kind` for what a claim of that kind links, `( | )`, `?` and `*`, and `role{ … }` or
`role=value{ … }` around words whose meaning is to be tested.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(
    r"<(?P<name>[a-z-]+)>|(?P<open>[a-z]+(?:=[^{\s]+)?)\{|(?P<sign>[(){}|?*])|(?P<word>[^\s(){}|?*<>]+)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
Node = tuple[str, str, list["Node"]]
"""Its kind (word, name, any, all, role, ?, *), its word or name, its parts."""


def parsed(line: str) -> Node:
    """Parse one wording; ValueError where brackets do not close."""
    tokens = list(_TOKEN.finditer(line))
    node, at = _choice(tokens, 0)
    if at != len(tokens):
        msg = f"{line!r} has a bracket too many."
        raise ValueError(msg)
    return node


def _choice(tokens: Sequence[re.Match[str]], at: int) -> tuple[Node, int]:
    some: list[Node] = []
    while True:
        node, at = _sequence(tokens, at)
        some.append(node)
        if at < len(tokens) and tokens[at]["sign"] == "|":
            at += 1
            continue
        return (some[0] if len(some) == 1 else ("any", "", some)), at


def _sequence(tokens: Sequence[re.Match[str]], at: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(tokens) and tokens[at]["sign"] not in (")", "}", "|"):
        token = tokens[at]
        if token["sign"] in ("?", "*"):
            parts[-1] = (str(token["sign"]), "", [parts[-1]])
            at += 1
        elif token["sign"] == "(":
            node, at = _choice(tokens, at + 1)
            parts.append(node)
            at += 1
        elif token["open"]:
            node, at = _choice(tokens, at + 1)
            parts.append(("role", str(token["open"]), [node]))
            at += 1
        elif token["name"]:
            parts.append(("name", str(token["name"]), []))
            at += 1
        else:
            parts.extend(("word", w, []) for w in _split(str(token["word"])))
            at += 1
    return (parts[0] if len(parts) == 1 else ("all", "", parts)), at


def _split(word: str) -> list[str]:
    """Split Han into its signs; other words stay whole."""
    return list(word) if _HAN.match(word) else [word]


def read_lines(text: str) -> dict[str, list[str]]:
    """Read wordings: `name: wording`, one a line; `#` begins a remark."""
    found: dict[str, list[str]] = {}
    for row in text.splitlines():
        name, sign, wording = row.partition(": ")
        if sign and not row.startswith("#"):
            found.setdefault(name.strip(), []).append(wording.strip())
    return found
