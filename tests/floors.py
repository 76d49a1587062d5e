"""The pinned floors of extraction quality, and the seal that keeps them from sinking unseen.

`floors.toml` holds the floors, the digest of the documents they were measured on, and every reason
for which one was lowered. Its seal covers all of it: editing the file by hand breaks the gate. Pin
anew with `python tests/floors.py MEASURED.json`, which raises floors only; lowering one takes
`--lower "why"`, and the reason stays in the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "gate" / "floors.toml"
MARGIN = 0.002
"""A floor is pinned this much below what was measured."""


def load() -> dict[str, Any]:
    """Read the floors; SystemExit where the seal is broken."""
    text = FILE.read_text(encoding="utf-8")
    told = tomllib.loads(text)
    if told["seal"] != seal(told):
        sys.exit("tests/gate/floors.toml was edited by hand; pin with tests/floors.py")
    return told


def sunk(told: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """Name the floors of `before` that `told` holds no more, without a reason; same corpus alone.

    Every earlier version in the history of the file is such a `before`: a floor that was lowered by
    hand and sealed again shows there.
    """
    found = []
    for group, values in before.items():
        now = told.get(group)
        if not isinstance(values, dict):
            continue
        if now is None or now.get("corpus") != values.get("corpus"):
            found += [] if now else [group]
            continue
        for name, old in values.items():
            if isinstance(old, str):
                continue
            kept = now.get(name)
            worse = kept is None or (kept > old if name.startswith("most ") else kept < old)
            if worse and not any(r.startswith(f"{group} {name} ") for r in told["lowered"]):
                found.append(f"{group} {name}: {old} -> {kept}")
    return found


def history() -> list[dict[str, Any]]:
    """Give every earlier version of the file that the repository keeps; none without one."""
    name = "tests/gate/floors.toml"
    listed = _git("log", "--format=%H", "--", name)
    shown = (_git("show", f"{commit}:{name}") for commit in listed.split())
    return [tomllib.loads(text) for text in shown if text]


def _git(*asked: str) -> str:
    """Ask the repository; '' where there is none."""
    where = ["git", "-C", str(FILE.parents[2])]
    done = subprocess.run([*where, *asked], check=False, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def seal(told: dict[str, Any]) -> str:
    """Digest everything but the seal itself."""
    rest = {k: v for k, v in told.items() if k != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()[:16]


def write(told: dict[str, Any]) -> None:
    """Write the file with a new seal."""
    told["seal"] = seal(told)
    lines = ["# Pinned by tests/floors.py; not edited by hand.", f'seal = "{told["seal"]}"']
    lines.append("lowered = [")
    lines += [f"  {json.dumps(reason, ensure_ascii=False)}," for reason in told["lowered"]]
    lines.append("]")
    for name in sorted(k for k, v in told.items() if isinstance(v, dict)):
        lines += ["", f"[{name}]"]
        lines += [f"{json.dumps(k)} = {json.dumps(v)}" for k, v in sorted(told[name].items())]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pin(measured: dict[str, dict[str, Any]], why: str) -> list[str]:
    """Raise floors to what was measured; lower one only where a reason is given."""
    old: dict[str, Any] = load() if FILE.exists() else {"lowered": []}
    changes = []
    for group, values in measured.items():
        kept = old.setdefault(group, {})
        for name, value in values.items():
            old_value = kept.get(name, value)
            if isinstance(value, str):
                floor, worse = value, old_value != value
            elif name.startswith("most "):
                floor, worse = value, value > old_value
            else:
                floor = round(max(0.0, value - MARGIN), 4)
                worse = name in kept and floor < old_value
            if worse:
                if not why:
                    sys.exit(f"{group} {name} was {old_value}, would be {floor}: give --lower")
                old["lowered"].append(f"{group} {name} {old_value} -> {floor}: {why}")
            if kept.get(name) != floor:
                changes.append(f"{group} {name}: {kept.get(name)} -> {floor}")
            kept[name] = floor
    write(old)
    return changes


def main() -> None:
    """Pin what `MEASURED.json` says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("measured", type=Path)
    parser.add_argument("--lower", default="", metavar="WHY")
    args = parser.parse_args()
    for line in pin(json.loads(args.measured.read_text(encoding="utf-8")), args.lower):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
