"""Find words in every page of a case: the index says where to look, the page what stands there.

Where the index cannot be made or asked (a full or read-only disk, another process), every page is
looked at instead: slower, and no less is found.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace.errors import CaseBusy, NotPreserved, UsageError
from papertrace.search import (
    Chip,
    Every,
    Not,
    Some,
    Words,
    expansions,
    occurrences,
    parse,
    replaced,
    widened,
    words_in,
)
from papertrace.workflow.chips import Chips
from papertrace.workflow.private_queries import refuse_persons
from papertrace.workflow.quoting import with_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.casefile import Case, Held
    from papertrace.model import Page
    from papertrace.search import Expansion, Hit, Node

Place = tuple[str, int]
_LONGEST = 2_000
"""Characters of a query."""


@dataclass(frozen=True, slots=True)
class Search:
    """A query as it will be looked for."""

    case: Case
    node: Node
    also: tuple[Expansion, ...] = ()
    """What is looked for beside the words asked for."""
    chips: Chips = field(compare=False, kw_only=True)

    def hits(self) -> Iterator[dict[str, Any]]:
        """Give one row a hit, sorted by document name and page."""
        may = _pages(self.case, self.node)
        shown = tuple(dict.fromkeys(words_in(self.node)))
        for held in self.case.documents():
            numbers = None if may is None else may.get(held.digest, ())
            for page in _of(self.case, held, numbers):
                yield from self._on(page, held, shown)

    def on(self, page: Page) -> Iterator[Hit]:
        """Give the places of a page where any of the words stand, in the order of the words."""
        every = dict.fromkeys(words_in(self.node))
        return chain.from_iterable(occurrences(words.text, page) for words in every)

    def _on(self, page: Page, held: Held, shown: Iterable[Words]) -> Iterator[dict[str, Any]]:
        found: dict[Words, tuple[Hit, ...]] = {}

        def where(words: Words) -> tuple[Hit, ...]:
            if words not in found:
                found[words] = tuple(occurrences(words.text, page))
            return found[words]

        def holds(node: Node) -> bool:
            if isinstance(node, Words):
                return bool(where(node))
            if isinstance(node, Not):
                return not holds(node.of)
            if isinstance(node, Chip):
                return self.chips.holds(node, held, page.number)
            return (all if isinstance(node, Every) else any)(holds(one) for one in node.of)

        if not holds(self.node):
            return
        hits = [(words, hit) for words in shown for hit in where(words)]
        for words, hit in hits:
            yield _row(held, page.number, hit.snippet, words.text, hit)
        if not hits:  # chips alone, or what must not stand there: the page itself is what is found
            yield _row(held, page.number, "", "", None)


def search(case: Case, query: str, *, exact: bool = False, page: Page | None = None) -> Search:
    """Read a query and widen it, unless it is to be `exact`; UsageError where it cannot be read.

    With `page` it is for that page alone (`on`): the case's index is not asked.
    """
    if len(query) > _LONGEST:
        msg = f"A query has at most {_LONGEST} characters."
        raise UsageError(msg, remedy="Save it in parts, or ask for less at once.")
    node, chips = parse(query), Chips(case)
    if exact:
        return Search(case, node, chips=chips)
    asked = tuple(dict.fromkeys(words_in(node)))
    latin = any(re.search("[A-Za-z]", w.text) and not w.exact for w in asked)
    names = chips.names if latin else ()
    more = {words: expansions(words, names) for words in asked}
    more = with_quoted(case, more, page)
    also = tuple(one for some in more.values() for one in some)
    wide = replaced(node, lambda words: widened(words, more[words]))
    return Search(case, wide, also, chips=chips)


def listed(query: str, path: str | None) -> tuple[str, ...]:
    """Give the queries of a list, or the one that was asked; UsageError for a private person."""
    if path is None:
        if query.strip():
            return (query,)
        msg = "Nothing to look for."
        raise UsageError(msg, remedy="papertrace find WORDS, or --list FILE")
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read as UTF-8 text ({error})."
        raise UsageError(msg, remedy="Save it as UTF-8, a query a line.") from error
    queries = tuple(dict.fromkeys(line.strip() for line in (query, *lines) if line.strip()))
    refuse_persons(queries)
    return queries


def find(case: Case, query: str) -> Iterator[dict[str, Any]]:
    """Give one row a hit, sorted by document name and page."""
    return search(case, query).hits()


def index(case: Case) -> Iterator[str]:
    """Bring the search index up to date; each document taken up is given as it is.

    Nothing happens where the disk refuses or another process writes it: `find` does without.
    """
    with suppress(NotPreserved, CaseBusy):
        yield from case.index.update(case.derived.marks(), case.derived.texts)


def searched(case: Case) -> tuple[int, int]:
    """Count the pages that were searched and the documents that were not (wholly) read.

    One that was not built yet was not read.
    """
    made = {d.digest: d for d in case.derived.summaries()}
    held = {h.digest for h in case.documents()}
    unread = sum(d not in made or made[d].outcome != "read" for d in held)
    return sum(d.page_count for d in made.values()), unread


def _row(held: Held, page: int, snippet: str, words: str, hit: Hit | None) -> dict[str, Any]:
    return {
        "sha256": held.digest,
        "name": held.name,
        "page": page,
        "boxes": [b.rounded() for b in hit.boxes] if hit else [],
        "snippet": snippet,
        "score": 1.0,
        "words": words,
    }


def _of(case: Case, held: Held, numbers: Iterable[int] | None) -> Iterator[Page]:
    if numbers is None:
        yield from case.derived.pages(held.digest)
        return
    for number in sorted(numbers):
        page = case.derived.page(held.digest, number)
        if page is not None:
            yield page


def _pages(case: Case, node: Node) -> Mapping[str, set[int]] | None:
    """Give the pages on which a query may hold; None where all are to be looked at."""
    every = tuple(dict.fromkeys(words_in(node)))
    if not every:
        return None
    try:
        for _ in index(case):
            pass
        told = case.index.ask(case.derived.marks(), [words.text for words in every])
    except (NotPreserved, CaseBusy):
        return None
    if told is None:
        return None
    places = _may(node, dict(zip(every, told, strict=True)))
    if places is None:
        return None
    found: dict[str, set[int]] = {}
    for digest, number in places:
        found.setdefault(digest, set()).add(number)
    return found


def _may(node: Node, told: Mapping[Words, set[Place]]) -> set[Place] | None:
    """Give the pages on which a part may hold; None: on any. NOT and chips leave nothing out."""
    if isinstance(node, Words):
        return told[node]
    if not isinstance(node, Every | Some):
        return None
    parts = [_may(one, told) for one in node.of]
    known = [p for p in parts if p is not None]
    if isinstance(node, Every):
        return set.intersection(*known) if known else None
    return set().union(*known) if len(known) == len(parts) else None
