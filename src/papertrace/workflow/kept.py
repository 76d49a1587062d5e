"""Keeps the facts of a case in memory between the requests of a desk, for as long as they stand.

Reading the facts of a large case takes seconds, and they change only when something is built.
Nothing that is published rests on what is kept here: a decision, a check and `publish` read anew.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case
    from papertrace.model import Fact

_KEPT: Final[dict[Path, tuple[tuple[int, ...], str, tuple[Fact, ...]]]] = {}
"""The case's place -> the stamp of its file, the mark of its facts, and they."""
_GUARD: Final = threading.Lock()


def facts_of(case: Case) -> tuple[Fact, ...]:
    """Give all facts of a case in the order of `Derived.facts`; those of one case are kept.

    Where the file was not written since they were kept, their mark is not computed anew.
    """
    return marked(case)[1]


def marked(case: Case) -> tuple[str, tuple[Fact, ...]]:
    """Give the mark of a case's facts, and they, as `facts_of` does."""
    place, stamp = case.root.absolute(), case.derived.stamp()
    with _GUARD:
        kept = _KEPT.get(place)
        if kept is None or not stamp or kept[0] != stamp:
            mark = case.derived.mark()
            if kept is None or kept[1] != mark:
                kept = (stamp, mark, tuple(case.derived.facts()))
            _KEPT.clear()
            _KEPT[place] = kept = (stamp, *kept[1:])
    return kept[1], kept[2]
