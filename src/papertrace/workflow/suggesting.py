"""Ask a model about documents where the rules left little, and keep what proves itself.

Runs from the shell, on pages as they were read; never in the worker, never by itself. Each call
is one log entry that holds digests and fact ids, and no word of a document. A rebuild of a document
drops its suggestions: they are machine output like any other.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.collect import Limits, ask, endpoint_of
from papertrace.errors import EndpointFailed, UsageError
from papertrace.extract import suggest as proposals
from papertrace.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case, Derivation, SigningKey
    from papertrace.collect import Endpoint
    from papertrace.extract.suggest import Prompt, Suggest
    from papertrace.model import Fact, Page

KIND = "suggestion"
"""Kind of the log's entries."""
_THIN = "PT412"
_SHORTEST = 40
"""Characters of a page below which there is nothing to ask about."""


@dataclass(frozen=True, slots=True)
class Call:
    """What became of one page."""

    name: str
    """The document's."""
    page: int
    facts: tuple[Fact, ...]
    refused: tuple[str, ...]
    failure: str = ""


class EndpointSuggest:
    """The backend that asks an OpenAI-compatible endpoint; remembers the digests of a call."""

    def __init__(self, endpoint: Endpoint, model: str, limits: Limits) -> None:
        """Take where to ask, which model, and when to give up."""
        self.name = model
        self._endpoint, self._limits = endpoint, limits

    def propose(self, prompt: Prompt) -> str:
        """Ask once."""
        messages = (("system", prompt.system), ("user", prompt.user))
        return ask(self._endpoint, self.name, messages, self._limits)[1]


def backend_of(case: Case, limits: Limits | None = None) -> EndpointSuggest:
    """Make the backend that case.toml names; UsageError where it names none, FetchRefused."""
    asked = case.config.suggest
    if asked is None:
        msg = "Suggestions are off: case.toml has no [suggest]."
        raise UsageError(msg, remedy="See docs/how-to/suggestions.md.")
    return EndpointSuggest(endpoint_of(asked.endpoint, asked.host), asked.model, limits or Limits())


def thin(case: Case) -> list[Derivation]:
    """List the documents where the rules left little, of the forms that may be asked about."""
    asked = case.config.suggest
    forms = asked.forms if asked else ()
    counts = case.derived.counts()
    found = []
    for made in case.derived.summaries():
        little = not counts.get(made.digest) or any(p.code == _THIN for p in made.problems)
        form = made.form.partition("@")[0]
        if little and made.outcome.startswith("read") and (not forms or form in forms):
            found.append(made)
    return found


def suggest(case: Case, backend: Suggest, key: SigningKey) -> Iterator[Call]:
    """Ask about every page of every thin document; what proves itself becomes proposed facts."""
    called = {held.digest: held.name for held in case.documents()}
    for summary in thin(case):
        whole = case.derived.whole(summary.digest)
        if whole is None:
            continue
        document = _document(whole, called.get(whole.digest, ""))
        found: list[Fact] = []
        for page in whole.pages:
            if len(page.text.strip()) >= _SHORTEST:
                call = _asked(case, backend, key, document, page, (*whole.facts, *found))
                found += call.facts
                yield call
        if found:
            kept = tuple(f for f in whole.facts if f.id not in {n.id for n in found})
            case.derived.put(replace(whole, facts=(*kept, *found)))


def _document(made: Derivation, name: str) -> Document:
    return Document(made.digest, name, "", made.reader, made.title, made.pages)


def _asked(
    case: Case,
    backend: Suggest,
    key: SigningKey,
    document: Document,
    page: Page,
    known: tuple[Fact, ...],
) -> Call:
    """Ask about one page, and log the call whatever becomes of it."""
    prompt = proposals.prompt_of(page)
    answer, failure = "", ""
    try:
        answer = backend.propose(prompt)
    except EndpointFailed as error:
        failure = error.message
    told = proposals.checked(document, page, answer, known) if not failure else None
    facts, refused = (told.facts, told.refused) if told else ((), ())
    body = {
        "digest": document.digest,
        "page": page.number,
        "model": backend.name,
        "prompt_sha256": _sha256(prompt.system + prompt.user),
        "answer_sha256": _sha256(answer) if not failure else "",
        "facts": [f.id for f in facts],
        "refused": len(refused),
    }
    case.append(KIND, body, key)
    return Call(document.name, page.number, facts, refused, failure)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def logged(case: Case) -> frozenset[str]:
    """Give the ids of all facts that a logged call proposed."""
    found: deque[str] = deque()
    for entry in case.entries(KIND):
        ids = entry.body.get("facts", [])
        found.extend(i for i in ids if isinstance(i, str))
    return frozenset(found)


def still_proved(fresh: Derivation, stored: Derivation | None, known: frozenset[str]) -> Derivation:
    """Add to a document read anew the stored suggestions that the log names and that hold now."""
    if stored is None or not known:
        return fresh
    document = _document(fresh, "")
    own = {f.id for f in fresh.facts}
    proved = {
        f.id
        for f in stored.facts
        if f.id in known and f.id not in own and proposals.holds(document, f)
    }
    if not proved:
        return fresh
    kept = tuple(f for f in stored.facts if f.id in proved)
    return replace(fresh, facts=(*fresh.facts, *kept))
