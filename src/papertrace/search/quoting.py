"""Words as papers print them with quotation marks inside: “三公”经费 for 三公经费.

Nothing is known of any one term: the marks may stand anywhere in the words, and whether a form
stands in the pages is asked of the pages. A form that stands nowhere is never looked for.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

from papertrace.search.bare import bare_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    Ask = Callable[[list[str]], Sequence[AbstractSet[tuple[str, int]]]]

_PAIRS: Final = ("“”", '""', "‘’", "''", "「」", "『』")
_MARKS: Final = "".join(dict.fromkeys("".join(_PAIRS)))
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_FEWEST, _MOST = 3, 16
"""Characters of words that may be printed so."""


def may_be_quoted(words: str) -> bool:
    """Say whether words may be printed with marks inside: short, Chinese, and without any yet."""
    plain = bare_text(words)
    return (
        _FEWEST <= len(plain) <= _MOST
        and bool(_HAN.search(plain))
        and not any(mark in plain for mark in _MARKS)
    )


def quoted_forms(words: str, ask: Ask) -> tuple[str, ...]:
    """Give the forms of words with one pair of marks inside that stand somewhere.

    `ask` gives for each of some words the pages on which they stand. A mark that would stand
    before or behind the words is part of a form where it does so on each of the form's pages.
    """
    plain = bare_text(words)
    used = [m for m, pages in zip(_MARKS, ask(list(_MARKS)), strict=True) if pages]
    within = range(1, len(plain))
    joints = [(at, mark) for at in within for mark in used]
    told = ask([f"{plain[at - 1]}{mark}{plain[at]}" for at, mark in joints])
    held = {joint for joint, pages in zip(joints, told, strict=True) if pages}
    found = []
    for bare, whole in _candidates(plain, held):
        least, most = ask([whole, bare])
        if most:
            found.append(whole if least == most else bare)
    return tuple(dict.fromkeys(found))


def forms_in(words: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Give the forms of words with marks inside that stand in texts, each of which is looked at."""
    marks = f"[{re.escape(_MARKS)}]?"
    plain = bare_text(words)
    wanted = re.compile(marks.join(map(re.escape, plain)))
    found = (form for text in texts for form in wanted.findall(bare_text(text)))
    return tuple(dict.fromkeys(form for form in found if form != plain))


def _candidates(plain: str, held: AbstractSet[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Give forms out of joints that stand somewhere: the marks inside alone, and with the other."""
    for first, last in _PAIRS:
        opened = sorted(at for at, mark in held if mark == first)
        closed = sorted(at for at, mark in held if mark == last)
        for at in closed:
            bare = f"{plain[:at]}{last}{plain[at:]}"
            yield bare, first + bare
        for at in opened:
            bare = f"{plain[:at]}{first}{plain[at:]}"
            yield bare, bare + last
        for i, j in combinations(sorted({*opened, *closed}), 2):
            if i in opened and j in closed:
                both = f"{plain[:i]}{first}{plain[i:j]}{last}{plain[j:]}"
                yield both, both
