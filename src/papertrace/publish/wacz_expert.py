"""The expert edition of the web archive: originals at their addresses, and how they were captured.

It is only ever written encrypted, to people who are named. Each document's own bytes replay at the
address where they were found; the web archives as captured, with requests, headers and redirects,
and the containers that documents lay in, are kept beside them as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.publish.gate import cleared
from papertrace.publish.kept import ORIGINALS
from papertrace.publish.proofs import document
from papertrace.publish.wacz import NOWHERE, facts_of
from papertrace.publish.wacz_pack import Record, packed, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.model import Publication
    from papertrace.publish.kept import Kept

_NOTE = "originals as captured; private persons are named in them"


def files(publication: Publication, kept: Sequence[Kept]) -> Iterator[tuple[str, bytes]]:
    """Give the one file. Raises as the public edition does, before it."""
    known = cleared(publication)
    shown = {h.digest: h for h in publication.holdings}
    records, more = [], [("papertrace/facts.json", written(facts_of(publication, known)).encode())]
    for one in kept:
        held = shown.get(one.sha256) if one.path.startswith(ORIGINALS) else None
        if held is None:
            more.append((one.path.replace("data/", "papertrace/", 1), one.read()))
            continue
        told = document(held.digest, held.name, known)
        address = told.source or f"{NOWHERE}{held.digest}"
        at = publication.captures.get(held.digest) or publication.at
        when = f"{at[:19]}Z" if "T" in at else f"{at}T00:00:00Z"
        records.append(Record(address, when, told.title, held.media_type, one.read()))
    about = {"edition": "expert", "removed": [], "note": _NOTE}
    yield "story.wacz", packed(publication, records, more, about)
