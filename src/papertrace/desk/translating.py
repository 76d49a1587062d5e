"""Machine translation beside a page's lines, by whatever plug-in somebody installed; none is ours.

A plug-in is a function, announced as an entry point of `papertrace.translators`, that takes lines
and gives as many lines of English. It is asked when a person presses its button, for one page, with
names and numbers of persons blotted out. What it gives is shown once and lies nowhere: no index, no
fact, no claim and no export ever meets it, so nothing of it can be quoted.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, Protocol, cast

from papertrace.errors import UsageError
from papertrace.text.personal_wary import blotted

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUP: Final = "papertrace.translators"
_LONGEST: Final = 4_000
"""Characters of a translated line that are shown."""


class Translator(Protocol):
    """What a plug-in is."""

    def __call__(self, lines: Sequence[str], /) -> Sequence[str]:
        """Give each line in English, in order."""


def names() -> tuple[str, ...]:
    """Give the names of the installed plug-ins."""
    return tuple(sorted({found.name for found in entry_points(group=GROUP)}))


def translated(name: str, text: str) -> tuple[str, ...]:
    """Give the lines of a page that are not empty, translated by one plug-in.

    UsageError where there is none of this name, or it does not do what a translator does.
    """
    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        msg = f"No plug-in for machine translation is called {name!r}."
        raise UsageError(msg, remedy=f"Install one that announces itself as {GROUP}.")
    lines = [line.strip() for line in blotted(text).splitlines() if line.strip()]
    try:
        given = list(cast("Translator", found.load())(tuple(lines)))
    except Exception as error:  # a stranger's code: whatever it raises is told
        msg = f"The plug-in {name!r} gave no translation: {type(error).__name__}: {error}."
        raise UsageError(msg, remedy="Ask whoever wrote it; the page is unchanged.") from error
    if len(given) != len(lines) or not all(isinstance(line, str) for line in given):
        msg = f"The plug-in {name!r} did not give a line for each line."
        raise UsageError(msg, remedy="Ask whoever wrote it; the page is unchanged.")
    return tuple(line[:_LONGEST] for line in given)
