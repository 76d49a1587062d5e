"""200 secrets planted where documents, cases and machines keep them: none in what is published."""

from __future__ import annotations

import io
import itertools
from email.message import EmailMessage
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, PngImagePlugin

from byte_search import found, under
from papertrace.casefile import Case, Keyring, sealed
from papertrace.check.formats import FORMATS
from papertrace.cli import main
from papertrace.publish import EXPORTERS
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.publishing import publish, publish_expert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

STEM = "zqxkept"
"""Every secret begins so, and nothing else does."""
_NUMBERS = itertools.count(1)
PLANTED: list[str] = []


def secret(where: str) -> str:
    """Make one more secret, and note where it is planted."""
    made = f"{STEM}{next(_NUMBERS):03d}"
    PLANTED.append(f"{made} {where}")
    return made


def lines(number: int) -> tuple[str, ...]:
    """Give a notice's lines."""
    return (
        f"白榆湾第{number}批巡逻艇采购项目中标公告",
        f"一、项目编号：BYW-2024-{number:03d}",
        f"二、项目名称：白榆湾第{number}批巡逻艇采购项目",
        "三、中标信息",
        "供应商名称：霁川示例船舶有限公司",
        f"中标金额：{26000000 + number}元",
    )


def as_html(number: int) -> bytes:
    """Give a notice with secrets wherever a page keeps what nobody sees."""
    head = "".join(
        f'<meta name="{name}" content="{secret("HTML meta " + name)}">'
        for name in ("author", "generator", "keywords", "contact", "owner", "editor", "copyright")
    )
    first, *rest = (f"<p>{line}</p>" for line in lines(number))
    return f"""<!doctype html><html data-user="{secret("HTML attribute")}"><head>
<meta charset="utf-8">{head}<title>{lines(number)[0]}</title>
<style>/* {secret("style comment")} */ .{secret("style class")} {{color: red}}</style>
<script>var user = "{secret("script")}"; // {secret("script comment")}</script>
<script type="application/json">{{"editor": "{secret("JSON in a script")}"}}</script>
<link rel="author" href="file:///home/{secret("link")}/notes.html"></head>
<body class="{secret("class")}" onload="go('{secret("handler")}')">
<!-- {secret("HTML comment")} -->{first.replace("<p>", f'<p id="{secret("id")}">')}
<form><input type="hidden" name="token" value="{secret("hidden input")}">
<input type="password" value="{secret("password input")}"></form>
<template><p>{secret("template")}</p></template>
<a href="https://user:{secret("password in a link")}@example.org/?key={secret("query")}"></a>
<img src="{secret("image source")}.png" alt="" data-path="C:\\Users\\{secret("path")}\\a.png">
{"".join(rest)}<!--[if gte mso 9]><xml>{secret("Office comment")}</xml><![endif]-->
</body></html>""".encode()


def as_docx(number: int) -> bytes:
    """Give a notice with secrets in properties, comments' markup, struck text and a picture."""
    made = docx.Document()
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject",
                 "identifier", "version", "content_status"):  # fmt: skip
        setattr(made.core_properties, name, secret(f"DOCX {name}"))
    for line in lines(number):
        made.add_paragraph(line)
    last = made.add_paragraph("完")
    gone = f'<w:del {nsdecls("w")} w:author="{secret("author of a change")}" w:id="1">'
    gone += f"<w:r><w:delText>{secret('deleted text')}</w:delText></w:r></w:del>"
    last._p.append(parse_xml(gone))
    picture, told = Image.new("RGB", (8, 8), "white"), PngImagePlugin.PngInfo()
    for name in ("Author", "Software", "Comment", "GPS"):
        told.add_text(name, secret(f"PNG {name}"))
    held = io.BytesIO()
    picture.save(held, "PNG", pnginfo=told)
    made.add_picture(io.BytesIO(held.getvalue()))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_mail(number: int) -> bytes:
    """Give a mail whose attachment is a notice, with secrets in its headers."""
    mail = EmailMessage()
    for name in ("From", "To", "Cc", "Reply-To"):
        mail[name] = f"{secret('mail ' + name)}@example.org"
    for name in ("Subject", "Message-ID", "X-Originating-IP", "Received", "X-Mailer", "User-Agent"):
        mail[name] = secret(f"mail {name}")
    mail.set_content("附件。")
    mail.add_attachment(as_html(number), maintype="text", subtype="html", filename="notice.html")
    return mail.as_bytes()


def as_news() -> bytes:
    """Give an article in which a body states a figure."""
    said = "According to the Jichuan Border Office, 310 cameras were installed along the river"
    said += " in 2024.</p><p>The ministry did not respond to a request for comment."
    return f"""<html><head><meta charset="utf-8"><meta name="author" content="{secret("news")}">
<title>Boats on the river</title></head><body><!-- {secret("news comment")} --><article>
<h1>Boats on the river</h1><p>JICHUAN, Nov. 3, 2024 - {said}</p></article></body></html>""".encode()


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """Give a case of papers with secrets, added from a home with a secret name."""
    PLANTED.clear()
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, secret(f"environment {name}"))
    home = tmp_path / secret("home") / "in"
    home.mkdir(parents=True)
    for n in range(1, 5):
        (home / f"notice{n}.html").write_bytes(as_html(n))
    for n in range(5, 7):
        (home / f"notice{n}.docx").write_bytes(as_docx(n))
    for n in range(7, 9):
        (home / f"mail{n}.eml").write_bytes(as_mail(n))
    (home / "news.html").write_bytes(as_news())
    unseen = as_html(99).replace("霁川示例".encode(), secret("company nobody accepted").encode())
    (home / "unseen.html").write_bytes(unseen)
    key = Keyring(tmp_path / "keys").make(secret("name of a key"))
    with Case.create(tmp_path / secret("name of the case") / "case", secret("title"), key) as made:
        list(add(made, [home], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        fill(made, key)
        yield made


def fill(case: Case, key: SigningKey) -> None:
    """Accept the awards that are to be seen, with secret reasons; write a story on one."""
    unseen = case.find("unseen.html").digest
    awards = [f for f in case.derived.facts("award") if f.digest != unseen]
    assert len(awards) == 8
    (stated,) = case.derived.facts("third_party_figure")
    for fact in (*awards, stated):
        decide(case, [fact.id], "accept", {}, key, reason=secret("reason of a decision"))
    for held in case.documents():
        case.judge(held.name, "complete", key=key, reason=secret("reason of a judgement"))
    empty = dict.fromkeys(("channel", "on", "deadline", "about"), "")
    step = {**empty, "step": "answer", "party": "霁川示例船舶有限公司", "claims": [], "facts": []}
    case.append("reply", {**step, "text": secret("answer of a party")}, key)
    boats = next(f for f in awards if f.fields["amount"].value == "26000001")
    folder = case.root / "drafts"
    story = "# Boats\n\nThe winning bid was [26,000,001 yuan](claim:boats).\n"
    (folder / "story.md").write_text(story, encoding="utf-8")
    claims = f'# {secret("claims comment")}\n[boats]\nkind = "amount"\nfacts = ["{boats.id}"]\n'
    (folder / "claims.toml").write_text(claims, encoding="utf-8")
    review = (
        f'author = "The desk"\naddress = "https://example.org/" # {secret("reviews comment")}\n'
    )
    review += f'[[review]]\nfact = "{stated.id}"\nclaim = "boats"\nrating = "So it is"\n'
    (folder / "reviews.toml").write_text(review, encoding="utf-8")
    (folder / "notes.md").write_text(secret("source notes"), encoding="utf-8")
    config = case.root / "case.toml"
    told = config.read_text(encoding="utf-8").replace(
        "second_person = true", "second_person = false"
    )
    config.write_text(told + f"# {secret('comment of case.toml')}\n", encoding="utf-8")


def test_no_planted_secret_is_published_in_any_format_or_edition(
    case: Case, tmp_path: Path
) -> None:
    draft, key = case.root / "drafts" / "story.md", Keyring(tmp_path / "keys").default()
    assert key is not None
    assert len(PLANTED) >= 200
    inside = found(under(case.root), [STEM])
    assert {name.split("/")[0].partition("-")[0] for name, _ in inside} >= {"archive", "log.db"}
    out = tmp_path / "out"
    with Case.open(case.root) as again:
        for form in EXPORTERS:
            publish(again, draft, out / form, form, key, jobs=1, every=True)
        (out / "check").mkdir()
        for form in FORMATS:
            words = ["check", str(draft), "--case", str(case.root), "--format", form]
            assert main([*words, "--out", str(out / "check" / form)]) == 0
        for form in ("bundle", "wacz"):
            to = [sealed.fresh()[1]]
            publish_expert(again, draft, out / f"{form}.age", key, to, jobs=1, form=form)
    told = {name.split("/")[0] for name, _ in under(out)}
    assert told == {*EXPORTERS, "check", "bundle.age", "wacz.age"}
    assert len(told) >= 11
    assert found(under(out), [STEM]) == set()
    assert found(under(out), ["BYW-2024-001"]) | found(under(out), ["霁川示例船舶有限公司"])
