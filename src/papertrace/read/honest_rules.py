"""The style sheets of an HTML page: what simple rules declare for its elements, and what they add.

Variables are put in where the page defines them. Rules for a mouse, for focus and the like are left
out, as are style sheets outside the page. It reads no text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import SelectolaxError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.read.html_dom import Tree

Style = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS: Final = re.compile(r"\.[A-Za-z_][A-Za-z0-9_-]*")
_BLANKS: Final = re.compile(r"[ \t\n\f\r]+")
_MOST_RULES: Final = 400
_AT_REST: Final = re.compile(
    r"::?(?:before|after)\b|:(?:nth|first|last|only|not\(|is\(|where\(|root|empty)"
)
"""Beginnings of what holds whatever a reader does."""
_ADDED: Final = re.compile(r"::?(?:before|after)\b")
_FIGURE: Final = re.compile(r"[0-9０-９.,%％〇零一二三四五六七八九十百千万亿元]|counter|attr\(")
_PARTS: Final = re.compile(r"""["']((?:[^"'\\]|\\.)*)["']|((?:counters?|attr)\([^)]*\))""")
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_MOST_VALUES: Final = 4
_ESCAPED = re.compile(r"\\[0-9a-f]{1,6}\s?")


@dataclass(slots=True)
class Rules:
    """What the style sheets of a page say."""

    styles: dict[int, Style] = field(default_factory=dict)
    """By element."""
    added: set[int] = field(default_factory=set)
    """Elements before or behind which a figure or a unit is shown that no text holds."""
    variables: dict[str, list[str]] = field(default_factory=dict)

    def put_in(self, style: Mapping[str, str]) -> Style:
        """Give declarations with variables put in; one that hides comes before others."""
        return {name: self._value(name, value) for name, value in style.items()}

    def _value(self, name: str, value: str) -> str:
        if "var(" not in value:
            return value
        ways = [value]
        for _ in range(_MOST_VALUES):
            more = []
            for way in ways:
                found = _VARIABLE.search(way)
                known = self.variables.get(found[1], []) if found else []
                if found and not known and found[2]:
                    known = [found[2]]
                more += [way.replace(found[0], k) for k in known] if found and known else [way]
            ways = more[:_MOST_VALUES]
        return min(ways, key=lambda w: (w not in _HIDES.get(name, ()), "var(" in w))


_HIDES: Final = {
    "display": ("none",), "visibility": ("hidden", "collapse"), "opacity": ("0", "0.0"),
    "font-size": ("0", "0px", "1px"), "color": ("#fff", "#ffffff", "white", "transparent"),
}  # fmt: skip


def ruled(tree: Tree) -> Rules:
    """Give what simple rules of the page declare for its elements."""
    made = Rules()
    classes: dict[str, list[int]] | None = None
    rules = [
        rule
        for node in tree.css("style")
        for rule in _RULE.finditer(_COMMENT.sub("", node.text(deep=True)))
        if "@" not in rule[1]
    ]
    for rule in rules[:_MOST_RULES]:
        style = declared(rule[2])
        for name, value in style.items():
            if name.startswith("--"):
                made.variables.setdefault(name, []).append(value)
        chosen = rule[1].strip()
        if not style or (":" in chosen and _AT_REST.sub("", chosen).count(":")):
            continue
        if _CLASS.fullmatch(chosen):
            classes = _classes(tree) if classes is None else classes
            for number in classes.get(chosen[1:], ()):
                made.styles.setdefault(number, {}).update(style)
            continue
        _select(tree, chosen, style, made)
    return made


def _select(tree: Tree, chosen: str, style: Mapping[str, str], made: Rules) -> None:
    """Take a rule for what a selector selects; one that is none selects nothing."""
    added = ":" in chosen and _ADDED.search(chosen)
    if added and not adds(style.get("content", "")):
        return
    with suppress(SelectolaxError, ValueError):
        for node in tree.css(_ADDED.sub("", chosen) or "*"):
            if added:
                made.added.add(node.mem_id)
            else:
                made.styles.setdefault(node.mem_id, {}).update(style)


def adds(content: str) -> bool:
    """Say whether generated content shows a figure, a sign of one or a unit."""
    said = " ".join(text or call for text, call in _PARTS.findall(content))
    return bool(_FIGURE.search(_ESCAPED.sub(_unescaped, said)))


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[0][1:].strip(), 16)
    return chr(code) if code < 0xE000 else ""  # noqa: PLR2004  (signs of a font of its own)


def _classes(tree: Tree) -> dict[str, list[int]]:
    """Give for every class the elements that have it: looked for once, not once a rule."""
    found: dict[str, list[int]] = {}
    for node in tree.css("[class]"):
        for name in _BLANKS.split(node.attributes.get("class") or ""):
            found.setdefault(name, []).append(node.mem_id)
    return found


@lru_cache(maxsize=4096)
def declared(text: str) -> Mapping[str, str]:
    """Read declarations: `name: value; ...`."""
    if ":" not in text:
        return {}
    parts = (part.partition(":") for part in text.split(";") if ":" in part)
    return {
        name.strip().lower(): value.lower().replace("!important", "").strip()
        for name, _, value in parts
    }
