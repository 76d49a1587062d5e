"""From an empty case to a published figure, by keyboard alone, and nothing asked of elsewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Dialog, Page, Request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>苇塘示例站设备采购项目中标公告</h1><p>一、项目编号：WT-2031-007</p>
<p>二、项目名称：苇塘示例站设备采购项目</p><p>三、中标信息</p>
<p>供应商名称：苇塘示例设备有限公司</p><p>中标金额：2650000.00元</p>
<p>发布日期：2031年3月5日</p></body></html>"""
ACTIVE = """<html><head><title><script>alert(1)</script></title></head><body onload="alert(2)">
<img src="x" onerror="alert(3)"><a href="javascript:alert(4)">&lt;script&gt;alert(5)</a></body>"""
FIGURE = "2.65 million yuan"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in PATH"),
]


@pytest.fixture
def empty(own_keys: None, tmp_path: Path) -> Path:
    """Make a case that holds nothing, with a key beside it; give its folder."""
    del own_keys
    key = Keyring(tmp_path / "home" / "keys").make("first")
    Case.create(tmp_path / "case", "From nothing", key).close()
    return tmp_path / "case"


@pytest.fixture
def started(empty: Path, tmp_path: Path) -> Iterator[str]:
    """Start the desk as a person does; give the link it prints."""
    words = ["desk", "--no-open", "--by", "first", "--case", str(empty)]
    running = subprocess.Popen(
        [sys.executable, "-m", "papertrace", *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PAPERTRACE_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"},
    )
    assert running.stdout is not None
    try:
        yield next(line for line in running.stdout if "/start/" in line).split()[-1]
    finally:
        running.terminate()
        running.wait(20)
        running.stdout.close()


def tabbed(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(60):
        if page.evaluate("w => document.activeElement.matches(w)", wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no Tab leads to {wanted}")


def imported(page: Page, files: list[Path]) -> None:
    """Drop files by keys, and wait until they are read."""
    keys = page.keyboard
    keys.press("i")
    page.wait_for_url(re.compile("/import$"))
    page.wait_for_load_state()
    keys.press("o")
    page.wait_for_function("document.activeElement.id === 'files'")
    keys.press("Enter")
    page.wait_for_function("n => document.activeElement.files.length === n", arg=len(files))
    keys.press("s")
    page.wait_for_selector("[role=status] b:text-is('done')", timeout=90_000)
    page.wait_for_load_state()  # the page was loaded again: its keys come with it


def accepted(page: Page) -> None:
    """Accept everything that waits."""
    page.keyboard.press("d")
    page.wait_for_url(re.compile("/decide$"))
    tabbed(page, "a[href^='/decide/']")
    page.keyboard.press("Enter")
    for _ in range(2):  # the notice and its award
        page.wait_for_url(re.compile("/decide/"))
        page.wait_for_load_state()  # with the picture: no key counts before it is there
        before = re.escape(page.url)
        page.keyboard.press("a")
        page.wait_for_url(re.compile(f"^(?!{before}$)"))


def written(page: Page) -> str:
    """Begin a draft, cite the figure, save; give the command that publishes it."""
    keys = page.keyboard
    tabbed(page, "nav a[href='/drafts']")
    keys.press("Enter")
    page.wait_for_url(re.compile("/drafts$"))
    keys.press("n")
    keys.type("story")
    keys.press("Enter")
    page.wait_for_url(re.compile("/drafts/story.md"))
    keys.press("e")
    keys.press("Control+a")
    keys.type(f"# A station buys\n\nThe award was {FIGURE}")
    for _ in FIGURE:
        keys.press("Shift+ArrowLeft")
    keys.press("Escape")
    keys.press("c")
    tabbed(page, "[data-cite]")
    keys.press("Enter")  # the selected figure becomes a claim
    keys.press("Control+End")
    keys.type(".\n")
    keys.press("Escape")
    keys.press("s")
    page.wait_for_url(re.compile("saved=yes"))
    assert page.locator("a.claim.passed").inner_text() == FIGURE
    assert page.locator("[data-publish]").count() == 0
    _read_out(page)
    return page.locator("[data-publish]").inner_text()


def _read_out(page: Page) -> None:
    """Read the figure that was accepted with one key before the draft rested on it."""
    tabbed(page, "p a[href^='/decide/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/decide/"))
    page.wait_for_load_state()
    tabbed(page, "#typed-amount")
    page.keyboard.type("2650000.00")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done=accept"))
    page.go_back()
    page.go_back()
    page.wait_for_url(re.compile("/drafts/story.md"))
    page.reload()


def test_from_an_empty_case_to_a_published_figure(
    started: str, empty: Path, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is)

    base, complaints = started.partition("/start/")[0], list[str]()

    def dismissed(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith(f"{base}/"):
            complaints.append(request.url)

    files = [tmp_path / "notice.html", tmp_path / "active.html"]
    for path, text in zip(files, (NOTICE, ACTIVE), strict=True):
        path.write_text(text, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", dismissed)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        context.on("request", asked)
        page.on("filechooser", lambda chooser: chooser.set_files(files))
        page.goto(started)
        imported(page, files)
        accepted(page)
        command = written(page)
        browser.close()
    assert complaints == []
    words = shlex.split(command)
    assert words[:2] == ["papertrace", "publish"]
    published = subprocess.run(
        [sys.executable, "-m", *words, "--case", str(empty)],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PAPERTRACE_HOME": str(tmp_path / "home")},
    )
    assert published.returncode == 0, published.stdout + published.stderr
    site = (tmp_path / words[2] / "index.html").read_text(encoding="utf-8")
    assert re.search(f"<a [^>]*claim[^>]*>{FIGURE}", site)
    assert 'aria-label="Awards: 1, 2031-03-05"' in site  # on its timeline
    assert len(site) < 300_000
