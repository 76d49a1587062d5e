"""Child processes that hang, eat, crash, lie or answer."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from papertrace.errors import Encrypted, PapertraceError
from papertrace.read import (
    sandbox,
    sandbox_answer,
    sandbox_forker,
    sandbox_forks,
    sandbox_spawn,
    sandbox_start,
    walls,
)
from papertrace.read.sandbox import Answer, Limits
from papertrace.read.sandbox_child import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS = Limits(seconds=5, memory=256 << 20, output=1 << 20)
HASTY = Limits(seconds=1, memory=256 << 20, output=1 << 20)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(autouse=True)
def no_forkers() -> None:
    """Begin without the forkers that other tests left."""
    sandbox_forker.end_all()


@pytest.fixture
def theirs() -> set[int]:
    """Give the children of this process that other tests left, a browser's driver say."""
    return children()


def children() -> set[int]:
    """Give the children of this process, ended ones not yet waited for among them."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system does not list a process's children")
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            after_name = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(after_name[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found


def echo(argument: bytes) -> bytes:
    return argument


def hang(_: bytes) -> bytes:
    time.sleep(60)
    return b""


def spin(_: bytes) -> bytes:
    while True:
        pass


def hog(_: bytes) -> bytes:
    kept = []
    while True:
        kept.append(bytearray(8 << 20))


def die(_: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def leave(_: bytes) -> NoReturn:
    os._exit(0)


def flood(_: bytes) -> bytes:
    return bytes(32 << 20)


def locked(_: bytes) -> bytes:
    message = "It is locked."
    raise Encrypted(message)


def stumble(_: bytes) -> bytes:
    message = "words of the document"
    raise KeyError(message)


def sink(argument: bytes) -> bytes:
    return sink(argument)


def surroundings(_: bytes) -> bytes:
    print("noise")  # noqa: T201  (must go nowhere)
    told = {
        "environment": len(os.environ),
        "group": os.getpgid(0) == os.getpid(),
        "folder": os.getcwd(),  # noqa: PTH109  (the job is about the system's own call)
        "stdin": os.read(0, 1).decode(),
        "open": [n for n in range(3, 64) if _is_open(n)],
    }
    return json.dumps(told).encode()


def write(argument: bytes) -> bytes:
    with open(argument, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(b"x")
    return b"written"


def forge(_: bytes) -> bytes:
    for descriptor in range(3, 64):
        if _is_open(descriptor):
            os.write(descriptor, HEAD.pack(b"E", 4) + b"[[[[")
    time.sleep(60)
    return b""


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@needs_fork
@pytest.mark.parametrize(
    ("job", "limits", "code", "words"),
    [
        (hang, HASTY, "PT304", "longer than 1 seconds"),
        (spin, HASTY, "PT304", "longer than 1 seconds"),
        (hog, LIMITS, "PT304", "more memory"),
        (flood, LIMITS, "PT304", "more than 1 MiB"),
        (sink, LIMITS, "PT304", "nested"),
        (die, LIMITS, "PT305", "SIGSEGV"),
        (leave, LIMITS, "PT305", "exit status 0"),
        (locked, LIMITS, "PT302", "It is locked."),
        (stumble, LIMITS, "PT305", "KeyError in test_sandbox.py"),
        (forge, LIMITS, "PT305", "no sound answer"),
    ],
)
def test_whatever_a_child_does_the_parent_is_told(
    job: sandbox.Job, limits: Limits, code: str, words: str, theirs: set[int]
) -> None:
    answer = sandbox.run(job, b"x", limits)
    assert (answer.ok, answer.output, answer.code) == (False, b"", code)
    assert words in answer.message
    assert "words of the document" not in answer.message
    assert children() == theirs


@needs_fork
def test_a_child_is_shut_in(tmp_path: Path) -> None:
    told = json.loads(sandbox.run(surroundings, b"", LIMITS).output)
    assert told["environment"] == 0
    assert told["group"] is True
    assert told["stdin"] == ""
    assert len(told["open"]) == 1  # its pipe
    target = str(tmp_path / "x")
    assert sandbox.run(write, target.encode(), LIMITS).code == "PT305"
    assert told["folder"] == "/"


@needs_fork
def test_large_answers_come_whole() -> None:
    argument = os.urandom(900_000)
    assert sandbox.run(echo, argument, LIMITS) == Answer(ok=True, output=argument)
    assert sandbox.run(echo, b"") == Answer(ok=True)


@needs_fork
def test_many_jobs_are_answered_each_whatever_the_others_do() -> None:
    jobs = {0: b"hang", 1: b"die", **{n: str(n).encode() for n in range(2, 40)}}
    arguments = [(k, partial(echo, v)) for k, v in jobs.items()]
    answers = dict(sandbox.run_many(_moody, arguments, HASTY, jobs=4))
    assert answers.keys() == jobs.keys()
    assert answers[0].code == "PT304"
    assert answers[1].code == "PT305"
    assert all(answers[n].output == jobs[n] for n in range(2, 40))


def _moody(argument: bytes) -> bytes:
    return {b"hang": hang, b"die": die}.get(argument, echo)(argument)


@needs_fork
def test_jobs_run_side_by_side_and_arguments_are_asked_late() -> None:
    asked: list[int] = []

    def load(n: int) -> bytes:
        asked.append(n)
        return b""

    def arguments() -> Iterator[tuple[int, sandbox.Load]]:
        for n in range(6):
            yield n, partial(load, n)

    begun = time.monotonic()
    stream = sandbox.run_many(_nap, arguments(), LIMITS, jobs=3)
    next(stream)
    assert len(asked) == 3
    list(stream)
    assert time.monotonic() - begun < 6 * 0.4


def _nap(argument: bytes) -> bytes:
    time.sleep(0.4)
    return argument


@needs_fork
def test_an_abandoned_run_leaves_no_children(theirs: set[int]) -> None:
    stream = sandbox.run_many(_nap, ((n, lambda: b"") for n in range(6)), LIMITS, jobs=3)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert children() == theirs


@needs_fork
def test_what_asking_for_an_argument_raises_is_raised(theirs: set[int]) -> None:
    def gone() -> bytes:
        raise PapertraceError

    with pytest.raises(PapertraceError):
        list(sandbox.run_many(echo, [(1, lambda: b""), (2, gone)], LIMITS, jobs=2))
    assert children() == theirs


def test_a_fresh_interpreter_gives_the_same_answers() -> None:
    run = sandbox_spawn.run
    patient = replace(LIMITS, seconds=60)  # it loads much before it begins
    bare = "papertrace.read.sandbox_answer:complete"
    assert run(_named("binascii:hexlify"), b"ab", patient) == Answer(ok=True, output=b"6162")
    assert run(_named("time:sleep"), b"x", patient).code == "PT305"
    assert run(_named("os:abort"), b"x", patient).code == "PT305"
    assert run(_named(bare), b"x", patient).code == "PT305"
    assert run(_named("signal:pause"), b"", HASTY).code in {"PT304", "PT305"}
    assert run(_named("zlib:decompress"), _bomb(), patient).code == "PT304"
    assert run(_named("papertrace.read:no"), b"x", patient).message.endswith("(exit status 1).")


def _bomb() -> bytes:
    import zlib  # noqa: PLC0415  (only the bomb needs it)

    return zlib.compress(bytes(64 << 20))


def _named(name: str) -> sandbox.Job:
    module, _, function = name.partition(":")

    def job(_: bytes) -> bytes:
        raise NotImplementedError

    job.__module__, job.__qualname__ = module, function
    return job


@pytest.fixture
def a_thread() -> Iterator[None]:
    """Let this process have threads, so that it must not be forked."""
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    yield
    release.set()
    thread.join()


@needs_fork
@pytest.mark.usefixtures("a_thread")
def test_a_process_with_threads_lets_another_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(sandbox_forks, "run_many", never)
    whole = os.urandom(900_000)
    arguments = {0: b"a", 1: whole, 2: b"", 3: b"c", 4: b"d"}
    loads = [(k, partial(echo, v)) for k, v in arguments.items()]
    answers = dict(sandbox.run_many(_named("binascii:hexlify"), loads, LIMITS, jobs=2))
    assert {k: a.output for k, a in answers.items() if a.ok} == {
        k: v.hex().encode() for k, v in arguments.items() if v is not whole
    }
    assert answers[1].code == "PT304"  # twice as long as an answer may be
    again = sandbox.run(_named("zlib:decompress"), _bomb(), LIMITS)
    assert (again.code, "1 MiB" in again.message) == ("PT304", True)
    sandbox_forker.end_all()


@needs_fork
@pytest.mark.usefixtures("a_thread")
def test_a_forker_is_kept_and_replaced_when_it_died() -> None:
    job = _named("binascii:hexlify")
    sandbox_forker.end_all()
    assert sandbox.run(job, b"a", LIMITS).output == b"61"
    (kept,) = sandbox_forker._idle.values()
    assert sandbox.run(job, b"b", LIMITS).output == b"62"
    assert list(sandbox_forker._idle.values()) == [kept]
    kept.kill()
    kept.wait()
    assert sandbox.run(job, b"c", LIMITS).output == b"63"
    (new,) = sandbox_forker._idle.values()
    assert new.pid != kept.pid
    sandbox_forker.end_all()
    assert new.returncode == 0


@needs_fork
@pytest.mark.usefixtures("a_thread")
def test_a_forker_that_cannot_start_is_told_for_every_argument() -> None:
    loads = [(n, lambda: b"") for n in range(3)]
    answers = dict(sandbox.run_many(_named("papertrace.read:no"), loads, LIMITS, jobs=1))
    assert [(a.code, a.message[-16:]) for a in answers.values()] == [
        ("PT305", "(exit status 1).")
    ] * 3


@needs_fork
@pytest.mark.usefixtures("a_thread")
def test_an_abandoned_forker_ends_with_its_children(theirs: set[int]) -> None:
    loads = [(n, partial(echo, b"%d" % n)) for n in range(6)]
    stream = sandbox.run_many(_named("binascii:hexlify"), loads, LIMITS, jobs=2)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert not sandbox_forker._idle
    assert children() == theirs


def test_a_fresh_interpreter_takes_nothing_from_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("A_SECRET", "x")
    answer = sandbox_spawn.run(_named("binascii:hexlify"), b"ab", LIMITS)
    assert answer == Answer(ok=True, output=b"6162")
    assert "A_SECRET" not in sandbox_start.surroundings()


@needs_fork
def test_a_rehearsal_is_done_once_before_the_first_child() -> None:
    done.clear()
    for _ in range(2):
        loads = [(1, lambda: b"x")]
        ((_, answer),) = sandbox.run_many(_noted, loads, LIMITS, 1, (b"one", b"fails"))
        assert answer.output == b"one,fails,x"
    assert done == [b"one", b"fails"]


done: list[bytes] = []


def _noted(argument: bytes) -> bytes:
    done.append(argument)
    if argument == b"fails":
        raise PapertraceError
    return b",".join(done)


@needs_fork
def test_a_child_that_cannot_be_walled_off_does_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(1, "Landlock: no")

    monkeypatch.setattr(walls, "close_in", refuse)
    answer = sandbox.run(echo, b"x", LIMITS)
    assert (answer.code, answer.output) == ("PT305", b"")
    assert "could not be walled off" in answer.message


@pytest.mark.parametrize(
    ("received", "code"),
    [
        (HEAD.pack(b"O", 2) + b"abc", "PT305"),
        (HEAD.pack(b"X", 2) + b"ab", "PT305"),
        (HEAD.pack(b"E", 2) + b"[]", "PT305"),
        (HEAD.pack(b"E", 11) + b'["rm -rf"," "]', "PT305"),
        (HEAD.pack(b"E", 11) + b'["PT303",1]', "PT305"),
        (HEAD.pack(b"E", 13) + b'["PT303","x"]', "PT303"),
    ],
)
def test_a_lying_child_is_not_believed(received: bytes, code: str) -> None:
    assert sandbox_answer.complete(received)
    assert sandbox_answer.answer_of(received).code == code
    assert not sandbox_answer.answer_of(received).ok
