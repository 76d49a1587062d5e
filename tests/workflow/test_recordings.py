"""Recorded readings through a whole build: kept, used again, made anew and compared."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.casefile.recordings import keep, newest, recorded
from papertrace.errors import CaseTampered
from papertrace.model import to_json
from papertrace.read import ocr_weights, sandbox
from papertrace.workflow import contested
from papertrace.workflow.adding import add
from papertrace.workflow.building import build, pending
from papertrace.workflow.recognising import Readings, _made_with
from papertrace.workflow.rereading import audit, unchanged
from scan_samples import page, saved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

pytestmark = pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")
LIMITS = sandbox.Limits()


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return Keyring(tmp_path_factory.mktemp("keys")).make("tester")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, key: SigningKey) -> Path:
    """Give a case with one scan, built once for all tests."""
    root = tmp_path_factory.mktemp("built")
    (root / "scan.pdf").write_bytes(saved(page(), "PDF"))
    with Case.create(root / "case", "t", key) as case:
        list(add(case, [root / "scan.pdf"], key))
        list(build(case, jobs=1, limits=LIMITS, readings=Readings(case, key)))
    return root / "case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Iterator[Case]:
    shutil.copytree(built, tmp_path / "case")
    with Case.open(tmp_path / "case") as made:
        yield made


def told(case: Case) -> str:
    (held,) = case.documents()
    return json.dumps(to_json(case.derived.whole(held.digest)), sort_keys=True)


def without_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine have another processor and no networks; children are forked from here."""

    def never(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("papertrace.read.ocr_page.networks", never)
    monkeypatch.setattr(ocr_weights, "processor", lambda: "another")


def otherwise(case: Case, key: SigningKey, was: str, now: str) -> None:
    """Keep a newest reading that reads one figure otherwise."""
    (held,) = case.documents()
    found = newest(case, held.digest)
    assert found is not None
    text = recorded(case, found).decode()
    assert was in text
    keep(case, held.digest, text.replace(was, now).encode(), _made_with("full"), key)


def test_a_build_keeps_its_reading_and_rests_on_it(case: Case) -> None:
    (held,) = case.documents()
    found = newest(case, held.digest)
    assert found is not None
    assert (found.lane, found.precision, found.weights) == (
        "full",
        "fp32",
        ocr_weights.weights().digest,
    )
    made = case.derived.summary(held.digest)
    assert made is not None
    assert made.reader.endswith(f":{found.sha256[:12]}")
    assert pending(case) == []


def test_what_is_deleted_is_rebuilt_to_the_same_bytes_elsewhere(
    case: Case, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(case)
    case.derived.close()
    shutil.rmtree(case.root / "derived")
    without_networks(monkeypatch)
    list(build(case, jobs=1, limits=LIMITS, readings=Readings(case, key)))
    assert told(case) == before
    assert len(case.ledger().readings[case.documents()[0].digest]) == 1
    assert [i.state for i in audit(case, LIMITS, 1)] == ["sound"]
    (held,) = case.documents()
    assert unchanged(case, {held.digest}, LIMITS, 1)


def test_a_reading_that_is_gone_is_named(case: Case) -> None:
    (held,) = case.documents()
    found = newest(case, held.digest)
    assert found is not None
    path = case.archive.path(found.sha256)
    path.chmod(0o666)
    path.unlink()
    with pytest.raises(CaseTampered, match="recorded reading"):
        unchanged(case, {held.digest}, LIMITS, 1)
    (item,) = list(audit(case, LIMITS, 1))
    assert item.state == "could-not-be-checked"


def test_equal_readings_are_kept_once_and_differ_nowhere(case: Case, key: SigningKey) -> None:
    before = told(case)
    anew = contested.has_readings(case)
    facts = contested.fact_ids(case, anew)
    list(build(case, jobs=1, limits=LIMITS, readings=Readings(case, key, anew=anew)))
    (held,) = case.documents()
    assert len(case.ledger().readings[held.digest]) == 1
    assert list(contested.differences(case, anew, facts)) == []
    assert told(case) == before


def test_a_newer_reading_is_compared_and_contested_figures_are_marked(
    case: Case, key: SigningKey
) -> None:
    (held,) = case.documents()
    otherwise(case, key, "1,284.50", "1,234.50")
    assert [h.digest for h, _ in pending(case)] == [held.digest]
    anew = contested.has_readings(case)
    list(build(case, jobs=1, limits=LIMITS, readings=Readings(case, key, anew=anew)))
    assert len(case.ledger().readings[held.digest]) == 3
    (row,) = list(contested.differences(case, anew, {}))
    assert (row["page"], row["accepted"]) == (1, [])
    assert "`1,284.50`" in row["message"]
    assert "`1,234.50`" in row["message"]
    made = case.derived.whole(held.digest)
    assert made is not None
    doubted = [w.text for p in made.pages for w in p.words if (w.confidence or 1) <= 0.5]
    assert doubted == ["1,284.50"]
    assert pending(case) == []
    assert [i.state for i in audit(case, LIMITS, 1)] == ["sound"]


def test_without_a_key_a_reading_is_made_and_not_kept(tmp_path: Path, key: SigningKey) -> None:
    (tmp_path / "scan.png").write_bytes(saved(page(), "PNG"))
    with Case.create(tmp_path / "case", "t", key) as case:
        list(add(case, [tmp_path / "scan.png"], key))
        readings = Readings(case)
        (one,) = build(case, jobs=1, limits=LIMITS, readings=readings)
        assert one.outcome == "read"
        (held,) = case.documents()
        assert readings.unkept == [held.digest]
        assert newest(case, held.digest) is None
        assert pending(case) == []


def lie(argument: bytes) -> bytes:
    """Answer as a worker in hostile hands might."""
    del argument
    return b"\0\0\0\0\0\0\xff\xff{}"


def test_an_answer_whose_reading_is_cut_off_is_no_answer(
    case: Case, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papertrace.workflow.building._SEEING", {"full": lie})
    real = sandbox.run_many  # another process would not know this module
    monkeypatch.setattr(sandbox, "run_many", lambda *given, **_: real(*given))
    anew: Any = contested.has_readings(case)
    (one,) = build(case, jobs=1, limits=LIMITS, readings=Readings(case, key, anew=anew))
    assert one.outcome in ("refused", "read-partly")
    (held,) = case.documents()
    assert len(case.ledger().readings[held.digest]) == 1
