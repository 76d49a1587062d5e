"""What a case withholds is in no public output by digest or name; no file's own name is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

import two_awards
from byte_search import found, under
from papertrace.casefile import veils
from papertrace.cli import main
from papertrace.publish.commitments import Veil
from papertrace.workflow.expunging import destroy
from papertrace.workflow.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey

FORMS = ("site", "package", "xlsx", "ocds", "ftm", "wacz", "bundle")


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a case with a published figure."""
    with two_awards.make(tmp_path / "case", tmp_path / "in", key) as made:
        yield made


def written(case: Case, key: SigningKey, out: Path, form: str) -> str:
    """Give names and texts of a publication's files."""
    draft = case.root / "drafts" / "story.md"
    names = publish(case, draft, out, form, key, jobs=1)
    texts = [
        (out / n).read_bytes().decode("utf-8", "ignore") for n in names if not n.endswith("png")
    ]
    return "\n".join([*names, *texts])


def test_a_withheld_document_is_known_by_its_commitment_alone(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    digest = hashlib.sha256((tmp_path / "in" / "017.html").read_bytes()).hexdigest()
    plain = written(case, key, tmp_path / "before", "site")
    assert digest in plain
    veils.withhold(case, digest, key)
    fact = next(f.id for f in case.derived.facts() if f.kind == "award" and f.digest == digest)
    commitment = Veil(bytes.fromhex(veils.secrets_of(case)[0])).document(digest)
    for form in FORMS:
        told = written(case, key, tmp_path / form, form)
        for secret in (digest[:12], fact[:12], "017.html"):
            assert secret not in told, (form, secret)
        assert not found(under(tmp_path / form), [digest, "017.html"]), form
    site = (tmp_path / "site" / f"documents/{commitment[:12]}.html").read_text("utf-8")
    assert f'<dt>Keyed commitment</dt><dd class="digest">{commitment}' in site
    veils.withhold(case, digest, key, shown=True)
    assert digest in written(case, key, tmp_path / "again", "site")


@pytest.mark.parametrize("form", ["site", "package", "bundle"])
def test_no_file_is_called_as_it_lay_on_a_disk(
    case: Case, key: SigningKey, tmp_path: Path, form: str
) -> None:
    assert case.find("017.html").name == "017.html"
    told = written(case, key, tmp_path / "out", form)
    assert "017.html" not in told
    assert "document-" in told


def test_the_command_line_withholds_and_shows(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = case.find("017.html").digest
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path))
    words = ["disclose", "--case", str(case.root), "017.html", "--by", "tester"]
    assert main([*words, "--withhold"]) == 0
    assert veils.withheld(case) == {digest}
    assert main([*words, "--show"]) == 0
    assert veils.withheld(case) == frozenset()


def test_a_withheld_document_can_be_expunged(case: Case, key: SigningKey) -> None:
    digest = case.find("017.html").digest
    veils.withhold(case, digest, key)
    destroy(case, "017.html", "asked for", key, ())
    assert veils.withheld(case) == frozenset()
    assert not found(under(case.root), [digest])
