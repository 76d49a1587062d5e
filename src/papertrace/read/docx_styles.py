"""Styles and list numbering of a DOCX file: what they make of a paragraph's text.

It says which styles hide text, which are headings, and what number a list item gets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.read.honest_runs import ground, is_shaded, looks
from papertrace.read.list_numbers import written
from papertrace.read.xml_tree import attribute, child, every, local

if TYPE_CHECKING:
    from papertrace.read.honest_runs import Ground, Look
    from papertrace.read.xml_tree import Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST_LABEL = 40
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    run: Element | None
    """What it says of its characters."""
    shading: Element | None
    number: tuple[str, str]
    """numId and level, as written; '' where not set."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


def number_of(properties: Element | None) -> tuple[str, str]:
    """Give numId and level as a paragraph's or style's properties state them."""
    told = child(properties, "numPr")
    if told is None:
        return "", ""
    values = [child(told, name) for name in ("numId", "ilvl")]
    number, level = ("" if v is None else attribute(v, "val") for v in values)
    return number, level


@dataclass(slots=True)
class Styles:
    """The styles of one file."""

    _known: dict[str, _Style] = field(default_factory=dict)
    _shaded: frozenset[str] = frozenset()
    """Styles that colour what lies behind the text."""
    _looks: dict[tuple[str, Look], Look] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Read styles.xml; None where there is none."""
        known = {}
        for style in [] if root is None else every(root, "style"):
            name, parent = child(style, "name"), child(style, "basedOn")
            known[attribute(style, "styleId")] = _Style(
                "" if name is None else attribute(name, "val").lower(),
                "" if parent is None else attribute(parent, "val"),
                child(style, "rPr"),
                child(style, "pPr", "shd"),
                number_of(child(style, "pPr")),
            )
        styles = [] if root is None else every(root, "style")
        shaded = {attribute(s, "styleId") for s in styles if any(map(is_shaded, s.iter()))}
        return cls(known, frozenset(shaded))

    def shades(self, table: Element | None) -> bool:
        """Say whether the style of a table may colour its cells."""
        style = child(table, "tblStyle")
        return style is not None and attribute(style, "val") in self._shaded

    def _chain(self, style: str) -> list[_Style]:
        chain: list[_Style] = []
        while style in self._known and len(chain) < _DEEPEST:
            chain.append(self._known[style])
            style = chain[-1].parent
        return chain

    def look(self, style: str, above: Look) -> Look:
        """Give how text of a style looks."""
        if not style:
            return above
        known = self._looks.get((style, above))
        if known is None:
            known = above
            for each in reversed(self._chain(style)):
                known = looks(each.run, known)
            self._looks[style, above] = known
        return known

    def ground(self, style: str) -> Ground:
        """Give what a style puts behind its paragraphs; None where nothing, or it is not known."""
        told = next((s.shading for s in self._chain(style) if s.shading is not None), None)
        return None if told is None else ground(told)

    def is_shaded(self, style: str) -> bool:
        """Say whether a style may colour what lies behind its text."""
        return style in self._shaded

    def is_heading(self, style: str) -> bool:
        """Say whether a style is that of a title or of a first heading."""
        return any(s.name in ("title", "heading 1", "标题") for s in self._chain(style)[:1])

    def number(self, style: str) -> tuple[str, str]:
        """Give numId and level that a style brings with it."""
        return next((s.number for s in self._chain(style) if s.number[0]), ("", ""))


@dataclass(slots=True)
class Numbers:
    """The lists of one file, and how far each has been counted."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By abstract list."""
    _lists: dict[str, str] = field(default_factory=dict)
    """numId -> abstract list."""
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbers:
        """Read numbering.xml; None where there is none."""
        made = cls()
        for told in [] if root is None else list(root):
            if local(told) == "abstractNum":
                levels = {
                    _whole(attribute(level, "ilvl")): _level(level) for level in every(told, "lvl")
                }
                made._levels[attribute(told, "abstractNumId")] = levels
            elif local(told) == "num":
                made._add(told)
        return made

    def _add(self, told: Element) -> None:
        number, abstract = attribute(told, "numId"), child(told, "abstractNumId")
        self._lists[number] = "" if abstract is None else attribute(abstract, "val")
        for change in every(told, "lvlOverride"):
            start = child(change, "startOverride")
            if start is not None:
                level = _whole(attribute(change, "ilvl"))
                self._restarts.setdefault(number, {})[level] = _whole(attribute(start, "val"))

    def label(self, number: str, level: str) -> str:
        """Count one more item of a list and give what is printed before it; '' for none."""
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        at = min(max(_whole(level), 0), _LEVELS - 1)
        if at not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        restart = self._restarts.get(number, {}).pop(at, None)
        if restart is not None:
            counts[at] = restart
        else:
            counts[at] = counts[at] + 1 if counts[at] else levels[at].start
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)

        def count(found: re.Match[str]) -> str:
            k = int(found[1]) - 1
            told = levels.get(k)
            return written(counts[k] or told.start, told.form) if told else ""

        told = levels[at]
        if told.form in ("bullet", "none"):
            return ""
        text = _PLACE.sub(count, told.text)[:_LONGEST_LABEL]
        return f"{text} " if text[-1:].isascii() and text else text


def _level(level: Element) -> _Level:
    form, text, start = (child(level, name) for name in ("numFmt", "lvlText", "start"))
    return _Level(
        "decimal" if form is None else attribute(form, "val"),
        "" if text is None else attribute(text, "val"),
        1 if start is None else _whole(attribute(start, "val")),
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0  # noqa: PLR2004
