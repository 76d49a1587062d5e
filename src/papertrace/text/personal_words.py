"""Private names and numbers gathered from whole documents, and every place where one stands again.

A name is found at its label once; here it is found wherever else it stands, with blanks, line ends
or invisible characters inside. The words are kept in memory only, and never in a message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.personal_bare import bared
from papertrace.text.personal_names import is_addressed, is_personal_name, without_address
from papertrace.text.persons import personal
from papertrace.text.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HAN = "\u3400-\u9fff"
_SHORT = 2
_FEW = 40
"""Han characters of a name that may as well be a part of other words."""
_LONG = 4
_FEWEST_DIGITS = 7
_FEWEST_LETTERS = 6
_WIDEST = 4
"""Blanks between two characters of one word."""
_SEPARATORS = frozenset("-－—–―﹣‐‑()（）+")
"""What stands between the digits of a number, besides blanks."""
_IS_HAN = re.compile(f"[{_HAN}]")
_LETTER = re.compile(rf"(?![{_HAN}])[^\W_]")
_LATIN_NAME = re.compile(r"[^\W\d_]+(?:[\s·.'-]+[^\W\d_]+)+")
_LEADING = re.compile(
    r"(?:[与和及由请向经为是据对找给让被从跟同、]|人|员|者|代表|专家|经理|委托|联系|通知|授权|聘请)$"
)
_TRAILING = re.compile(
    r"同志|先生|女士|小姐|老师|经理|工程师|律师|教授|参加|出席|签|联系|表示|介绍|负责|认为|提出|担任|"
    r"主持|审核|经办|电话|手机|身份证|[等的在已于和与及是为向任说称男女]"
)
_FIGURE = re.compile(r"[.,]?\d|\s*(?:[元万亿%％年]|千元)")


def private_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Gather the names and numbers of private persons from texts (whole pages), longest first.

    Names of two and more Han characters, Latin names of two words, numbers of seven digits and
    addresses; without blanks and invisible characters. A surname with a form of address is none.
    """
    found: set[str] = set()
    for text in texts:
        plain = bared(text).text
        for span in personal(plain):
            told = plain[span.start : span.end].strip()
            found.update(name_words(told) if span.kind == "name" else _number(told))
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


def name_words(told: str) -> Iterator[str]:
    """Give a name as it is looked for: without blanks, without a form of address; or nothing."""
    squeezed = "".join(told.split())
    if not _IS_HAN.search(squeezed):
        if _LATIN_NAME.fullmatch(told):
            yield squeezed
        return
    bare = without_address(squeezed)
    # 王建工 may be a name of three characters, or one of two with a form of address
    for name in {bare, squeezed} if len(squeezed) <= _LONG else {bare}:
        if is_personal_name(name) and not is_addressed(name):
            yield name


def _number(told: str) -> Iterator[str]:
    squeezed = "".join(told.split())
    digits = "".join(c for c in squeezed if c.isdigit())
    if any(c.isalpha() for c in squeezed):
        if len(squeezed) >= _FEWEST_LETTERS:
            yield squeezed
    elif len(digits) >= _FEWEST_DIGITS:
        yield digits


def occurrences(
    text: str, words: Iterable[str], ignored: frozenset[str] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """Find every place where one of `words` stands in a text: (start, end), in order.

    `ignored` are characters that may stand inside a word, as the marks of Markdown do. A name of
    two characters that is a part of a longer word, and digits that are a part of a figure, are
    left alone.
    """
    bare = bared(text)
    letters = _Squeezed(bare.text, ignored)
    digits = _Squeezed(bare.text, ignored | _SEPARATORS)
    found: set[tuple[int, int]] = set()
    for word in words:
        view = digits if word.isdigit() else letters
        found.update(bare.span(a, b) for a, b in view.places(word))
    return tuple(sorted(found))


class Roll:
    """Names, to be found wherever they stand again, letter by letter; held in memory only.

    Linear in a text however many names there are. A name of two Han characters that is a part of
    other words, or is a place, is left alone.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the names."""
        every = (w for w in words if len(w) >= _SHORT)
        self._known = {w for w in every if len(w) > _SHORT or not is_place(w)}
        self._heads: dict[str, set[int]] = {}
        for word in self._known:
            self._heads.setdefault(word[:2], set()).add(len(word))
        self._firsts: re.Pattern[str] | None = None
        if len(self._heads) > _FEW:
            firsts = "".join(re.escape(c) for c in sorted({h[0] for h in self._heads}))
            self._firsts = re.compile(f"[{firsts}]")

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where a name stands in a text without invisible characters."""
        for at in self._begun(text):
            for length in self._heads.get(text[at : at + 2], ()):
                if text[at : at + length] in self._known and _stands(text, at, at + length):
                    yield at, at + length

    def _begun(self, text: str) -> Iterable[int]:
        """Give, in order, where a name may begin."""
        if self._firsts is not None:
            return (m.start() for m in self._firsts.finditer(text))
        found: list[int] = []
        for head in self._heads:  # to look for few takes less than to make a pattern of them
            at = text.find(head)
            while at >= 0:
                found.append(at)
                at = text.find(head, at + 1)
        return sorted(found)


class _Squeezed:
    """A text without white space, in which words are looked for."""

    def __init__(self, text: str, ignored: frozenset[str]) -> None:
        kept = [(c, i) for i, c in enumerate(text) if not c.isspace() and c not in ignored]
        self.whole = text
        self.text = "".join(low if len(low := c.lower()) == 1 else c for c, _ in kept)
        self.offsets = [i for _, i in kept]

    def places(self, word: str) -> Iterator[tuple[int, int]]:
        """Give where a word stands, in offsets of the text with its white space."""
        sought = "".join(low if len(low := c.lower()) == 1 else c for c in word)
        at = self.text.find(sought)
        while at >= 0:
            start, end = self.offsets[at], self.offsets[at + len(sought) - 1] + 1
            if self._joined(at, len(sought)) and self._apart(word, start, end):
                yield start, end
            at = self.text.find(sought, at + 1)

    def _joined(self, at: int, length: int) -> bool:
        """Say whether so many characters belong together: few blanks, no other cell between."""
        for a, b in zip(
            self.offsets[at : at + length - 1], self.offsets[at + 1 : at + length], strict=True
        ):
            gap = self.whole[a + 1 : b]
            blanks = sum(c.isspace() for c in gap)
            if blanks > _WIDEST or "\t" in gap or gap.count("\n") > 1:
                return False
            if "\n" in gap and length <= _SHORT:
                return False
        return True

    def _apart(self, word: str, start: int, end: int) -> bool:
        """Say whether a word stands for itself there, and is not a part of another."""
        before, behind = self.whole[max(0, start - 4) : start], self.whole[end : end + 8]
        if word.isdigit():
            return not re.search(r"\d[.,]?$", before) and not _FIGURE.match(behind)
        if not _IS_HAN.search(word):
            return not (_LETTER.match(before[-1:]) or _LETTER.match(behind))
        return len(word) > _SHORT or _alone(before, behind)


def _alone(before: str, behind: str) -> bool:
    """Say whether two Han characters between these stretches are a word of their own."""
    if _IS_HAN.match(before[-1:]) and not _LEADING.search(before):
        return False
    return not _IS_HAN.match(behind) or _TRAILING.match(behind) is not None


def _stands(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 4) : start], text[end : end + 8]
    if not _IS_HAN.search(text[start]):
        return not (_LETTER.match(before[-1:]) or _LETTER.match(behind))
    return end - start > _SHORT or _alone(before, behind)
