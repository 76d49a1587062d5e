"""Approvals before and during building: planning, land, environment, project approvals.

An application that is only published is planned, not approved; an estimate is no contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.facility_facts import facility_facts
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import paper_of
from papertrace.extract.problems import expecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "approval"
CHINESE = "规划、用地、环评、立项批复或公示"
VERSION = 1
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document asks for or gives leave to build."""
    return not outline_of(document).kind.module and paper_of(document).genre.name == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give one facility a building."""
    found = facility_facts(paper_of(document), f"{NAME}@{VERSION}")
    yield from expecting("facility", CHINESE, found)
