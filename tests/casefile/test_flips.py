"""One flipped bit anywhere is found, or changes nothing that the case says."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from casefile import samples
from papertrace.casefile import Case
from papertrace.casefile.verify import verify
from papertrace.errors import CaseTooNew, PapertraceError

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Keyring


def said(root: Path) -> Any:  # noqa: ANN401  (whatever the case says, to be compared)
    """Give all that a case says; why not, where it refuses."""
    try:
        with Case.open(root) as case:
            return (
                list(case.entries()),
                case.documents(),
                case.decisions(),
                [case.original(h.digest) for h in case.documents()],
                list(case.derived.facts()),
                [list(case.derived.pages(h.digest)) for h in case.documents()],
            )
    except PapertraceError as error:
        return error.code


def found(root: Path) -> bool:
    """Say whether a verification finds anything not sound, or the case is refused when opened."""
    try:
        with Case.open(root) as case:
            return any(item.state != "sound" for item in verify(case))
    except CaseTooNew:
        return True


@pytest.fixture
def quiet(case: Case, keys: Keyring) -> Case:
    """Give a closed case with three documents, accepted facts and a judgement."""
    samples.fill(case, keys, 3)
    case.judge("n0.txt", "complete", key=keys.get("reporter"))
    list(case.index.update(case.derived.marks(), case.derived.texts))
    case.close()
    case.derived.close()
    return case


def flip(case: Case, path: Path, times: int) -> tuple[int, int]:
    """Flip random single bits of a file, one at a time; give how many were found and neutral."""
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    print(f"seed {seed} (set PAPERTRACE_SEED to repeat)")  # noqa: T201  (to repeat a failure)
    chance = random.Random(seed)  # noqa: S311  (places, not secrets)
    good, before = path.read_bytes(), said(case.root)
    path.chmod(0o644)
    others = {p: p.read_bytes() for p in case.root.rglob("*") if p.is_file() and p != path}
    seen = neutral = 0
    for _ in range(times):
        place, bit = chance.randrange(len(good)), chance.randrange(8)
        bad = bytearray(good)
        bad[place] ^= 1 << bit
        path.write_bytes(bad)
        if found(case.root):
            seen += 1
        else:
            assert said(case.root) == before, f"bit {bit} of byte {place} of {path.name}"
            neutral += 1
        for other in [p for p in case.root.rglob("*") if p.is_file() and p not in others]:
            other.unlink()
        path.write_bytes(good)
    assert not found(case.root)
    return seen, neutral


def test_a_flip_in_the_log_is_found_or_neutral(quiet: Case) -> None:
    seen, _ = flip(quiet, quiet.root / "log.db", 150)
    assert seen > 0


def test_a_flip_in_an_original_is_always_found(quiet: Case) -> None:
    assert flip(quiet, quiet.original_path(quiet.captures()[0].digest), 40) == (40, 0)


def test_a_flip_in_the_derived_state_is_found_or_neutral(quiet: Case) -> None:
    seen, _ = flip(quiet, quiet.derived.path, 60)
    assert seen > 0


@pytest.mark.long
@pytest.mark.parametrize("name", ["log.db", "derived/derived.db"])
def test_a_thousand_flips_are_found_or_neutral(quiet: Case, name: str) -> None:
    seen, neutral = flip(quiet, quiet.root / name, 1000)
    print(f"{name}: {seen} found, {neutral} changed nothing")  # noqa: T201  (the figure)
    assert seen > 0


@pytest.mark.long
def test_a_thousand_flips_in_originals_are_all_found(quiet: Case) -> None:
    paths = [quiet.original_path(c.digest) for c in quiet.captures()]
    assert [flip(quiet, path, 340) for path in paths] == [(340, 0)] * 3


def test_a_flip_in_the_search_index_is_always_found(quiet: Case) -> None:
    assert flip(quiet, quiet.index.path, 20) == (20, 0)
