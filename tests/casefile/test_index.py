"""The search index says where words may stand: never less, and never from a damaged file."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import disk
from papertrace.casefile import index as indexing
from papertrace.casefile.index import Index
from papertrace.errors import CaseBusy
from papertrace.search import bare_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Texts = dict[str, list[tuple[int, str]]]
SIGNS = "边检站采购遣返无人机巡逻艇0123456789，。 ABcd\n縣１(%-x탈𠮷"


def made(seed: int, count: int = 12) -> Texts:
    pick = random.Random(seed)  # noqa: S311  (invented pages)
    return {
        f"{n:02}": [(p, "".join(pick.choices(SIGNS, k=60))) for p in range(1, 4)]
        for n in range(count)
    }


def marks(texts: Texts) -> dict[str, str]:
    return {digest: str(hash(tuple(some))) for digest, some in texts.items()}


def update(index: Index, texts: Texts) -> list[str]:
    return list(index.update(marks(texts), texts.__getitem__))


def truth(texts: Mapping[str, list[tuple[int, str]]], words: str) -> set[tuple[str, int]]:
    wanted = bare_text(words)
    return {(d, n) for d, some in texts.items() for n, text in some if wanted in bare_text(text)}


def test_every_stretch_of_every_page_is_found_there_and_nowhere_else(tmp_path: Path) -> None:
    texts, index, pick = made(1), Index(tmp_path), random.Random(2)  # noqa: S311  (as above)
    assert sorted(update(index, texts)) == sorted(texts)
    asked: list[str] = []
    while len(asked) < 300:
        text = pick.choice(pick.choice(list(texts.values())))[1]
        at = pick.randrange(len(text))
        words = text[at : at + pick.randint(1, 12)]
        if bare_text(words):
            asked.append(words)
    assert index.ask(marks(texts), asked) == [truth(texts, words) for words in asked]
    assert index.ask(marks(texts), [" ", '"', "x2c"]) == [set(), set(), set()]


def test_what_was_read_anew_is_found_as_it_is_now(tmp_path: Path) -> None:
    texts, index = made(3), Index(tmp_path)
    update(index, texts)
    texts["00"] = [(1, "示例新页 777")]
    del texts["01"]
    assert index.ask(marks(texts), ["777"]) is None  # it knows that it is not current
    assert update(index, texts) == ["00"]
    assert index.ask(marks(texts), ["777", "边"]) == [truth(texts, "777"), truth(texts, "边")]
    assert update(index, texts) == []


def test_dead_pages_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_DEAD", 10)
    index = Index(tmp_path)
    for seed in range(6):
        update(index, made(seed))
    with closing(sqlite3.connect(index.path)) as opened:
        assert opened.execute("SELECT last FROM used").fetchone()[0] <= 3 * 36
    texts = made(5)
    assert index.ask(marks(texts), ["机"]) == [truth(texts, "机")]


@pytest.mark.parametrize("thrown", ["index.db", "index.sha256"])
def test_a_damaged_index_is_told_and_made_anew(tmp_path: Path, thrown: str) -> None:
    texts, index = made(4), Index(tmp_path)
    update(index, texts)
    assert list(index.audit()) == []
    path = tmp_path / thrown
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert list(index.audit()) == ["The search index is not as it was written."]
    assert index.ask(marks(texts), ["边"]) is None
    assert sorted(update(index, texts)) == sorted(texts)
    assert index.ask(marks(texts), ["边"]) == [truth(texts, "边")]
    assert list(index.audit()) == []


def test_ended_at_any_step_the_next_update_makes_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_GROUP", 8)
    texts, index = made(5), Index(tmp_path)
    steps = [0]

    def count(_operation: str, _path: Path) -> None:
        steps[0] += 1

    monkeypatch.setattr(disk, "step", count)
    update(Index(tmp_path / "counted"), texts)
    total = steps[0]
    assert total > 40
    for stop in range(1, total, 7):
        left = [stop]

        def fail(_operation: str, _path: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt

        index.remove()
        monkeypatch.setattr(disk, "step", fail)
        with pytest.raises(KeyboardInterrupt):
            update(index, texts)
        monkeypatch.setattr(disk, "step", count)
        update(index, texts)
        assert index.ask(marks(texts), ["边", "遣"]) == [truth(texts, "边"), truth(texts, "遣")]


def test_two_at_once_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_WAIT", 0.05)
    texts, index = made(6), Index(tmp_path)
    running = index.update(marks(texts), texts.__getitem__)
    next(running)
    with pytest.raises(CaseBusy):
        update(Index(tmp_path), texts)
    with pytest.raises(CaseBusy):
        Index(tmp_path).ask(marks(texts), ["边"])
    list(running)
    assert Index(tmp_path).ask(marks(texts), ["边"]) == [truth(texts, "边")]


def test_removed_nothing_of_it_is_left(tmp_path: Path) -> None:
    index = Index(tmp_path)
    update(index, made(7))
    index.remove()
    assert {p.name for p in tmp_path.iterdir()} == {"index.lock"}
