"""Hostile files go the public way, add and build: nobody dies, hangs, calls home or strays."""

from __future__ import annotations

import os
import random
import socket
import sys
import time
from typing import TYPE_CHECKING

import pytest

from hostile.corpus import of, word
from hostile.every import driven, every
from hostile.listening import trap

if TYPE_CHECKING:
    from pathlib import Path

    from hostile.corpus import Sample
    from hostile.every import Judged

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory is told by /proc"
)

GIB = 1 << 30
SLOW = frozenset(
    {"tiles.pdf", "forms.pdf", "parts-10001.zip", "many-rows.xlsx", "many-strings.xlsx"}
)
"""Files that take more than a few seconds."""
SAMPLE = 60


def say(text: str) -> None:
    """Print, for `pytest -s` and for failures."""
    sys.stdout.write(f"{text}\n")


def test_the_trap_hears() -> None:
    with trap() as heard, socket.create_connection(("127.0.0.1", heard.port)) as call:
        call.recv(1)
    with trap() as other, socket.socket(type=socket.SOCK_DGRAM) as call:
        call.sendto(b"x", ("127.0.0.1", other.port))
        call.sendto(b"x", ("127.0.0.1", other.port))
        time.sleep(0.5)
    assert (heard.calls, other.calls) == (["TCP"], ["UDP", "UDP"])


def test_a_sample_of_hostile_files(tmp_path: Path) -> None:
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    say(f"seed {seed}")
    with trap() as heard:
        quick = [s for s in every(heard.port) if s.name not in SLOW and not _is_picture(s.name)]
        samples = random.Random(seed).sample(quick, SAMPLE)  # noqa: S311  (not for secrets)
        judged = driven(samples, tmp_path)
    say(judged.table())
    assert heard.calls == []
    assert judged.answered == judged.files
    assert judged.leaked == []
    assert len(judged.wrong_outcome) <= 2, judged.table()
    assert len(judged.wrong_reason) <= 3, judged.table()
    assert len(judged.missed) <= 2, judged.table()
    _bounded(judged)


def _is_picture(name: str) -> bool:
    return name.rpartition(".")[2] in (
        "png",
        "jpg",
        "tif",
        "webp",
        "jp2",
        "bmp",
        "bin",
        "dat",
    ) or any(f"as-pdf-{p}" in name for p in ("png", "jpg", "tif", "webp", "jp2", "bmp"))


def _bounded(judged: Judged) -> None:
    told = judged.measured
    assert told["parser_peak"] <= GIB
    assert told["ocr_peak"] <= 2 * GIB
    assert told["slowest"] <= 31  # a worker is ended after 30
    assert told["growth"] <= 150 << 20
    assert max(told["written"].values(), default=0) <= 200 << 20


@pytest.mark.long
def test_the_whole_corpus(tmp_path: Path) -> None:
    with trap() as heard:
        samples = every(heard.port)
        assert len(samples) >= 300
        judged = driven(samples, tmp_path)
    say(judged.table())
    assert heard.calls == []
    assert judged.answered == judged.files
    assert judged.leaked == []
    assert len(judged.wrong_outcome) <= judged.files * 0.02, judged.table()
    assert len(judged.wrong_reason) <= judged.files * 0.05, judged.table()
    assert len(judged.missed) <= judged.words * 0.02, judged.table()
    _bounded(judged)


@pytest.mark.long
def test_thousands_of_tiny_files(tmp_path: Path) -> None:
    samples: list[Sample] = [
        of(f"{n}.txt", f"{word(str(n))}\n".encode(), "read", "", word(str(n))) for n in range(3000)
    ]
    judged = driven(samples, tmp_path)
    say(judged.table())
    assert judged.answered == judged.files
    assert (judged.wrong_outcome, judged.missed) == ([], [])
    assert judged.measured["growth"] <= 150 << 20
