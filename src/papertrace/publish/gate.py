"""What must hold before anything is written, and after: checked, accepted, sealed.

It refuses by raising; it never mends what it finds.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from papertrace.errors import DraftNotChecked, NotAccepted, PublishError, SourceExposed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import AcceptedFact, PageImage, Publication

_PEOPLE = 2
"""People whose decisions a fact needs where the case asks for a second person."""
_TAG = re.compile(r"<[^>]*>")


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
    needed = _PEOPLE if publication.second_person else 1
    lines += [_too_few(f, needed) for f in publication.facts if len(set(f.reviewers)) < needed]
    if lines:
        raise NotAccepted(
            "\n".join(lines),
            remedy="`papertrace decide FACT accept --by KEY` records another person's decision.",
        )


def _too_few(fact: AcceptedFact, needed: int) -> str:
    have = len(set(fact.reviewers))
    people = "1 person" if have == 1 else f"{have} people"
    name = fact.document or fact.digest[:12]
    return f"fact {fact.id[:12]} ({fact.kind}) of {name}: accepted by {people}, needs {needed}"


def refuse_exposed(
    texts: Iterable[tuple[str, str]], images: Iterable[PageImage], secrets: tuple[str, ...]
) -> None:
    """Raise SourceExposed where a written text, or a drawn page, holds one of the secrets.

    The message names the file and never the secret.
    """
    open_in = [path for path, text in texts if _holds(text, secrets)]
    open_in += [
        f"page {i.page} of {i.digest[:12]}"
        for i in images
        if i.media_type == "image/svg+xml" and _holds(i.data.decode("utf-8", "replace"), secrets)
    ]
    if open_in:
        msg = f"a private name or number would be shown in {', '.join(open_in)}"
        raise SourceExposed(msg, remedy="Take it out of the draft, or report it as a fault.")


def _holds(text: str, secrets: tuple[str, ...]) -> bool:
    plain = "".join(html.unescape(_TAG.sub("", text)).split())
    return any("".join(secret.split()) in plain for secret in secrets)
