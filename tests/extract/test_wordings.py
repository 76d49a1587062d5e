"""Invented notices in the wordings and tables of many sites; see the files in `wordings`.

A sample is a text or the body of a page; below it stand the rows it must give, `--> kind {fields}`.
Samples are parted by `====`. What a sample says nothing of is left open, sums and lots apart: those
that are not named must not be there.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notice_samples import page, rows, text

Row = dict[str, str]

SUMS = {"lot", "rank", "amount", "rate", "unit_price", "budget", "ceiling", "deadline"}
HERE = Path(__file__).parent / "wordings"


def samples() -> list[tuple[str, str]]:
    """Give every sample with the name of its file."""
    return [
        (f"{path.stem}-{number}", told)
        for path in sorted(HERE.glob("*.txt"))
        for number, told in enumerate(path.read_text(encoding="utf-8").split("\n====\n"), start=1)
    ]


def parted(sample: str) -> tuple[str, dict[str, list[Row]]]:
    """Part a sample into its text and the rows expected of it, by kind."""
    body, *told = sample.rstrip("\n").split("\n--> ")
    wanted: dict[str, list[Row]] = {}
    for line in told:
        kind, _, row = line.partition(" ")
        wanted.setdefault(kind, []).append(json.loads(row))
    return body, wanted


@pytest.mark.parametrize("sample", [pytest.param(s, id=name) for name, s in samples()])
def test_the_wording_gives_the_facts(sample: str) -> None:
    body, wanted = parted(sample)
    assert wanted
    found = page(body) if body.startswith("<") else text(body)
    for kind, expected in wanted.items():
        names = {n for row in expected for n in row} | (SUMS if kind != "notice" else set())
        told = [{n: v for n, v in row.items() if n in names} for row in rows(found, kind)]
        assert sorted(told, key=str) == sorted(expected, key=str)
