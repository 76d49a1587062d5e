"""Every digit, hedge, unit, year, stage word and name of a story, changed one at a time.

Families of mutants are made by code from the story's own words. A mutant is caught where a claim
does not pass any more, or where the check has a finding that it had not before. Each is tested in
its own sentence, which is all that a claim looks at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from papertrace.check import check, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from papertrace.model import CheckReport, ClaimResult, Evidence

Family = Literal["digit", "swap", "scale", "hedge", "unit", "year", "stage", "name"]
_HIDDEN = re.compile(r"\]\(claim:[\w-]+\)")
LINK = re.compile(r"\[([^\]]*)\]\(claim:([\w-]+)\)")
_SENTENCE = re.compile(r"(?<=[.”])\s+(?=[A-Z\[])")
YEAR = re.compile(r"(?<![\d,.])20\d\d(?![\d,])")
_MONTHS = ("January", "April", "June", "July", "August", "September", "December")
WORDS = ("one", "two", "three", "four", "five", "six", "seven")
_HEDGES = ("exactly", "about", "almost", "more than", "at least", "no more than", "less than")
SOFT = (*_HEDGES, "some", "up to")
SCALES = ("thousand", "million", "billion")
_UNITS = (
    ("yuan", "dollars", "people"),
    ("percent", "percentage points", "people"),
    ("people", "occasions", "boats"),
    ("square metres", "square feet", "kilometres"),
    ("days", "hours", "months"),
    ("points", "percent", "people"),
    ("posts", "people", "boats"),
    ("patrol boats", "people", "cars"),
    ("public documents", "people", "boats"),
    ("nationals", "occasions", "boats"),
    ("awards", "people", "days"),
    ("notices", "people", "days"),
)
_STAGES = (
    "budgeted", "planned to spend", "awarded", "contracted", "spent", "paid", "completed",
    "is planned", "is under construction",
)  # fmt: skip
_SPEAKERS = (
    "Foreign Ministry of Ruiyu", "River Watch", "Harbour Relief Network",
    "Shiliudu Township Government", "Jichuan's migration bureau",
)  # fmt: skip
_BODIES = ("Baiyu Bay", "Chihua Ridge", "Shaliu Flats", "the boats' maker")
_PLACES = ("Jilin Province", "Liaoning Province", "Heilongjiang Province")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A sentence of the story with one thing changed."""

    family: Family
    sentence: str
    start: int
    """Offset of the change in the sentence, links and all."""
    old: str
    new: str

    @property
    def text(self) -> str:
        """Give the sentence as changed."""
        return self.sentence[: self.start] + self.new + self.sentence[self.start + len(self.old) :]

    @property
    def told(self) -> str:
        """Give the change and the words around it, for people."""
        around = self.sentence[max(0, self.start - 24) : self.start + len(self.old) + 24]
        bare = re.sub(r"\]\([^)]*(?:\)|\Z)|\[|\A[^\[(]*\)", "", around).strip()
        return f"{self.old!r} -> {self.new!r} in “{bare}”"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant."""

    mutant: Mutant
    caught: bool
    slips: tuple[str, ...]
    """Slips named by the claims that do not pass; '' for one without a name."""
    before: tuple[ClaimResult, ...]
    """Results of the sentence as it was."""
    after: tuple[ClaimResult, ...]


def sentences(story: str) -> list[str]:
    """Give the sentences of a story that hold claims, or stand beside them."""
    blocks = [b for b in story.split("\n\n") if b and not b.startswith("#")]
    return [s for block in blocks for s in _SENTENCE.split(block.replace("\n", " "))]


def mutants(story: str) -> list[Mutant]:
    """Make every mutant of every family, each once."""
    made: dict[tuple[str, int, str, str], Mutant] = {}
    for sentence in sentences(story):
        for family, makes in _FAMILIES.items():
            for start, old, new in makes(sentence):
                if old != new and _visible(sentence, start, start + len(old)):
                    key = (sentence, start, old, new)
                    made.setdefault(key, Mutant(family, sentence, start, old, new))
    return list(made.values())


def _visible(sentence: str, start: int, end: int) -> bool:
    return all(m.end() <= start or m.start() >= end for m in _HIDDEN.finditer(sentence))


_Change = tuple[int, str, str]


def _years(text: str) -> Iterator[_Change]:
    for m in YEAR.finditer(text):
        for step in (-1, 1):
            yield m.start(), m.group(), str(int(m.group()) + step)
    for m in re.finditer("|".join(_MONTHS), text):
        for other in _MONTHS:
            yield m.start(), m.group(), other


def _digits(text: str) -> Iterator[_Change]:
    for m in re.finditer(r"\d", text):
        for step in (-1, 1):
            yield m.start(), m.group(), str((int(m.group()) + step) % 10)
    for m in re.finditer(rf"\b({'|'.join(WORDS)})\b", text, re.IGNORECASE):
        at = WORDS.index(m.group().lower())
        for other in (WORDS[at - 1 : at] if at else ()) + WORDS[at + 1 : at + 2]:
            yield m.start(), m.group(), other.capitalize() if m.group()[0].isupper() else other


def _swaps(text: str) -> Iterator[_Change]:
    for m in re.finditer(r"(?=(\d[.,]?\d))", text):
        pair = m.group(1)
        yield m.start(), pair, pair[-1] + pair[1:-1] + pair[0]


def _scales(text: str) -> Iterator[_Change]:
    for m in re.finditer("|".join(SCALES), text):
        for other in SCALES:
            yield m.start(), m.group(), other
        yield m.start(), f"{m.group()} ", ""
    for m in re.finditer(r"\d (?=yuan|people|percent|square)", text):
        for word in ("thousand ", "million "):
            yield m.start(), m.group(), f"{m.group()}{word}"


def _hedges(text: str) -> Iterator[_Change]:
    hedged = rf"\b({'|'.join(sorted(SOFT, key=len, reverse=True))}) (?=\d|al)"
    for m in re.finditer(hedged, text, re.IGNORECASE):
        for other in _HEDGES:
            yield m.start(), m.group(), _as(m.group(), f"{other} ")
        yield m.start(), m.group(), ""
    for m in re.finditer(r"(?<=\[)(?=\d|two|three|six|five)", text):
        for other in _HEDGES:
            yield m.start(), "", f"{other} "


def _as(old: str, new: str) -> str:
    return new.capitalize() if old[0].isupper() else new


def _units(text: str) -> Iterator[_Change]:
    for unit, *others in _UNITS:
        for m in re.finditer(rf"(?<=[\w] ){unit}\b", text):
            for other in others:
                yield m.start(), m.group(), other


def _stages(text: str) -> Iterator[_Change]:
    for m in re.finditer(rf"\b(?:{'|'.join(_STAGES)})\b", text):
        for other in _STAGES[:7]:
            yield m.start(), m.group(), other


def _names(text: str) -> Iterator[_Change]:
    for some in (_SPEAKERS, _BODIES, _PLACES):
        for m in re.finditer("|".join(map(re.escape, some)), text):
            for other in some:
                yield m.start(), m.group(), other


_FAMILIES: dict[Family, Callable[[str], Iterator[_Change]]] = {
    "year": _years, "digit": _digits, "swap": _swaps, "scale": _scales, "hedge": _hedges,
    "unit": _units, "stage": _stages, "name": _names,
}  # fmt: skip


def fates(story: str, toml: str, evidence: Evidence) -> list[Fate]:
    """Test every mutant of a story against the evidence."""
    before: dict[str, CheckReport] = {}
    found = []
    for mutant in mutants(story):
        if mutant.sentence not in before:
            before[mutant.sentence] = _tested(mutant.sentence, toml, evidence)
        found.append(_fate(mutant, before[mutant.sentence], _tested(mutant.text, toml, evidence)))
    return found


def _tested(sentence: str, toml: str, evidence: Evidence) -> CheckReport:
    return check(draft("story.md", sentence, _only(sentence, toml)), evidence)


def _only(sentence: str, toml: str) -> str:
    """Give the tables of the claims that a sentence links, and those that are no claims."""
    linked = {m[2] for m in LINK.finditer(sentence)} | {"bodies", "waived"}
    tables = re.split(r"(?m)^(?=\[[\w-]+\]$)", toml)
    return "".join(t for t in tables if t.split("]")[0].lstrip("[") in linked)


def _fate(mutant: Mutant, before: CheckReport, after: CheckReport) -> Fate:
    known = {(f.code, f.message) for f in before.findings}
    fresh = [
        f for f in after.findings if f.severity == "error" and (f.code, f.message) not in known
    ]
    failed = [r for r in after.results if r.outcome != "passed"]
    slips = tuple(r.slip for r in failed)
    return Fate(mutant, bool(failed or fresh), slips, before.results, after.results)
