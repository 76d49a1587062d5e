"""The kinds of claim. A new one is one module here, one line in KINDS and one page of docs.

A kind has a permanent `CODE`, the keys its table takes (`OPTIONS`), and `check(claim, evidence)`,
which gives a result and never raises for what is wrong with a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from papertrace.check.kinds import (
    absence,
    amount,
    change,
    comparison,
    count,
    date,
    only,
    part_of,
    place,
    quote,
    rank,
    reply,
    share,
    statement,
    testimony,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import Claim, ClaimResult, Evidence


class Kind(Protocol):
    """What a module of this package must have."""

    @property
    def CODE(self) -> str:  # noqa: N802  (a module's constant)
        """Its name in claims.toml."""

    @property
    def OPTIONS(self) -> Mapping[str, Shape]:  # noqa: N802  (as above)
        """The keys its table takes, besides `kind`."""

    @property
    def COVERS(self) -> frozenset[str]:  # noqa: N802  (as above)
        """The codes of loose words that its linked words answer for as a whole."""

    def check(self, claim: Claim, evidence: Evidence) -> ClaimResult:
        """Test one claim."""


KINDS: tuple[Kind, ...] = (
    amount,
    count,
    change,
    absence,
    share,
    part_of,
    comparison,
    rank,
    only,
    date,
    place,
    quote,
    statement,
    testimony,
    reply,
)
"""Every kind of claim."""
