"""A case is locked or it is not: killed at any step, it opens whole or unlocks whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from byte_search import found, under
from casefile import samples
from papertrace.casefile import Case, disk, sealed
from papertrace.casefile.resting import lock, unlock
from papertrace.casefile.verify import verify
from papertrace.errors import (
    BackupUnusable,
    CaseBusy,
    CaseLocked,
    CaseNotFound,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from papertrace.casefile import Keyring

WORDS = "correct horse battery staple"


@pytest.fixture
def root(case: Case, keys: Keyring) -> Path:
    """Give the folder of a closed case with two documents and a draft."""
    samples.fill(case, keys, 2)
    (case.root / "drafts" / "story.md").write_text("我们的故事\n", encoding="utf-8")
    case.close()
    return case.root


def told(root: Path) -> tuple[object, ...]:
    """Say all that a case holds; it must be sound."""
    with Case.open(root) as case:
        assert [i for i in verify(case) if i.state != "sound"] == []
        facts = tuple(case.derived.facts())
        story = (root / "drafts" / "story.md").read_text(encoding="utf-8")
        return case.documents(), case.decisions(), facts, story


def test_a_locked_case_shows_nothing_and_comes_back(root: Path) -> None:
    before = told(root)
    words = ["我们的故事", "n0.txt", "白榆湾", samples.AMOUNT, "Border budgets"]
    assert {w for _, w in found(under(root), words)} == set(words)
    secret, public = sealed.fresh()
    assert lock(root, [public]).kept == ()
    assert sorted(p.name for p in root.iterdir()) == [".lock", "locked.age"]
    assert found(under(root), words) == set()
    with pytest.raises(CaseLocked):
        Case.open(root)
    with pytest.raises(BackupUnusable):
        unlock(root, [sealed.fresh()[0]])
    assert unlock(root, [secret]).kept == ()
    assert told(root) == before
    assert not (root / "locked.age").exists()
    with pytest.raises(UsageError, match="not locked"):
        unlock(root, [secret])


def test_a_passphrase_locks_and_opens(root: Path) -> None:
    before = told(root)
    with pytest.raises(UsageError, match="guessed"):
        lock(root, [], "short")
    assert told(root) == before
    lock(root, [], WORDS)
    with pytest.raises(BackupUnusable, match="passphrase"):
        unlock(root, [], WORDS + "!")
    unlock(root, [], WORDS)
    assert told(root) == before
    assert sorted(p.name for p in root.glob("locked*")) == []
    lock(root, [sealed.fresh()[1]])
    with pytest.raises(UsageError, match="recipients"):
        unlock(root, [], WORDS)


def test_it_is_not_locked_while_somebody_has_it_open(root: Path) -> None:
    before = told(root)
    with closing(sqlite3.connect(root / "log.db")) as reader:
        reader.execute("PRAGMA journal_mode=WAL")
        reader.execute("SELECT count(*) FROM entry").fetchall()
        with pytest.raises(CaseBusy):
            lock(root, [sealed.fresh()[1]])
    with Case.open(root) as other, other.lock(), pytest.raises(CaseBusy):
        lock(root, [sealed.fresh()[1]])
    assert told(root) == before
    with pytest.raises(UsageError):
        lock(root, [])
    with pytest.raises(CaseNotFound):
        lock(root / "drafts", [sealed.fresh()[1]])


def test_what_appears_while_it_is_locked_is_never_removed(root: Path) -> None:
    before = told(root)
    secret, public = sealed.fresh()
    lock(root, [public])
    (root / "drafts").mkdir()
    late = root / "drafts" / "story.md"
    late.write_text("another", encoding="utf-8")
    sealed_at = (root / "locked.age").stat().st_mtime
    os.utime(late, (sealed_at + 5, sealed_at + 5))
    assert lock(root, [public]).kept == ("drafts/story.md",)
    (kept,) = unlock(root, [secret]).kept
    assert (root / kept).read_text(encoding="utf-8") == "another"
    assert told(root) == before


def killed_at(number: int, action: Callable[[], object]) -> bool:
    """Run an action in a child that dies at its n-th step to the disk; say whether it died."""
    child = os.fork()
    if child == 0:
        left = number

        def step(_operation: str, _path: Path) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(9)

        disk.step = step
        try:
            action()
        except BaseException:  # noqa: BLE001  (told by the exit code)
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 9


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_at_some_steps_it_is_locked_or_unlocked_and_never_neither(
    root: Path, tmp_path: Path
) -> None:
    kill_all_along(root, tmp_path, every=7)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_at_any_step_it_is_locked_or_unlocked_and_never_neither(
    root: Path, tmp_path: Path
) -> None:
    kill_all_along(root, tmp_path, every=1)


def kill_all_along(root: Path, tmp_path: Path, every: int) -> None:
    """Kill locking and unlocking at every n-th step, and see that the case is whole after it."""
    before = told(root)
    secret, public = sealed.fresh()
    pristine, locked = tmp_path / "pristine", tmp_path / "locked"
    shutil.copytree(root, pristine)
    shutil.copytree(root, locked)
    lock(locked, [public])
    states: dict[str, set[bool]] = {"lock": set(), "unlock": set()}
    steps = {"lock": 0, "unlock": 0}
    for name, source in (("lock", pristine), ("unlock", locked)):
        number, died = 0, True
        while died:
            place = tmp_path / "killed"
            shutil.copytree(source, place)
            died = killed_at(
                number,
                lambda at=place, does=name: (  # type: ignore[misc]  # its defaults are the loop's
                    lock(at, [public]) if does == "lock" else unlock(at, [secret])
                ),
            )
            is_locked = (place / "locked.age").is_file()
            states[name].add(is_locked)
            if is_locked:
                lock(place, [])  # sweeps what the kill left
                assert {p.name for p in place.iterdir()} <= {".lock", "locked.age"}
                unlock(place, [secret])
            assert told(place) == before
            shutil.rmtree(place)
            number += every
        steps[name] = number
    assert states == {"lock": {True, False}, "unlock": {True, False}}
    assert min(steps.values()) > 30
