"""Sentences without a claim that may tell of a party which was not asked: a person reads them.

No list of words for silence is ever whole. So, beside the words that are refused at once, every
sentence in which such a party may be meant goes to people; what they read it for is its silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check.accused import excused
from papertrace.check.grammar.lattice import Sentence
from papertrace.check.grammar.names import spellings
from papertrace.check.grammar.vouching import key_of
from papertrace.check.obligations import says_unverified
from papertrace.check.silence import may_be_of
from papertrace.model import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.check.grammar.parts import Part
    from papertrace.model import Draft, Evidence


def asides(
    some: Sequence[Part], draft: Draft, evidence: Evidence
) -> Iterator[tuple[Reading, Sentence]]:
    """Give the sentences without a claim in which a party that was not asked may be meant."""
    parties = excused(draft, evidence)
    if not parties:
        return
    words = [w for p in parties for w in spellings(p)]
    words += [w for w, body in draft.bodies if body in parties]
    why = f"it may tell of {', '.join(parties)}, which was not asked and cannot be told silent"
    for at, part in enumerate(some):
        if part.links or says_unverified(part.text) or not may_be_of(part.text, words):
            continue
        sentence = Sentence(part.text, (), places=part.places)
        key = key_of(sentence, some, at, (draft, evidence, ()))
        yield Reading(part.text, (), "unread", (), key, why=(why,)), sentence
