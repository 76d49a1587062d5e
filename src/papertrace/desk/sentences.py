"""Sentences that the program makes (reasons, supports, refusals, problems) in Simplified Chinese.

Every one has its line in `sentences.tsv`, with holes for what differs from case to case (`holes`):
numbers, names, words of documents. A sentence is found again by what stands still in it. Nothing is
translated word by word: what has no line, or can be taken apart in two ways, stays English, and
names and words of documents stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import pass_context

from papertrace import errors
from papertrace.desk.holes import HOLE, cuts, filled, parted
from papertrace.desk.names import called, known, plain
from papertrace.desk.words import CHINESE
from papertrace.model.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.runtime import Context

_DEPTH: Final = 4
"""So many sentences stand inside each other."""
_LONGEST: Final = 1200
"""Characters; what is longer is no sentence of the program."""
_KEPT: Final = 4096
_FACT: Final = re.compile(r"([a-z_]+) ([0-9a-f]{6,64}), ([a-z_]+)")
"""What a sentence is about: a field of a fact."""
_CODE: Final = re.compile(r"(PT\d{3} )(.+)", re.DOTALL)
_NAME: Final = re.compile(r"`[^`]*`|\b[a-z]+(?:_[a-z0-9]+)+\b(?!\.\w)")


_Line = tuple[tuple[str, ...], tuple[str, ...], str]


@lru_cache(maxsize=1)
def _lines() -> tuple[dict[str, str], tuple[_Line, ...]]:
    """Give sentences without holes, and the others taken apart.

    What stands before a whole sentence (`doubt: {+}`) is first, then the most telling.
    """
    text = (files("papertrace.desk") / "sentences.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    holed = sorted((r for r in rows if HOLE.search(r[0])), key=_rank)
    plain = {english: words for english, words in rows if not HOLE.search(english)}
    return plain, tuple((*parted(english), words) for english, words in holed)


def _rank(row: list[str]) -> tuple[bool, int]:
    still, sorts = parted(row[0])
    return not (sorts == ("+",) and still[0] and not still[1]), -sum(map(len, still))


@lru_cache(maxsize=_KEPT)
def chinese(text: str, depth: int = _DEPTH) -> str:
    """Give a sentence, or several in a row, in Chinese.

    It is '' where one of them has no line, or can be taken apart in ways that read differently.
    """
    plain, holed = _lines()
    if text in plain:
        return plain[text]
    if not depth or not 0 < len(text) < _LONGEST:
        return ""
    several = _several(text, depth - 1)
    if several:
        return several
    for still, sorts, words in holed:
        ways = cuts(still, sorts, text)
        if ways or ways is None:
            read = {filled(words, sorts, w, lambda p: _held(p, depth - 1)) for w in ways or ()}
            return read.pop() if len(read) == 1 else ""
    return _headed(text, depth - 1)


def _held(part: str, depth: int) -> str:
    """Give what stands in a hole for words of the program: a sentence, a word, or a list of them.

    What is neither stays as it is.
    """
    listed = part.split(", ")
    if len(listed) > 1 and all(one in known() or one in CHINESE for one in listed):
        return "、".join(_held(one, depth) for one in listed)
    return chinese(part, depth) or CHINESE.get(part) or known().get(part, part)


def _several(text: str, depth: int) -> str:
    """Give sentences that stand behind each other, '' where one of them has no line."""
    for mark, between in (("; ", "；"), (". ", ""), ("? ", "")):
        parts = text.split(mark)
        if len(parts) > 1:
            ended = [p + mark.strip(" ;") for p in parts[:-1]] + parts[-1:]
            found = [chinese(p, depth) for p in ended]
            if all(found):
                return between.join(found)
    return ""


def _headed(text: str, depth: int) -> str:
    """Give a sentence behind what it is about: `2010301: the printed change = …`.

    A code before it stays; what it is about is a name and stays, but for a field of a fact.
    """
    head, mark, tail = text.partition(": ")
    code = _CODE.fullmatch(tail)
    found = chinese(code[2] if code else tail, depth) if mark else ""
    fact = _FACT.fullmatch(head)
    if fact and fact[1] in known() and fact[3] in known():
        head = f"{known()[fact[1]]} {fact[2]}，{known()[fact[3]]}"
    return f"{head}：{code[1] if code else ''}{found}" if found else ""


def said(text: str, language: str) -> str:
    """Give a sentence of the program in a language; in English words where it has no line.

    Names of kinds and fields stand in it as words; what stands between marks of code stays.
    """
    found = chinese(text) if language == "zh-Hans" else ""
    return found or _NAME.sub(lambda m: plain(m[0]) if m[0] in known() else m[0], text)


def _classes(kind: type[errors.PapertraceError]) -> Iterator[type[errors.PapertraceError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _classes(one)


@lru_cache(maxsize=1)
def meanings() -> dict[str, str]:
    """Give what each code says of itself in English: those of problems, and those of refusals."""
    every = _classes(errors.PapertraceError)
    return {e.code: (e.__doc__ or "").partition("\n")[0] for e in every} | CODES


def _language(context: Context) -> str:
    return str(context.get("language", "en"))


@pass_context
def told(context: Context, text: str) -> str:
    """Give a sentence of the program in the reader's language."""
    return said(text, _language(context))


@pass_context
def sentence(context: Context, code: str, text: str) -> str:
    """Give what is to be read of a problem: the sentence of its code, then what is told of it.

    Where nothing is told but what the code says by itself, that stands alone.
    """
    language = _language(context)
    words = called("code", code, language)
    if words == code:
        return text
    return words if text == meanings().get(code) else f"{words} {said(text, language)}"


@pass_context
def refusal(context: Context, error: errors.PapertraceError) -> str:
    """Give what is to be read of a refusal: what cannot be done, and what to do."""
    return f"{sentence(context, error.code, error.message)} {told(context, error.advice)}".strip()


FILTERS: Final = {"told": told}
"""Names of filters in templates -> what they do."""
FUNCTIONS: Final = {"sentence": sentence, "refusal": refusal}
"""Names of functions in templates -> what they do."""
