"""Measure papertrace on a folder of documents: python benchmarks/run.py [FOLDER ...] [--jobs N].

Every figure is of whole commands on a fresh case: preserving, then reading and extracting in
walled-off workers, then the same build on one worker. It prints the machine, the input and the
command first, so that a figure can be taken again. Without FOLDER it takes the sample documents
and, where they are at hand, the real ones beside the project.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "papertrace" / "samples" / "border" / "documents"
SHARED = Path(os.environ.get("PAPERTRACE_SHARED", ROOT.parent / "shared")) / "data"


def papertrace(*words: str, home: Path) -> str:
    """Run one command and give its output; stop where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "papertrace", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PAPERTRACE_HOME": str(home)},
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def timed(*words: str, home: Path) -> tuple[float, float]:
    """Give wall and processor seconds of one command, its workers included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    papertrace(*words, home=home)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, spent


def measure(folder: Path, jobs: int) -> None:
    """Print the figures of one folder."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        case = Path(made) / "case"
        papertrace("new", str(case), home=home)
        add_wall, _ = timed("add", str(folder), "--case", str(case), home=home)
        wall, spent = timed("build", "--jobs", str(jobs), "--case", str(case), home=home)
        again, _ = timed("build", "--case", str(case), home=home)
        shutil.rmtree(case / "derived")
        one, _ = timed("build", "--jobs", "1", "--case", str(case), home=home)
        told = json.loads(papertrace("status", "--json", "--case", str(case), home=home))
        listing, _ = timed("facts", "--json", "--case", str(case), home=home)
        checked, _ = timed("verify", "--case", str(case), home=home)
    documents, pages = told["documents"], told["pages"]
    facts = sum(told["facts"].values())
    print(f"\n{folder.name}: {documents} documents, {pages} pages, {facts} facts proposed")
    print(f"  preserve          {documents / add_wall:8.1f} documents/s")
    print(f"  read and extract  {documents / wall:8.1f} documents/s  {pages / wall:8.1f} pages/s")
    print(f"  per core-second   {documents / spent:8.1f} documents    {pages / spent:8.1f} pages")
    print(f"  {jobs} jobs against 1  {one / wall:8.2f} times as fast")
    print(f"  build, nothing new {again:7.2f} s   facts --json {listing:.2f} s")
    print(f"  verify             {checked:7.2f} s")


def main() -> None:
    """Measure every folder asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else ""
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    folders = args.folders or [SAMPLE, *(SHARED / n for n in ("notices", "budgets"))]
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    print(f"python {platform.python_version()}; command: {' '.join(sys.argv)}")
    for folder in folders:
        if folder.is_dir():
            measure(folder, args.jobs)
        else:
            print(f"\n{folder.name}: not at hand, left out")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\npeak memory of the largest process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
