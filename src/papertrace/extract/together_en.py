"""English bodies that are named together, each a speaker: the ministry and the embassy."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.bodies_en import HEAD, JOINT, ORG

if TYPE_CHECKING:
    from papertrace.extract.speakers import Said

_TWO = re.compile(
    rf"(?P<one>.*?{HEAD})\s+(?:and|or|nor)\s+(?:the\s+)?(?P<two>.*{HEAD}.*)"
    rf"|(?P<first>.*?{HEAD}\s.*?)\s+(?:and|or|nor)\s+the\s+(?P<second>.*{HEAD}.*)"
)


def each_of(text: str, said: Said) -> list[Said]:
    """Part bodies that are named together: `The ministry and the embassy declined to comment`."""
    if not said.org or said.private:
        return [said]
    found = [said]
    start = said.org[0]
    two = _TWO.fullmatch(text[slice(*said.org)])
    if two:
        one, other = ("one", "two") if two["one"] else ("first", "second")
        found = [replace(said, org=(start + two.start(other), said.org[1]))]
        found.append(replace(said, org=(start, start + two.end(one))))
    while True:
        orgs = [m for m in ORG.finditer(text, 0, start) if m[0].strip()]
        near = next((m for m in reversed(orgs) if JOINT.fullmatch(text[m.end() : start])), None)
        if near is None or quoted(text, near.start()) or _same(text, near, start):
            return found[::-1]
        lead = re.match(r"(?:(?:[Tt]he|[Aa]|[Ii]ts|[Nn]either)\s+)+", near[0])
        start = near.start()
        found.append(replace(said, org=(near.start() + (lead.end() if lead else 0), near.end())))


def _same(text: str, near: re.Match[str], start: int) -> bool:
    """Say whether a name only follows the word for what it is: `The company, Jade Works, …`."""
    plain = re.fullmatch(r"(?:The|the|Its|its)\s+[a-z -]+", near[0])
    return plain is not None and re.fullmatch(r"[,，]\s+", text[near.end() : start]) is not None


def quoted(text: str, at: int) -> bool:
    """Say whether a place stands inside quotation marks."""
    curly = text.count("“", 0, at) > text.count("”", 0, at) and "”" in text[at:]
    return curly or (text.count('"', 0, at) % 2 == 1 and '"' in text[at:])
