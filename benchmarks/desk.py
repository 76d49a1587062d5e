"""Ten reviewers decide at once at a team's desk: python benchmarks/desk.py [--facts N] [--pause S].

It makes a case of invented facts in a folder that is deleted afterwards, opens a team's desk as a
process of its own, signs everybody in, and lets each of them decide as fast as the desk answers:
one step is the picture of the proof, a decision sent, and the next fact's page. Then it counts what
is in the log and examines every signature. With --pause each waits so many seconds between two
decisions, as people do. Machine, input and command are printed first.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from casefile import samples  # noqa: E402  (the path comes first)
from papertrace.casefile import Case, Keyring  # noqa: E402  (as above)
from papertrace.desk.team.accounts import Book  # noqa: E402  (as above)
from papertrace.desk.team.pages import enter  # noqa: E402  (as above)

PAGES = 100
CHOSEN = "{} chose these words"


def made(folder: Path, facts: int, people: int) -> dict[str, str]:
    """Make a case of so many facts, and accounts; give name -> password."""
    key = Keyring(folder / "keys").make("reporter")
    book, passwords = Book(folder), {}
    with Case.create(folder / "case", "Load", key) as case:
        for number in range(-(-facts // PAGES)):
            first = number * PAGES
            count = min(PAGES, facts - first)
            named = f"n{number:05}.txt"
            capture = samples.add(case, f"document {number}".encode() * 30, named, key)
            written = [f"{first + n + 1:06}00" for n in range(count)]
            pages = [samples.page(n + 1, words) for n, words in enumerate(written)]
            found = [
                samples.fact(capture.digest, page, words)
                for page, words in zip(pages, written, strict=True)
            ]
            case.derived.put(samples.derivation(capture.digest, pages, found))
        for number in range(people):
            name = f"person{number}"
            opened = book.opened(name, enter(case, book, name, "reviewer", key))
            assert opened is not None  # noqa: S101  (it was made just now)
            passwords[name] = CHOSEN.format(name)
            book.choose(name, opened[1], passwords[name])
    return passwords


def spent_by(process: int) -> float:
    """Give the processor seconds of a process, all its threads; 0 where the system tells none."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


PLACES: dict[str, str] = {}
"""Fact -> document/page of its proof."""


class Reviewer:
    """One person's browser."""

    def __init__(self, port: int, name: str, password: str) -> None:
        """Sign in."""
        self.port, self.name, self.cookie = port, name, ""
        self.steps: list[float] = []
        self.decided = 0
        self.host = f"127.0.0.1:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        _, headers, _ = self.post("/sign-in", name=name, password=password)
        self.cookie = headers["set-cookie"].partition(";")[0]
        self.connection.close()  # the desk lets a connection go that rests; browsers open another

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        """Send one request as the desk's own page does."""
        headers = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            headers["Origin"] = f"http://{self.host}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        told = {}
        for name, value in reversed(answer.getheaders()):  # the first of several stands
            told[name.lower()] = value
        return answer.status, told, answer.read()

    def post(self, path: str, **form: str) -> tuple[int, dict[str, str], bytes]:
        """Send a form."""
        return self.ask("POST", path, urlencode(form).encode())

    def work(self, facts: list[str], pause: float) -> None:
        """See facts' pictures and accept them one by one, each followed by the next one's page."""
        for fact, after in zip(facts, [*facts[1:], facts[0]], strict=True):
            began = time.perf_counter()
            if self.ask("GET", f"/pictures/{PLACES[fact]}/page")[0] != 200:  # noqa: PLR2004  (fine)
                sys.exit(f"{self.name}: no picture")
            status, headers, body = self.post(f"/decide/{fact}", verdict="accept", page="1")
            if status != 303:  # noqa: PLR2004  (see other)
                sys.exit(f"{self.name}: {status} {body.decode()[:400]}")
            self.decided += 1
            status, _, body = self.ask("GET", f"/decide/{after}")
            if status != 200 or not headers.get("location"):  # noqa: PLR2004  (fine)
                sys.exit(f"{self.name}: {status} {body.decode()[:400]}")
            self.steps.append(time.perf_counter() - began)
            if pause:
                self.connection.close()
                time.sleep(pause)


def measured(folder: Path, told: argparse.Namespace, passwords: dict[str, str]) -> None:
    """Open the desk, let everybody decide, and print what came of it."""
    with Case.open(folder / "case") as case:
        PLACES.update((f.id, f"{f.digest}/{f.anchors[0].page}") for f in case.derived.facts())
        ids = list(PLACES)
        before = len(case.decisions())
    env = {**os.environ, "PAPERTRACE_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "papertrace", "desk", "--team", "--case", str(folder / "case")]
    desk = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env)
    assert desk.stdout is not None  # noqa: S101  (a pipe was asked for)
    try:
        line = next(line for line in desk.stdout if "sign in at" in line)
        port = int(line.rstrip("/\n").rpartition(":")[2])
        people = [Reviewer(port, name, password) for name, password in passwords.items()]
        each = told.decisions
        for n, one in enumerate(people):  # a person looks before they decide
            one.ask("GET", f"/decide/{ids[n]}")
            one.connection.close()
        load, spent = os.getloadavg()[0], spent_by(desk.pid)
        began = time.perf_counter()
        threads = [
            threading.Thread(target=one.work, args=(ids[n :: len(people)][:each], told.pause))
            for n, one in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, spent = time.perf_counter() - began, spent_by(desk.pid) - spent
    finally:
        desk.terminate()
        desk.wait(20)
    steps = sorted(step for one in people for step in one.steps)
    sent = sum(one.decided for one in people)
    with Case.open(folder / "case") as case:
        case.sound_log()  # chain, contents, and every signature
        logged = len(case.decisions()) - before
        signers = len({d.reviewer for d in case.decisions()})
    if sent != sum(len(ids[n :: len(people)][:each]) for n in range(len(people))):
        sys.exit("not everybody could decide")
    figures = {
        "facts": len(ids),
        "people": len(people),
        "decisions_sent": sent,
        "lost": sent - logged,
        "signers": signers,
        "p50_ms": round(statistics.median(steps) * 1000),
        "p95_ms": round(steps[int(len(steps) * 0.95)] * 1000),
        "longest_ms": round(steps[-1] * 1000),
        "per_second": round(sent / took, 1),
        "cpu_ms_a_step": round(1000 * spent / sent, 1),
        "load_before": round(load, 2),
        "log": "sound",
    }
    print(json.dumps(figures))


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--facts", type=int, default=50_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--decisions", type=int, default=30, help="of each person")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two decisions")
    parser.add_argument("--keep", type=Path, default=None, help="make the case here, or take it")
    told = parser.parse_args()
    print(platform.platform(), f"Python {platform.python_version()}", f"{os.cpu_count()} cores")
    print("python", " ".join(sys.argv))
    with tempfile.TemporaryDirectory() as made_here:
        folder = told.keep or Path(made_here)
        folder.mkdir(exist_ok=True)
        if (folder / "case").exists():
            passwords = {f"person{n}": CHOSEN.format(f"person{n}") for n in range(told.people)}
        else:
            passwords = made(folder, told.facts, told.people)
        measured(folder, told, passwords)


if __name__ == "__main__":
    main()
