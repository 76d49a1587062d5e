"""Verifies the signatures of the log's entries, many at a time: they are most of a check's cost.

It says whether a signature stands under a public key, and nothing of whose key that is: `chain`
knows who was known when.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any

from papertrace.casefile.keys import entry_message, key_id, signed_by
from papertrace.errors import PapertraceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile.log import Row

_BATCH = 2048
"""So many entries are held at once."""
_FEW = 64
"""Fewer than these are not worth a thread."""

_Signed = tuple[str, str, str]
"""Public key, hash, signature."""


class Signatures:
    """Signatures verified ahead, in threads: verifying runs outside the interpreter's lock."""

    def __init__(self) -> None:
        """Know no key and no entry yet."""
        self._publics: dict[str, str] = {}
        self._good: set[_Signed] = set()

    def ahead(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Pass rows on in their order, when their signatures were verified.

        What stops `rows` is raised behind the rows that came before it.
        """
        source = iter(rows)
        trouble: PapertraceError | None = None
        while trouble is None:
            batch: list[Row] = []
            try:
                for row in islice(source, _BATCH):
                    batch.append(row)  # noqa: PERF402  (those before the trouble must be kept)
            except PapertraceError as error:
                trouble = error
            if batch:
                self._verify(batch)
                yield from batch
            elif trouble is None:
                return
        raise trouble

    def stands(self, public: str, row: Row) -> bool:
        """Say whether an entry's signature was made with the key of `public` (hex)."""
        signed = (public, row.hash, row.signature)
        return signed in self._good or _is_good(signed)

    def _verify(self, batch: list[Row]) -> None:
        for row in batch:
            if row.kind in ("case", "key"):
                self._meet(row)
        due = [
            (public, row.hash, row.signature)
            for row in batch
            if (public := self._publics.get(row.actor))
        ]
        if len(due) < _FEW:
            self._good = set()  # the few are verified as they are asked for
            return
        crew = min(os.cpu_count() or 1, 8)
        with ThreadPoolExecutor(crew) as threads:
            parts = threads.map(_good, [due[n::crew] for n in range(crew)])
            self._good = {signed for part in parts for signed in part}

    def _meet(self, row: Row) -> None:
        """Take the key that an entry brings, whether it may bring one or not."""
        try:
            body: Any = json.loads(row.body or "{}")
            public = (body["key"] if row.kind == "case" else body)["public"]
            self._publics.setdefault(key_id(public), public)
        except (ValueError, KeyError, TypeError):
            return  # `chain` names it


def _good(every: list[_Signed]) -> list[_Signed]:
    return [signed for signed in every if _is_good(signed)]


def _is_good(signed: _Signed) -> bool:
    public, own, signature = signed
    try:
        return signed_by(public, signature, entry_message(own))
    except (TypeError, AttributeError):  # a column that does not hold text
        return False
