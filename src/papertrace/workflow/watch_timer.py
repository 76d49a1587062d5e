"""Lines for cron or systemd that look at watched pages by themselves; nothing is installed.

The minute is drawn by lot, and systemd adds a delay of its own, so that no two desks knock alike.
"""

from __future__ import annotations

import random
import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DAY = 24


def command(case: Path) -> str:
    """Give the command that looks once."""
    words = [sys.executable, "-m", "papertrace", "watch", "run", "--case", str(case.resolve())]
    return shlex.join(words)


def cron_line(case: Path, hours: int, minute: int | None = None) -> str:
    """Give a crontab's line that looks every so many hours (1 to 24)."""
    at = random.SystemRandom().randrange(60) if minute is None else minute
    when = f"{at} 0" if hours >= _DAY else f"{at} */{hours}"
    told = command(case).replace("%", r"\%")  # cron takes it for the end of a line
    return f"{when} * * * {told}"


def systemd_units(case: Path, hours: int) -> str:
    """Give a service and its timer, for ~/.config/systemd/user."""
    run = command(case).replace("%", "%%").replace("$", "$$")
    return "\n".join(
        (
            "# ~/.config/systemd/user/papertrace-watch.service",
            "[Unit]",
            "Description=Look at watched pages again",
            "[Service]",
            "Type=oneshot",
            "SuccessExitStatus=1",
            f"ExecStart={run}",
            "",
            "# ~/.config/systemd/user/papertrace-watch.timer",
            "[Unit]",
            "Description=Look at watched pages again",
            "[Timer]",
            f"OnUnitActiveSec={hours}h",
            "OnBootSec=15min",
            f"RandomizedDelaySec={max(5, hours * 10)}min",
            "[Install]",
            "WantedBy=timers.target",
            "",
            "# systemctl --user enable --now papertrace-watch.timer",
        )
    )
