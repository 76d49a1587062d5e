"""Budget facts and purchases of one body whose names are alike: pairs to ask a person about.

Nothing is linked here. A name counts without its year and without the words that every purchase
has; a purchase of an earlier year than the money is none of its purchases.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from papertrace.analyse.funding import FUNDING
from papertrace.model import Proposal
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import AcceptedFact, Fact, Judgement, Purchase

_KINDS: Final = ("project_budget", "procurement_plan", "procurement_budget")
_COMMON: Final = re.compile(
    r"(?:19|20)\d\d年?度?|采购|项目|公开|招标|中标|成交|竞争性|磋商|谈判|询价|结果|公告|意向|合同|政府"
    r"|预算|经费|专项|[\W_]"
)
_SHORTEST: Final = 3
_ALIKE: Final = 0.6
"""From this share of the shorter name's pairs of characters on a person is asked."""
_YEARS: Final = 2
"""Money of a year pays for purchases of that year and the next ones, up to so many."""


def funding_pairs(
    facts: Iterable[Fact | AcceptedFact],
    purchases: Sequence[Purchase],
    judgements: Iterable[Judgement],
) -> tuple[Proposal, ...]:
    """Give pairs (a budget fact's id, words that name the purchase), best first."""
    settled = _settled(judgements)
    by_body: dict[str, list[Purchase]] = defaultdict(list)
    for purchase in purchases:
        if purchase.buyer:
            by_body[folded_text(purchase.buyer)].append(purchase)
    numbers = [p.number for p in purchases]
    found = []
    for fact in facts:
        name = _value(fact, "project") or _value(fact, "name")
        body = folded_text(_value(fact, "body") or _value(fact, "buyer"))
        if fact.kind not in _KINDS or not name or not body:
            continue
        for purchase in by_body.get(body, ()):
            score = _alike(name, purchase.name)
            refs = [i for s in purchase.stages for i in (*s.documents, *s.facts)]
            if score < _ALIKE or fact.digest in refs or not _in_time(fact, purchase):
                continue
            if not any(frozenset((fact.id[:12], w)) in settled for w in _words(purchase, refs)):
                own = purchase.number if numbers.count(purchase.number) == 1 else ""
                why = (f"Same body; {name} and {purchase.name}.",)
                found.append(Proposal("funding", fact.id, own or refs[0], round(score, 2), why))
    return tuple(sorted(found, key=lambda p: (-p.score, p.left, p.right)))


def _value(fact: Fact | AcceptedFact, name: str) -> str:
    return fact.fields[name].value if name in fact.fields else ""


def _settled(judgements: Iterable[Judgement]) -> set[frozenset[str]]:
    """Give the pairs on which a verdict stands, ids by their first digits."""
    last: dict[frozenset[str], str] = {}
    for j in judgements:
        if j.other and j.verdict in (FUNDING, "different", "open"):
            last[frozenset((j.subject[:12], j.other[:12]))] = j.verdict
    return {pair for pair, verdict in last.items() if verdict != "open"}


def _words(purchase: Purchase, refs: Iterable[str]) -> Iterable[str]:
    return (purchase.id[:12], purchase.number[:12], *(r[:12] for r in refs))


def _in_time(fact: Fact | AcceptedFact, purchase: Purchase) -> bool:
    """Say whether the purchase's year, where both are known, is not before the money's."""
    year = (_value(fact, "year") or _value(fact, "month"))[:4]
    dates = [s.date[:4] for s in purchase.stages if s.date]
    if not year.isdecimal() or not dates or not min(dates).isdecimal():
        return True
    return 0 <= int(min(dates)) - int(year) <= _YEARS


def _alike(one: str, other: str) -> float:
    a, b = (_COMMON.sub("", folded_text(n)) for n in (one, other))
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORTEST:
        return 0.0
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return sum(p in long for p in pairs) / len(pairs)
