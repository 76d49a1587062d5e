"""Publication -> files: the exporters, and the masks that every one of them respects.

An exporter builds its output up from accepted, checked values; it never filters a copy of a case.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from papertrace.publish import bundle, claimreview, ftm, ocds, package, site, wacz, xlsx
from papertrace.publish.redact import masked_text, masks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.model import Publication

__all__ = ["EXPORTERS", "Exporter", "masked_text", "masks"]


class Exporter(Protocol):
    """What an exporter's module offers."""

    NAME: str
    TITLE: str
    SIGNED: str
    """The file whose signature seals all the others; '' where nothing is signed."""

    def files(self, publication: Publication) -> Iterator[tuple[str, bytes]]:
        """Give (relative path, bytes) of every file, or refuse before giving any."""


_EVERY: tuple[Exporter, ...] = (site, package, xlsx, ocds, ftm, wacz, claimreview, bundle)

EXPORTERS: Mapping[str, Exporter] = MappingProxyType({e.NAME: e for e in _EVERY})
"""Exporters by name, in the order in which they are offered."""
