"""Who is known to the evidence, under which names, and whose a fact is.

Every name in a fact's fields, every publisher and every party is known by its own spelling and by
the parts that stand for it: place and unit, a trade name, initials, the Pinyin of its place. A
`[bodies]` alias counts where it shares place or unit with its body, or where people vouched for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from papertrace.text.places import beginning, divisions
from papertrace.text.places_latin import latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.model import AcceptedFact, Claim, Evidence

OWNER = ("body", "buyer", "builder")
SELLER = ("supplier", "contractor")
SPEAKER = ("speaker_org", "speaker_role")
_OTHERS = ("agent", "maker", "publisher")
_HAN = re.compile(r"[\u3400-\u9fff]")
_UNITS = (
    "出入境边防检查总站", "出入境边防检查站", "边境管理支队", "边防检查站", "边境检查站",
    "移民事务局", "移民管理局", "公安局", "财政局", "有限责任公司", "股份有限公司", "集团有限公司",
    "有限公司", "检查站", "人民政府", "委员会", "研究所", "大学", "学院", "医院", "总队", "支队",
    "大队", "公司", "厅", "局", "站", "厂", "所", "办公室", "中心", "部",
)  # fmt: skip
_SHORT = {
    "出入境边防检查总站": ("边检总站", "总站"),
    "出入境边防检查站": ("边检站", "边防检查站", "检查站", "站"),
    "边防检查站": ("边检站", "检查站", "站"),
    "边境检查站": ("检查站", "站"),
    "人民政府": ("政府",),
}
_COMPANY = re.compile(r"(?:有限责任|股份有限|集团有限|有限)?公司\Z|厂\Z|集团\Z")
_LEAST = 2
_UNIT_WORDS: tuple[tuple[str, str], ...] = (
    ("station stations post checkpoint", "站"), ("bay", "湾"), ("ridge", "岭"),
    ("flats flat", "滩"), ("bureau administration", "局|厅"), ("office", "办|局|处|所"),
    ("department", "部|厅|局"), ("company firm maker builder supplier", "公司|厂|集团"),
    ("boat boats boatyard", "船|艇"), ("migration immigration", "移民|出入境"),
    ("border frontier", "边"), ("inspection", "检查"), ("police", "公安|警"), ("county", "县"),
    ("city", "市"), ("province provincial", "省"), ("township", "镇|乡"), ("government", "政府"),
    ("hospital", "医院"), ("university", "大学|学院"), ("institute", "院|所"), ("river", "江|河"),
    ("port", "口岸|港"), ("mountain", "山"), ("island", "岛"), ("bank", "银行"), ("ministry", "部"),
    ("finance", "财政"), ("commission", "委"), ("brigade detachment", "支队|大队"),
    ("electronics", "电子"), ("construction", "建设|建筑"), ("technology", "科技|技术"),
    ("communications", "通信"), ("group", "集团"), ("center centre", "中心"),
)  # fmt: skip
"""Words of English names -> what one of which must stand in the Chinese name."""
_EMPTY = frozenset(["the", "of", "at", "in", "for", "and", "'s", "s", "a", "an"])


@dataclass(frozen=True, slots=True)
class Names:
    """The names known to a check: spelling -> the bodies that it may name."""

    known: Mapping[str, frozenset[str]]
    doubtful: tuple[tuple[str, str], ...]
    """Aliases of `[bodies]` that share nothing with their body and that nobody vouched for."""

    def bodies(self, spelling: str) -> frozenset[str]:
        """Give the bodies that a spelling may name."""
        return self.known.get(" ".join(spelling.lower().split()), frozenset())

    def pattern(self) -> re.Pattern[str] | None:
        """Give a pattern that finds every spelling, the longest first; None where there is none."""
        return _pattern(tuple(sorted(self.known, key=lambda s: (-len(s), s))))


@lru_cache(maxsize=64)
def _pattern(spelt: tuple[str, ...]) -> re.Pattern[str] | None:
    told = "|".join(_bounded(s) for s in spelt)
    return re.compile(told, re.IGNORECASE) if told else None


def _bounded(name: str) -> str:
    told = re.escape(name).replace(r"\ ", r"\s+")
    left = r"(?<![A-Za-z])" if name[0].isascii() else ""
    right = r"(?![A-Za-z])" if name[-1].isascii() else ""
    return f"{left}{told}{right}"


def names_of(
    evidence: Evidence, bodies: Iterable[tuple[str, str]], vouched: frozenset[tuple[str, str]]
) -> Names:
    """Gather every name of the evidence, and the aliases that may stand for one."""
    found: dict[str, set[str]] = {}
    every = set(_all(evidence))
    for body in every:
        for spelling in spellings(body):
            found.setdefault(spelling.lower(), set()).add(body)
    doubtful = []
    for words, body in bodies:
        if explained(words, body) or (words, body) in vouched:
            found.setdefault(words.lower(), set()).add(body)
        else:
            doubtful.append((words, body))
    for one in evidence.judgements:
        if one.verdict == "same" and {one.subject, one.other} <= every:
            for bodies_named in found.values():
                if bodies_named & {one.subject, one.other}:
                    bodies_named |= {one.subject, one.other}
    return Names({k: frozenset(v) for k, v in found.items()}, tuple(doubtful))


def _all(evidence: Evidence) -> Iterator[str]:
    for fact in evidence.facts:
        yield from _in(fact, (*OWNER, *SELLER, "speaker_org", *_OTHERS))
    yield from (h.publisher for h in evidence.holdings if h.publisher)
    yield from (s.party for s in evidence.replies if s.party)


def _in(fact: AcceptedFact, fields: Iterable[str]) -> Iterator[str]:
    for name in fields:
        if name in fact.fields:
            yield from (p.strip() for p in re.split(r"[;；]", fact.fields[name].value) if p.strip())


def owners(fact: AcceptedFact, evidence: Evidence) -> frozenset[str]:
    """Give the bodies whose a fact is: by its own fields, else who published its document."""
    own = frozenset(_in(fact, OWNER))
    if own:
        return own
    published = (h.publisher for h in evidence.holdings if h.digest == fact.digest)
    return frozenset(p for p in published if p)


def owners_of(facts: Iterable[AcceptedFact], evidence: Evidence) -> frozenset[str]:
    """Give the bodies whose all of some facts are; empty where they are not of one body."""
    every = [owners(f, evidence) for f in facts]
    return frozenset.intersection(*every) if every else frozenset()


def sellers(fact: AcceptedFact) -> frozenset[str]:
    """Give who supplies or builds."""
    return frozenset(_in(fact, SELLER))


def speakers(fact: AcceptedFact) -> frozenset[str]:
    """Give who speaks."""
    return frozenset(_in(fact, SPEAKER))


def bodies_of_claim(claim: Claim, facts: Iterable[AcceptedFact], evidence: Evidence) -> set[str]:
    """Give every body that has a part in what a claim stands on."""
    named: set[str] = set()
    for fact in facts:
        named |= owners(fact, evidence) | sellers(fact) | speakers(fact) | set(_in(fact, _OTHERS))
    party, where = claim.options.get("party"), claim.options.get("where")
    if isinstance(party, str):
        named.add(party)
    if isinstance(where, dict) and isinstance(where.get("body"), str):
        named.add(where["body"])
    return named


@lru_cache(maxsize=4096)
def spellings(body: str) -> tuple[str, ...]:
    """Give the spellings under which a body may stand in a story without any table."""
    found = [body]
    if _HAN.search(body):
        unit = next((u for u in _UNITS if body.endswith(u)), "")
        place = body.removesuffix(unit) if unit else ""
        if len(place) >= _LEAST:
            found += [place + short for short in _SHORT.get(unit, ())]
            if _COMPANY.search(body):
                found.append(_COMPANY.sub("", body))
        found += _pinyin_of(body)
    else:
        bare = re.sub(r"\A(?:the)\s+", "", body, flags=re.IGNORECASE)
        found.append(bare)
        capitals = [w for w in re.findall(r"[A-Za-z]+", bare) if w[0].isupper()]
        if len(capitals) > _LEAST:
            found.append("".join(w[0] for w in capitals))
    return tuple(dict.fromkeys(s for s in found if len(s) >= _LEAST or s == body))


def _pinyin_of(body: str) -> Iterator[str]:
    """Give the Pinyin of the place with which a body's name begins, where it is a known one."""
    end, codes = beginning(body)
    unit = next((u for u in _UNITS if body.endswith(u)), "")
    if end and unit:
        for code in codes:
            if not code.endswith("0000"):
                yield _letters().get(code, body).capitalize()


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Give the Pinyin of every division by its code."""
    rows = files("papertrace.text").joinpath("places_pinyin.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {code: letters.replace("v", "u") for code, letters in pairs}


def explained(words: str, body: str) -> bool:
    """Say whether every word of an alias is one of the body's name: its place, its unit."""
    if _HAN.search(words):
        rest = iter(body)
        return all(sign in rest for sign in re.sub(r"\s", "", words))
    plain = latin(words.replace("’", "'"))
    told = [w for w in re.findall(r"[a-z]+|'s", plain) if w not in _EMPTY]
    return bool(told) and all(_word_explained(w, body) for w in told)


def _word_explained(word: str, body: str) -> bool:
    if not _HAN.search(body):
        own = re.findall(r"[a-z]+", latin(body))
        capitals = "".join(w[0].lower() for w in re.findall(r"[A-Za-z]+", body) if w[0].isupper())
        return word in own or (len(word) > _LEAST and word == capitals)
    for names, signs in _UNIT_WORDS:
        if word in names.split():
            return re.search(signs, body) is not None
    return any(_spells(word, body[i:]) for i in range(len(body)))


def _spells(word: str, signs: str) -> bool:
    """Say whether Pinyin of the first signs, two or more of them, is the word."""
    ends = {0}
    for count, sign in enumerate(signs[:4], 1):
        ends = {
            e + len(r) for e in ends for r in _readings().get(sign, ()) if word.startswith(r, e)
        }
        if not ends:
            return False
        if count >= _LEAST and len(word) in ends:
            return True
    return False


_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei"
    r"|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)\Z"
)


@lru_cache(maxsize=1)
def _readings() -> dict[str, frozenset[str]]:
    """Learn how signs are read from the names of divisions and their Pinyin."""
    table, found = divisions(), dict[str, set[str]]()
    for code, letters in _letters().items():
        name = re.sub(r"(?:省|市|县|区|州|盟|旗|地区)\Z", "", table[code].name)
        parts = _cut(letters, len(name)) if code in table else []
        for sign, read in zip(name, parts, strict=False):
            found.setdefault(sign, set()).add(read)
    return {sign: frozenset(reads) for sign, reads in found.items()}


def _cut(letters: str, count: int) -> list[str]:
    """Cut Pinyin into so many syllables, in the one way there is; [] where there is no one way."""
    ways = list(_ways(letters, count))
    return ways[0] if len(ways) == 1 else []


def _ways(letters: str, count: int) -> Iterator[list[str]]:
    if count == 0:
        if not letters:
            yield []
        return
    for length in range(1, min(6, len(letters)) + 1):
        if _SYLLABLE.match(letters[:length]):
            for rest in _ways(letters[length:], count - 1):
                yield [letters[:length], *rest]
