"""What a publication holds on request alone: all facts, originals; and what it says of changes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest

from byte_search import found, layers, under
from papertrace.casefile import Case, sealed
from papertrace.casefile.sealing import fingerprint
from papertrace.errors import UsageError
from papertrace.publish.package_reading import facts_of
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.publishing import publish, publish_expert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

PAGE = """<html><head><meta charset="utf-8"><title>白榆湾{what}采购项目中标公告</title></head>
<body><h1>白榆湾{what}采购项目中标公告</h1><p>一、项目编号：BYW-2024-{number}</p>
<p>二、项目名称：白榆湾{what}采购项目</p><p>三、中标信息</p>
<p>供应商名称：霁川示例{what}有限公司</p><p>中标金额：{sum}元</p></body></html>"""
STORY = "# Boats\n\nThe winning bid was [26,543,217 yuan](claim:boats).\n"


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a case with two accepted awards, one of them in its story."""
    with Case.create(tmp_path / "case", "t", key) as made:
        folder = tmp_path / "in"
        folder.mkdir()
        for what, number, price in (("巡逻艇", "017", "26543217"), ("桌椅", "018", "31415926")):
            text = PAGE.format(what=what, number=number, sum=price)
            (folder / f"{number}.html").write_text(text, encoding="utf-8")
        list(add(made, [folder], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        awards = [f for f in made.derived.facts() if f.kind == "award"]
        decide(made, [f.id for f in awards], "accept", {}, key)
        boats = next(f for f in awards if f.fields["amount"].value == "26543217")
        claims = f'[boats]\nkind = "amount"\nfacts = ["{boats.id}"]\n'
        (made.root / "drafts" / "story.md").write_text(STORY, encoding="utf-8")
        (made.root / "drafts" / "claims.toml").write_text(claims, encoding="utf-8")
        config = made.root / "case.toml"
        told = config.read_text(encoding="utf-8")
        one = told.replace("second_person = true", "second_person = false")
        config.write_text(one, encoding="utf-8")
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
    draft.write_text(STORY.replace("# Boats", "# New boats"), encoding="utf-8")
    publish(case, draft, out, "site", jobs=1, correction="The boats were new.")
    assert "The boats were new." in corrections()
    assert "No corrections so far" not in corrections()
    draft.write_text(STORY, encoding="utf-8")
    publish(case, draft, out, "site", jobs=1)
    assert corrections().count("<li><time") == 3
    assert "Changed." in corrections()
