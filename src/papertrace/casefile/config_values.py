"""Takes single values from case.toml, strictly: what is wrong is named by its place.

It knows kinds of values, not what any of them means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.errors import UnknownSetting, UsageError
from papertrace.settings import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME = "case.toml"
"""The file's name."""


def only(data: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Raise UnknownSetting where a table has a key that is not known."""
    for name in data:
        if name not in known:
            msg = f"{NAME}: there is no setting `{where}{name}`."
            raise UnknownSetting(msg, remedy=nearest(name, known))


def text(data: Mapping[str, Any], name: str, where: str) -> str:
    """Give a text that must be there and not empty; UsageError."""
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise wrong(where, name, "a text that is not empty")
    return value


def texts(
    data: Mapping[str, Any], name: str, where: str, default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Give a list of texts; UsageError."""
    value = data.get(name, list(default))
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise wrong(where, name, "a list of texts")
    return tuple(value)


def table(value: object, name: str) -> Mapping[str, Any]:
    """Give a table; UsageError."""
    if not isinstance(value, dict):
        msg = ""
        raise wrong(msg, name, "a table")
    return value


def tables(value: object) -> list[Mapping[str, Any]]:
    """Give a list of tables; UsageError."""
    if not isinstance(value, list):
        msg = ""
        raise wrong(msg, "expected", "written [[expected]]")
    return [table(v, "[[expected]]") for v in value]


def wrong(where: str, name: str, wanted: str) -> UsageError:
    """Make the error for a value that is none."""
    return UsageError(f"{NAME}: `{where}{name}` must be {wanted}.", remedy=f"Mend it in {NAME}.")
