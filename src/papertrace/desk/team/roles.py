"""What a member of a team may do in one case: four roles, each with all rights of the one before.

A right is named where a route stands in the table; what names none needs `write`, and what only
reads needs `read`. Nothing here knows an account.
"""

from __future__ import annotations

from typing import Final

ROLES: Final = ("reader", "reviewer", "editor", "chief")
"""The roles, the least first: reads; decides too; writes and adds too; looks after users too."""
RIGHTS: Final = {"read": "reader", "decide": "reviewer", "write": "editor", "people": "chief"}
"""Right -> the least role that has it."""


def may(role: str, right: str) -> bool:
    """Say whether a role has a right; whoever has no role has none."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(RIGHTS[right])
