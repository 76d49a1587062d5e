"""Names of persons spelt in Pinyin, in small letters or capitals, or the given name first.

It is for what somebody types, where case tells nothing. Words of English that are spelt like Pinyin
are names of nobody; a pair counts where both are Chinese syllables and one is a common surname.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from papertrace.text.personal_latin import latin_names
from papertrace.text.places_latin import spelt

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURNAMES: Final = frozenset({
    "wang", "li", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun",
    "ma", "zhu", "hu", "guo", "he", "lin", "gao", "luo", "zheng", "liang", "xie", "tang", "deng",
    "feng", "cao", "peng", "zeng", "xiao", "tian", "dong", "pan", "yuan", "cai", "jiang", "yu",
    "du", "ye", "cheng", "wei", "su", "lu", "ding", "ren", "yao", "shen", "zhong", "cui", "tan",
    "fan", "jin", "shi", "liao", "jia", "xia", "fu", "fang", "zou", "xiong", "bai", "meng", "qin",
    "qiu", "hou", "yin", "xue", "yan", "lei", "tao", "shao", "gu", "mao", "hao", "gong", "wan",
    "qian", "dai", "qiao", "han", "song", "an", "kang", "ouyang", "sima", "situ", "shangguan",
})  # fmt: skip
_SYLLABLE: Final = (
    "(?:[bpm](?:iao|ian|ang|eng|ing|ai|ei|ao|an|en|ie|in|ou|a|i|o|u)|f(?:ang|eng|ei|ou|an|en|a|o|u)"
    "|[dt](?:iao|ian|ang|eng|ing|ong|uan|ai|ei|ao|ou|an|en|ie|iu|uo|ui|un|a|e|i|u)"
    "|[nl](?:iang|iao|ian|ang|eng|ing|ong|uan|ai|ei|ao|ou|an|en|ie|in|iu|uo|un|ue|ve|a|e|i|u|v)"
    "|(?:[gkh]|[zcs]h?|r)(?:uang|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|ua|uo|ui|un|a|e|u)"
    "|(?:[zcs]h?|r)i|[jqx](?:iang|iong|iao|ian|ing|uan|ia|ie|iu|in|ue|un|i|u)"
    "|y(?:ang|ing|ong|uan|ao|ou|an|in|ue|un|a|e|i|u)|w(?:ang|eng|ai|ei|an|en|a|o|u)"
    "|ang|ai|ao|an|ou|en|er|a|e)"
)
_GIVEN: Final = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?")
_PAIR: Final = re.compile(
    r"(?<![A-Za-z])(?=([A-Za-z]+)[ ,._·-]{1,3}([A-Za-z]+(?:['’-][A-Za-z]+)?)(?![A-Za-z]))"
)
_ENGLISH_SURNAMES: Final = frozenset({
    "he", "an", "fan", "pan", "tan", "song", "sun", "ma", "gong", "fang", "ye", "du", "wan",
    "tang",
})  # fmt: skip
_ENGLISH: Final = frozenset({
    "a", "an", "ban", "bang", "bin", "can", "china", "dang", "data", "den", "die", "dong", "fan",
    "fun", "gang", "gong", "gun", "hang", "hen", "hun", "lie", "long", "ma", "man", "me", "media",
    "men", "nun", "pan", "panda", "pang", "pen", "pi", "pin", "ping", "pong", "ran", "rang",
    "run", "sang", "she", "shi", "shun", "so", "song", "sun", "tan", "tang", "tie", "to", "wan",
    "we", "wen", "wu", "yang", "ye", "yen", "you",
})  # fmt: skip
_SILENT_E: Final = re.compile("[a-z]{0,3}[aeiou](?:n|r)?[a-z]e")
"""How English words end that can be cut into Chinese syllables: range, base, chance, line."""
_UNITS: Final = frozenset((n, "yuan") for n in ("shi", "bai", "qian", "wan", "yi"))
"""Sums of money: ten thousand yuan."""
_WORKS: Final = re.compile(
    r"[ ,]{0,2}(?:ship|boat|electronics|motor|steel|construction|engineering|logistics|software)",
    re.IGNORECASE,
)
"""What goes on behind the words when they are part of a firm's name."""


def spelt_names(text: str) -> Iterator[tuple[str, str]]:
    """Give (surname, given name) of each pair of words that is spelt like somebody's name."""
    for found in _PAIR.finditer(text):
        first, second = found[1].lower(), found[2].lower()
        behind = text[found.end(2) :].title()
        if _WORKS.match(behind) or (first, second) in _UNITS:
            continue
        if _is_name(first, second) and _stands(first, second, behind):
            yield first, second
        elif _is_name(second, first) and not spelt(first) and _stands(second, first, behind):
            yield second, first


def _is_name(surname: str, given: str) -> bool:
    if surname not in _SURNAMES or not _GIVEN.fullmatch(given):
        return False
    if surname in _ENGLISH_SURNAMES:
        return given not in _ENGLISH and not _SILENT_E.fullmatch(given)
    return True


def _stands(surname: str, given: str, behind: str) -> bool:
    """Say whether it is a name as well in the usual spelling: no place, and no body goes on."""
    plain = f"{surname.title()} {given.capitalize()}"
    return any(start == 0 for start, _ in latin_names(plain + behind))
