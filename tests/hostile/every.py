"""The whole corpus of hostile files, and how one of them is judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hostile import bombs, broken, calls, letters, markup, odd_archives, papers, pictures
from papertrace.casefile import Case
from papertrace.workflow.nesting import summaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hostile.corpus import Sample

_TESTS = Path(__file__).parents[1]
_ANSWERS = {"read", "read-partly", "refused", "ignored"}


def every(port: int) -> list[Sample]:
    """Give all samples; those that call home call this port."""
    found = [
        *bombs.samples(),
        *odd_archives.samples(),
        *papers.samples(),
        *markup.samples(),
        *pictures.samples(),
        *letters.samples(),
        *calls.samples(port),
        *broken.samples(),
    ]
    names = [s.name for s in found]
    assert len(set(names)) == len(names), sorted({n for n in names if names.count(n) > 1})
    return found


@dataclass
class Judged:
    """What became of a corpus, in figures."""

    files: int = 0
    answered: int = 0
    wrong_outcome: list[str] = field(default_factory=list)
    wrong_reason: list[str] = field(default_factory=list)
    words: int = 0
    missed: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    measured: dict[str, Any] = field(default_factory=dict)

    def table(self) -> str:
        """Write the figures."""
        told = self.measured
        expected = self.files - len(self.wrong_outcome)
        rows = (
            ("files", self.files),
            ("answered", self.answered),
            ("outcome as expected", f"{expected} ({expected / self.files:.1%})"),
            ("reason as expected", f"{1 - len(self.wrong_reason) / self.files:.1%}"),
            ("planted words found", f"{self.words - len(self.missed)} of {self.words}"),
            ("words from elsewhere", len(self.leaked)),
            ("slowest parser, seconds", round(told["slowest"], 1)),
            ("slowest recognition, seconds", round(told["slowest_ocr"], 1)),
            ("slowest addition, seconds", round(max(told["adding"].values()), 1)),
            ("largest parser, MiB", told["parser_peak"] >> 20),
            ("largest recognition, MiB", told["ocr_peak"] >> 20),
            ("growth of the parent, MiB", told["growth"] >> 20),
            ("most unpacked of one file, MiB", max(told["written"].values(), default=0) >> 20),
        )
        lines = [f"{name:32} {value}" for name, value in rows]
        lines += [f"  {w}" for w in (*self.wrong_outcome, *self.wrong_reason, *self.missed)]
        return "\n".join(lines)


def driven(samples: Sequence[Sample], room: Path) -> Judged:
    """Add and build samples in a process of their own, below `room`, and judge what came out."""
    folder, root, result = room / "in", room / "case", room / "measured.json"
    for name in ("in", "home", "tmp"):
        (room / name).mkdir()
    for sample in samples:
        (folder / sample.name).write_bytes(sample.make())
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(_TESTS),
        "PAPERTRACE_HOME": str(room / "keys"),
        "HOME": str(room / "home"),
        "TMPDIR": str(room / "tmp"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "hostile.driving", str(folder), str(root), str(result)],
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"the parent died: {done.returncode}\n{done.stderr[-3000:]}"
    assert [*(room / "home").rglob("*"), *(room / "tmp").rglob("*")] == []
    assert not any(place.exists() for place in (Path("/var/outside.txt"), room / "outside.txt"))
    assert len(list(folder.iterdir())) == len(samples)
    return _judged(samples, root, json.loads(result.read_text(encoding="utf-8")))


def _judged(samples: Sequence[Sample], root: Path, measured: dict[str, Any]) -> Judged:
    judged = Judged(files=len(samples), measured=measured)
    with Case.open(root) as case:
        made = {d.digest: d for d in summaries(case)}
        own, texts = {}, {}
        for held in case.documents():
            pages = case.derived.pages(held.digest)
            text = "".join("".join(p.text.split()) for p in pages)
            for name in held.names:
                own[name], texts[name] = made.get(held.digest), text
    for sample in samples:
        found = own.get(sample.name)
        inner = f"{sample.name}/"
        whole = "\n".join(t for n, t in texts.items() if n == sample.name or n.startswith(inner))
        judged.words += len(sample.words)
        judged.missed += [f"{sample.name}: {w}" for w in sample.words if w not in whole]
        judged.leaked += [f"{sample.name}: {w}" for w in sample.never if w in whole]
        if found is None:
            continue
        judged.answered += found.outcome in _ANSWERS
        told = (
            f"{sample.name}: {found.outcome} {found.reason}, not {sample.outcome} {sample.reason}"
        )
        if sample.outcome not in ("answered", found.outcome):
            judged.wrong_outcome.append(told)
        elif sample.outcome == "answered":
            judged.wrong_reason += [told] if found.reason == "PT305" else []
        elif sample.reason != found.reason:
            judged.wrong_reason.append(told)
    return judged
