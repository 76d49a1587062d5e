"""kill -9 at random moments of an add and a build: nothing lost, half-recorded or doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case
from support import papertrace, run_papertrace

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = 60
KILLS = 50


def notice(number: int) -> str:
    """Write an invented tender notice."""
    return f"""<html><head><meta charset="utf-8"></head><body>
<h1>白榆湾第{number}号采购项目公开招标公告</h1><h2>一、项目基本情况</h2>
<p>项目编号：BYW-GK-2024-{number:04d}</p><p>项目名称：白榆湾第{number}号采购项目</p>
<p>预算金额：{number + 1}.50万元</p><p>最高限价：{number + 1}.25万元</p>
<h2>二、提交投标文件截止时间</h2><p>2024年07月05日09点30分（北京时间）</p>
<p>1.采购人信息</p><p>名　称：白榆湾出入境边防检查站</p></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the documents."""
    made = tmp_path_factory.mktemp("documents")
    for number in range(DOCUMENTS):
        (made / f"n{number:02d}.html").write_text(notice(number), encoding="utf-8")
    return made


def facts_of(case: Path) -> list[str]:
    return papertrace("facts", "--json", "--case", str(case)).splitlines()


def start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "papertrace", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.long
def test_fifty_kills_lose_nothing(folder: Path, tmp_path: Path) -> None:
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    print(f"seed {seed} (set PAPERTRACE_SEED to repeat)")  # noqa: T201  (to repeat a failure)
    chance = random.Random(seed)  # noqa: S311  (moments, not secrets)
    calm = tmp_path / "calm"
    papertrace("new", str(calm))
    begun = time.monotonic()
    papertrace("add", str(folder), "--case", str(calm))
    add_takes, begun = time.monotonic() - begun, time.monotonic()
    papertrace("build", "--case", str(calm))
    build_takes = time.monotonic() - begun
    wanted = facts_of(calm)
    assert len(wanted) >= 2 * DOCUMENTS

    case = tmp_path / "killed"
    papertrace("new", str(case))
    for kill in range(KILLS):
        verb = ["add", str(folder)] if kill % 2 == 0 else ["build"]
        takes = add_takes if kill % 2 == 0 else build_takes
        running = start(*verb, "--case", str(case))
        time.sleep(chance.uniform(0, takes))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        sound = run_papertrace("verify", "--json", "--case", str(case))
        broken = [
            row for row in map(json.loads, sound.stdout.splitlines()) if row["state"] == "broken"
        ]
        assert sound.returncode == 0, f"kill {kill} ({verb[0]}): {broken} {sound.stderr}"
        if kill % 10 == 9:  # begin anew now and then, so that early moments are met as well
            case = tmp_path / f"killed{kill}"
            papertrace("new", str(case))

    papertrace("add", str(folder), "--case", str(case))
    papertrace("build", "--case", str(case))
    papertrace("verify", "--case", str(case))
    assert facts_of(case) == wanted
    with Case.open(case) as opened:
        captured = [(c.digest, c.name) for c in opened.captures()]
        assert len(captured) == len(set(captured)) == DOCUMENTS
