"""A Markdown story and its claims file as a Draft: every claim with its words and their place.

It tests nothing: what the words say and whether it holds is for the kinds of claim.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.claims_file import read_claims, span_in
from papertrace.check.markdown import blocks
from papertrace.errors import DraftUnreadable
from papertrace.model import Claim, Draft, DraftSpan, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.check.claims_file import ClaimsFile
    from papertrace.check.markdown import Block, Link

PREFIX = "claim:"
"""Links to claims begin so."""


def draft(path: str, text: str, claims_toml: str) -> Draft:
    """Read a draft (Markdown) and its claims (TOML); DraftUnreadable where either cannot be read.

    `path` is the draft's, as reports name it.
    """
    try:
        told = text.encode() + b"\0" + claims_toml.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        msg = f"{path}:{line}: this is no UTF-8 text."
        raise DraftUnreadable(msg, remedy="Save draft and claims as UTF-8.") from error
    file = read_claims(path, claims_toml)
    claims: list[Claim] = []
    problems = list(file.problems)
    linked: set[str] = set()
    for block in blocks(text):
        for link in block.links:
            if not link.target.startswith(PREFIX):
                continue
            name = link.target[len(PREFIX) :]
            linked.add(name)
            found = _claim(path, block, link, name, file)
            if isinstance(found, Claim):
                claims.append(found)
            elif found is not None:
                problems.append(found)
    problems.extend(_idle(path, file, linked))
    return Draft(
        path=path,
        text=text,
        sha256=hashlib.sha256(told).hexdigest(),
        claims=tuple(claims),
        problems=tuple(problems),
        waived=file.waived,
        bodies=file.bodies,
    )


def spot(path: str, block: Block, start: int, end: int) -> DraftSpan:
    """Give the place of a stretch of a block's prose."""
    line, column = block.places[start] if start < len(block.places) else (1, 1)
    return DraftSpan(path, line, column, block.text[start:end])


def _claim(
    path: str, block: Block, link: Link, name: str, file: ClaimsFile
) -> Claim | Problem | None:
    span = spot(path, block, link.start, link.end)
    if not span.text.strip():
        return Problem(
            codes.NO_WORDS,
            "error",
            f"The link to claim {name!r} has no words.",
            "Put the words that state the figure between the brackets.",
            span=span,
        )
    if name not in file.claims:
        if name in file.named or not file.readable:
            return None  # its table has a Problem of its own
        return Problem(
            codes.LINK_WITHOUT_TABLE,
            "error",
            f"There is no claim {name!r} in claims.toml.",
            f"Add [{name}] with its kind, or mend the name.",
            span=span,
        )
    kind, options = file.claims[name]
    low, high = block.sentence(link.start, link.end)
    return Claim(
        id=name,
        kind=kind,
        span=span,
        options=options,
        context=block.text[low:high],
        before=block.text[low : link.start],
    )


def _idle(path: str, file: ClaimsFile, linked: set[str]) -> Iterator[Problem]:
    for name in sorted(file.named - linked):
        yield Problem(
            codes.TABLE_WITHOUT_LINK,
            "warning",
            f"Nothing in the draft links to claim {name!r}.",
            f"Link its words: [words](claim:{name}), or take the table out.",
            span=span_in(path, file.lines.get(name, 1), name),
        )
