"""A publication comes to stand whole, is renewed in place, and touches only its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.errors import BundleInvalid, UsageError
from papertrace.workflow.writing import MARK, may_write, write

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {"format": "site", "at": "2026-01-01T00:00:00+00:00"}


def seen(out: Path) -> dict[str, str]:
    return {
        p.relative_to(out).as_posix(): p.read_text(encoding="utf-8")
        for p in out.rglob("*")
        if p.is_file() and p.name != MARK
    }


def test_a_new_publication_stands_whole(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    assert write(out, [("index.html", b"a"), ("images/x.svg", b"b")], TOLD) == [
        "images/x.svg",
        "index.html",
    ]
    assert seen(out) == {"index.html": "a", "images/x.svg": "b"}
    assert [p.name for p in out.parent.iterdir()] == ["site"]


def test_a_page_that_is_no_more_answers_with_a_tombstone_for_ever(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, [("index.html", b"a"), ("proofs/old.html", b"secret"), ("x.png", b"b")], TOLD)
    for _ in range(2):
        write(out, [("index.html", b"c")], TOLD)
        stone = seen(out).pop("proofs/old.html")
        assert "Withdrawn" in stone
        assert "secret" not in stone
        assert set(seen(out)) == {"index.html", "proofs/old.html"}
    write(out, [("index.html", b"c"), ("proofs/old.html", b"back")], TOLD)
    assert seen(out)["proofs/old.html"] == "back"
    assert "tombstones" not in (out / MARK).read_text(encoding="utf-8")


def test_a_renewed_one_keeps_what_is_not_its_own(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, [("index.html", b"a"), ("proofs/old.svg", b"b")], TOLD)
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (out / "CNAME").write_text("story.example", encoding="utf-8")
    (tmp_path / ".site.part").write_text("mine", encoding="utf-8")
    may_write(out)
    write(out, [("index.html", b"c"), ("proofs/new.html", b"d")], TOLD)
    assert seen(out) == {
        "index.html": "c",
        "proofs/new.html": "d",
        ".git/HEAD": "ref",
        "CNAME": "story.example",
    }
    assert (tmp_path / ".site.part").read_text(encoding="utf-8") == "mine"


def test_a_fault_in_the_middle_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, [("index.html", b"a")], TOLD)

    def faulty() -> list[tuple[str, bytes]]:
        msg = "no more"
        raise ZeroDivisionError(msg)

    with pytest.raises(ZeroDivisionError):
        write(out, (x for _ in [1] for x in faulty()), TOLD)
    assert seen(out) == {"index.html": "a"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_mark_that_lies_removes_nothing_outside(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, [("index.html", b"a")], TOLD)
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (out / MARK).write_text('{"files": ["../mine.txt", "/etc/hostname"]}', encoding="utf-8")
    write(out, [("index.html", b"b")], TOLD)
    assert (tmp_path / "mine.txt").exists()


def test_other_folders_files_and_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    for name in ("full", "file", "link"):
        with pytest.raises(UsageError):
            may_write(tmp_path / name)
    (tmp_path / "empty").mkdir()
    may_write(tmp_path / "empty")
    write(tmp_path / "empty", [("index.html", b"a")], TOLD)
    assert seen(tmp_path / "empty") == {"index.html": "a"}


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BundleInvalid, match="cannot be written"):
        write(tmp_path / "file" / "site", [("index.html", b"a")], TOLD)
