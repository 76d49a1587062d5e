"""Joining memory into large pages: it changes nothing but what a fork costs."""

from __future__ import annotations

import platform

import pytest

from papertrace.read import sandbox, sandbox_forks, walls_pages


def test_what_is_held_stays_what_it_was() -> None:
    held = [bytes([n % 251]) * 100_000 for n in range(60)]
    assert walls_pages.join() >= 0
    assert all(piece == bytes([n % 251]) * 100_000 for n, piece in enumerate(held))


def test_a_system_without_such_pages_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.setattr(walls_pages, "advise", lambda *_: pytest.fail("asked the kernel"))
    assert walls_pages.join() == 0


def test_it_is_done_once_after_many_children(monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[int] = []
    monkeypatch.setattr(sandbox_forks, "_forked", iter(range(31, 99)))
    monkeypatch.setattr(walls_pages, "join", lambda: joined.append(1))
    every = [(n, lambda n=n: bytes([n])) for n in range(4)]
    answers = dict(sandbox.run_many(bytes.upper, every, sandbox.Limits(), 1))
    assert joined == [1]
    assert [answers[n].output for n in range(4)] == [bytes([n]) for n in range(4)]
