"""Every code a `Problem` can have, with what it means. Codes are permanent.

Codes of errors (`papertrace.errors`) may stand on problems too: a file that cannot be read is an
error inside the worker and a problem outside it. A test compares this table with the code.
"""

from __future__ import annotations

CODES: dict[str, str] = {}
