"""The published site: a story in which every figure opens the spot on the page that proves it.

Self-contained: no third-party request, no inline script or style, readable without script, the
same bytes for the same publication. Each proof has a page of its own; beside it lies the same as a
script, which the story's drawer asks for when it is opened, from disk, too. It refuses before it
gives the first file.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files as package_files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from papertrace.publish import wording
from papertrace.publish.budgets import budgets
from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.proofs import document, marks, proofs
from papertrace.publish.story import address_of, language_of, rendered
from papertrace.publish.subjects import subjects
from papertrace.publish.views import PageView
from papertrace.publish.windows import image_path, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import Publication
    from papertrace.publish.budgets import Budgets
    from papertrace.publish.proofs import Sources
    from papertrace.publish.subjects import Subject
    from papertrace.publish.views import DocumentView, ProofView
    from papertrace.publish.windows import Rule, Window

NAME = "site"
TITLE = "A web page in which every figure opens its proof"
SIGNED = ""

_IN_DRAWER = 6
"""Pieces of evidence shown whole in a drawer; the rest stand on the proof's own page."""

_IN_STUB = 3
"""Pieces of evidence named in the story's own page, for print."""

_INTRODUCED = "PT648"
"""The check's finding that a second person was introduced by whom they second alone."""


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes) of every file of the site, index.html first.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before the first file.
    """
    known = cleared(publication)
    shown = proofs(publication, known)
    documents = tuple(
        document(h.digest, h.name, known)
        for h in sorted(publication.holdings, key=lambda h: (h.name, h.digest))
    )
    pages = {d.digest: _pages(d, publication, known) for d in documents}
    about = subjects(publication, shown)
    charts = budgets(publication, shown, known.secrets)
    written = [("index.html", _index(publication, shown, documents, about, charts))]
    written += [
        (s.address, _page("subject.html", root="../", subject=s, **_common(publication)))
        for s in about
    ]
    written += [
        (
            f"proofs/{p.address}.html",
            _page("proof.html", root="../", proof=p, **_common(publication)),
        )
        for p in shown
    ]
    written += [
        (d.address, _document_page(publication, d, pages[d.digest], shown)) for d in documents
    ]
    drawers = [(f"proofs/{p.address}.js", _drawer(p)) for p in shown]
    refuse_exposed([*written, *drawers], publication.images, known.secrets, known.names)
    windows = [
        w for p in shown for e in p.evidence for w in (*e.crops, *(v.window for v in e.pages))
    ]
    windows += [v.window for views in pages.values() for v in views]
    yield from ((path, text.encode()) for path, text in written)
    for (path, inside), p in zip(drawers, shown, strict=True):
        yield path, _called(p.address, inside).encode()
    yield "site.css", _style(windows).encode()
    yield "site.js", _text("site.js").encode()
    for image in sorted(publication.images, key=lambda i: (i.digest, i.page)):
        yield image_path(image), image.data


def _common(publication: Publication) -> dict[str, object]:
    return {
        "story": publication.title,
        "at": publication.at,
        "version": publication.version,
        "language": language_of(publication.report.draft.text),
        "waits": None if publication.waits is None else len(publication.waits),
    }


def _index(
    publication: Publication,
    shown: tuple[ProofView, ...],
    documents: tuple[DocumentView, ...],
    about: tuple[Subject, ...],
    charts: tuple[Budgets, ...],
) -> str:
    spoken = {
        r.claim.id: f"Show the evidence for “{r.claim.span.text}”"
        for r in publication.report.results
    }
    title, body = rendered(publication.report.draft.text, spoken)
    return _page(
        "index.html",
        root="",
        title=title or publication.title,
        body=Markup(body),  # noqa: S704  (rendered by markdown-it with HTML switched off)
        proofs=shown,
        documents=documents,
        subjects=about,
        charts=charts,
        drawings=[(name, Markup(svg)) for name, svg in publication.drawings],  # noqa: S704  (`drawing` escapes every word)
        claims=len(publication.report.results),
        facts=len(publication.facts),
        pages=sum(d.pages for d in documents),
        reviewers=min((len(set(f.reviewers)) for f in publication.facts), default=0),
        introduced=[f.message for f in publication.report.findings if f.code == _INTRODUCED],
        in_stub=_IN_STUB,
        editions=publication.editions or ((publication.at, "First published."),),
        **_common(publication),
    )


def _drawer(shown: ProofView) -> str:
    """Lay out what the drawer shows of a proof, as seen from the story's page."""
    return _page("drawer.html", proof=shown, in_drawer=_IN_DRAWER)


def _called(address: str, inside: str) -> str:
    """Write markup as a script that hands it to the story's page: a page on disk may not fetch."""
    told = f"{json.dumps(address)}, {json.dumps(inside, ensure_ascii=False)}"
    return f'"use strict";\npapertraceProof({told});\n'


def _document_page(
    publication: Publication,
    told: DocumentView,
    pages: tuple[PageView, ...],
    shown: tuple[ProofView, ...],
) -> str:
    used = tuple(p for p in shown if any(e.document.digest == told.digest for e in p.evidence))
    searched = tuple(
        p for p in shown if p.coverage and told.address in {a for _, a in p.coverage.documents}
    )
    return _page(
        "document.html",
        root="../",
        document=told,
        pages=pages,
        used=used,
        searched=searched,
        **_common(publication),
    )


def _pages(told: DocumentView, publication: Publication, known: Sources) -> tuple[PageView, ...]:
    """Lay out the pages of a document that a proof stands on, with all marks of all facts."""
    views = []
    facts = [f for f in publication.facts if f.digest == told.digest]
    for (digest, number), image in sorted(known.images.items()):
        if digest != told.digest:
            continue
        placed = [m for f in facts for m in marks(f, "", image)]
        window = whole(image, {m.points: m for m in placed}.values())
        views.append(PageView(number, window, f"Page {number} of {told.title}"))
    return tuple(views)


def _style(windows: Iterable[Window]) -> str:
    """Give the style sheet: the standing part, then the places of the marks."""
    rules: dict[str, Rule] = {r.name: r for w in windows for r in w.rules}
    placed = "\n".join(rules[name].css for name in sorted(rules))
    return f"{_text('site.css')}\n/* places of the marks, in per cents of their page */\n{placed}\n"


def _text(name: str) -> str:
    return (package_files("papertrace.publish") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("papertrace.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["people"] = wording.people
    made.filters["language"] = language_of
    made.filters["address"] = address_of
    return made


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values) + "\n"
