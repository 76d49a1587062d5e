"""Two commands for a fresh machine with Python 3.11 or newer and nothing else.

python3 start.py          installs papertrace here, runs the sample case and opens it on the desk
python3 start.py test     installs papertrace here with its tests, and runs them

Everything goes into the folder `.venv` beside this file; nothing else is touched.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
WORKERS = str(min(os.cpu_count() or 1, 4))
SHARED_OUT = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")


def run(*command: str) -> None:
    """Run one command and stop with its exit code where it fails."""
    code = subprocess.call(command, cwd=HERE)
    if code:
        sys.exit(code)


def install(*what: str) -> str:
    """Make the environment where there is none, install into it, and give its Python."""
    python = str(BIN / "python")
    if not (HOME / "pyvenv.cfg").exists():
        print("making .venv ...", flush=True)
        venv.create(HOME, with_pip=True)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    print("installing ...", flush=True)
    run(*pip, "--upgrade", "pip>=25.1")  # the first that knows dependency groups
    run(*pip, *what)
    return python


def main(arguments: list[str]) -> None:
    """Do what the first argument says: nothing = the sample case, test = the tests."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file must answer on an older Python too)
        sys.exit("papertrace needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if arguments[:1] == ["test"]:
        python = install("--editable", ".", "--group", "dev")
        run(python, "-m", "pytest", *SHARED_OUT, *arguments[1:])
    elif not arguments or arguments[0].startswith("-"):
        python = install(".")
        with contextlib.suppress(KeyboardInterrupt):  # how the desk, where it ends, is closed
            run(python, "-m", "papertrace", "demo", *arguments)
        print(
            f"\n`papertrace` is {BIN / 'papertrace'}; to type the name alone, activate .venv first."
        )
    else:
        sys.exit(f"start.py knows `test` and nothing else, not {arguments[0]!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
