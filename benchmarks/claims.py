"""Measure how long 100 claims take to check: python benchmarks/claims.py.

The claims are those of the sample's story, linked again until there are at least a hundred. The
evidence is gathered before; the first query, which loads the tables, is told apart.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from papertrace.check import check, draft
from papertrace.cli.demo import testify
from papertrace.workflow.checking import evidence, read_draft
from papertrace.workflow.demo import Means, begun, settled

CLAIMS = 100


def main() -> None:
    """Make the sample case, check its story until a hundred claims are tested, print the time."""
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    print(f"python {platform.python_version()}; command: {' '.join(sys.argv)}")
    with tempfile.TemporaryDirectory() as folder:
        case, people = begun(Path(folder) / "case")
        with case:
            settled(case, people, Means(lambda _: None, testify))
            path = case.root / "drafts" / "story.md"
            toml = path.with_name("claims.toml").read_text(encoding="utf-8")
            known = evidence(case, (read_draft(path),))
        story = path.read_text(encoding="utf-8")
    once = len(draft("story.md", story, toml).claims)
    text = "\n\n".join([story] * -(-CLAIMS // once))
    for told in ("first", "again"):
        start, spent = time.monotonic(), time.process_time()
        report = check(draft("story.md", text, toml), known)
        wall, used = time.monotonic() - start, time.process_time() - spent
        passed, failed, unproven = report.counts
        number = passed + failed + unproven
        print(
            f"  {told}: {number} claims ({passed} passed) {wall:.2f} s, {used:.2f} s of processors;"
            f" {wall / number * CLAIMS:.2f} s a hundred"
        )


if __name__ == "__main__":
    main()
