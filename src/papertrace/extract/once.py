"""Remember the last answer of a function of one large value, since every form asks the same again.

The value is known by identity, never by content, and nothing but the last one is held.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = TypeVar("Asked")
Given = TypeVar("Given")


def once(function: Callable[[Asked], Given]) -> Callable[[Asked], Given]:
    """Let a function of a frozen value give the same object for as long as the value is the same.

    What it gives must not be changed by who asks.
    """
    last: list[tuple[Asked, Given]] = []

    @wraps(function)
    def asked(of: Asked) -> Given:
        if last and last[0][0] is of:
            return last[0][1]
        given = function(of)
        last[:] = [(of, given)]
        return given

    return asked
