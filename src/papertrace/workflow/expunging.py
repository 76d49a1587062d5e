"""Destroy a document of a case, and take back what was published of it.

Publications inside the case folder and those that are named answer with tombstones. Drafts are
people's own words: the lines that stand on it are named, and nobody changes them here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.casefile import veils
from papertrace.casefile.expunging import MEMBER, doom_of, expunge
from papertrace.errors import ArchiveShared
from papertrace.publish.commitments import Veil
from papertrace.read.sniff import WARC
from papertrace.workflow.withdrawing import checked, publications, shows, withdraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.casefile.expunging import Doom

_PREFIX = 8
"""As few digits of a fact's id may stand in a draft."""


@dataclass(frozen=True, slots=True)
class Expunged:
    """What was destroyed, or would be."""

    doom: Doom
    withdrawn: tuple[Path, ...]
    """Published folders that answer with tombstones."""
    drafts: tuple[str, ...]
    """Lines of drafts (`file:line`) that name it or its facts: people's to mend."""
    beside: tuple[str, ...] = ()
    """Documents that stay, and lose with a web archive how they were served."""
    left: tuple[str, ...] = ()
    """What is still to be done, in sentences."""


def planned(case: Case, document: str, published: Iterable[Path]) -> Expunged:
    """Say what would go with a document; nothing is touched. UnknownDocument, UsageError."""
    doom = doom_of(case, case.find(document))
    folders = {*map(checked, published), *publications(case.root)}
    every = [Veil(bytes.fromhex(secret)) for secret in veils.secrets_of(case)]
    known_by = {*doom.digests, *(v.document(d) for v in every for d in doom.digests)}
    shown = tuple(sorted(f for f in folders if shows(f, known_by)))
    return Expunged(doom, shown, tuple(_lines(case, doom)), _beside(case, doom))


def destroy(
    case: Case,
    document: str,
    reason: str,
    key: SigningKey,
    published: Iterable[Path],
    *,
    archives: bool = False,
) -> Expunged:
    """Destroy it: what was published first, the log last, so that repeating finishes it.

    ArchiveShared, before anything is touched, where it lies in a web archive with other documents
    that stay; with `archives` that goes, too.
    """
    plan = planned(case, document, published)
    if plan.beside and not archives:
        names = "; ".join(plan.beside)
        msg = f"It lies in a web archive beside documents that would stay: {names}."
        raise ArchiveShared(msg)
    if reason.strip():
        for folder in plan.withdrawn:
            withdraw(folder, key)
    left = expunge(case, plan.doom, reason, key)
    return replace(plan, left=left)


def _beside(case: Case, doom: Doom) -> tuple[str, ...]:
    """Name documents that stay and are proved by a web archive that goes, and by no other."""
    gone = {h.digest for h in doom.documents if h.media_type == WARC}
    lies_in: dict[str, set[str]] = {}
    for one in case.captures():
        if one.digest not in doom.digests:
            lies_in.setdefault(one.digest, set()).add(one.source.removeprefix(MEMBER))
    held = case.ledger().held
    return tuple(sorted(held[d].name for d, outer in lies_in.items() if outer <= gone))


def _lines(case: Case, doom: Doom) -> Iterator[str]:
    names = {n for h in doom.documents for n in h.names}
    ids = {i[:_PREFIX] for i in (*doom.facts, *doom.digests)}
    folder = case.root / "drafts"
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if any(w in line for w in (*names, *ids)):
                yield f"{path.relative_to(case.root).as_posix()}:{number}"
