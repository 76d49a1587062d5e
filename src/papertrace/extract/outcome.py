"""What came of a purchase, where the title only says that there is a result.

A result may be a recommendation of candidates, or failure. Which form reads it is for `kinds`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.labels import is_blank, plain
from papertrace.extract.names import looks_like_body
from papertrace.extract.ranked_lines import ranked_at
from papertrace.extract.verdicts import told_verdicts
from papertrace.extract.winner_clauses import names_winner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line
    from papertrace.extract.listings import Listing
    from papertrace.extract.pairs import Pair

_SHORTEST = 3
_RECOMMENDED = re.compile(
    r"推荐(?:的)?(?:成交|中标|中选)?(?:候选)?(?:供应商|人|单位)(?:的)?(?:排序|顺序|排名|名单)"
)
_BY_PANEL = re.compile(
    r"(?:小组|委员会|评委会?|专家组|经[^，。]{0,6}评[审标定][^。]{0,8}?)[^。；;]{0,12}推荐|推荐[^。；;：:]{0,40}(?:候选|第一)"
)
_MADE_WINNER = re.compile(
    r"为(?:本项目|该项目|本次采购|本次招标)?(?:的)?(?:最终)?(?:中标|成交|中选)(?:人|供应商|单位|方)(?![^，。；]{0,4}候选)"
    r"|(?:由|与)[^，。；]{4,60}?(?:中标|成交|中选)(?=[，,。；;]|$)"
)
_PARTLY = re.compile(r"^(?=.*(?:中标|成交|中选|结果)).*(?:废标|流标)")
_FAILED = re.compile(r"废标|流标|采购失败|招标失败|不足三家|不足3家|终止(?:采购|招标|本)")
_EVALUATED = re.compile(r"评[标审选定].{0,4}结果")
_DECIDES = re.compile(
    r"(?:是否|有无)(?:为)?(?:最终)?(?:中标|成交|中选)(?:人|供应商|单位|方)?|(?:中标|成交|中选)(?:结果|状态|与否|情况)"
)
_ONLY = re.compile(r"候选|拟(?:中标|成交|中选)|推荐")
_UNDONE = re.compile(r"终止|取消|作废|无效|撤[销回]|更正|变更")
GENERIC = re.compile(
    r"(?:(?:中央|地方|政府|工程|建设|国内|项目|单位|部门|其他|其它|市|县|省|区|本级|采购|公开|竞争性|邀请|电子|信息|政务)|招标|中标|成交|合同|更正|变更|终止|废标|结果|资格预审|磋商|谈判|询价|单一来源|验收|候选人|意向|预算|决算|招聘|绩效)*"
    r"(?:公告|公示|公开|通知|信息|目录|文件|结果|意向|合同|招标|预算|决算|说明|情况)"
)
"""Words for a kind of notice and nothing else: a heading, or an entry of a site's menu."""
_PAUSE = re.compile(r"[，,]")


def proposed(
    title: Spot, lines: Sequence[Line], pairs: Sequence[Pair], listings: Sequence[Listing]
) -> bool:
    """Say whether a publication of results only recommends suppliers in order."""
    if any(p.role == "supplier" for p in pairs):
        return False
    if "公示" in title.text and any(_RECOMMENDED.search(n.text) for n in lines):
        return True
    flat = [n for n in lines if n.flat]
    panel = [n for n in lines if _BY_PANEL.search(n.text)]
    ranks = {p.rank for p in pairs if p.rank and "候选" in p.label.text}
    ranked = any(n.flat and ranked_at(n.spot) for n in panel) or (panel and len(ranks) > 1)
    told = any(names_winner(n.text) or _MADE_WINNER.search(n.text) for n in flat)
    listed = any(listing.find(row, "supplier") for listing in listings for row in listing.rows)
    return bool(ranked) and not (told or listed)


def says_who_won(title: Spot, listings: Sequence[Listing]) -> bool:
    """Say whether a result of the evaluation says of the bidders whether they won.

    是否成交 with 是 does; 是否推荐 and 拟中标 only recommend.
    """
    if not _EVALUATED.search(title.bare) or re.search(r"候选|拟|推荐", title.bare):
        return False
    return any(
        any(told_verdicts(listing).values())
        and any(_DECIDES.fullmatch(plain(c.text)) for c in listing.columns)
        and not any(_ONLY.search(s.text) for row in listing.rows for s in row.cells.values())
        for listing in listings
    )


def failed(pairs: Sequence[Pair], listings: Sequence[Listing], lines: Sequence[Line]) -> bool:
    """Say whether a result notice tells only of failure: no supplier, and words of failure."""
    words = _FAILED
    told = any(words.search(n.text) and not GENERIC.fullmatch(n.text) for n in lines)
    winner = any(_names_winner(p) for p in pairs)
    listed = any(
        (cell := listing.find(row, "supplier", "candidate"))
        and not is_blank(cell[1].text)
        and not words.search(cell[1].text)
        for listing in listings
        if listing.zone not in {"scores", "failed"}
        for row in listing.rows
    )
    spelled = any(n.flat and names_winner(n.text) for n in lines)
    return told and not (winner or listed or spelled)


def failed_partly(
    title: Spot, pairs: Sequence[Pair], listings: Sequence[Listing], lines: Sequence[Line]
) -> bool:
    """Say whether a title tells of a result and of lots that failed, and the text who won others.

    Only what a label or head calls a winner counts: bidders are named in plain failures, too.
    """
    told = "".join(title.text.split())
    if not _PARTLY.search(told) or _UNDONE.search(told):
        return False
    labelled = any(
        p.role == "supplier" and looks_like_body(p.value.text.split("；")[0]) for p in pairs
    )
    listed = any(
        (cell := listing.find(row, "supplier")) and looks_like_body(cell[1].text)
        for listing in listings
        for row in listing.rows
    )
    return labelled or listed or any(n.flat and names_winner(n.text) for n in lines)


def _names_winner(pair: Pair) -> bool:
    """Say whether a labelled value names who won, or a lot's does."""
    value = pair.value.text
    if len(value) <= _SHORTEST or re.search(r"废标|流标|无|/", value):
        return False
    if pair.role == "supplier" or (pair.role == "candidate" and pair.zone == "award"):
        return True
    return bool(pair.lot) and looks_like_body(_PAUSE.split(value)[0])
