"""Turn a document as read into facts with anchors.

A document has one form (`document`); table forms inside it (`part`) run besides. Two forms that
claim one document are a Problem for a person, never a contest of scores. Nothing here opens a
file, stores anything or guesses: what a form cannot decide is a Problem.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from papertrace.extract.doubt import as_sure_as_read
from papertrace.extract.flat_unread import flat_unread
from papertrace.extract.forms import (
    acceptance,
    approval,
    award,
    budget,
    candidates,
    completion,
    contract,
    contract_end,
    correction,
    decision,
    doc_meta,
    final_account,
    framework,
    intention,
    job_ad,
    news,
    perf_target,
    price_list,
    self_eval,
    single_source,
    tender,
    termination,
)
from papertrace.extract.instructions import instruction_like
from papertrace.extract.outline import outline_of
from papertrace.extract.persons_gate import gate
from papertrace.extract.sums_gate import looked_at
from papertrace.extract.unread_kinds import known_unread
from papertrace.model import Extraction, Fact, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document

__all__ = ["FORMS", "Form", "extract"]


class Form(Protocol):
    """What a module of `papertrace.extract.forms` offers."""

    NAME: str
    CHINESE: str
    VERSION: int
    KIND: str
    """document or part"""

    def recognise(self, document: Document) -> bool:
        """Say whether the document is (or, for a part, holds) this form."""

    def extract(self, document: Document) -> Iterator[Fact | Problem]:
        """Give its facts, and problems with their place."""


FORMS: tuple[Form, ...] = (
    acceptance,
    approval,
    award,
    budget,
    candidates,
    completion,
    contract,
    contract_end,
    correction,
    decision,
    doc_meta,
    final_account,
    framework,
    intention,
    job_ad,
    news,
    perf_target,
    price_list,
    self_eval,
    single_source,
    tender,
    termination,
)


def extract(document: Document) -> Extraction:
    """Read the facts of a document by its form; deterministic, and never raises for its content."""
    claimed = [f for f in FORMS if f.recognise(document)]
    whole = [f for f in claimed if f.KIND == "document"]
    parts = [f for f in claimed if f.KIND == "part"]
    facts: list[Fact] = []
    problems: list[Problem] = []
    if len(whole) > 1:
        names = ", ".join(f.NAME for f in whole)
        problems.append(
            Problem(
                "PT411",
                "error",
                f"{len(whole)} forms recognise this document: {names}; none was used.",
                "Say which form it is.",
            )
        )
    problems += instruction_like(document)
    form = whole[0] if len(whole) == 1 else None
    problems += () if claimed else [*known_unread(document), *flat_unread(document)]
    for each in ([form] if form else []) + parts:
        found = list(each.extract(document))
        mine = [as_sure_as_read(f, document) for f in found if isinstance(f, Fact)]
        facts += mine
        problems += [p for p in found if isinstance(p, Problem)]
        if not mine:
            problems.append(
                Problem(
                    "PT412",
                    "warning",
                    f"The document was recognised as {each.NAME} ({each.CHINESE}), "
                    "but no fact was found in it.",
                    "Read it by eye; its layout may be new.",
                )
            )
    facts, doubts = looked_at(document, facts)
    problems += doubts
    passed = gate(document, facts, problems, document.title or _title(document))
    return Extraction(
        form=f"{form.NAME}@{form.VERSION}" if form else "other",
        parts=tuple(f"{f.NAME}@{f.VERSION}" for f in parts),
        facts=passed.facts,
        problems=passed.problems,
        title=passed.title,
        publisher=_most(passed.facts, ("body", "buyer")),
        year=_most(passed.facts, ("year", "published"))[:4],
    )


def _title(document: Document) -> str:
    """Give the line that told what a notice is, where the file states no title of its own."""
    spot = outline_of(document).kind.title
    return " ".join(spot.printed.split()) if spot else ""


def _most(facts: tuple[Fact, ...], names: tuple[str, ...]) -> str:
    """Give the commonest value of the first of these fields that any fact has, or ''."""
    for name in names:
        found = Counter(f.fields[name].value for f in facts if name in f.fields)
        if found:
            return min(found, key=lambda value: (-found[value], value))
    return ""
