"""What case.toml says of workers is what they get."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.errors import UsageError
from papertrace.read.sandbox import Limits
from papertrace.workflow.means import means
from support import papertrace

if TYPE_CHECKING:
    from pathlib import Path


def test_the_limits_of_workers_are_those_of_the_case(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", "T", Keyring(tmp_path / "keys").make("me")) as case:
        assert means(case, 3) == (Limits(), 3)
    told = tmp_path / "case" / "case.toml"
    told.write_text(
        told.read_text(encoding="utf-8") + "\n[worker]\nmemory_mib = 700\njobs = 5\n", "utf-8"
    )
    with Case.open(tmp_path / "case") as case:
        limits, jobs = means(case)
        assert (limits.memory, limits.seconds, jobs) == (700 << 20, Limits().seconds, 5)
        assert means(case, 2)[1] == 2
    told.write_text(told.read_text(encoding="utf-8").replace("= 700", "= 7"), "utf-8")
    with (
        Case.open(tmp_path / "case") as case,
        pytest.raises(UsageError, match=r"\[worker\] memory_mib"),
    ):
        means(case)


def test_a_worker_with_too_little_output_says_so(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (tmp_path / "long.txt").write_text("甲乙丙丁戊己庚辛\n" * 100_000, encoding="utf-8")
    papertrace("new", str(case))
    with (case / "case.toml").open("a", encoding="utf-8") as told:
        told.write("\n[worker]\noutput_mib = 1\n")
    papertrace("add", str(tmp_path / "long.txt"), "--case", str(case))
    papertrace("build", "--case", str(case))
    (row,) = papertrace("documents", "--json", "--case", str(case)).splitlines()
    assert json.loads(row)["outcome"] != "read"
