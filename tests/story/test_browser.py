"""The sample's site in a real browser: a figure is clicked, its box stands on its cell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from support import papertrace

if TYPE_CHECKING:
    from playwright.sync_api import Locator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FEW = 15
"""Figures that are opened outside the long set, which opens all."""
SLACK = 2.0
"""Pixels."""
FIRST_VIEW = 300_000
"""Bytes of all files that a browser asks for before anything is clicked."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in PATH"),
]


@pytest.fixture
def case(demo: Path) -> Path:
    """Give the sample case, which no test here changes."""
    return demo


def on_screen(found: Locator) -> tuple[float, float, float, float]:
    got = found.bounding_box()
    assert got is not None
    return got["x"], got["y"], got["x"] + got["width"], got["y"] + got["height"]


@pytest.mark.parametrize(
    ("script", "most"),
    [
        (True, FEW),
        pytest.param(True, None, marks=pytest.mark.long),
        pytest.param(False, None, marks=pytest.mark.long),
    ],
    ids=["script-few", "script", "no-script"],
)
def test_every_figure_of_the_sample_opens_the_box_of_its_fact(
    case: Path, *, script: bool, most: int | None
) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is)

    report = json.loads(papertrace("check", "drafts/story.md", "--json", "--case", str(case)))
    facts = {
        row["id"]: row
        for row in map(json.loads, papertrace("facts", "--json", "--case", str(case)).splitlines())
    }
    widths: dict[tuple[str, int], float] = {}
    checked, complaints = 0, []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text))
        page.on(
            "request", lambda r: None if r.url.startswith("file:") else complaints.append(r.url)
        )
        index = (case / "site" / "index.html").as_uri()
        asked: list[str] = []
        page.on("request", lambda r: asked.append(unquote(urlsplit(r.url).path)))
        page.goto(index, wait_until="networkidle")
        assert len(asked) >= (3 if script else 2)
        assert sum(Path(path).stat().st_size for path in set(asked)) <= FIRST_VIEW
        for result in [r for r in report["results"] if r["facts"]][:most]:
            page.goto(index)
            page.click(f"#claim-{result['claim']}")
            drawer = page.locator(f"#proof-{result['claim']}")
            drawer.wait_for(state="visible")
            fact = facts[result["facts"][0]]
            window = drawer.locator('[data-window="crop"]').first
            mark = window.locator('.mark[data-role="figure"]').first
            told = [float(v) for v in (mark.get_attribute("data-box") or "").split()]
            boxes = [b for a in fact["anchors"] if not a.get("role") for b in a["boxes"]]
            assert any(
                all(abs(x - y) < 0.02 for x, y in zip(told, box, strict=True)) for box in boxes
            )
            picture, seen = on_screen(window.locator("img")), on_screen(mark)
            number = next(a["page"] for a in fact["anchors"] if told in a["boxes"])
            name = fact["document"]["name"]
            if (name, number) not in widths:
                (row,) = papertrace(
                    "pages", name, "--page", str(number), "--json", "--case", str(case)
                ).splitlines()
                widths[name, number] = json.loads(row)["width"]
            step = (picture[2] - picture[0]) / widths[name, number]
            assert abs(seen[0] - (picture[0] + told[0] * step)) <= SLACK
            assert abs(seen[1] - (picture[1] + told[1] * step)) <= SLACK
            assert abs(seen[2] - (picture[0] + told[2] * step)) <= SLACK
            assert abs(seen[3] - (picture[1] + told[3] * step)) <= SLACK
            checked += 1
        browser.close()
    assert checked == most if most else checked >= FEW
    assert complaints == []
