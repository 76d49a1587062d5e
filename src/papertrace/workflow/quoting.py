"""What words are looked for beside them since pages print them with quotation marks inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import CaseBusy, NotPreserved
from papertrace.search import Expansion, forms_in, may_be_quoted, occurrences, quoted_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from papertrace.casefile import Case
    from papertrace.model import Page
    from papertrace.search import Words

    Expansions = tuple[Expansion, ...]
    Forms = Callable[[str], tuple[str, ...]]

_MOST = 6
"""Forms looked for beside one."""


def with_quoted(
    case: Case, asked: Mapping[Words, Expansions], page: Page | None = None
) -> dict[Words, Expansions]:
    """Give what is looked for beside words, and all of that with marks inside where it is so.

    Only forms that stand somewhere are given (on `page`, where one is given); none for words that
    stood in quotation marks. Without an index every page is looked at.
    """
    forms = _forms(case, page) if any(map(_may, asked.items())) else None
    if forms is None:
        return dict(asked)
    return {
        words: also if words.exact else (*also, *_quoted(words, also, forms))
        for words, also in asked.items()
    }


def _may(told: tuple[Words, Expansions]) -> bool:
    words, also = told
    return not words.exact and any(map(may_be_quoted, (words.text, *(e.also for e in also))))


def _quoted(words: Words, also: Expansions, forms: Forms) -> Iterator[Expansion]:
    every = dict.fromkeys((words.text, *(e.also for e in also)))
    found = (form for one in every if may_be_quoted(one) for form in forms(one))
    for form in list(dict.fromkeys(form for form in found if form not in every))[:_MOST]:
        yield Expansion(words.text.strip(), form, "quotes")


def _forms(case: Case, page: Page | None) -> Forms:
    """Give what tells the forms of words: by one page, by the index, or by every page."""
    if page is not None:
        return lambda words: _found(forms_in(words, (page.text,)), lambda _: (page,))
    marks, by_page = case.derived.marks(), _by_page(case)
    try:
        for _ in case.index.update(marks, case.derived.texts):
            pass
    except (NotPreserved, CaseBusy):
        return by_page

    def ask(some: list[str]) -> list[set[tuple[str, int]]]:
        told = case.index.ask(marks, some) if some else []
        if told is None:  # it was thrown away meanwhile
            raise CaseBusy
        return told

    def held(form: str) -> Iterator[Page]:
        pages = (case.derived.page(digest, number) for digest, number in ask([form])[0])
        return (one for one in pages if one is not None)

    def by_index(words: str) -> tuple[str, ...]:
        try:
            return _found(quoted_forms(words, ask), held)
        except (NotPreserved, CaseBusy):
            return by_page(words)

    return by_index


def _by_page(case: Case) -> Forms:
    def every(_: str) -> Iterator[Page]:
        return (page for digest in case.derived.marks() for page in case.derived.pages(digest))

    return lambda words: _found(forms_in(words, (page.text for page in every(words))), every)


def _found(forms: Iterable[str], pages: Callable[[str], Iterable[Page]]) -> tuple[str, ...]:
    """Keep the forms that `find` finds: that a private person's name stands there is not told."""
    return tuple(
        form for form in forms if any(True for page in pages(form) for _ in occurrences(form, page))
    )
