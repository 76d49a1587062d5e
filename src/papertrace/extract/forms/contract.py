"""Contract notices: who signed with whom, when and for how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.contract_tables import listed_contracts
from papertrace.extract.contracts import contract_facts
from papertrace.extract.items import items
from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting
from papertrace.extract.supplements import supplement_facts, supplement_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "contract"
CHINESE = "合同公告"
VERSION = 2
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document publishes a contract."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and the contract."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    change = supplement_of(outline)
    listed = () if change else tuple(listed_contracts(outline, form))
    yield from expecting("contract", CHINESE, listed or contract_facts(outline, form))
    if change:
        yield from supplement_facts(outline, form, change)
    yield from items(outline, form)
