"""What a job advertisement pays, and for which of its posts.

Pay on probation is not the pay, a part of it (补贴, 绩效) is not the whole, and pay said of one
post is not another's. Where two sums are offered and nothing says for whom, a Problem says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.papers import text_of
from papertrace.extract.told import printed
from papertrace.model import Problem
from papertrace.text.anchored import anchor_of
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.text.money import Amount

_PAY = re.compile(
    r"工资|薪|待遇|报酬|收入|补助标准|月发|实发|应发|每人每月|元/(?:人[·/.]?)?[月年天日]"
)
_NOT_PAY = re.compile(
    r"报名费|考务费|缴费|保证金|注册资金|罚|体检费|服装费|违约金|培训费|押金|资料费|预算|经费"
)
_BASIS = re.compile(r"(?:平均工资|最低工资(?:标准)?|缴费基数|工资基数)[^，,。；;\d]{0,6}$")
"""What pay is reckoned by, and is not it."""
_PROBATION = re.compile(
    r"(?P<on>(?:试用|见习|实习|培训|岗前)期(?!间?(?:满|后|结束|过|合格))|(?:试用|见习|实习)期间(?!满))"
    r"|(?P<off>转正|(?:试用|见习|实习|培训)期间?(?:满|后|结束|过|合格)|正式(?:聘用|录用|上岗)|考核合格后|期满)"
)
_PART = re.compile(
    r"(?:基本工资|基础工资|岗位工资|绩效(?:工资|奖金|考核)?|补贴|补助|津贴|奖金?|加班费|伙食费?|饭补|社保|公积金"
    r"|五险[^，,。；;]{0,6}|缴纳|保险|工龄[^，,。；;]{0,6}|其中)[^，,。；;\d]{0,6}$"
)
_WHOLE = re.compile(r"合计|共计|总计|总额|综合|实发|应发|到手|不低于[^，,。；;]{0,4}$")
_REST = re.compile(r"其(?:他|它|余)(?:各)?(?:岗位?|人员|职位)")
_PER = re.compile(r"(?:每人)?每?(?P<per>月|年|天|日|小时)|/(?:人[·/.]?)?(?P<slash>月|年|天|日)")
_UNITS = {"月": "month", "年": "year", "天": "day", "日": "day", "小时": "hour"}
_LEAST = 100
"""No pay is lower: hours of work, ages and counts of people are."""
_TAIL = re.compile(r"(?:岗位?|人员|职位|员|名)$")


@dataclass(frozen=True, slots=True)
class Offer:
    """A sum that is paid: one amount, or the two ends of a range."""

    spot: Spot
    """The sentence it stands in."""
    amounts: tuple[Amount, ...]
    posts: frozenset[str]
    """Posts it is said of; empty where it names none."""
    rest: bool
    """True where it is said of all other posts."""
    probation: bool
    part: bool
    whole: bool
    per: tuple[str, int, int] | None

    @property
    def worth(self) -> tuple[str, ...]:
        """Give what two offers of the same pay have in common."""
        return (*(str(a.value) for a in self.amounts), self.per[0] if self.per else "")


def offers_in(spots: Iterable[Spot], posts: Sequence[str], *, told: bool = False) -> list[Offer]:
    """Give the sums that sentences offer, in order; `told` where a label says they are pay."""
    found: list[Offer] = []
    for spot in spots:
        raw = text_of(spot)
        if not (told or _PAY.search(raw)) or _NOT_PAY.search(raw):
            continue
        floor = 0
        for amounts in _ranges(raw):
            start, end = amounts[0].start, amounts[-1].end
            if not _BASIS.search(raw[floor:start]):
                found.append(_offer(spot, raw, amounts, (floor, start, end), posts))
            floor = end
    return found


def offer_in_cell(spot: Spot, label: Spot) -> Offer | None:
    """Read a bare number whose unit stands in its label or head: 薪酬（元/月） over 4500."""
    unit = re.search(r"[（(/]\s*(?P<unit>万?元)", label.text)
    number = re.fullmatch(r"\s*(?P<n>\d[\d,，.]*)\s*", text_of(spot))
    if unit is None or number is None:
        return None
    start = number.start("n")
    read = find_amounts(number["n"] + unit["unit"])
    if len(read) != 1 or float(read[0].value) < _LEAST:
        return None
    amount = replace(read[0], start=start, end=number.end("n"))
    return Offer(
        spot, (amount,), frozenset(), rest=False, probation=False, part=False, whole=True, per=None
    )


def _ranges(raw: str) -> Iterator[tuple[Amount, ...]]:
    amounts = [a for a in find_amounts(raw) if a.currency == "CNY" and float(a.value) >= _LEAST]
    number = 0
    while number < len(amounts):
        pair = amounts[number : number + 2]
        both = len(pair) > 1 and (pair[0].bound, pair[1].bound) == (">=", "<=")
        near = both and pair[1].start - pair[0].end < 4  # noqa: PLR2004  (至, -, 元至)
        yield tuple(pair) if near else (pair[0],)
        number += 2 if near else 1


def _offer(
    spot: Spot,
    raw: str,
    amounts: tuple[Amount, ...],
    place: tuple[int, int, int],
    posts: Sequence[str],
) -> Offer:
    floor, start, end = place
    before = raw[floor:start]
    behind = re.match(r"[^，,。；;（(]{0,6}[（(](?P<said>[^（）()]{1,30})[）)]", raw[end:])
    said = before + (behind["said"] if behind else "")
    clause = re.split(r"[，,；;。（(]", raw[:start])[-1]
    stages = list(_PROBATION.finditer(raw, 0, start))
    near = _PER.search(raw, max(floor, start - 12), min(len(raw), end + 8))
    if near is None:
        near = re.search(r"(?P<per>月|年|日)(?P<slash>)(?=工资|薪|收入|发)", raw[:start])
    per = (_UNITS[near["per"] or near["slash"]], *near.span()) if near else None
    return Offer(
        spot,
        amounts,
        frozenset(p for p in posts if _names(said, p, posts)),
        bool(_REST.search(before)),
        bool(stages and stages[-1]["on"]),
        bool(_PART.search(clause)),
        bool(_WHOLE.search(clause)),
        per,
    )


def _names(text: str, post: str, posts: Sequence[str]) -> bool:
    """Say whether a text names a post: whole, or by an end of its name that no other post has."""
    core = _core(post)
    if core in text:
        return True
    others = [_core(p) for p in posts if p != post]
    ends = (e for n in range(2, len(core)) for e in (core[-n:], core[:n]))
    return any(e in text and not any(e in o for o in others) for e in ends)


def _core(post: str) -> str:
    """Give a post's name without brackets and its last word (岗, 人员)."""
    bare = re.sub(r"[（(].*?[）)]", "", post)
    core = _TAIL.sub("", bare)
    return core if len(core) > 1 else bare


def pay_of(post: str, offers: Sequence[Offer]) -> Offer | tuple[Offer, ...] | None:
    """Choose what a post is paid; several offers where nothing tells which, None where none is."""
    of_others = any(o.posts for o in offers)
    mine = [o for o in offers if post in o.posts]
    if not mine and of_others:
        mine = [o for o in offers if o.rest]
    if not mine:
        mine = [o for o in offers if not o.posts and not o.rest]
    after = [o for o in mine if not o.probation]
    whole = [o for o in after if not o.part] or after
    whole = [o for o in whole if o.whole] or whole
    if not whole:
        return None
    first = [o for o in whole if o.spot == whole[0].spot][:1]
    others = [o for o in whole if o.spot != whole[0].spot and o.worth != first[0].worth]
    same = [o for o in others if o.per and first[0].per and o.per[0] == first[0].per[0]]
    return (first[0], same[0]) if same and not (first[0].whole or first[0].posts) else first[0]


def put_pay(builder: Builder, offer: Offer) -> None:
    """Set `pay`, or `pay_from` and `pay_to`, with what it is `per`."""
    if len(offer.amounts) > 1:
        named = list(zip(("pay_from", "pay_to"), offer.amounts, strict=True))
    else:
        named = [(_name(offer.amounts[0].bound), offer.amounts[0])]
    for name, amount in named:
        builder.add(name, amount.value, offer.spot.part(amount.start, amount.end), currency="CNY")
    if offer.per:
        builder.add("per", offer.per[0], offer.spot.part(*offer.per[1:]))


def _name(bound: str) -> str:
    return "pay_from" if bound in {">=", ">"} else "pay_to" if bound in {"<=", "<"} else "pay"


def unclear_pay(offers: Sequence[Offer], ids: tuple[str, ...]) -> Problem:
    """Report sums of which nothing says whose they are; none was taken."""
    last = offers[-1]
    spot = last.spot.part(last.amounts[0].start, last.amounts[-1].end)
    return Problem(
        "PT442",
        "warning",
        "Several sums are offered as pay, and nothing says for which post; none was taken.",
        "Read the conditions by eye and enter the pay of each post.",
        anchor_of(printed(spot.page), spot.start, spot.end, "pay"),
        fact_ids=ids,
    )
