"""Write a checked, accepted story into a folder: all of it or nothing.

The publication is built up from accepted facts. What they rest on is read again from the originals
(what was derived is not signed) and shown from there, with personal data masked. It is written
beside the target and moved into place when it is whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace import __version__
from papertrace.casefile import numbering, seal_proofs, veils
from papertrace.casefile.sealing import seal
from papertrace.check import check as test
from papertrace.errors import BundleInvalid, DraftNotChecked, UsageError
from papertrace.model import PageImage, Publication, state_of
from papertrace.publish import EXPORTERS, claimreview, masks, site
from papertrace.publish.naming import publicly_named
from papertrace.publish.redact import public_address
from papertrace.read import draw, sandbox
from papertrace.read.walls_fonts import for_pictures
from papertrace.text.personal_secrets import secret_words
from papertrace.workflow.charted import drawings
from papertrace.workflow.checking import evidence, holding_of, read_draft
from papertrace.workflow.expert import numbered, write_expert
from papertrace.workflow.fetched import by_document
from papertrace.workflow.means import means
from papertrace.workflow.nodding import with_unread
from papertrace.workflow.picturing import has_pixels, job_of, render_job
from papertrace.workflow.proving import (
    as_read,
    cited,
    pages_of,
    quoted,
    quoted_by,
    rested_on,
    without_orphans,
)
from papertrace.workflow.ratings import reviews
from papertrace.workflow.releasing import origin_told, refuse_unsigned, unsigned
from papertrace.workflow.rereading import unchanged
from papertrace.workflow.resolving import resolution
from papertrace.workflow.sentences import refuse_unread, unread
from papertrace.workflow.sheltering import guarded, published, sheltered
from papertrace.workflow.writing import editions, is_preview, may_write, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from papertrace.casefile import Case, Derivation, Held, SigningKey
    from papertrace.model import AcceptedFact, Box, CheckReport, Draft
    from papertrace.publish import Exporter
    from papertrace.workflow.proving import PageOf

_SCALE = 2.0


def page_images(
    case: Case,
    wanted: Iterable[tuple[str, int]],
    fresh: Mapping[str, Derivation],
    limits: sandbox.Limits,
    jobs: int,
    secrets: tuple[str, ...],
) -> tuple[PageImage, ...]:
    """Make pages' images: pixels in a worker for PDFs, a drawing where there is no picture.

    `fresh` is what the documents are read as now. Every place where one of `secrets` stands is
    masked, besides what the page itself labels.
    """
    page_of = pages_of(fresh)
    images: dict[tuple[str, int], PageImage] = {}
    pixels: list[tuple[str, int, float, float, tuple[Box, ...]]] = []
    for digest, number in sorted(set(wanted)):
        page = page_of(digest, number)
        if page is None:
            msg = f"Page {number} of {digest[:12]} is not in the case as read."
            raise BundleInvalid(msg, remedy="Run `papertrace build`.")
        hidden = masks(page, secrets)
        if page.origin == "drawn" or not has_pixels(fresh[digest]):
            images[digest, number] = draw(page, digest, hidden)
        else:
            pixels.append((digest, number, page.width, page.height, hidden))

    def argument(digest: str, number: int, hidden: tuple[Box, ...]) -> Callable[[], bytes]:
        head = job_of(digest, number, _SCALE, hidden)
        return lambda: head + case.original(digest)

    size = {(d, n): (w, h) for d, n, w, h, _ in pixels}
    queue = (((d, n), argument(d, n, hidden)) for d, n, _, _, hidden in pixels)
    for (digest, number), answer in sandbox.run_many(render_job, queue, for_pictures(limits), jobs):
        if not answer.ok:
            msg = f"Page {number} of {digest[:12]} cannot be drawn: {answer.message}"
            raise BundleInvalid(msg)
        width, height = size[digest, number]
        images[digest, number] = PageImage(
            digest, number, "image/png", width, height, answer.output
        )
    return tuple(images[k] for k in sorted(images))


def _refuse_unclean(report: CheckReport, name: str) -> None:
    if report.clean:
        return
    passed, failed, unproven = report.counts
    blocking = sum(f.severity == "error" for f in report.findings)
    msg = (
        f"{name} does not pass: {passed} passed, {failed} failed, {unproven} unproven,"
        f" {blocking} unclaimed."
    )
    raise DraftNotChecked(msg)


def publication(
    case: Case,
    path: Path,
    limits: sandbox.Limits,
    jobs: int,
    *,
    every: bool = False,
    preview: bool = False,
) -> Publication:
    """Check the draft again, and gather all that may be written.

    A `preview` is gathered though people have still to read, sign or accept something.

    `every` takes all facts that enough people accepted, not only those the story stands on.
    DraftNotChecked where it does not pass, NotReleased where a sentence waits for a person or a
    signature is missing, CaseTampered where what it rests on does not stand in the originals.
    """
    draft = read_draft(path)
    known = evidence(case, (draft,))
    report = with_unread(case, test(draft, known))
    _refuse_unclean(report, path.name)
    if not preview:
        refuse_unread(report)
    wanted = _every(case, known.facts) if every else cited(report, known.facts)
    resting = {*rested_on(case, report, known), *(f.digest for f in wanted)}
    fresh = unchanged(case, resting, limits, jobs)
    report = without_orphans(report, known.facts, pages_of(fresh))
    _refuse_unclean(report, path.name)
    facts = as_read(_standing(wanted, pages_of(fresh)), fresh)
    pages = quoted(report, known.holdings, known.translations)
    digests = {f.digest for f in facts} | {d for d, _ in pages}
    if not preview:
        refuse_unsigned(case, draft, digests)
    shown = {(f.digest, a.page) for f in facts for a in f.anchors} | set(pages)
    named = {n for r in report.results if r.coverage for n in r.coverage.documents}
    held = [h for h in case.documents() if h.digest in digests or h.name in named]
    secrets = secret_words(p.text for h in held for p in fresh[h.digest].pages)
    return Publication(
        title=_title(draft.text) or case.title,
        report=report,
        facts=facts,
        holdings=tuple(holding_of(case, h, fresh[h.digest]) for h in held),
        images=page_images(case, shown, fresh, limits, jobs, secrets),
        drawings=drawings(case, facts),
        captures={h.digest: h.first_captured_at for h in held},
        second_person=case.rules.second_person,
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        version=__version__,
        quoted=quoted_by(report, known.holdings, known.translations),
        pages={at: page for at in shown if (page := pages_of(fresh)(*at)) is not None},
        secrets=secrets,
        purchases=_purchases(case),
        published=published(known.facts),
        addresses=dict(_addresses(case, {h.digest for h in held})),
        withheld=veils.withheld(case),
        origins=_origins(case, held, fresh),
        veil=veils.secrets_of(case)[0],
        seals=seal_proofs.shown(case, {h.digest for h in held}),
        waits=_waits(case, report, draft, facts, digests) if preview else None,
    )


def _purchases(case: Case) -> dict[str, str]:
    """Give the purchase of each fact that belongs to one."""
    return {fact: p.id for p in resolution(case).purchases for s in p.stages for fact in s.facts}


def _origins(case: Case, held: Iterable[Held], fresh: Mapping[str, Derivation]) -> dict[str, str]:
    """Give where a person judged each document to be from."""
    judged = case.judgements()
    return {
        h.digest: origin_told(holding_of(case, h, fresh[h.digest]), judged, h.first_captured_at)
        for h in held
    }


def _waits(
    case: Case,
    report: CheckReport,
    draft: Draft,
    facts: Iterable[AcceptedFact],
    digests: Iterable[str],
) -> tuple[str, ...]:
    """Give what still stands between a draft and its release."""
    needed = 2 if case.rules.second_person else 1
    few = [f for f in facts if len(set(f.reviewers)) < needed]
    lines = [*unread(report), *unsigned(case, draft, digests)]
    return (*lines, *(f"fact {f.id[:12]}: a second person has not accepted it." for f in few))


def _every(case: Case, facts: Iterable[AcceptedFact]) -> tuple[AcceptedFact, ...]:
    """Give all accepted facts that have as many people behind them as the case demands."""
    needed = 2 if case.rules.second_person else 1
    return tuple(f for f in facts if len(set(f.reviewers)) >= needed)


def _standing(facts: Iterable[AcceptedFact], page_of: PageOf) -> tuple[AcceptedFact, ...]:
    """Leave out what no longer stands where it stood; the story's own facts were tested before."""
    return tuple(
        f
        for f in facts
        if all(state_of(page_of(f.digest, a.page), a) != "orphan" for a in f.anchors)
    )


def _addresses(case: Case, digests: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the address of each document that was fetched, without what a person signed in with."""
    told = by_document(case)
    for digest in digests:
        for row in told.get(digest, ()):
            if str(row["address"]).startswith(("http://", "https://")):
                yield digest, public_address(str(row["address"]))


def _title(text: str) -> str:
    """Give the draft's first heading of the first level, outside code."""
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif line.startswith("# ") and not fenced:
            return line[2:].strip()
    return ""


def is_signed(form: str) -> bool:
    """Say whether a format asks for the publisher's key."""
    return form in EXPORTERS and bool(EXPORTERS[form].SIGNED)


def publish(  # noqa: PLR0913  (a publication has this many choices)
    case: Case,
    path: Path,
    out: Path,
    form: str,
    by: SigningKey | None = None,
    jobs: int | None = None,
    *,
    every: bool = False,
    correction: str = "",
) -> list[str]:
    """Write the story of a draft to `out`; gives the files written. Replaces only its own.

    `every` writes all accepted facts, where the format has room for more than the story's.
    `correction` says what is corrected in a story that was published here before. A format that is
    signed needs `by`, the publisher's key.
    """
    exporter = EXPORTERS.get(form)
    if exporter is None:
        msg = f"There is no format {form!r}."
        raise UsageError(msg, remedy=f"There is: {', '.join(sorted(EXPORTERS))}.")
    if exporter.SIGNED and by is None:
        msg = f"The format {form} is signed."
        raise UsageError(msg, remedy="`--by KEY` names the publisher's key.")
    may_write(out)
    whole = publicly_named(publication(case, path, *means(case, jobs), every=every))
    told = sheltered(whole, form)
    if form == claimreview.NAME:
        told = replace(told, reviews=reviews(path, told.report, told.facts))
    noted = _edition(told, editions(out), correction)
    told = replace(told, editions=tuple((row["at"], row["note"]) for row in noted))
    if exporter.SIGNED:
        told = numbered(case, told)
    mark = {"format": form, "at": told.at, "editions": noted}
    files = guarded(_sealed(exporter, told, by, case), whole)
    return write(out, files, None if exporter.SIGNED else mark)


def _edition(
    told: Publication, before: list[dict[str, str]], correction: str
) -> list[dict[str, str]]:
    """Note this edition behind those before it, where its words or claims are other ones."""
    draft = told.report.draft.sha256
    if before and before[-1]["draft"] == draft and not correction:
        return before
    note = correction or ("Changed." if before else "First published.")
    return [*before, {"at": told.at, "note": note, "draft": draft}]


def publish_preview(
    case: Case, path: Path, out: Path, jobs: int | None = None, *, every: bool = False
) -> tuple[str, ...]:
    """Write the site as its release would, marked as a preview; gives what the release waits for.

    UsageError where `out` is neither new nor an earlier preview: it never stands where a published
    story did. DraftNotChecked where a claim does not hold.
    """
    may_write(out)
    if any(out.glob("*")) and not is_preview(out):
        msg = f"{out} holds a published story."
        raise UsageError(msg, remedy="Name a new folder for the preview.")
    whole = publication(case, path, *means(case, jobs), every=every, preview=True)
    told = sheltered(publicly_named(whole), site.NAME)
    write(
        out,
        guarded(site.files(told), whole),
        {"format": site.NAME, "at": told.at, "preview": True},
    )
    return told.waits or ()


def publish_expert(  # noqa: PLR0913  (as above)
    case: Case,
    path: Path,
    out: Path,
    by: SigningKey | None,
    to: list[object],
    jobs: int | None = None,
    *,
    form: str = "bundle",
    every: bool = False,
) -> list[str]:
    """Write an expert edition, with originals, into one new file encrypted to `to`."""
    told = publication(case, path, *means(case, jobs), every=every)
    return write_expert(case, told, out, form, by, to)


def _sealed(
    exporter: Exporter, told: Publication, by: SigningKey | None, case: Case
) -> Iterator[tuple[str, bytes]]:
    """Give the exporter's files, and behind the one that is signed, and noted, its signature."""
    for name, data in exporter.files(told):
        yield name, data
        if by is not None and name == exporter.SIGNED:
            numbering.note(case, told.number, hashlib.sha256(data).hexdigest(), by)
            yield f"{name}.sig", seal(by, data, f"papertrace-{exporter.NAME}").encode()
