"""Whether pages count as read."""

from __future__ import annotations

import pytest

from analyse.invented import holding, page
from papertrace.analyse.reading import quality, unread
from papertrace.model import Box, Word

BOX = Box(0, 0, 1, 1)


def test_words_given_by_the_file_count_fully() -> None:
    assert quality(page(1, "字", words=(Word("字", BOX, 0, 1),))) == 1.0


def test_recognised_words_count_by_their_length() -> None:
    words = (Word("三个字", BOX, 0, 3, 1.0), Word("字", BOX, 3, 4, 0.6))
    assert quality(page(1, "三个字字", words=words)) == pytest.approx(0.9)


@pytest.mark.parametrize(("minimum", "told"), [(0.89, 0), (0.91, 1)])
def test_the_floor_decides(minimum: float, told: int) -> None:
    words = (Word("字", BOX, 0, 1, 0.9),)
    held = holding("a.pdf", "2024", (page(1, "字", words=words),))
    assert len(list(unread(held, minimum))) == told


def test_a_document_without_pages_is_not_read() -> None:
    assert list(unread(holding("a.pdf", "2024"), 0.98)) == ["0 of its 0 pages are at hand"]
