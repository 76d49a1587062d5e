"""Which queries a list or a case may not keep: those that look for a private person.

A single search is the reporter's own; what is kept is run again and again, and would be a list of
persons. It is strict: a word that is also a name is refused, and its longer form is not.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError
from papertrace.search import Chip, Every, Not, Some, parse
from papertrace.text.personal_latin import latin_names
from papertrace.text.personal_lexicon import is_everyday, is_known, is_name
from papertrace.text.personal_names import is_personal_name
from papertrace.text.places import is_place
from papertrace.text.private_numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.search import Node

_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])\d{6}(\d{8})\d{3}[\dXx](?![0-9A-Za-z])")
_OLDEST: Final = 1900


def refuse_persons(queries: Iterable[str]) -> None:
    """Raise UsageError where a query that is to be kept looks for a private person."""
    for one in queries:
        told = tuple(_told(parse(one)))
        if any(map(_is_person, (part for words in told for part in (words, *words.split())))):
            msg = f"A list takes no names of persons: {one!r} looks like one."
            raise UsageError(msg, remedy="Look for bodies, places, terms and numbers.")
        if any(_is_private_number(words) for words in (one, *told)):
            msg = f"A list takes no numbers of persons: {one!r} looks like one."
            raise UsageError(msg, remedy="Look for bodies, places, terms and other numbers.")


def _told(node: Node) -> Iterator[str]:
    """Give all that a query names, in conditions and behind NOT as well."""
    if isinstance(node, Every | Some):
        for one in node.of:
            yield from _told(one)
    elif isinstance(node, Not):
        yield from _told(node.of)
    else:
        yield node.value if isinstance(node, Chip) else node.text


def _is_person(words: str) -> bool:
    if any(True for _ in latin_names(words)):
        return True
    if not is_personal_name(words) or is_place(words) or is_everyday(words):
        return False
    return is_name(words) or not is_known(words)


def _is_private_number(words: str) -> bool:
    if any(kind in ("phone", "identity", "mail") for _, _, kind in numbers(words)):
        return True
    return any(_is_day(found[1]) for found in _IDENTITY.finditer(words))


def _is_day(digits: str) -> bool:
    """Say whether eight digits are a day of birth, whatever the number's check says."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _OLDEST <= born.year <= date.today().year  # noqa: DTZ011  (a year is enough)
