"""A case keeps what it is given and gives it back as it was."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, Choice, disk
from papertrace.casefile.log import SCHEMA, START
from papertrace.errors import (
    CaseError,
    CaseExists,
    CaseNotFound,
    CaseTampered,
    CaseTooNew,
    UnknownDocument,
    UnknownKey,
    UsageError,
)
from papertrace.model import Field, Rules, make_fact

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Keyring, SigningKey


def test_a_new_case_has_its_folders_title_and_first_key(case: Case, reporter: SigningKey) -> None:
    assert {p.name for p in case.root.iterdir()} >= {
        "case.toml",
        "archive",
        "drafts",
        "derived",
        "log.db",
    }
    assert (case.title, case.languages) == ("Border budgets", ("zh", "en"))
    assert (case.rules, case.expected) == (Rules(second_person=False), ())
    assert [(k.id, k.label) for k in case.people()] == [(reporter.id, "reporter")]
    assert [e.kind for e in case.entries()] == ["case"]
    assert samples.broken(case) == []


def test_a_reopened_case_holds_the_same(case: Case, keys: Keyring) -> None:
    samples.fill(case, keys)
    case.judge("n0.txt", "complete", key=keys.get("reporter"), reason="all pages")
    before = (
        case.captures(),
        case.documents(),
        case.decisions(),
        case.judgements(),
        list(case.entries()),
        case.head(),
        list(case.derived.facts()),
    )
    case.close()
    with Case.open(case.root) as again:
        assert before == (
            again.captures(),
            again.documents(),
            again.decisions(),
            again.judgements(),
            list(again.entries()),
            again.head(),
            list(again.derived.facts()),
        )


def test_no_case_is_made_over_something(tmp_path: Path, reporter: SigningKey) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        with pytest.raises(CaseExists):
            Case.create(tmp_path / name, "T", reporter)
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["note.txt"]
    with pytest.raises(UsageError, match="title"):
        Case.create(tmp_path / "new", "  ", reporter)
    assert not (tmp_path / "new").exists()


def test_a_case_is_made_in_an_empty_folder(tmp_path: Path, reporter: SigningKey) -> None:
    (tmp_path / "deep" / "case").mkdir(parents=True)
    with Case.create(tmp_path / "deep" / "case", "T", reporter) as made:
        assert made.title == "T"


def test_a_network_drive_is_refused(
    tmp_path: Path, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "network_drive", lambda _: "nfs4")
    with pytest.raises(CaseError, match="nfs4"):
        Case.create(tmp_path / "case", "T", reporter)


def test_a_folder_without_a_case_is_none(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(CaseNotFound):
            Case.open(folder)


def test_a_case_of_a_newer_version_is_left_alone(case: Case) -> None:
    case.close()
    samples.meddle(case, f"PRAGMA user_version={SCHEMA + 1}", unguarded=False)
    with pytest.raises(CaseTooNew):
        Case.open(case.root)


def test_documents_are_found_by_name_and_by_unique_beginning(
    case: Case, reporter: SigningKey
) -> None:
    one = samples.add(case, b"one", "b/one.pdf", reporter)
    two = samples.add(case, b"two", "a.pdf", reporter)
    samples.add(case, b"one", "copy.pdf", reporter)
    assert [h.name for h in case.documents()] == ["a.pdf", "b/one.pdf"]
    held = case.find("copy.pdf")
    assert (held.digest, held.name) == (one.digest, "b/one.pdf")
    assert held.names == ("b/one.pdf", "copy.pdf")
    assert (held.size, held.media_type, held.first_captured_at) == (3, "text/plain", one.at)
    assert case.find(two.digest[:6].upper()).name == "a.pdf"
    with pytest.raises(UnknownDocument) as caught:
        case.find("a.pfd")
    assert "`a.pdf`" in caught.value.advice
    with pytest.raises(UnknownDocument):
        case.find(two.digest[:3])


def test_a_name_of_two_documents_is_ambiguous(case: Case, reporter: SigningKey) -> None:
    first = samples.add(case, b"one", "same.pdf", reporter)
    samples.add(case, b"two", "same.pdf", reporter)
    with pytest.raises(UnknownDocument, match="ambiguous") as caught:
        case.find("same.pdf")
    assert first.digest[:12] in caught.value.advice


def test_a_changed_or_missing_original_is_not_given(case: Case, reporter: SigningKey) -> None:
    digest = samples.add(case, b"one", "one.pdf", reporter).digest
    assert case.original(digest) == b"one"
    path = case.original_path(digest)
    path.chmod(0o644)
    path.write_bytes(b"two")
    with pytest.raises(CaseTampered, match=r"one\.pdf was changed"):
        case.original(digest)
    path.unlink()
    with pytest.raises(CaseTampered, match=r"one\.pdf is missing"):
        case.original(digest)
    with pytest.raises(UnknownDocument):
        case.original("0" * 64)


def test_a_decision_round_trips_exactly(case: Case, keys: Keyring) -> None:
    (found,) = samples.fill(case, keys, 1)
    (stored,) = case.derived.facts()
    made = case.decisions()[0]
    assert stored == found
    assert (made.fact_id, made.digest, made.kind) == (found.id, found.digest, "award")
    assert (made.fields, made.anchors, made.form) == (found.fields, found.anchors, "award@1")
    assert (made.verdict, made.channel, made.reason) == ("accepted", "script", "read it")
    assert made.reviewer == keys.get("reporter").id
    assert made.replaces is None


def test_a_later_decision_replaces_the_same_persons_only(case: Case, keys: Keyring) -> None:
    (found,) = samples.fill(case, keys, 1)
    me, other = keys.get("reporter"), keys.get("editor")
    case.introduce(other, by=me)
    first = case.decisions()[0]
    theirs = case.decide(found, "rejected", key=other, channel="desk", seen_sha256="ab")
    value = {"amount": Field("265", amount := samples.AMOUNT + "0", "CNY")}
    second = case.decide(found, "corrected", key=me, channel="desk", fields=value)
    assert amount in found.anchors[0].quote
    assert (theirs.replaces, theirs.seen_sha256) == (None, "ab")
    assert second.replaces == first.id
    assert second.fact_id == found.id
    assert dict(second.fields) == value
    assert case.decisions() == (first, theirs, second)


def test_many_decisions_are_taken_together_or_not_at_all(case: Case, keys: Keyring) -> None:
    facts = samples.fill(case, keys, 2)
    me = keys.get("reporter")
    foreign = make_fact("f" * 64, "award", {}, [], form="award@1", confidence=1.0)
    with pytest.raises(UnknownDocument):
        case.decide_many(
            [Choice(facts[0], "rejected"), Choice(foreign, "accepted")], key=me, channel="script"
        )
    assert len(case.decisions()) == 2
    made = case.decide_many([Choice(f, "rejected") for f in facts], key=me, channel="script")
    assert [d.fact_id for d in made] == [f.id for f in facts]
    assert case.decide_many([], key=me, channel="script") == ()
    assert len(case.decisions()) == 4


def test_a_verdict_without_its_value_is_refused(case: Case, keys: Keyring) -> None:
    (found,) = samples.fill(case, keys, 1)
    me = keys.get("reporter")
    with pytest.raises(UsageError):
        case.decide(found, "corrected", key=me, channel="script")
    with pytest.raises(UsageError):
        case.decide(found, "accepted", key=me, channel="script", fields=found.fields)
    with pytest.raises(UsageError):
        case.decide(found, "maybe", key=me, channel="script")  # type: ignore[arg-type]  # the point
    assert len(case.decisions()) == 1


def test_nobody_unknown_signs(case: Case, keys: Keyring) -> None:
    (found,) = samples.fill(case, keys, 1)
    stranger = keys.get("editor")
    head = case.head()
    with pytest.raises(UnknownKey):
        case.decide(found, "accepted", key=stranger, channel="script")
    with pytest.raises(UnknownKey):
        samples.add(case, b"x", "x.txt", stranger)
    with pytest.raises(UnknownKey):
        case.introduce(stranger)
    with pytest.raises(UnknownKey):
        case.introduce(stranger, by=stranger)
    assert case.head() == head
    case.introduce(stranger, by=keys.get("reporter"))
    case.introduce(stranger)
    assert [k.label for k in case.people()] == ["reporter", "editor"]
    assert case.judge("x", "same", key=stranger, other="y").by == stranger.id


def test_a_judgement_round_trips(case: Case, reporter: SigningKey) -> None:
    made = case.judge("边检站", "same", key=reporter, other="检查站", reason="one body")
    assert case.judgements() == (made,)
    assert (made.subject, made.verdict, made.other) == ("边检站", "same", "检查站")
    assert (made.reason, made.by) == ("one body", reporter.id)


def test_other_kinds_of_entries_are_kept_in_order(case: Case, reporter: SigningKey) -> None:
    assert case.append_all([], reporter) == ()
    made = case.append("remark", {"title": "发布", "lone": "\ud800", "nul": "\0"}, reporter)
    assert dict(made.body) == {"title": "发布", "lone": "\ud800", "nul": "\0"}
    assert list(case.entries("remark")) == [made]
    assert [e.seq for e in case.entries()] == [1, 2]
    assert case.head() == made.hash != START


def test_two_open_cases_see_each_others_entries(case: Case, reporter: SigningKey) -> None:
    with Case.open(case.root) as other:
        samples.add(other, b"one", "one.txt", reporter)
        assert [h.name for h in case.documents()] == ["one.txt"]
        samples.add(case, b"two", "two.txt", reporter)
        assert [h.name for h in other.documents()] == ["one.txt", "two.txt"]


def test_names_that_are_no_text_are_kept(case: Case, reporter: SigningKey) -> None:
    name = b"\xff\xfe.pdf".decode("utf-8", "surrogateescape")
    case.preserve(io.BytesIO(b"x"), name, "file", lambda _: "application/pdf", reporter)
    case.close()
    with Case.open(case.root) as again:
        assert again.find(name).media_type == "application/pdf"
        assert samples.broken(again) == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("decision", {"fact_id": "x"}),
        ("capture", {"digest": 3}),
        ("judgement", {"subject": "x", "verdict": "y", "other": "", "reason": "", "more": 1}),
        ("key", {"id": "0" * 16, "label": "x", "public": "00" * 32}),
        ("key", {"id": "x", "label": "x", "public": "not hex"}),
        ("case", {"title": "again"}),
        ("", {"x": 1}),
        ("note", {"x": float("nan")}),
        ("note", {"x": {1, 2}}),
    ],
)
def test_what_could_not_be_read_back_is_never_written(
    case: Case, reporter: SigningKey, kind: str, body: dict[str, object]
) -> None:
    with pytest.raises(UsageError):
        case.append_all([("note", {"n": 1}), (kind, body)], reporter)
    assert [e.kind for e in case.entries()] == ["case"]
