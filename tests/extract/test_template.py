"""The template of docs/contributing works as it stands: copied, registered, run on its sample."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from papertrace import extract
from papertrace.model import Problem, state_of
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
    monkeypatch.setattr(extract, "FORMS", (*_others(form.NAME), form))
    document = read((TEMPLATE / "sample.html").read_bytes(), "sample.html")
    found = extract.extract(document)
    assert found.form == f"{form.NAME}@{form.VERSION}"
    assert [p.code for p in found.problems] == []
    told = [{"kind": f.kind, **{n: v.value for n, v in f.fields.items()}} for f in found.facts]
    assert told == json.loads((TEMPLATE / "expected.json").read_text("utf-8"))
    for fact in found.facts:
        for anchor in fact.anchors:
            assert state_of(document.pages[anchor.page - 1], anchor) == "sound"


def _others(name: str) -> list[extract.Form]:
    """Give the forms without one of this name: a newcomer may have added the template itself."""
    return [f for f in extract.FORMS if name != f.NAME]


def test_without_the_line_the_sample_is_of_no_known_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "FORMS", tuple(_others(_copied(tmp_path).NAME)))
    document = read((TEMPLATE / "sample.html").read_bytes(), "sample.html")
    assert extract.extract(document).form == "other"


@pytest.mark.parametrize(
    "title",
    ["珲江口岸联检楼改造恢复施工招标公告", "珲江口岸新联检楼正式启用", "珲江口岸恢复通关引关注"],
)
def test_the_template_claims_no_document_of_another_kind(title: str, tmp_path: Path) -> None:
    body = f"<h1>{title}</h1><p>项目编号：A-1</p><p>预算金额：30万元</p>"
    document = read(f"<html><body>{body}</body></html>".encode(), "other.html")
    assert not _copied(tmp_path).recognise(document)


def test_the_template_tells_a_period_as_two_days(tmp_path: Path) -> None:
    body = "<h1>珲江口岸临时关闭公告</h1><p>自2025年9月1日起至9月3日止，珲江口岸临时关闭。</p>"
    document = read(f"<html><body>{body}</body></html>".encode(), "closed.html")
    (fact,) = _copied(tmp_path).extract(document)
    assert not isinstance(fact, Problem)
    told = {n: v.value for n, v in fact.fields.items()}
    assert (told["state"], told["start"], told["finish"]) == ("closed", "2025-09-01", "2025-09-03")
    assert "date" not in told


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
