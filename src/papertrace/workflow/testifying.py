"""Testimonies that lie beside the drafts as signed files: read, tested, and nothing more.

A testimony's signature must be of a key that the case knows; a file that is not so is told as a
Problem and counts for nothing. Nothing here opens the witness store.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from papertrace.casefile.keys import signed_by
from papertrace.model import Problem, Testimony, testimony_message

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case

FOLDER = "testimony"
"""Inside `drafts`: the files that `papertrace witness export` made."""
UNSIGNED = "PT640"
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_LARGEST = 4096


def testimonies(case: Case) -> tuple[tuple[Testimony, ...], tuple[Problem, ...]]:
    """Read the testimonies beside the drafts; a file that is not right is a Problem."""
    known = {key.id: key.public for key in case.people()}
    found, problems = [], []
    for path in sorted((case.root / "drafts" / FOLDER).glob("*.json")):
        told = _testimony(path, case.id, known)
        if isinstance(told, Testimony):
            found.append(told)
        else:
            problems.append(told)
    unsure = _unsure(found)
    problems += [_torn(*one) for one in sorted(unsure)]
    kept = (t for t in found if (t.claim, t.role, t.month) not in unsure)
    return tuple(kept), tuple(problems)


def _unsure(found: list[Testimony]) -> set[tuple[str, str, str]]:
    """Give claim, role and month where two testimonies of one month tell two numbers."""
    numbers: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for one in found:
        numbers[one.claim, one.role, one.month].add(one.k)
    return {spot for spot, every in numbers.items() if len(every) > 1}


def _torn(claim: str, role: str, month: str) -> Problem:
    who = f" of role {role}" if role else ""
    return Problem(
        UNSIGNED,
        "error",
        f"Two testimonies{who} for {claim} in {month} tell two numbers; neither counts.",
        "Keep the one that is right, and delete the other file.",
    )


def _testimony(path: Path, case: str, known: dict[str, str]) -> Testimony | Problem:
    why = "is no testimony signed by a key that this case knows"
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes()[:_LARGEST])
        if raw.get("case") != case:
            other = "another case" if raw.get("case") else "no case: an older export"
            why = f"is a testimony for {other}, and counts for nothing here"
        made = Testimony(raw["claim"], raw["k"], raw["role"], raw["month"], raw["by"])
        signature = raw["signature"]
        texts = (made.claim, made.role, made.month, made.by, signature)
        sound = (
            raw.get("case") == case
            and type(made.k) is int
            and made.k > 0
            and all(isinstance(t, str) for t in texts)
            and bool(_MONTH.fullmatch(made.month))
            and made.month <= f"{dt.datetime.now(dt.UTC):%Y-%m}"
            and made.by in known
            and signed_by(known[made.by], signature, testimony_message(case, made))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if sound:
        return made
    return Problem(
        UNSIGNED,
        "error",
        f"{path.name} {why}.",
        "Export it again: papertrace witness export STORE CLAIM --out drafts/testimony",
    )
