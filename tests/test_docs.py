"""The documents cannot drift: every command, code, setting, form and claim kind has its page."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import papertrace
from papertrace import errors, extract
from papertrace.check.kinds import KINDS
from papertrace.model.codes import CODES
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
SOURCE = sorted((ROOT / "src" / "papertrace").rglob("*.py"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "docs.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_code_is_listed_and_every_listed_code_is_used() -> None:
    own = {v.code for v in vars(errors).values() if hasattr(v, "code")}
    used = {
        code
        for path in SOURCE
        if path.name not in ("codes.py", "errors.py") or path.parent.name == "check"
        for code in re.findall(r'"(PT\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used - own - set(CODES) == set()
    assert set(CODES) - used - own == set()


def test_every_form_has_a_page() -> None:
    missing = {f.NAME for f in extract.FORMS} - {p.stem for p in (DOCS / "forms").glob("*.md")}
    assert not missing


def test_every_claim_kind_has_a_page() -> None:
    missing = {k.CODE for k in KINDS} - {p.stem for p in (DOCS / "claims").glob("*.md")}
    assert not missing


def test_public_names_are_few_sorted_and_there() -> None:
    assert papertrace.__all__ == sorted(papertrace.__all__)
    for name in papertrace.__all__:
        assert getattr(papertrace, name)
    with pytest.raises(AttributeError):
        _ = papertrace.nothing


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", "", text)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_the_readme_is_short() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("\n") < 120


def test_nothing_speaks_of_a_machine() -> None:
    signs = re.compile(r"/(?:work|root|home/\w+)/|/opt/venv|/tmp/")
    for path in [*SOURCE, *PAGES]:
        found = signs.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found}"
