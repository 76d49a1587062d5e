"""Addresses are captured whole into a case: pages, files, what they are shown with, failures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as Warcio

from format_samples import zipped
from local_web import (
    QUICK,
    Answer,
    at_once,
    drip,
    endless,
    moved,
    page,
    reach_of,
    silent,
    site,
    unwalled,
)
from papertrace.casefile import Case
from papertrace.casefile.verify import verify
from papertrace.errors import FetchRefused
from papertrace.model.web import Lead
from papertrace.read import sandbox
from papertrace.read.sandbox import Limits
from papertrace.workflow import capturing, contact, crawling, fetched, leads
from papertrace.workflow.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from local_web import (
        Site,
    )
    from papertrace.casefile import SigningKey

LONG = "本公告对白榆湾项目的中标结果予以公示。" * 40
FILE = zipped({"表.csv": "名称,金额\n甲,1\n"})


@pytest.fixture(autouse=True)
def no_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without workers: tests/cli/test_collecting.py has them."""
    monkeypatch.setattr(sandbox, "run", unwalled)


@pytest.fixture
def web() -> Iterator[Site]:
    more = '<a href="files/a.zip">附件</a><a href="/next.html">next</a><img src="s.png">'
    more += '<link rel="stylesheet" href="/s.css"><a href="http://other.gov.cn/">x</a>'
    pages = {
        "/": page("公告", LONG, more),
        "/files/a.zip": Answer(FILE, kind="application/zip"),
        "/next.html": page("下一篇", LONG + "二", '<a href="/third.html">3</a>'),
        "/third.html": page("第三篇", LONG + "三", '<a href="/secret/x.html">s</a>'),
        "/secret/x.html": page("x", LONG + "四"),
        "/s.png": Answer(b"\x89PNG\r\n\x1a\n", kind="image/png"),
        "/big.png": Answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 60_000, kind="image/png"),
        "/s.css": Answer(b"p{}", kind="text/css"),
        "/scan.html": page("扫描件", LONG, '<img src="/big.png">'),
        "/old": moved("/", 301),
        "/refresh": Answer(b'<meta http-equiv="refresh" content="0; url=/next.html">'),
        "/gbk": Answer("<p>金额：1万元</p>".encode("gbk"), kind="text/html; charset=GBK"),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret/", kind="text/plain"),
        "/403": Answer(b"<h1>403</h1>", 403),
        "/soft": page("页面不存在", "您访问的页面不存在或已被删除"),
        "/captcha": page("安全验证", "请输入验证码", '<script src="/geetest.js"></script>'),
        "/login": page("用户登录", "请登录", '<input type="password">'),
        "/drip": Answer(act=drip),
        "/endless": Answer(act=endless),
        "/silent": Answer(act=silent),
        "/circle": moved("/circle2"),
        "/circle2": moved("/circle"),
    }
    with site(pages) as made:
        yield made


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    with Case.create(tmp_path / "case", "t", key) as made:
        yield made


def session(*sites: Site, most: int = 50) -> Session:
    return Session(reach_of(*sites), QUICK, at_once(), Limits(), most)


def test_a_page_is_kept_with_its_files_and_what_it_is_shown_with(
    web: Site, case: Case, key: SigningKey
) -> None:
    lead = Lead(web.at("/"), "白榆湾出入境边防检查站", "award")
    made = capturing.capture(case, lead, session(web), key)
    assert [(f.role, f.trouble) for f in made.found] == [("page", ""), ("attachment", "")]
    assert web.paths() == ["/", "/files/a.zip", "/s.css", "/s.png"] or web.paths() == [
        "/",
        "/files/a.zip",
        "/s.png",
        "/s.css",
    ]
    names = {h.name.partition(".warc.gz")[2]: h for h in case.documents()}
    place = f"/127.0.0.1:{web.port}"
    assert set(names) == {
        "",
        f"{place}/index.html",
        f"{place}/files/a.zip",
        f"{place}/files/a.zip/表.csv",
    }
    assert case.original(names[f"{place}/files/a.zip"].digest) == FILE
    rows = list(fetched.rows(case))
    assert [(r["role"], r["status"], r["sha256"]) for r in rows] == [
        ("page", 200, names[f"{place}/index.html"].digest),
        ("attachment", 200, names[f"{place}/files/a.zip"].digest),
    ]
    assert rows[0]["publisher"] == "白榆湾出入境边防检查站"
    assert rows[0]["charset"] == "utf-8"
    assert "公告" not in str(rows)
    assert not [i for i in verify(case) if i.state == "broken"]


def test_the_archive_is_read_back_by_others_and_holds_every_byte(
    web: Site, case: Case, key: SigningKey
) -> None:
    made = capturing.capture(case, Lead(web.at("/old")), session(web), key)
    data = case.original(made.warc)
    kinds = [r.rec_type for r in Warcio(io.BytesIO(data), check_digests="raise")]
    assert kinds == ["warcinfo", *["response", "request", "metadata"] * 5]
    every = ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response)
    told = [(r.http_headers.status_code, r.verify_payload_digest()) for r in every]
    assert told[0][0] == 301
    assert all(right for _, right in told)
    assert next(r["steps"] for r in fetched.rows(case)) == [
        [web.at("/old"), 301],
        [web.at("/"), 200],
    ]


def test_a_page_that_only_sends_on_is_a_step(web: Site, case: Case, key: SigningKey) -> None:
    made = capturing.capture(case, Lead(web.at("/refresh")), session(web), key)
    assert made.page.visit.last is not None
    assert made.page.visit.last.address.text == web.at("/next.html")
    assert [m.name.rpartition("/")[2] for m in made.members if m.capture] == ["next.html"]


def test_a_page_that_scripts_write_is_told(web: Site, case: Case, key: SigningKey) -> None:
    web.pages["/app"] = Answer(b'<div id="app"></div><script>go()</script>')
    made = capturing.capture(case, Lead(web.at("/app")), session(web), key)
    assert made.notes == ["it shows no text without its scripts: add it with --browser"]


def test_a_large_picture_on_a_page_is_a_document(web: Site, case: Case, key: SigningKey) -> None:
    made = capturing.capture(case, Lead(web.at("/scan.html")), session(web), key)
    assert [f.role for f in made.found] == ["page", "picture"]
    assert len(case.documents()) == 3


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/403", "status"),
        ("/none", "status"),
        ("/soft", "missing"),
        ("/captcha", "captcha"),
        ("/login", "login"),
        ("/drip", "slow"),
        ("/endless", "too-long"),
        ("/silent", "silent"),
        ("/circle", "circle"),
    ],
)
def test_what_is_no_page_is_evidence_and_no_document(
    web: Site, case: Case, key: SigningKey, path: str, trouble: str
) -> None:
    made = capturing.capture(case, Lead(web.at(path)), session(web), key)
    (row,) = fetched.rows(case)
    assert (made.page.trouble, row["trouble"], row["sha256"]) == (trouble, trouble, "")
    held = [h.media_type for h in case.documents()]
    assert held == (["application/gzip"] if made.warc else [])
    assert bool(made.warc) == (trouble != "silent")


def test_what_other_sites_deliver_is_left_out(web: Site, case: Case, key: SigningKey) -> None:
    more = '<img src="http://tracker.example.com/1.gif"><script src="//cdn.example.cn/x.js">'
    web.pages["/tracked"] = page("x", LONG, more + "</script>")
    made = capturing.capture(case, Lead(web.at("/tracked")), session(web), key)
    assert made.notes == ["2 pictures, styles or scripts of other sites were left out"]
    assert web.paths() == ["/tracked"]


def test_a_page_inside_a_page_is_a_document_and_a_file_is_fetched_once(
    web: Site, case: Case, key: SigningKey
) -> None:
    inner = '<iframe src="/inner.html"></iframe><iframe src="http://player.example.com/"></iframe>'
    web.pages["/outer"] = page("x", LONG, inner + '<a href="/files/a.zip">f</a>')
    web.pages["/inner.html"] = page("y", LONG + "内")
    one = session(web)
    made = capturing.capture(case, Lead(web.at("/outer")), one, key)
    assert [(f.role, f.trouble) for f in made.found] == [
        ("page", ""),
        ("frame", ""),
        ("attachment", ""),
    ]
    assert made.notes == ["a page of another site is shown inside it: http://player.example.com/"]
    capturing.capture(case, Lead(web.at("/")), one, key)
    assert web.paths().count("/files/a.zip") == 1


def test_a_page_s_files_have_one_budget(
    web: Site, case: Case, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = "".join(f'<a href="/f{n}.csv">{n}</a>' for n in range(5))
    web.pages["/many"] = page("x", LONG, links)
    web.pages |= {f"/f{n}.csv": Answer(b"a,b\n%d,2\n" % n, kind="text/csv") for n in range(5)}
    monkeypatch.setattr(capturing, "MOST_ATTACHMENTS", 3)
    made = capturing.capture(case, Lead(web.at("/many")), session(web), key)
    assert len(made.found) == 4
    assert made.notes == ["it links to 5 files; 3 were fetched: add the others yourself"]


def test_a_crawl_stays_on_its_site_and_keeps_its_rules(
    web: Site, case: Case, key: SigningKey
) -> None:
    one = session(web)
    done = list(crawling.captures(case, (Lead(web.at("/")),), one, key, depth=3))
    got = [d.page.visit.asked.text for d in done if isinstance(d, capturing.Captured)]
    assert got == [web.at("/"), web.at("/next.html"), web.at("/third.html")]
    passed = [d for d in done if isinstance(d, crawling.Passed)]
    assert [p.address for p in passed] == [web.at("/secret/x.html")]
    assert web.paths().count("/robots.txt") == 1
    assert web.paths().count("/s.css") == 1


def test_a_crawl_goes_so_deep_and_so_far_only(web: Site, case: Case, key: SigningKey) -> None:
    lead = (Lead(web.at("/")),)
    done = list(crawling.captures(case, lead, session(web), key, depth=1))
    assert len(done) == 2
    done = list(crawling.captures(case, lead, session(web, most=1), key, depth=1))
    assert isinstance(done[-1], crawling.Passed)
    assert "1 pages were fetched" in done[-1].why


def test_a_crawl_goes_through_frames(web: Site, case: Case, key: SigningKey) -> None:
    web.pages["/frames"] = Answer(b'<frameset><frame src="/menu.html"></frameset>')
    web.pages["/menu.html"] = page("y", LONG, '<a href="/third.html">3</a>')
    list(crawling.captures(case, (Lead(web.at("/frames")),), session(web), key, depth=1))
    assert web.paths() == ["/frames", "/menu.html", "/robots.txt", "/third.html"]


def test_a_sitemap_is_a_list_of_pages(web: Site, case: Case, key: SigningKey) -> None:
    listed = f"<urlset><url><loc>{web.at('/next.html')}</loc></url><url><loc>http://x.cn/</loc>"
    web.pages["/sitemap.xml"] = Answer(f"{listed}</url></urlset>".encode(), kind="text/xml")
    done = list(crawling.captures(case, (Lead(web.at("/sitemap.xml")),), session(web), key))
    assert len(done) == 2
    assert [h.name.rpartition("/")[2] for h in case.documents() if "html" in h.name] == [
        "next.html"
    ]


def test_nothing_is_asked_before_every_address_was_checked(web: Site) -> None:
    with pytest.raises(FetchRefused):
        leads.checked([Lead(web.at("/")), Lead("http://10.0.0.1/")], session(web))
    assert web.asked == []


def test_what_the_other_side_sees_is_said(web: Site) -> None:
    one = session(web)
    told = "\n".join(contact.notice((Lead(web.at("/")),), one, 2))
    one.browse = True
    assert "scripts run in Chromium" in "\n".join(contact.notice((Lead(web.at("/")),), one))
    for part in (
        one.reach.agent,
        "no script is run",
        f"127.0.0.1:{web.port}",
        "No proxy",
        "2 deep",
        "one question",
    ):
        assert part in told
    assert web.asked == []


def test_lists_give_publisher_and_form(tmp_path: Path) -> None:
    path = tmp_path / "leads.txt"
    path.write_text("# ours\nhttp://a.gov.cn/1\t某局\taward\n\nhttp://a.gov.cn/2\n", "utf-8")
    assert list(leads.listed(path)) == [
        Lead("http://a.gov.cn/1", "某局", "award"),
        Lead("http://a.gov.cn/2"),
    ]
