"""Codes of administrative divisions (GB/T 2260) for names as printed.

A name that fits several divisions, or is part of a longer one (长白山, 图们江口岸), has no code:
a mountain, a river, a port or a station is not the county it is named after. Nobody is located.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from papertrace.text.fold import fold, folded_text
from papertrace.text.places_latin import latin, ranked, spelt
from papertrace.text.script import simplified

_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "独龙|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(
    rf"(?:(?:{_NATIONS})族|维吾尔|哈萨克|柯尔克孜|蒙古)+自治(?P<rank>区|州|县|旗)\Z"
)
_PLAIN_RANK = re.compile(r"(?:特别行政区|自治区|省|地区|市|盟|林区|特区|自治旗|县|旗)\Z")
_SEPARATORS = re.compile(r"[\s·,\-/]+")
_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:['’-]?[a-z]+)?\b")
_SHORTEST, _LONGEST = 2, 20
_FULL = re.compile(r"[省市县区州旗盟]\Z|自治区\Z")
_NOT_BEHIND = re.compile(
    r"山|江|河(?!口)|口岸|湖|岛|路|街|道|大桥|出入境|边境|边防|检查站|银行|大学|医院"
)


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division."""

    code: str
    """Six digits."""
    name: str
    valid_from: str
    """Year, or '' where unknown."""
    valid_to: str
    """Year, or '' where in force."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text."""

    code: str
    name: str
    """The division's official name."""
    start: int
    end: int


@lru_cache(maxsize=1)
def divisions() -> dict[str, Division]:
    """Give every division of the table by its code."""
    return {d.code: d for d, _ in _rows()}


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Division, tuple[str, ...]], ...]:
    lines = files("papertrace.text").joinpath("places.tsv").read_text("utf-8").splitlines()
    rows = []
    for line in lines:
        if line.startswith(("#", "code\t")) or not line.strip():
            continue
        code, name, since, until, aliases = line.split("\t")
        rows.append((Division(code, name, since, until), tuple(a for a in aliases.split("|") if a)))
    return tuple(rows)


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, ...]]:
    """Give for every full name, short name and alias the codes it may mean."""
    index: dict[str, set[str]] = {}
    for division, aliases in _rows():
        for name in (division.name, *_short(division), *(a.lower() for a in aliases)):
            index.setdefault(name, set()).add(division.code)
    return {name: tuple(sorted(codes)) for name, codes in index.items()}


def _short(division: Division) -> tuple[str, ...]:
    """Give the short forms of a name: 延边州 and 延边, 长白县 and 长白; districts have none."""
    name = division.name
    found = _AUTONOMOUS.search(name)
    if found and found.start() >= _SHORTEST:
        stem = name[: found.start()]
        return (stem, stem + found["rank"]) if found["rank"] != "区" else (stem,)
    stem = _PLAIN_RANK.sub("", name)
    return (stem,) if len(stem) >= _SHORTEST and stem != name else ()


def is_place(text: str) -> bool:
    """Say whether a text is the full name, a short name or an alias of a division."""
    return text in _index()


def place_code(text: str, year: str = "") -> tuple[str | None, str]:
    """Give the code of the place that `text` names, or None and why there is none.

    A path (省 + 州 + 市) decides between places of one name. `year` chooses among former codes;
    without it those in force are meant.
    """
    folded = simplified(folded_text(text)).strip(" \n\t,。;:")
    if not folded:
        return None, "no place is named"
    plain = latin(folded)
    if plain.isascii():
        return _english(plain, year)
    dense = _SEPARATORS.sub("", folded).removeprefix("中华人民共和国").removeprefix("中国")
    return _decided(_paths(dense.lower(), ("",)), year)


def _english(text: str, year: str) -> tuple[str | None, str]:
    """Read Hunchun, Jilin Province: the larger unit stands last."""
    parents: tuple[str, ...] = ("",)
    for part in reversed([p.strip() for p in text.split(",") if p.strip()]):
        if part in ("china", "prc"):
            continue
        codes = _index().get(part) or _latin(part)
        parents = tuple(c for c in codes if any(_inside(c, p) for p in parents))
    return _decided(set(parents) - {""}, year)


def _latin(part: str) -> tuple[str, ...]:
    """Give the codes of a name in Latin letters: by an alias of its rank, else by its Pinyin.

    As in Chinese, only names of two signs and more stand without a rank, and no districts.
    """
    table = divisions()
    stems, ends = ranked(part)
    for stem in stems:
        aliases = [(code, "") for code in _index().get(stem, ())]
        for some in (aliases, spelt(stem)):
            fits = [(c, end) for c, end in some if table[c].name.endswith(end)]
            if ends is not None:
                codes = [c for c, _ in fits if ends.search(table[c].name)]
            else:
                codes = [c for c, end in fits if end or some is aliases or _short(table[c])]
            if codes:
                return tuple(dict.fromkeys(codes))
    return ()


def latin_places(text: str) -> tuple[str, ...]:
    """Give the words of a text in Latin letters that may name a division below a province."""
    found = []
    for match in _CAPITALS.finditer(text):
        codes = _latin(match.group().lower())
        if any(not code.endswith("0000") for code in codes):
            found.append(match.group())
    return tuple(found)


def _paths(text: str, parents: tuple[str, ...]) -> set[str]:
    """Give the codes to which the whole of `text` leads, from larger to smaller units."""
    found: set[str] = set()
    for length in range(min(_LONGEST, len(text)), _SHORTEST - 1, -1):
        codes = _index().get(text[:length], ())
        inside = tuple(c for c in codes if any(_inside(c, p) for p in parents))
        if not inside:
            continue
        found |= set(inside) if length == len(text) else _paths(text[length:], inside)
    return found


def _inside(code: str, parent: str) -> bool:
    """Say whether a division lies in another; everything lies in ''."""
    if not parent:
        return True
    stem = (
        parent[:2] if parent.endswith("0000") else parent[:4] if parent.endswith("00") else parent
    )
    return code != parent and code.startswith(stem) and len(stem) < len(code)


def beginning(text: str) -> tuple[int, frozenset[str]]:
    """Give how many characters of `text` (folded, simplified) name a place, and its codes.

    Takes the longest chain of full or short names (浙江宁波, 宁波市北仑区); more than one code
    where the chain fits several places; (0, empty) where it begins with none. Meant for names of
    bodies and companies, in which 长白 in 长白县 and in 长白山 are told apart by what follows.
    """
    at, codes = 0, frozenset[str]()
    parents: tuple[str, ...] = ("",)
    while True:
        for length in range(min(_LONGEST, len(text) - at), _SHORTEST - 1, -1):
            named = _index().get(text[at : at + length].lower(), ())
            inside = tuple(c for c in named if any(_inside(c, p) for p in parents))
            full = _FULL.search(text[at : at + length])
            if inside and (full or not _natural(text, at + length)):
                at, codes, parents = at + length, frozenset(inside), inside
                break
        else:
            return at, codes


def _natural(text: str, at: int) -> bool:
    """Say whether a mountain, river or lake goes on behind a short name."""
    return re.match(r"[山江河湖岛]", text[at:]) is not None


def _decided(codes: set[str], year: str) -> tuple[str | None, str]:
    table = divisions()
    if year:
        fitting = {c for c in codes if _valid(table[c], year)}
    else:
        fitting = {c for c in codes if not table[c].valid_to} or codes
    if not fitting:
        return None, "no place of this name is in the table"
    if len(fitting) > 1:
        return None, f"the name fits {', '.join(sorted(fitting)[:4])}"
    return fitting.pop(), ""


def _valid(division: Division, year: str) -> bool:
    return (division.valid_from or year) <= year <= (division.valid_to or year)


def find_places(text: str) -> tuple[Place, ...]:
    """Find places in running text by their full names (市, 县, 州, 省 ...) and paths of them.

    Ambiguous ones, short names, and names of mountains, rivers, ports and stations are left out.
    """
    folded = fold(text)
    plain = simplified(folded.text)
    found: list[Place] = []
    initials = frozenset(name[0] for name in _index())
    at = 0
    while at < len(plain):
        if plain[at] not in initials:
            at += 1
            continue
        end, codes = _longest(plain, at)
        if not codes:
            at += 1
            continue
        code, _ = _decided(codes, "")
        if code and not _NOT_BEHIND.match(plain, end):
            start, close = folded.span(at, end)
            found.append(Place(code, divisions()[code].name, start, close))
        at = end
    return tuple(found)


def _longest(text: str, at: int) -> tuple[int, set[str]]:
    """Take the longest chain of full names that begins at `at`."""
    end, codes = at, set[str]()
    parents: tuple[str, ...] = ("",)
    while True:
        for length in range(min(_LONGEST, len(text) - end), _SHORTEST - 1, -1):
            name = text[end : end + length]
            inside = [
                c
                for c in _index().get(name, ())
                if _FULL.search(name) and any(_inside(c, p) for p in parents)
            ]
            if inside:
                end, codes, parents = end + length, set(inside), tuple(inside)
                break
        else:
            return end, codes
