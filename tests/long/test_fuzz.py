"""Mutants of a sound file of every format: the parent lives, and every one gets an answer."""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from hostile import sound
from papertrace.read import sandbox
from papertrace.workflow import building

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MUTANTS = 2600
SECONDS = 300
"""After which no further mutant is begun; how many were is printed."""
_WORDS = (
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"%s",
    b"<",
    b">",
    b"999999999999",
    b"-1",
    b"../",
)


def flipped(noise: random.Random, data: bytearray) -> None:
    """Flip some bits."""
    for _ in range(noise.randint(1, 1 + len(data) // 100)):
        data[noise.randrange(len(data))] ^= 1 << noise.randrange(8)


def replaced(noise: random.Random, data: bytearray) -> None:
    """Put a telling word somewhere."""
    at, told = noise.randrange(len(data)), noise.choice(_WORDS)
    data[at : at + len(told)] = told


def grown(noise: random.Random, data: bytearray) -> None:
    """Say a stretch many times."""
    at = noise.randrange(len(data))
    data[at:at] = bytes(data[at : at + noise.randint(1, 64)]) * noise.randint(1, 200)


def cut(noise: random.Random, data: bytearray) -> None:
    """Leave out a stretch."""
    at = noise.randrange(len(data))
    del data[at : at + noise.randint(1, 1 + len(data) // 4)]


def swapped(noise: random.Random, data: bytearray) -> None:
    """Exchange two stretches."""
    size = noise.randint(1, 1 + len(data) // 10)
    a, b = (noise.randrange(len(data)) for _ in range(2))
    data[a : a + size], data[b : b + size] = data[b : b + size], data[a : a + size]


WAYS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    flipped,
    replaced,
    grown,
    cut,
    swapped,
)


def mutants(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Give named mutants, formats in turn."""
    noise = random.Random(seed)  # noqa: S311  (not for secrets)
    files = {k: v[0] for k, v in sound.files().items() if len(v[0]) < 1 << 20}
    for number in range(count):
        extension = list(files)[number % len(files)]
        data = bytearray(files[extension])
        for _ in range(noise.choice((1, 1, 2, 4))):
            noise.choice(WAYS)(noise, data)
            data = data or bytearray(b"\0")
        yield f"{number}.{extension}", bytes(data)


@pytest.mark.long
def test_mutants_are_answered() -> None:
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    until, begun = time.monotonic() + SECONDS, 0
    reasons: Counter[str] = Counter()
    slow: list[str] = []
    died: list[str] = []

    def queue() -> Iterator[tuple[str, Callable[[], bytes]]]:
        nonlocal begun
        for name, data in mutants(seed, MUTANTS):
            if time.monotonic() > until:
                return
            begun += 1
            argument = f'["{name}", ""]\n'.encode() + data
            yield name, lambda argument=argument: argument  # type: ignore[misc]  # bound now

    answers = sandbox.run_many(building.derive, queue(), sandbox.Limits(), 2, building._rehearsal())
    for name, answer in answers:
        reasons["read" if answer.ok else answer.code] += 1
        if answer.code == "PT304" and "longer" in answer.message:
            slow.append(name)
        if answer.code == "PT305":
            died.append(f"{name}: {answer.message}")
    told = f"seed {seed}: {begun} mutants, {dict(reasons)}, too slow {slow}, died {died}"
    sys.stdout.write(f"{told}\n")
    assert sum(reasons.values()) == begun > 0
    assert len(slow) <= begun * 0.002, told
    assert len(died) <= begun * 0.002, told
