"""Adding containers: members are documents with their path, within one budget."""

from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from format_samples import as_docx, as_html, as_ofd, zipped
from papertrace.casefile import Case
from papertrace.read import draw, members, sandbox
from papertrace.read.budget import Budget
from papertrace.workflow import unpacking
from papertrace.workflow.adding import add
from papertrace.workflow.building import build, pending
from papertrace.workflow.listing import document_rows, status_row
from papertrace.workflow.picturing import has_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey
    from papertrace.workflow.adding import Added


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    with Case.create(tmp_path / "case", "t", key) as made:
        yield made


def put(case: Case, key: SigningKey, folder: Path, name: str, data: bytes) -> list[Added]:
    path = folder / name
    path.write_bytes(data)
    return list(add(case, [path], key))


def built(case: Case) -> dict[str, tuple[str, str]]:
    list(build(case, jobs=2, limits=sandbox.Limits()))
    return {r["name"]: (r["outcome"], r["reason"]) for r in document_rows(case)}


def nested(depth: int) -> bytes:
    data = zipped({"deep.txt": "到底了"})
    for level in range(depth - 1, 0, -1):
        data = zipped({"n.zip": data, f"{level}.txt": f"第{level}层"})
    return data


def test_members_are_documents_of_their_own(case: Case, key: SigningKey, tmp_path: Path) -> None:
    inner = zipped({"内/公告.docx": as_docx()})
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as file:
        info = tarfile.TarInfo("x.html")
        info.size = len(as_html())
        file.addfile(info, io.BytesIO(as_html()))
    data = zipped({"a/notice.html": as_html(), "b.zip": inner, "c.tar.gz": held.getvalue()})
    done = put(case, key, tmp_path, "all.zip", data)
    assert [a.name for a in done] == [
        "all.zip",
        "all.zip/a/notice.html",
        "all.zip/b.zip",
        "all.zip/c.tar.gz",
        "all.zip/b.zip/内/公告.docx",
        "all.zip/c.tar.gz/x.html",
    ]
    outcomes = built(case)
    assert set(outcomes.values()) == {("read", "")}
    twin = case.find("all.zip/a/notice.html")
    assert twin.names == ("all.zip/a/notice.html", "all.zip/c.tar.gz/x.html")
    sources = {c.name: c.source for c in case.captures()}
    assert sources["all.zip"] == "file"
    assert sources["all.zip/b.zip"] == f"member of {case.find('all.zip').digest}"
    kinds = [sorted(f.kind for f in case.derived.facts(digest=d.digest)) for d in case.documents()]
    assert sum("award" in k for k in kinds) == 2


def test_adding_again_adds_nothing(case: Case, key: SigningKey, tmp_path: Path) -> None:
    data = zipped({"a.txt": "甲", "b.txt": "乙"})
    assert all(a.new for a in put(case, key, tmp_path, "x.zip", data))
    assert not any(a.new for a in put(case, key, tmp_path, "x.zip", data))
    assert len(case.captures()) == 3
    built(case)
    assert pending(case) == []


def test_ten_levels_are_read_and_no_more(case: Case, key: SigningKey, tmp_path: Path) -> None:
    done = put(case, key, tmp_path, "x.zip", nested(205))
    texts = [a.name for a in done if a.name.endswith(".txt")]
    assert texts == [f"x.zip{'/n.zip' * (n - 1)}/{n}.txt" for n in range(1, 11)]
    assert [a.note for a in done if a.note] == ["nested deeper than 10 levels: not unpacked"]
    outcomes = built(case)
    parts = [v for k, v in outcomes.items() if k.endswith("zip")]
    assert parts == [("read-partly", "PT335")] * 11  # every one of them lacks what is deepest
    assert pending(case) == []
    told = status_row(case)
    assert told["outcomes"] == {"read": 10, "read-partly": 11}
    (why,) = told["reasons"]
    assert (why["outcome"], why["reason"], why["documents"]) == ("read-partly", "PT335", 11)
    assert why["means"] == "Files inside this document are not in the case."


def test_what_is_missing_is_said_until_it_is_there(
    case: Case, key: SigningKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = zipped({"a.txt": "甲", "b.txt": "乙"})
    with monkeypatch.context() as patch:
        patch.setattr(unpacking, "Budget", lambda size: unpacking_budget(size, parts=1))
        put(case, key, tmp_path, "x.zip", data)
    assert built(case) == {"x.zip": ("read-partly", "PT335"), "x.zip/a.txt": ("read", "")}
    put(case, key, tmp_path, "x.zip", data)
    assert set(built(case).values()) == {("read", "")}


def unpacking_budget(size: int, parts: int) -> Budget:
    return Budget(size, parts_left=parts)


def test_one_budget_is_shared_by_all_that_is_nested(
    case: Case, key: SigningKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = [zipped({f"{n}.txt": "x" * n, "y.txt": f"y{n}"}) for n in range(5)]
    data = zipped({f"{n}.zip": each for n, each in enumerate(inner)})
    monkeypatch.setattr(unpacking, "Budget", lambda size: unpacking_budget(size, parts=8))
    done = put(case, key, tmp_path, "x.zip", data)
    assert sum(a.new for a in done) == 1 + 8


def test_equal_containers_are_unpacked_once(case: Case, key: SigningKey, tmp_path: Path) -> None:
    inner = zipped({"a.txt": "甲"})
    done = put(case, key, tmp_path, "x.zip", zipped({"1.zip": inner, "2.zip": inner}))
    assert [a.name for a in done if not a.note] == [
        "x.zip", "x.zip/1.zip", "x.zip/2.zip", "x.zip/1.zip/a.txt",
    ]  # fmt: skip
    assert [a.note[:13] for a in done if a.note] == ["the same file"]
    assert set(built(case).values()) == {("read", "")}


def test_a_part_that_breaks_leaves_nothing_behind(
    case: Case, key: SigningKey, tmp_path: Path
) -> None:
    data = gzip.compress(b"".join(bytes([n % 251]) * 700 for n in range(5000)))
    done = put(case, key, tmp_path, "x.bin.gz", data[:-9])
    assert [a.note for a in done] == ["", "it could not be unpacked"]
    assert len(case.documents()) == 1
    assert built(case) == {"x.bin.gz": ("refused", "PT303")}
    assert sum(1 for p in (case.root / "archive").rglob("*") if p.is_file()) == 1


def test_a_hostile_answer_is_no_member(
    case: Case, key: SigningKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer in (
        b"",
        b"\xff" * 20,
        members.HEAD.pack(2) + b"{}",
        members.HEAD.pack(69) + b'{"pieces": [["begin", "../x", 0], ["end", "", 9]], "next": null}',
        members.HEAD.pack(45) + b'{"pieces": [], "next": [0, 0], "left": [1,1]}',
    ):
        done_by = sandbox.Answer(ok=True, output=answer)
        monkeypatch.setattr(sandbox, "run", lambda *_, told=done_by: told)
        done = put(case, key, tmp_path, "x.zip", zipped({"a.txt": "x"}))
        assert len(done) == 2
        assert "agreed form" in done[1].note


def test_a_large_member_comes_in_batches(
    case: Case, key: SigningKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "BATCH", 1 << 18)
    text = "".join(f"第{n}行\n" for n in range(120_000)).encode()
    put(case, key, tmp_path, "x.txt.gz", gzip.compress(text))
    assert case.original(case.find("x.txt.gz/x.txt").digest) == text


def test_only_pdf_pages_have_pixels(case: Case, key: SigningKey, tmp_path: Path) -> None:
    put(case, key, tmp_path, "x.ofd", as_ofd())
    built(case)
    digest = case.find("x.ofd").digest
    page = case.derived.page(digest, 1)
    assert page is not None
    assert page.origin == "digital"
    made = case.derived.summary(digest)
    assert made is not None
    assert not has_pixels(made)
    assert "418600.50" in draw(page, digest).data.decode()
