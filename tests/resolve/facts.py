"""Invented facts for the tests of resolving, without anchors: resolving looks at fields alone."""

from __future__ import annotations

import hashlib
from types import MappingProxyType

from papertrace.model import Fact, Field, Judgement


def fact(document: str, kind: str, **fields: str) -> Fact:
    """Make a fact of a document; the same words give the same id."""
    digest = hashlib.sha256(document.encode()).hexdigest()
    told = f"{document}|{kind}|{sorted(fields.items())}"
    return Fact(
        hashlib.sha256(told.encode()).hexdigest(),
        digest,
        kind,
        MappingProxyType({n: Field(v, v) for n, v in fields.items()}),
        (),
        "award@1",
        0.9,
    )


def judged(left: str, verdict: str, right: str, day: int = 1) -> Judgement:
    """Make a judgement on a pair."""
    return Judgement("", left, verdict, right, "", "a" * 16, f"2025-01-{day:02}T00:00:00Z")
