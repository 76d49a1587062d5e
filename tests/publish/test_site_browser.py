"""The site in a real browser, from disk: the drawer opens, the boxes stand on their words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from papertrace.model import Box, union
from papertrace.publish.site import files
from papertrace.publish.tombstone import moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from papertrace.model import AcceptedFact, Publication

_PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
CHROMIUM = next((p for p in _PATHS if Path(p).exists()), None) or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SLACK = 2.0
"""Pixels by which a box may miss its words."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in /usr/bin or in PATH"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser once."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def address(publication: Publication, tmp_path: Path) -> str:
    """Write the site to disk and give the address of its first page."""
    for name, data in files(publication):
        place = tmp_path / "site" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return (tmp_path / "site" / "index.html").as_uri()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Open a window with and without JavaScript."""
    made = browser.new_context(
        viewport={"width": 1280, "height": 900},
        java_script_enabled=request.param,
        reduced_motion="reduce",
    )
    yield made
    made.close()


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Page]:
    """Give a page; it must neither complain nor ask for anything that is not on disk."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.on("requestfailed", lambda r: complaints.append(f"failed: {r.url}"))
    page.on("request", lambda r: None if r.url.startswith("file://") else complaints.append(r.url))
    yield page
    assert complaints == []


def on_screen(found: Locator) -> Box:
    got = found.bounding_box()
    assert got is not None
    return Box(got["x"], got["y"], got["x"] + got["width"], got["y"] + got["height"])


def assert_marks_stand(window: Locator, fact: AcceptedFact, field: str) -> None:
    """Compare each mark's place on the screen with its anchor's, scaled like the picture."""
    picture = on_screen(window.locator("img"))
    for role in ("", "unit"):
        boxes = [b for a in fact.anchors if a.field == field and a.role == role for b in a.boxes]
        marks = window.locator(f'.mark[data-role="{role or "figure"}"]')
        assert marks.count() == len(boxes) > 0
        step = picture.width / 595.0
        wanted = union(boxes)
        seen = union(on_screen(marks.nth(i)) for i in range(marks.count()))
        assert abs(seen.x0 - (picture.x0 + wanted.x0 * step)) <= SLACK
        assert abs(seen.top - (picture.top + wanted.top * step)) <= SLACK
        assert abs(seen.x1 - (picture.x0 + wanted.x1 * step)) <= SLACK
        assert abs(seen.bottom - (picture.top + wanted.bottom * step)) <= SLACK


@pytest.mark.parametrize(("claim", "fact"), [("boats", 0), ("budget", 1)])
def test_a_figure_opens_its_proof(
    watched: Page, address: str, publication: Publication, claim: str, fact: int
) -> None:
    watched.goto(address)
    drawer = watched.locator(f"#proof-{claim}")
    assert not drawer.is_visible()
    watched.click(f"#claim-{claim}")
    assert drawer.is_visible()
    piece = drawer.locator(".evidence").first
    crop = piece.locator('[data-window="crop"]').first
    frame = on_screen(crop)
    mark = on_screen(crop.locator('.mark[data-role="figure"]').first)
    assert frame.x0 <= mark.x0 < mark.x1 <= frame.x1
    assert frame.top <= mark.top < mark.bottom <= frame.bottom
    assert crop.locator("img").evaluate("i => i.complete && i.naturalWidth > 0")
    assert_marks_stand(crop, publication.facts[fact], "amount")
    whole = piece.locator("details.whole").first
    if whole.get_attribute("open") is None:  # on a page of its own it stands open
        whole.locator("summary").click()
    assert_marks_stand(
        piece.locator('[data-window="page"]').first, publication.facts[fact], "amount"
    )


def test_the_proof_has_a_page_of_its_own(
    watched: Page, address: str, publication: Publication
) -> None:
    watched.goto(address.replace("index.html", "proofs/boats.html"))
    assert watched.locator("h1").inner_text() == "26.5 million yuan"
    assert_marks_stand(
        watched.locator('[data-window="page"]').first, publication.facts[0], "amount"
    )


def test_a_narrow_window_shows_the_whole_drawer(watched: Page, address: str) -> None:
    watched.set_viewport_size({"width": 360, "height": 720})
    watched.goto(address)
    watched.click("#claim-boats")
    drawer = on_screen(watched.locator("#proof-boats"))
    assert drawer.x0 >= 0
    assert drawer.x1 <= 360
    assert watched.evaluate("document.documentElement.scrollWidth") <= 360


def test_closing_goes_back_to_the_figure(watched: Page, address: str) -> None:
    watched.goto(address)
    watched.click("#claim-boats")
    watched.click("#proof-boats .close")
    assert not watched.locator("#proof-boats").is_visible()


@pytest.mark.parametrize("context", [True], indirect=True, ids=["script"])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_closes_and_comes_back(watched: Page, address: str, key: str) -> None:
    watched.goto(address)
    watched.focus("#claim-budget")
    watched.keyboard.press(key)
    assert watched.locator("#proof-budget").is_visible()
    assert watched.evaluate("document.activeElement.id") == "proof-budget"
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.closest('.proof').id") == "proof-budget"
    watched.keyboard.press("Escape")
    assert not watched.locator("#proof-budget").is_visible()
    assert watched.evaluate("document.activeElement.id") == "claim-budget"


@pytest.mark.parametrize("context", [True], indirect=True, ids=["script"])
def test_an_address_opens_its_proof(watched: Page, address: str) -> None:
    watched.goto(f"{address}#proof-no-quota")
    assert watched.locator("#proof-no-quota").is_visible()
    watched.click("#proof-no-quota .step[rel=prev]")
    assert watched.locator("#proof-budget").is_visible()
    assert not watched.locator("#proof-no-quota").is_visible()


@pytest.mark.parametrize("context", [True], indirect=True, ids=["script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(watched: Page, address: str, scheme: str) -> None:
    watched.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.goto(address)
    watched.click("#claim-boats")
    poor = watched.evaluate(_CONTRAST)
    assert poor == []


_CONTRAST = """() => {
  const parts = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => {
    const [r, g, b] = parts(c).map((v) => v / 255).map(
      (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = getComputedStyle(at).backgroundColor;
      const p = parts(c);
      if (p.length === 3 || p[3] === 1) return c;
    }
    return "rgb(255,255,255)";
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility()) continue;
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


def found_by_axe(page: Page) -> list[str]:
    """Run axe-core with all its rules; give each violation with what it stands on."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    told = axe.run(page).response["violations"]
    return [f"{v['id']}: {n['html'][:120]} {n['any'][:1]}" for v in told for n in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, address: str, publication: Publication, scheme: str
) -> None:
    """First view, an open drawer, a claim's, a document's, and a narrow window; light and dark."""
    site = Path(address.removeprefix("file://")).parent
    bought = replace(publication, purchases={publication.facts[0].id: "a purchase"})
    for name, data in files(bought):
        if name.startswith("purchases/"):
            (site / "purchases").mkdir(exist_ok=True)
            (site / name).write_bytes(data)
    preview = dict(files(replace(publication, waits=("a signature",))))["index.html"]
    (site / "preview.html").write_bytes(preview)
    (site / "gone.html").write_text(moved("2025-03-02"), "utf-8")
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page, wrong = context.new_page(), []
    kinds = [address, f"{address}#proof-boats", f"{address}#proof-no-quota"]
    for folder in ("proofs", "documents", "purchases", "."):
        found = sorted((site / folder).glob("*.html"))
        kinds += [p.as_uri() for p in found if p.name != "index.html"]
    assert len(kinds) >= 10
    for kind in kinds:
        page.goto("about:blank")
        page.goto(kind)
        wrong += [f"{kind.rpartition('/site/')[2]}: {line}" for line in found_by_axe(page)]
    page.set_viewport_size({"width": 360, "height": 720})
    page.goto(address)
    wrong += found_by_axe(page)
    context.close()
    assert not wrong, "\n".join(wrong)
