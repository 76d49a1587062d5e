"""The kinds of claim. A new one is one module here, one line in KINDS and one page of docs.

A kind has a permanent `CODE`, the keys its table takes (`OPTIONS`), and `check(claim, evidence)`,
which gives a result and never raises for what is wrong with a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from papertrace.check.kinds import absence, amount, change, count

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

    def check(self, claim: Claim, evidence: Evidence) -> ClaimResult:
        """Test one claim."""


KINDS: tuple[Kind, ...] = (
    amount,
    count,
    change,
    absence,
)
"""Every kind of claim."""
