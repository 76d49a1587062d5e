"""Job advertisements: which posts a public body wants to fill, where, for what, until when.

Lists of applicants and of those employed are no advertisements and are never read; nor are
contacts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.confidence import Confidence
from papertrace.extract.headcounts import split_sums
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import body_at, paper_of, sentences, text_of
from papertrace.extract.pay import Offer, offer_in_cell, offers_in, pay_of, put_pay, unclear_pay
from papertrace.extract.posting_sums import table_sums, without_groups
from papertrace.extract.posting_terms import employer_of, languages_in, window_of
from papertrace.extract.postings import NUMBERED, posts_of, total_of
from papertrace.extract.problems import expecting
from papertrace.extract.told import printed
from papertrace.model import Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper
    from papertrace.extract.posting_terms import Window
    from papertrace.extract.postings import Post, Total
    from papertrace.model import Document, Fact

NAME = "job_ad"
CHINESE = "招聘公告"
VERSION = 1
KIND = "document"

_WORTH = {"table": 0.95, "label": 0.9, "sentence": 0.85}
_TEXTS = ("duties", "education", "major", "place")
_LONGEST = 400


def recognise(document: Document) -> bool:
    """Say whether the document offers posts."""
    return not outline_of(document).kind.module and paper_of(document).genre.name == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give one job_post a post, the headcount as staffing, and sums that do not hold."""
    yield from expecting("job_post", CHINESE, _facts(paper_of(document)))


def _facts(paper: Paper) -> Iterator[Fact | Problem]:
    posts, total = posts_of(paper), total_of(paper)
    if total and posts and posts[0].how == "sentence":
        if len(posts) == 1:
            total = None  # the headcount of the only post
        else:  # what the text says of all is no post of its own
            posts = [
                p for p in posts if p.number_spot is None or p.number_spot.place != total.spot.place
            ]
    posts = without_groups(posts, total.number if total else None)
    employer, window = employer_of(paper), window_of(paper)
    counted = [p.number for p in posts]
    whole = sum(n for n in counted if n is not None)
    adds_up = (
        bool(total)
        and None not in counted
        and bool(posts)
        and total is not None
        and whole == total.number
    )
    called = _called(posts, paper)
    names = [name for name in called if name]
    general = offers_in(sentences(paper.lines), names)
    ids: list[str] = []
    unclear: list[str] = []
    doubt: tuple[Offer, ...] = ()
    for post, name in zip(posts, called, strict=True):
        pay = _pay(post, name, names, general)
        about = _About(employer, window, pay if isinstance(pay, Offer) else None)
        fact = _post(paper, post, about, single=len(posts) == 1, adds_up=adds_up)
        ids.append(fact.id)
        if isinstance(pay, tuple):
            unclear.append(fact.id)
            doubt = pay
        yield fact
    if doubt:
        yield unclear_pay(doubt, tuple(unclear))
    if total is not None:
        yield _staffing(paper, total, employer, adds_up=adds_up)
        if posts and None not in counted and whole != total.number:
            yield _unequal(
                f"the posts add up to {whole}, the text says {total.number}", total.spot, tuple(ids)
            )
    for said, parts, spot in (*split_sums(paper), *table_sums(paper, posts)):
        if said != parts:
            yield _unequal(f"{said} is parted into {parts}", spot, ())


def _called(posts: Sequence[Post], paper: Paper) -> list[str]:
    """Give what the text calls each post: its name, or 岗位一 where sums are said of that."""
    texts = [t for s in sentences(paper.lines) if "元" in (t := text_of(s))]
    found: list[str] = []
    for post in posts:
        entry = post.parts.get("post")
        label = entry.label.bare if entry else ""
        numbered = NUMBERED.fullmatch(label) and any(
            re.search(rf"{label}(?![:：])", t) for t in texts
        )
        found.append(label if numbered else entry.value.bare if entry else "")
    return found


def _pay(
    post: Post, name: str, names: list[str], general: list[Offer]
) -> Offer | tuple[Offer, ...] | None:
    """Choose a post's pay: its own row's or label's, failing that what the text says of it."""
    own = post.parts.get("pay")
    if own is None:
        return pay_of(name, general)
    found = pay_of(name, offers_in([own.value], names, told=True))
    return found or offer_in_cell(own.value, own.label) or pay_of(name, general)


@dataclass(frozen=True, slots=True)
class _About:
    """What holds for a post beside its own row."""

    employer: tuple[str, Spot] | None
    window: Window
    pay: Offer | None


def _post(paper: Paper, post: Post, about: _About, *, single: bool, adds_up: bool) -> Fact:
    builder = Builder(paper.document, "job_post", f"{NAME}@{VERSION}")
    sure = Confidence(_WORTH[post.how])
    own = post.parts.get("employer")
    named = body_at(own.value) if own else None
    if named and own:
        builder.add("body", *named, inherited=own.inherited)
    elif about.employer:
        builder.add("body", *about.employer, inherited=True)
    else:
        sure.limit(0.8, "no employer was found")
    _add_texts(builder, post)
    if post.number is not None and post.number_spot is not None:
        builder.add("number", str(post.number), post.number_spot)
        for spot in post.more_spots:
            builder.anchors.append(anchor_of(printed(spot.page), spot.start, spot.end, "number"))
            sure.limit(0.85, "men and women are added up")
        if str(post.number) not in post.number_spot.bare and "女" in post.number_spot.bare:
            sure.limit(0.85, "men and women are added up")
    _add_languages(builder, paper, post, single=single)
    if about.pay:
        put_pay(builder, about.pay)
    _add_days(builder, paper, about.window, sure)
    reasons = [*sure.reasons, "the posts add up to the printed total"] if adds_up else sure.reasons
    return builder.fact(sure.value, reasons)


def _add_texts(builder: Builder, post: Post) -> None:
    """Set what a row says in words."""
    for name in ("code", "post", *_TEXTS):
        entry = post.parts.get(name)
        text = entry.value.text if entry else ""
        if entry is None or not 0 < len(text) < _LONGEST:
            continue
        value = "".join(entry.value.printed.split()).strip("。；;")
        if value and not re.fullmatch(r"[-—/]+|无|不限", value):
            builder.add(name, value, entry.value, inherited=entry.inherited)


def _add_days(builder: Builder, paper: Paper, window: Window, sure: Confidence) -> None:
    for name, day in (("apply_from", window.first), ("apply_until", window.last)):
        if day is not None:
            day.onto(builder, name)
            if day.year is not None:
                sure.limit(0.8, "the year is that of the publication")
    if paper.published:
        builder.add("published", *paper.published, inherited=True)


def _add_languages(builder: Builder, paper: Paper, post: Post, *, single: bool) -> None:
    """Set the languages of a post: its own row's; the text's where there is one post alone."""
    own = [
        e.value for name, e in post.parts.items() if name in {"post", "duties", "major", "other"}
    ]
    found = languages_in(own) or (languages_in(sentences(paper.lines)) if single else None)
    if found is None:
        return
    value, spots = found
    builder.add("languages", value, spots[0])
    for spot in spots[1:]:
        builder.anchors.append(anchor_of(printed(spot.page), spot.start, spot.end, "languages"))


def _staffing(
    paper: Paper, total: Total, employer: tuple[str, Spot] | None, *, adds_up: bool
) -> Fact:
    builder = Builder(paper.document, "staffing", f"{NAME}@{VERSION}")
    if employer:
        builder.add("body", *employer, inherited=True)
    builder.add("posts", str(total.number), total.spot)
    return builder.fact(
        0.95 if adds_up else 0.8, ("the posts of the table add up to it",) if adds_up else ()
    )


def _unequal(what: str, spot: Spot, ids: tuple[str, ...]) -> Problem:
    return Problem(
        "PT431",
        "warning",
        f"The headcounts do not agree: {what}.",
        "Look at text and table; the advertisement may contradict itself.",
        anchor_of(printed(spot.page), spot.start, spot.end, "number"),
        fact_ids=ids,
    )
