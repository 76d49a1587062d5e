"""The desk in a real browser: accepted by keyboard alone, and nothing asked of elsewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Dialog, Page, Request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SLACK = 2.0
"""Pixels."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in PATH"),
]


@pytest.fixture
def link(root: Path, made: Path) -> Iterator[str]:
    """Start the desk as a person does; give the link it prints."""
    started = subprocess.Popen(
        [sys.executable, "-m", "papertrace", "desk", "--no-open", "--by", "first", "--case", root],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PAPERTRACE_HOME": str(made), "PYTHONUNBUFFERED": "1"},
    )
    assert started.stdout is not None
    try:
        told = next(line for line in started.stdout if "/start/" in line)
        yield told.split()[-1]
    finally:
        started.terminate()
        started.wait(20)
        started.stdout.close()


def watched(context: BrowserContext, base: str, complaints: list[str]) -> Page:
    """Give a page whose complaints, dialogs and requests elsewhere are noted."""
    page = context.new_page()

    def dismissed(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def failed(request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # that is a page that was left
            complaints.append(f"failed: {request.url}")

    def asked(request: Request) -> None:
        if not request.url.startswith(f"{base}/"):
            complaints.append(request.url)

    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.on("dialog", dismissed)
    page.on("requestfailed", failed)
    page.on("request", asked)
    return page


def on_its_words(page: Page, words: str) -> bool:
    """Say whether the box of a fact stands on a word of the page, as the picture shows it."""
    box = page.locator('rect[data-about="field-amount"]').first.bounding_box()
    word = page.locator(f'rect[data-word="{words}"]').first.bounding_box()
    assert box is not None
    assert word is not None
    pairs = ((box["x"], word["x"]), (box["y"], word["y"]), (box["height"], word["height"]))
    return all(abs(one - other) <= SLACK for one, other in pairs)


def walked_to_a_figure(page: Page) -> str:
    """Press the key for the next fact until one asks for its figure; give the fact."""
    for _ in range(6):
        before = re.escape(page.url)
        page.keyboard.press("j")
        page.wait_for_url(re.compile(f"^(?!{before}$)"))
        page.wait_for_load_state()
        if page.locator("#typed-amount").count():
            return page.url.rpartition("/")[2]
    pytest.fail("no fact asks for its figure")


def cited(page: Page, base: str) -> None:
    """Write a sentence, and make its figure a claim on the fact just accepted."""
    keys = page.keyboard
    page.goto(f"{base}/drafts/story.md")
    page.locator("#text").fill("# T\n\nIt awarded 2.65 million yuan in all.\n")
    page.evaluate("document.getElementById('text').setSelectionRange(16, 33)")
    keys.press("Escape")
    keys.press("c")
    page.locator("[data-cite]").first.focus()
    keys.press("Enter")  # the selected figure becomes a claim
    keys.press("Escape")
    keys.press("s")
    page.wait_for_url(re.compile("saved=yes"))
    assert page.locator("a.claim.passed").inner_text() == "2.65 million yuan"


def found_and_harmless(page: Page) -> None:
    """Search for what the page with active content holds, and look at it."""
    keys = page.keyboard
    keys.press("/")
    keys.type("alert")
    keys.press("Enter")
    page.wait_for_url(re.compile("/find"))
    hits = page.locator(".hits a")
    assert hits.count() == 2
    hits.first.focus()
    keys.press("Enter")  # the page with active content: shown as text and picture
    page.wait_for_url(re.compile("/documents/"))
    assert page.locator("rect.hit").count() == 2
    assert "<script>alert(2)</script>" in page.locator("pre.text").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def narrow(page: Page, base: str, fact: str) -> None:
    """See that nothing needs scrolling sideways on a telephone's width."""
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(f"{base}/decide/{fact}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def decided_by(page: Page, *, held: bool, complete: bool) -> bool:
    """Press the key that rejects, held down or before the picture is there; say if it decided."""
    found: bool = page.evaluate(
        """([held, complete]) => {
          const image = document.querySelector(".picture img");
          Object.defineProperty(image, "complete", {value: complete, configurable: true});
          const press = {key: "r", bubbles: true, cancelable: true, repeat: held};
          document.body.dispatchEvent(new KeyboardEvent("keydown", press));
          delete image.complete;
          return document.querySelector("form.accept").dataset.sent === "yes";
        }""",
        [held, complete],
    )
    return found


def test_a_figure_is_accepted_by_keyboard_alone(link: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is)

    base = link.partition("/start/")[0]
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = watched(context, base, complaints)
        page.goto(link)
        keys = page.keyboard
        keys.press("d")
        page.wait_for_url(f"{base}/decide")
        fact = walked_to_a_figure(page)
        picture = page.locator(".picture img")
        assert picture.evaluate("async i => (await i.decode(), i.naturalWidth)")
        assert on_its_words(page, "2650000.00")
        assert not decided_by(page, held=True, complete=True)
        assert not decided_by(page, held=False, complete=False)
        keys.press("a")  # the browser asks for the figure first
        assert page.evaluate("document.activeElement.id") == "typed-amount"
        keys.type("2650000.00")
        keys.press("Enter")
        page.wait_for_url(re.compile("done=accept"))
        rows = json.loads(context.request.get(f"{base}/facts.json").text())
        row = next(r for r in rows if r["id"] == fact)
        assert (row["status"], row["fields"]["amount"]["value"]) == ("accepted", "2650000")
        cited(page, base)
        page.goto(f"{base}/decide")
        keys.press("u")
        page.wait_for_url(re.compile(f"{fact}.*done=undo"))
        assert page.evaluate("document.querySelectorAll(':focus').length") <= 1
        found_and_harmless(page)
        narrow(page, base, fact)
        plain = browser.new_context(
            java_script_enabled=False, storage_state=context.storage_state()
        )
        reader = watched(plain, base, complaints)
        reader.goto(f"{base}/decide/{fact}")  # and without script
        reader.fill("#typed-amount", "2650000.00")
        reader.keyboard.press("Enter")
        reader.wait_for_url(re.compile("done=accept"))
        browser.close()
    assert complaints == []
