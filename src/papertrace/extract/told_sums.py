"""The sums that the text of a budget or an account tells, each with what is said of it.

`2024年“三公”经费预算14.01万元，其中：公务接待费0万元` tells two sums. A sum belongs to the words
right before it; what compares (较上年增加…), gives a reason or prices a piece is no sum of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.text.money import find_amounts
from papertrace.text.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.heads import Phase
    from papertrace.extract.prose import Prose
    from papertrace.text.money import Amount

Stretch = tuple[int, int]
"""Start and end within the text."""

_SENTENCE = re.compile(r"[^。\n]+")
_EDGE = re.compile(r"[，,；;：:]")
_LEAD = re.compile(
    r"^[、）)\].．]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．](?!\d))?(?:其中|包括|分别为)?"
)
_COMPARED = re.compile(
    r"增|减|下降|上升|升高|降低|提高|[比较](?!例)|同比|去年|上年(?!结)|上一?年度(?!结)|节约|节省|超|大于|小于|高于|低于"
    r"|差异?|人均|单价|标准|每|批次|原值|价值|资产|涉及|采购|绩效|合同|左右|以上"
)
_REASON = re.compile(r"原因|主要[是为用包]|由于|因为|用于|为了|所致|一是|二是|三是|四是")
_OPENS_AGAIN = re.compile(r"[；;]")
_PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    ("adjusted", re.compile(r"全年预算|调整(?:后的?)?预算|预算调整")),
    ("executed", re.compile(r"决算|实际(?:支出|发生|完成)|执行(?:数|为)|实际")),
    ("approved", re.compile(r"预算")),
)
_FUNDS = re.compile(
    r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|财政预算|预算单位|预算内|预算拨款"
)
_YEAR = re.compile(r"(20\d\d)年")
_HEADING = re.compile(
    r"^(?!.*(?:包括|其中|如下))(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?"
    r"(?=.*(?:收入|支出|收支|预算|决算|经费))[^，,；;]{4,60}$"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One sum of the text."""

    subject: str
    """The words right before it, in simplified characters, without numbering."""
    subject_at: Stretch
    amount: Amount
    """Its offsets are those of the text."""
    phase: Phase
    """approved, adjusted, executed, or '' where nothing near tells."""
    phase_at: Stretch | None
    year_at: Stretch | None
    """Where the sentence prints a year before it."""
    heading: str
    heading_at: Stretch | None
    follows: bool
    """Whether the sentence goes on with the parts of the sentence before (其中 …)."""
    sentence: int
    """Counts the sentences, so that those of one stand together."""
    lead: str
    """What stands before the subject, from the sum before or the sentence's begin."""
    lead_at: int
    share: str
    """The share that is printed right behind it (占93.54%), '' where none is."""


_SHARE = re.compile(r"^[，,（(]?占[^，,。；;\d]{0,16}(\d+(?:\.\d+)?)[%％]")
_FURTHER = re.compile(r"^(?:其中|包括|收入包括|支出包括)")


def told_sums(prose: Prose) -> Iterator[Told]:
    """Give the sums of the running text in order; comparisons and reasons are left out."""
    heading: tuple[str, Stretch | None] = "", None
    for number, sentence in enumerate(_SENTENCE.finditer(prose.text)):
        text = simplified(sentence[0])
        amounts = [
            a
            for a in find_amounts(sentence[0])
            if a.currency == "CNY" and not (a.per or a.bound or a.approximate)
        ]
        if not amounts:
            if _HEADING.match(text):
                heading = text, sentence.span()
            continue
        yield from _of_sentence(text, sentence.start(), amounts, (number, heading))


def _of_sentence(
    text: str, at: int, amounts: list[Amount], where: tuple[int, tuple[str, Stretch | None]]
) -> Iterator[Told]:
    number, (heading, heading_at) = where
    before, reasons = 0, _reasons(text)
    for amount in amounts:
        edges = [m.end() for m in _EDGE.finditer(text, before, amount.start)]
        start = max([before, *edges])
        lead_at, before = before, amount.end
        lead = _LEAD.match(text[start : amount.start])
        start += lead.end() if lead else 0
        subject = text[start : amount.start]
        if subject.startswith(("（", "(")) and not re.search(r"[）)]", subject):
            start, subject = start + 1, subject[1:]
        if any(a <= amount.start < b for a, b in reasons) or _COMPARED.search(subject):
            continue
        phase, phase_at = _phase(text, start, amount.start, at)
        years = _years(text, amount.start)
        share = _SHARE.match(text[amount.end :])
        yield Told(
            subject,
            (at + start, at + amount.start),
            _moved(amount, at),
            phase,
            phase_at,
            (at + years[-1][0], at + years[-1][1]) if years else None,
            heading,
            heading_at,
            bool(_FURTHER.match(text)),
            number,
            text[lead_at:start],
            at + lead_at,
            share[1] if share else "",
        )


def _reasons(text: str) -> list[Stretch]:
    """Give the stretches that tell reasons: up to the next semicolon, or to the end."""
    out = []
    for found in _REASON.finditer(text):
        end = _OPENS_AGAIN.search(text, found.end())
        out.append((found.start(), end.start() if end else len(text)))
    return out


def _years(text: str, end: int) -> list[Stretch]:
    """Give the years before `end` that date what is told; one it is compared with does not."""
    out = []
    for found in _YEAR.finditer(text, 0, end):
        before = max((m.end() for m in _EDGE.finditer(text, 0, found.start())), default=0)
        behind = _EDGE.search(text, found.end(), end)
        if not _COMPARED.search(text[before : behind.start() if behind else end]):
            out.append(found.span(1))
    return out


def _phase(text: str, start: int, end: int, at: int) -> tuple[Phase, Stretch | None]:
    """Tell the phase from the words right before a sum."""
    masked = _FUNDS.sub(lambda m: "　" * len(m[0]), text[start:end])
    for name, words in _PHASES:
        found = words.search(masked)
        if found:
            return name, (at + start + found.start(), at + start + found.end())
    return "", None


def phase_of(words: str) -> Phase:
    """Tell the phase that a heading speaks of; '' where it speaks of none."""
    masked = _FUNDS.sub("", words)
    return next((name for name, pattern in _PHASES if pattern.search(masked)), "")


def _moved(amount: Amount, by: int) -> Amount:
    return replace(amount, start=amount.start + by, end=amount.end + by)
