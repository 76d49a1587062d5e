"""What waits for a person is shown, refuses a release, and is vouched for by two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.cli import main
from papertrace.errors import NotReleased, UsageError
from papertrace.model import Rules
from papertrace.workflow import sentences, vouching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey


@pytest.fixture
def people(tmp_path: Path) -> tuple[SigningKey, SigningKey]:
    keys = Keyring(tmp_path / "keys")
    return keys.make("reporter"), keys.make("editor")


@pytest.fixture
def case(tmp_path: Path, people: tuple[SigningKey, SigningKey]) -> Iterator[Case]:
    with Case.create(tmp_path / "case", "T", people[0]) as made:
        made.introduce(people[1], people[0])
        yield made


@pytest.fixture
def draft(case: Case) -> Path:
    path = case.root / "drafts" / "story.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# A story\n", encoding="utf-8")
    toml = '[bodies]\n"the boatyard" = "霁川青石实业有限公司"\n'
    path.with_name("claims.toml").write_text(toml, encoding="utf-8")
    return path


def test_a_release_waits_until_two_people_vouched(
    case: Case,
    people: tuple[SigningKey, SigningKey],
    draft: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Case, "rules", property(lambda _: Rules(second_person=True)))
    for key in people:
        with pytest.raises(NotReleased, match="the boatyard"):
            vouching.release(case, draft, "editor", people[1])
        sentences.vouch(case, draft, (), ("the boatyard",), key=key, reason="the only one")
    vouching.release(case, draft, "editor", people[1])
    case.judge("the boatyard", "open", key=people[0], other="霁川青石实业有限公司", reason="wrong")
    assert sentences.read_over(case, draft).to_read


def test_nobody_vouches_without_a_reason_or_for_nothing(
    case: Case, people: tuple[SigningKey, SigningKey], draft: Path
) -> None:
    for claims, names, reason in (
        ((), ("the boatyard",), " "),
        (("boats",), (), "read"),
        ((), ("another",), "read"),
    ):
        with pytest.raises(UsageError):
            sentences.vouch(case, draft, claims, names, key=people[0], reason=reason)


def test_what_waits_is_listed(case: Case, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vouch", str(draft), "--case", str(case.root)]) == 1
    told = capsys.readouterr().out
    assert "the boatyard" in told
    assert "0 to read, 1 name to confirm" in told


def test_whoever_signs_in_the_sample_takes_a_vouching_back_by_its_own_keys(
    case: Case, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path / "nobody"))
    monkeypatch.setattr(Case, "rules", property(lambda _: Rules(second_person=False)))
    order = ["vouch", str(draft), "--case", str(case.root), "--name", "the boatyard"]
    assert main([*order, "--reason", "the only one", "--by", "editor"]) != 0
    (tmp_path / "keys").rename(case.root / "demo-keys")
    assert main([*order, "--reason", "the only one", "--by", "editor"]) == 0
    assert not sentences.read_over(case, draft).to_read
    assert main([*order, "--withdraw", "--reason", "there is another"]) == 0
    assert sentences.read_over(case, draft).to_read
