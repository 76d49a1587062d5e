"""What people may write down: verdicts that mean something, steps that happened, two signatures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.casefile.bodies import key_body
from papertrace.casefile.log import LogEntry
from papertrace.cli import main
from papertrace.cli.parser import parser
from papertrace.errors import CaseTampered, UsageError
from papertrace.model import Judgement, Rules
from papertrace.workflow import adding, judging, replying, vouching
from papertrace.workflow.checking import read_draft
from papertrace.workflow.releasing import genuineness, refuse_unsigned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

DIGEST = "a1" * 32


@pytest.fixture
def keys(tmp_path: Path) -> list[SigningKey]:
    ring = Keyring(tmp_path / "keys")
    return [ring.make(name) for name in ("reporter", "editor")]


@pytest.fixture
def case(tmp_path: Path, keys: list[SigningKey]) -> Iterator[Case]:
    with Case.create(tmp_path / "case", "A case", keys[0]) as made:
        made.introduce(keys[1], keys[0])
        yield made


def said(subject: str, verdict: str, other: str = "", at: str = "2025-01-02") -> Judgement:
    return Judgement("", subject, verdict, other, "seen", "k", at)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("b.pdf", "offical"), "no verdict"),
        (("", "official"), "about something"),
        (("deadbeef", "complete"), "Neither a document nor a fact"),
        (("one", "same"), "joins two things"),
        (("one", "funding", "two"), "needs a reason"),
        (("one", "waived"), "needs a reason"),
    ],
)
def test_verdicts_on_nothing_are_refused(
    case: Case, keys: list[SigningKey], words: tuple[str, ...], told: str
) -> None:
    other = words[2] if len(words) > 2 else ""
    with pytest.raises(UsageError, match=told):
        judging.judge(case, words[0], words[1], key=keys[0], other=other)
    assert not case.judgements()


def test_notices_are_judged_by_name_or_digest(
    case: Case, keys: list[SigningKey], tmp_path: Path
) -> None:
    paper = tmp_path / "notice.txt"
    paper.write_text("中标公告", encoding="utf-8")
    list(adding.add(case, [paper], keys[0]))
    (held,) = case.documents()
    made = judging.judge(case, held.name, "purchase", key=keys[0], other="another")
    assert (made.subject, made.other) == (held.digest, "another")
    judging.judge(case, held.name, "open", key=keys[0], other="another")
    assert made not in judging.standing(case.judgements())


def test_open_takes_back_any_verdict() -> None:
    part = said("a", "part-of", "b")
    waived, origin = said("300 people", "waived"), said("b.pdf", "official")
    for one in (part, waived, origin):
        left = judging.standing([one, said(one.subject, "open", one.other)])
        assert one not in left
        assert one in judging.standing([one, said("something else", "open", one.other)])
    assert part not in judging.standing([part, said("b", "different", "a")])
    assert genuineness(DIGEST, ["b.pdf"], [origin, said("b.pdf", "open")]) is None


def test_a_verdict_by_name_is_not_of_later_bytes() -> None:
    one = said("b.pdf", "official", at="2025-01-02T10:00:00+00:00")
    assert genuineness(DIGEST, ["b.pdf"], [one], "2025-01-02T09:00:00+00:00") is one
    assert genuineness(DIGEST, ["b.pdf"], [one], "2025-01-02T11:00:00+00:00") is None
    whole = said(DIGEST[:12], "official")
    assert genuineness(DIGEST, ["b.pdf"], [whole], "2025-01-02T11:00:00+00:00") is whole


@pytest.mark.parametrize(
    "told",
    [
        {"step": "attempt", "channel": "", "on": "2025-01-01", "deadline": "2025-01-09"},
        {"step": "attempt", "channel": "fax", "on": "", "deadline": "2025-01-09"},
        {"step": "attempt", "channel": "fax", "on": "2025-01-01", "deadline": ""},
        {"step": "attempt", "channel": "fax", "on": "2999-01-01", "deadline": "2999-01-09"},
        {"step": "attempt", "channel": "fax", "on": "2025-01-09", "deadline": "2025-01-01"},
        {"step": "attempt", "channel": "fax", "on": "2025-01-01", "deadline": "2025-W09-1"},
        {"step": "not-asked", "text": " "},
    ],
)
def test_silence_does_not_come_from_nonsense(
    case: Case, keys: list[SigningKey], told: dict[str, Any]
) -> None:
    with pytest.raises(UsageError):
        replying.record(case, keys[0], party="青石市公安局", **told)
    assert not case.ledger().replies


@pytest.mark.parametrize("party", ["", "Zhang San", "Wang Xiaoming"])
def test_a_party_is_a_body(case: Case, keys: list[SigningKey], party: str) -> None:
    with pytest.raises(UsageError, match="a body or a company"):
        replying.record(case, keys[0], step="allegation", party=party, claims=["x"])


def test_an_allegation_is_by_a_claim_that_is_there(case: Case, keys: list[SigningKey]) -> None:
    told = {"step": "allegation", "party": "青石市公安局"}
    replying.record(case, keys[0], claims=["quota"], **told)
    (case.root / "drafts" / "claims.toml").write_text('[quota]\nkind = "count"\n', encoding="utf-8")
    replying.record(case, keys[0], claims=["quota"], **told)
    with pytest.raises(UsageError, match="has the claim quotas"):
        replying.record(case, keys[0], claims=["quotas"], **told)


def test_two_offices_need_two_people_in_any_order(
    case: Case, keys: list[SigningKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    from papertrace.errors import NotReleased  # noqa: PLC0415  (used here alone)
    from papertrace.model import Draft  # noqa: PLC0415  (as above)

    rules = Rules(editor_release=True, lawyer_release=True)
    monkeypatch.setattr(Case, "rules", property(lambda _: rules))
    draft = Draft("story.md", "", DIGEST, (), ())

    def sign(office: str, key: SigningKey) -> None:
        case.append("release", {"draft": DIGEST, "office": office}, key)

    sign("lawyer", keys[1])
    with pytest.raises(NotReleased, match="no editor has released"):
        refuse_unsigned(case, draft, ())
    sign("editor", keys[1])
    with pytest.raises(NotReleased, match="one person has signed in both"):
        refuse_unsigned(case, draft, ())
    sign("editor", keys[0])
    refuse_unsigned(case, draft, ())
    sign("editor", keys[1])
    refuse_unsigned(case, draft, ())


def test_two_keys_of_one_person_are_one_person(
    case: Case, keys: list[SigningKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papertrace.errors import NotReleased  # noqa: PLC0415  (used here alone)
    from papertrace.model import Draft  # noqa: PLC0415  (as above)

    sock = Keyring(tmp_path / "keys").make("sock")
    case.introduce(sock, keys[0], own=True)
    skipped = replying.record(case, keys[0], step="not-asked", party="青石市公安局", text="unsafe")
    with pytest.raises(UsageError, match="cannot be the second"):
        replying.second(case, skipped.id, sock)
    case.append("reply", {**replying._EMPTY, "step": "seconded", "about": skipped.id}, sock)
    assert [s.step for s in case.ledger().replies] == ["not-asked"]
    assert replying.second(case, skipped.id, keys[1]).step == "seconded"
    rules = Rules(editor_release=True, lawyer_release=True)
    monkeypatch.setattr(Case, "rules", property(lambda _: rules))
    draft = Draft("story.md", "", DIGEST, (), ())
    for office, key in (("editor", keys[0]), ("lawyer", sock)):
        case.append("release", {"draft": DIGEST, "office": office}, key)
    with pytest.raises(NotReleased, match="one person has signed in both"):
        refuse_unsigned(case, draft, ())
    case.sound_log()
    stranger = Keyring(tmp_path / "keys").make("stranger")
    body = key_body(stranger, keys[1].id)
    with pytest.raises(CaseTampered, match="another person than who signed"):
        case.ledger().add(LogEntry(9, "", keys[0].id, "key", "", body))


def test_only_whom_the_case_names_releases(
    case: Case, keys: list[SigningKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papertrace.errors import NotReleased  # noqa: PLC0415  (used here alone)

    rules = Rules(editors=("editor",))
    monkeypatch.setattr(Case, "rules", property(lambda _: rules))
    path = tmp_path / "story.md"
    path.write_text("# A story\n", encoding="utf-8")
    with pytest.raises(UsageError, match="does not name reporter as editor"):
        vouching.release(case, path, "editor", keys[0])
    draft = read_draft(path)
    case.append("release", {"draft": draft.sha256, "office": "editor"}, keys[0])
    with pytest.raises(NotReleased, match=r"no editor whom case\.toml names"):
        refuse_unsigned(case, draft, ())
    with pytest.raises(UsageError, match="an editor's decision"):
        replying.record(case, keys[0], step="not-asked", party="青石市公安局", text="unsafe")
    vouching.release(case, path, "editor", keys[1])
    refuse_unsigned(case, draft, ())
    rules = Rules(editors=("nobody",))
    with pytest.raises(UsageError, match="names 'nobody', which is the key of 0 people"):
        refuse_unsigned(case, draft, ())


def test_a_key_is_introduced_by_another_person(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ("--case", str(case.root))
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path))
    mine, theirs = (Keyring(tmp_path / n / "keys").make("ana") for n in ("mine", "theirs"))
    assert main(["key", "introduce", "ana", theirs.public, "--by", "reporter", *here]) == 0
    assert main(["key", "introduce", "ana", mine.public, "--by", "reporter", *here]) == 2
    own = Keyring(tmp_path / "keys").make("second")
    assert main(["key", "introduce", "bob", own.public, "--by", "reporter", *here]) == 2
    assert main(["key", "introduce", "bob", "12ab", "--by", "reporter", *here]) == 2
    told = capsys.readouterr().err
    assert "another key as ana" in told
    assert "your own" in told
    assert main(["key", "people", "--json", *here]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [[k["label"] for k in r["keys"]] for r in rows] == [["reporter"], ["editor"], ["ana"]]
    assert rows[2]["introduced_by"] == rows[0]["person"]


def test_a_release_is_withdrawn_by_whom_it_is_from(
    case: Case, keys: list[SigningKey], tmp_path: Path
) -> None:
    path = tmp_path / "story.md"
    path.write_text("# A story\n", encoding="utf-8")
    for key in keys:
        vouching.release(case, path, "editor", key)
    with pytest.raises(UsageError, match="has not signed"):
        vouching.withdraw(case, path, "lawyer", keys[0])
    vouching.withdraw(case, path, "editor", keys[0])
    assert [r.by for r in case.ledger().releases] == [keys[1].id]
    vouching.release(case, path, "editor", keys[0])
    assert len(case.ledger().releases) == 2


@pytest.mark.parametrize("verb", ["reply", "translation"])
def test_json_stands_behind_the_last_word(verb: str) -> None:
    told = parser().parse_args([verb, "list", "--json", "--case", "x"])
    assert told.json is True
    assert str(told.case) == "x"
