"""Read reviews.toml beside a draft: which statements of others the story reviews, and how.

It lies beside claims.toml and is read as strictly; without it nothing is reviewed.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from papertrace.errors import UsageError
from papertrace.model import Review

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from papertrace.model import AcceptedFact, CheckReport

FILE = "reviews.toml"
KINDS = ("attributed_statement", "third_party_figure")
_HEAD = {"author", "address", "review"}
_ROW = {"fact", "claim", "rating"}
_REMEDY = f"Mend drafts/{FILE}: author, address, and [[review]] with fact, claim, rating."


def reviews(draft: Path, report: CheckReport, facts: Iterable[AcceptedFact]) -> tuple[Review, ...]:
    """Give the reviews that are asked for; UsageError where one is not right, or there is none."""
    path = draft.parent / FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        msg = f"No statement is reviewed: there is no {FILE} beside the draft."
        raise UsageError(msg, remedy=_REMEDY) from None
    except (OSError, ValueError) as error:
        msg = f"{FILE} cannot be read: {error}."
        raise UsageError(msg, remedy=_REMEDY) from error
    rows = told.get("review")
    if set(told) != _HEAD or not isinstance(rows, list) or not rows:
        msg = f"{FILE} does not hold author, address and at least one [[review]], and no more."
        raise UsageError(msg, remedy=_REMEDY)
    author, address = _words(told, "author"), _words(told, "address")
    if not address.startswith("https://"):
        msg = f"{FILE}: the story's address begins with https://."
        raise UsageError(msg, remedy=_REMEDY)
    known = {f.id: f for f in facts}
    passed = {r.claim.id for r in report.results if r.outcome == "passed"}
    return tuple(_review(row, known, passed, (author, address)) for row in rows)


def _review(
    row: Any,  # noqa: ANN401  (whatever stands there)
    known: dict[str, AcceptedFact],
    passed: set[str],
    head: tuple[str, str],
) -> Review:
    if not isinstance(row, dict) or set(row) != _ROW:
        msg = f"{FILE}: a [[review]] has fact, claim and rating, and no more."
        raise UsageError(msg, remedy=_REMEDY)
    named, claim, rating = (_words(row, name) for name in ("fact", "claim", "rating"))
    found = [f for i, f in known.items() if i.startswith(named.lower())]
    if len(found) != 1 or found[0].kind not in KINDS:
        msg = f"{FILE}: {named[:12]} is no accepted statement or figure of somebody else's here."
        raise UsageError(msg, remedy="Cite it in the story, or publish with --all.")
    if claim not in passed:
        msg = f"{FILE}: the story has no claim {claim!r} that passed."
        raise UsageError(msg, remedy=_REMEDY)
    return Review(found[0].id, claim, rating, *head)


def _words(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value.strip():
        msg = f"{FILE}: `{name}` is a text that is not empty."
        raise UsageError(msg, remedy=_REMEDY)
    return value.strip()
