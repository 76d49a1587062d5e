"""The template of docs/contributing works as it stands: copied, registered, run on its sample."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from papertrace import extract
from papertrace.model import state_of
from papertrace.read import read
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HOME = ROOT / "docs" / "contributing"
TEMPLATE = HOME / "template"
OFFERED = ("NAME", "CHINESE", "VERSION", "KIND", "recognise", "extract")


def _copied(tmp_path: Path) -> extract.Form:
    """Copy the template into a package of its own, as a newcomer does, and import it from there."""
    package = tmp_path / "newcomer"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    path = shutil.copy(TEMPLATE / "port_notice.py", package)
    spec = importlib.util.spec_from_file_location("newcomer.port_notice", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_template_extracts_what_a_person_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = _copied(tmp_path)
    monkeypatch.setattr(extract, "FORMS", (*extract.FORMS, form))
    document = read((TEMPLATE / "sample.html").read_bytes(), "sample.html")
    found = extract.extract(document)
    assert found.form == f"{form.NAME}@{form.VERSION}"
    assert [p.code for p in found.problems] == []
    told = [{"kind": f.kind, **{n: v.value for n, v in f.fields.items()}} for f in found.facts]
    assert told == json.loads((TEMPLATE / "expected.json").read_text("utf-8"))
    for fact in found.facts:
        for anchor in fact.anchors:
            assert state_of(document.pages[anchor.page - 1], anchor) == "sound"


def test_without_the_line_the_sample_is_of_no_known_kind() -> None:
    document = read((TEMPLATE / "sample.html").read_bytes(), "sample.html")
    assert extract.extract(document).form == "other"


@pytest.mark.parametrize("name", OFFERED)
def test_template_and_page_name_all_that_a_form_offers(name: str, tmp_path: Path) -> None:
    assert hasattr(_copied(tmp_path), name)
    assert f"`{name}" in (HOME / "forms.md").read_text("utf-8")


def test_the_page_names_only_what_there_is() -> None:
    page = (HOME / "forms.md").read_text("utf-8")
    for path in re.findall(r"`((?:src|tests|docs)/[\w/.]+\.(?:py|md))`", page):
        assert (ROOT / path).exists(), path
    source = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/papertrace").rglob("*.py"))
    for function in ("outline_of", "notice_of", "paper_of", "days_in", "body_at", "sum_at"):
        assert function in page
        assert f"def {function}(" in source
