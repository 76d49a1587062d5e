"""case.toml: the title and what the case demands, as a person writes it.

It is read strictly: an unknown key is refused by its name, never skipped. It is written once, when
the case is made, and belongs to the person from then on.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from papertrace.casefile import disk
from papertrace.errors import CaseNotFound, NotPreserved, UnknownSetting, UsageError
from papertrace.model import Expected, Rules
from papertrace.settings import fitting, lookup, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from papertrace.settings import Value

NAME = "case.toml"
_SCOPES = ("", "own", "aggregated", "unit")
_TABLES = (
    "title",
    "languages",
    "rules",
    "release",
    "expected",
    "worker",
    "ocr",
    "suggest",
    "collect",
    "seal",
)
_RULES = (
    "second_person",
    "minimum_reading",
    "editor_release",
    "lawyer_release",
    "genuine_documents",
)
_FIRST = """\
title = {title}
languages = ["zh", "en"]

[rules]
second_person = false               # true: two people, two keys, before publication
minimum_reading = {minimum_reading}              # below it a page counts as not read
editor_release = false              # true: an editor signs the draft's words before publication
lawyer_release = false              # true: a lawyer, too
genuine_documents = false           # true: a person judges where each document is from

# Who may sign a release, by the names or ids of their keys (`papertrace key people`). Whoever is
# named here is asked for; without it anybody's signature in that office counts.
# [release]
# editor = ["..."]
# lawyer = ["..."]

# What the case should hold: coverage is measured against it. One block for each body.
# [[expected]]
# publisher = "..."                 # the body's full name, as it signs
# forms = ["budget", "perf_target"]
# years = [2023, 2024, 2025]
# reporting_scope = "own"           # own | aggregated | unit
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who may be asked for suggestions; a case without it asks nobody."""

    endpoint: str
    model: str
    host: str = ""
    """The one host beyond this machine that documents may go to, '' for none."""
    forms: tuple[str, ...] = ()
    """Forms of documents (`news`, `other` ...) that may be asked about; empty: all, on loopback."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What the workers that open documents may take."""

    seconds: int
    memory_mib: int
    output_mib: int
    jobs: int
    """So many at the same time; 0: one for each processor."""


@dataclass(frozen=True, slots=True)
class Collect:
    """How the web is met; what is not named here stays as it is safe."""

    delay: int
    """Seconds between two questions to one site, on average."""
    seconds: int
    mib: int
    most: int
    verify: bool
    agent: str = ""
    """What is told of the program, '' for the neutral default."""
    proxy: str = ""
    """socks5://HOST:PORT or http://HOST:PORT, '' for none."""
    allow: tuple[tuple[str, int], ...] = ()
    """Ports beyond 80 and 443, and ports of this very machine (127.0.0.1:N, for tests)."""
    archives: tuple[str, ...] = ()
    """Public archives, as addresses with {address} in them."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who stamps the time: where it is asked, and the file of certificates it is trusted by."""

    address: str
    roots: str = ""
    """PEM, a path inside the case; '' where nothing is trusted yet."""


@dataclass(frozen=True, slots=True)
class Config:
    """What case.toml says."""

    title: str
    languages: tuple[str, ...]
    rules: Rules
    expected: tuple[Expected, ...]
    lane: str = "full"
    """In which new pictures of text are recognised: full or fast."""
    suggest: Asked | None = None
    worker: Worker = field(default_factory=lambda: _worker({}))
    collect: Collect = field(default_factory=lambda: _collect({}))
    authorities: tuple[Authority, ...] = ()


def first(title: str) -> str:
    """Give the text of a new case's case.toml: one person is enough until it says otherwise."""
    rules = Rules()
    return _FIRST.format(
        title=_string(title),
        minimum_reading=rules.minimum_reading,
    )


def _string(text: str) -> str:
    """Quote a string as TOML takes it: as JSON does, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load(folder: Path) -> Config:
    """Read a case's case.toml; CaseNotFound, UnknownSetting, UsageError."""
    try:
        text = disk.read(folder / NAME).decode()
        return parse(tomllib.loads(text))
    except FileNotFoundError:
        msg = f"{NAME} is missing."
        raise CaseNotFound(msg, remedy="Bring it back from a copy.") from None
    except OSError as error:
        msg = f"{NAME} cannot be read: {error.strerror}."
        raise NotPreserved(msg) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{NAME} is not TOML: {error}."
        raise UsageError(msg, remedy="Mend the line it names.") from error


def parse(data: Mapping[str, Any]) -> Config:
    """Take parsed TOML; UnknownSetting for an unknown key, UsageError for a wrong value."""
    _only(data, _TABLES, "")
    return Config(
        _text(data, "title", ""),
        _texts(data, "languages", "", ("zh", "en")),
        _rules(_table(data.get("rules", {}), "[rules]"), data.get("release", {})),
        tuple(_expected(e) for e in _tables(data.get("expected", []))),
        _lane(_table(data.get("ocr", {}), "[ocr]")),
        _asked(_table(data["suggest"], "[suggest]")) if "suggest" in data else None,
        _worker(_table(data.get("worker", {}), "[worker]")),
        _collect(_table(data.get("collect", {}), "[collect]")),
        _authorities(_table(data.get("seal", {}), "[seal]")),
    )


def _asked(data: Mapping[str, Any]) -> Asked:
    """Read [suggest]: which endpoint may be asked, and about which forms of documents."""
    where = "[suggest] "
    _only(data, ("endpoint", "model", "host", "forms"), where)
    host = _text(data, "host", where) if "host" in data else ""
    forms = _texts(data, "forms", where)
    if host and not forms:
        raise _wrong(where, "forms", "the forms of documents that may leave this machine")
    return Asked(_text(data, "endpoint", where), _text(data, "model", where), host, forms)


def _worker(data: Mapping[str, Any]) -> Worker:
    """Read [worker]: what a document's worker may take."""
    named = ("seconds", "memory_mib", "output_mib", "jobs")
    _only(data, named, "[worker] ")
    told = (_under("worker", n, "jobs" if n == "jobs" else f"worker_{n}", data) for n in named)
    return Worker(*(int(value) for value in told))


def _collect(data: Mapping[str, Any]) -> Collect:
    """Read [collect]: how the web is met."""
    where, counts = "[collect] ", ("delay", "seconds", "mib", "most")
    _only(data, (*counts, "verify", "agent", "proxy", "allow", "archives"), where)
    archives = _texts(data, "archives", where)
    if not all("{address}" in told for told in archives):
        raise _wrong(where, "archives", "addresses with {address} in them")
    delay, seconds, mib, most = (int(_under("collect", n, f"collect_{n}", data)) for n in counts)
    return Collect(
        delay,
        seconds,
        mib,
        most,
        bool(_under("collect", "verify", "collect_verify", data)),
        _text(data, "agent", where) if "agent" in data else "",
        _text(data, "proxy", where) if "proxy" in data else "",
        tuple(_host_and_port(told) for told in _texts(data, "allow", where)),
        archives,
    )


def _host_and_port(told: str) -> tuple[str, int]:
    host, _, port = told.rpartition(":")
    if not host or not port.isascii() or not port.isdigit():
        where = "[collect] "
        raise _wrong(where, "allow", 'a list of "HOST:PORT"')
    return host.strip("[]").lower(), int(port)


def _authorities(data: Mapping[str, Any]) -> tuple[Authority, ...]:
    """Read [seal]: who is asked to stamp the time."""
    where = "[seal] "
    _only(data, ("authority",), where)
    told = data.get("authority", [])
    if not isinstance(told, list):
        raise _wrong(where, "authority", "written [[seal.authority]]")
    made = []
    for one in told:
        row = _table(one, "[[seal.authority]]")
        _only(row, ("address", "roots"), "[[seal.authority]] ")
        roots = _text(row, "roots", where) if "roots" in row else ""
        made.append(Authority(_text(row, "address", where), roots))
    return tuple(made)


def _lane(data: Mapping[str, Any]) -> str:
    _only(data, ("lane",), "[ocr] ")
    return str(_under("ocr", "lane", "ocr_lane", data))


def _under(table: str, name: str, known: str, data: Mapping[str, Any]) -> Value:
    """Give the setting `known` as `name` of a table states it; UsageError names that place."""
    setting = lookup(known)
    try:
        return fitting(setting, data.get(name, setting.default))
    except UsageError as error:
        msg = f"{NAME}: {error.message.replace(setting.name, f'[{table}] {name}')}"
        raise UsageError(msg, remedy=error.advice) from None


def _rules(data: Mapping[str, Any], signers: object) -> Rules:
    """Read [rules] and [release]: an office whose people are named is asked for."""
    _only(data, _RULES, "[rules] ")
    named = _table(signers, "[release]")
    _only(named, ("editor", "lawyer"), "[release] ")
    try:
        return Rules(
            second_person=bool(_rule(data, "second_person")),
            minimum_reading=float(_rule(data, "minimum_reading")),
            editor_release=bool(_rule(data, "editor_release")),
            lawyer_release=bool(_rule(data, "lawyer_release")),
            genuine_documents=bool(_rule(data, "genuine_documents")),
            editors=_texts(named, "editor", "[release] "),
            lawyers=_texts(named, "lawyer", "[release] "),
        )
    except UsageError as error:
        where = "" if error.message.startswith(NAME) else f"{NAME}: "
        msg = f"{where}{error.message}"
        raise UsageError(msg, remedy=error.advice) from None


def _rule(data: Mapping[str, Any], name: str) -> Value:
    setting = lookup(name)
    given = data.get(name, setting.default)
    if isinstance(given, str):
        msg = "[rules] "
        raise _wrong(msg, name, f"written without quotes, not {given!r}")
    return fitting(setting, given)


def _expected(data: Mapping[str, Any]) -> Expected:
    where = "[[expected]] "
    _only(data, ("publisher", "forms", "years", "reporting_scope"), where)
    years = data.get("years", [])
    if not isinstance(years, list) or not all(type(y) is int for y in years):
        raise _wrong(where, "years", "a list of whole numbers")
    scope = data.get("reporting_scope", "")
    if scope not in _SCOPES:
        raise _wrong(where, "reporting_scope", "own, aggregated or unit")
    return Expected(
        _text(data, "publisher", where), _texts(data, "forms", where), tuple(years), scope
    )


def _only(data: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for name in data:
        if name not in known:
            msg = f"{NAME}: there is no setting `{where}{name}`."
            raise UnknownSetting(msg, remedy=nearest(name, known))


def _text(data: Mapping[str, Any], name: str, where: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(where, name, "a text that is not empty")
    return value


def _texts(
    data: Mapping[str, Any], name: str, where: str, default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    value = data.get(name, list(default))
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise _wrong(where, name, "a list of texts")
    return tuple(value)


def _table(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        msg = ""
        raise _wrong(msg, name, "a table")
    return value


def _tables(value: object) -> list[Mapping[str, Any]]:
    if not isinstance(value, list):
        msg = ""
        raise _wrong(msg, "expected", "written [[expected]]")
    return [_table(v, "[[expected]]") for v in value]


def _wrong(where: str, name: str, wanted: str) -> UsageError:
    return UsageError(f"{NAME}: `{where}{name}` must be {wanted}.", remedy=f"Mend it in {NAME}.")
