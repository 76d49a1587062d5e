"""papertrace: from public documents to a published story whose every figure opens its proof.

The public names, sorted. They are loaded when they are first used, so that a command that only
looks something up does not wait for the readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from papertrace.casefile import Case
    from papertrace.text import normalise

__all__ = ["Case", "__version__", "normalise"]

__version__ = "0.1.0"

_PLACES = {"Case": "papertrace.casefile", "normalise": "papertrace.text"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever the name stands for)
    """Load a public name from its room."""
    if name not in _PLACES:
        msg = f"papertrace has no public name {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415  (needed once)

    return getattr(import_module(_PLACES[name]), name)
