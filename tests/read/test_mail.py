"""Mails and saved pages: headers, bodies, attachments, odd encodings."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from typing import TYPE_CHECKING

from format_samples import as_html, facts_of
from page_rule import assert_rule
from papertrace.model import selector_of
from papertrace.read import members, read, sniff
from papertrace.read.mail import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>船</td><td>12万元</td></tr></table>"


def written(subject: str = "关于采购结果的函") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "office@example.gov.cn"
    mail["To"] = "desk@example.org"
    mail["Date"] = "Wed, 05 Mar 2031 09:30:00 +0800"
    mail["Subject"] = subject
    mail.set_content("见附件。\n金额见表")
    return mail


def test_a_mail_is_a_page_with_headers_and_body() -> None:
    document = read(written().as_bytes(), "a.eml")
    (page,) = document.pages
    assert_rule(page)
    assert page.text == (
        "From: office@example.gov.cn\nTo: desk@example.org\n"
        "Date: Wed, 05 Mar 2031 09:30:00 +0800\nSubject: 关于采购结果的函\n见附件。\n金额见表\n"
    )
    assert document.title == "关于采购结果的函"
    at = page.text.index("金额")
    assert selector_of(page, at, at + 2) == "/part[1]#5:7"
    at = page.text.index("采购结果")
    assert selector_of(page, at, at + 4) == "/head/Subject#2:6"


def test_html_goes_before_plain_and_attachments_are_named() -> None:
    mail = written()
    mail.add_alternative(f"<p>结果如下</p>{_TABLE}", subtype="html")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="结果/表.pdf")
    mail.add_attachment("a,b", subtype="csv", filename="a.csv")
    inner = written("附：原函")
    inner.add_attachment(b"x", maintype="application", subtype="x", filename="in.bin")
    mail.add_attachment(inner)
    document = read(mail.as_bytes(), "a.eml")
    (page,) = document.pages
    assert_rule(page)
    assert "见附件" not in page.text
    assert [c.text for c in page.tables[0].cells] == ["项目", "金额", "船", "12万元"]
    at = page.text.index("12万元")
    assert selector_of(page, at, at + 4) == ("/part[1.2]/html/body/table[1]/tr[2]/td[2]#0:4")
    assert [a.name for a in document.attachments] == ["结果_表.pdf", "a.csv", "附：原函.eml"]
    assert [a.media_type for a in document.attachments] == [sniff.PDF, sniff.CSV, sniff.MAIL]
    told = read(next(_bytes_of(mail, "附：原函.eml")), "b.eml")
    assert [a.name for a in told.attachments] == ["in.bin"]


def _bytes_of(mail: EmailMessage, name: str) -> Iterator[bytes]:
    for part in members.PARTS[sniff.MAIL](mail.as_bytes(), ""):
        if part.name == name:
            yield b"".join(part.chunks())


def test_gbk_is_read_however_it_is_declared() -> None:
    raw = (
        b"From: x@example.cn\r\nTo: y@example.cn\r\n"
         b"Subject: =?gb2312?B?" + base64.b64encode("采购".encode("gbk")) + b"?=\r\n =?gbk?Q?"
        + "结果".encode("gbk").hex("=", 1).upper().join(["=", ""]).encode() + b"?=\r\n"
        + b"Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "金额：镕㙍120万元".encode("gb18030")
    )  # fmt: skip
    document = read(raw, "a.eml")
    assert document.title == "采购结果"
    assert document.pages[0].text.endswith("金额：镕㙍120万元")
    bare = b"From: x@example.cn\nTo: y\nSubject: " + "关于采购结果的公告".encode("gbk") + b"\n\nx"
    assert read(bare, "a.eml").title == "关于采购结果的公告"


def test_a_codec_that_is_no_text_is_not_believed() -> None:
    raw = b"MIME-Version: 1.0\nSubject: =?uu?Q?x?=\nContent-Type: text/plain; charset=hex\n\nab"
    assert read(raw, "a.eml").pages[0].text == "Subject: x\nab"


def test_malformed_mails_are_read_as_far_as_they_go() -> None:
    cut = (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\nSubject: s\n\n--b\n"
        b"Content-Type: text/plain; charset=no-such\n\nbody\n--b\nContent-Type: application/x\n"
        b"Content-Transfer-Encoding: base64\n\nQUJD!RA"
    )
    document = read(cut, "a.eml")
    assert "body" in document.pages[0].text
    assert [(a.name, a.size) for a in document.attachments] == [("part 2.bin", 4)]
    deep = b"MIME-Version: 1.0\nSubject: s\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(99)
    )
    assert read(deep, "a.eml").pages[0].text == "Subject: s"


def saved(*parts: tuple[str, str, bytes]) -> bytes:
    head = b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    head += b'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
    for kind, place, data in parts:
        head += f"----b\r\nContent-Type: {kind}\r\nContent-Location: {place}\r\n".encode()
        head += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data) + b"\r\n"
    return head + b"----b--\r\n"


def test_a_saved_page_gives_the_facts_of_the_page() -> None:
    data = saved(("text/html", "https://a.gov.cn/x", as_html()), ("image/png", "a.png", b"x"))
    document = read(data, "a.mhtml")
    assert (document.media_type, len(document.pages)) == (sniff.MHTML, 1)
    assert document.reader.startswith("mhtml/")
    assert [p.code for p in document.problems] == ["PT315"]
    assert document.attachments == ()
    assert facts_of(data, "a.mhtml") == facts_of(as_html(), "a.html")


def test_a_saved_workbook_has_a_page_a_sheet() -> None:
    frame = b"<html><frameset><frame src=sheet001.htm></frameset></html>"
    sheets = [f"<title>t</title>{_TABLE}".encode(), "<p>说明".encode("gb18030")]
    data = saved(
        ("text/html", "book.htm", frame),
        ('text/html; charset="utf-8"', "sheet001.htm", sheets[0]),
        ('text/html; charset="gb2312"', "sheet002.htm", sheets[1]),
    )
    document = read(data, "book.xls")
    assert [p.number for p in document.pages] == [1, 2, 3]
    assert document.pages[1].tables[0].columns == 2
    assert document.pages[2].text == "说明"
    for page in document.pages:
        assert_rule(page)


def test_a_saved_page_without_html_is_a_mail() -> None:
    document = read(saved(("text/plain", "a", "甲".encode())), "a.mht")
    assert document.reader.startswith("mail/")
    assert document.pages[0].text.endswith("甲")


def test_every_message_of_a_mailbox_is_kept() -> None:
    one, two, three = (written(f"函{n}").as_bytes() for n in "一二三")
    box = b"From a@example.org Wed Mar  5 09:30:00 2031\n" + one
    box += b"\nFrom b@example.org Thu Mar  6 09:30:00 2031\n" + two
    box += b"\nFrom b@example.org Thu Mar  6 09:31:00 2031\n" + three
    document = read(box, "a.mbox")
    assert (document.title, document.pages[0].text.count("Subject")) == ("函一", 1)
    assert [a.name for a in document.attachments] == ["message 2.eml", "message 3.eml"]
    assert document.attachments[1].size == len(three)
    assert messages(b"From me\n" + one) == [b"From me\n" + one]
