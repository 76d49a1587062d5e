"""One importer at a time, and no lock outlives its process."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case
from papertrace.casefile import case as case_module
from papertrace.errors import CaseBusy

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey

_HOLD = """
import sys, time
from pathlib import Path
from papertrace.casefile import Case
with Case.open(Path(sys.argv[1])) as case, case.lock():
    print("held", flush=True)
    time.sleep(60)
"""


_FORK = """
import os, sys, time
from pathlib import Path
from papertrace.casefile import Case
with Case.open(Path(sys.argv[1])) as case, case.lock():
    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    time.sleep(0.2)
    print("held", child, sep="\\n", flush=True)
    time.sleep(60)
"""


def holder(root: Path, program: str = _HOLD) -> subprocess.Popen[bytes]:
    """Start a process that holds the lock of a case; it says so when it does."""
    made = subprocess.Popen([sys.executable, "-c", program, str(root)], stdout=subprocess.PIPE)
    assert made.stdout is not None
    assert made.stdout.readline().strip() == b"held"
    return made


def test_another_importer_is_told_at_once(
    case: Case, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples.add(case, b"x", "x.txt", reporter)
    monkeypatch.setattr(case_module, "_WAIT", 0.0)
    with holder(case.root) as other:
        begun = time.monotonic()
        with pytest.raises(CaseBusy), case.lock():
            pass
        assert time.monotonic() - begun < 1
        begun = time.monotonic()
        with pytest.raises(CaseBusy), case.lock(wait=0.3):
            pass
        assert 0.3 <= time.monotonic() - begun < 2
        with pytest.raises(CaseBusy):
            samples.add(case, b"y", "y.txt", reporter)
        assert [h.name for h in case.documents()] == ["x.txt"]
        assert case.judge("x.txt", "complete", key=reporter).subject == "x.txt"
        assert samples.broken(case) == []
        other.kill()
    with case.lock(wait=5):
        pass


def test_who_holds_it_may_take_it_again(case: Case, reporter: SigningKey) -> None:
    with Case.open(case.root) as other:
        with case.lock(), case.lock():
            samples.add(case, b"x", "x.txt", reporter)
            with pytest.raises(CaseBusy), other.lock():
                pass
        with other.lock():
            pass


def test_a_case_that_is_closed_gives_it_back(case: Case) -> None:
    with case.lock():
        case.close()
        with Case.open(case.root) as other, other.lock():
            pass


def test_an_error_inside_gives_it_back(case: Case) -> None:
    with pytest.raises(ZeroDivisionError), case.lock():
        _ = 1 / 0
    with Case.open(case.root) as other, other.lock():
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_does_not_keep_it(case: Case) -> None:
    """A worker that outlives its killed parent keeps nobody out."""
    with holder(case.root, _FORK) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        try:
            os.kill(child, 0)
            with case.lock(wait=1):
                pass
        finally:
            os.kill(child, signal.SIGKILL)


def test_a_write_outside_a_longer_import_clears_up_first(case: Case, reporter: SigningKey) -> None:
    case.archive.receive(io.BytesIO(b"half"))
    samples.add(case, b"x", "x.txt", reporter)
    assert case.archive.leftovers() == ()
