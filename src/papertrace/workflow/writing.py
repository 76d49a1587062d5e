"""Put a publication into its folder, so that a reader never meets half of one.

A new folder comes to stand whole, by one rename. An older publication is renewed file by file,
each by a rename, the first page last; then what is no longer part of it goes, and where it was a
page, a dated tombstone answers. Files that papertrace did not write (a `.git`, a `CNAME`) are left
alone: the mark lists what is its own.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

from papertrace.errors import BundleInvalid, UsageError
from papertrace.publish import tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MARK = "papertrace-publication.json"
_LISTS = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
"""What a signed bundle lists itself by: nothing unsigned lies beside it, no mark either."""
_FIRST_PAGE = "index.html"


def may_write(out: Path) -> None:
    """Refuse a target that is not a new or empty folder or an earlier publication."""
    if out.is_symlink():
        msg = f"{out} is a link."
        raise UsageError(msg, remedy="Name the folder itself.")
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not is_ours(out))):
        msg = f"{out} holds something that papertrace did not publish."
        raise UsageError(msg, remedy="Name a new or empty folder.")


def is_ours(out: Path) -> bool:
    """Say whether papertrace published a folder: it has our mark, or is a bundle."""
    return (out / MARK).is_file() or bool(_bundle(out))


def is_preview(out: Path) -> bool:
    """Say whether what was written here was marked as a preview."""
    return _mark(out).get("preview") is True


def editions(out: Path) -> list[dict[str, str]]:
    """Give what is noted of the editions that were published here before: at, note, draft."""
    noted = _mark(out).get("editions")
    rows = noted if isinstance(noted, list) else []
    return [{k: str(row.get(k, "")) for k in ("at", "note", "draft")} for row in rows
            if isinstance(row, dict)]  # fmt: skip


def write(
    out: Path, files: Iterable[tuple[str, bytes]], told: Mapping[str, Any] | None
) -> list[str]:
    """Write the files; gives their names, sorted. BundleInvalid where the disk refuses.

    `told` goes into the mark; None for a bundle, which lists all its files itself.
    """
    out = out.resolve()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.parent / tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent)
        try:
            names = sorted(_lay_down(part, name, data) for name, data in files)
            stones = _stones(out, names) if told is not None else {}
            for name, day in stones.items():
                _lay_down(part, name, tombstone.moved(day).encode())
            if told is not None:
                mark = {**told, "files": names, **({"tombstones": stones} if stones else {})}
                text = json.dumps(mark, ensure_ascii=False, indent=1) + "\n"
                _lay_down(part, MARK, text.encode())
            part.chmod(0o755)  # mkdtemp keeps it to its maker; a site is for all
            if out.exists():
                _renew(part, out, [*names, *stones])
            else:
                part.replace(out)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        msg = f"{out} cannot be written: {error.strerror or error}."
        raise BundleInvalid(msg, remedy="Free some disk space or check the permissions.") from error
    return names


def _lay_down(folder: Path, name: str, data: bytes) -> str:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return name


def _renew(part: Path, out: Path, names: list[str]) -> None:
    """Move new files over old ones, the first page and the mark last; drop what is no longer."""
    before = own_files(out)
    for name in sorted(names, key=lambda n: n == _FIRST_PAGE):
        place = out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        (part / name).replace(place)
    for name in before - set(names):
        (out / name).unlink(missing_ok=True)
        for folder in (out / name).parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
    if (part / MARK).exists():
        (part / MARK).replace(out / MARK)
    else:
        (out / MARK).unlink(missing_ok=True)


def own_files(out: Path) -> set[str]:
    """Give the files that an earlier publication put here; those inside the folder alone."""
    mark = _mark(out)
    listed = [*_listed(mark.get("files")), *_listed(list(mark.get("tombstones") or {}))]
    return {n for n in listed if not n.startswith("/") and ".." not in n.split("/")}


def _stones(out: Path, names: list[str]) -> dict[str, str]:
    """Give the pages that were here once and are not any more, each with the day it went."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    before = _mark(out).get("tombstones")
    known = before if isinstance(before, dict) else {}
    gone = sorted(n for n in own_files(out) - set(names) if n.endswith(".html"))
    return {n: str(known.get(n, today)) for n in gone}


def _mark(out: Path) -> dict[str, Any]:
    try:
        told = json.loads((out / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _bundle(out)
    return told if isinstance(told, dict) else {}


def _bundle(out: Path) -> dict[str, Any]:
    """Give what a mark would say of a bundle: its lists' files, and the editions that it tells."""
    try:
        lists = [(out / name).read_text(encoding="utf-8") for name in _LISTS]
        told = json.loads((out / "data/bundle.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    rows = [row.partition("  ")[2] for text in lists for row in text.split("\n") if row]
    noted = told.get("corrections") if isinstance(told, dict) else None
    editions = [row for row in noted if isinstance(row, dict)] if isinstance(noted, list) else []
    if editions:
        editions[-1]["draft"] = told.get("draft", "")
    return {"files": [*rows, _LISTS[1], f"{_LISTS[1]}.sig"], "editions": editions}


def _listed(told: object) -> list[str]:
    return [n for n in told if isinstance(n, str) and n] if isinstance(told, list) else []
