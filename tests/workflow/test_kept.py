"""Facts kept in memory are those of the case, whatever was stored meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, derived
from papertrace.workflow.kept import facts_of, marked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("tick", [0, 2_000_000_000])
def test_what_is_stored_is_seen_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tick: int
) -> None:
    monkeypatch.setattr(derived, "_TICK", tick)
    keys = samples.keyring(tmp_path / "keys")
    with Case.create(tmp_path / "case", "t", keys.get("reporter")) as case:
        for count in (1, 2, 3):
            digest = samples.add(case, b"x" * count, f"{count}.txt", keys.get("reporter")).digest
            page = samples.page(amount=f"{count}00")
            made = samples.derivation(digest, [page], [samples.fact(digest, page, f"{count}00")])
            case.derived.put(made)
            assert len(facts_of(case)) == count
        assert marked(case) == marked(case)


def test_the_mark_is_not_computed_while_nothing_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "_TICK", 0)
    keys = samples.keyring(tmp_path / "keys")

    def never(_: derived.Derived) -> str:
        pytest.fail("the mark was computed")

    with Case.create(tmp_path / "case", "t", keys.get("reporter")) as case:
        samples.fill(case, keys, 2)
        first = facts_of(case)
        monkeypatch.setattr(derived.Derived, "mark", never)
        assert facts_of(case) is first
