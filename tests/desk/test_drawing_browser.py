"""Words chosen for a field in a real browser: by arrow keys alone, and by a box drawn over them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

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
        yield next(line for line in started.stdout if "/start/" in line).split()[-1]
    finally:
        started.terminate()
        started.wait(20)
        started.stdout.close()


def saved(page: Page) -> None:
    page.keyboard.press("Enter")  # in the field that has the words: the form is sent
    page.wait_for_url(re.compile("done=correct"))


def claimed(page: Page, base: str) -> None:
    """Select a figure of a draft and make it a claim, by keys alone."""
    page.goto(f"{base}/drafts/story.md")
    page.locator("#text").fill("# 𠮷\n\nIt awarded 2.65 million yuan in all.\n")
    at = page.evaluate("document.getElementById('text').value.indexOf('2.65')")
    page.evaluate(f"document.getElementById('text').setSelectionRange({at}, {at + 17})")
    for key, where in (("k", "/claim"), ("s", "saved=yes")):
        page.keyboard.press("Escape")
        page.keyboard.press(key)
        page.wait_for_url(re.compile(where))
    assert page.locator("a.claim.passed").inner_text() == "2.65 million yuan"


def test_words_are_chosen_by_keys_and_by_a_box(link: str, root: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is)

    base = link.partition("/start/")[0]
    with Case.open(root) as case:
        fact = next(f for f in case.derived.facts("award") if "amount" in f.fields)
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(link)
        page.goto(f"{base}/decide/{fact.id}")
        keys = page.keyboard
        page.locator('[data-draw="supplier"]').evaluate("b => b.click()")
        assert page.evaluate("document.activeElement.tagName") == "svg"
        first = page.locator("rect.taken").first.get_attribute("data-word")
        assert first is not None
        keys.press("ArrowUp")
        assert page.locator("rect.taken").first.get_attribute("data-word") != first
        keys.press("ArrowDown")
        while not page.locator("[data-choosing-told]").inner_text().endswith("公司"):
            keys.press("Shift+ArrowRight")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "words-supplier"
        chosen = page.locator("#words-supplier").input_value()
        page.locator("#again-amount").fill("2650000.00")  # a draft rests on it
        saved(page)
        row = json.loads(page.request.get(f"{base}/facts.json?kind=award").text())[0]
        assert row["fields"]["supplier"]["value"] == "砚水示例设备有限公司"
        assert chosen.endswith("公司")
        page.locator('[data-draw="amount"]').evaluate("b => b.click()")
        box = page.locator('rect[data-word="2650000.00"]').bounding_box()
        unit = page.locator('rect[data-word="元"]').bounding_box()
        assert box is not None
        assert unit is not None
        page.mouse.move(box["x"] + 1, box["y"] - 4)
        page.mouse.down()
        page.mouse.move(unit["x"] + unit["width"] + 3, box["y"] + box["height"] + 4, steps=4)
        page.mouse.up()
        assert page.locator("#words-amount").input_value() == "2650000.00元"
        saved(page)
        row = json.loads(page.request.get(f"{base}/facts.json?kind=award").text())[0]
        proof = [a["quote"] for a in row["anchors"] if a["field"] == "amount"]
        assert "2650000.00元" in proof
        claimed(page, base)
        browser.close()
    assert complaints == []
