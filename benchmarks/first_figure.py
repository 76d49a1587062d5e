"""Time the way from `pip install` to the first accepted figure, on 20 PDFs or on FOLDER.

Three commands, as a person types them: `pip install`, `papertrace new`, `papertrace desk FOLDER`,
which adds and reads the folder and opens the desk. Then keys in headless Chromium until a figure
is accepted. FOLDER holds one's own PDFs; without it twenty invented ones are made. It prints every
command, every key, and the seconds, and ends with 1 where the bars (3, 3, 300 s) are not kept.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

import made  # type: ignore[import-not-found]  # beside this file

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS, PAGES = 20, 3
COMMANDS, KEYS, SECONDS = 3, 3, 300


class Watch:
    """What was typed, and how long it took."""

    def __init__(self) -> None:
        """Begin."""
        self.began = time.monotonic()
        self.commands: list[str] = []
        self.keys: list[str] = []

    def told(self, what: str) -> None:
        """Print a line with the seconds so far."""
        print(f"{time.monotonic() - self.began:7.1f} s  {what}", flush=True)

    def command(self, *words: str) -> list[str]:
        """Note a command as it is typed."""
        self.commands.append(" ".join([Path(words[0]).name, *words[1:]]))
        self.told(f"$ {self.commands[-1]}")
        return list(words)


def folder_of(told: Path | None, apart: Path) -> Path:
    """Give the folder of PDFs."""
    if told:
        return told.resolve()
    (apart / "pdfs").mkdir()
    for number in range(DOCUMENTS):
        made.pdf(apart / "pdfs" / f"budget-{number + 1:02}.pdf", PAGES, number)
    return apart / "pdfs"


def accepted(page: Page, watch: Watch) -> str:
    """Press keys until a figure is accepted; give the fact's id, '' where none was in reach."""
    watch.keys.append("j")
    page.keyboard.press("j")
    page.wait_for_url(re.compile("/decide/"))
    while len(watch.keys) < KEYS:
        fact = page.url.rpartition("/")[2].partition("?")[0]
        asks = page.locator("form.accept input[required]").count()
        figure = page.locator("#field-amount").count()
        key = "j" if asks or not figure else "a"
        before = re.escape(page.url)
        watch.keys.append(key)
        page.keyboard.press(key)
        page.wait_for_url(re.compile(f"^(?!{before}$)"))
        if key == "a":
            return fact
    return ""


def walked(apart: Path, documents: Path, watch: Watch) -> tuple[str, str]:
    """Install, make a case, open the desk, press keys; give the fact and its status."""
    python = apart / "venv" / ("Scripts" if os.name == "nt" else "bin")
    case, env = str(apart / "case"), {**os.environ, "PAPERTRACE_HOME": str(apart / "home")}
    env.pop("PYTHONPATH", None)
    subprocess.run(
        watch.command(str(python / "pip"), "install", "--quiet", str(ROOT)), check=True, env=env
    )
    papertrace = str(python / "papertrace")
    subprocess.run(watch.command(papertrace, "new", case), check=True, env=env)
    words = watch.command(papertrace, "desk", str(documents), "--case", case)
    desk = subprocess.Popen([*words, "--no-open"], stdout=subprocess.PIPE, text=True, env=env)
    assert desk.stdout is not None  # noqa: S101  (a pipe was asked for)
    try:
        link = next(line for line in desk.stdout if "/start/" in line).split()[-1]
        watch.told("the desk is open")
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  (the measuring side's)

        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page()
            page.goto(link)
            fact = accepted(page, watch)
            browser.close()
        watch.told("accepted by " + " ".join(watch.keys) if fact else "no figure in reach")
    finally:
        desk.terminate()
        desk.wait(20)
    listed = subprocess.run(
        [papertrace, "facts", "--json", "--case", case],
        capture_output=True,
        text=True,
        check=True,
        env=env,
    )
    rows = [json.loads(line) for line in listed.stdout.splitlines()]
    return fact, next((row["status"] for row in rows if row["id"] == fact), "")


def main() -> int:
    """Measure, and say whether the bars are kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=None)
    told = parser.parse_args()
    print(platform.platform(), f"Python {platform.python_version()}", f"{os.cpu_count()} cores")
    print("python", " ".join(sys.argv), f"load {os.getloadavg()[0]:.2f}")
    with tempfile.TemporaryDirectory() as here:
        apart = Path(here)
        documents = folder_of(told.folder, apart)
        venv.create(apart / "venv", with_pip=True)  # where it is installed is no part of the way
        watch = Watch()
        fact, status = walked(apart, documents, watch)
        took = time.monotonic() - watch.began
    kept = (
        status == "accepted"
        and len(watch.commands) <= COMMANDS
        and len(watch.keys) <= KEYS
        and took <= SECONDS
    )
    figures = {
        "commands": len(watch.commands),
        "keys": len(watch.keys),
        "seconds": round(took, 1),
        "fact": fact[:10],
        "status": status,
        "kept": kept,
    }
    print(json.dumps(figures))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
