"""Make words of a draft a claim of any kind: the link in the draft, and its table among the claims.

What a kind of claim takes is read from the kind itself (`check.kinds`), so a new kind has its form
at once. Nothing is tested here but the shape of what is told; the draft is tested when it is saved.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from papertrace.check import draft as read
from papertrace.check.kinds import KINDS
from papertrace.check.options import wrong
from papertrace.errors import UsageError
from papertrace.workflow.checking import evidence
from papertrace.workflow.drafting import citable, save, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from papertrace.casefile import Case
    from papertrace.check.kinds import Kind
    from papertrace.check.options import Shape
    from papertrace.workflow.drafting import Written

_BY_CODE: Final = {kind.CODE: kind for kind in KINDS}
CODES: Final = tuple(_BY_CODE)
_LINK: Final = re.compile(r"\[[^\[\]\n]{1,400}\]\([^()\s]{1,400}\)")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_DIGITS: Final = 16
_TRIED: Final = 400
"""So many accepted facts are tried for whether the words say what they say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a kind's table, as a form asks for it."""

    name: str
    """The key; `where.body` inside a table."""
    shape: str
    """text, texts, ids, year, years or number."""
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a draft."""

    start: int
    end: int
    words: str


def kind_of(code: str) -> Kind:
    """Give a kind of claim; UsageError where there is none of that name."""
    if code not in _BY_CODE:
        msg = f"There is no claim kind {code!r}."
        raise UsageError(msg, remedy=f"The kinds are: {', '.join(CODES)}.")
    return _BY_CODE[code]


def entries(code: str) -> tuple[Entry, ...]:
    """Give what a form asks for a kind of claim, in the kind's own order."""
    return tuple(_entries(kind_of(code).OPTIONS))


def _entries(options: Mapping[str, Shape], within: str = "") -> Iterator[Entry]:
    for name, shape in options.items():
        if shape.name == "table":
            yield from _entries(shape.keys, f"{within}{name}.")
        else:
            yield Entry(f"{within}{name}", shape.name, shape.choices)


def spot(text: str, start: int, end: int) -> Spot:
    """Give the words from `start` to `end`; UsageError where they cannot be linked."""
    while start < end and text[start : start + 1].isspace():
        start += 1
    while end > start and text[end - 1 : end].isspace():
        end -= 1
    words = text[start:end]
    if not words or re.search(r"[\[\]\n]", words):
        msg = "A claim links words of one line, without brackets."
        raise UsageError(msg, remedy="Select just the figure or the words that say it.")
    if any(m.start() < end and start < m.end() for m in _LINK.finditer(text)):
        msg = f"{words!r} is linked already."
        raise UsageError(msg, remedy="Change its table among the claims.")
    return Spot(start, end, words)


def found(text: str, words: str, nth: int = 0) -> Spot:
    """Give the place of words in a draft; `nth`, from 1, where they stand there more than once."""
    places = [m.start() for m in re.finditer(re.escape(words), text)] if words.strip() else []
    if not places or nth > len(places):
        msg = f"{words!r} does not stand in the draft."
        if places:
            msg = f"{words!r} does not stand in the draft so often."
        raise UsageError(msg, remedy="Copy the words from the draft as saved.")
    if len(places) > 1 and nth < 1:
        msg = f"{words!r} stands in the draft {len(places)} times."
        raise UsageError(msg, remedy="Say which one (1 is the first), or take more words.")
    start = places[max(0, nth - 1)]
    return spot(text, start, start + len(words))


def options_of(code: str, told: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Give the table's values out of a form's; what is left empty is left out. UsageError."""
    made: dict[str, object] = {}
    for entry in entries(code):
        value = _value(entry, [t.strip() for t in told.get(entry.name, ()) if t.strip()])
        if value is None:
            continue
        outer, _, inner = entry.name.partition(".")
        if inner:
            table = made.setdefault(outer, {})
            if isinstance(table, dict):
                table[inner] = value
        else:
            made[outer] = value
    objection = next(wrong(made, kind_of(code).OPTIONS), None)
    if objection:
        msg = f"{code}: {objection}."
        raise UsageError(msg, remedy=f"See docs/claims/{code}.md.")
    return made


def _value(entry: Entry, told: Sequence[str]) -> object:
    if not told:
        return None
    if entry.shape in ("year", "number"):
        return _whole(entry.name, told[0])
    if entry.shape == "years":
        return [_whole(entry.name, t) for some in told for t in some.replace(",", " ").split()]
    if entry.shape == "texts":
        return [line.strip() for some in told for line in some.splitlines() if line.strip()]
    return list(told) if entry.shape == "ids" else told[0]


def _whole(name: str, text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        msg = f"{name}: {text!r} is no whole number."
        raise UsageError(msg)
    return int(text)


def toml(name: str, code: str, options: Mapping[str, object]) -> str:
    """Write a claim's table."""
    lines = [f"[{name}]", f"kind = {_told(code)}"]
    lines += [f"{key} = {_told(value)}" for key, value in options.items()]
    return "\n".join(lines) + "\n"


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_told(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(_told(v) for v in value)}]"
    told = json.dumps(value, ensure_ascii=False)
    return told.replace("\x7f", "\\u007f")  # the one sign that JSON takes and TOML does not


def name_for(now: Written, code: str) -> str:
    """Give a name for a new claim that neither the draft nor the claims hold."""
    stem, both, number = code.replace("_", "-"), now.text + now.claims, 1
    while f"{stem}-{number}" in both:
        number += 1
    return f"{stem}-{number}"


def claim(
    case: Case, draft: str, version: str, where: Spot, told: Mapping[str, Sequence[str]]
) -> str:
    """Write a claim into a draft as it was shown (`version`), and save it; give its name.

    `told` holds `kind`, `name` (or none), and the kind's keys. UsageError; StaleDecision where the
    draft is another one by now.
    """
    code = (told.get("kind") or [""])[0]
    now = written(case, draft)
    name = (told.get("name") or [""])[0].strip() or name_for(now, code)
    if not _NAME.fullmatch(name) or re.search(rf"(?m)^\s*\[{re.escape(name)}\]", now.claims):
        msg = f"{name!r} cannot be the name of a new claim."
        raise UsageError(msg, remedy="Small letters, digits and hyphens; none that is there.")
    table = toml(name, code, options_of(code, told))
    text = f"{now.text[: where.start]}[{where.words}](claim:{name}){now.text[where.end :]}"
    head = f"{now.claims.rstrip()}\n\n" if now.claims.strip() else ""
    save(case, draft, text, head + table, version)
    return name


def fitting(case: Case, draft: str, code: str, where: Spot) -> tuple[str, ...]:
    """Give the accepted facts that alone prove the words, by the test itself; ids."""
    kind, now = kind_of(code), written(case, draft)
    if "facts" not in kind.OPTIONS:
        return ()
    name = name_for(now, code)
    text = f"{now.text[: where.start]}[{where.words}](claim:{name}){now.text[where.end :]}"
    made = read(draft, text, toml(name, code, {"facts": ["0" * _DIGITS]}))
    one = next((c for c in made.claims if c.id == name), None)
    if one is None:
        return ()
    known = evidence(case, (made,))
    ids = [c.fact for c in citable(case)] + [f.id for f in known.facts]
    return tuple(
        i
        for i in list(dict.fromkeys(ids))[:_TRIED]
        if kind.check(replace(one, options={"facts": [i]}), known).outcome == "passed"
    )
