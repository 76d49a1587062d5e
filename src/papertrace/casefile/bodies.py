"""What the entries of the log say: the body of each kind of entry, made from values.

The way back is `ledger`. Nothing is stored here, and what a person may not decide is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from papertrace.errors import CaseTampered, UnknownDocument, UsageError
from papertrace.model import Capture, Decision, Verdict, fact_id, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.casefile.archive import Incoming
    from papertrace.casefile.keys import SigningKey
    from papertrace.casefile.ledger import Held
    from papertrace.model import Anchor, Fact, Field, Key

AGAIN = "Delete the folder `derived` and run `papertrace build`."
"""What mends whatever is wrong with what was derived."""

Body = dict[str, object]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose about one fact, before it is a signed decision."""

    fact: Fact
    verdict: Verdict
    fields: Mapping[str, Field] | None = None
    """The whole corrected value, for `corrected` alone."""
    reason: str = ""
    seen_sha256: str = ""
    """Digest of the page image the person saw, '' where none was shown."""
    anchors: tuple[Anchor, ...] = ()
    """The proof of a corrected value, where other words prove it than the fact's own."""
    read: tuple[str, ...] = ()
    """The fields whose words the person typed or chose as they read them on the page."""


def decision_body(choice: Choice, channel: str, held: Mapping[str, Held]) -> Body:
    """Give the body of a decision, whole."""
    fact, corrected = choice.fact, choice.verdict == "corrected"
    if choice.verdict not in get_args(Verdict):
        msg = f"{choice.verdict!r} is not a verdict: accepted, corrected, rejected or withdrawn."
        raise UsageError(msg)
    if corrected != (choice.fields is not None):
        msg = "A corrected fact needs its whole corrected value, and no other has one."
        raise UsageError(msg)
    anchors = choice.anchors if corrected and choice.anchors else fact.anchors
    if anchors is not fact.anchors and not all(
        _proved(name, field, anchors) for name, field in (choice.fields or {}).items()
    ):
        msg = "A corrected value needs the words that prove it."
        raise UsageError(msg)
    if fact.digest not in held:
        msg = f"There is no document {fact.digest[:12]} for fact {fact.id[:12]}."
        raise UnknownDocument(msg)
    if fact_id(fact.digest, fact.kind, fact.fields, fact.anchors) != fact.id:
        msg = f"What is stored of fact {fact.id[:12]} ({held[fact.digest].name}) was changed."
        raise CaseTampered(msg, remedy=AGAIN)
    told = Decision(
        "",
        fact.id,
        fact.digest,
        fact.kind,
        choice.verdict,
        fact.fields if choice.fields is None else choice.fields,
        anchors,
        choice.seen_sha256,
        "",
        channel,
        "",
        choice.reason,
        None,
        fact.form,
        tuple(dict.fromkeys(choice.read)),
    )
    gone = ("id", "at", "reviewer", "replaces")
    return _without(told, *gone) if told.read else _without(told, *gone, "read")


def _proved(name: str, field: Field, anchors: Iterable[Anchor]) -> bool:
    wanted = _closed(field.written)
    return any(a.field == name and not a.role and wanted in _closed(a.quote) for a in anchors)


def _closed(text: str) -> str:
    return "".join(text.split())


def _without(value: object, *names: str) -> Body:
    return {k: v for k, v in to_json(value).items() if k not in names}


def key_body(key: SigningKey | Key, person: str = "") -> Body:
    """Give the body of a key's introduction; `person` where it is a further key of that person."""
    told: Body = {"id": key.id, "label": key.label, "public": key.public}
    return {**told, "person": person} if person else told


def capture_body(incoming: Incoming, name: str, origin: str, media_type: str) -> Body:
    """Give the body of a capture."""
    told = Capture("", incoming.digest, name, origin, media_type, incoming.size, "", "")
    return _without(told, "id", "at", "by")
