"""Nothing is loaded late: behind the walls, documents are read as before them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import format_samples
from papertrace import read
from papertrace.model import to_json
from papertrace.read import (
    sandbox,
    sandbox_answer,
    sandbox_child,
    walls,
    walls_controls,
    walls_warm,
)
from papertrace.read.sandbox import Limits
from papertrace.read.walls import Walls
from support import DATA, ROOT, needs_data

LIMITS = Limits(seconds=60)
SAMPLES = ROOT / "src" / "papertrace" / "samples" / "border" / "documents"

needs_walls = pytest.mark.skipif(Walls() == walls.found(), reason="this kernel has no walls")


def documents() -> dict[str, bytes]:
    """Give one document of every format at hand."""
    made = {
        f"notice.{kind}": getattr(format_samples, f"as_{kind}")()
        for kind in ("docx", "html", "odt", "ofd", "rtf")
    }
    made["folder.zip"] = format_samples.zipped({"公告.html": format_samples.as_html()})
    head = "MIME-Version: 1.0\nSubject: =?gb18030?B?zajWqg==?=\nContent-Type: text/plain"
    made["letter.eml"] = f"{head}; charset=big5\n\n".encode() + "通知".encode("big5")
    outer = "MIME-Version: 1.0\nTo: a@example.org\nContent-Type: multipart/mixed; boundary=B"
    inner = f"--B\nContent-Type: message/rfc822\n\n{head}\n\nplain\n--B--\n"
    made["forwarded.eml"] = f"{outer}\n\n{inner}".encode()
    made |= {path.name: path.read_bytes() for path in SAMPLES.iterdir()}
    return made


def as_told(document: bytes) -> bytes:
    """Read a document: a job; the argument is a name, a newline and the bytes."""
    name, _, data = document.partition(b"\n")
    return json.dumps(to_json(read.read(data, name.decode(), "0" * 64))).encode()


_LATE = """
import test_walls_warm
from papertrace.read import walls_warm
from papertrace.workflow import building
made = test_walls_warm.documents()
walls_warm.load()
for argument in building._rehearsal():
    building.derive(argument)
before = set(sys.modules)
for name, data in made.items():
    building.derive(b'["' + name.encode() + b'", ""]\\n' + data)
print(sorted(set(sys.modules) - before))
"""


@needs_walls
def test_readers_and_forms_load_no_module_late() -> None:
    folders = [str(ROOT / "tests"), str(ROOT / "tests" / "read")]
    script = f"import sys; sys.path[:0] = {folders!r}\n{_LATE}"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


@needs_walls
@pytest.mark.parametrize("name", documents())
def test_documents_are_read_the_same_behind_the_walls(name: str) -> None:
    argument = name.encode() + b"\n" + documents()[name]
    answer = sandbox.run(as_told, argument, LIMITS)
    assert answer.ok, answer.message
    assert answer.output == as_told(argument)


def test_every_control_file_is_read_without_a_complaint() -> None:
    names = [name for name, _ in walls_controls.controls()]
    assert {"control.html", "control.csv", "control.pdf", "control.xlsx"} <= set(names)
    for name, data in walls_controls.controls():
        pages = read.read(data, name).pages
        assert any("控制港" in page.text for page in pages), name


def test_readers_can_bring_a_control_file_and_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        MEDIA_TYPES = ("text/x-late",)
        NAME = "late"
        warmed = 0

        @staticmethod
        def control() -> bytes:
            return b"late"

        @classmethod
        def warm(cls) -> None:
            cls.warmed += 1

    monkeypatch.setattr(read, "READERS", (*read.READERS, Late))
    assert ("control.late", b"late") in walls_controls.controls.__wrapped__()
    monkeypatch.setattr(walls, "found", lambda: Walls(1))
    walls_warm.load.__wrapped__()
    assert Late.warmed == 1
    monkeypatch.setattr(walls, "found", Walls)
    walls_warm.load.__wrapped__()
    assert Late.warmed == 1  # nothing is loaded for walls that there are not


@needs_data
@needs_walls
@pytest.mark.long
def test_every_real_document_is_read_the_same_behind_the_walls() -> None:
    found = sorted(p for p in DATA.rglob("*") if p.is_file() and p.suffix != ".jsonl")
    loads = [(p, lambda p=p: p.name.encode() + b"\n" + p.read_bytes()) for p in found]
    told = 0
    for path, answer in sandbox.run_many(as_told, loads, LIMITS, jobs=2):
        argument = path.name.encode() + b"\n" + path.read_bytes()
        before = sandbox_answer.answer_of(sandbox_child.attempt(as_told, argument))
        assert (answer.ok, answer.code) == (before.ok, before.code), path
        assert answer.output == before.output, path
        told += answer.ok
    assert told > 180
