"""Measure reading beside its peers, in one run: python benchmarks/read.py [FOLDER] [--rounds N].

Every lane reads the same PDFs, one after another, in a process of its own with one thread; counted
are processor seconds (its own and its children's), since the machine may have other work. A peer
that is not installed is said to be absent. The lane `end to end` is papertrace's whole way without
extraction: a walled-off worker for each document, words, tables, pages packed, stored.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).resolve().parent))
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PAPERTRACE_SHARED", ROOT.parent / "shared")) / "data"


def spent() -> float:
    """Give the processor seconds of this process and of its ended children."""
    every = [resource.getrusage(k) for k in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(r.ru_utime + r.ru_stime for r in every)


def words_and_tables(files: list[Path]) -> int:
    """Read in this process."""
    from papertrace import read  # noqa: PLC0415  (each lane loads its own)

    return sum(len(read.read(f.read_bytes(), f.name).pages) for f in files)


def read_alone(argument: bytes) -> bytes:
    """Read and pack one document: the job of the lane `end to end`."""
    from papertrace import extract, read  # noqa: PLC0415
    from papertrace.workflow import answers  # noqa: PLC0415

    name, _, data = argument.partition(b"\n")
    document = read.read(data, name.decode(), "0" * 64)
    nothing = extract.extract(replace(document, pages=()))
    return answers.told(document, nothing, pictures=False)


def end_to_end(files: list[Path], jobs: int = 1) -> int:
    """Read in walled-off workers, and store what they hand over."""
    from papertrace.casefile import Derived, Held  # noqa: PLC0415
    from papertrace.read import sandbox, walls_controls  # noqa: PLC0415
    from papertrace.workflow.building import opened  # noqa: PLC0415

    def load(file: Path) -> bytes:
        return file.name.encode() + b"\n" + file.read_bytes()

    warm = (b"a.pdf\n" + walls_controls.pdf(),)
    queue = ((n, partial(load, f)) for n, f in enumerate(files))
    pages = 0
    with tempfile.TemporaryDirectory() as made:
        derived = Derived(Path(made) / "derived")
        for n, answer in sandbox.run_many(read_alone, queue, sandbox.Limits(), jobs, warm):
            held = Held(f"{n:064x}", files[n].name, (), "", 0, "")
            derivation, told = opened(held, "", answer)
            derived.put_packed([(derivation, told.bodies if told else ())])
            pages += derivation.page_count
        derived.close()
    return pages


def pdfplumber(files: list[Path]) -> int:
    """Take words and tables from pdfplumber."""
    peer = importlib.import_module("pdfplumber")
    count = 0
    for file in files:
        with peer.open(file) as opened:
            for page in opened.pages:
                page.extract_words()
                page.extract_tables()
                page.close()
                count += 1
    return count


def pypdfium2(files: list[Path]) -> int:
    """Take text alone, without boxes, from pypdfium2."""
    peer = importlib.import_module("pypdfium2")
    count = 0
    for file in files:
        opened = peer.PdfDocument(file)
        for page in opened:
            page.get_textpage().get_text_bounded()
            count += 1
        opened.close()
    return count


def pdf_oxide(files: list[Path]) -> int:
    """Take characters with boxes from pdf-oxide, without words or tables."""
    peer = importlib.import_module("pdf_oxide")
    count = 0
    for file in files:
        opened = peer.PdfDocument(str(file))
        pages = opened.page_count()
        for page in range(pages):
            opened.extract_chars(page)
        count += pages
    return count


def kreuzberg(files: list[Path]) -> int:
    """Take text, without boxes, from kreuzberg."""
    peer = importlib.import_module("kreuzberg")
    config = peer.ExtractionConfig(use_cache=False, pages=peer.PageConfig(extract_pages=True))
    return sum(len(peer.extract_file_sync(str(f), config=config).pages or ()) for f in files)


LANES: dict[str, tuple[str, Callable[[list[Path]], int]]] = {
    "papertrace, in process": ("words, tables", words_and_tables),
    "papertrace, end to end": ("walled off, words, tables, stored", end_to_end),
    "pdfplumber": ("words, tables", pdfplumber),
    "pypdfium2": ("text", pypdfium2),
    "pdf-oxide": ("characters", pdf_oxide),
    "kreuzberg": ("text", kreuzberg),
}


def lane(name: str, files: list[Path]) -> dict[str, Any]:
    """Run one lane here: once on one file to load all it needs, then on all."""
    run = LANES[name][1]
    run(files[:1])
    before, start = spent(), time.monotonic()
    pages = run(files)
    return {"pages": pages, "cpu": spent() - before, "wall": time.monotonic() - start}


def apart(name: str, folder: Path, most: int) -> dict[str, Any] | None:
    """Run one lane in a process of its own; None where its peer is not installed."""
    done = subprocess.run(
        [sys.executable, __file__, str(folder), "--lane", name, "--most", str(most)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        sys.exit(f"{name}: {done.stderr[-500:]}")
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def main() -> None:
    """Run every lane `rounds` times in turn and print the best of each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "budgets")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=10_000, help="files")
    parser.add_argument("--lane", choices=LANES)
    args = parser.parse_args()
    files = sorted(args.folder.glob("*.pdf"))[: args.most]
    if args.lane:
        print(json.dumps(lane(args.lane, files)))
        return
    load = os.getloadavg()[0]
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    print(f"load before: {load:.1f}; python {platform.python_version()}")
    print(f"command: {' '.join(sys.argv)}; input: {len(files)} PDFs of {args.folder.name}")
    best: dict[str, dict[str, Any]] = {}
    for _ in range(args.rounds):
        for name in LANES:
            made = apart(name, args.folder, args.most)
            if made and made["cpu"] < best.get(name, {"cpu": 1e9})["cpu"]:
                best[name] = made
    for name, (what, _) in LANES.items():
        if name not in best:
            print(f"{name:24} absent")
            continue
        made = best[name]
        rate = made["pages"] / made["cpu"]
        print(f"{name:24} {rate:8.1f} pages/core-s  {made['pages']} pages  ({what})")


if __name__ == "__main__":
    main()
