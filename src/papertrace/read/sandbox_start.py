"""How a fresh interpreter is started for workers: with few variables, and never from where one is.

The folder that a person stands in may hold files that somebody else named, `json.py` among them:
nothing is imported from there.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papertrace.read.sandbox_child import Limits

if TYPE_CHECKING:
    from papertrace.read.sandbox_child import Job

_KEPT: Final = frozenset(
    ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")
)
_SINGLE: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Libraries that count on many processors start no threads."""
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_START: Final = "import sys; sys.path.append(sys.argv[1]); from {0} import main; main(sys.argv[2:])"
_LIGHT: Final = (
    "import sys, types; sys.path.append(sys.argv[1]); room = types.ModuleType('papertrace.read');"
    " room.__path__ = [sys.argv[1] + '/papertrace/read']; sys.modules[room.__name__] = room;"
    " from {0} import main; main(sys.argv[2:])"
)
"""The room stands there without what its own module imports: every reader there is."""


def lightly(module: str, *told: str) -> list[str]:
    """Give the command that calls `main` of a module of this room, without loading the readers."""
    return [sys.executable, "-P", "-c", _LIGHT.format(module), _ROOT, *told]


def command(module: str, job: Job, limits: Limits, *more: str) -> list[str]:
    """Give the command that calls `main` of a module with a job, its limits and more."""
    told = [limits.seconds, limits.memory, limits.output, limits.readable, limits.threads]
    told.append(limits.seconds_a_mib)
    name = f"{job.__module__}:{job.__qualname__}"
    return [sys.executable, "-P", "-c", _START.format(module), _ROOT, name, json.dumps(told), *more]


def job_and_limits(name: str, told: str) -> tuple[Job, Limits]:
    """Find the job of a name, and its limits, as `command` told them."""
    module, _, function = name.partition(":")
    job: Job = getattr(import_module(module), function)
    seconds, memory, output, readable, threads, more = json.loads(told)
    return job, Limits(seconds, memory, output, tuple(readable), threads, more)


def surroundings() -> dict[str, str]:
    """Give the variables that a fresh interpreter needs, and nothing that is none of its business.

    The variables a process is born with stay in its memory, whatever it deletes later.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _KEPT or name.startswith(("PYTHON", "LC_"))
    }
    return kept | _SINGLE
