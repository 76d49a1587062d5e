"""Which notices are one purchase: strong links and people's judgements, without a pair too many.

Every notice is compared with the first notice of a purchase, never with all the others, so that
years of notices do not chain together and time stays linear. What a person judged different stays
apart, whatever else would join it; where that leaves a question, it is told as PT550.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from papertrace.model import Problem
from papertrace.resolve.verdicts import DIFFERENT, PURCHASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from papertrace.resolve.purchases import Notice
    from papertrace.resolve.verdicts import Judged, Verdicts

CONFLICT = "PT550"
_SHORTEST = 8
_MONTHS = 36
_GENERIC = re.compile(r"[年度第期号批次包标段项目季月]+")
_LETTERS = re.compile(r"[A-Za-z一-龥]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARED = "? "
"""Begins what stands for a buyer whose name several bodies bear."""


class Groups:
    """Notices joined to purchases: a union-find that keeps apart what a person judged different."""

    def __init__(self, notices: Sequence[Notice], verdicts: Verdicts) -> None:
        """Take the notices, each on its own."""
        self.parent = list(range(len(notices)))
        self.why: dict[int, list[str]] = defaultdict(list)
        self.apart = tuple(
            (left, right, judged)
            for judged in verdicts.of(DIFFERENT)
            if (left := meant(notices, judged.left)) is not None
            and (right := meant(notices, judged.right)) is not None
        )
        self.refused: list[Judged] = []

    def root(self, at: int) -> int:
        """Give the notice that stands for the group of this one."""
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: int, other: int, reason: str) -> bool:
        """Make two groups one; False where a person judged notices of them different."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return True
        for left, right, judged in self.apart:
            if {self.root(left), self.root(right)} == {a, b}:
                if {left, right} != {one, other}:
                    self.refused.append(judged)
                return False
        self.parent[b] = a
        self.why[a] = [*self.why[a], *self.why.pop(b, []), reason]
        return True

    def problems(self) -> Iterator[Problem]:
        """Tell which judgements kept notices apart that others would have joined."""
        for judged in dict.fromkeys(self.refused):
            yield Problem(
                CONFLICT,
                "warning",
                f"{judged.left[:12]} and {judged.right[:12]} were judged different; a third notice"
                " would join them and was left with one of the two.",
                "Judge the third notice too: papertrace judge NOTICE purchase --with NOTICE",
            )


def linked(notices: Sequence[Notice], verdicts: Verdicts, alias: Mapping[str, str]) -> Groups:
    """Join what one number and one buyer tie together, then what people judged to be one."""
    groups = Groups(notices, verdicts)
    by_number: dict[str, list[int]] = defaultdict(list)
    for at, notice in enumerate(notices):
        if telling(notice.number) and len(notice.date) >= len("2024-01"):
            by_number[notice.number].append(at)
    for number, some in sorted(by_number.items()):
        _one_number(groups, notices, sorted(some, key=lambda i: notices[i].date), alias, number)
    for judged in verdicts.of(PURCHASE):
        left, right = meant(notices, judged.left), meant(notices, judged.right)
        if left is not None and right is not None:
            groups.join(left, right, f"One purchase: {judged.told()}")
    return groups


def telling(number: str) -> bool:
    """Say whether a project number can be one purchase's alone: not 00000000, not `2023 no. 1`."""
    digits = re.sub(r"\D", "", number)
    if len(number) < _SHORTEST or len(set(digits)) <= 1:
        return False
    return bool(_LETTERS.search(_GENERIC.sub("", number)) or _alone(number, digits))


def _alone(number: str, digits: str) -> bool:
    return len(digits) >= _SHORTEST and bool(_YEAR.search(number))


def _one_number(
    groups: Groups,
    notices: Sequence[Notice],
    some: Sequence[int],
    alias: Mapping[str, str],
    number: str,
) -> None:
    """Join notices of one number, oldest first: by buyer; by agent where one names no buyer."""
    firsts: dict[str, list[int]] = defaultdict(list)
    agents: dict[str, set[str]] = defaultdict(set)
    for at in (i for i in some if notices[i].buyer):
        buyer = _buyer(notices[at], alias)
        agents[_agent(notices[at], alias)].add(buyer)
        sure = not buyer.startswith(_SHARED)
        told = f"Project number {number} and buyer"
        _settle(groups, notices, firsts[buyer], at, told, sure=sure)
    for at in (i for i in some if not notices[i].buyer and notices[i].agent):
        agent = _agent(notices[at], alias)
        buyers = sorted(agents[agent])
        if len(buyers) > 1:
            continue  # of which buyer it is, nobody can say
        own = firsts[buyers[0]] if buyers else firsts[f"agent {agent}"]
        _settle(groups, notices, own, at, f"Project number {number} and agent", sure=True)


def _buyer(notice: Notice, alias: Mapping[str, str]) -> str:
    """Give whose purchase it is; a name that several bodies bear is marked."""
    return alias.get(notice.buyer, notice.buyer) or f"{_SHARED}{notice.buyer}"


def _agent(notice: Notice, alias: Mapping[str, str]) -> str:
    return alias.get(notice.agent, notice.agent) or (f"? {notice.agent}" if notice.agent else "")


def _settle(
    groups: Groups, notices: Sequence[Notice], firsts: list[int], at: int, words: str, *, sure: bool
) -> None:
    """Join a notice to the first purchase it can belong to, or let it begin one.

    Not `sure` is a buyer whose name several bodies bear: agent or project must be the same, too.
    """
    near = [
        i
        for i in firsts
        if _months(notices[i].date, notices[at].date) and (sure or _alike(notices[i], notices[at]))
    ]
    if not any(groups.join(i, at, f"{words} are the same.") for i in near):
        firsts.append(at)


def _alike(one: Notice, other: Notice) -> bool:
    agents, names = {one.agent, other.agent}, {one.name, other.name}
    return (len(agents) == 1 and agents != {""}) or (len(names) == 1 and names != {""})


def _months(one: str, other: str) -> bool:
    """Say whether two dates (YYYY-MM at least) lie within 36 months."""
    a, b = (int(d[:4]) * 12 + int(d[5:7]) for d in (one, other))
    return abs(a - b) <= _MONTHS


def meant(notices: Sequence[Notice], words: str) -> int | None:
    """Find the one notice whose document's digest or fact's id begins with these words."""
    if len(words) < _SHORTEST:
        return None
    some = [i for i, notice in enumerate(notices) if notice.ref.startswith(words.lower())]
    return some[0] if len(some) == 1 else None
