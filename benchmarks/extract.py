"""Measure a growing corpus of invented notices: python benchmarks/extract.py [--counts 1000,5000].

For each count a fresh case: `add`, then `build` (read and extract in walled-off workers, store).
Counted are processor seconds of the commands with all their workers, and the peak memory of the
largest process: the rate must not sink and the memory not grow with the count. 50,000 documents
take an hour or so: `--counts 1000,50000`.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import made as invented  # type: ignore[import-not-found]  # beside this file


def run(*words: str, home: Path) -> tuple[float, float, int]:
    """Run one command; give processor seconds, wall seconds and the peak in KiB."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "papertrace", *words],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PAPERTRACE_HOME": str(home)},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)}: exit {process.returncode}")
    return used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss


def measure(count: int, jobs: int) -> None:
    """Print the figures of one corpus."""
    with tempfile.TemporaryDirectory() as place:
        folder, home, case = (Path(place) / n for n in ("notices", "home", "case"))
        size = invented.notices(folder, count)
        run("new", str(case), home=home)
        add, _, _ = run("add", str(folder), "--case", str(case), home=home)
        words = ("build", "--jobs", str(jobs), "--case", str(case))
        build, wall, peak = run(*words, home=home)
        again, _, _ = run("build", "--case", str(case), home=home)
    print(
        f"{count:7} notices, {size >> 20:5} MiB: build {count / build:6.1f} documents/core-s "
        f"({count / wall:6.1f}/s wall), add {count / add:6.1f} documents/core-s, "
        f"add and build {count / (add + build):6.1f} documents/core-s, "
        f"nothing new {again:5.1f} s, peak of the largest process {peak >> 10} MiB",
        flush=True,
    )


def main() -> None:
    """Measure every count asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--counts", default="250,1000,5000")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    print(f"load before: {os.getloadavg()[0]:.1f}; python {platform.python_version()}")
    print(f"command: {' '.join(sys.argv)}")
    for count in map(int, args.counts.split(",")):
        measure(count, args.jobs)


if __name__ == "__main__":
    main()
