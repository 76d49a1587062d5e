"""Which of several prices counts: the awarded one, failing that what was offered last.

Read from the words of heads and labels alone. A first offer, a price as adjusted for the evaluation
and a price without tax come behind every other; no price is ever made out of two.
"""

from __future__ import annotations

import re

from papertrace.extract.labels import plain

_HAN = "一二三四五六七八九"
FIRST = re.compile(
    r"首[次轮份]|第[一1][次轮]|(?<![\d.])[一1][次轮](?=报价)|初[次始步]?报价|初[次始步轮]|开标(?:价|报价|金额|时报价)|唱标|原(?:始)?报价|(?:修正|调整|扣除|澄清)前"
)
"""What was offered first, before anybody haggled."""
ADJUSTED = re.compile(
    r"评标(?:价|基准)|评审(?:价|报价|基准)|价格?分|扣除|折算|折后评|参与评|排序价|基准价|比较价|计算价|经评审的"
)
"""What the evaluation made of an offer: never what is paid."""
UNTAXED = re.compile(r"不含(?:增值)?税|[未除]税|税前|不包?括税|净价")
_LAST = re.compile(
    r"最终|最后|末[次轮]|终[次轮]|(?:修正|调整|谈判|磋商|澄清|议价)后|承诺(?:报?价|金额)"
)
LATER_OFFER = re.compile(
    rf"(?:{_LAST.pattern}|第?[二三四五2-5][次轮])(?:的)?(?:总?报价|总价|金额|价格?)?\s*[:：为是]?\s*[￥¥]?\s*\d"
)
"""A price behind a first offer that was offered later: 首次报价：50万元，最终报价46万元."""
_ROUND = re.compile(rf"第?(?P<n>[{_HAN}\d])[次轮]")
LAST_ROUND = 50
PLAIN = 5
"""The stage of a price of which nothing is said; what was offered first comes below it."""
_ADJUSTED_OFFER = re.compile(r"(?:修正|调整)后的?(?:最终)?报价")


def rank_of_offer(head: str) -> int:
    """Say how late a price under this head was offered: the higher, the more it counts."""
    text = plain(head)
    worth = stage_of(text)
    return worth - 20 if UNTAXED.search(text) and "价税" not in text else worth


def stage_of(text: str) -> int:
    """Say at which stage a price with these words was offered: `PLAIN` where they do not say."""
    worth = PLAIN
    told = _ROUND.search(text)
    if _LAST.search(text):
        worth = LAST_ROUND
    elif FIRST.search(text):
        worth = 1
    elif told:
        word = told["n"]
        worth = PLAIN + (_HAN.index(word) + 1 if word in _HAN else int(word))
    if ADJUSTED.search(text) and not _ADJUSTED_OFFER.search(text):
        worth -= 10
    return worth


def is_passed_over(label: str) -> bool:
    """Say whether a labelled price is a first offer or one as adjusted for the evaluation."""
    text = plain(label)
    if ADJUSTED.search(text) and not _ADJUSTED_OFFER.search(text):
        return True
    return bool(FIRST.search(text)) and not _LAST.search(text)
