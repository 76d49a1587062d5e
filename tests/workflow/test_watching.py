"""A watched page is told for what it became, and is never called gone where it may be there."""

from __future__ import annotations

import json
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

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
    unwalled_many,
)
from notice_samples import lines, table
from papertrace.casefile import Case, Keyring
from papertrace.casefile.verify import verify
from papertrace.cli import main
from papertrace.cli.common import own_key
from papertrace.collect.addresses import address_of
from papertrace.collect.following import Visit
from papertrace.collect.outcomes import Around, Before, Probe, verdict
from papertrace.errors import UsageError
from papertrace.model.web import Lead, Seen
from papertrace.read import sandbox
from papertrace.read.sandbox import Limits
from papertrace.workflow import building, capturing, watch_round, watch_timer, watching
from papertrace.workflow.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from local_web import Site
    from papertrace.casefile import SigningKey

WHO = "白榆湾出入境边防检查站"
TEXT = "本年度预算包括巡逻艇购置二千二百三十万元，另有营房维修、被装采购和培训等支出。" * 20
FILE = b"%PDF-1.4\n%" + b"x" * 500
PATHS = ("/a", "/file.pdf")


@pytest.fixture(autouse=True)
def no_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without workers: tests/cli/test_collecting.py has them."""
    monkeypatch.setattr(sandbox, "run", unwalled)
    monkeypatch.setattr(sandbox, "run_many", unwalled_many)


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Case, SigningKey, Site]]:
    """Give a case that holds two pages of a site, watched."""
    folder = tmp_path_factory.mktemp("watched")
    key = Keyring(folder / "keys").make("ana")
    with site(_there()) as web, Case.create(folder / "case", "t", key) as case:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sandbox, "run", unwalled)
            for path in PATHS:
                capturing.capture(case, Lead(web.at(path), WHO), _session(web), key)
        watching.switch(case, WHO, key, on=True)
        yield case, key, web


def _there() -> dict[str, Answer]:
    return {
        "/": page("首页", TEXT),
        "/a": page("预算", TEXT),
        "/file.pdf": Answer(FILE, kind="application/pdf"),
    }


def _session(*sites: Site) -> Session:
    return Session(reach_of(*sites), QUICK, at_once(), Limits(), 10, pause=0.0)


def _look(captured: tuple[Case, SigningKey, Site], pages: dict[str, Answer | None]) -> list[str]:
    """Look once at a site that changed; give outcome and reason of both pages."""
    case, key, web = captured
    web.pages.clear()
    web.pages.update({k: v for k, v in {**_there(), **pages}.items() if v})
    baseline = sorted(watching.watched(case), key=lambda p: p.address)
    base = [
        replace(p, digest=first, final=p.address) for p, first in zip(baseline, _FIRST, strict=True)
    ]
    done = list(watch_round.look(case, base, _session(web), key))
    return [f"{one.verdict.outcome} {one.verdict.reason}" for one in done]


_FIRST: list[str] = []


@pytest.fixture(autouse=True)
def first(captured: tuple[Case, SigningKey, Site]) -> None:
    """Note what was captured first: a test before may have captured it anew."""
    if not _FIRST:
        every = sorted(watching.watched(captured[0]), key=lambda p: p.address)
        _FIRST.extend(page.digest for page in every)


ELSE = page("通知公告", "关于举办职工运动会的通知，请各部门于月底前报名。" * 30)
SAID = "<p>404 页面不存在</p>".encode()
DOOR = '<input type="password">'
CASES: dict[str, tuple[dict[str, Answer | None], str]] = {
    "same": ({}, "same bytes"),
    "same text in other markup": ({"/a": page("预算", TEXT, "<!-- 17 -->")}, "same text"),
    "gone": ({"/a": None}, "gone status-404"),
    "gone for good": ({"/a": Answer(b"", 410)}, "gone status-410"),
    "gone with words": ({"/a": Answer(SAID, 404)}, "gone status-404"),
    "the whole site says 404": ({"/a": None, "/": None}, "blocked site"),
    "the first page is a captcha": (
        {"/a": None, "/": page("安全验证", "请输入验证码")},
        "blocked site",
    ),
    "a 404 that is a captcha": (
        {"/a": Answer("<p>请完成人机验证</p>".encode(), 404)},
        "blocked captcha",
    ),
    "403": ({"/a": Answer(b"no", 403)}, "blocked status-403"),
    "401": ({"/a": Answer(b"no", 401)}, "blocked status-401"),
    "429": ({"/a": Answer(b"no", 429)}, "blocked status-429"),
    "451": ({"/a": Answer(b"no", 451)}, "blocked status-451"),
    "503": ({"/a": Answer(b"no", 503)}, "blocked status-503"),
    "soft 404": ({"/a": page("出错了", "您访问的页面不存在或已被删除")}, "blocked soft-404"),
    "soft 404 in English": ({"/a": page("Oops", "Page not found.")}, "blocked soft-404"),
    "a redirect to the first page": ({"/a": moved("/x"), "/x": ELSE}, "blocked elsewhere"),
    "a redirect to an error page": (
        {"/a": moved("/404.html"), "/404.html": page("404", "页面不存在")},
        "blocked soft-404",
    ),
    "captcha": ({"/a": page("安全验证", "请输入验证码继续访问")}, "blocked captcha"),
    "login": ({"/a": page("用户登录", "请先登录", DOOR)}, "blocked login"),
    "a redirect to a login": (
        {"/a": moved("/sso"), "/sso": page("统一身份认证", "请登录", DOOR)},
        "blocked login",
    ),
    "a firewall's page": ({"/a": page("提示", "您的访问已被拦截")}, "blocked barred"),
    "a script alone": ({"/a": Answer(b"<script>go()</script>")}, "blocked empty"),
    "circle": ({"/a": moved("/b"), "/b": moved("/a")}, "blocked circle"),
    "no end of redirects": (
        {"/a": moved("/r0"), **{f"/r{n}": moved(f"/r{n + 1}") for n in range(9)}},
        "blocked too-many-redirects",
    ),
    "a redirect inwards": ({"/a": moved("http://127.0.0.1:9/")}, "blocked refused"),
    "drip": ({"/a": Answer(act=drip)}, "our_fault slow"),
    "endless": ({"/a": Answer(act=endless)}, "our_fault too-long"),
    "silence, while its site answers": ({"/a": Answer(act=silent)}, "blocked silent"),
    "silence of all": (
        {"/a": Answer(act=silent), "/": Answer(act=silent)},
        "our_fault silent",
    ),
    "moved": ({"/a": moved("/new", 301), "/new": page("预算", TEXT)}, "moved redirect"),
    "moved and changed": (
        {"/a": moved("/new"), "/new": page("预算", TEXT + "（已更新）")},
        "moved redirect-changed",
    ),
    "changed": ({"/a": page("预算", TEXT.replace("巡逻艇购置", ""))}, "changed content"),
}


WALL = "您的访问可能对网站造成威胁，已被云防护阻断，请求编号 123。WAF"
COOKIE = b"<html><script>document.cookie='k=1';location.reload()</script></html>"
HEADER = "首页 机构概况 政务公开 办事服务 互动交流 专题专栏 网站地图 无障碍浏览 长者模式 "
NEVER = (
    HEADER * 4
    + "抱歉，这里没有您要的东西。"
    + "联系我们 版权所有 网站标识码 主办单位 技术支持 " * 9
)


def said(text: str, status: int = 404) -> Answer:
    """Answer with words that are no page."""
    return replace(page("", text), status=status)


WALLS: dict[str, tuple[dict[str, Answer | None], str]] = {
    "a wall that says 404": ({"/a": said(WALL)}, "blocked barred"),
    "a wall that says 410": ({"/a": said("访问被拦截，事件编号：A81", 410)}, "blocked barred"),
    "a wall in English": ({"/a": said("Request blocked. Event ID: 7f21-9")}, "blocked barred"),
    "a long wall": (
        {"/a": said("您的请求已被拦截，请求编号：9a8b7c。" + "如有疑问请与网站管理员联系。" * 20)},
        "blocked barred",
    ),
    "a country that is barred": ({"/a": said("当前区域无法访问本站")}, "blocked barred"),
    "a country that is barred, in English": (
        {"/a": said("This site is not available in your region.")},
        "blocked barred",
    ),
    "a list of the barred": ({"/a": said("您的IP已被列入黑名单")}, "blocked barred"),
    "for those at home alone": ({"/a": said("仅限境内用户访问")}, "blocked barred"),
    "a script that sets a cookie": ({"/a": Answer(COOKIE, 404)}, "blocked challenge"),
    "the same with 200": ({"/a": Answer(COOKIE)}, "blocked challenge"),
    "a script alone that says 404": ({"/a": Answer(b"<script>x()</script>", 404)}, "blocked empty"),
    "scripts asked for": ({"/a": said("请开启JavaScript并刷新该页")}, "blocked challenge"),
    "a check of the browser": ({"/a": said("浏览器安全检查中，请稍候")}, "blocked challenge"),
    "work on the site says 404": ({"/a": said("系统维护中，请稍后再来")}, "blocked maintenance"),
    "work on the site": ({"/a": page("", "网站正在升级改版，敬请谅解")}, "blocked maintenance"),
    "words that say nothing": ({"/a": said("出错啦，返回")}, "blocked unlike"),
    "a bare 404 unlike its site's": ({"/a": Answer(b"", 404)}, "blocked unlike"),
    "a page of another kind with 404": ({"/a": replace(ELSE, status=404)}, "blocked unlike"),
    "gone, in other words": ({"/a": said("抱歉，您访问的页面跑丢了")}, "gone status-404"),
    "offline, said over and over": (
        {"/a": page("", "您所查找的信息已下线" * 30)},
        "blocked soft-404",
    ),
    "offline, within its site's head": (
        {"/a": page("某某网", HEADER * 7 + "您访问的文章已下线。")},
        "blocked soft-404",
    ),
    "the first page in its place": (
        {"/a": replace(ELSE), "/": replace(ELSE)},
        "blocked first-page",
    ),
    "as at an address that never was": (
        {"/a": page("", NEVER), "*": page("", NEVER)},
        "blocked soft-404",
    ),
    "gone, as at an address that never was": (
        {"/a": said(NEVER), "*": said(NEVER)},
        "gone status-404",
    ),
    "a site that bars what never was": (
        {"/a": Answer(SAID, 404), "*": Answer(b"no", 403)},
        "blocked site",
    ),
    "a wall before what never was": ({"/a": Answer(SAID, 404), "*": said(WALL)}, "blocked site"),
    "another page, by its own right": ({"/a": replace(ELSE)}, "changed content"),
}


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("name", WALLS)
def test_walls_and_other_pages_are_neither_gone_nor_changed(
    captured: tuple[Case, SigningKey, Site], name: str
) -> None:
    pages, told = WALLS[name]
    assert _look(captured, pages)[0] == told


def test_an_invented_address_is_in_the_same_folder_and_of_the_same_kind() -> None:
    made = watch_round.invented("/a/b.c/t1.shtml?id=3")
    assert made.startswith("/a/b.c/")
    assert made.endswith(".shtml")
    assert made != watch_round.invented("/a/b.c/t1.shtml?id=3")
    assert "." not in watch_round.invented("/a/b")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what is captured anew unread, where only the outcome is looked at."""
    monkeypatch.setattr(building, "build", lambda *_, **__: iter(()))


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("name", CASES)
def test_every_change_is_told_for_what_it_is(
    captured: tuple[Case, SigningKey, Site], name: str
) -> None:
    pages, told = CASES[name]
    outcome, file = _look(captured, pages)
    assert outcome == told
    assert file in ("same bytes", "blocked silent") or name == "silence of all"


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(FILE + b"y", kind="application/pdf"), "changed content"),
        (page("文件", "文件正在整理中" * 9), "blocked page-for-file"),
        (page("提示", "文件不存在"), "blocked soft-404"),
        (None, "gone status-404"),
        (moved("/new.pdf", 301), "moved redirect"),
    ],
)
def test_a_file_is_told_for_what_it_is(
    captured: tuple[Case, SigningKey, Site], answer: Answer | None, told: str
) -> None:
    new = Answer(FILE, kind="application/pdf")
    assert _look(captured, {"/file.pdf": answer, "/new.pdf": new})[1] == told


def test_gone_is_said_after_three_visits_and_the_first_page_alone(
    captured: tuple[Case, SigningKey, Site],
) -> None:
    _, _, web = captured
    web.asked.clear()
    _look(captured, {"/a": None})
    assert web.paths().count("/a") == 3
    assert web.paths().count("/") == 1


def test_what_came_instead_is_kept_and_every_visit_logged(
    captured: tuple[Case, SigningKey, Site],
) -> None:
    case, _, web = captured
    _look(captured, {"/a": Answer(b"no", 403)})
    row = [r for r in watching.looks(case) if r["address"] == web.at("/a")][-1]
    assert [visit[2] for visit in row["visits"]] == [403, 403, 403, 200]
    assert row["warc"] in {held.digest for held in case.documents()}
    assert not [i for i in verify(case) if i.state == "broken"]


def test_a_page_that_comes_back_was_not_gone(captured: tuple[Case, SigningKey, Site]) -> None:
    before = Before(Seen("a", 1, "text/html"), "http://a.gov.cn/")
    at = address_of("http://a.gov.cn/")
    away = Probe(Visit(at, (), "silent", "it said nothing"), Seen("", 0, ""))
    there = Probe(Visit(at, ()), Seen("a", 1, "text/html"))
    assert not verdict(before, [away], Around()).final
    assert verdict(before, [away, there], Around()).outcome in ("same", "moved")
    del captured


def test_other_sites_that_answer_tell_our_line_from_theirs() -> None:
    before = Before(Seen("a", 1, "text/html"), "http://a.gov.cn/")
    at = address_of("http://a.gov.cn/")
    for trouble in ("name", "unreachable", "silent", "broken"):
        away = Probe(Visit(at, (), trouble, "nothing came"), Seen("", 0, ""))
        for others, outcome in ((True, "blocked"), (False, "our_fault")):
            assert verdict(before, [away] * 3, Around(others=others)).outcome == outcome


@pytest.fixture
def case(tmp_path: Path) -> Iterator[tuple[Case, SigningKey]]:
    key = Keyring(tmp_path / "keys").make("ana")
    with Case.create(tmp_path / "case", "t", key) as made:
        yield made, key


HEAD = lines("护林装备采购中标公告", "一、项目编号：QH-2031-61", "二、项目名称：护林装备采购")
HEAD += lines("三、中标（成交）信息", "供应商名称：澜浦百川贸易有限公司", "四、主要标的信息")
ROWS = ("序号|标的名称|数量|单位|单价（元）", "1|巡逻艇|2|艘|860000", "2|对讲机|60|部|2000")


def test_a_changed_page_is_read_again_and_told_fact_by_fact(
    case: tuple[Case, SigningKey],
) -> None:
    made, key = case
    sum_line = lines("中标（成交）金额：184万元")
    later = table(ROWS[0], ROWS[2].replace("2000", "2100"))
    with site({"/a": page("公告", HEAD + sum_line + table(*ROWS))}) as web:
        capturing.capture(made, Lead(web.at("/a"), WHO), _session(web), key)
        watching.switch(made, WHO, key, on=True)
        web.pages["/a"] = page("公告", HEAD + sum_line + later)
        (one,) = watch_round.look(made, watching.watched(made), _session(web), key)
        assert one.verdict.outcome == "changed"
        said = [change.words() for change in one.changes]
        assert any(s.startswith("removed: item 巡逻艇") for s in said), said
        assert any("altered: item 对讲机" in s and "2000 → 2100" in s for s in said), said
        assert len(said) == 2
        (again,) = watch_round.look(made, watching.watched(made), _session(web), key)
        assert again.verdict.outcome == "same"


def test_a_damaged_original_stops_no_other_look(case: tuple[Case, SigningKey]) -> None:
    made, key = case
    with site(_there()) as web:
        for path in PATHS:
            capturing.capture(made, Lead(web.at(path), WHO), _session(web), key)
        watching.switch(made, WHO, key, on=True)
        pages = watching.watched(made)
        held = made.original_path(pages[0].digest)
        held.chmod(0o600)
        held.write_bytes(b"other")
        done = list(watch_round.look(made, pages, _session(web), key))
        told = [(one.verdict.outcome, one.verdict.reason) for one in done]
        assert told == [("our_fault", "original"), ("same", "bytes")]


def test_a_fresh_copy_in_an_archive_spares_the_site_a_visit(case: tuple[Case, SigningKey]) -> None:
    made, key = case
    with site({"/a": page("公告", TEXT)}) as web, site({}) as old:
        capturing.capture(made, Lead(web.at("/a"), WHO), _session(web), key)
        watching.switch(made, WHO, key, on=True)
        one = replace(_session(web, old), archives=(old.at("/copy?{address}"),))
        copy = replace(page("公告", TEXT), headers={"Memento-Datetime": formatdate(usegmt=True)})
        where = f"/copy?{web.at('/a')}"
        for answer, asked, outcome in (
            (copy, False, "same archive"),
            (
                replace(copy, headers={"Memento-Datetime": formatdate(0, usegmt=True)}),
                True,
                "same bytes",
            ),
            (None, True, "same bytes"),
        ):
            old.pages = {where: answer} if answer else {}
            web.asked.clear()
            (look,) = watch_round.look(made, watching.watched(made), one, key)
            assert f"{look.verdict.outcome} {look.verdict.reason}" == outcome
            assert bool(web.asked) is asked
        one.contact = False
        web.asked.clear()
        (look,) = watch_round.look(made, watching.watched(made), one, key)
        assert (look.verdict.outcome, look.verdict.reason) == ("our_fault", "no-copy")
        assert web.asked == []


def test_the_watch_is_off_until_somebody_switches_it_on(
    case: tuple[Case, SigningKey], capsys: pytest.CaptureFixture[str]
) -> None:
    made, key = case
    with pytest.raises(UsageError):
        watching.switch(made, WHO, key, on=True)
    with site(_there()) as web:
        toml = made.root / "case.toml"
        more = f'\n[collect]\nallow = ["127.0.0.1:{web.port}"]\ndelay = 0\n'
        toml.write_text(toml.read_text("utf-8") + more, "utf-8")
        made.introduce(own_key(None).key(), key)
        capturing.capture(made, Lead(web.at("/a"), WHO), _session(web), key)
        root = str(made.root)
        web.asked.clear()
        assert main(["watch", "run", "--case", root]) == 0
        assert web.asked == []
        assert main(["watch", "on", WHO, "--case", root]) == 0
        assert main(["watch", "run", "--case", root, "--pause", "0"]) == 0
        assert "As: Mozilla" in capsys.readouterr().err
        del web.pages["/a"]
        assert main(["watch", "run", "--case", root, "--pause", "0", "--json"]) == 1
        (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert (row["outcome"], row["changes"]) == ("gone", [])
        assert main(["watch", "--case", root]) == 0
        assert "gone" in capsys.readouterr().out
        assert main(["watch", "off", WHO, "--case", root]) == 0
        web.asked.clear()
        assert main(["watch", "run", "--case", root]) == 0
        assert web.asked == []


def test_a_timer_is_printed_and_not_installed(tmp_path: Path) -> None:
    line = watch_timer.cron_line(tmp_path / "a case%", 6, 17)
    assert line.startswith("17 */6 * * * ")
    assert "watch run --case" in line
    assert r"a case\%'" in line
    assert watch_timer.cron_line(tmp_path, 24, 5).startswith("5 0 * * * ")
    units = watch_timer.systemd_units(tmp_path, 6)
    assert "OnUnitActiveSec=6h" in units
    assert "SuccessExitStatus=1" in units
