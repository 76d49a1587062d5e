"""axe over every page of the desk: no violation, wide and narrow, light and dark, both languages.

The pages are those of the application's own routes, each found by following links as a person
would: a page that nobody leads to, or that was forgotten here, fails the test. What the browser
asks for is answered in this process, so there is no network that a page could reach.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from budget_page import BUDGET
from desk_visitor import ORIGIN, PORT, leave, member
from papertrace.casefile import Case
from papertrace.desk import team_application
from papertrace.desk.team import locked
from papertrace.desk.team.accounts import Book
from papertrace.desk.team.pages import enter
from papertrace.desk.team.place import Place
from papertrace.desk.team.sessions import Door
from papertrace.desk.team.shelf import Shelf
from papertrace.desk.team.tries import Tries
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Error, Page, Route

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SHOTS = Path(os.environ.get("PAPERTRACE_SHOTS", "artefacts/desk"))
"""Where the screenshots are kept; git does not see them."""
WINDOWS = (
    ("en", "light", {"width": 1280, "height": 900}),
    ("zh-CN", "dark", {"width": 320, "height": 720}),
)
MORE = (
    "/find?q=%E4%B8%AD%E6%A0%87",
    "/find?q=%22",
    "/documents/ffffffffffff/1",
    "/charts?all=yes",
    "/facts?status=rejected",
    "/drafts/story.md/claim?words=equipment&kind=rank",
    "/changes?body=x&from=2031&to=2032&kind=budget",
)
"""Pages in states of their own: with hits, refused, empty."""
NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>{place}公安局巡护车辆采购项目中标公告</h1><p>一、项目编号：TM-{number}</p>
<p>二、项目名称：{place}公安局巡护车辆采购项目</p><p>三、中标信息</p>
<p>供应商名称：云岭示例车辆有限公司</p><p>中标金额：{number}18600.00元</p>
<p>采购人：{place}公安局</p><p>发布日期：{date}</p></body></html>"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in PATH"),
]


def pages(one: Visitor) -> list[str]:
    """Give an address for every page that the application can show; one without any fails."""
    routes = [
        r
        for r in one.app.app.router.routes  # type: ignore[attr-defined]  # it is a Starlette
        if "GET" in (r.methods or ()) and not r.path.startswith(("/start", "/static"))
    ]
    waiting = [r.path for r in routes if not r.param_convertors]
    seen: dict[str, bool] = {}
    for path in (*waiting, *MORE):
        follow(one, path, seen, waiting)
    shown = [path for path, is_page in seen.items() if is_page]
    found, lost = [], []
    for route in routes:
        mine = [path for path in seen if route.path_regex.match(urlsplit(path).path)]
        own = [path for path in mine if path in shown]
        found += own[:1]
        if not mine:
            lost.append(route.path)
    assert lost == []
    return list(dict.fromkeys((*found, *MORE)))


def follow(one: Visitor, path: str, seen: dict[str, bool], waiting: list[str]) -> None:
    """Look at an address and, where it is a page of the list, at what it leads to."""
    if path in seen:
        return
    answer = one.get(path)
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    seen[path] = is_page
    if not is_page:
        if "location" in answer.headers:
            follow(one, answer.headers["location"], seen, waiting)
        return
    tree = LexborHTMLParser(answer.text)
    places = [n.attributes.get("href") or n.attributes.get("src") for n in tree.css("a, img")]
    for place in places:
        target = urlsplit(urljoin(path, place or ""))
        if target.netloc or not target.path.startswith("/"):
            continue
        kind = tuple("*" if len(p) > 20 or p.isdigit() else p for p in target.path.split("/"))
        if str(kind) not in seen:  # one of each kind is enough
            seen[str(kind)] = False
            follow(one, target.path + (f"?{target.query}" if target.query else ""), seen, waiting)


def violations(page: Page) -> list[str]:
    """Give what axe finds on the page as it is shown."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (only where a browser is)

    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    told = Axe().run(page, options=options).response["violations"]
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for v in told
        for node in v["nodes"]
    ]


def spoiled(page: Page) -> Page:
    """Give a page a fault, to see that it would be found."""
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    return page


def checked(page: Page, path: str, shot: Path) -> list[str]:
    """Show a page, keep its picture, and give what axe and our own eyes for width find."""
    page.goto(f"{ORIGIN}{path}")
    shot.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=shot, full_page=True)
    found = violations(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("it must be scrolled sideways")
    return [f"{path} {shot.parent.name} {one}" for one in found]


def run(one: Visitor, name: str, every: list[str]) -> list[str]:
    """Check every page in every window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is)

    found: list[str] = []
    pool = ThreadPoolExecutor(1)  # the browser's own loop runs in this thread

    def answered(route: Route) -> None:
        asked = route.request
        if not asked.url.startswith(f"{ORIGIN}/"):
            found.append(f"asked for {asked.url}")
            route.abort()
            return
        spoken = asked.headers.get("accept-language", "")
        headers = one.own() | {"Accept-Language": spoken}
        path = asked.url.removeprefix(ORIGIN).partition("#")[0]
        answer = pool.submit(one.ask, "GET", path, headers).result()
        route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)

    def dismissed(dialog: Dialog) -> None:
        found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def failed(error: Error) -> None:
        found.append(str(error))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for language, scheme, window in WINDOWS:
            told: dict[str, Any] = {"locale": language, "color_scheme": scheme, "viewport": window}
            context = browser.new_context(**told)
            context.route("**/*", answered)
            page = context.new_page()
            page.on("dialog", dismissed)
            page.on("pageerror", failed)
            folder = SHOTS / name / f"{language}-{scheme}-{window['width']}"
            for n, path in enumerate(every):
                plain = "".join(c if c.isalnum() else "-" for c in urlsplit(path).path)[:40]
                found += checked(page, path, folder / f"{n:02d}{plain}.png")
            assert violations(spoiled(page))
            context.close()
        browser.close()
    pool.shutdown()
    return found


@pytest.fixture
def fuller(root: Path, first: SigningKey, tmp_path: Path) -> None:
    """Give the case something to draw and to accept: notices, a budget, and one unread file."""
    folder = tmp_path / "more"
    folder.mkdir()
    for n, (place, date) in enumerate((("图们市", "2031年3月5日"), ("珲春市", "2032年6月7日"))):
        told = NOTICE.format(place=place, date=date, number=n)
        (folder / f"{n}.html").write_text(told, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    (folder / "budget.html").write_text(BUDGET, encoding="utf-8")
    with Case.open(root) as case:
        list(add(case, [folder], first))
        list(build(case, jobs=1, limits=sandbox.Limits()))


@pytest.mark.usefixtures("fuller")
def test_axe_finds_nothing_on_any_page(desk: Visitor) -> None:
    assert run(desk, "one", pages(desk)) == []


@pytest.mark.usefixtures("fuller")
def test_axe_finds_nothing_on_the_pages_of_a_team(
    root: Path, first: SigningKey, tmp_path: Path
) -> None:
    book = Book(tmp_path, locked.Cost(1, 64))
    with Case.open(root) as case:
        password = enter(case, book, "tariq", "chief", first)
        number = case.id
    opened = book.opened("tariq", password)
    assert opened is not None
    book.choose("tariq", opened[1], "tariq chose these words")
    door = Door(number, book, Tries(Shelf(tmp_path / "tries.json")))
    one = member(
        team_application(root, door, Place(port=PORT), PORT), "tariq", "tariq chose these words"
    )
    only = [p for p in pages(one) if p.startswith(("/team", "/account", "/sign-in"))]
    assert len(only) >= 3
    found = run(one, "team", only)
    leave(one)
    assert found == []
