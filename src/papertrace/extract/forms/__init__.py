"""The forms of documents, one module each. Forms do not know each other.

A form has NAME, CHINESE, VERSION, KIND ("document" or "part"), `recognise(document)` and
`extract(document)`. What several forms need lives one level up, in `papertrace.extract`.
"""

from __future__ import annotations
