"""The contents list (目录) of a document against the tables found in it.

A table that the list names and that was not found may hold anything, so nothing may be said to be
absent from that document. A document without such a list gives nothing to compare.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.analyse.terms import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Page

_HEADING = re.compile(r"\A(?:目录|目次|contents)\Z")
_LEADER = re.compile(r"[.．。·…⋯\s\-—_]*\d*\s*\Z")
_NUMBER = re.compile(
    r"\A(?:第?[一二三四五六七八九十百]+[部分章节]*[、.．\s)）]+|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d+(?:\.\d+)*[、.．)）\s]*|公开\d+表[、\s:：]*|附?表[一二三四五六七八九十\d]+[、\s:：.]*)+"
)
_SHORTEST = 4
_LISTED = re.compile(r"表(?:[(（][^()（）]*[)）])?\Z")


def missing_tables(pages: Sequence[Page]) -> tuple[str, ...]:
    """Give the tables that the contents list names and that stand nowhere behind it."""
    listed, rest = _split(pages)
    if not listed:
        return ()
    places = [(fold(text), has_table) for text, has_table in rest]
    titles = [fold(t.title.text) for p in pages for t in p.tables if t.title is not None]
    return tuple(name for name in listed if not _found(fold(name), places, titles))


def _split(pages: Sequence[Page]) -> tuple[list[str], list[tuple[str, bool]]]:
    """Give the tables listed, and the text of every page without the list, with tables or not."""
    listed: list[str] = []
    rest: list[tuple[str, bool]] = []
    done = False
    for number, page in enumerate(pages):
        lines = page.text.split("\n")
        start = next((i for i, line in enumerate(lines) if _HEADING.match(fold(line))), None)
        following = pages[number + 1 : number + 2]
        has_table = bool(page.tables) or any(p.tables for p in following)
        if done or start is None:
            rest.append((page.text, has_table))
            continue
        done = True
        kept: list[str] = []
        end = start + 1
        for i, line in enumerate(lines[start + 1 :], start + 1):
            name = _LEADER.sub("", _NUMBER.sub("", line.strip()))
            if fold(name) in {fold(k) for k in kept}:
                break  # the list is over: its first table begins
            if _LISTED.search(name) and len(fold(name)) >= _SHORTEST:
                kept.append(name)
                end = i + 1
        listed = kept
        rest.append(("\n".join([*lines[:start], *lines[end:]]), has_table))
    return listed, rest


def _found(name: str, places: Sequence[tuple[str, bool]], titles: Sequence[str]) -> bool:
    """Say whether a listed table was found: as a table's title, or named where a table stands."""
    bare = name.split("(", 1)[0]
    if any(bare in title or (len(title) >= _SHORTEST and title in bare) for title in titles):
        return True
    return any(bare in text and has_table for text, has_table in places)
