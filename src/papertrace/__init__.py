"""papertrace: from public documents to a published story whose every figure opens its proof."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
