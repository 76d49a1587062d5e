"""Which queries a list or a case may not keep: those that look for a private person.

A single search is the reporter's own; what is kept is run again and again, and would be a list of
persons. It is strict: a word that is also a name is refused, and its longer form is not. Width,
case and script are folded before, as the search folds them.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError
from papertrace.search import Chip, Every, Not, Some, parse
from papertrace.text.fold import folded_text
from papertrace.text.personal_characters import DOUBLES, GIVEN, STAND_IN, WORDY
from papertrace.text.personal_latin import latin_names
from papertrace.text.personal_lexicon import is_everyday, is_known, is_name
from papertrace.text.personal_lexicon import words as cut
from papertrace.text.personal_names import is_personal_name, without_address
from papertrace.text.personal_spelt import spelt_names
from papertrace.text.places import is_place
from papertrace.text.private_numbers import numbers
from papertrace.text.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.search import Node

_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])\d{6}(\d{8})\d{3}[\dXx](?![0-9A-Za-z])")
_OLDEST: Final = 1900
_HEADS: Final = (4, 3, 2)
"""Characters of a name with which a query may begin, the longest first."""
_FOUR: Final = 4
_WHOLE: Final = 3
"""A name of so many characters that the word list holds is nothing else."""
_ALSO_GIVEN: Final = frozenset("小大晓亚世培秋冬开启传白甫" + STAND_IN)
_BODY: Final = re.compile(
    "(?:公司|集团|中心|大学|协会|委员会|政府|事务所|合作社|商行|银行|医院|酒店|机场|口岸"
    "|[厂店局院校站所部处馆省市州县区镇乡村路街山江河湖岛桥港])\\Z"
)
"""How a body or a place ends, whatever it begins with."""


def refuse_persons(queries: Iterable[str]) -> None:
    """Raise UsageError where a query that is to be kept looks for a private person."""
    for one in queries:
        told = tuple(_folded(words) for words in _told(parse(one)))
        if _in_a_row(told) or any(
            map(_is_person, (part for words in told for part in (words, *words.split())))
        ):
            msg = f"A list takes no names of persons: {one!r} looks like one."
            raise UsageError(msg, remedy="Look for bodies, places, terms and numbers.")
        if any(_is_private_number(words) for words in (_folded(one), *told)):
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


def _folded(words: str) -> str:
    return simplified(folded_text(words))


def _in_a_row(told: tuple[str, ...]) -> bool:
    """Say whether conditions of one Latin word each are a name together: wang AND jianguo."""
    pairs = ((a, b) for a, b in pairwise(told) if f"{a}{b}".isalpha())
    return any(next(spelt_names(f"{a} {b}"), None) for a, b in pairs)


def _is_person(words: str) -> bool:
    if next(latin_names(words), None) or next(spelt_names(words), None):
        return True
    return _is_name(words) or _begins_with_name(words)


def _is_name(words: str) -> bool:
    if not is_personal_name(words) or is_place(words) or is_everyday(words):
        return False
    return is_name(words) or not (is_known(words) or _is_too_long(words))


def _is_too_long(words: str) -> bool:
    """Say whether four characters begin with a surname of one and end like no given name."""
    if len(words) != _FOUR or words[:2] in DOUBLES or without_address(words) != words:
        return False
    return not all(c in GIVEN or c in _ALSO_GIVEN for c in words[2:])


def _begins_with_name(words: str) -> bool:
    """Say whether a name stands first, and 的 or an everyday word goes on (王某示例的合同).

    Names of bodies and places are let go on, unless 的 parts them from the name.
    """
    if is_known(words):
        return False
    parts = cut(words)
    for size in _HEADS:
        head, rest = words[:size], words[size:]
        if not rest or not _is_name(head):
            continue
        if rest[0] == "的":
            return True
        edges = {sum(map(len, parts[:n])): one for n, one in enumerate(parts)}
        after = edges.get(size, "")
        if len(after) > 1 and is_everyday(after) and not _BODY.search(words) and _is_borne(head):
            return True
    return False


def _is_borne(name: str) -> bool:
    """Say whether a name is one that people bear, and not just a surname's sign and another."""
    if len(name) >= _WHOLE and is_name(name):
        return True
    return name[0] not in WORDY and all(c in GIVEN or c in _ALSO_GIVEN for c in name[1:])


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
