"""What people must have signed before a story is published: its words, its documents' origin.

It refuses and never signs. Which signatures are asked for stands in case.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from papertrace.errors import NotReleased, UsageError

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
VOUCHED = "vouched"
"""The verdict on a sentence or a name of a draft, by a person who read it."""
_DIGITS = 8


def genuineness(
    digest: str, names: Sequence[str], judgements: Iterable[Judgement], captured: str = ""
) -> Judgement | None:
    """Give the standing judgement on where a document is from; None where nobody judged.

    A judgement by name is of what bore the name then: not of bytes first `captured` (UTC, ISO
    8601) after it.
    """
    found = None
    for one in judgements:
        named = (one.subject in names and captured <= one.at) or (
            len(one.subject) >= _DIGITS and digest.startswith(one.subject.lower())
        )
        if named and one.verdict in GENUINE:
            found = one
        elif named and one.verdict == "open" and not one.other:
            found = None
    return found


def origin_told(holding: Holding, judgements: Iterable[Judgement], captured: str = "") -> str:
    """Say in a few words where a document is from, as the drawers of a story show it."""
    found = genuineness(holding.digest, (holding.name, *holding.names), judgements, captured)
    if found is None:
        return "nobody judged where it is from"
    checks = f" ({found.reason})" if found.reason else ""
    return TOLD[found.verdict] + checks


def refuse_unsigned(case: Case, draft: Draft, digests: Iterable[str]) -> None:
    """Raise NotReleased with a line for every signature that the case asks for and lacks."""
    lines = unsigned(case, draft, digests)
    if lines:
        raise NotReleased("\n".join(lines))


def unsigned(case: Case, draft: Draft, digests: Iterable[str]) -> list[str]:
    """Give a line for every signature that the case asks for and lacks."""
    lines = [*_releases(case, draft)]
    if case.rules.genuine_documents:
        lines += _documents(case, digests)
    return lines


def may_sign(case: Case, office: Office, key: str) -> bool:
    """Say whether the person of a key may sign in an office: anybody where case.toml names none.

    UsageError where case.toml names a key that the case does not know, or a label of two people's.
    """
    named = case.rules.editors if office == "editor" else case.rules.lawyers
    return not named or case.ledger().person(key) in {_named(case, one) for one in named}


def _named(case: Case, told: str) -> str:
    """Give the person whom case.toml names by a key's label or id."""
    ledger = case.ledger()
    found = {ledger.person(k.id) for k in case.people() if told in (k.id, k.label)}
    if len(found) != 1:
        msg = f"case.toml: [release] names {told!r}, which is the key of {len(found)} people here."
        raise UsageError(msg, remedy="`papertrace key people` lists them; name a key by its id.")
    return found.pop()


def _releases(case: Case, draft: Draft) -> Iterable[str]:
    standing = [r for r in case.ledger().releases if r.draft == draft.sha256]
    rules, person = case.rules, case.ledger().person
    asked: dict[Office, bool] = {
        "editor": rules.editor_release or bool(rules.editors),
        "lawyer": rules.lawyer_release or bool(rules.lawyers),
    }
    needed = [o for o, wanted in asked.items() if wanted]
    signers = {
        o: {person(r.by) for r in standing if r.office == o and may_sign(case, o, r.by)}
        for o in needed
    }
    for office in (o for o in needed if not signers[o]):
        named = rules.editors if office == "editor" else rules.lawyers
        who = f" whom case.toml names ({', '.join(named)})" if named else ""
        yield (
            f"{draft.path}: no {office}{who} has released exactly these words"
            f" (papertrace release DRAFT --as {office})."
        )
    every = set().union(*signers.values()) if signers else set()
    if all(signers.values()) and len(every) < len(needed):
        yield f"{draft.path}: one person has signed in both offices; another must sign in one."


def _documents(case: Case, digests: Iterable[str]) -> Iterable[str]:
    held = {h.digest: h for h in case.documents()}
    for digest in sorted(set(digests), key=lambda d: held[d].name):
        names = (held[digest].name, *held[digest].names)
        since = held[digest].first_captured_at
        found = genuineness(digest, names, case.judgements(), since)
        if found is None:
            yield f"{held[digest].name}: nobody judged where it is from."
        elif found.verdict == "unknown":
            yield f"{held[digest].name}: judged to be of unknown origin."
        elif not found.reason.strip():
            yield f"{held[digest].name}: judged {found.verdict} without saying what was checked."
