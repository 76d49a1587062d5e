"""Files that only LibreOffice opens: a stand-in for it converts, hangs, forks, strays, babbles."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import shutil
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from papertrace.casefile import Case
from papertrace.cli.common import own_key
from papertrace.errors import OnlyOffice
from papertrace.read import office, office_run, read, sandbox, sniff, walls
from papertrace.workflow import adding, building, listing

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it is not used without fork")
KINGSOFT = b"\x01\x02WPS 9.0 invented\x00" * 40
LONG = f"60.{os.getpid()}"
"""Seconds that a stand-in hangs, told apart from those of any other run on this machine."""
SAID = "白榆湾边检站办公楼修缮合同价26.5万元"


def copy() -> bytes:
    made, held = docx.Document(), io.BytesIO()
    made.add_paragraph(SAID)
    made.save(held)
    return held.getvalue()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Give what puts a program named soffice, which runs these lines, where it is found."""

    def put(lines: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        made = folder / "soffice"
        told = '[ "$1" = --version ] && echo "LibreOffice 24.2.1.9 invented" && exit 0\n'
        find = 'while [ "$1" != --outdir ]; do shift; done\nout=$2 given=$3\n'
        made.write_text(f"#!/bin/sh\n{told}{find}{lines}\n")
        made.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return made

    return put


def writes(what: bytes, name: str = "document.docx") -> str:
    return f'echo {base64.b64encode(what).decode()} | base64 -d > "$out/{name}"'


def answer(program: Path, seconds: int = 20) -> sandbox.Answer:
    return office.convert(KINGSOFT, "合同.wps", "docx", program, seconds)


def test_a_copy_is_preserved_read_and_made_once(
    stand_in: Callable[[str], Path], tmp_path: Path
) -> None:
    stand_in(writes(copy()))
    file, key = tmp_path / "合同.wps", own_key(None)
    file.write_bytes(KINGSOFT)
    with Case.create(tmp_path / "case", "invented", key) as case:
        added = [a.name for a in adding.add(case, [file], key)]
        again = [a.name for a in adding.add(case, [file], key)]
        built = {b.name: b for b in building.build(case, jobs=1, limits=sandbox.Limits())}
        own = "合同.wps/converted-by-LibreOffice-24.2.1.9.docx"
        assert added == ["合同.wps", own]
        assert again == ["合同.wps"]
        assert {n: b.outcome for n, b in built.items()} == {"合同.wps": "read", own: "read"}
        made = {d.name: case.derived.whole(d.digest) for d in case.documents()}
        outer, inner = made["合同.wps"], made[own]
        assert outer is not None
        assert inner is not None
        assert [p.code for p in outer.problems] == ["PT337"]
        assert SAID in inner.pages[0].text


def test_without_the_program_the_file_is_ignored_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "found", lambda: None)
    file, key = tmp_path / "预算.et", own_key(None)
    file.write_bytes(KINGSOFT)
    with Case.create(tmp_path / "case", "invented", key) as case:
        assert [a.name for a in adding.add(case, [file], key)] == ["预算.et"]
        (one,) = building.build(case, jobs=1, limits=sandbox.Limits())
        assert (one.outcome, one.reason[:5]) == ("ignored", "PT306")
        (made,) = (case.derived.whole(d.digest) for d in case.documents())
        assert made is not None
        assert "Install LibreOffice" in made.problems[0].remedy
        assert listing._MEANS[made.reason].startswith("Only LibreOffice")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("sleep LONG", "PT304"),
        ("(sleep LONG; touch $out/late) & (sleep LONG) & wait", "PT304"),
        ("exit 0", "PT303"),
        (writes(b"no office file"), "PT303"),
        ('ln -s /etc/passwd "$out/document.docx"', "PT303"),
        ('rmdir "$out"; ln -s /etc "$out"', "PT303"),
        ('mkfifo "$out/document.docx"; mkdir "$out/document.docx"', "PT303"),
        ("kill -9 $$", "PT303"),
    ],
)
def test_whatever_it_does_there_is_an_answer(
    stand_in: Callable[[str], Path], lines: str, code: str
) -> None:
    began = time.monotonic()
    got = answer(stand_in(lines.replace("LONG", LONG)), seconds=1 if code == "PT304" else 20)
    assert (got.ok, got.code) == (False, code)
    assert time.monotonic() - began < 20
    if sys.platform == "linux":
        until = time.monotonic() + 5
        while _asleep() and time.monotonic() < until:
            time.sleep(0.05)
        assert not _asleep()


def _asleep() -> list[Path]:
    """Find what the stand-in left behind: processes that sleep so long."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if place.read_bytes() == f"sleep\0{LONG}\0".encode():
                found.append(place)
    return found


@pytest.mark.skipif(walls.found().landlock == 0, reason="needs Landlock, and a filter of calls")
def test_it_can_neither_stray_nor_read_nor_call(
    stand_in: Callable[[str], Path], tmp_path: Path
) -> None:
    secret, outside = tmp_path / "secret", tmp_path / "outside"
    secret.write_text("secret")
    listening = socket.create_server(("127.0.0.1", 0))
    tries = {
        "write": f"echo x > {outside}",
        "read": f"cat {secret}",
        "passwords": "cat /etc/passwd",
        "list": f"ls {tmp_path}",
        "mode": f"chmod 777 {secret}",
        "remove": f"rm {secret}",
        "signal": f"kill -0 {os.getpid()}",
        "leave": "setsid true",
        "call": f"bash -c 'exec 3<>/dev/tcp/127.0.0.1/{listening.getsockname()[1]}'",
    }
    shown = "\n".join(f"({line}) >/dev/null 2>&1 && tried=$tried,{n}" for n, line in tries.items())
    got = answer(stand_in(f'{shown}\n[ "$tried" ] || {writes(copy())}'))
    listening.close()
    assert got.ok, "one of them succeeded"
    assert not outside.exists()
    assert secret.read_text() == "secret"
    assert secret.stat().st_mode & 0o777 != 0o777


def test_its_folder_is_gone_afterwards(
    stand_in: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "room").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "room"))
    got = answer(stand_in(f'mkdir -m 000 "$out/closed"; mkdir -p "$out/a/b"; {writes(copy())}'))
    assert got.ok, got.message
    assert list((tmp_path / "room").iterdir()) == []


def test_what_papertrace_reads_itself_is_none_of_its_business() -> None:
    assert office.target(sniff.XLS, "预算.et", b"") == ""
    assert office.target(sniff.DOCX, "合同.wps", b"") == ""
    assert office.target(sniff.OLE, "预算.et", b"") == "xlsx"
    assert office.target(sniff.UNKNOWN, "program.bin", b"") == ""
    told = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    assert office.target(sniff.sniff(told, "预算.xls"), "预算.xls", told) == "xlsx"
    old = bytes(512) + b"\xdc\xa5\x65\x00" + bytes(508)
    assert office.target(sniff.DOC, "a.doc", old) == "docx"
    assert office.target(sniff.DOC, "a.doc", old + b"\xec\xa5\xc1\x00") == ""
    with pytest.raises(OnlyOffice):
        read(KINGSOFT, "预算.et")


def test_it_is_looked_at_how_much_lies_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(1000))
    assert office_run._written(tmp_path) == 1000
    deep = tmp_path.joinpath(*"bcdefghijklmnop")
    deep.mkdir(parents=True)
    assert office_run._written(tmp_path) > office_run._MOST


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_the_real_program_lives_behind_its_walls() -> None:
    program = office.found()
    assert program is not None
    rich = "{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" for c in SAID) + "}"
    got = office.convert(rich.encode(), "合同.wps", "docx", program)
    assert got.ok, got.message
    assert SAID in read(got.output, "copy.docx").pages[0].text
