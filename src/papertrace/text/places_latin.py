"""Names of divisions in Latin letters: their Pinyin, and the rank an English name states.

The table is made by tools/pinyin.py. Marks of tones, blanks, hyphens and apostrophes do not matter.
A name that fits several divisions gives them all: choosing is not done here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_RANKED = re.compile(
    r"(?P<stem>.+?)(?P<free>\s+autonomous)?"
    r"\s+(?P<rank>province|region|municipality|prefecture|league|city|county|banner|district)\Z"
)
_NATIONS = 4
"""Most words that name nations between a name and `autonomous`."""
_RANKS = {
    "province": "省",
    "region": "自治区|特别行政区",
    "municipality": "市",
    "prefecture": "州|地区|盟",
    "league": "盟",
    "city": "市",
    "county": "县|旗",
    "banner": "旗",
    "district": "(?<!自治)区",
}
"""English rank -> how names of that rank end in Chinese."""
_GLUED = re.compile(r"(?P<stem>[a-z]{2,}?)(?P<rank>xian|shi|qu|sheng|zhou)\Z")
_GLUED_RANKS = {"xian": "县", "shi": "市", "qu": "区", "sheng": "省", "zhou": "州"}


def latin(text: str) -> str:
    """Give text without the marks on its letters; ü as v, which Pinyin has no other use for."""
    told = re.sub(r"(?<=[ln])(?:ü|[ǖǘǚǜ]|yu)", "v", text.lower())
    return "".join(c for c in unicodedata.normalize("NFKD", told) if not unicodedata.combining(c))


def ranked(name: str) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """Give what `hekou yao autonomous county` may be the name of, and how its rank ends names."""
    found = _RANKED.match(name)
    if not found:
        return (name,), None
    words = found["stem"].split()
    most = _NATIONS if found["free"] else 0
    stems = tuple(" ".join(words[: len(words) - n]) for n in range(min(most, len(words) - 1) + 1))
    return stems, re.compile(rf"(?:{_RANKS[found['rank']]})\Z")


def spelt(stem: str) -> tuple[tuple[str, str], ...]:
    """Give (code, end) of every division spelt so; `end` is the rank that was written with it."""
    letters = _letters(stem)
    found = [(code, "") for code in _table().get(letters, ())]
    glued = _GLUED.match(letters)
    if glued:
        end = _GLUED_RANKS[glued["rank"]]
        found += [(code, end) for code in _table().get(glued["stem"], ())]
    return tuple(found)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", latin(text))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Give the codes of every spelling."""
    found: dict[str, list[str]] = {}
    lines = files("papertrace.text").joinpath("places_pinyin.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            code, letters = line.split("\t")
            for spelling in {letters, letters.replace("v", "u")}:
                found.setdefault(spelling, []).append(code)
    return {letters: tuple(codes) for letters, codes in found.items()}
