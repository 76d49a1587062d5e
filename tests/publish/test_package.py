"""The Data Package is valid by its community's validator, is read back whole, runs no formula."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.errors import BundleInvalid, DraftNotChecked
from papertrace.model import Problem
from papertrace.publish.package import files
from papertrace.publish.package_reading import facts_of
from papertrace.publish.sheets import Column, Table, as_csv, from_csv, guarded, unguarded
from publish.conftest import NOTICE_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.model import Publication

LIVE = tuple("=+-@\t\r\n＝＋－＠")


def test_the_validator_of_data_packages_finds_nothing(
    publication: Publication, tmp_path: Path
) -> None:
    frictionless = pytest.importorskip("frictionless")
    logging.getLogger("faker").setLevel(logging.ERROR)
    _lay_down(publication, tmp_path)
    told = tmp_path / "datapackage.json"
    report = frictionless.validate(str(told))
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []
    assert report.stats["tasks"] == len(json.loads(told.read_bytes())["resources"]) > 4
    broken = (
        (tmp_path / "data" / "fields.csv").read_text(encoding="utf-8").replace("true", "perhaps")
    )
    (tmp_path / "data" / "fields.csv").write_text(
        broken.replace("false", "perhaps"), encoding="utf-8"
    )
    assert not frictionless.validate(str(told)).valid


def _lay_down(publication: Publication, folder: Path) -> None:
    """Write a package, and describe the tables that the validator reads without more."""
    for path, data in files(publication):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    told = json.loads((folder / "datapackage.json").read_bytes())
    for resource in told["resources"]:
        assert len((folder / resource["path"]).read_bytes()) == resource["bytes"]
    told["resources"] = [r for r in told["resources"] if r["format"] == "csv"]
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")


def test_the_facts_come_back_whole(publication: Publication) -> None:
    read = facts_of(dict(files(publication)))
    assert list(read) == [
        f.id for f in sorted(publication.facts, key=lambda f: (f.kind, f.document, f.id))
    ]
    for fact in publication.facts:
        again = read[fact.id]
        assert again.id == fact.id
        assert dict(again.fields) == dict(fact.fields)
        assert [(a.field, a.role, a.page, a.boxes, a.quote) for a in again.anchors] == [
            (a.field, a.role, a.page, a.boxes, a.quote) for a in fact.anchors
        ]


def test_a_changed_value_is_found_out(publication: Publication) -> None:
    package = dict(files(publication))
    package["data/fields.csv"] = package["data/fields.csv"].replace(b"26500000", b"62500000")
    changed = [name for name, fact in facts_of(package).items() if fact.id != name]
    assert len(changed) == 1
    package["data/anchors.csv"] = package["data/anchors.csv"].replace(b"2650", b"2560")
    with pytest.raises(BundleInvalid, match="not whole"):
        facts_of(package)
    del package["data/anchors.csv"]
    with pytest.raises(BundleInvalid, match="lacks"):
        facts_of(package)


def test_money_is_exact_in_parquet_and_budget_columns_have_fiscal_types(
    publication: Publication, tmp_path: Path
) -> None:
    package = dict(files(publication))
    (tmp_path / "line.parquet").write_bytes(package["data/budget_line.parquet"])
    with duckdb.connect(":memory:") as db:
        told = db.execute(f"select sum(amount) from '{tmp_path}/line.parquet'").fetchone()  # noqa: S608
    assert told is not None
    assert str(told[0]) == "163305000.00000000"
    resources = {r["name"]: r for r in json.loads(package["datapackage.json"])["resources"]}
    types = {f["name"]: f.get("columnType") for f in resources["budget_line"]["schema"]["fields"]}
    assert (types["amount"], types["year"]) == ("value", "date:fiscal-year")
    assert not any("columnType" in f for f in resources["award"]["schema"]["fields"])


def test_it_names_no_private_person(publication: Publication) -> None:
    written = b"".join(data for _, data in files(publication)).decode("utf-8", "replace")
    assert "钟示例" in NOTICE_TEXT
    assert "钟示例" not in written
    assert "单示例" not in written


def test_it_refuses_what_is_not_checked(publication: Publication) -> None:
    finding = Problem("PT620", "error", "300 is unclaimed.", "Claim it.")
    unready = replace(publication, report=replace(publication.report, findings=(finding,)))
    with pytest.raises(DraftNotChecked):
        next(files(unready))


@given(
    st.text(min_size=1, max_size=6) | st.sampled_from(LIVE).map(lambda c: c + "cmd|' /C calc'!A0")
)
def test_the_guard_is_undone_by_its_rule(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(LIVE)


def test_numbers_are_left_alone() -> None:
    table = Table(
        "t", "T", (Column("n", "number"), Column("s")), (("-163.5", "-163.5"), (None, "'"))
    )
    assert as_csv(table) == b"n,s\r\n-163.5,'-163.5\r\n,''\r\n"
    assert from_csv(as_csv(table), {"n": "number", "s": "string"}) == [
        {"n": "-163.5", "s": "-163.5"},
        {"n": None, "s": "'"},
    ]
