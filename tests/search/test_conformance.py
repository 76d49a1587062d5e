"""Search against brute force on real documents: nothing missed, nothing false, boxes right."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile.index import Index
from papertrace.read import read
from papertrace.search import bare_text, find
from papertrace.text.personal_wary import wary
from support import DATA, needs_data

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.model import Page

ASKED, BOXED = 2_000, 150


def pages_of(pick: random.Random) -> dict[str, list[Page]]:
    """Read a third of the budgets and notices."""
    every = sorted(p for p in DATA.glob("*/*") if p.suffix in (".pdf", ".html", ".txt"))
    chosen = [p for p in pick.sample(every, len(every) // 3) if "scans" not in p.parts]
    return {p.name: list(read(p.read_bytes(), p.name).pages) for p in chosen}


@pytest.mark.long
@needs_data
def test_random_stretches_are_found_where_they_stand_and_nowhere_else(tmp_path: Path) -> None:
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    print(f"seed {seed} (set PAPERTRACE_SEED to repeat)")  # noqa: T201  (to repeat a failure)
    pick = random.Random(seed)  # noqa: S311  (a sample, not secrets)
    pages = pages_of(pick)
    flat = [(name, page) for name, some in pages.items() for page in some if page.text.strip()]
    texts = {(name, page.number): bare_text(page.text) for name, page in flat}
    index, marks = Index(tmp_path), dict.fromkeys(pages, "1")
    list(index.update(marks, lambda name: [(p.number, p.text) for p in pages[name]]))
    asked: list[str] = []
    while len(asked) < ASKED:
        text = pick.choice(flat)[1].text
        at = pick.randrange(len(text))
        words = text[at : at + pick.randint(1, 12)]
        if bare_text(words):
            asked.append(words)
    told = index.ask(marks, asked)
    assert told is not None
    for words, places in zip(asked, told, strict=True):
        wanted = bare_text(words)
        assert places == {at for at, text in texts.items() if wanted in text}, words
    for words in asked[:BOXED]:
        _, page = next(one for one in flat if bare_text(words) in texts[one[0], one[1].number])
        _boxed(words.strip('"“” \n\t'), page)


def _boxed(words: str, page: Page) -> None:
    """Hold the boxes of every hit against the words of the page that lie in them."""
    hits = list(find(words, page))
    if not bare_text(words):
        return
    assert hits or wary(page.text), words
    for hit in hits:
        inside = "".join(
            w.text
            for w in page.words
            if any(
                b.x0 < w.box.x1
                and w.box.x0 < b.x1
                and b.top < w.box.bottom
                and w.box.top < b.bottom
                for b in hit.boxes
            )
        )
        missing = set(bare_text(words)) - set(bare_text(inside))
        assert not missing, (words, inside)
