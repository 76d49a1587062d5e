"""A quotation: the words as they stand on a page, or a translation with two people behind it.

Blanks, width and the kind of quotation marks do not matter; any other sign does. A translation
passes only where its quote stands on the page and a second person, not its translator, read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check.compare import fail
from papertrace.check.grounds import Unproven, unproven
from papertrace.check.options import SHORTEST_ID, Shape, text_of
from papertrace.check.quoting import stands, told_as_quote
from papertrace.check.renderings import deviations
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.model import Claim, Evidence, Holding, Translation

CODE = "quote"
TEXT = Shape("text")
OPTIONS: Mapping[str, Shape] = {"document": TEXT, "page": Shape("number"), "translation": TEXT}
COVERS: frozenset[str] = frozenset({"PT620", "PT621", "PT622", "PT623"})


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked words, verbatim, against a page or a translation."""
    words = claim.span.text
    loose = told_as_quote(claim)
    if loose:
        return fail(claim, words, "", loose, "Put exactly the linked words in quotation marks.")
    wanted = text_of(claim, "translation")
    if wanted:
        return _translated(claim, wanted, evidence)
    name = text_of(claim, "document")
    holding = _held(name, evidence)
    if not name or holding is None:
        told = f"There is no document {name!r}." if name else "The claim names no document."
        return fail(claim, words, "", told, 'Add document = "NAME", and page = N.')
    number = claim.options.get("page")
    pages = [p for p in holding.pages if number in (None, p.number)]
    why = [stands(words, p.text) for p in pages]
    found = pages[why.index("")] if "" in why else None
    if found is None:
        cut = next((w for w in why if "sign for sign" not in w), "")
        where = f"page {number} of {holding.name}" if number else holding.name
        return ClaimResult(
            claim, "failed", words, f"not on {where}",
            cut or f"These words do not stand, sign for sign, on {where} as it was read.",
            'Quote the page, or cite a translation: translation = "ID".', slip="quote",
        )  # fmt: skip
    return ClaimResult(
        claim, "passed", words, f"{holding.name} p. {found.number}", "The words stand there.", ""
    )


def _held(name: str, evidence: Evidence) -> Holding | None:
    some = evidence.named(name)
    return some[0] if len(some) == 1 else None


def _translated(claim: Claim, wanted: str, evidence: Evidence) -> ClaimResult:
    words = claim.span.text
    long = len(wanted) >= SHORTEST_ID
    some = [t for t in evidence.translations if long and t.id.startswith(wanted)]
    if len(some) != 1:
        return unproven(
            claim, words,
            Unproven(f"{len(some) or 'No'} translations begin with {wanted}.",
                     f"`papertrace translation list` shows the ids; give {SHORTEST_ID} digits."),
        )  # fmt: skip
    one = some[0]
    if not one.second_reader or one.second_reader == one.translator:
        return unproven(
            claim, words,
            Unproven("Only its translator stands behind this translation.",
                     f"Another person: papertrace translation second {one.id[:12]} --by KEY"),
        )  # fmt: skip
    holding = next((h for h in evidence.holdings if h.digest == one.digest), None)
    page = next((p for p in holding.pages if p.number == one.page), None) if holding else None
    if holding is None or page is None or one.quote not in page.text:
        return fail(
            claim, words, one.quote, "The translated words do not stand on the page any more.",
            "Look at the page and translate what stands there.",
        )  # fmt: skip
    cut = stands(words, one.words)
    if cut:
        return ClaimResult(
            claim, "failed", words, one.words, f"Not the translation's words: {cut}",
            "Quote the translation as two people signed it.", slip="quote",
        )  # fmt: skip
    return _passed(claim, one, holding)


def _passed(claim: Claim, one: Translation, holding: Holding) -> ClaimResult:
    return ClaimResult(
        claim, "passed", claim.span.text, f"{one.quote} ({holding.name} p. {one.page})",
        f"{one.quote}: {one.words}", "", warnings=deviations(one),
    )  # fmt: skip
