"""Captures one address whole: the page, what it is shown with, and the files it links to.

What came is kept first, as a web archive among the originals; the documents in it are then unpacked
by a worker as from any archive, and each is named in the log with where and when it was found. What
another site answers instead (an error, a door, a captcha) is kept as evidence and is no document.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from papertrace.collect import browser
from papertrace.collect.following import Visit, visit
from papertrace.collect.public import literal
from papertrace.collect.warcs import Entry, Made, warc_of
from papertrace.errors import FetchRefused
from papertrace.model.web import Seen
from papertrace.read import sniff
from papertrace.workflow.fetched import KIND
from papertrace.workflow.unpacking import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile import Case, SigningKey
    from papertrace.collect.addresses import Address
    from papertrace.model import Capture
    from papertrace.model.web import Lead, Link
    from papertrace.workflow.session import Session
    from papertrace.workflow.unpacking import Preserved

MOST_FURNITURE, MOST_ATTACHMENTS, MOST_ONWARD = 120, 60, 3
MOST_BYTES, FURNITURE_BYTES = 192 << 20, 8 << 20
"""Of one page with its files, held until they are stored; of one thing it is shown with."""
EASED = 0.2
"""Part of the pause between two things that a page is shown with."""
MOST_SECONDS = 1800.0
"""For a page's files, and again for what it is shown with."""
_SECOND = frozenset({"gov", "com", "org", "net", "edu", "ac", "co", "mil", "gob", "go"})
_PICTURE = 48 << 10
"""Bytes from which on a picture on a page may be the notice itself, and is a document."""
_SHORT = 400
"""Letters up to which a page that sends its reader on is only a step."""
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """One document, or one failure, of a capture."""

    role: str
    """page, frame, attachment, picture, or shown: a page as its scripts left it."""
    visit: Visit
    seen: Seen
    trouble: str = ""
    said: str = ""


@dataclass(slots=True)
class Captured:
    """What became of one lead."""

    lead: Lead
    found: list[Found] = field(default_factory=list)
    """The page first."""
    warc: str = ""
    """Digest of the web archive, '' where nothing came at all."""
    members: list[Preserved] = field(default_factory=list)
    furniture: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def page(self) -> Found:
        """Give what became of the address itself."""
        return self.found[0]

    @property
    def links(self) -> tuple[Link, ...]:
        """Give the links of the page."""
        return self.page.seen.links


def capture(
    case: Case, lead: Lead, session: Session, key: SigningKey, begun: tuple[Entry, ...] = ()
) -> Captured:
    """Fetch an address with what belongs to it, keep it, and note it in the log.

    `begun` are answers that belong into the same web archive. FetchRefused where the address itself
    is not fetched; everything else that goes wrong is told in what is given.
    """
    made, kept = Captured(lead), list(begun)
    page = fetched(session.address(lead.address), "page", session, kept)
    made.found.append(page)
    made_here: list[Made] = []
    if not page.trouble:
        if session.browse and page.seen.media_type == sniff.HTML:
            made_here = _with_browser(made, session, kept)
        elif page.seen.media_type == sniff.HTML and not page.seen.letters:
            made.notes.append("it shows no text without its scripts: add it with --browser")
        _with_attachments(made, session, kept)
        made.furniture = _with_furniture(made, session, kept)
    if any(one.exchange.response for one in kept):
        outer = preserved(case, kept, made.lead.address, page.visit.asked.host, key, made_here)
        _open(case, made, outer, session, key)
    case.append_all([(KIND, body) for body in bodies(made)], key)
    return made


def fetched(address: Address, role: str, session: Session, kept: list[Entry]) -> Found:
    """Visit an address and go where its page sends its reader; what came is added to `kept`."""
    steps: list[Visit] = []
    at, via = address, ""
    while True:
        made = visit(at, session.reach, session.limits, session.pace)
        steps.append(made)
        kept += [Entry(step, "step", via) for step in made.steps[:-1]]
        last = made.last
        seen = session.look(last) if last and not made.trouble else Seen("", 0, "")
        trouble, said = made.trouble, made.said
        if not trouble:
            trouble, said = _door(seen)
        onward = _onward(seen, session) if not trouble and len(steps) <= MOST_ONWARD else None
        if last:
            use = "refusal" if trouble else "step" if onward else _use(seen)
            kept.append(Entry(last, use, via))
        if onward is None:
            whole = tuple(step for one in steps for step in one.steps)
            return Found(role, Visit(address, whole, trouble, said), seen, trouble, said)
        at, via = onward, at.text


def _door(seen: Seen) -> tuple[str, str]:
    """Give what stands in place of the page, with words; '' where it is the page."""
    if seen.trouble:
        return "", ""
    words = {
        "captcha": "it shows a captcha in place of the page",
        "login": "it asks for a login in place of the page",
        "barred": "it says that access is barred, though its status does not",
        "challenge": "it asks for its scripts to be run before it shows the page",
        "maintenance": "it says that its site is being worked on",
        "missing": "it says that there is no such page, though its status does not",
    }
    return next(((sign, said) for sign, said in words.items() if sign in seen.signs), ("", ""))


def _onward(seen: Seen, session: Session) -> Address | None:
    """Give where a page that is only a step sends its reader."""
    leads = [one.address for one in seen.links if one.role == "onward"]
    if not leads or seen.letters > _SHORT:
        return None
    try:
        return session.address(leads[0])
    except FetchRefused:
        return None


def _use(seen: Seen) -> str:
    return "rules" if any(one.role == "listed" for one in seen.links) else ""


def _with_attachments(made: Captured, session: Session, kept: list[Entry]) -> None:
    """Fetch what a page shows inside it, and the files it links to, each once a round.

    Files are fetched wherever they lie, frames from the page's own site; all within its budget.
    """
    roles = ("frame", "attachment")
    links = [one for one in made.links if one.role in roles]
    wanted = [one for one in links if one.address not in session.fetched]
    until = time.monotonic() + MOST_SECONDS
    for number, one in enumerate(sorted(wanted, key=lambda link: roles.index(link.role))):
        size = sum(len(entry.exchange.response) for entry in kept)
        if number >= MOST_ATTACHMENTS or size > MOST_BYTES or time.monotonic() > until:
            made.notes.append(
                f"it links to {len(wanted)} files; {number} were fetched: add the others yourself"
            )
            return
        try:
            address = session.address(one.address)
        except FetchRefused as refusal:
            made.notes.append(refusal.message)
            continue
        if one.role == "frame" and _site(address.host) != _home(made):
            made.notes.append(f"a page of another site is shown inside it: {address.text}")
            continue
        session.fetched.add(one.address)
        made.found.append(fetched(address, one.role, session, kept))


def _home(made: Captured) -> str:
    """Give the site of the page as it came."""
    last = made.page.visit.last
    return _site(last.address.host) if last else ""


def _with_furniture(made: Captured, session: Session, kept: list[Entry]) -> int:
    """Fetch what the page is shown with from its own site, each thing once a round.

    What other sites would deliver is left out: asking them would tell them of the visit. Large
    pictures are documents.
    """
    home = _home(made)
    small = replace(session.limits, seconds=min(session.limits.seconds, 15.0), size=FURNITURE_BYTES)
    eased = replace(session, limits=small, pace=session.pace.eased(EASED))
    fetched_here, others, until = 0, 0, time.monotonic() + MOST_SECONDS
    for text in (one.address for one in made.links if one.role == "furniture"):
        try:
            address = session.address(text)
        except FetchRefused:
            continue
        if _site(address.host) != home:
            others += 1
        elif text not in session.fetched and fetched_here < MOST_FURNITURE:
            if time.monotonic() > until:
                break
            session.fetched.add(text)
            fetched_here += 1
            _piece(made, address, eased, kept)
    if others:
        made.notes.append(f"{others} pictures, styles or scripts of other sites were left out")
    return fetched_here


def _piece(made: Captured, address: Address, session: Session, kept: list[Entry]) -> None:
    """Fetch one thing that a page is shown with."""
    got = visit(address, session.reach, session.limits, session.pace)
    kept += [Entry(step, "step") for step in got.steps[:-1]]
    if not got.last:
        return
    kind = sniff.sniff(got.last.body[:_HEAD], address.target)
    if not got.trouble and kind.startswith("image/") and len(got.last.body) >= _PICTURE:
        kept.append(Entry(got.last))
        made.found.append(Found("picture", got, session.look(got.last)))
    else:
        kept.append(Entry(got.last, "furniture"))


def _site(host: str) -> str:
    """Give what the hosts of one site have in common: `gov.cn` and the like are no site."""
    labels = host.split(".")
    inner = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND  # noqa: PLR2004  (a country's letters)
    return host if literal(host) else ".".join(labels[-3 if inner else -2 :])


def _with_browser(made: Captured, session: Session, kept: list[Entry]) -> list[Made]:
    """Show the page in a browser that reaches its own site alone; give what was made of it.

    Its text after its scripts is a document where the page without them holds less than half of it.
    """
    last = made.page.visit.last
    if last is None:
        return []
    home = _home(made)
    shown = browser.show(
        last.address,
        lambda host: _site(host) == home,
        session.reach,
        session.limits,
        session.pace.eased(EASED),
    )
    kept += [Entry(one, "furniture", last.address.text) for one in shown.exchanges]
    if shown.trouble:
        made.notes.append(shown.trouble)
    name = f"urn:shown/{last.address.host}{last.address.target.partition('?')[0]}"
    pictures = (("png", "image/png", shown.picture), ("pdf", "application/pdf", shown.pdf))
    told = [Made(f"{name}.{end}", kind, data, "picture") for end, kind, data in pictures if data]
    if shown.html:
        seen = session.look_at(shown.html, last.address.text, "text/html; charset=utf-8")
        more = seen.letters > 2 * made.page.seen.letters
        told.append(Made(f"{name}.html", "text/html", shown.html, "" if more else "picture"))
        if more:
            made.found.append(Found("shown", made.page.visit, seen))
    return told


def preserved(
    case: Case,
    kept: list[Entry],
    address: str,
    host: str,
    key: SigningKey,
    made_here: Iterable[Made] = (),
) -> Capture:
    """Store a web archive of what came, under the time of its first question."""
    robots = "classic" if any(one.use == "rules" for one in kept) else "ignore"
    when = "".join(c for c in kept[0].exchange.at.partition("+")[0] if c not in "-:.")
    name = f"web/{when}Z-{host.replace(':', '_')}.warc.gz"
    source = io.BytesIO(warc_of(kept, robots, made_here))
    return case.preserve(source, name, f"url {address}", lambda h: sniff.sniff(h, name), key)[0]


def _open(case: Case, made: Captured, outer: Capture, session: Session, key: SigningKey) -> None:
    """Store what the web archive holds."""
    made.warc = outer.digest
    made.members = list(unpack(case, outer, key, session.worker))
    held = {one.capture.digest for one in made.members if one.capture}
    for one in made.found:
        if not one.trouble and _use(one.seen) == "" and one.seen.sha256 not in held:
            said = one.seen.trouble or "it could not be taken out of its web archive"
            made.notes.append(f"{one.visit.asked.text}: {said}")


def bodies(made: Captured) -> Iterator[dict[str, Any]]:
    """Give what the log says of a capture: one entry a document or failure."""
    for one in made.found:
        last = one.visit.last
        line = last.line if last else None
        content = last.header("content-type") if last else ""
        yield {
            "address": one.visit.asked.text,
            "role": one.role,
            "lead": made.lead.address,
            "publisher": made.lead.publisher,
            "form": made.lead.form,
            "digest": "" if one.trouble else one.seen.sha256,
            "warc": made.warc,
            "at": one.visit.steps[0].at if one.visit.steps else "",
            "steps": [[step.address.text, step.status] for step in one.visit.steps],
            "status": last.status if last else 0,
            "content_type": content,
            "media_type": one.seen.media_type,
            "trouble": one.trouble,
            "said": one.said,
            "ip": line.ip if line else "",
            "proxy": line.proxy if line else "",
            "tls": line.tls if line else "",
            "certificate": line.fingerprint if line else "",
            "tls_flaw": line.flaw if line else "",
        }
