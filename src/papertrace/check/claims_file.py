"""claims.toml, read strictly: every table a claim, every key known, every waiver with a reason.

What is wrong with an entry is a Problem; only a file that is no TOML raises.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from papertrace.check import codes
from papertrace.check.kinds import KINDS
from papertrace.check.options import wrong
from papertrace.errors import DraftUnreadable
from papertrace.model import DraftSpan, Problem, Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "claims.toml"
WAIVED = "waived"
BODIES = "bodies"
_OTHERS = (WAIVED, BODIES)
"""Tables that are no claims."""
_TWICE = re.compile(r"Cannot (?:declare|overwrite|mutate)|twice|[Dd]uplicate|already")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """What claims.toml holds."""

    claims: Mapping[str, tuple[str, Mapping[str, object]]]
    """Name -> (kind, options), of the claims that can be tested."""
    named: frozenset[str]
    """Names of all tables, the faulty ones included."""
    lines: Mapping[str, int]
    """Name -> line of its table."""
    waived: tuple[Waiver, ...]
    problems: tuple[Problem, ...]
    bodies: tuple[tuple[str, str], ...] = ()
    """Words of the story, and the body they name."""
    readable: bool = True
    """False where the file holds something twice, so that nothing of it can be used."""


def span_in(path: str, line: int, text: str) -> DraftSpan:
    """Give a spot in the claims file beside a draft."""
    return DraftSpan(str(PurePath(path).with_name(FILE)), line, 1, text)


def read_claims(path: str, toml: str) -> ClaimsFile:
    """Read the claims file of the draft at `path`; DraftUnreadable where it is no TOML."""
    try:
        tables = tomllib.loads(toml.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        return _unreadable(path, str(error), toml)
    lines = _lines(toml)
    problems: list[Problem] = []
    claims: dict[str, tuple[str, Mapping[str, object]]] = {}
    for name, table in tables.items():
        if _is_other(name, table):
            continue
        found = [
            Problem(code, "error", f"[{name}]: {told}.", remedy, span=span)
            for span in [span_in(path, lines.get(name, 1), name)]
            for code, told, remedy in _faults(table)
        ]
        problems.extend(found)
        if not found:
            options = {k: v for k, v in table.items() if k != "kind"}
            claims[name] = (table["kind"], options)
    others = {name: table for name, table in tables.items() if _is_other(name, table)}
    waivers, faulty = _waivers(path, others.get(WAIVED, {}), toml)
    bodies, nameless = _bodies(path, others.get(BODIES, {}), lines)
    named = frozenset(tables) - frozenset(others)
    return ClaimsFile(claims, named, lines, waivers, (*problems, *faulty, *nameless), bodies)


def _is_other(name: str, table: object) -> bool:
    """Say whether a table is no claim; a claim may be called as one of them."""
    return name in _OTHERS and isinstance(table, dict) and "kind" not in table


def _bodies(
    path: str, table: Mapping[str, object], lines: Mapping[str, int]
) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    wrong = [k for k, v in table.items() if not (isinstance(v, str) and v.strip() and k.strip())]
    problems = tuple(
        Problem(
            codes.BAD_OPTION,
            "error",
            f"[bodies]: {words!r} must name a body.",
            'Write "words of the story" = "the body as the facts have it".',
            span=span_in(path, lines.get(BODIES, 1), words),
        )
        for words in wrong
    )
    return tuple((k, str(v)) for k, v in table.items() if k not in wrong), problems


def _unreadable(path: str, message: str, toml: str) -> ClaimsFile:
    place = _AT.search(message)
    line = int(place.group(1)) if place else toml.count("\n") + 1
    told = _AT.sub("", message).strip().rstrip(".")
    if not _TWICE.search(message):
        msg = f"{span_in(path, line, '').path}:{line}: {told}."
        raise DraftUnreadable(msg, remedy="Mend this line; it is no TOML.")
    problem = Problem(
        codes.TWICE,
        "error",
        f"Something stands twice: {told}.",
        "Give every claim a name of its own, and every key one value.",
        span=span_in(path, line, ""),
    )
    return ClaimsFile({}, frozenset(), {}, (), (problem,), readable=False)


def _lines(toml: str) -> dict[str, int]:
    """Give the line of each table of the first level."""
    found: dict[str, int] = {}
    for number, line in enumerate(toml.splitlines(), 1):
        match = re.match(r"""\s*\[\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))""", line)
        plain = re.match(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*[.=]""", line)
        for got in (match, plain if not found else None):
            if got:
                found.setdefault(next(g for g in got.groups() if g), number)
    return found


def _faults(table: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401  (TOML is what it is)
    """Say what is wrong with a claim's table: code, words, remedy."""
    known = {kind.CODE: kind for kind in KINDS}
    if not isinstance(table, dict):
        yield codes.NO_KIND, "it is no table", "Write [NAME] and kind = … below it."
        return
    kind = table.get("kind")
    if not isinstance(kind, str):
        yield codes.NO_KIND, "it has no kind", f"Add kind = one of: {', '.join(known)}."
        return
    if kind not in known:
        yield (
            codes.UNKNOWN_KIND,
            f"there is no claim kind {kind!r}",
            f"The kinds are: {', '.join(known)}.",
        )
        return
    options = {k: v for k, v in table.items() if k != "kind"}
    for objection in wrong(options, known[kind].OPTIONS):
        yield codes.BAD_OPTION, objection, f"See docs/claims/{kind}.md."


def _waivers(
    path: str, table: Mapping[str, object], toml: str
) -> tuple[tuple[Waiver, ...], list[Problem]]:
    waivers: list[Waiver] = []
    problems: list[Problem] = []
    for words, told in table.items():
        given = {"reason": told} if isinstance(told, str) else told
        reason = given.get("reason") if isinstance(given, dict) else None
        line = given.get("line") if isinstance(given, dict) else None
        known = isinstance(given, dict) and not set(given) - {"reason", "line"}
        right_line = line is None or (type(line) is int and line > 0)
        if known and right_line and isinstance(reason, str) and reason.strip() and words.strip():
            waivers.append(Waiver(words, reason.strip(), line))
            continue
        at = next((n for n, row in enumerate(toml.splitlines(), 1) if words in row), 1)
        problems.append(
            Problem(
                codes.BAD_WAIVER,
                "error",
                f"The waiver of {words!r} has no reason, or cannot be read.",
                'Write "the exact words" = "why they may stand", or = { reason = "…", line = 12 }.',
                span=span_in(path, at, words),
            )
        )
    return tuple(waivers), problems
