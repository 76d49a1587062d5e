"""Measure a growing corpus of invented notices: python benchmarks/extract.py [--counts 1000,5000].

For each count a fresh case: `add`, then `build` (read and extract in walled-off workers, store).
Counted are processor seconds of the commands with all their workers, and the peak memory of the
largest process: the rate must not sink and the memory not grow with the count. 50,000 documents
take an hour or so: `--counts 1000,50000`. `--read N` reads N of them in walled-off workers, one
worker each, without extracting or storing: what opening, forking, walling off and burying cost.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
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


def read_alone(count: int) -> None:
    """Print what reading notices costs, walled off, in a process of its own and its children."""
    from papertrace.read import sandbox, walls_controls  # noqa: PLC0415  (other figures need none)

    with tempfile.TemporaryDirectory() as place:
        invented.notices(Path(place), count)
        files = sorted(p for p in Path(place).rglob("*") if p.is_file())
        queue = [(f, partial(_named, f)) for f in files]
        warm = tuple(n.encode() + b"\n" + made for n, made in walls_controls.controls())
        limits = sandbox.Limits()
        list(sandbox.run_many(read_and_pack, queue[:40], limits, 1, warm))
        before = spent_so_far()
        answers = list(sandbox.run_many(read_and_pack, queue, limits, 1))
        spent = spent_so_far() - before
    if not all(answer.ok for _, answer in answers):
        sys.exit("not every notice was read")
    print(f"{count:7} notices read alone: {count / spent:6.1f} documents/core-s", flush=True)


def read_and_pack(argument: bytes) -> bytes:
    """Read one document and pack its pages: the job of a worker."""
    from papertrace import read  # noqa: PLC0415
    from papertrace.casefile.page_columns import pack_page  # noqa: PLC0415

    name, _, data = argument.partition(b"\n")
    return b"".join(pack_page(p) for p in read.read(data, name.decode(), "0" * 64).pages)


def spent_so_far() -> float:
    """Give the processor seconds of this process and of its ended children."""
    every = [resource.getrusage(k) for k in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(r.ru_utime + r.ru_stime for r in every)


def _named(file: Path) -> bytes:
    return file.name.encode() + b"\n" + file.read_bytes()


def main() -> None:
    """Measure every count asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--counts", default="250,1000,5000")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--read", type=int, default=0)
    args = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    print(f"load before: {os.getloadavg()[0]:.1f}; python {platform.python_version()}")
    print(f"command: {' '.join(sys.argv)}")
    if args.read:
        read_alone(args.read)
        return
    for count in map(int, args.counts.split(",")):
        measure(count, args.jobs)


if __name__ == "__main__":
    main()
