"""The prose of a Markdown draft, with the line and column of every character.

Code, link targets, raw addresses, and running numbers of lists and headings are no prose. HTML is
printed as it stands by every page papertrace makes, so it is prose here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt

from papertrace.check.running import ListNumbers, Sections
from papertrace.check.units import unit_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

CODE = "￼"
"""Stands in the prose for a stretch of code or an address, so that words do not run together."""
_SPAN = "papertrace:span"
_NUMBERING = re.compile(
    r"(?:(?P<digits>\d{1,2}(?:\.\d{1,2})*)[.)、]|[IVX]+[.)]|[一二三四五六七八九十]+、)\s*"
    r"(?=[\"“‘(《]?[A-Z\u3400-\u9fff￼])(?![千百万亿元人])"
)
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_PRINTED = re.compile(r"[“\"‘'(]?(?:[^\W\d_]+|[¥$€£]?\d[\d,]*(?:\.\d+)?%?)[”\"’').,;:!?]*")
"""A word or figure as prose prints it, and no option, name of a file or version."""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|approx|Fig|Co|Ltd|Inc|Corp|Gen|Col|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Za-z]|\b[ei]\.[eg])\.\Z"
)
_END = re.compile(
    r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9\u3400-\u9fff￼$€£¥])|[。！？]+[”’」』）]*|\n{2,}"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a block's prose."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table cell."""

    text: str
    """Its prose; a line break is one newline."""
    places: tuple[tuple[int, int], ...]
    """Line and column of each character, from 1."""
    links: tuple[Link, ...]
    heading: bool
    numbering: int = 0
    """Number of characters at its beginning that only number a heading."""

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets of the sentence that holds a stretch."""
        low, high = 0, len(self.text)
        for match in _END.finditer(self.text):
            if match.end() <= start and not _ABBREVIATED.search(self.text[: match.start() + 1]):
                low = match.end()
            elif match.start() >= end and not _ABBREVIATED.search(self.text[: match.start() + 1]):
                high = match.start() + len(match.group().rstrip())
                break
        return low, high


@dataclass(slots=True)
class _Prose:
    """Prose while it is gathered."""

    source: str
    text: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, words: str, at: int) -> None:
        self.text.extend(words)
        self.offsets.extend(range(at, at + len(words)))


def _recorded(rule: Callable[[StateInline, bool], bool], kind: str) -> Callable[..., bool]:
    """Wrap an inline rule so that the token it makes knows the stretch it was made of."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the parser's own shape)
        start, made = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            first = next((t for t in state.tokens[made:] if t.type == kind), None)
            if first is not None:
                first.meta[_SPAN] = (start, state.pos)
        return done

    return wrapped


def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("text_join")
    rules = {rule.name: rule.fn for rule in made.inline.ruler.__rules__}
    for name, kind in (
        ("link", "link_open"),
        ("image", "image"),
        ("autolink", "link_open"),
        ("backticks", "code_inline"),
    ):
        made.inline.ruler.at(name, _recorded(rules[name], kind))
    return made


_PARSER = _parser()


def blocks(text: str) -> tuple[Block, ...]:
    """Give the prose blocks of a draft in order; ranges of code are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front:
        text = "\n" * front.group().count("\n") + text[front.end() :]
    lines = text.split("\n")
    found: list[Block] = []
    used: dict[int, int] = {}
    heading, numbers, sections = False, ListNumbers(), Sections()
    for token in _PARSER.parse(text):
        numbers.see(token)
        if token.type in ("heading_open", "paragraph_open", "td_open", "th_open"):
            heading = token.type == "heading_open"
        elif token.type == "inline" and token.map:
            block = _block(token, lines, used, heading=heading)
            told = numbers.take()
            found.append(_led(block, told, lines) if told else _numbered(block, sections))
    return tuple(found)


def code_blocks(text: str) -> tuple[Block, ...]:
    """Give the words that a draft prints as code, one block a line; what is no word is blanked."""
    found: list[Block] = []
    for token in _PARSER.parse(text.replace("\r\n", "\n").replace("\r", "\n")):
        row = token.map[0] + 1 if token.map else 1
        if token.type in ("fence", "code_block"):
            first = row + (token.type == "fence")
            found += [_of_code(t, first + i) for i, t in enumerate(token.content.split("\n"))]
        found += [_of_code(c.content, row) for c in token.children or () if c.type == "code_inline"]
    return tuple(b for b in found if b.text.strip(CODE + " "))


def _of_code(text: str, line: int) -> Block:
    plain = _TOKEN.sub(lambda m: m[0] if _PRINTED.fullmatch(m[0]) else CODE * len(m[0]), text)
    return Block(plain, tuple((line, i + 1) for i in range(len(plain))), (), heading=False)


def _numbered(block: Block, sections: Sections) -> Block:
    """Mark the numbering of a heading, where it is the running one."""
    match = _NUMBERING.match(block.text) if block.heading else None
    counts = match and (
        unit_at(block.text, match.end(), nouns=True)[0] or _SCALE.match(block.text, match.end())
    )
    runs = match and not counts and (not match["digits"] or sections.run(match["digits"]))
    return replace(block, numbering=match.end()) if match and runs else block


def _led(block: Block, told: tuple[str, int], lines: Sequence[str]) -> Block:
    """Put the number of a list item that is not the running one before its words."""
    number, row = told
    lead = f"{number} "
    column = lines[row].find(number.rstrip(".)")) + 1 if row < len(lines) else 1
    places = tuple((row + 1, column + i) for i in range(len(lead)))
    moved = tuple(
        Link(link.start + len(lead), link.end + len(lead), link.target) for link in block.links
    )
    return replace(block, text=lead + block.text, places=places + block.places, links=moved)


def _block(token: Token, lines: Sequence[str], used: dict[int, int], *, heading: bool) -> Block:
    prose = _Prose(token.content)
    _walk(token.children or [], prose)
    starts = _line_starts(token, lines, used)
    places = []
    for offset in prose.offsets:
        row = token.content.count("\n", 0, offset)
        line, column, begins = starts[row]
        places.append((line, column + offset - begins))
    return Block("".join(prose.text), tuple(places), tuple(prose.links), heading)


def _line_starts(
    token: Token, lines: Sequence[str], used: dict[int, int]
) -> list[tuple[int, int, int]]:
    """Give, for each line of a token's content, its line, first column and first offset."""
    first = (token.map or [0])[0]
    found, offset = [], 0
    for i, part in enumerate(token.content.split("\n")):
        row = min(first + i, len(lines) - 1)
        source = lines[row]
        at = source.find(part, used.get(row, 0))
        if at < 0:  # a table cell with an escaped bar: the parser took the escape away
            at = max(0, source.find(part.split("|", 1)[0]))
        used[row] = at + len(part)
        found.append((row + 1, at + 1, offset))
        offset += len(part) + 1
    return found


def _walk(tokens: Sequence[Token], prose: _Prose) -> None:
    """Gather the prose of inline tokens, keeping step with their source."""
    cursor = 0
    opened: list[tuple[int, str, int]] = []
    quiet = 0
    for token in tokens:
        span: Any = token.meta.get(_SPAN)
        if token.type == "link_open":
            start, end = span
            target = unquote(str(token.attrs.get("href", "")))
            opened.append((len(prose.text), target, end))
            if token.markup == "autolink":
                prose.add(CODE, start)
                quiet += 1
            cursor = start + 1
        elif token.type == "link_close":
            begin, target, cursor = opened.pop()
            quiet -= token.markup == "autolink"
            prose.links.append(Link(begin, len(prose.text), target))
        elif token.type == "code_inline":
            prose.add(CODE, span[0])
            cursor = span[1]
        elif token.type == "image":
            prose.add(token.content, span[0] + 2)
            cursor = span[1]
        elif not quiet:
            cursor = _text(token, prose, cursor)


def _text(token: Token, prose: _Prose, cursor: int) -> int:
    """Add a token of text or a line break; give the offset behind it."""
    source = prose.source
    if token.type in ("softbreak", "hardbreak"):
        at = source.find("\n", cursor)
        prose.add("\n", at)
        return at + 1 + _blanks(source[at + 1 :])
    if token.type == "text_special":
        prose.text.extend(token.content)
        prose.offsets.extend([cursor] * len(token.content))
        return cursor + len(token.markup)
    if token.type == "text":
        at = source.find(token.content, cursor) if token.content else cursor
        prose.add(token.content, max(at, cursor))
        return max(at, cursor) + len(token.content)
    return cursor + len(token.markup)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))
