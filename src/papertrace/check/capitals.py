"""Capitalised words of a text that may name a place or a person: all that nothing vouches for.

Countries, nationalities, months, provinces and words with which any sentence may begin are left
out, and whatever the draft itself names as a body. The rest is given, as printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.places import place_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"(?<![\w’'-])[A-Z][a-zà-ÿ]+(?:[-’'][A-Za-z][a-z]+)*(?:\s+[A-Z][a-z]+)*")
_BEGINS = re.compile(r"(?:\A|[.!?:;]|\n)[\s“”\"‘’'()\[*_#>-]*\Z")
_HANGUL = re.compile(r"[가-힣]{2,}")
_COMMON_WORDS = (
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday mr mrs ms dr"
    " china chinese north south east west northern southern eastern western korea korean koreans"
    " russia russian russians japan japanese mongolia mongolian mongolians vietnam vietnamese laos"
    " laotian myanmar burma burmese kazakhstan kyrgyzstan tajikistan afghanistan pakistan india"
    " indian nepal bhutan thailand thai taiwan taiwanese united states american america europe"
    " european asia asian africa african britain british germany german france french english"
    " mandarin uyghur tibetan christian buddhist muslim communist party state covid"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_OPENERS_WORDS = (
    "a an the this that these those it its he his she her they their them we our us you your i my"
    " who whose which what where when while why how there here in on at by for from of to with"
    " without within under over after before since until during between among amid about against"
    " across along around behind beside beyond despite except inside near off onto outside through"
    " throughout toward towards upon and or but nor so yet if as because although though unless"
    " whereas whether one two three four five six seven eight nine ten eleven twelve twenty dozens"
    " hundreds some any all both each every either neither none no not many most more much few"
    " several other others another such same only even also still again already always never often"
    " once then now later earlier meanwhile however therefore thus instead indeed moreover besides"
    " further almost nearly about roughly approximately around exactly people men women sources"
    " source witnesses interviewees persons officials defectors missionaries refugees migrants"
    " residents accounts account their nobody everybody somebody according asked told having being"
    " is are was were be been do does did has have had can could will would may might must shall"
    " should independent sealed confidential new old first second third last next"
)
_OPENERS = frozenset(_OPENERS_WORDS.split())


def unvouched(text: str, known: Iterable[str] = ()) -> Iterator[str]:
    """Give the names of a text, as printed, that are no country's, no province's and not known."""
    parts = {_bare(part) for name in known for part in re.findall(r"[\w’'-]+", name)}
    for match in _WORD.finditer(text):
        words = match.group().split()
        first = bool(_BEGINS.search(text[: match.start()]))
        if first and words[0].lower() in _OPENERS:
            words = words[1:]
        left = [w for w in words if _bare(w) not in _COMMON | parts]
        if left and not _province(" ".join(words)):
            yield " ".join(left)
    yield from (m.group() for m in _HANGUL.finditer(text))


def _bare(word: str) -> str:
    return re.sub(r"[’']s?\Z", "", word.lower())


def _province(words: str) -> bool:
    code = place_code(re.sub(r"\s+Province\Z", "", words))[0]
    return code is not None and code.endswith("0000")
