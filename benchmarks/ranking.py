"""Measure the order by a question: python benchmarks/ranking.py (needs papertrace[rank]).

Invented pages, most of them Chinese, and questions in English, Korean and German, each of which one
page answers (ranking.tsv). Counted is how often that page stands first, or among the first three,
beside the network's plain figure (cosine), and what a passage and a question take.
"""

from __future__ import annotations

import json
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from papertrace.search import nearness

_LANGUAGES = ("English", "Korean", "German")
_LINES = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True)
class Asked:
    """A question, and the number of the page that answers it."""

    language: str
    question: str
    page: int


def table() -> tuple[list[str], list[Asked]]:
    """Give the pages and the questions."""
    lines = _LINES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    asked = [
        Asked(language, question, page)
        for page, row in enumerate(rows)
        for language, question in zip(_LANGUAGES, row[1:], strict=False)
        if question
    ]
    return [row[0].lstrip("*") for row in rows], asked


def plain(question: bytes, page: bytes) -> float:
    """Give the network's own figure: the cosine of the angle between the two."""
    one = np.frombuffer(question, "<f2").astype(float).reshape(-1, 384)[0]
    return float((np.frombuffer(page, "<f2").astype(float).reshape(-1, 384) @ one).max())


def report(name: str, asked: list[Asked], ranks: list[int]) -> None:
    """Print how often the right page stands first, and among three, by language."""
    for language in _LANGUAGES:
        some = [r for a, r in zip(asked, ranks, strict=True) if a.language == language]
        first, three = sum(r == 0 for r in some), sum(r < 3 for r in some)  # noqa: PLR2004  (the first three)
        print(f"{name:12} {language:8} first {first}/{len(some)}, among three {three}/{len(some)}")


def main() -> None:
    """Print the figures."""
    load = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    print(f"machine: {platform.machine()}, {platform.system()}, python {platform.python_version()}")
    print(f"command: benchmarks/ranking.py; {nearness.version() or 'absent'}; load before: {load}")
    if not nearness.version():
        return
    texts, asked = table()
    nearness.embed(nearness.REHEARSAL)
    parts = [nearness.passages(text) for text in texts]
    start = time.perf_counter()
    pages = [nearness.embed(nearness.of_passages(part)) for part in parts]
    middle = time.perf_counter()
    questions = [nearness.embed(nearness.of_question(a.question)) for a in asked]
    end = time.perf_counter()
    count = sum(map(len, parts))
    print(
        f"{len(pages)} pages ({count} passages, {sum(map(len, texts)) // len(texts)} characters"
        f" each), {len(asked)} questions; {count / (middle - start):.1f} passages/s on one core,"
        f" {(end - middle) / len(asked) * 1e3:.0f} ms a question with the"
        f" {len(json.loads(nearness.of_question('a'))) - 1} beside it"
    )
    terms = [nearness.terms(a.question) for a in asked]
    lanes = {
        "cosine": [[plain(q, p) for p in pages] for q in questions],
        "middle taken": [[nearness.nearest(q, p)[0] for p in pages] for q in questions],
    }
    lanes["papertrace"] = [
        [figure + nearness.lift(some, part) for figure, part in zip(row, parts, strict=True)]
        for row, some in zip(lanes["middle taken"], terms, strict=True)
    ]
    for name, told in lanes.items():
        ranks = [
            sum(other > figures[a.page] for other in figures)
            for a, figures in zip(asked, told, strict=True)
        ]
        report(name, asked, ranks)


if __name__ == "__main__":
    main()
