"""Every setting: its name, its default and what it is for.

It knows names, kinds and bounds; it never reads files or the environment, and never guesses what
an unknown name may have meant: it refuses it and names the nearest one.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from papertrace.errors import UnknownSetting, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["yes-no", "share", "count", "choice"]
Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    name: str
    default: Value
    help: str
    kind: Kind
    """yes-no: true or false. share: a number from 0 to 1. count: a whole number. choice: a word."""
    least: int = 0
    """Smallest value allowed, for counts."""
    words: tuple[str, ...] = ()
    """The words allowed, for choices."""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "second_person",
        default=True,
        help="Two people, with two keys, must accept a fact before a story on it is published.",
        kind="yes-no",
    ),
    Setting(
        "minimum_reading",
        default=0.98,
        help="Share of a page that must have been read well for the page to count as read.",
        kind="share",
    ),
    Setting(
        "editor_release",
        default=False,
        help="An editor must release exactly the words of a draft before it is published.",
        kind="yes-no",
    ),
    Setting(
        "lawyer_release",
        default=False,
        help="A lawyer must release them as well, with another key.",
        kind="yes-no",
    ),
    Setting(
        "genuine_documents",
        default=False,
        help="A person must have judged where a document is from before its facts are published.",
        kind="yes-no",
    ),
    Setting(
        "known_wrong",
        default=0,
        help="At the desk one fact that is known to be wrong is shown for so many decisions of a"
        " person, to measure how often it is noticed; 0: none. It is never among the case's facts.",
        kind="count",
    ),
    Setting(
        "worker_seconds",
        default=30,
        help="Seconds after which the worker that opens a document is ended. In case.toml it is"
        " seconds under [worker].",
        kind="count",
        least=1,
    ),
    Setting(
        "worker_memory_mib",
        default=960,
        help="Memory in MiB that the worker that opens a document may take. In case.toml it is"
        " memory_mib under [worker].",
        kind="count",
        least=64,
    ),
    Setting(
        "worker_output_mib",
        default=256,
        help="Output in MiB that the worker that opens a document may give back. In case.toml it"
        " is output_mib under [worker].",
        kind="count",
        least=1,
    ),
    Setting(
        "jobs",
        default=0,
        help="Documents opened at the same time; 0 is one for each processor. In case.toml it is"
        " jobs under [worker]; --jobs goes before it.",
        kind="count",
    ),
    Setting(
        "ocr_lane",
        default="full",
        help="How pictures of text are recognised: full, or fast, which is three times as fast,"
        " errs more often and needs papertrace[fast]. In case.toml it is lane under [ocr].",
        kind="choice",
        words=("full", "fast"),
    ),
    Setting(
        "collect_delay",
        default=3,
        help="Seconds on average between two questions to one site; each pause lies between half"
        " and one and a half times that. In case.toml it is delay under [collect].",
        kind="count",
    ),
    Setting(
        "collect_seconds",
        default=60,
        help="Seconds after which an answer from the web is cut off. In case.toml it is seconds"
        " under [collect].",
        kind="count",
        least=1,
    ),
    Setting(
        "collect_mib",
        default=64,
        help="MiB after which an answer from the web is cut off. In case.toml it is mib under"
        " [collect].",
        kind="count",
        least=1,
    ),
    Setting(
        "collect_most",
        default=200,
        help="Pages that one crawl or sitemap may fetch. In case.toml it is most under [collect];"
        " --most goes before it.",
        kind="count",
        least=1,
    ),
    Setting(
        "collect_verify",
        default=True,
        help="A certificate that does not hold ends a visit; false: it is kept and told. In"
        " case.toml it is verify under [collect].",
        kind="yes-no",
    ),
)


def nearest(name: str, known: Iterable[str]) -> str:
    """Say in a sentence which known name comes nearest to `name`, or which names there are."""
    every = sorted(known)
    close = difflib.get_close_matches(name, every, n=1, cutoff=0.5)
    return f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(every)}."


def lookup(name: str) -> Setting:
    """Give the setting of this name; UnknownSetting names the nearest one."""
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    msg = f"There is no setting `{name}`."
    raise UnknownSetting(msg, remedy=nearest(name, (s.name for s in SETTINGS)))


def load(overrides: Mapping[str, object] | None = None) -> Mapping[str, Value]:
    """Give the value of every setting: its default, or what `overrides` says.

    Values may be written as text (`true`, `0.95`, `4`). UnknownSetting for an unknown name,
    UsageError for a value that does not fit.
    """
    values: dict[str, Value] = {s.name: s.default for s in SETTINGS}
    for name, given in (overrides or {}).items():
        values[name] = fitting(lookup(name), given)
    return MappingProxyType(values)


def fitting(setting: Setting, given: object) -> Value:
    """Give `given` as a value of this setting; UsageError where it does not fit."""
    if setting.kind == "choice" and given in setting.words:
        return str(given)
    value = _parsed(given) if isinstance(given, str) else given
    if setting.kind == "yes-no" and isinstance(value, bool):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if setting.kind == "share" and 0 <= value <= 1:
            return float(value)
        if setting.kind == "count" and isinstance(value, int) and value >= setting.least:
            return value
    wanted = {
        "yes-no": "true or false",
        "share": "a number from 0 to 1",
        "count": f"a whole number from {setting.least} up",
        "choice": " or ".join(setting.words),
    }[setting.kind]
    msg = f"`{setting.name}` is {wanted}, not {given!r}."
    raise UsageError(msg, remedy=setting.help)


def _parsed(text: str) -> object:
    bare = text.strip().lower()
    if bare in ("true", "yes", "on"):
        return True
    if bare in ("false", "no", "off"):
        return False
    for kind in (int, float):
        try:
            return kind(bare)
        except ValueError:
            continue
    return text
