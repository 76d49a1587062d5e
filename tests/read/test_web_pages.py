"""What a worker sees in the body of an answer: links, signs of doors, sitemaps, packed bodies."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest

from papertrace.errors import OverLimit
from papertrace.model import from_json
from papertrace.model.web import Seen
from papertrace.read import web_pages
from papertrace.read.web_pages import look, seen, unpacked

AT = "http://www.example.gov.cn/a/b.html"
LONG = "本公告对白榆湾项目的中标结果予以公示，各有关单位如有异议可在七个工作日内提出。" * 30


def signs(title: str, body: str) -> tuple[str, ...]:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return seen(html.encode(), AT, "text/html").signs


@pytest.mark.parametrize(
    ("title", "body", "sign"),
    [
        ("", "<p>Page not found.</p>", "missing"),
        ("", "<p>The requested URL was not found on this server</p>", "missing"),
        ("提示信息", "您访问的页面不存在或已被删除！", "missing"),
        ("提示", "<p>对不起，没有找到您要查看的内容</p>", "missing"),
        ("", "页面走丢了，3秒后返回首页", "missing"),
        ("", "该信息已下架", "missing"),
        ("统一身份认证登录", "<input name=u>", "login"),
        ("", "<p>会员登录后查看全文</p>", "login"),
        ("", "<form>Please sign in to continue</form>", "login"),
        ("", "<form><input type=password></form>", "login"),
        ("", "请拖动滑块完成拼图", "captcha"),
        ("Just a moment...", "", "captcha"),
        ("", '<img src="/kaptcha.jpg"><input name="verifycode">', "captcha"),
        ("", "<p>Please confirm you are not a robot</p>", "captcha"),
        ("", "<p>您的访问行为存在异常，已被防火墙拦截</p>", "barred"),
        ("", "<p>Access to this page has been restricted: you have been blocked</p>", "barred"),
        ("", "操作过于频繁，请稍后再试", "barred"),
        ("", "您的请求存在安全风险，拦截编号：77a", "barred"),
        ("", "境外IP访问受限", "barred"),
        ("", "<script>document.cookie='a=b';location.reload()</script>", "challenge"),
        ("", "JavaScript is disabled in your browser", "challenge"),
        ("", "系统升级中，给您带来不便敬请谅解", "maintenance"),
        ("", "Down for maintenance. Please come back soon.", "maintenance"),
        ("", "您所查找的信息已下线" * 30, "missing"),
    ],
)
def test_doors_are_known(title: str, body: str, sign: str) -> None:
    assert sign in signs(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("预算公开", LONG),
        ("关于网上登录系统维护的采购公告", LONG),
        ("中标公告", f"<div>用户登录 <input type=password> 验证码</div><p>{LONG}</p>"),
        ("防火墙采购项目中标公告", LONG + "防火墙 404 台"),
        ("验证码服务采购", LONG),
        ("", "网站系统升级改造项目，预算金额30万元。"),
        ("", "系统维护服务采购，供应商为澜浦百川贸易有限公司，成交金额12万元。"),
        ("", "食品安全检查情况：共检查企业14家，存在风险隐患3处，已列入失信黑名单1家。"),
        ("", "该区域禁止捕捞，违者依法处理。"),
        ("", "经营地址异常名录公告，共列入企业3家。"),
        ("", "<p>通知全文</p><script>document.cookie='a=b'</script>"),
        ("入侵检测设备采购公告", "需具备拦截、阻断功能，记录事件编号。" + LONG[:700]),
        ("采购公告", "采购公告：潜在供应商请登录政府采购网下载文件，金额404万元。" * 8),
        ("404医院设备采购公告", "404医院设备采购公告，预算金额30万元，详见附件。" * 12),
        (
            "登录系统运维项目中标公告",
            "登录系统运维项目中标公告，供应商为澜浦百川贸易有限公司。" * 12,
        ),
    ],
)
def test_pages_about_doors_are_none(title: str, body: str) -> None:
    assert signs(title, body) == ()


def test_links_are_told_by_what_they_lead_to() -> None:
    html = """<html><head><base href="/x/"><link rel=stylesheet href=s.css></head><body>
    <a href="p.html">p</a><a href="d.pdf#2">d</a><a href="/download.jsp?id=3">d</a>
    <a href="q" download>q</a><a href="javascript:void(0)" onclick="open('e.docx')">e</a>
    <a href="mailto:a@b.cn">m</a><iframe src="/f.html"></iframe><img src="i.png">
    <img data-src="l.jpg">
    <script>var u = "/files/g.zip"; var v = 'x.html';</script></body></html>"""
    found = {one.address: one.role for one in seen(html.encode(), AT, "").links}
    base = "http://www.example.gov.cn"
    assert found == {
        f"{base}/x/p.html": "page",
        f"{base}/x/d.pdf": "attachment",
        f"{base}/download.jsp?id=3": "attachment",
        f"{base}/x/q": "attachment",
        f"{base}/x/e.docx": "attachment",
        f"{base}/f.html": "frame",
        f"{base}/x/i.png": "furniture",
        f"{base}/x/l.jpg": "furniture",
        f"{base}/x/s.css": "furniture",
        f"{base}/files/g.zip": "attachment",
    }


def test_where_a_page_sends_its_reader() -> None:
    refresh = b'<meta http-equiv="Refresh" content="0; URL=/new.html">'
    script = b"<script>window.location.href = '/new.html'</script>"
    for html in (refresh, script):
        assert [one.role for one in seen(html, AT, "").links] == ["onward"]
    later = b"<p>text</p><script>function f() { location.href = '/new.html' }</script>"
    assert seen(later, AT, "").links == ()


def test_a_sitemap_gives_its_entries_packed_or_not() -> None:
    told = b"<urlset><url><loc> http://a.gov.cn/1?x=1&amp;y=2 </loc></url></urlset>"
    for data, name in ((told, "sitemap.xml"), (gzip.compress(told), "sitemap.xml.gz")):
        found = seen(data, f"http://a.gov.cn/{name}", "")
        assert [(one.role, one.address) for one in found.links] == [
            ("listed", "http://a.gov.cn/1?x=1&y=2")
        ]


def test_the_server_s_charset_counts_for_the_text() -> None:
    page = "<p>白榆港預算</p>".encode("big5")
    assert seen(page, AT, "text/html; charset=big5").letters == 5


def test_packed_bodies_are_opened_and_bombs_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for packed, name in ((gzip.compress(b"abc"), "gzip"), (zlib.compress(b"abc"), "deflate")):
        assert unpacked(packed, name) == b"abc"
    assert unpacked(b"abc", "br") == b"abc"
    monkeypatch.setattr(web_pages, "_LARGEST", 1000)
    with pytest.raises(OverLimit):
        unpacked(gzip.compress(b"a" * 5000), "gzip")


def test_the_job_answers_with_what_it_saw() -> None:
    told = json.dumps({"address": AT, "type": "", "encoding": ""}).encode()
    found = from_json(Seen, json.loads(look(told + b"\n<title>x</title><p>ab</p>")))
    assert (found.title, found.letters, found.media_type) == ("x", 2, "text/html")


def test_hostile_pages_are_looked_at_within_bounds() -> None:
    many = b"<a href='/x%d'>x</a>" * 1
    page = b"".join(b"<a href='/%d'>x</a>" % n for n in range(9000)) + many
    assert len(seen(page, AT, "").links) == 5000
    deep = b"<div>" * 5000 + b"x"
    assert seen(deep, AT, "").letters == 1
