"""Order what was found by how near its pages are to a question: by a machine, and never a proof.

The set of rows stays what `find` gave: pages that were not compared (too many at once, a worker
that failed) stand behind those that were, in their plain order. The question is kept nowhere.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from papertrace.errors import (
    CaseBusy,
    NotInstalled,
    NotPreserved,
    ReaderCrashed,
    UsageError,
)
from papertrace.read import sandbox
from papertrace.search import nearness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from papertrace.casefile import Case
    from papertrace.errors import PapertraceError

Place = tuple[str, int]
Kept = tuple[tuple[str, ...], bytes]
"""Passages of a page, and their places."""
Row = dict[str, Any]
_LONGEST: Final = 500
"""Characters of a question."""
_LIMITS: Final = sandbox.Limits(seconds=120)
_KEPT: Final = 50
"""Pages after which what was made is kept."""


@dataclass(slots=True)
class Nearness:
    """A question, and what is known of the pages of rows that are to be ordered by it."""

    case: Case
    question: str
    pages: int
    """Different pages of the rows."""
    new: list[Place]
    """Pages that would be compared for the first time, in their plain order."""
    marks: Mapping[str, str]
    known: dict[Place, Kept] = field(default_factory=dict)
    asked: bytes = b""
    """The question's own place; without it the order is the plain one."""
    failed: set[Place] = field(default_factory=set)
    """Pages that could not be compared now."""

    @property
    def by(self) -> str:
        """Say what the order is: it goes out with every row."""
        if not self.asked:
            return "plain order: nothing was compared with the question"
        return f"machine ({nearness.version()}; the table of terms): no proof"

    @property
    def compared(self) -> int:
        """Count the pages that stand where they do for their nearness."""
        return len(self.known) if self.asked else 0

    def compare(self, jobs: int = 1) -> Iterator[Place]:
        """Compare the new pages and place the question; each page is given when it is done.

        What was made is kept as it comes; ended early, the next time goes on. ReaderCrashed where
        the question itself could not be compared.
        """
        yield from self._made((None, *self.new), jobs)

    def place(self) -> None:
        """Place the question alone; no page is compared and nothing kept. ReaderCrashed."""
        for _ in self._made((None,), 1):
            pass

    def prepare(self, jobs: int = 1) -> None:
        """Compare the new pages for any question, and keep them. NotPreserved, CaseBusy."""
        for _ in self._made(self.new, jobs, lost=()):
            pass

    def _made(
        self,
        wanted: Iterable[Place | None],
        jobs: int,
        lost: tuple[type[PapertraceError], ...] = (NotPreserved, CaseBusy),
    ) -> Iterator[Place]:
        """Place pages and, for None, the question, in walled-off workers.

        `lost` are the errors of keeping that are let pass: then it is made again the next time.
        """
        told: dict[Place | None, bytes] = {None: nearness.of_question(self.question)}
        cut: dict[Place, tuple[str, ...]] = {}
        made: dict[Place, Kept] = {}

        def load(place: Place | None) -> bytes:
            if place is not None:
                cut[place] = _passages(self.case, place)
                told[place] = nearness.of_passages(cut[place])
            return told[place]

        every = [(place, partial(load, place)) for place in wanted]
        answers = sandbox.run_many(
            nearness.embed, every, _LIMITS, jobs, (nearness.REHEARSAL,), apart=True
        )
        try:
            for place, answer in answers:
                sound = answer.ok and nearness.are_places(answer.output, told.pop(place))
                if place is None:
                    if not sound:
                        msg = f"The question could not be compared. {answer.message}"
                        raise ReaderCrashed(msg, remedy="Search without it.")
                    self.asked = answer.output
                    continue
                if sound:
                    made[place] = cut.pop(place), answer.output
                    if len(made) % _KEPT == 0:
                        made = self._keep(made, lost)
                else:
                    self.failed.add(place)
                yield place
        finally:
            self._keep(made, lost)

    def ordered(self, rows: Iterable[Row]) -> list[Row]:
        """Give all the rows, those of the nearest pages first, each with what its order rests on.

        `nearness` is a figure for this question alone, or None where its page was not compared;
        `passage` is the nearest passage of the page, without private persons.
        """
        terms, near = nearness.terms(self.question), {}
        for place, (parts, places) in self.known.items():
            if parts and self.asked:
                figure, which = nearness.nearest(self.asked, places)
                near[place] = round(figure + nearness.lift(terms, parts), 4), which
        told = []
        for row in rows:
            place = row["sha256"], row["page"]
            score, which = near.get(place, (None, -1))
            passage = self.known[place][0][which] if score is not None else ""
            told.append({**row, "nearness": score, "passage": passage, "ordered_by": self.by})
        return sorted(told, key=lambda r: -9.0 if r["nearness"] is None else r["nearness"],
                      reverse=True)  # fmt: skip

    def _keep(
        self, made: dict[Place, Kept], lost: tuple[type[PapertraceError], ...]
    ) -> dict[Place, Kept]:
        """Keep what was made, where the disk lets it be kept; give an empty one to go on with."""
        self.known |= made
        if made:
            with suppress(*lost):
                self.case.vectors.put(made, self.marks)
        return {}


def asked(
    case: Case,
    question: str,
    rows: Iterable[Row],
    most: int | None = None,
    *,
    mend: bool = True,
    last: Collection[Place] = (),
) -> Nearness:
    """Get ready to order rows by a question; at most `most` pages are compared that never were.

    Those of `last`, which failed before, have their turn after all the others, so that a few pages
    that always fail do not keep the rest from being compared.
    Nothing is compared here, and nothing written; with `mend`, a damaged file of what was made
    before is removed. NotInstalled without the network, UsageError for a question that is none.
    """
    if not nearness.version():
        msg = "Order by a question needs a network that is not installed."
        raise NotInstalled(msg, remedy=f"pip install {nearness.EXTRA}")
    plain = " ".join(question.split())
    if not plain or len(plain) > _LONGEST:
        msg = f"A question has up to {_LONGEST} characters."
        raise UsageError(msg)
    plainly = {d: f"{nearness.version()} {mark}" for d, mark in case.derived.marks().items()}
    places = dict.fromkeys((row["sha256"], row["page"]) for row in rows)
    kept: dict[Place, Kept] = {}
    with suppress(NotPreserved, CaseBusy):  # then all is made again
        kept = case.vectors.get(plainly, places, mend=mend)
    known = {
        place: kept[place]
        for place in places
        if place in kept and nearness.are_so_many(kept[place][1], len(kept[place][0]))
    }
    new = [place for place in places if place not in known and place[0] in plainly]
    new.sort(key=lambda place: place in last)
    return Nearness(case, plain, len(places), new[:most], plainly, known)


def every_page(case: Case) -> list[Row]:
    """Give a row for each page that was read, sorted by document name and page."""
    places = case.derived.places()
    return [
        {
            "sha256": held.digest,
            "name": held.name,
            "page": number,
            "boxes": [],
            "snippet": "",
            "score": 1.0,
            "words": "",
        }
        for held in case.documents()
        for number in places.get(held.digest, ())
    ]


def _passages(case: Case, place: Place) -> tuple[str, ...]:
    digest, number = place
    page, made = case.derived.page(digest, number), case.derived.summary(digest)
    if page is None:
        return ()
    facts = case.derived.facts(digest=digest)
    quotes = [a.quote for f in facts for a in f.anchors if a.page == number and not a.role]
    return nearness.passages(page.text, made.title if made else "", quotes)
