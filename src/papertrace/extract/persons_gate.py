"""The one gate through which facts leave the room: no private person passes.

Whatever form read a fact, each text it holds is looked at once more, with all that the document
gives away about names. A name at the edge of a value is cut off with the label that led to it; in
running text it is blotted out, and the pieces around it are anchored each for itself, so that every
word that is kept still opens its place; a party that is nothing but a person is left out. It never
adds anything, and where something is lost a Problem says so, without the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.names import is_person, looks_like_body
from papertrace.extract.problems import personal
from papertrace.model import Field, Problem, make_fact, place_of
from papertrace.text.anchored import anchor_of
from papertrace.text.fold import squeeze
from papertrace.text.personal_cuts import known_of, left_of
from papertrace.text.personal_labels import LABEL, LOOSE_CELL, PHONE_LABEL
from papertrace.text.personal_wary import BLOT
from papertrace.text.persons import is_personal_name
from papertrace.text.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.model import Anchor, Document, Fact, Page
    from papertrace.text.personal_cuts import Known

VERSION = 2
"""Raised when the gate lets less pass; documents built before are then built anew."""
_BODIES = (
    "supplier buyer agent body builder contractor owner publisher speaker_org company maker "
    "manufacturer employer designer supervisor"
)
PARTIES = frozenset(_BODIES.split())
"""Fields that hold the name of a body and nothing else; a contact is often printed behind it.

What stands behind a body's name elsewhere is as often a matter (基层司法业务) as a person.
"""
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?|\d{4}(?:-\d\d)*(?:T[\d:+-]+)?(?:/[\d:T+-]*)?")
_SUREST = 0.8
"""Confidence of a fact that lost a field here."""
_REASON = "a private person is left out"
_AROUND_ITEM = re.compile(r"[：:\s]|(?:信息|变更|更换|调整)$")
_OF_MATTERS = re.compile(r"要求|条件|资格|人数|数量|职责|业绩|证书要求")
_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Passed:
    """What may leave the room."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]
    title: str


def gate(
    document: Document, facts: Iterable[Fact], problems: Iterable[Problem], title: str
) -> Passed:
    """Take private persons out of facts, problems and the title; what is lost leaves a Problem."""
    facts, problems = tuple(facts), tuple(problems)
    known = known_of(p.text for p in (document.pages if facts else _near(document, problems)))
    guard = _Guard({p.number: p for p in document.pages}, known)
    guard.look(facts, problems)
    kept: list[Fact] = []
    lost: list[Problem] = []
    renamed: dict[str, str] = {}
    for fact in facts:
        told, why = guard.fact(fact)
        if told is not None:
            kept.append(told)
            renamed[fact.id] = told.id
        lost += [replace(p, fact_ids=(told.id,) if told else ()) for p in why]
    passed = [guard.problem(p, renamed) for p in problems]
    return Passed(tuple(kept), (*passed, *dict.fromkeys(lost)), known.blotted(title))


def unnamed(document: Document, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Take private persons out of what the reading of a document reports."""
    told = tuple(problems)
    if not told:
        return ()
    known = known_of(p.text for p in _near(document, told))
    guard = _Guard({p.number: p for p in document.pages}, known)
    every = {i: i for p in told for i in p.fact_ids}
    return tuple(guard.problem(p, every) for p in told)


def _near(document: Document, problems: Iterable[Problem]) -> list[Page]:
    """Give the first page and those that problems point at: all that can stand in what they say.

    To look for names takes longer than to read a page, and most long documents hold no fact.
    """
    wanted = {p.anchor.page for p in problems if p.anchor}
    wanted |= {p.number for p in document.pages[:1]}
    return [p for p in document.pages if p.number in wanted]


def withheld(name: str) -> Problem:
    """Report a field that held a private person. Neither its words nor its place are kept."""
    return Problem(
        "PT445",
        "warning",
        f"The {name} holds a private person's name or number; what led to one is left out.",
        "Read the page; what is not about the person may be entered by correcting the fact.",
    )


class _Guard:
    """The pages of a document and what they give away; quotes are looked at once."""

    def __init__(self, pages: Mapping[int, Page], known: Known) -> None:
        self._pages, self._known = pages, known
        self._seen: dict[str, tuple[tuple[int, int], ...]] = {}
        self._glued: dict[str, tuple[tuple[int, int], ...]] = {}

    def look(self, facts: Iterable[Fact], problems: Iterable[Problem]) -> None:
        """Look at all that facts and problems quote in one go."""
        quoted = [a.quote for f in facts for a in f.anchors]
        told = [
            t
            for f in facts
            for v in f.fields.values()
            if not _FIGURE.fullmatch(v.value)
            for t in (v.value, v.written)
        ]
        marked = [p.anchor.quote for p in problems if p.anchor]
        self._seen.update(self._known.every([*quoted, *told, *marked]))

    def _hits(self, text: str, *, glued: bool = False) -> tuple[tuple[int, int], ...]:
        if text not in self._seen:
            self._seen[text] = self._known.hits(text)
        if not glued:
            return self._seen[text]
        if text not in self._glued:
            self._glued[text] = self._known.glued(text, self._seen[text])
        return self._glued[text]

    def fact(self, fact: Fact) -> tuple[Fact | None, list[Problem]]:
        """Give a fact without private persons, the same one where it holds none; None if empty."""
        fields, anchors, problems = dict(fact.fields), list(fact.anchors), list[Problem]()
        for name in _of_persons(fact):
            del fields[name]
            problems.append(withheld(f"{fact.kind}'s {name}"))
        for name, value in tuple(fields.items()):
            mine = [a for a in anchors if a.field == name]
            if self._clean(name, value, mine):
                continue
            told = self._mended(name, value, mine)
            anchors = [a for a in anchors if a.field != name]
            if told is None:
                del fields[name]
                whole = name in PARTIES
                problems.append(personal(name) if whole else withheld(f"{fact.kind}'s {name}"))
            else:
                fields[name] = told[0]
                anchors += told[1]
                if BLOT in told[0].value:
                    problems.append(withheld(f"{fact.kind}'s {name}"))
        return self._made(fact, fields, anchors, problems), problems

    def _made(
        self, fact: Fact, fields: dict[str, Field], anchors: list[Anchor], why: list[Problem]
    ) -> Fact | None:
        if fields == dict(fact.fields) and anchors == list(fact.anchors):
            return fact
        if not fields or (fact.kind == "amendment" and not fields.keys() & {"before", "after"}):
            return None
        return make_fact(
            fact.digest,
            fact.kind,
            fields,
            (a for a in anchors if a.field in fields),
            form=fact.form,
            confidence=min(fact.confidence, _SUREST) if why else fact.confidence,
            reasons=(*fact.reasons, *((_REASON,) if why else ())),
        )

    def _clean(self, name: str, value: Field, anchors: list[Anchor]) -> bool:
        """Say whether nothing about a field is private."""
        glued = name in PARTIES
        texts = [value.value, value.written, *(a.quote for a in anchors)]
        if _FIGURE.fullmatch(value.value):
            texts = [a.quote for a in anchors]
        if name in PARTIES and is_person(value.value):
            return False
        return not any(self._hits(t, glued=glued) for t in dict.fromkeys(texts))

    def _mended(
        self, name: str, value: Field, anchors: list[Anchor]
    ) -> tuple[Field, list[Anchor]] | None:
        """Narrow a field to what is not private; None where it cannot be kept."""
        first = next((a for a in anchors if a.role == "" and value.written in a.quote), None)
        dense = "".join(value.value.split())
        if first is None or dense != "".join(first.quote.split()):
            return None
        hits = self._hits(first.quote, glued=name in PARTIES)
        pieces = left_of(first.quote, hits)
        if not pieces or (name in PARTIES and is_person(value.value)):
            return None
        inner = [p for p in pieces[1:] if _LETTER.search(first.quote[slice(*p)])]
        made = [self._anchor(first, *p) for p in (pieces[:1] if not inner else pieces)]
        kept = [a for a in made if a is not None]
        if len(kept) < len(made):
            return None
        if name in PARTIES or (not inner and pieces[0][0] == 0):
            told = squeeze(kept[0].quote)
            if name in PARTIES and not looks_like_body(told):
                return None
            return Field(told, kept[0].quote, value.currency, value.inherited), kept[:1]
        text = _blotted(first.quote, hits)
        text = " ".join(text.split()) if any(c.isspace() for c in value.value) else squeeze(text)
        longest = max((a.quote for a in kept), key=len)
        return Field(text, longest, value.currency, value.inherited), kept

    def _anchor(self, anchor: Anchor, start: int, end: int) -> Anchor | None:
        """Anchor the stretch [start, end) of an anchor's quote; None where it is gone."""
        page = self._pages.get(anchor.page)
        place = place_of(page, anchor) if page else None
        if page is None or place is None:
            return None
        try:
            made = anchor_of(page, place[0] + start, place[0] + end, anchor.field, anchor.role)
        except ValueError:  # nothing is printed in a piece of blanks
            return None
        bared = not anchor.prefix and not anchor.suffix
        return replace(made, prefix="", suffix="") if bared else made

    def problem(self, problem: Problem, renamed: Mapping[str, str]) -> Problem:
        """Take names out of a problem's message and anchor, and follow its facts."""
        ids = tuple(renamed[i] for i in problem.fact_ids if i in renamed)
        anchor = problem.anchor
        if anchor is not None and (hits := self._hits(anchor.quote)):
            pieces = left_of(anchor.quote, hits)
            longest = max(pieces, key=lambda p: p[1] - p[0], default=None)
            anchor = self._anchor(anchor, *longest) if longest else None
        message = self._known.blotted(problem.message)
        if (ids, anchor, message) == (problem.fact_ids, problem.anchor, problem.message):
            return problem
        return replace(problem, fact_ids=ids, anchor=anchor, message=message)


def _blotted(text: str, hits: Iterable[tuple[int, int]]) -> str:
    for start, end in hits:
        text = text[:start] + BLOT * (end - start) + text[end:]
    return text


def _of_persons(fact: Fact) -> list[str]:
    """Name the fields of a correction that state a person, or how to reach one.

    They do where the item is one of persons (项目经理, 联系人, 联系电话), or where both of them
    are a bare name and nothing else.
    """
    if fact.kind != "amendment":
        return []
    told = {n: fact.fields[n].value for n in ("before", "after") if n in fact.fields}
    item = fact.fields["item"].value if "item" in fact.fields else ""
    named = [v for v in told.values() if is_personal_name(v) and not is_place(v)]
    if _item_of_persons(item):
        return [n for n, v in told.items() if not (looks_like_body(v) or _FIGURE.fullmatch(v))]
    return list(told) if len(named) == len(told) == 2 else []  # noqa: PLR2004  (before and after)


def _item_of_persons(item: str) -> bool:
    bare = _AROUND_ITEM.sub("", item)
    if _OF_MATTERS.search(bare):
        return False
    return bool(
        LABEL.search(bare + ":") or PHONE_LABEL.search(bare + ":") or LOOSE_CELL.fullmatch(bare)
    )
