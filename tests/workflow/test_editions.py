"""What a publication holds on request alone: all facts, originals; and what it says of changes."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

import two_awards
from byte_search import found, layers, under
from papertrace.casefile import sealed, veils
from papertrace.casefile.sealing import fingerprint
from papertrace.cli import main
from papertrace.errors import BackupUnusable, UsageError
from papertrace.publish.bundle_verifier import committed, verify
from papertrace.publish.package_reading import facts_of
from papertrace.workflow.disclosing import openings
from papertrace.workflow.expunging import planned
from papertrace.workflow.publishing import publish, publish_expert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a case with two accepted awards, one of them in its story."""
    with two_awards.make(tmp_path / "case", tmp_path / "in", key) as made:
        yield made


def written(case: Case, out: Path, *, every: bool) -> set[str]:
    """Publish a package; give the sums that are read back from it."""
    publish(case, case.root / "drafts" / "story.md", out, "package", every=every, jobs=1)
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.csv")}
    files["datapackage.json"] = (out / "datapackage.json").read_bytes()
    return {f.fields["amount"].value for f in facts_of(files).values() if "amount" in f.fields}


def test_all_accepted_facts_are_published_on_request_alone(case: Case, tmp_path: Path) -> None:
    assert written(case, tmp_path / "story", every=False) == {"26543217"}
    assert written(case, tmp_path / "all", every=True) == {"26543217", "31415926"}


def opened(path: Path, secret: object) -> dict[str, bytes]:
    """Open an expert edition."""
    with (
        sealed.decrypted(path, [secret]) as stream,
        tarfile.open(fileobj=stream, mode="r|") as packed,
    ):
        return {m.name: source.read() for m in packed if (source := packed.extractfile(m))}


def test_the_expert_edition_holds_originals_for_its_recipients_alone(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    secret, public = sealed.fresh()
    draft, out = case.root / "drafts" / "story.md", tmp_path / "expert.age"
    publish_expert(case, draft, out, key, [public], jobs=1)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case", "expert.age", "in", "keys"]
    inside = opened(out, secret)
    original = (tmp_path / "in" / "017.html").read_bytes()
    digest = hashlib.sha256(original).hexdigest()
    assert inside[f"data/originals/{digest}"] == original
    told = json.loads(inside["data/captures.json"])
    assert {c["name"] for c in told["captures"]} == {"017.html"}
    assert {d["by"] for d in told["decisions"]} == {key.id}
    for name, data in inside.items():
        (tmp_path / "open" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / name).write_bytes(data)
    words = [sys.executable, "verify.py", "--key", fingerprint(key.public)]
    done = subprocess.run(words, cwd=tmp_path / "open", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        found([("expert.age", out.read_bytes())], ["26543217", "霁川示例巡逻艇有限公司"]) == set()
    )
    with pytest.raises(UsageError, match="already"):
        publish_expert(case, draft, out, key, [public], jobs=1)


def test_the_web_archive_has_an_expert_edition_too(
    case: Case, tmp_path: Path, key: SigningKey
) -> None:
    secret, public = sealed.fresh()
    draft, out = case.root / "drafts" / "story.md", tmp_path / "expert.age"
    assert publish_expert(case, draft, out, None, [public], form="wacz", jobs=1) == ["story.wacz"]
    with sealed.decrypted(out, [secret]) as stream:
        data = stream.read()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    original = (tmp_path / "in" / "017.html").read_bytes()
    records = ArchiveIterator(
        io.BytesIO(inside["archive/pages.warc.gz"]), record_types=WarcRecordType.resource
    )
    assert [r.reader.read() for r in records] == [original]
    assert json.loads(inside["datapackage.json"])["papertrace:edition"] == "expert"
    told = json.loads(inside["papertrace/captures.json"])
    assert {d["by"] for d in told["decisions"]} == {key.id}
    assert found([("expert.age", out.read_bytes())], ["26543217"]) == set()


def test_an_opening_shows_that_an_original_belongs_to_a_bundle_and_no_other_does(
    case: Case, tmp_path: Path, key: SigningKey
) -> None:
    out = tmp_path / "bundle"
    publish(case, case.root / "drafts" / "story.md", out, "bundle", key, jobs=1)
    one, other = tmp_path / "in" / "017.html", tmp_path / "in" / "018.html"
    veils.renew(case, key)  # what was published before can still be opened
    now, then = openings(case, ["017.html"])
    assert verify(out, "", [(then["opening"], str(one))])[0] == []
    for opening, file in ((then["opening"], other), (now["opening"], one)):
        assert "is no original of this bundle" in verify(out, "", [(opening, str(file))])[0][0]
    digest = hashlib.sha256(one.read_bytes()).hexdigest()
    assert found(under(out), [digest, digest[:16], now["secret"]]) == set()
    assert found(under(out), [then["secret"]])
    publish(case, case.root / "drafts" / "story.md", out, "bundle", key, jobs=1)
    assert verify(out, "", [(now["opening"], str(one))])[0] == []


def test_the_command_line_discloses_and_encrypts_to_the_recipients_of_case_toml(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (secret, public), (other, spare) = sealed.fresh(), sealed.fresh()
    config, at = case.root / "case.toml", ["--case", str(case.root)]
    told = f'\n[recipients]\nexpert = "{public}"\nlawyer = ["{spare}"]\n'
    config.write_text(config.read_text("utf-8") + told, "utf-8")
    words = ["publish", *at, "--format", "wacz", "--edition", "expert"]
    assert main([*words, str(tmp_path / "all.age")]) == 0
    assert main([*words, str(tmp_path / "one.age"), "--to", "lawyer"]) == 0
    for name, opens in (("all.age", [secret, other]), ("one.age", [other])):
        for one in opens:
            with sealed.decrypted(tmp_path / name, [one]) as stream:
                assert stream.read(4) == b"PK\3\4"
    with (
        pytest.raises(BackupUnusable),
        sealed.decrypted(tmp_path / "one.age", [secret]) as stream,
    ):
        stream.read()
    assert main([*words[:-2], str(tmp_path / "x"), "--to", "lawyer"]) == 2  # a plain one is public
    capsys.readouterr()
    assert main(["disclose", *at, "--json", "017.html"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert committed(row["opening"], row["sha256"]) == row["commitment"]
    assert main(["disclose", *at]) == 2


def test_a_bundle_that_knows_a_document_by_a_commitment_is_withdrawn_with_it(
    case: Case, tmp_path: Path, key: SigningKey
) -> None:
    draft = case.root / "drafts" / "story.md"
    folders = [tmp_path / form for form in ("bundle", "wacz")]
    for folder in folders:
        publish(case, draft, folder, folder.name, key, jobs=1)
    veils.renew(case, key)
    assert planned(case, "018.html", folders).withdrawn == ()
    assert planned(case, "017.html", folders).withdrawn == tuple(folders)


def test_no_plain_publication_holds_an_original(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    draft, original = case.root / "drafts" / "story.md", (tmp_path / "in" / "017.html").read_bytes()
    publish(case, draft, tmp_path / "bundle", "bundle", key, jobs=1)
    names = {name for name, _ in under(tmp_path / "bundle")}
    assert not any("originals" in n or "captures" in n for n in names)
    assert not any(original in part for _, d in under(tmp_path / "bundle") for part in layers(d))


def test_a_changed_story_says_so_in_its_corrections(case: Case, tmp_path: Path) -> None:
    draft, out = case.root / "drafts" / "story.md", tmp_path / "site"

    def corrections() -> str:
        return (out / "index.html").read_text(encoding="utf-8").partition("Corrections")[2]

    publish(case, draft, out, "site", jobs=1)
    assert "First published. No corrections so far." in corrections()
    publish(case, draft, out, "site", jobs=1)
    assert corrections().count("<li><time") == 1
    draft.write_text(two_awards.STORY.replace("# Boats", "# New boats"), encoding="utf-8")
    publish(case, draft, out, "site", jobs=1, correction="The boats were new.")
    assert "The boats were new." in corrections()
    assert "No corrections so far" not in corrections()
    draft.write_text(two_awards.STORY, encoding="utf-8")
    publish(case, draft, out, "site", jobs=1)
    assert corrections().count("<li><time") == 3
    assert "Changed." in corrections()
