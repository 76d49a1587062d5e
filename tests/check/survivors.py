"""Mutants of the sample's story that no check catches: each with its reason, or it is a fault.

The rules are those of docs/claims, computed here a second time, apart from the check. Run as
`python -m check.survivors` in `tests`, it writes docs/claims/survivors.md.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from check.mutants import LINK, SCALES, SOFT, WORDS, YEAR, fates
from papertrace.analyse import claim_value
from papertrace.check import grounds
from papertrace.cli.demo import testify
from papertrace.workflow.checking import evidence, read_draft
from papertrace.workflow.demo import Means, begun, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from check.mutants import Family, Fate
    from papertrace.analyse import Answer
    from papertrace.model import AcceptedFact, Problem

PAGE = Path(__file__).resolve().parents[2] / "docs" / "claims" / "survivors.md"

_RANGES: dict[str, tuple[Decimal, Decimal, bool, bool]] = {
    "about": (Decimal("0.95"), Decimal("1.05"), True, True),
    "some": (Decimal("0.95"), Decimal("1.05"), True, True),
    "almost": (Decimal("0.95"), Decimal(1), True, False),
    "more than": (Decimal(1), Decimal("1.2"), False, True),
    "at least": (Decimal(1), Decimal(10**9), True, True),
    "no more than": (Decimal(0), Decimal(1), True, True),
    "up to": (Decimal(0), Decimal(1), True, True),
    "less than": (Decimal("0.8"), Decimal(1), True, False),
}
"""Lowest and highest share of the printed figure that holds, and whether the ends do."""
_FIGURE = re.compile(
    rf"(?:(?P<hedge>{'|'.join(sorted(SOFT, key=len, reverse=True))}) )?"
    rf"(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<word>\b(?:{'|'.join(WORDS)})\b))"
    rf"(?: (?P<scale>{'|'.join(SCALES)}))?",
    re.IGNORECASE,
)
_TENS = {"": 0, "thousand": 3, "million": 6, "billion": 9}
_ALIKE = (
    {"spent", "paid"},
    {"is planned", "is under construction", "planned to spend"},
)
"""Words of one stage: what is being built is not built, as what is planned."""

REASONS = {
    "tolerance": "The changed words hold: the found figure lies in the range of their hedge, or"
    " rounds to their digits ([how words are read](README.md#how-words-are-read)).",
    "bound": "The bound that the document prints is left out: a warning (PT628).",
    "speaker": "The speaker's own hedge in other words of the same sign.",
    "alike": "Both words tell the same stage.",
    "clause": "The stage word stands with no sum of money: in another clause than the figure's, or"
    " with a rate, which has no stage.",
    "fewer": "The sentence denies less than was searched: one year of the two, twice.",
    "role": "Both names are bodies of the fact, buyer and supplier; which is which is not bound.",
    "unit": "The document prints no unit with the number.",
    "uncounted": "One and two before no noun are not taken for figures.",
}
"""Why a mutant may survive, as the list for readers says it."""


def excuse(fate: Fate) -> str:
    """Give the reason for which a mutant may survive; '' where there is none."""
    return next((name for name, holds in _EXCUSES.items() if holds(fate)), "")


def _tolerated(fate: Fate) -> bool:
    """Say whether the figure that was found lies within what the changed words tell."""
    mutant = fate.mutant
    shift = len(mutant.new) - len(mutant.old)
    for link in LINK.finditer(mutant.text):
        touched = link.start() <= mutant.start <= link.end(1) + max(0, shift)
        before = mutant.text[: link.start()]
        hedged = mutant.family == "hedge" and before.endswith(mutant.new) and bool(mutant.new)
        result = next((r.result for r in fate.before if r.claim.id == link[2]), None)
        figure = _FIGURE.search(link[1])
        if (touched or hedged) and result and figure:
            return _holds(figure, abs(Decimal(result.value)), factor=result.unit == "factor")
        if touched and figure and any(r.claim.kind == "testimony" for r in fate.before):
            return _holds(figure, _sources(fate, link[2]))
    return False


def _sources(fate: Fate, claim: str) -> Decimal:
    found = next(r.found for r in fate.before if r.claim.id == claim)
    return Decimal(found.split()[0])


def _holds(figure: re.Match[str], found: Decimal, *, factor: bool = False) -> bool:
    digits = (figure["digits"] or str(WORDS.index((figure["word"] or "one").lower()) + 1)).replace(
        ",", ""
    )
    tens = _TENS[(figure["scale"] or "").lower()]
    printed = Decimal(digits).scaleb(tens)
    hedge = (figure["hedge"] or "exactly").lower()
    if figure["hedge"] and hedge == "exactly" and not factor:
        return found == printed
    if hedge == "exactly":
        step = Decimal(1).scaleb(tens - len(digits.partition(".")[2]))
        return abs(found - printed) <= step / 2
    low, high, with_low, with_high = _RANGES[hedge]
    share = found / printed if printed else Decimal(10**10)
    return (low < share or (with_low and share == low)) and (
        share < high or (with_high and share == high)
    )


def _bound_left_out(fate: Fate) -> bool:
    warned = {w.code for r in fate.after for w in r.warnings}
    return fate.mutant.family == "hedge" and not fate.mutant.new and "PT628" in warned


def _speakers_words(fate: Fate) -> bool:
    signs = ({"about", "some", "almost"}, {"up to", "no more than"})
    words = {fate.mutant.old.strip().lower(), fate.mutant.new.strip().lower()}
    statement = any(r.claim.kind == "statement" for r in fate.before)
    return statement and fate.mutant.family == "hedge" and any(words <= same for same in signs)


def _alike(fate: Fate) -> bool:
    words = {fate.mutant.old, fate.mutant.new}
    return fate.mutant.family == "stage" and any(words <= same for same in _ALIKE)


def _no_money(fate: Fate) -> bool:
    """Say whether no sum of money stands in the clause of the changed stage word."""
    clauses = re.split(r"[,;]| and | which ", fate.mutant.sentence[fate.mutant.start :])
    before = re.split(r"[,;]| and | which ", fate.mutant.sentence[: fate.mutant.start])
    return fate.mutant.family == "stage" and "yuan" not in before[-1] + clauses[0]


def _denies_less(fate: Fate) -> bool:
    kinds = {r.claim.kind for r in fate.before}
    left = set(YEAR.findall(fate.mutant.text)) - set(YEAR.findall(fate.mutant.sentence))
    return kinds == {"absence"} and not left


_EXCUSES: dict[str, Callable[[Fate], bool]] = {
    "tolerance": lambda f: f.mutant.family in ("digit", "swap", "hedge") and _tolerated(f),
    "bound": _bound_left_out,
    "speaker": _speakers_words,
    "alike": _alike,
    "clause": _no_money,
    "fewer": _denies_less,
    "role": lambda f: f.mutant.family == "name" and "boats' maker" in f.mutant.old,
    "unit": lambda f: f.mutant.family == "unit" and "14 posts" in f.mutant.sentence,
    "uncounted": lambda f: f.mutant.old == "one" and "The [one" not in f.mutant.sentence,
}


# --- which slip is the right one

_RIGHT: dict[Family, frozenset[str]] = {
    "digit": frozenset({"digit", "rounding", "digits-swapped", "year", "date", "quote"}),
    "swap": frozenset({"digits-swapped", "decimal-point", "year", "date", "quote"}),
    "scale": frozenset({"million-billion"}),
    "hedge": frozenset({"bound"}),
    "unit": frozenset({"unit", "currency", "occasions", "percentage-points", "quote"}),
    "year": frozenset({"year", "date", "quote"}),
    "stage": frozenset({"stage"}),
    "name": frozenset({"body", "attribution", "place", "quote"}),
}


def named(fate: Fate) -> bool | None:
    """Say whether the slip is named right; None where no claim fails (a finding has no slip)."""
    if not fate.slips:
        return None
    return bool(_RIGHT[fate.mutant.family] & set(fate.slips))


# --- the sample, and the page


def sample(root: Path) -> list[Fate]:
    """Make the sample case in a folder, and give the fate of every mutant of its story."""
    case, people = begun(root)
    with case:
        settled(case, people, Means(lambda _: None, testify))
        path = root / "drafts" / "story.md"
        toml = path.with_name("claims.toml").read_text(encoding="utf-8")
        known = evidence(case, (read_draft(path),))
    asked: dict[str, Answer | Problem] = {}

    def once(sql: str, facts: Sequence[AcceptedFact]) -> Answer | Problem:
        if sql not in asked:
            asked[sql] = claim_value(sql, facts)
        return asked[sql]

    with mock.patch.object(grounds, "claim_value", once):  # the evidence stays the same
        return fates(path.read_text(encoding="utf-8"), toml, known)


def counts(found: Sequence[Fate]) -> list[tuple[str, int, int, int, int, int]]:
    """Give by family: mutants, caught, claims that fail, slip named right, survivors."""
    rows = []
    for family in dict.fromkeys(f.mutant.family for f in found):
        own = [f for f in found if f.mutant.family == family]
        caught = [f for f in own if f.caught]
        failed = [f for f in caught if f.slips]
        right = sum(named(f) is True for f in failed)
        left = len(own) - len(caught)
        rows.append((str(family), len(own), len(caught), len(failed), right, left))
    _, *columns = zip(*rows, strict=True)
    made, caught_all, failed_all, right_all, left_all = (sum(map(int, c)) for c in columns)
    return [*rows, ("all", made, caught_all, failed_all, right_all, left_all)]


def page(found: Sequence[Fate]) -> str:
    """Write the page of survivors."""
    told = (
        "Every digit, hedge, unit, year, stage word and name of the sample's story is changed by"
        " code, one at a time, and the story is checked. Caught is what fails a claim or is a"
        " finding. What survives stands here with the reason; a survivor without one fails the"
        " tests. This page is written by `python -m check.survivors`, run in `tests`."
    )
    lines = [
        "# What a check lets through",
        "",
        told,
        "",
        "| changed | mutants | caught | by a claim | its slip named right | survive |",
        "|---|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(map(str, row))} |" for row in counts(found)]
    left = [f for f in found if not f.caught]
    numbers = Counter(excuse(f) for f in left)
    for reason, words in {**REASONS, "": "Not explained: faults."}.items():
        if numbers[reason]:
            lines += ["", f"## {reason or 'faults'}: {numbers[reason]}", words, ""]
            lines += [f"- {f.mutant.told}" for f in left if excuse(f) == reason]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(page(sample(Path(folder) / "case")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
