"""What every fact of a budget, an account or a target form shares: body, year, unit, form.

It gives each fact its inherited fields with their own anchors and decides nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder, Spot
from papertrace.extract.figures import caption_unit, common_unit
from papertrace.extract.issuer import header_body, issuer_of, title_year
from papertrace.extract.tables import sections
from papertrace.extract.titles import bare
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.figures import Unit
    from papertrace.extract.heads import Phase
    from papertrace.extract.issuer import Issuer, Reading
    from papertrace.extract.tables import Section
    from papertrace.model import Document

_PHASE_WORDS: dict[Phase, re.Pattern[str]] = {
    "": re.compile(r"(?!)"),
    "approved": re.compile(r"年初预算数?|预\s*算数?"),
    "adjusted": re.compile(r"全年预算数?|调整预算数?|调整"),
    "executed": re.compile(r"决\s*算数?|执行数|支出数"),
}
_SHORT_NAME = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True, slots=True)
class Frame:
    """The document around a table."""

    document: Document
    form: str
    """name@version"""
    tables: tuple[Section, ...]
    issuer: Issuer
    unit: Unit | None
    """The unit all tables agree on, for a table that states none."""
    phase: Phase
    """The phase of amounts that state none."""
    whole: str
    """The document's text without white space."""

    def body(self, section: Section) -> Reading | None:
        """Give the body of a table: its header's where that is another body, else the document's.

        中共某省委办公厅 above the tables of 某省委办公厅 is the same body; so is one with （本级）.
        """
        own, common = header_body(section, self.whole), self.issuer.body
        if own is None or common is None:
            return own or common
        short = _SHORT_NAME.sub("", own.value)
        return common if short.endswith(common.value) or common.value.endswith(short) else own

    def year(self, section: Section) -> Reading | None:
        """Give the year of a table: its title's, else the document's."""
        return title_year(section) or self.issuer.year

    def unit_of(self, section: Section) -> Unit | None:
        """Give the unit of a table's money as far as captions tell it."""
        return caption_unit(section) or self.unit

    def begin_bare(self, kind: str) -> Builder:
        """Begin a fact that takes nothing from its document or table."""
        return Builder(self.document, kind, self.form)

    def begin(self, kind: str, section: Section) -> Builder:
        """Begin a fact with the body and year that hold for a table."""
        return self.begin_with(kind, section, self.body(section))

    def begin_document(self, kind: str) -> Builder:
        """Begin a fact of the running text: the document's body and year hold."""
        builder = Builder(self.document, kind, self.form)
        for name, reading in (("body", self.issuer.body), ("year", self.issuer.year)):
            if reading is not None:
                builder.add(name, reading.value, reading.spot, inherited=True)
        return builder

    def begin_with(self, kind: str, section: Section, body: Reading | None) -> Builder:
        """Begin a fact of a table with a body of its own."""
        builder = Builder(self.document, kind, self.form)
        for name, reading in (("body", body), ("year", self.year(section))):
            if reading is not None:
                builder.add(name, reading.value, reading.spot, inherited=True)
        return builder

    def phase_spot(self, phase: Phase, heads: Iterable[Spot], section: Section) -> Spot | None:
        """Find the words that tell a phase: in the head, the title, the cover, or the text."""
        near = [*heads, *([section.title] if section.title else []), *section.captions]
        words = _PHASE_WORDS[phase]
        for spot in near:
            found = words.search(spot.page.text[spot.start : spot.end])
            if found:
                return spot.part(*found.span())
        return self.phase_in_text(phase)

    def phase_in_text(self, phase: Phase) -> Spot | None:
        """Find the first words of the document that tell a phase."""
        for page in self.document.pages:
            found = _PHASE_WORDS[phase].search(page.text)
            if found:
                return Spot(page, *found.span())
        return None


def unnamed(frame: Frame) -> Iterator[Problem]:
    """Report a document that prints no body or no year for its tables."""
    for name, known in (("body", frame.issuer.body), ("year", frame.issuer.year)):
        of_tables = [frame.body(s) if name == "body" else frame.year(s) for s in frame.tables]
        if known is not None or any(of_tables):
            continue
        spot = next((p for s in frame.tables for p in [s.title, *s.captions] if p), None)
        yield Problem(
            "PT443",
            "warning",
            f"No {name} is printed for the tables of this document; its facts lack it.",
            "Find out whose budget of which year it is before you use its figures.",
            anchor=spot.anchor(name) if spot else None,
        )


def frame_of(document: Document, form: str, phase: Phase) -> Frame:
    """Read what holds for the whole document."""
    tables = sections(document)
    return Frame(
        document,
        form,
        tables,
        issuer_of(document, tables),
        common_unit(tables),
        phase,
        bare("".join(p.text for p in document.pages)),
    )
