"""What words are looked for beside them since pages print them with quotation marks inside."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from papertrace.errors import CaseBusy, NotPreserved
from papertrace.search import Expansion, forms_in, may_be_quoted, quoted_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile import Case
    from papertrace.search import Words

_MOST = 6
"""Forms looked for beside one."""


def quoted(case: Case, words: Words, also: Iterable[Expansion]) -> tuple[Expansion, ...]:
    """Give the forms with marks inside of words, and of what is looked for beside them anyway.

    Only forms that stand on a page are given; none for words that stood in quotation marks. The
    index is to be up to date; without one every page is looked at.
    """
    if words.exact:
        return ()
    every = dict.fromkeys((words.text, *(e.also for e in also)))
    found = (form for one in every if may_be_quoted(one) for form in _forms(case, one))
    kept = list(dict.fromkeys(form for form in found if form not in every))
    return tuple(Expansion(words.text.strip(), form, "quotes") for form in kept[:_MOST])


def _forms(case: Case, words: str) -> tuple[str, ...]:
    marks = case.derived.marks()

    def ask(some: list[str]) -> list[set[tuple[str, int]]]:
        told = case.index.ask(marks, some) if some else []
        if told is None:
            raise CaseBusy
        return told

    with suppress(NotPreserved, CaseBusy):
        return quoted_forms(words, ask)
    return forms_in(words, _texts(case, marks))


def _texts(case: Case, digests: Iterable[str]) -> Iterator[str]:
    for digest in digests:
        for _, text in case.derived.texts(digest):
            yield text
