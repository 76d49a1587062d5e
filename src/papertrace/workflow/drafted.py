"""Which facts the claims of a case's drafts name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.model.columns import KINDS
from papertrace.workflow.kept import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case

CLAIMS = "claims.toml"
"""Claims beside a draft: in a file of this name, or of the draft's own."""
_WORD = re.compile(r"[a-z_]+")
_ID = re.compile(r"(?<![0-9a-z])[0-9a-f]{8,64}(?![0-9a-z])")


@dataclass(frozen=True, slots=True)
class Drafted:
    """The facts that the drafts of a case rest on, by id."""

    named: frozenset[str] = frozenset()
    """Those that a claim names."""
    counted: frozenset[str] = frozenset()
    """Those of a kind that a claim's query reads."""

    @property
    def every(self) -> frozenset[str]:
        """Give both."""
        return self.named | self.counted


def in_drafts(case: Case) -> Drafted:
    """Give the facts that the claims of the case's drafts name, or that a query reads.

    Claims that cannot be read name none; where their draft is shown it is said why.
    """
    named: set[str] = set()
    kinds: set[str] = set()
    for path in sorted((case.root / "drafts").rglob(f"*{CLAIMS}")):
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            named.update(ids_in(told))
            kinds.update(_kinds(told))
        except (OSError, ValueError, RecursionError):
            continue
    whole = {n for n in named if len(n) == 64}  # noqa: PLR2004  (hex digits of a sha256)
    short = tuple(named - whole)
    if short:
        whole |= {f.id for f in facts_of(case) if f.id.startswith(short)}
    counted = {f.id for f in facts_of(case) if f.kind in kinds} if kinds else set()
    return Drafted(frozenset(whole), frozenset(counted))


def _kinds(claims: dict[str, object]) -> Iterator[str]:
    """Give the kinds of fact that claims read by a query: whatever is one may come to count."""
    for claim in claims.values():
        told = claim if isinstance(claim, dict) else {}
        query, where = told.get("sql"), told.get("where")
        if isinstance(query, str):
            yield from KINDS.keys() & set(_WORD.findall(query.lower()))
        kind = where.get("kind") if isinstance(where, dict) else None
        if isinstance(kind, str) and kind in KINDS:
            yield kind


def ids_in(value: object) -> Iterator[str]:
    """Give whatever may be a fact's id, or the beginning of one, in what a claim says."""
    if isinstance(value, str):
        yield from _ID.findall(value.lower())  # in any case, as the check takes it; in SQL, too
    elif isinstance(value, dict):
        for one in value.values():
            yield from ids_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from ids_in(one)
