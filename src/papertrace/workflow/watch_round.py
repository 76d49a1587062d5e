"""One round of the watch: each page is asked for until it is plain what became of it.

A public archive's fresh copy that shows the same spares the site a visit. What changed or moved is
captured anew, read, and compared fact by fact; what came instead of a page is kept as evidence.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from papertrace.collect.addresses import Address
from papertrace.collect.following import visit
from papertrace.collect.outcomes import (
    AWAY,
    Around,
    Before,
    Probe,
    Verdict,
    is_other,
    is_same,
    verdict,
)
from papertrace.collect.warcs import Entry
from papertrace.errors import CaseTampered, FetchRefused
from papertrace.model.web import Lead, Seen
from papertrace.workflow import building, capturing
from papertrace.workflow.fact_changes import changes
from papertrace.workflow.means import means
from papertrace.workflow.recognising import Readings
from papertrace.workflow.watching import LOOK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile import Case, SigningKey
    from papertrace.collect.following import Visit
    from papertrace.workflow.fact_changes import Change
    from papertrace.workflow.session import Session
    from papertrace.workflow.watching import Watched

_LEAST, _MOST = 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one page in one round."""

    page: Watched
    verdict: Verdict
    probes: tuple[Probe, ...]
    via: str = ""
    """The archive's address whose copy was looked at, '' for the page itself."""
    digest: str = ""
    """Of the document captured anew, where there is one."""
    warc: str = ""
    changes: tuple[Change, ...] = ()


def look(
    case: Case, every: Iterable[Watched], session: Session, key: SigningKey
) -> Iterator[Looked]:
    """Look at pages again, one after the other; each is in the log when it is given."""
    answered: set[str] = set()
    for page in every:
        others = bool(answered - {_host(page.address, session)})
        made = _look(case, page, session, others=others)
        answered |= {p.visit.asked.host for p in made.probes if p.status}
        if made.verdict.outcome in ("changed", "moved"):
            made = _anew(case, made, session, key)
        elif made.verdict.outcome in ("gone", "blocked"):
            made = _evidence(case, made, key)
        case.append(LOOK, body(made), key)
        yield made


def _host(address: str, session: Session) -> str:
    try:
        return session.address(address).host
    except FetchRefused:
        return ""


def _look(case: Case, page: Watched, session: Session, *, others: bool) -> Looked:
    """Ask until it is plain what a page became."""
    try:
        original = case.original(page.digest)
    except CaseTampered as damage:  # the others can be looked at all the same
        return Looked(page, Verdict("our_fault", "original", damage.message), ())
    seen = session.look_at(original, page.final, page.content_type)
    before = Before(seen, page.final)
    copy = _copy(page, before, session)
    if copy:
        return copy
    try:
        address = session.address(page.address)
    except FetchRefused as refusal:
        return Looked(page, Verdict("our_fault", "refused", refusal.message), ())
    probes: list[Probe] = []
    home: Probe | None = None
    nowhere: Probe | None = None
    while True:
        if probes:
            session.pace.sleep(session.pause * session.pace.chance(_LEAST, _MOST))
        probes.append(probe(address, session))
        last = probes[-1]
        other = is_other(before, last)
        if home is None and (other or last.visit.trouble):
            home = probe(_beside(address, "/"), session)
        if nowhere is None and (other or last.status in AWAY):
            nowhere = probe(_beside(address, invented(address.target)), session)
        found = verdict(before, probes, Around(home, others, nowhere))
        if found.final:
            return Looked(page, found, (*probes, *(one for one in (home, nowhere) if one)))


def _beside(address: Address, path: str) -> Address:
    return Address(address.scheme, address.host, address.port, path, address.ip)


def invented(target: str) -> str:
    """Give a path that cannot be there, in the same folder and with the same ending."""
    folder, _, name = target.partition("?")[0].rpartition("/")
    _, dot, ending = name.rpartition(".")
    return f"{folder}/{secrets.token_hex(8)}{dot}{ending if dot else ''}"


def probe(address: Address, session: Session) -> Probe:
    """Visit once, and let a worker look at what came, an error's page, too."""
    made = visit(address, session.reach, session.limits, session.pace)
    last = made.last
    return Probe(made, session.look(last) if last and last.body else Seen("", 0, ""))


def _copy(page: Watched, before: Before, session: Session) -> Looked | None:
    """Look at public archives' copies; None where the page itself is to be asked for."""
    tried: list[Probe] = []
    for template in session.archives:
        text = template.replace("{address}", page.address)
        try:
            tried.append(probe(session.address(text), session))
        except FetchRefused:
            continue
        last = tried[-1]
        if last.visit.trouble or not last.seen.sha256:
            continue
        if is_same(before.seen, last.seen) and (
            _is_fresh(last.visit, session) or not session.contact
        ):
            return Looked(page, Verdict("same", "archive", "by an archive's copy"), (last,), text)
        if not session.contact:
            found = verdict(Before(before.seen, last.final), [last, last], Around())
            return Looked(page, found, (last,), text)
    if session.contact:
        return None
    said = "no public archive that case.toml names gave a copy, and the site was not to be asked"
    return Looked(page, Verdict("our_fault", "no-copy", said), tuple(tried))


def _is_fresh(made: Visit, session: Session) -> bool:
    """Say whether an archive's copy is young enough to speak for the page."""
    told = made.last.header("memento-datetime") if made.last else ""
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return False
    if at.tzinfo is None:
        return False
    return timedelta(0) <= datetime.now(UTC) - at <= timedelta(hours=session.fresh)


def _anew(case: Case, made: Looked, session: Session, key: SigningKey) -> Looked:
    """Capture a page that changed, read it, and compare the facts of both."""
    page = made.page
    lead = Lead(made.via or page.address, page.publisher, page.form)
    captured = capturing.capture(case, lead, session, key)
    found = captured.page
    if found.trouble:
        said = f"{made.verdict.said}; captured anew, {found.said}"
        return replace(made, verdict=Verdict("blocked", found.trouble, said), warc=captured.warc)
    limits, jobs = means(case)
    readings = Readings(case, key, case.config.lane)
    for _ in building.build(case, jobs=jobs, limits=limits, readings=readings):
        pass
    new = found.seen.sha256
    before, after = (case.derived.facts(digest=d) for d in (page.digest, new))
    told = changes(before, after) if new != page.digest else ()
    return replace(made, digest=new, warc=captured.warc, changes=told)


def _evidence(case: Case, made: Looked, key: SigningKey) -> Looked:
    """Keep what came instead of a page."""
    steps = [step for one in made.probes for step in one.visit.steps]
    kept = [Entry(step, "refusal") for step in sorted(steps, key=lambda s: s.at)]
    if not any(one.exchange.response for one in kept):
        return made
    host = kept[0].exchange.address.host
    return replace(made, warc=capturing.preserved(case, kept, made.page.address, host, key).digest)


def body(made: Looked) -> dict[str, Any]:
    """Give what the log says of a look."""
    return {
        "address": made.page.address,
        "publisher": made.page.publisher,
        "outcome": made.verdict.outcome,
        "reason": made.verdict.reason,
        "said": made.verdict.said,
        "via": made.via,
        "before": made.page.digest,
        "digest": made.digest,
        "warc": made.warc,
        "visits": [_visited(one.visit) for one in made.probes],
        "changes": len(made.changes),
    }


def _visited(made: Visit) -> list[object]:
    last = made.last
    at = made.steps[0].at if made.steps else ""
    return [at, made.asked.text, last.status if last else 0, made.trouble]
