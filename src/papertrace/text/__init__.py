"""Pure functions on strings: numbers, money, dates, quantities, places, names.

Nothing here reads a file of a case or knows a document; ambiguity gives no value, never a guess.
"""

from __future__ import annotations

from papertrace.text.normalising import Normalised, normalise

__all__ = ["Normalised", "normalise"]
