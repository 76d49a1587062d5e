"""papertrace: from public documents to a published story whose every figure opens its proof."""

from __future__ import annotations

from papertrace.text import normalise

__all__ = ["__version__", "normalise"]

__version__ = "0.1.0"
