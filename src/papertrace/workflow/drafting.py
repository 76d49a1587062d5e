"""Drafts of a case as the desk shows and saves them: text and claims together, tested as they are.

A draft is saved whole or not at all, and never over one that somebody changed in between.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.casefile import disk
from papertrace.check import check as test
from papertrace.errors import NotPreserved, StaleDecision, UnknownDocument, UsageError
from papertrace.workflow.checking import check, evidence, read_draft
from papertrace.workflow.deciding import DATES
from papertrace.workflow.drafted import CLAIMS
from papertrace.workflow.kept import facts_of
from papertrace.workflow.listing import reviewed
from papertrace.workflow.nodding import with_unread
from papertrace.workflow.proving import without_orphans
from papertrace.workflow.unseen import figures

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case
    from papertrace.model import CheckReport

FOLDER = "drafts"
_PAGES = 64
_NAME = re.compile(r"[^\W_][\w-]{0,59}")
_MOST = 2 << 20
"""Characters that a draft or its claims may have."""


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it lies in the case."""

    name: str
    text: str
    claims: str
    """The claims file beside it, '' where there is none."""
    version: str
    """Digest of both, by which a change in between is noticed."""


@dataclass(frozen=True, slots=True)
class Citable:
    """An accepted fact as it is offered to a writer."""

    fact: str
    told: str
    """The fact's kind."""
    kind: str
    """The kind of claim that cites it."""
    value: str
    document: str
    page: int


def draft_names(case: Case) -> tuple[str, ...]:
    """Give the names of the drafts that can be written here, sorted."""
    return tuple(p.name for p in sorted((case.root / FOLDER).glob("*.md")) if p.is_file())


def _place(case: Case, name: str) -> Path:
    """Give a draft's path; UnknownDocument for all that is no draft of this case."""
    if name not in draft_names(case):
        msg = f"There is no draft called {name[:80]!r} in this case."
        raise UnknownDocument(msg, remedy="Save one as drafts/NAME.md in the case's folder.")
    return case.root / FOLDER / name


def begin(case: Case, name: str) -> str:
    """Make a new draft and give its file's name; UsageError for a name that cannot be one."""
    plain = name.strip().removesuffix(".md")
    if not _NAME.fullmatch(plain):
        msg = "A draft's name has up to sixty letters, digits, - and _."
        raise UsageError(msg, remedy="Call it story.")
    if f"{plain}.md" in draft_names(case):
        msg = f"There is a draft called {plain}.md already."
        raise UsageError(msg, remedy="Open it, or choose another name.")
    try:
        (case.root / FOLDER).mkdir(exist_ok=True)
        disk.write_over(case.root / FOLDER / f"{plain}.md", f"# {plain}\n".encode())
    except OSError as error:
        msg = f"{plain}.md could not be made: {error}."
        raise NotPreserved(msg) from error
    return f"{plain}.md"


def _claims_of(path: Path) -> Path:
    own = path.with_name(f"{path.stem}.{CLAIMS}")
    return own if own.exists() else path.with_name(CLAIMS)


def written(case: Case, name: str) -> Written:
    """Read a draft with its claims; UnknownDocument, UsageError where it is no UTF-8 text."""
    path = _place(case, name)
    claims = _claims_of(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        toml = claims.read_text(encoding="utf-8-sig") if claims.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{name} cannot be read as UTF-8 text ({error})."
        raise UsageError(msg, remedy="Save it as UTF-8.") from error
    both = f"{len(text)}\n{text}{toml}".encode("utf-8", "surrogatepass")
    return Written(name, text, toml, hashlib.sha256(both).hexdigest())


def save(case: Case, name: str, text: str, claims: str, version: str) -> Written:
    """Save a draft and its claims over the version that was shown.

    StaleDecision where the draft is not that version any more, NotPreserved where the disk fails.
    """
    if max(len(text), len(claims)) > _MOST:
        msg = "A draft has at most two million characters."
        raise UsageError(msg)
    path, before = _place(case, name), written(case, name)
    if before.version != version:
        msg = f"{name} was changed by somebody else since it was shown here."
        raise StaleDecision(msg, remedy="Copy what you wrote, load the draft anew, and merge.")
    try:
        if claims != before.claims:
            disk.write_over(_claims_of(path), claims.encode())
        if text != before.text:
            disk.write_over(path, text.encode())
    except (OSError, UnicodeEncodeError) as error:
        msg = f"{name} could not be saved: {error}."
        raise NotPreserved(msg) from error
    return written(case, name)


def citable(case: Case) -> tuple[Citable, ...]:
    """Give the accepted facts that hold a figure or a date, as a claim would name them."""
    found = []
    for fact in reviewed(case, facts_of(case)).accepted:
        money = figures(fact)
        name = next(iter(money or [n for n in fact.fields if n in DATES]), "")
        if name:
            page = min((a.page for a in fact.anchors if a.field == name), default=1)
            kind = "amount" if money else "date"
            value = fact.fields[name].value
            found.append(Citable(fact.id, fact.kind, kind, value, fact.document, page))
    return tuple(sorted(found, key=lambda c: (c.document, c.page, c.fact)))


def offered(case: Case) -> tuple[Citable, ...]:
    """Give every accepted fact as a form offers it: by its figure, its date, or its first field."""
    known = {c.fact: c for c in citable(case)}
    found = []
    for fact in reviewed(case, facts_of(case)).accepted:
        page = min((a.page for a in fact.anchors if not a.role), default=1)
        words = next((f.value for f in fact.fields.values()), "")
        own = Citable(fact.id, fact.kind, "statement", words, fact.document, page)
        found.append(known.get(fact.id, own))
    return tuple(sorted(found, key=lambda c: (c.document, c.page, c.fact)))


def live(case: Case, name: str) -> CheckReport:
    """Test a draft against what was accepted, without reading originals again.

    `check` and `publish` read them again; a draft is not proven before they have.
    """
    draft = read_draft(_place(case, name))
    known = evidence(case, (draft,))
    page_of = lru_cache(maxsize=_PAGES)(case.derived.page)
    return with_unread(case, without_orphans(test(draft, known), known.facts, page_of))


def again(case: Case, name: str) -> CheckReport:
    """Test a draft as `papertrace check` does, reading originals again where that can matter.

    CaseTampered where they read otherwise than what is stored.
    """
    return check(case, _place(case, name))
