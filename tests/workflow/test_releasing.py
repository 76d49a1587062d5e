"""Publication waits for the signatures that the case asks for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.workflow.demo import KEYS
from papertrace.workflow.releasing import genuineness
from support import run_papertrace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def case(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sample case, which the tests here change."""
    return shutil.copytree(demo, tmp_path_factory.mktemp("releasing") / "case")


def publish(case: Path, out: Path) -> tuple[int, str]:
    done = run_papertrace("publish", str(out), "--case", str(case))
    return done.returncode, done.stderr


def test_any_edit_of_the_words_undoes_the_release(case: Path, tmp_path: Path) -> None:
    assert publish(case, tmp_path / "one")[0] == 0
    story = case / "drafts" / "story.md"
    before = story.read_text(encoding="utf-8")
    for edited, why in (
        (before + "\n", "no editor has released exactly these words"),
        (before + "\nOne more sentence.\n", "'One more sentence.' stands beside it"),
    ):
        story.write_text(edited, encoding="utf-8")
        code, told = publish(case, tmp_path / "two")
        assert code == 1
        assert told.startswith("PT704")
        assert why in told
    story.write_text(before, encoding="utf-8")
    assert publish(case, tmp_path / "three")[0] == 0


def test_a_document_judged_of_unknown_origin_keeps_its_facts_back(
    case: Path, tmp_path: Path
) -> None:
    key = Keyring(case / KEYS).default()
    assert key is not None
    with Case.open(case) as opened:
        digest = opened.find("budget_2025.pdf").digest
        opened.judge("budget_2025.pdf", "unknown", key=key, reason="the address is gone")
        found = genuineness(digest, ("budget_2025.pdf",), opened.judgements())
        assert found is not None
        assert found.verdict == "unknown"
    code, told = publish(case, tmp_path / "out")
    assert code == 1
    assert "budget_2025.pdf: judged to be of unknown origin" in told
    with Case.open(case) as opened:
        opened.judge("budget_2025.pdf", "third-party", key=key, reason="a mirror; hash compared")
    assert publish(case, tmp_path / "out")[0] == 0
    pages = "".join(p.read_text("utf-8") for p in (tmp_path / "out").rglob("*.html"))
    assert "a third party&#39;s copy (a mirror; hash compared)" in pages
