"""What is derived comes back as it was, and is thrown away where it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Derived
from papertrace.casefile.verify import verify
from papertrace.errors import CaseTampered
from papertrace.model import Box, Field

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case, Derivation, Keyring

A, B = "a" * 64, "b" * 64


def made(digest: str = A) -> Derivation:
    """Give two pages with a fact each, the later page's fact first."""
    pages = [samples.page(1, "111"), samples.page(2, "222")]
    facts = [samples.fact(digest, pages[1], "222"), samples.fact(digest, pages[0], "111")]
    return samples.derivation(digest, pages, facts)


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    derived, first, second = Derived(tmp_path / "derived"), made(A), made(B)
    derived.put_many([second, first])
    derived.close()
    again = Derived(tmp_path / "derived")
    assert again.fingerprints() == {A: first.fingerprint, B: second.fingerprint}
    assert again.summary(A) == replace(first, pages=(), facts=())
    assert [d.digest for d in again.summaries()] == [A, B]
    assert tuple(again.pages(A)) == first.pages
    assert again.page(B, 2) == second.pages[1]
    assert (again.page(B, 3), again.page("c" * 64, 1), again.summary("c" * 64)) == (None,) * 3
    assert list(again.facts()) == [*first.facts[::-1], *second.facts[::-1]]
    assert list(again.facts(digest=B)) == list(second.facts[::-1])
    assert list(again.facts(kind="award", digest=A)) == list(first.facts[::-1])
    assert list(again.facts(kind="budget_line")) == []
    assert again.fact(first.facts[0].id) == first.facts[0]
    assert again.fact("nothing") is None
    assert again.counts() == {A: 2, B: 2}
    assert list(again.audit()) == []
    again.close()


def test_facts_are_sorted_by_where_they_begin(tmp_path: Path) -> None:
    page = samples.page(1, "111")
    one = samples.fact(A, page, "111")

    def at(top: float, x0: float, kind: str) -> object:
        anchor = replace(one.anchors[0], boxes=(Box(x0, top, x0 + 1, top + 1),))
        unit = replace(anchor, role="unit", page=1, boxes=(Box(0, 0, 1, 1),))
        return replace(one, kind=kind, anchors=(unit, anchor))

    order = [at(5, 9, "z"), at(10, 1, "y"), at(10, 2, "a"), at(10, 2, "b")]
    shuffled = [order[i] for i in (3, 1, 0, 2)]
    derived = Derived(tmp_path)
    derived.put(samples.derivation(A, [page], shuffled))  # type: ignore[arg-type]  # facts they are
    assert [f.kind for f in derived.facts()] == ["z", "y", "a", "b"]
    derived.close()


def test_putting_again_replaces_and_removing_forgets(tmp_path: Path) -> None:
    derived, first = Derived(tmp_path), made()
    derived.put(first)
    shorter = samples.derivation(A, first.pages[:1], first.facts[1:])
    derived.put(replace(shorter, fingerprint="other"))
    assert derived.fingerprints() == {A: "other"}
    assert list(derived.facts()) == [first.facts[1]]
    assert derived.page(A, 2) is None
    derived.remove(A)
    assert (derived.summaries(), list(derived.facts()), derived.page(A, 1)) == ((), [], None)
    derived.close()


def test_the_same_input_is_stored_as_the_same_bytes(tmp_path: Path) -> None:
    stored = []
    for name in ("one", "two"):
        derived = Derived(tmp_path / name)
        derived.put_many([made(B), made(A)] if name == "one" else [made(A), made(B)])
        derived.close()
        with closing(sqlite3.connect(tmp_path / name / "derived.db")) as outside:
            stored.append(
                [
                    outside.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall()  # noqa: S608  (constants)
                    for t in ("document", "page", "fact")
                ]
            )
    assert stored[0] == stored[1]


def test_two_pages_of_one_number_are_refused_whole(tmp_path: Path) -> None:
    derived, first = Derived(tmp_path), made()
    derived.put(first)
    with pytest.raises(sqlite3.IntegrityError):
        derived.put_many([made(B), replace(first, pages=(first.pages[0],) * 2)])
    assert derived.fingerprints() == {A: first.fingerprint}
    assert list(derived.pages(A)) == list(first.pages)
    assert [p.name for p in tmp_path.iterdir() if "damaged" in p.name] == []
    derived.close()


@pytest.mark.parametrize("kind", ["missing", "empty", "garbage", "header", "other", "folder gone"])
def test_an_unusable_file_is_replaced_by_an_empty_one(case: Case, keys: Keyring, kind: str) -> None:
    samples.fill(case, keys, 2)
    before = list(case.entries())
    case.close()
    path = case.derived.path
    data = path.read_bytes()
    if kind in ("missing", "folder gone"):
        path.unlink()
    if kind == "folder gone":
        path.parent.rmdir()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "garbage":
        path.write_bytes(b"?" * len(data))
    elif kind == "header":
        path.write_bytes(bytes(200) + data[200:])
    elif kind == "other":
        with closing(sqlite3.connect(path)) as outside:
            outside.execute("PRAGMA user_version=12345")
    assert case.derived.fingerprints() == {}
    case.derived.put(made())
    assert case.derived.counts() == {A: 2}
    damaged = [p.name for p in path.parent.iterdir() if "damaged" in p.name]
    assert len(damaged) == (1 if kind in ("garbage", "header") else 0)
    assert list(case.entries()) == before
    assert len(case.documents()) == 2


def test_a_damaged_row_is_found_when_read_and_the_file_set_aside(tmp_path: Path) -> None:
    for number, statement in enumerate(
        (
            "UPDATE fact SET json = replace(json, '111', '119')",
            "UPDATE fact SET top = 3",
            "UPDATE page SET body = substr(body, 1, 60)",
            "UPDATE document SET fingerprint = 'x'",
        )
    ):
        derived = Derived(tmp_path / str(number))
        derived.put(made())
        derived.close()
        with closing(sqlite3.connect(derived.path)) as outside, outside:
            outside.execute(statement)
        assert len(list(derived.audit())) == 1
        with pytest.raises(CaseTampered) as caught:
            _ = [*derived.facts(), *derived.pages(A), *derived.summaries()]
        assert "papertrace build" in caught.value.advice
        assert derived.fingerprints() == {}
        derived.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fact SET json = replace(json, '2650', '2651')",
        "DELETE FROM fact",
        "DELETE FROM page",
        "UPDATE document SET digest = 'z' || substr(digest, 2)",
        "UPDATE page SET body = x'00'",
    ],
)
def test_verify_names_what_is_damaged_and_changes_nothing(
    case: Case, keys: Keyring, statement: str
) -> None:
    samples.fill(case, keys, 2)
    case.close()
    with closing(sqlite3.connect(case.derived.path)) as outside, outside:
        outside.execute(statement)
    for _ in range(2):
        items = list(verify(case))
        assert "derived" in {i.what for i in items if i.state == "broken"}
        assert {i.state for i in items if i.what == "anchor"} == {"could-not-be-checked"}
        assert all(i.what == "derived" for i in items if i.state == "broken")


def test_nothing_built_yet_is_not_broken(case: Case) -> None:
    items = [i for i in verify(case) if i.what == "derived"]
    assert [i.state for i in items] == ["could-not-be-checked"]
    assert not case.derived.path.exists()


def test_pages_of_a_foreign_document_are_named(case: Case) -> None:
    case.derived.put(made())
    (item,) = samples.broken(case)
    assert item.what == "derived"
    assert A[:12] in item.message


def test_a_fact_under_an_id_that_is_not_its_own_is_named(tmp_path: Path) -> None:
    derived, whole = Derived(tmp_path / "derived"), made(A)
    forged = replace(whole.facts[0], fields={"amount": Field("999", "999", "CNY")})
    derived.put(replace(whole, facts=(forged, whole.facts[1])))
    (flaw,) = derived.audit()
    assert flaw.startswith(f"Fact {forged.id[:12]} of document {A[:12]} was changed")
    assert derived.whole(A) == replace(whole, facts=(forged, whole.facts[1]))
    derived.close()


def test_a_forged_fact_cannot_be_decided(case: Case, keys: Keyring) -> None:
    me = keys.get("reporter")
    captured = samples.add(case, b"a document", "a.txt", me)
    right = samples.fact(captured.digest, samples.page())
    forged = replace(right, fields={"amount": Field("999", "999", "CNY")})
    with pytest.raises(CaseTampered, match=r"a\.txt"):
        case.decide(forged, "accepted", key=me, channel="script")
    assert case.decisions() == ()
