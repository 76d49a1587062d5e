"""What must not be shown: private persons' names and numbers, on pages and in strings.

It blanks; it never shortens, so that what is shown still lines up with the page. `secrets` are
the words that the documents shown give away anywhere: each is blanked wherever it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papertrace.model import boxes_of
from papertrace.text.personal_secrets import secret_words
from papertrace.text.personal_wary import wary
from papertrace.text.personal_words import occurrences
from papertrace.text.persons import is_personal_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import AcceptedFact, Box, Page, Publication

BLANK = "\u2588"
"""What stands for each masked character."""
_CUT = 16
"""A context of this many characters was cut, perhaps inside a name."""
_SHORT = 2
_CUT_NAME = 4
"""Words of so many characters are left in a context: there, words of forms outnumber names."""
_TOKEN = re.compile(r"[^\s、,，;；:：/|()（）\[\]。]+")
_BETWEEN = re.compile(r"[_.~+=#&@-]")
"""What file names have in place of blanks."""

_NAMES = r"(?:j|php|asp\.net_)?sess(?:ion)?_?id|sid|(?:access_?|auth_?)?token"
_SESSION = re.compile(rf";(?:{_NAMES})=[^/;?]*", re.IGNORECASE)
_TICKET = re.compile(rf"(?:^|(?<=&))(?:{_NAMES})=[^&]*&?", re.IGNORECASE)
"""What a site writes into an address to know its visitor again, as a cookie would."""
_ECHO = re.compile(
    r"(?i:(?<![a-z])IP(?:v[46])?(?![a-z])|来访|访问者?)[^\d\n:：]{0,12}[:：\s]{0,3}"
    r"((?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4})(?!\.?\d)"
)
"""The address of whoever asked, as a page says it back; numbers of clauses have no such label."""


def _hidden(text: str, secrets: Iterable[str]) -> Iterator[tuple[int, int]]:
    yield from ((s.start, s.end) for s in wary(text))
    yield from (m.span(1) for m in _ECHO.finditer(text))
    yield from occurrences(text, secrets)


def masks(page: Page, secrets: Iterable[str] = ()) -> tuple[Box, ...]:
    """Box everything on a page that must not be shown, in points, one box a line."""
    found: dict[Box, None] = {}
    for start, end in sorted(set(_hidden(page.text, secrets))):
        found.update(dict.fromkeys(boxes_of(page, start, end)))
    return tuple(found)


def _blanked(text: str, start: int, end: int) -> str:
    hidden = "".join(c if c.isspace() else BLANK for c in text[start:end])
    return text[:start] + hidden + text[end:]


def masked_text(text: str, secrets: Iterable[str] = ()) -> str:
    """Blank private names and numbers in a string, and each of `secrets` wherever it stands."""
    for start, end in tuple(_hidden(text, secrets)):
        text = _blanked(text, start, end)
    return text


def public_address(address: str) -> str:
    """Give a web address without what a visitor is known by: user, password, session, token."""
    parts = urlsplit(address)
    path, query = _SESSION.sub("", parts.path), _TICKET.sub("", parts.query).strip("&")
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, path=path, query=query).geturl()


def masked_party(text: str, secrets: Iterable[str] = ()) -> str:
    """Blank the name of a party where it is a bare personal name, whatever else is masked in it."""
    if is_personal_name(text):
        return _blanked(text, 0, len(text))
    return masked_text(text, secrets)


def masked_name(name: str, secrets: Iterable[str] = ()) -> str:
    """Blank private names in a file name (a path), where a word alone may be one.

    Its ending stays. What is blanked cannot be told apart any more: show its digest beside it.
    """
    told = masked_text(_BETWEEN.sub(" ", masked_text(name, secrets)), secrets)
    for word in _TOKEN.finditer(told):
        if is_personal_name(word[0]):
            told = _blanked(told, word.start(), word.end())
    return "".join(BLANK if c == BLANK else old for c, old in zip(told, name, strict=True))


def masked_context(text: str, secrets: Iterable[str] = (), *, before: bool) -> str:
    """Blank names in the words before (or behind) a quote, where no label may be left to see.

    The word at the far end of a context that was cut is dropped: it may be half a name.
    """
    if len(text) >= _CUT:
        text = _without_half(text, secrets, before=before)
        words = list(_TOKEN.finditer(text))
        if words and before and words[0].start() == 0:
            text = text[words[0].end() :]
        elif words and not before and words[-1].end() == len(text):
            text = text[: words[-1].start()]
    text = masked_text(text, secrets)
    for word in _TOKEN.finditer(text):
        if len(word[0]) < _CUT_NAME and is_personal_name(word[0]):
            text = _blanked(text, word.start(), word.end())
    return text


def _without_half(text: str, secrets: Iterable[str], *, before: bool) -> str:
    """Blank the part of a secret, two characters or more, that a cut left at the far end."""
    kept = [i for i, c in enumerate(text) if not c.isspace()]
    bare = "".join(text[i] for i in kept)
    halves = {s[-k:] if before else s[:k] for s in secrets for k in range(_SHORT, len(s))}
    for half in sorted(halves, key=len, reverse=True):
        if before and bare.startswith(half):
            return _blanked(text, 0, kept[len(half) - 1] + 1)
        if not before and bare.endswith(half):
            return _blanked(text, kept[-len(half)], len(text))
    return text


def secrets_of(publication: Publication) -> tuple[str, ...]:
    """Collect what must not be written: the publication's secrets, and those its values hold."""
    told = [h.title for h in publication.holdings]
    told += [_BETWEEN.sub(" ", n) for h in publication.holdings for n in (h.name, *h.names)]
    found = {*publication.secrets, *secret_words([*told, *_quoted(publication.facts)])}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


def _quoted(facts: Iterable[AcceptedFact]) -> Iterator[str]:
    for fact in facts:
        yield from (a.prefix + a.quote + a.suffix for a in fact.anchors)
