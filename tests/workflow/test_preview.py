"""A preview shows what a release would, byte for byte but for its mark, though the story waits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import two_awards
from papertrace.casefile import Case
from papertrace.errors import DraftNotChecked, NotReleased, UsageError
from papertrace.workflow.publishing import publish, publish_preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

MARKS = re.compile(
    r'<meta name="robots" content="noindex, nofollow">\n|<aside class="preview".*?</aside>\n',
    re.DOTALL,
)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    with two_awards.make(tmp_path / "case", tmp_path / "in", key) as made:
        yield made


def told(folder: Path) -> dict[str, str]:
    """Give a site's files without the marks of a preview and the time of writing."""
    files = [
        p for p in folder.rglob("*") if p.is_file() and p.name != "papertrace-publication.json"
    ]
    return {
        p.relative_to(folder).as_posix(): TIME.sub("", MARKS.sub("", p.read_text("utf-8")))
        for p in files
    }


def test_a_preview_is_the_release_but_for_its_mark(case: Case, tmp_path: Path) -> None:
    draft = case.root / "drafts" / "story.md"
    assert publish_preview(case, draft, tmp_path / "preview", jobs=1) == ()
    publish(case, draft, tmp_path / "site", "site", jobs=1)
    assert told(tmp_path / "preview") == told(tmp_path / "site")
    for page in (tmp_path / "preview").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "Preview: not published. Nothing stands in the way" in text
        assert "noindex" in text
    assert not any("Preview" in p.read_text("utf-8") for p in (tmp_path / "site").rglob("*.html"))


def test_a_story_that_waits_is_previewed_and_not_published(case: Case, tmp_path: Path) -> None:
    config = case.root / "case.toml"
    text = config.read_text("utf-8").replace("second_person = false", "second_person = true")
    config.write_text(text.replace("editor_release = false", "editor_release = true"), "utf-8")
    draft = case.root / "drafts" / "story.md"
    with Case.open(case.root) as waiting:
        with pytest.raises(NotReleased, match="no editor"):
            publish(waiting, draft, tmp_path / "site", "site", jobs=1)
        lines = publish_preview(waiting, draft, tmp_path / "preview", jobs=1)
    assert ["no editor" in lines[0], "second person" in lines[1], len(lines)] == [True, True, 2]
    index = (tmp_path / "preview" / "index.html").read_text("utf-8")
    assert "Its release waits for 2 things." in index
    assert "26,543,217 yuan" in index
    assert not (tmp_path / "site").exists()


def test_a_claim_that_fails_has_no_preview(case: Case, tmp_path: Path) -> None:
    draft = case.root / "drafts" / "story.md"
    draft.write_text(two_awards.STORY.replace("26,543,217", "27,543,217"), "utf-8")
    with pytest.raises(DraftNotChecked):
        publish_preview(case, draft, tmp_path / "preview", jobs=1)


def test_a_preview_never_stands_where_a_story_was_published(case: Case, tmp_path: Path) -> None:
    draft, out = case.root / "drafts" / "story.md", tmp_path / "site"
    publish(case, draft, out, "site", jobs=1)
    with pytest.raises(UsageError, match="holds a published story"):
        publish_preview(case, draft, out, jobs=1)
    for _ in range(2):
        publish_preview(case, draft, tmp_path / "preview", jobs=1)
