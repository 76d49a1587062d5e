"""kill -9 in the middle of an import: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Keyring

DOCUMENTS = 60

_IMPORT = """
import io, sys
from pathlib import Path
from papertrace.casefile import Case, Keyring
key = Keyring(Path(sys.argv[2])).get("reporter")
with Case.open(Path(sys.argv[1])) as case, case.lock(wait=5):
    print("begun", flush=True)
    for n in range(int(sys.argv[3])):
        name = f"n{n}.txt"
        case.preserve(io.BytesIO(name.encode() * 5000), name, "file", lambda _: "text/plain", key)
        print(name, flush=True)
"""


def kill_at(root: Path, keys: Keyring, seconds: float) -> list[str]:
    """Start an import, end it after so many seconds; give the names it acknowledged."""
    words = [sys.executable, "-c", _IMPORT, str(root), str(keys.folder), str(DOCUMENTS)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "begun\n"
        time.sleep(seconds)
        running.kill()
        told = running.stdout.read()
    return told.split("\n")[:-1]  # a line cut off in the middle acknowledges nothing


def kills(root: Path, keys: Keyring, times: int, longest: float) -> int:
    """Kill imports at random moments, verify after each; give how many met one going on."""
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    print(f"seed {seed} (set PAPERTRACE_SEED to repeat)")  # noqa: T201  (to repeat a failure)
    chance, met = random.Random(seed), 0  # noqa: S311  (moments, not secrets)
    for number in range(times):
        place = root / f"case{number}"
        Case.create(place, "T", keys.get("reporter")).close()
        told = kill_at(place, keys, chance.uniform(0, longest))
        met += len(told) < DOCUMENTS
        with Case.open(place) as case:
            assert samples.broken(case) == []
            known = [h.name for h in case.documents()]
            assert set(told) <= set(known)
            assert len(known) - len(set(told)) <= 1
            with case.lock():
                assert case.archive.leftovers() == ()
            assert len(list(case.archive.files())) == len(known)
            for n in range(DOCUMENTS):  # as running it again would
                name = f"n{n}.txt"
                samples.add(case, name.encode() * 5000, name, keys.get("reporter"))
            captured = [(c.digest, c.name) for c in case.captures()]
            assert len(captured) == len(set(captured)) == DOCUMENTS
    return met


def test_a_killed_import_loses_and_halves_nothing(tmp_path: Path, keys: Keyring) -> None:
    assert kills(tmp_path, keys, 4, 0.1) > 0


@pytest.mark.long
def test_fifty_killed_imports_lose_and_halve_nothing(tmp_path: Path, keys: Keyring) -> None:
    met = kills(tmp_path, keys, 50, 0.2)
    print(f"50 kills, {met} of them in the middle")  # noqa: T201  (the figure)
    assert met > 0
