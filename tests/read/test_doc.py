"""DOC and MSG: a file written by LibreOffice, and small ones made by hand."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from format_samples import as_html, facts_of
from ole_samples import compound
from page_rule import assert_rule, cells_of
from papertrace.errors import Damaged, Encrypted, UnknownFormat
from papertrace.model import selector_of
from papertrace.read import read, sniff
from papertrace.read.rtf_packed import unpacked

_FULL = Path(__file__).parent / "samples" / "full.doc"
_TABLE = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>船</td><td>12万元</td></tr></table>"


def test_a_notice_gives_the_facts_of_its_html_twin() -> None:
    facts = facts_of(_FULL.read_bytes(), "a.doc")
    assert {kind for kind, _ in facts} >= {"notice", "award"}
    assert facts == facts_of(as_html(), "a.html")


def test_tables_notes_fields_and_changes() -> None:
    document = read(_FULL.read_bytes(), "a.doc")
    (page,) = document.pages
    assert_rule(page)
    assert page.text.startswith("页眉\n白榆湾出入境边防检查站")
    assert page.text.endswith("支出\t12\t\n改动之后暗处明处\n次行 尾\n链接第1页𠮷\n 注文")
    assert cells_of(page.tables[1]) == [
        (0, 0, 2, 1, "科目"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "基本"),
        (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "支出"),
        (2, 1, 1, 1, "12"),
        (2, 2, 1, 1, ""),
    ]
    assert [p.code for p in document.problems] == ["PT314", "PT316"]
    assert "2 characters" in document.problems[0].message
    assert "2 deleted" in document.problems[1].message
    at = page.text.index("418600.50")
    assert selector_of(page, at, at + 9) == "/tbl[1]/tr[3]/tc[4]/p[1]#0:9"


def test_what_cannot_be_read_is_refused() -> None:
    def word(flags: int, version: int = 0xC1) -> bytes:
        head = struct.pack("<HH", 0xA5EC, version) + bytes(6) + struct.pack("<H", flags)
        return compound({"WordDocument": head.ljust(5000, b"\0"), "0Table": bytes(5000)})

    with pytest.raises(Encrypted):
        read(word(0x0100), "a.doc")
    with pytest.raises(UnknownFormat, match="Word 95"):
        read(word(0, 0x65), "a.doc")
    with pytest.raises(Damaged, match="text pieces"):
        read(word(0), "a.doc")
    whole = _FULL.read_bytes()
    for size in (600, 3000, 8000):
        with pytest.raises((Damaged, UnknownFormat)):
            read(whole[:size], "a.doc")
    for at in range(0, len(whole), 97):
        broken = whole[:at] + b"\xff\xff" + whole[at + 2 :]
        try:
            assert_rule(read(broken, "a.doc").pages[0])
        except (Damaged, Encrypted, UnknownFormat):
            continue


def message(**further: bytes) -> bytes:
    ticks = (struct.unpack("<Q", struct.pack("<q", 135_000_000_000_000_000)))[0]
    times = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, ticks)
    told = {
        "__properties_version1.0": times,
        "__substg1.0_0037001F": "关于采购的函".encode("utf-16-le"),
        "__substg1.0_0C1A001E": "办公室".encode("gbk"),
        "__substg1.0_0E04001F": "desk@example.org".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_37010102": b"%PDF-1.7",
        "__attach_version1.0_#00000000/__substg1.0_3707001F": "附件.pdf".encode("utf-16-le"),
        **{name.replace("S_", "__substg1.0_"): data for name, data in further.items()},
    }
    return compound({name: data.ljust(4096, b"\0") for name, data in told.items()})


def test_an_outlook_message_is_a_mail() -> None:
    plain = "正文\r\n金额12万元".encode("utf-16-le")
    document = read(message(S_1000001F=plain), "a.msg")
    (page,) = document.pages
    assert_rule(page)
    assert (document.media_type, document.title) == (sniff.MSG, "关于采购的函")
    assert page.text.startswith("From: 办公室\nTo: desk@example.org\nDate: 2028-10-1")
    assert page.text.endswith("Subject: 关于采购的函\n正文\n金额12万元")
    at = page.text.index("12万元")
    assert selector_of(page, at, at + 4) == "/body#5:9"
    assert [(a.name, a.media_type) for a in document.attachments] == [("附件.pdf", sniff.PDF)]


def test_html_and_packed_rtf_bodies_are_read() -> None:
    hyper = f'<meta charset="gbk">{_TABLE}'.encode("gbk")
    page = read(message(S_10130102=hyper), "a.msg").pages[0]
    assert [c.text for c in page.tables[0].cells] == ["项目", "金额", "船", "12万元"]
    raw = b"{\\rtf1\\ansi\\ansicpg936 \\u37329?\\u39069?}"
    packed = struct.pack("<IIII", len(raw) + 12, len(raw), 0x414C454D, 0) + raw
    page = read(message(S_10090102=packed), "a.msg").pages[0]
    assert page.text.endswith("金额")


def test_packed_rtf_is_unpacked() -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423"
        "20af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    for data, words in ((b"x", "cut off"), (bytes(20), "unknown way")):
        with pytest.raises(Damaged, match=words):
            unpacked(data)
