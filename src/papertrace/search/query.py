"""What is asked for: words, joined by AND, OR, NOT and brackets, and chips such as `year:2024`.

A query without any of these is its words as they stand, white space aside: no sign in it means
anything else, so whatever stands on a page can be asked for. Quotation marks keep operators words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEYS: Final = ("year", "place", "body", "form", "format", "state", "amount")
"""What a chip may name; docs/search.md says what each means."""
_DEEPEST: Final = 40
_MOST: Final = 400
"""Words, operators and chips of one query."""
_PIECE = re.compile(
    r"""\s*(?:
    (?P<bracket>[()])
    |(?P<operator>AND|OR|NOT)(?=[\s()]|$)
    |(?P<key>[a-z]+):(?:"(?P<said>[^"]*)"|(?P<value>[^\s()"]+))(?=[\s()]|$)
    |(?:"(?P<quoted>[^"]+)"|“(?P<curly>[^"“”]+)”|["“](?P<mixed>[^"“”]+)["”])(?=[\s()]|$)
    |(?P<word>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)
    )""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(?:^|[\s(])(?:AND|OR|NOT)(?:[\s(]|$)")
_CHIP = re.compile(rf"(?:^|[\s(])(?:{'|'.join(KEYS)}):[^\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one behind the other on a page."""

    text: str
    exact: bool = False
    """They stood in quotation marks: no other words are looked for in their place."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition on the document or the facts of the page."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not stand on the page."""

    of: Node


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold of one page."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds of one page."""

    of: tuple[Node, ...]


Node = Words | Chip | Not | Every | Some


def parse(query: str) -> Node:
    """Read a query; UsageError where its operators have nothing to join."""
    if not (_OPERATOR.search(query) or _CHIP.search(query)):
        return _words(query.strip())
    pieces = tuple(_pieces(query))
    if len(pieces) > _MOST:
        wrong = _wrong(f"A query has at most {_MOST} words and operators.")
        raise wrong
    reader = _Reader(pieces)
    node = reader.either(0)
    if reader.left():
        wrong = _wrong("A closing bracket stands without an opening one.")
        raise wrong
    return node


def unquoted(text: str) -> str:
    """Leave out the quotation marks around a text; those inside it stand as they are."""
    first, inner, last = text[:1], text[1:-1], text[1:][-1:]
    if first not in ('"', "“") or last not in ('"', "”") or not first:
        return text
    if not set(inner) & set('"“”'):
        return inner
    fits = (
        '"' not in inner if first == last == '"' else (first, last) == ("“", "”") and _even(inner)
    )
    return inner if fits else text


def _even(text: str) -> bool:
    """Say whether each closing mark in a text has its opening one before it."""
    depth = 0
    for sign in text:
        depth += (sign == "“") - (sign == "”")
        if depth < 0:
            return False
    return depth == 0


def _words(text: str) -> Words:
    inner = unquoted(text)
    return Words(inner, exact=inner != text)


def words_in(node: Node) -> Iterator[Words]:
    """Give the words that are looked for, not those that must not stand there."""
    if isinstance(node, Words):
        yield node
    elif isinstance(node, Every | Some):
        for one in node.of:
            yield from words_in(one)


def replaced(node: Node, change: Callable[[Words], Node]) -> Node:
    """Give the query with each of its words changed, but for those that must not stand there."""
    if isinstance(node, Words):
        return change(node)
    if isinstance(node, Every | Some):
        return type(node)(tuple(replaced(one, change) for one in node.of))
    return node


def _wrong(message: str) -> UsageError:
    return UsageError(message, remedy='To look for these very words: "…" around them.')


def _pieces(query: str) -> Iterator[tuple[str, Words | Chip | str]]:
    """Give operators, chips and words; words with blanks between them are one."""
    run: list[str] = []
    for found in _PIECE.finditer(query):
        kind = str(found.lastgroup)
        is_chip = bool(found["key"]) and found["key"] in KEYS
        if found["word"] or (found["key"] and not is_chip):
            run.append(found[0].strip())
            continue
        if run:
            yield "words", _words(" ".join(run))
            run = []
        if is_chip:
            yield "words", Chip(found["key"], found["said"] or found["value"] or "")
        elif found["quoted"] or found["curly"] or found["mixed"]:
            said = found["quoted"] or found["curly"] or found["mixed"]
            yield "words", Words(said, exact=True)
        else:
            yield kind, found[kind]
    if run:
        yield "words", _words(" ".join(run))


class _Reader:
    """Reads pieces from left to right: OR binds less than AND, NOT most."""

    def __init__(self, pieces: tuple[tuple[str, Words | Chip | str], ...]) -> None:
        self.pieces = pieces
        self.at = 0

    def left(self) -> bool:
        return self.at < len(self.pieces)

    def _next(self) -> Words | Chip | str | None:
        return self.pieces[self.at][1] if self.left() else None

    def either(self, depth: int) -> Node:
        """Read what OR joins."""
        if depth > _DEEPEST:
            wrong = _wrong(f"Brackets and NOT stand more than {_DEEPEST} deep.")
            raise wrong
        some = [self._all(depth)]
        while self._next() == "OR":
            self.at += 1
            some.append(self._all(depth))
        return some[0] if len(some) == 1 else Some(tuple(some))

    def _all(self, depth: int) -> Node:
        every = [self._one(depth)]
        while self._next() not in (None, "OR", ")"):
            if self._next() == "AND":
                self.at += 1
            every.append(self._one(depth))
        return every[0] if len(every) == 1 else Every(tuple(every))

    def _one(self, depth: int) -> Node:
        if depth > _DEEPEST:
            wrong = _wrong(f"Brackets and NOT stand more than {_DEEPEST} deep.")
            raise wrong
        here = self._next()
        self.at += 1
        if here == "NOT":
            return Not(self._one(depth + 1))
        if here == "(":
            inner = self.either(depth + 1)
            if self._next() != ")":
                wrong = _wrong("An opening bracket is never closed.")
                raise wrong
            self.at += 1
            return inner
        if here is None or isinstance(here, str):
            wrong = _wrong(f"{here or 'The end of the query'} stands where words should.")
            raise wrong
        return here
