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
from papertrace.casefile.config_values import NAME, only, table, tables, text, texts, wrong
from papertrace.errors import CaseNotFound, NotPreserved, UsageError
from papertrace.model import Expected, Rules
from papertrace.settings import fitting, lookup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from papertrace.settings import Value

__all__ = ["NAME", "Asked", "Authority", "Collect", "Config", "Worker", "first", "load", "parse"]
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
    "recipients",
)
_RULES = (
    "second_person",
    "minimum_reading",
    "editor_release",
    "lawyer_release",
    "genuine_documents",
    "known_wrong",
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
known_wrong = 0                     # 20: at the desk one known-wrong fact for 20 decisions

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
    recipients: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name -> public keys (age or SSH) to whom expert editions are encrypted."""


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
    only(data, _TABLES, "")
    return Config(
        text(data, "title", ""),
        texts(data, "languages", "", ("zh", "en")),
        _rules(table(data.get("rules", {}), "[rules]"), data.get("release", {})),
        tuple(_expected(e) for e in tables(data.get("expected", []))),
        _lane(table(data.get("ocr", {}), "[ocr]")),
        _asked(table(data["suggest"], "[suggest]")) if "suggest" in data else None,
        _worker(table(data.get("worker", {}), "[worker]")),
        _collect(table(data.get("collect", {}), "[collect]")),
        _authorities(table(data.get("seal", {}), "[seal]")),
        _recipients(table(data.get("recipients", {}), "[recipients]")),
    )


def _asked(data: Mapping[str, Any]) -> Asked:
    """Read [suggest]: which endpoint may be asked, and about which forms of documents."""
    where = "[suggest] "
    only(data, ("endpoint", "model", "host", "forms"), where)
    host = text(data, "host", where) if "host" in data else ""
    forms = texts(data, "forms", where)
    if host and not forms:
        raise wrong(where, "forms", "the forms of documents that may leave this machine")
    return Asked(text(data, "endpoint", where), text(data, "model", where), host, forms)


def _worker(data: Mapping[str, Any]) -> Worker:
    """Read [worker]: what a document's worker may take."""
    named = ("seconds", "memory_mib", "output_mib", "jobs")
    only(data, named, "[worker] ")
    told = (_under("worker", n, "jobs" if n == "jobs" else f"worker_{n}", data) for n in named)
    return Worker(*(int(value) for value in told))


def _collect(data: Mapping[str, Any]) -> Collect:
    """Read [collect]: how the web is met."""
    where, counts = "[collect] ", ("delay", "seconds", "mib", "most")
    only(data, (*counts, "verify", "agent", "proxy", "allow", "archives"), where)
    archives = texts(data, "archives", where)
    if not all("{address}" in told for told in archives):
        raise wrong(where, "archives", "addresses with {address} in them")
    delay, seconds, mib, most = (int(_under("collect", n, f"collect_{n}", data)) for n in counts)
    return Collect(
        delay,
        seconds,
        mib,
        most,
        bool(_under("collect", "verify", "collect_verify", data)),
        text(data, "agent", where) if "agent" in data else "",
        text(data, "proxy", where) if "proxy" in data else "",
        tuple(_host_and_port(told) for told in texts(data, "allow", where)),
        archives,
    )


def _host_and_port(told: str) -> tuple[str, int]:
    host, _, port = told.rpartition(":")
    if not host or not port.isascii() or not port.isdigit():
        where = "[collect] "
        raise wrong(where, "allow", 'a list of "HOST:PORT"')
    return host.strip("[]").lower(), int(port)


def _authorities(data: Mapping[str, Any]) -> tuple[Authority, ...]:
    """Read [seal]: who is asked to stamp the time."""
    where = "[seal] "
    only(data, ("authority",), where)
    told = data.get("authority", [])
    if not isinstance(told, list):
        raise wrong(where, "authority", "written [[seal.authority]]")
    made = []
    for one in told:
        row = table(one, "[[seal.authority]]")
        only(row, ("address", "roots"), "[[seal.authority]] ")
        roots = text(row, "roots", where) if "roots" in row else ""
        made.append(Authority(text(row, "address", where), roots))
    return tuple(made)


def _recipients(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Read [recipients]: who may be given an expert edition, by name, each a key or a list."""
    where = "[recipients] "
    return {
        name: (told,) if isinstance(told, str) and told else texts(data, name, where)
        for name, told in data.items()
    }


def _lane(data: Mapping[str, Any]) -> str:
    only(data, ("lane",), "[ocr] ")
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
    only(data, _RULES, "[rules] ")
    named = table(signers, "[release]")
    only(named, ("editor", "lawyer"), "[release] ")
    try:
        return Rules(
            second_person=bool(_rule(data, "second_person")),
            minimum_reading=float(_rule(data, "minimum_reading")),
            editor_release=bool(_rule(data, "editor_release")),
            lawyer_release=bool(_rule(data, "lawyer_release")),
            genuine_documents=bool(_rule(data, "genuine_documents")),
            known_wrong=int(_rule(data, "known_wrong")),
            editors=texts(named, "editor", "[release] "),
            lawyers=texts(named, "lawyer", "[release] "),
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
        raise wrong(msg, name, f"written without quotes, not {given!r}")
    return fitting(setting, given)


def _expected(data: Mapping[str, Any]) -> Expected:
    where = "[[expected]] "
    only(data, ("publisher", "forms", "years", "reporting_scope"), where)
    years = data.get("years", [])
    if not isinstance(years, list) or not all(type(y) is int for y in years):
        raise wrong(where, "years", "a list of whole numbers")
    scope = data.get("reporting_scope", "")
    if scope not in _SCOPES:
        raise wrong(where, "reporting_scope", "own, aggregated or unit")
    return Expected(
        text(data, "publisher", where), texts(data, "forms", where), tuple(years), scope
    )
