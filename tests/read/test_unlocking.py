"""Locked files open with the password that is given, and with no other."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

import pdf_samples
from papertrace import read
from papertrace.casefile import Case, Keyring
from papertrace.errors import Encrypted, UsageError
from papertrace.read import foreign_archives, members, sandbox, sniff, unlocking
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.passwords import Passwords, load

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "open 白榆湾"  # noqa: S105  (of files made here)


def locked_zip() -> bytes:
    """Lock a ZIP as the old method does, by hand: the standard library only opens such files."""
    return _lock(b"budget 1,284.50", SECRET.encode())


def _lock(plain: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc_entry(n) for n in range(256)]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = (keys[1] + (keys[0] & 0xFF)) & 0xFFFFFFFF
        keys[1] = (keys[1] * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in password:
        update(byte)
    crc = zlib.crc32(plain)
    out = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + plain:
        key = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ (((key * (key ^ 1)) >> 8) & 0xFF))
        update(byte)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("预算.txt", plain)
    data = held.getvalue()
    return _flagged(data.replace(plain, bytes(out)), len(out))


def _crc_entry(n: int) -> int:
    for _ in range(8):
        n = (n >> 1) ^ (0xEDB88320 if n & 1 else 0)
    return n


def _flagged(data: bytes, packed: int) -> bytes:
    """Mark the one part as locked, and mend its size and the directory's place."""
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    whole = bytearray(data)
    for flags, size in ((6, 18), (at + 8, at + 20)):
        whole[flags] |= 1
        whole[size : size + 4] = packed.to_bytes(4, "little")
    whole[end + 16 : end + 20] = at.to_bytes(4, "little")
    return bytes(whole)


def parts(data: bytes, *passwords: str) -> dict[str, bytes] | None:
    found = unlocking.parts(data, sniff.sniff(data, "x.zip"), passwords)
    return None if found is None else {p.name: b"".join(p.chunks()) for p in found}


def test_a_zip_opens_with_its_password_only() -> None:
    data = locked_zip()
    assert unlocking.is_locked(data, sniff.ZIP)
    assert parts(data, "wrong") is None
    assert parts(data, "wrong", SECRET) == {"预算.txt": b"budget 1,284.50"}
    with pytest.raises(Encrypted):
        read.read(data, "x.zip")


def test_a_pdf_without_a_user_password_needs_none() -> None:
    data = pdf_samples.pdf([pdf_samples.SamplePage()])
    assert not unlocking.is_locked(data, sniff.PDF)


@pytest.mark.skipif(not unlocking.HAS_OFFICE, reason="msoffcrypto is not installed")
def test_an_office_file_opens_with_its_password_only() -> None:
    import openpyxl  # noqa: PLC0415
    from msoffcrypto.format.ooxml import (  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)
        OOXMLFile,
    )

    book, plain, held = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = 1284.5
    book.save(plain)
    OOXMLFile(plain).encrypt(SECRET, held)
    data = held.getvalue()
    kind = sniff.sniff(data, "b.xlsx")
    assert kind == sniff.XLSX
    assert unlocking.is_locked(data, kind)
    assert unlocking.parts(data, kind, ("wrong",)) is None
    (part,) = list(unlocking.parts(data, kind, (SECRET,)) or ())
    opened = read.read(b"".join(part.chunks()), part.name)
    assert (part.name, opened.pages[0].text.strip()) == ("unlocked.xlsx", "1284.5")


@pytest.mark.skipif(not foreign_archives.AVAILABLE, reason="libarchive is not installed")
def test_libarchive_is_asked_with_the_password() -> None:
    data = locked_zip()
    assert not foreign_archives.opens(data, "wrong")
    assert foreign_archives.opens(data, SECRET)
    (part,) = list(_kept(foreign_archives.unlocked(data, SECRET)))
    assert part == ("预算.txt", b"budget 1,284.50")


def _kept(found: object) -> list[tuple[str, bytes]]:
    return [(p.name, b"".join(p.chunks())) for p in found]  # type: ignore[attr-defined]


def test_passwords_are_given_by_name_digest_or_for_all(tmp_path: Path) -> None:
    file = tmp_path / "p.txt"
    file.write_text(f"a.zip\tone\nABCDEF0123\ttwo\n*\t{SECRET}\n\n", "utf-8")
    given = load(file)
    assert given.of("in/a.zip", "0" * 64) == ("one", SECRET)
    assert given.of("b.zip", "abcdef0123" + "0" * 54) == ("two", SECRET)
    assert SECRET not in repr(given)
    file.write_text("a.zip one\n", "utf-8")
    with pytest.raises(UsageError, match=r"^Line 1 of p\.txt") as told:
        load(file)
    assert "one" not in told.value.message


def test_what_a_locked_file_holds_becomes_documents_and_the_password_stays_nowhere(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.zip").write_bytes(locked_zip())
    key = Keyring(tmp_path / "keys").make("tester")
    with Case.create(tmp_path / "case", "t", key) as case:
        list(add(case, [tmp_path / "a.zip"], key))
        list(build(case, jobs=1, limits=sandbox.Limits()))
        (held,) = case.documents()
        before = case.derived.summary(held.digest)
        assert before is not None
        assert (before.outcome, before.reason) == ("refused", "PT302")
        wrong = list(add(case, [tmp_path / "a.zip"], key, passwords=Passwords((("*", "wrong"),))))
        assert "PT302" in wrong[-1].note
        right = Passwords((("a.zip", SECRET),))
        added = list(add(case, [tmp_path / "a.zip"], key, passwords=right))
        assert added[-1].name == "a.zip/预算.txt"
        list(build(case, jobs=1, limits=sandbox.Limits()))
        made = {d.digest: d for d in case.derived.summaries()}
        assert made[held.digest].outcome == "read"
        assert [p.code for p in made[held.digest].problems] == ["PT336"]
        assert {h.name for h in case.documents()} == {"a.zip", "a.zip/预算.txt"}
    for path in (tmp_path / "case").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


def test_a_wrong_password_is_told_by_its_code_alone() -> None:
    told = {
        "name": "a.zip", "part": 0, "offset": 0, "size": 9, "bytes_left": 99999, "parts_left": 9,
        "read_out": 0, "passwords": ["wrong"],
    }  # fmt: skip
    argument = json.dumps(told).encode() + b"\n" + locked_zip()
    answer = sandbox.run(members.batch, argument)
    assert (answer.ok, answer.code) == (False, "PT302")
    assert "wrong" not in answer.message
