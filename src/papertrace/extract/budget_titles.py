"""Whether a document is a budget or a final account: told by the titles of its tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.titles import bare

if TYPE_CHECKING:
    from papertrace.model import Document

_KINDS = (
    r"收支(?:预算|决算)?(?:总表|总体情况表|总体情况|总览表|情况总表)|收入支出(?:预算|决算)?总表",
    r"收入(?:预算|决算)?(?:总表|总体情况表|总体情况|情况表|表)",
    r"支出(?:预算|决算)?(?:总表|总体情况表|总体情况|情况表|表)",
    r"财政拨款(?:收支|收入支出)(?:预算|决算)?(?:总表|总体情况表|总体情况)",
    r"(?:一般公共预算|财政拨款|公共财政预算)(?:财政拨款)?(?:基本)?支出(?:预算|决算)?(?:明细)?(?:情况)?表",
    r"[“\"”]?三公[”\"“]?经费.{0,20}表",
    r"(?:政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?(?:收入)?支出(?:预算|决算)?(?:情况)?表",
)
_TITLES = tuple(
    re.compile(
        r"^(?:[部门单位]*(?:预算|决算)?(?:公开|附件?|附表)?表?[\d一二三四五六七八九十-]{0,4}表?[:：、.]?)"
        r"(?:20\d\d年度?)?(?:部门|单位|本级|[\u3400-\u9fff]{2,20}(?:局|院|厅|站|队|处|中心))?"
        rf"(?:{kind})(?:[（(].{{1,12}}[)）])?$"
    )
    for kind in _KINDS
)

_HEAD_ROWS = 3


def counts(document: Document) -> tuple[int, int]:
    """Count the kinds of tables whose titles stand in a document: (of plans, of accounts).

    Titles in a list of contents count, too; a lone overall table counts as a document of its own.
    """
    plans: set[int] = set()
    accounts: set[int] = set()
    for page in document.pages:
        heads = (c.text for t in page.tables for c in t.cells if c.row < _HEAD_ROWS)
        places = [*page.text.split("\n"), *heads]
        for line in places:
            text = bare(line)
            if not 3 < len(text) < 50:  # noqa: PLR2004
                continue
            for number, title in enumerate(_TITLES):
                if title.match(text):
                    (accounts if "决算" in text else plans).add(number)
    lone = {0, 3} & (plans | accounts)
    if len(plans | accounts) < 2 and not (lone and len(document.pages) <= 3):  # noqa: PLR2004
        return 0, 0
    return len(plans), len(accounts)
