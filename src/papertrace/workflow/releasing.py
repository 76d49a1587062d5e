"""What people must have signed before a story is published: its words, its documents' origin.

It refuses and never signs. Which signatures are asked for stands in case.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from papertrace.errors import NotReleased

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.casefile import Case
    from papertrace.model import Draft, Holding, Judgement, Office

Genuineness = Literal["official", "official-archive", "third-party", "unknown"]
GENUINE: tuple[Genuineness, ...] = ("official", "official-archive", "third-party", "unknown")
"""Verdicts on where a document is from; the last one on a document counts."""
TOLD: dict[str, str] = {
    "official": "from the official site",
    "official-archive": "from the official site, by an archive",
    "third-party": "a third party's copy",
    "unknown": "of unknown origin",
}
_DIGITS = 8


def genuineness(
    digest: str, names: Sequence[str], judgements: Iterable[Judgement]
) -> Judgement | None:
    """Give the standing judgement on where a document is from; None where nobody judged."""
    found = None
    for one in judgements:
        named = one.subject in names or (
            len(one.subject) >= _DIGITS and digest.startswith(one.subject.lower())
        )
        if named and one.verdict in GENUINE:
            found = one
    return found


def origin_told(holding: Holding, judgements: Iterable[Judgement]) -> str:
    """Say in a few words where a document is from, as the drawers of a story show it."""
    found = genuineness(holding.digest, (holding.name, *holding.names), judgements)
    if found is None:
        return "nobody judged where it is from"
    checks = f" ({found.reason})" if found.reason else ""
    return TOLD[found.verdict] + checks


def refuse_unsigned(case: Case, draft: Draft, digests: Iterable[str]) -> None:
    """Raise NotReleased with a line for every signature that the case asks for and lacks."""
    lines = [*_releases(case, draft)]
    if case.rules.genuine_documents:
        lines += _documents(case, digests)
    if lines:
        raise NotReleased("\n".join(lines))


def _releases(case: Case, draft: Draft) -> Iterable[str]:
    standing = [r for r in case.ledger().releases if r.draft == draft.sha256]
    asked: dict[Office, bool] = {
        "editor": case.rules.editor_release,
        "lawyer": case.rules.lawyer_release,
    }
    signed: set[str] = set()
    for office in (o for o, needed in asked.items() if needed):
        own = [r.by for r in standing if r.office == office and r.by not in signed]
        if own:
            signed.add(own[-1])
        else:
            yield f"{draft.path}: no {office} has released exactly these words."


def _documents(case: Case, digests: Iterable[str]) -> Iterable[str]:
    held = {h.digest: h for h in case.documents()}
    for digest in sorted(set(digests), key=lambda d: held[d].name):
        names = (held[digest].name, *held[digest].names)
        found = genuineness(digest, names, case.judgements())
        if found is None:
            yield f"{held[digest].name}: nobody judged where it is from."
        elif found.verdict == "unknown":
            yield f"{held[digest].name}: judged to be of unknown origin."
        elif not found.reason.strip():
            yield f"{held[digest].name}: judged {found.verdict} without saying what was checked."
