"""What must hold before anything is written, and after: checked, accepted, sealed.

It refuses by raising; it never mends what it finds.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from papertrace.errors import DraftNotChecked, NotAccepted, PublishError, SourceExposed
from papertrace.publish.proofs import sources
from papertrace.publish.redact import secrets_of
from papertrace.text.personal_words import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import AcceptedFact, PageImage, Publication
    from papertrace.publish.proofs import Sources

_PEOPLE = 2
"""People whose decisions a fact needs where the case asks for a second person."""
_MARKS = frozenset("*_`~\\[]")
"""Marks of Markdown that may stand inside a name and are not printed."""
_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|code|mark|small|s|del|q|time|span)\b[^>]*>")
_VALUE = re.compile(r'="([^"]*)"')
_TYPED = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([A-Za-z]+)="([^"]*)"')
_TOUCHING = 2.0
"""Points between two words that a reader sees as one."""


def cleared(publication: Publication) -> Sources:
    """Give what an exporter lays out, once nothing speaks against writing it.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed.
    """
    refuse_unready(publication)
    secrets = secrets_of(publication)
    refuse_named(publication, secrets)
    return sources(publication, secrets)


def refuse_unready(publication: Publication) -> None:
    """Raise where the draft is not clean, a fact is not accepted enough, or a picture is missing.

    DraftNotChecked, NotAccepted or PublishError, with a line for everything that is wrong.
    """
    _refuse_unchecked(publication)
    _refuse_unaccepted(publication)
    shown = {(i.digest, i.page) for i in publication.images}
    missing = sorted(
        {
            f"page {a.page} of {f.document or f.digest[:12]} has no picture to show"
            for f in publication.facts
            for a in f.anchors
            if (f.digest, a.page) not in shown
        }
    )
    if missing:
        raise PublishError("\n".join(missing), remedy="Run `papertrace build`, then publish again.")


def _refuse_unchecked(publication: Publication) -> None:
    report = publication.report
    if report.clean:
        return
    passed, failed, unproven = report.counts
    lines = [f"{passed} passed, {failed} failed, {unproven} unproven"]
    for result in report.results:
        if result.outcome != "passed":
            span = result.claim.span
            lines.append(
                f"{span.path}:{span.line}: {result.claim.id} {result.outcome}: {result.message}"
            )
    for finding in report.findings:
        if finding.severity == "error":
            place = f"{finding.span.path}:{finding.span.line}: " if finding.span else ""
            lines.append(f"{place}{finding.message}")
    raise DraftNotChecked("\n".join(lines))


def _refuse_unaccepted(publication: Publication) -> None:
    held = {f.id for f in publication.facts}
    lines = [
        f"{r.claim.id} stands on fact {fact[:12]}, which nobody accepted"
        for r in publication.report.results
        for fact in r.facts
        if fact not in held
    ]
    needed = needed_people(publication)
    lines += [_too_few(f, needed) for f in publication.facts if len(set(f.reviewers)) < needed]
    if lines:
        raise NotAccepted(
            "\n".join(lines),
            remedy="`papertrace decide FACT accept --by KEY` records another person's decision.",
        )


def needed_people(publication: Publication) -> int:
    """Give how many people a fact needs behind it; in a preview one is enough."""
    return _PEOPLE if publication.second_person and publication.waits is None else 1


def _too_few(fact: AcceptedFact, needed: int) -> str:
    have = len(set(fact.reviewers))
    people = "1 person" if have == 1 else f"{have} people"
    name = fact.document or fact.digest[:12]
    return f"fact {fact.id[:12]} ({fact.kind}) of {name}: accepted by {people}, needs {needed}"


def refuse_named(publication: Publication, secrets: tuple[str, ...]) -> None:
    """Raise SourceExposed where the draft names what the documents' pages are masked for.

    The message names lines and columns, and never the name.
    """
    draft = publication.report.draft
    lines = [
        f"{draft.path}:{line}:{column}: a private name or number that a document shown holds."
        for line, column in _places(draft.text, secrets)
    ]
    if occurrences(publication.title, secrets):
        lines.append(
            "the story's title holds a private name or number that a document shown holds."
        )
    if lines:
        raise SourceExposed("\n".join(lines), remedy="Take it out: say what the person's role is.")


def _places(text: str, secrets: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Give line and column (from 1) of every secret in a draft, whatever marks stand inside."""
    for start, _ in occurrences(text, secrets, _MARKS):
        yield text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def refuse_exposed(
    texts: Iterable[tuple[str, str]],
    images: Iterable[PageImage],
    secrets: tuple[str, ...],
    names: Iterable[str] = (),
) -> None:
    """Raise SourceExposed where a written page, its address, or a drawing holds one of the secrets.

    `names` are documents' names that may not be written as they are. The message names the file
    and never the secret.
    """
    hidden = tuple(names)
    open_in = [
        path
        for path, text in texts
        if occurrences(f"{path}\n\n{_read_aloud(text)}", secrets) or any(n in text for n in hidden)
    ]
    open_in += [
        f"page {i.page} of {i.digest[:12]}"
        for i in images
        if i.media_type == "image/svg+xml" and occurrences(_drawn(i), secrets)
    ]
    if open_in:
        msg = f"a private name or number would be shown in {', '.join(open_in)}"
        raise SourceExposed(msg, remedy="Take it out of the draft, or report it as a fault.")


def _read_aloud(page: str) -> str:
    """Give all that an HTML page says, in its attributes too; what stands apart stays apart."""
    text = _TAG.sub("\n\n", _INLINE.sub("", page))
    return html.unescape("\n\n".join([text, *_VALUE.findall(page)]))


def _drawn(image: PageImage) -> str:
    """Give the words of a drawing as a reader sees them: those that touch are joined."""
    told, row, edge = [], "", 0.0
    for attributes, word in _TYPED.findall(image.data.decode("utf-8", "replace")):
        at = dict(_ATTRIBUTE.findall(attributes))
        if at.get("y") != row:
            told.append("\n\n")
        elif abs(float(at.get("x", 0)) - edge) > _TOUCHING:
            told.append("\t")
        row, edge = at.get("y", ""), float(at.get("x", 0)) + float(at.get("textLength", 0))
        told.append(html.unescape(word))
    return "".join(told)
