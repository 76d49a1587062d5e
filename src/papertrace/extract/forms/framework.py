"""Framework agreements: calls for suppliers (征集公告) and who was admitted (入围结果公告).

Being admitted is no award of money: a row names a supplier and the rate or unit price it was
admitted at, never a total that nobody promised. The worked example of docs/contributing/forms.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.priced import supplier_facts
from papertrace.extract.problems import expecting
from papertrace.extract.suppliers import winners
from papertrace.extract.tenders import tenders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "framework"
CHINESE = "框架协议征集（入围结果）公告"
VERSION = 1
KIND = "document"

_ADMITTED = re.compile(r"结果|入围(?:公[示告]|名单|供应商)|成交")


def recognise(document: Document) -> bool:
    """Say whether the document calls for, or admits, suppliers of a framework."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice; of a call the ceilings and the deadline, of a result the admitted."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    title = outline.kind.title
    if title is not None and _ADMITTED.search(title.text):
        yield from expecting("award", CHINESE, _admitted(outline, form))
    else:
        yield from expecting("tender", CHINESE, tenders(outline, form))


def _admitted(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    found = winners(outline, ("supplier",)) or winners(outline, ("supplier", "candidate"))
    for each in found:
        yield from supplier_facts(outline, "award", form, each)
