"""Make docs/picture.png from the sample's site: python tools/picture.py SITE (needs a Chromium)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parents[1] / "docs" / "picture.png"
CLAIM = "quota"


def main() -> None:
    """Open the sample's site, open one figure's proof, and keep what is seen."""
    index = (Path(sys.argv[1]) / "index.html").resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1180, "height": 720})
        page.goto(index.as_uri())
        page.click(f"#claim-{CLAIM}")
        page.wait_for_timeout(600)
        page.screenshot(path=str(TARGET))
        browser.close()


if __name__ == "__main__":
    main()
