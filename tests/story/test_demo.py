"""The sample case from documents to site, as `papertrace demo` makes it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from papertrace.check.kinds import KINDS
from support import papertrace, run_papertrace

SLIPS = 19
FIRST_VIEW = 300_000
"""Bytes of all that a browser asks for before anything is clicked."""
TESTIMONY = {"case", "claim", "k", "role", "month", "by", "signature"}


@pytest.fixture
def copy(demo: Path, tmp_path: Path) -> Path:
    """Give a copy of the case that a test may damage."""
    return shutil.copytree(demo, tmp_path / "case")


def test_the_story_passes(demo: Path) -> None:
    told = json.loads(papertrace("check", "drafts/story.md", "--json", "--case", str(demo)))
    assert told["failed"] == told["unproven"] == 0
    assert told["passed"] >= 35


def test_the_sample_is_a_whole_investigation(demo: Path) -> None:
    rows = papertrace("facts", "--json", "--case", str(demo)).splitlines()
    names = {json.loads(row)["document"]["name"] for row in rows}
    assert len(names) >= 30
    assert {Path(name).suffix for name in names} == {".html", ".pdf", ".xlsx", ".docx"}
    text = (demo / "drafts" / "claims.toml").read_text(encoding="utf-8")
    claims = tomllib.loads(text)
    kinds = {c["kind"] for c in claims.values() if "kind" in c}
    assert kinds == {kind.CODE for kind in KINDS}
    assert len(claims) >= 35


def test_nothing_of_the_witness_store_is_in_the_case(demo: Path) -> None:
    told = {
        p.name: json.loads(p.read_text(encoding="utf-8"))
        for p in (demo / "drafts" / "testimony").iterdir()
    }
    assert {name: row["k"] for name, row in told.items()} == {
        "quotas-defector.json": 4,
        "quotas-missionary.json": 2,
    }
    assert all(set(row) == TESTIMONY for row in told.values())
    assert not list(demo.rglob("*.age"))


def test_the_wrong_draft_fails_every_time_with_the_right_reason(demo: Path) -> None:
    told = run_papertrace("check", "drafts/wrong.md", "--json", "--case", str(demo))
    assert told.returncode == 1
    report = json.loads(told.stdout)
    assert report["failed"] + report["unproven"] == SLIPS
    assert report["passed"] == 0
    wrong = {r["claim"]: r for r in report["results"] if r["outcome"] != "passed"}
    assert {name: r["slip"] for name, r in wrong.items() if r["slip"]} == {
        "budget-2025": "digits-swapped",
        "boats-project": "wan-yi",
        "award-boats": "stage",
        "budget-2024": "year",
        "posts": "digit",
        "budget-change": "sign",
        "removal-share": "decimal-point",
        "boats-part": "digits-swapped",
        "times": "sign",
        "largest": "sign",
        "signed-on": "year",
        "depot": "place",
        "quota-printed": "quote",
        "returned": "attribution",
        "told-defectors": "digit",
        "maker-answer": "quote",
    }
    assert wrong["ceiling-unread"]["outcome"] == "unproven"
    assert "not accepted" in wrong["ceiling-unread"]["message"]
    assert "It stands there" in wrong["no-quota"]["message"]
    assert "There is another" in wrong["only-award"]["message"]


def test_the_wrong_draft_is_not_published(demo: Path, tmp_path: Path) -> None:
    done = run_papertrace(
        "publish", str(tmp_path / "out"), "--draft", "drafts/wrong.md", "--case", str(demo)
    )
    assert done.returncode == 1
    assert "PT701" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_case_is_sound(demo: Path) -> None:
    papertrace("verify", "--case", str(demo))


def test_deleting_what_was_derived_gives_the_same_bytes_again(copy: Path) -> None:
    before = papertrace("facts", "--json", "--case", str(copy))
    shutil.rmtree(copy / "derived")
    papertrace("build", "--case", str(copy))
    assert papertrace("facts", "--json", "--case", str(copy)) == before


def test_adding_and_building_again_does_nothing(copy: Path) -> None:
    again = json.loads(papertrace("build", "--json", "--case", str(copy)))
    assert again["built"] == 0


def test_a_flipped_byte_in_the_archive_is_named(copy: Path) -> None:
    victim = next(
        p for p in sorted((copy / "archive").rglob("*")) if p.is_file() and p.stat().st_size > 500
    )
    victim.chmod(0o600)
    damaged = bytearray(victim.read_bytes())
    damaged[200] ^= 1
    victim.write_bytes(bytes(damaged))
    done = run_papertrace("verify", "--case", str(copy))
    assert done.returncode == 1
    assert victim.name[:12] in done.stdout


def test_an_edited_row_of_the_log_is_named(copy: Path) -> None:
    with sqlite3.connect(copy / "log.db") as log:
        for (name,) in log.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            log.execute(f'DROP TRIGGER "{name}"')
        log.execute("UPDATE entry SET at = '2031-01-01T00:00:00.000000Z' WHERE seq = 7")
    log.close()
    done = run_papertrace("verify", "--json", "--case", str(copy))
    assert done.returncode == 1
    broken = [r for r in map(json.loads, done.stdout.splitlines()) if r["state"] == "broken"]
    assert any("7" in r["name"] for r in broken)


def test_a_lost_anchor_is_named(copy: Path) -> None:
    facts = [json.loads(x) for x in papertrace("facts", "--json", "--case", str(copy)).splitlines()]
    victim = next(f for f in facts if f["status"] == "accepted")
    with sqlite3.connect(copy / "derived" / "derived.db") as derived:
        derived.execute("DELETE FROM page WHERE digest = ?", (victim["document"]["sha256"],))
    derived.close()
    done = run_papertrace("verify", "--json", "--case", str(copy))
    told = [json.loads(x) for x in done.stdout.splitlines()]
    found = [r for r in told if r["state"] != "sound" and victim["id"][:12] in json.dumps(r)]
    assert found


def test_the_first_view_of_the_samples_site_is_small(demo: Path) -> None:
    site = demo / "site"
    index = (site / "index.html").read_text(encoding="utf-8")
    first = {"index.html", "site.css", "site.js", *re.findall(r'<img[^>]* src="([^"]+)"', index)}
    assert sum((site / name).stat().st_size for name in first) <= FIRST_VIEW
    figures = set(re.findall(r'class="claim" id="[^"]+" href="([^"]+)"', index))
    assert len(figures) >= 15
    assert all((site / page).is_file() for page in figures)


def test_no_private_name_is_in_facts_or_site(demo: Path) -> None:
    documents = [
        p.read_text(encoding="utf-8")
        for p in sorted((demo / "archive").rglob("*"))
        if p.is_file() and p.read_bytes()[:1] == b"<"
    ]
    names = {n for text in documents for n in re.findall(r"(?<![一-鿿])[一-鿿]示例", text)}
    assert len(names) >= 8
    facts = papertrace("facts", "--json", "--case", str(demo))
    told = "".join(
        json.dumps(json.loads(row)["fields"], ensure_ascii=False) for row in facts.splitlines()
    )
    assert not [n for n in names if n in told]
    for path in (demo / "site").rglob("*"):
        if path.is_file() and path.suffix != ".png":
            text = path.read_text(encoding="utf-8")
            assert not [n for n in names if n in text], path.name


def test_the_demo_can_be_run_again(copy: Path) -> None:
    assert "publish" in papertrace("demo", str(copy), "--no-open")


def test_the_demo_leaves_other_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    done = run_papertrace("demo", str(tmp_path), "--no-open")
    assert done.returncode == 2
    assert "PT102" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_sample_as_a_bundle_is_verified_without_papertrace(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keys").symlink_to(demo / "demo-keys")
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path))
    out = tmp_path / "bundle"
    told = papertrace(
        "publish", str(out), "--format", "bundle", "--by", "editor", "--case", str(demo)
    )
    fingerprint = re.findall(r"SHA256:[A-Za-z0-9+/]{43}", told)[0]
    run = [sys.executable, "-I", "-S", str(out / "verify.py"), "--key", fingerprint]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
    place = out / "data" / "bundle.json"
    place.write_text(place.read_text(encoding="utf-8").replace("passed", "proven"), "utf-8")
    assert subprocess.run(run, capture_output=True, check=False).returncode == 1
