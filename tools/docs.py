"""Write the pages of docs/reference from the code itself: python tools/docs.py [--check].

With --check nothing is written; it exits 1 where a page is not what it would write.
"""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from pathlib import Path

os.environ["COLUMNS"] = "100"  # argparse wraps its help to the terminal's width
os.environ["NO_COLOR"] = "1"

from papertrace import errors
from papertrace.cli.parser import parser
from papertrace.model.codes import CODES
from papertrace.model.columns import COMMON, KINDS, VIEWS
from papertrace.settings import SETTINGS

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"


def commands() -> str:
    """Give the page of all commands."""
    top = parser()
    verbs = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001  (argparse tells its verbs nowhere else)
    parts = ["# Commands", "", "Written by `tools/docs.py` from the command line itself.", ""]
    parts += [
        (
            "All act on the case in the current folder, or `--case DIR`, before or behind the verb."
            " `--json` prints one JSON value, or JSON Lines for lists."
            " Exit codes: 0 clean, 1 findings, 2 wrong use, 3 fault."
        ),
        "",
    ]
    for name, one in verbs.choices.items():
        parts += [f"## papertrace {name}", "", "```", one.format_help().strip(), "```", ""]
    return "\n".join(parts)


def codes() -> str:
    """Give the page of all codes."""
    parts = [
        "# Codes",
        "",
        "Written by `tools/docs.py` from the code itself. Codes are permanent.",
        "",
    ]
    parts += ["## Errors", "", "They end a command.", "", "| code | name | what | what to do |"]
    parts.append("|---|---|---|---|")
    tree = [v for v in vars(errors).values() if inspect.isclass(v)]
    found = [e for e in tree if issubclass(e, errors.PapertraceError)]
    for error in sorted(found, key=lambda e: e.code):
        what = (error.__doc__ or "").partition("\n")[0]
        parts.append(f"| {error.code} | {error.__name__} | {what} | {error.remedy} |")
    parts += ["", "## Problems", "", "They stand beside a document, a fact or a draft.", ""]
    parts += ["| code | what it means |", "|---|---|"]
    parts += [f"| {code} | {what} |" for code, what in sorted(CODES.items())]
    return "\n".join([*parts, ""])


def settings() -> str:
    """Give the page of all settings."""
    parts = ["# Settings", "", "Written by `tools/docs.py` from the code itself.", ""]
    parts += ["Those under `[rules]` in `case.toml`; an unknown key is refused.", ""]
    parts += ["| name | default | what it does |", "|---|---|---|"]
    for one in SETTINGS:
        default = str(one.default).lower() if isinstance(one.default, bool) else one.default
        parts.append(f"| `{one.name}` | {default} | {one.help} |")
    return "\n".join([*parts, ""])


def tables() -> str:
    """Give the page of the views that SQL reads."""
    parts = [
        "# Tables for SQL",
        "",
        "Written by `tools/docs.py` from `papertrace.model.columns`.",
        "",
        (
            "`papertrace sql` and the `sql` of a claim read one view a kind of fact. They hold"
            " accepted facts only (`sql --all`: proposed ones too), are read-only, and reach no"
            " file or network."
        ),
        "",
        (
            f"Every view has {', '.join(f'`{c}`' for c in COMMON)}: the fact, its document's name"
            " and digest, and the page of its first anchor. Money and numbers are exact decimals, a"
            " year is an integer, all else text; beside each column that is not text stands"
            " `<column>_text`, the value as accepted. What a fact does not state is NULL. A field"
            " not listed here gets a column of text as soon as a fact has it."
        ),
        "",
    ]
    for kind, columns in sorted(KINDS.items()):
        parts += [f"## {kind}", "", "| column | type |", "|---|---|"]
        parts += [f"| `{name}` | {told} |" for name, told in columns.items()]
        parts.append("")
    parts += [
        "# Views beside those of facts",
        "",
        (
            "`papertrace sql` reads these, too; the `sql` of a claim does not, since a figure rests"
            " on facts. `entity` and `purchase` are resolved from the facts that the other views"
            " hold. `facts` lists ids: join with `list_contains(e.facts, a.fact_id)`. One row of"
            " `purchase_stage` is one fact of one stage; never add up sums of two stages."
            " `origin` is a person's verdict on where a document is from."
        ),
        "",
    ]
    for view, types in VIEWS.items():
        parts += [f"## {view}", "", "| column | type |", "|---|---|"]
        parts += [f"| `{name}` | {told} |" for name, told in types.items()]
        parts.append("")
    return "\n".join(parts)


def pages() -> dict[str, str]:
    """Give every page by its file name."""
    return {
        "commands.md": commands(),
        "codes.md": codes(),
        "settings.md": settings(),
        "tables.md": tables(),
    }


def stale() -> list[str]:
    """Name the pages that are not what they would be written."""
    return [
        name
        for name, text in pages().items()
        if not (PAGES / name).exists() or (PAGES / name).read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write the pages, or with --check say which are stale."""
    if sys.argv[1:] == ["--check"]:
        for name in (old := stale()):
            print(f"docs/reference/{name} is not what the code says: run python tools/docs.py")
        return 1 if old else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
