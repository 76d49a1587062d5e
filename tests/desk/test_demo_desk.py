"""The demo ends on the desk where somebody sits before it, and ends at once where nobody does."""

from __future__ import annotations

import shutil
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case
from papertrace.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from papertrace.casefile import SigningKey


@pytest.mark.parametrize(
    ("terminal", "words", "ends_there"),
    [(True, [], True), (False, [], False), (True, ["--no-open"], False), (True, ["--json"], False)],
)
def test_the_demo_ends_on_the_desk_before_a_terminal(  # noqa: PLR0917  (fixtures)
    root: Path,
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    terminal: bool,  # noqa: FBT001  (a case of the table)
    words: list[str],
    ends_there: bool,  # noqa: FBT001  (a case of the table)
) -> None:
    (root / "demo-keys").mkdir()
    shutil.copyfile(made / "keys" / "first.key", root / "demo-keys" / "reporter.key")
    served: list[str] = []
    shown: list[str] = []
    report = SimpleNamespace(counts={}, ready=True)
    done = SimpleNamespace(
        root=root, site=root / "site", report=report, wrong=report, documents=2, facts=1, accepted=1
    )

    def serve(
        case: Path, key: SigningKey, port: int, tell: object, opened: Callable[[str], None]
    ) -> None:
        del port, tell
        served.append(f"{case.name} {key.label}")
        opened("http://127.0.0.1:1/start/x")
        raise KeyboardInterrupt

    monkeypatch.setattr("papertrace.cli.demo.run", lambda *_: done)
    monkeypatch.setattr("papertrace.cli.desk.serve", serve)
    monkeypatch.setattr("papertrace.cli.desk.webbrowser.open", shown.append)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    assert main(["demo", str(root), *words]) == 0
    out = capsys.readouterr().out
    if ends_there:
        assert served == ["case reporter"]
        assert shown == ["http://127.0.0.1:1/start/x"]
        assert "/site/index.html" in out
        assert "What was decided is kept" in out
    else:
        assert (served, shown) == ([], [])


def test_the_desk_takes_a_folder_and_opens_with_its_facts(
    root: Path,
    made: Path,
    first: SigningKey,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is named is added and read first: the desk is one command away from a folder."""
    (tmp_path / "new").mkdir()
    text = (made / "in" / "notice.html").read_text(encoding="utf-8")
    text = text.replace("YS-2031-001", "YS-2031-002").replace("2650000.00", "418600.50")
    (tmp_path / "new" / "other.html").write_text(text, encoding="utf-8")
    found: list[str] = []

    def serve(case: Path, *_: object) -> None:
        with Case.open(case) as opened:
            found.extend(f.fields["amount"].value for f in opened.derived.facts("award"))

    monkeypatch.setattr("papertrace.cli.desk.serve", serve)
    for module in ("desk", "making"):
        monkeypatch.setattr(f"papertrace.cli.{module}.signer", lambda *_: first)
    assert main(["desk", str(tmp_path / "new"), "--no-open", "--case", str(root)]) == 0
    assert "418600.5" in found
    assert "preserved 1 new files" in capsys.readouterr().out
