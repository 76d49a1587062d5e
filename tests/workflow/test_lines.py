"""A person's line that decisions mend is the one that would be made anew."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from casefile import samples
from papertrace.workflow.lines import Lines

if TYPE_CHECKING:
    from papertrace.model import Fact


def facts() -> tuple[Fact, ...]:
    """Give facts of two documents."""
    made = []
    for number in range(30):
        page = samples.page(1, f"{number + 1:03}00")
        made.append(samples.fact("ab"[number % 2] * 64, page, f"{number + 1:03}00"))
    return tuple(made)


def test_a_mended_line_is_the_one_made_anew() -> None:
    order, chance = facts(), random.Random(7)  # noqa: S311  (the same every time)
    lines, waiting = Lines(), {who: {f.id for f in order} for who in ("mira", "tariq")}
    for _ in range(300):
        fact = chance.choice(order).id
        for who in waiting:
            if chance.random() < 0.5:
                waiting[who] ^= {fact}  # decided, or taken back
        lines.about.append(fact)
        if chance.random() < 0.05:
            order = tuple(reversed(order))  # something came to be disputed
        who = chance.choice(sorted(waiting))
        for kind, document in (("", ""), ("award", ""), ("", "a" * 64), ("job", "")):
            whose, waits = (who, kind, document), waiting[who].__contains__
            wanted = [
                f.id
                for f in order
                if f.id in waiting[who] and kind in ("", f.kind) and document in ("", f.digest)
            ]
            assert lines.ids(order, whose, waits) == wanted
            first = wanted[0] if wanted else ""
            beside = "", first, len(wanted)
            if fact in wanted:
                at = wanted.index(fact)
                beside = "".join(wanted[at - 1 : at]), "".join(wanted[at + 1 : at + 2]), len(wanted)
            assert lines.around(order, whose, waits, fact) == beside


def test_a_decision_on_what_is_read_no_more_changes_nothing() -> None:
    order, lines = facts(), Lines()
    before = lines.ids(order, ("mira", "", ""), lambda _: False)
    lines.about.append("0" * 64)
    assert lines.ids(order, ("mira", "", ""), lambda _: True) == before
