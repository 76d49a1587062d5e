"""How the published pages word what papertrace knows: values, fields, readers, limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact, Field, Holding, PageImage

_NUMBER = re.compile(r"(-?)(\d+)(\.\d+)?")
_GROUPED_FROM = 5
"""Digits from which a number is printed in groups of three; years and codes have fewer."""
_SIGNS = {"percent": " %", "count": "", "ratio": ""}
_NAMES = {
    "application/pdf": "PDF",
    "text/html": "HTML page",
    "text/plain": "plain text",
    "text/csv": "CSV table",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook (XLSX)",
    "application/vnd.ms-excel": "Excel workbook (XLS)",
}
_PARTIES = "supplier buyer agent body publisher company manufacturer speaker employer"
PARTIES = frozenset(_PARTIES.split())
"""Fields that name a party, where a bare personal name is blanked."""
_MAIN = (
    "amount value actual rate unit_price budget ceiling delta pct score weight area count "
    "signed deadline published supplier qualitative_text indicator"
)
MAIN = tuple(_MAIN.split())
"""Fields in the order in which they are taken for the one a claim is about."""


_SUBJECTS = "supplier name item indicator project project_name body buyer"
SUBJECTS = tuple(_SUBJECTS.split())
"""Fields in the order in which they are taken to say what a fact is about."""


def grouped(value: str) -> str:
    """Print a plain decimal string with its digits in groups of three."""
    m = _NUMBER.fullmatch(value)
    if m is None or (len(m[2]) < _GROUPED_FROM and m[3] is None) or m[2].startswith("0"):
        return value
    return f"{m[1]}{int(m[2]):,}{m[3] or ''}"


def figure(value: str, unit: str) -> str:
    """Print a result with its unit."""
    if unit in _SIGNS:
        return grouped(value) + _SIGNS[unit]
    return f"{unit} {grouped(value)}".strip() if unit.isupper() else f"{grouped(value)} {unit}"


def as_read(value: Field) -> str:
    """Print a field's value as it was read."""
    if value.currency:
        m = _NUMBER.fullmatch(value.value)
        told = f"{m[1]}{int(m[2]):,}{m[3] or ''}" if m else value.value
        return f"{value.currency} {told}"
    return value.value


def field_name(name: str) -> str:
    """Print a field's name."""
    return name.replace("_", " ")


def media(media_type: str) -> str:
    """Print a media type."""
    return f"{_NAMES[media_type]} ({media_type})" if media_type in _NAMES else media_type


def people(number: int) -> str:
    """Print a number of people."""
    return "1 person" if number == 1 else f"{number} people"


def recognised(holding: Holding | None) -> bool:
    """Say whether a document's text was recognised from pictures."""
    return holding is not None and "ocr" in holding.reader.lower()


def how(fact: AcceptedFact, holding: Holding | None) -> str:
    """Say how a fact came to be known."""
    number = len(set(fact.reviewers))
    read = "recognised this in the picture of the page" if recognised(holding) else "read this"
    checked = f"{people(number).capitalize()} checked it against the page and accepted it"
    if fact.decision.verdict == "corrected":
        checked = f"{people(number).capitalize()} checked it against the page and corrected it"
    return (
        f"A program {read} and marked the spot. {checked}. When this site was written, the story's "
        "words were compared with it once more."
    )


def limits(fact: AcceptedFact, holding: Holding | None, image: PageImage | None) -> list[str]:
    """List what a reader should know about the proof's limits."""
    told = []
    if image is not None and image.media_type == "image/svg+xml":
        told.append(
            "The page is drawn by papertrace, not the site's look: words and order are the "
            "document's."
        )
    if recognised(holding):
        told.append("The text was recognised by a machine in a scanned page.")
    if any(f.inherited for f in fact.fields.values()):
        told.append(
            "Some fields stand elsewhere on the page (in a merged cell or a title) and hold "
            "here too."
        )
    if len(set(fact.reviewers)) == 1:
        told.append("Only one person has checked this reading.")
    if fact.decision.verdict == "corrected":
        told.append("The first reading was wrong and was corrected before publication.")
    if holding is not None and holding.outcome == "read-partly":
        told.append("Not every page of this document could be read.")
    told.append("The proof shows what the document says, not that the document is right.")
    return told
