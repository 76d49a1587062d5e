"""After `expunge` no byte of a document is left in its case, and the chain is whole."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from byte_search import found, under
from format_samples import zipped
from papertrace.casefile import Case
from papertrace.casefile.seals import make as seal
from papertrace.casefile.seals import seals
from papertrace.casefile.verify import verify
from papertrace.errors import ArchiveShared, UnknownDocument, UsageError
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.expunging import destroy, planned
from papertrace.workflow.finding import find
from papertrace.workflow.writing import MARK, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

WORDS = ("霁川示例船舶有限公司", "26543217", "白榆湾巡逻艇采购项目")
PAGE = """<html><head><meta charset="{charset}"><title>白榆湾巡逻艇采购项目中标公告</title></head>
<body><h1>白榆湾巡逻艇采购项目中标公告</h1><p>一、项目编号：BYW-2024-017</p>
<p>二、项目名称：白榆湾巡逻艇采购项目</p><p>三、中标信息</p>
<p>供应商名称：霁川示例船舶有限公司</p><p>中标金额：26543217元</p></body></html>"""
OTHER = PAGE.replace("霁川", "澜川").replace("26543217", "31415926").replace("巡逻艇", "办公桌椅")


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a case with two notices, each decided on, one of them in GBK."""
    with Case.create(tmp_path / "case", "t", key) as made:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "notice.html").write_bytes(PAGE.format(charset="gbk").encode("gbk"))
        (folder / "other.html").write_text(OTHER.format(charset="utf-8"), encoding="utf-8")
        list(add(made, [folder], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        every = [f.id for f in made.derived.facts() if f.kind == "award"]
        decide(made, every, "accept", {}, key)
        yield made


def judged(case: Case, key: SigningKey) -> None:
    """Let people speak of the notice in every way, and of something else."""
    digest = case.find("notice.html").digest
    told = {"digest": digest, "page": 1, "quote": WORDS[0], "ordinal": 0, "language": "en"}
    made = case.append("translation", {**told, "words": "Example Shipyard 26543217"}, key)
    case.append("second-reading", {"translation": made.hash}, key)
    case.judge("notice.html", "complete", key=key)
    case.judge(digest[:12], "purchase", key=key, other=case.find("other.html").digest)
    case.judge(WORDS[0], "same", key=key, other="Example Shipyard", reason="its own site")
    case.judge("other.html", "complete", key=key)
    fact = next(case.derived.facts("award", digest))
    words = dict.fromkeys(("channel", "on", "deadline", "text", "about"), "")
    step = {**words, "step": "allegation", "party": "澜川示例船舶有限公司", "claims": ["c"]}
    case.append("reply", {**step, "facts": [fact.id]}, key)


def left(case: Case) -> set[tuple[str, str]]:
    ids = [h.digest for h in case.documents() if h.name == "notice.html"]
    return found(under(case.root), [*WORDS, *ids])


def test_no_byte_of_it_is_left_and_the_case_is_sound(case: Case, key: SigningKey) -> None:
    judged(case, key)
    digest, other = case.find("notice.html").digest, case.find("other.html").digest
    facts = {f.id for f in case.derived.facts(digest=digest)}
    before = found(under(case.root), [*WORDS, digest, *facts])
    assert {name.split("/")[0].partition("-")[0] for name, _ in before} == {
        "archive",
        "derived",
        "log.db",
    }
    head, entries = case.head(), len(list(case.entries()))
    made = destroy(case, "notice.html", "a court's order", key, [])
    assert made.left == ()
    assert set(made.doom.facts) == facts
    case.close()
    assert found(under(case.root), [*WORDS, "notice.html", digest, digest[:12], *facts]) == set()
    with Case.open(case.root) as again:
        items = list(verify(again, heads=[head]))
        assert [i for i in items if i.state == "broken"] == []
        (told,) = [i for i in items if i.what == "expunged"]
        assert "a court's order" in told.message
        assert len(list(again.entries())) == entries + 1
        assert [h.digest for h in again.documents()] == [other]
        assert [(j.subject, j.verdict) for j in again.judgements()] == [("other.html", "complete")]
        assert {d.digest for d in again.decisions()} == {other}
        assert {f.digest for f in again.derived.facts()} == {other}
        with pytest.raises(UnknownDocument):
            again.find("notice.html")


def test_seals_stand_and_the_search_forgets(case: Case, key: SigningKey) -> None:
    assert list(find(case, WORDS[0]))
    assert (case.root / "derived" / "index.db").is_file()
    digest, other = case.find("notice.html").digest, case.find("other.html").digest
    address = "https://example.org/a.html"
    told = {"address": address, "at": "2026-01-01T00:00:00Z"}
    case.append("fetch", {**told, "digest": digest}, key)
    case.append("fetch", {**told, "outcome": "timeout"}, key)
    case.append("fetch", {"address": "https://example.org/b.html", "digest": other}, key)
    fact = next(case.derived.facts("award", digest))
    case.decide(fact, "accepted", key=key, channel="script", reason="again")
    sealed = seal(case, key)
    destroy(case, "notice.html", "a court's order", key, [])
    case.close()
    assert found(under(case.root), [*WORDS, address]) == set()
    with Case.open(case.root) as again:
        assert [s.id for s in seals(again)] == [sealed.id]
        assert [i for i in verify(again) if i.state == "broken"] == []
        assert [e.body["digest"] for e in again.entries("fetch") if e.body] == [other]
        assert list(find(again, WORDS[0])) == []


def test_it_needs_a_reason_and_a_dry_run_touches_nothing(case: Case, key: SigningKey) -> None:
    before = dict(under(case.root))
    (case.root / "drafts" / "story.md").write_text("[x](claim:c)\nof notice.html\n", "utf-8")
    before["drafts/story.md"] = (case.root / "drafts" / "story.md").read_bytes()
    assert planned(case, "notice.html", []).drafts == ("drafts/story.md:2",)
    with pytest.raises(UsageError, match="reason"):
        destroy(case, "notice.html", " ", key, [])
    assert dict(under(case.root)) == before


def test_what_it_lies_in_goes_and_what_lies_beside_it_stays(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    page = PAGE.format(charset="utf-8").replace("BYW", "BYX")
    inner = zipped({"b.html": page, "c.txt": "另一份文件"})
    (tmp_path / "pack.zip").write_bytes(zipped({"inner.zip": inner, "d.txt": "第三份文件"}))
    list(add(case, [tmp_path / "pack.zip"], key))
    made = destroy(case, "pack.zip/inner.zip/b.html", "asked for", key, [])
    names = {h.name for h in made.doom.documents}
    assert names == {"pack.zip/inner.zip/b.html", "pack.zip/inner.zip", "pack.zip"}
    case.close()
    assert found(under(case.root), ["BYX-2024-017"]) == set()
    with Case.open(case.root) as again:
        kept = {h.name for h in again.documents()}
        assert {"pack.zip/inner.zip/c.txt", "pack.zip/d.txt", "notice.html"} <= kept
        assert [i for i in verify(again) if i.state == "broken"] == []


def web_archive(*pages: str) -> bytes:
    """Give a web archive of a capture for each page."""
    told = b""
    for number, page in enumerate(pages):
        body = page.encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        block += f"Content-Length: {len(body)}\r\n\r\n".encode() + body
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-03-05T01:30:00Z\r\n"
        head += f"WARC-Target-URI: https://www.example.org/{number}.html\r\n"
        head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        head += "Content-Type: application/http; msgtype=response\r\n"
        told += f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    return told


def test_a_web_archive_that_shows_others_is_destroyed_on_request_alone(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    page = PAGE.format(charset="utf-8").replace("BYW", "BYX")
    both = web_archive(page, OTHER.format(charset="utf-8").replace("BYW", "BYZ"))
    (tmp_path / "both.warc").write_bytes(both)
    (tmp_path / "one.warc").write_bytes(web_archive(page.replace("BYX", "BYQ")))
    list(add(case, [tmp_path / "both.warc", tmp_path / "one.warc"], key))
    names = sorted(h.name for h in case.documents() if ".warc/" in h.name)
    assert len(names) == 3
    assert len(planned(case, names[0], []).beside) == 1
    with pytest.raises(ArchiveShared, match=f"beside documents that would stay: {names[1]}"):
        destroy(case, names[0], "asked for", key, [])
    assert {h.name for h in case.documents()} >= {*names, "both.warc"}
    assert planned(case, names[2], []).beside == ()
    destroy(case, names[2], "asked for", key, [])
    destroy(case, names[0], "asked for", key, [], archives=True)
    case.close()
    assert found(under(case.root), ["BYX-2024-017", "BYQ-2024-017"]) == set()
    with Case.open(case.root) as again:
        kept = {h.name for h in again.documents()}
        assert names[1] in kept
        assert kept.isdisjoint({names[0], names[2], "both.warc", "one.warc"})
        assert [i for i in verify(again) if i.state == "broken"] == []


def test_what_lies_in_it_goes_unless_it_was_captured_elsewhere(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    (tmp_path / "pack.zip").write_bytes(zipped({"b.txt": "仅在压缩包内", "c.txt": "也在别处"}))
    (tmp_path / "c.txt").write_text("也在别处", encoding="utf-8")
    list(add(case, [tmp_path / "pack.zip", tmp_path / "c.txt"], key))
    made = destroy(case, "pack.zip", "asked for", key, [])
    assert {h.name for h in made.doom.documents} == {"pack.zip", "pack.zip/b.txt"}
    with Case.open(case.root) as again:
        (kept,) = [h for h in again.documents() if h.name.endswith("c.txt")]
        assert kept.names == ("c.txt",)
        assert [i for i in verify(again) if i.state == "broken"] == []


def test_what_was_published_answers_with_a_dated_tombstone(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    digest, other = case.find("notice.html").digest, case.find("other.html").digest
    told = {"format": "site", "at": "2026-01-01T00:00:00+00:00"}
    address = f"documents/{digest[:12]}.html"
    site = [("index.html", WORDS[0].encode()), (address, b"x"), ("images/p.png", b"y")]
    write(case.root / "site", site, told)
    bundle = [("data/bundle.json", json.dumps([digest, WORDS[0]]).encode()), ("verify.py", b"1")]
    write(tmp_path / "bundle", bundle, told)
    write(tmp_path / "elsewhere", [("index.html", other.encode())], told)
    published = [tmp_path / "bundle", tmp_path / "elsewhere"]
    made = destroy(case, "notice.html", "asked for", key, published)
    assert set(made.withdrawn) == {case.root / "site", tmp_path / "bundle"}
    assert found(under(tmp_path / "bundle"), WORDS) | found(under(case.root), WORDS) == set()
    assert "Withdrawn" in (case.root / "site" / address).read_text(encoding="utf-8")
    assert not (case.root / "site" / "images").exists()
    assert (tmp_path / "bundle" / "TOMBSTONE.txt.sig").is_file()
    asked = [sys.executable, str(tmp_path / "bundle" / "verify.py"), "--key", "SHA256:x"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (answer.returncode, "withdrawn on 2" in answer.stdout) == (1, True)
    assert (tmp_path / "elsewhere" / "index.html").read_text(encoding="utf-8") == other
    with pytest.raises(UsageError, match="no publication"):
        planned(case, "other.html", [tmp_path])
    assert (tmp_path / "bundle" / MARK).is_file()


def test_an_interrupted_one_is_finished_by_repeating(
    case: Case, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(case.log), "destroy", dies)
        with pytest.raises(KeyboardInterrupt):
            destroy(case, "notice.html", "asked for", key, [])
    destroy(case, "notice.html", "asked for", key, [])
    case.close()
    assert left(case) == set()
    with Case.open(case.root) as again:
        assert [i for i in verify(again) if i.state == "broken"] == []
