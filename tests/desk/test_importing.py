"""Files dropped on the desk: kept under names that are only text, read, counted, tried again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from desk_visitor import leave, visitor, writing
from papertrace.casefile import Case, Keyring
from papertrace.desk import importing
from papertrace.desk.spool import named
from papertrace.workflow.adding import add

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_visitor import Answer, Visitor
    from papertrace.casefile import SigningKey

LINE = "sandbar"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>柳湾示例馆设备采购项目中标公告</h1><p>一、项目编号：LW-2032-004</p>
<p>二、项目名称：柳湾示例馆设备采购项目</p><p>三、中标信息</p>
<p>供应商名称：柳湾示例设备有限公司</p><p>中标金额：418600.50元</p></body></html>""".encode()


@pytest.fixture
def empty(own_keys: None, made: Path, tmp_path: Path) -> Iterator[tuple[Visitor, Path]]:
    """Open the desk on a case that holds nothing."""
    del own_keys
    key = Keyring(made / "keys").get("first")
    Case.create(tmp_path / "case", "Empty", key).close()
    one = visitor(tmp_path / "case", key)
    yield one, tmp_path / "case"
    leave(one)


def dropped(one: Visitor, files: list[tuple[str, bytes]], **more: str) -> Answer:
    """Send files as a browser does, then wait until they are in."""
    parts = [
        f'--{LINE}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in files
    ]
    body = b"".join(parts) + f"--{LINE}--\r\n".encode()
    told = {"Content-Type": f"multipart/form-data; boundary={LINE}"}
    answer = one.ask("POST", "/import", one.own() | writing(body) | told | more, body)
    importer(one).wait(60)
    return answer


def importer(one: Visitor) -> Any:  # noqa: ANN401  (the application's state has no type)
    return one.app.app.state.desk.importer  # type: ignore[attr-defined]  # it is a Starlette


def test_what_is_dropped_is_kept_read_and_counted(empty: tuple[Visitor, Path]) -> None:
    desk, root = empty
    files = [
        ("../../etc/年报/notice.html", PAGE),
        ("broken.pdf", b"%PDF-1.7\nnothing of a PDF"),
        ("year/.DS_Store", b"litter"),
        ("empty.txt", b""),
    ]
    answer = dropped(desk, files)
    assert (answer.status, answer.headers["location"]) == (303, "/import")
    told = json.loads(desk.get("/import.json").text)
    progress = told["progress"]
    assert (progress["state"], progress["seen"], progress["new"]) == ("done", 4, 3)
    assert progress["types"]["text/html"] == {"files": 1, "read": 1, "pages": 1, "failed": 0}
    assert progress["facts"] >= 1
    assert progress["failures"]["skipped: hidden: the system's own file"]["names"] == [
        "year/.DS_Store"
    ]
    with Case.open(root) as case:
        names = [held.name for held in case.documents()]
    assert "etc/年报/notice.html" in names  # no path: only a name
    assert not list(root.rglob("notice.html"))
    assert any(d["name"] == "broken.pdf" for g in told["unread"] for d in g["documents"])
    page = desk.get("/import").text
    assert "broken.pdf" in page
    assert "Try again" in page
    assert "柳湾" in desk.get("/find?q=%E6%9F%B3%E6%B9%BE").text  # it was indexed, too
    assert desk.post("/import/again").status == 303
    importer(desk).wait(60)
    assert json.loads(desk.get("/import.json").text)["progress"]["state"] == "done"


def test_what_waits_to_be_read_is_counted_named_and_read(
    empty: tuple[Visitor, Path],
    first: SigningKey,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, root = empty
    monkeypatch.setattr(importing, "_NAMED", 2)
    chinese = desk.own() | {"Accept-Language": "zh-CN"}
    assert json.loads(desk.get("/import.json").text)["waiting"] == {"count": 0, "documents": []}
    assert "wait to be read" not in desk.get("/import").text
    (tmp_path / "in").mkdir()
    for n in range(3):
        told = PAGE.replace(b"LW-2032-004", f"LW-2032-00{n}".encode())
        (tmp_path / "in" / f"{n}.html").write_bytes(told)
    with Case.open(root) as case:  # as an end in the middle leaves it: preserved, not read
        digests = [one.capture.digest for one in add(case, [tmp_path / "in"], first) if one.capture]
    waiting = json.loads(desk.get("/import.json").text)["waiting"]
    assert (waiting["count"], len(waiting["documents"])) == (3, 2)
    assert waiting["documents"][1] == {"name": "1.html", "sha256": digests[1]}
    page = desk.get("/import").text
    assert "3 documents wait to be read" in page
    assert ">1.html</a>" in page
    assert "1 more" in page
    assert 'data-key="r"' in page
    assert "3 份文件等待读取" in desk.ask("GET", "/import", chinese).text
    assert '<a class="go" href="/import"' in desk.get("/").text
    assert 'href="/import">It waits' in desk.get(f"/documents/{digests[1]}/1").text
    assert desk.post("/import/again").status == 303
    importer(desk).wait(120)
    told = json.loads(desk.get("/import.json").text)
    assert (told["progress"]["state"], told["progress"]["read"]) == ("done", 3)
    assert told["waiting"]["count"] == 0
    assert "wait to be read" not in desk.get("/import").text


def test_a_second_importer_is_told_plainly(empty: tuple[Visitor, Path]) -> None:
    desk, root = empty
    with Case.open(root) as case, case.lock():
        answer = dropped(desk, [("a.html", PAGE)])
        assert answer.status == 503
        assert "Another process is adding to or building this case" in answer.text
        assert desk.post("/import/again").status == 503
    with Case.open(root) as case:
        assert case.documents() == ()
    assert dropped(desk, [("a.html", PAGE)]).status == 303


def test_what_is_no_form_of_files_is_refused(
    empty: tuple[Visitor, Path], first: SigningKey
) -> None:
    del first
    desk, root = empty
    assert desk.post("/import", files="x").status == 415
    assert dropped(desk, []).status == 400
    assert dropped(desk, [("", b"x")]).status == 400
    cut = dropped(desk, [("a.html", PAGE)], **{"Content-Length": "10"})
    assert cut.status == 400
    other = dropped(desk, [("a.html", PAGE)], **{"Content-Type": "multipart/form-data"})
    assert other.status == 400
    assert dropped(desk, [("a.html", PAGE)], Origin="http://evil.example").status == 403
    assert dropped(desk, [("a.html", PAGE)], **{"Content-Length": str(9 << 30)}).status == 413
    with Case.open(root) as case:
        assert case.documents() == ()


def test_a_draft_is_begun_under_a_name_that_is_no_path(empty: tuple[Visitor, Path]) -> None:
    desk, root = empty
    begun = desk.post("/drafts", name="边境")
    assert begun.headers["location"] == "/drafts/%E8%BE%B9%E5%A2%83.md"
    assert desk.get(unquote(begun.headers["location"])).status == 200
    assert desk.post("/drafts", name="边境.md").status == 400
    for name in ("", "../x", ".x", "a/b", "x" * 61, "a b"):
        assert desk.post("/drafts", name=name).status == 400, name
    assert [p.name for p in (root / "drafts").iterdir()] == ["边境.md"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (b"C:\\Users\\x\\a.pdf", "C:/Users/x/a.pdf"),
        (b"/etc/passwd", "etc/passwd"),
        ("a/../../文.pdf".encode(), "a/文.pdf"),
        (b"a\x00\nb", "a\ufffd\ufffdb"),
        (b"\xff.pdf", "\\xff.pdf"),
        (b"..", ""),
    ],
)
def test_a_name_is_text_and_no_path(told: bytes, name: str) -> None:
    assert named(told) == name
