"""The parts of an organisation's name: place, trade name, line of business, legal form, unit.

A name is taken apart and never completed. What stands behind the legal form is a unit of its own:
a branch is not its parent, and a brigade is not its station. Persons are no organisations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from papertrace.text.fold import folded_text
from papertrace.text.places import beginning, is_place
from papertrace.text.script import simplified

_FORM = re.compile(
    r"(?:集团)?(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|公司)|合作社|"
    r"集团|事务所|厂(?!区|房)"
)
_LATIN_FORM = re.compile(
    r"\b(?:private|pvt|pty|proprietary|limited|ltd|incorporated|inc|corporation|corp|company|co|"
    r"gmbh|ag|sa|s\.a|b\.v|bv|n\.v|nv|plc|llc|kk)\b\.?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:局|厅|委|办|院|署|府|部|处|所|站|队|校|会|室|中心|大学|学院|医院|支行|银行|馆|台|社)$"
)
LINES = re.compile(
    "|".join(
        line
        for line in files("papertrace.resolve")
        .joinpath("lines_of_business.txt")
        .read_text("utf-8")
        .splitlines()
        if line and not line.startswith("#")
    )
)
"""Words for lines of business, longer ones first where one begins another."""
_BUSINESS = re.compile(
    LINES.pattern
    + "|"
    + "|".join(
        word
        for line in files("papertrace.resolve")
        .joinpath("more_lines_of_business.txt")
        .read_text("utf-8")
        .splitlines()
        if not line.startswith("#")
        for word in line.split()
    )
)
_RANKED = re.compile(r"[省市县区州旗盟]\Z")
_SHORTEST = 2
_OFFICE = re.compile(
    r"(?:局|厅|委员会|人民政府|办公室|办公厅|检察院|法院|总站|支队|检查站|大学|学院|医院)(?=.{2,}\Z)"
)
_FOREIGN = re.compile(r"(?P<land>[一-龥]{0,8})(?P<latin>[ -~]{8,})")
_FORMER = re.compile(r"\A(?:原名?|曾用名|原称|更名前)[:：]?(?P<name>.{4,})\Z")
_UNIT_NOTE = re.compile(r"本级|机关|[办部局处科室股队站所院校会]\Z|中心\Z|分公司\Z")
_BRACKET = re.compile(r"\(([^()]*)\)")
_PERSONAL_NOTE = re.compile(r"\A(?:联合体|牵头|成员|主体|盖章|公章)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart; '' where a part is missing."""

    name: str
    """Folded, simplified, without blanks; brackets kept."""
    company: bool
    places: frozenset[str]
    """Codes that the place words at its beginning or in brackets may mean."""
    trade: str
    """The distinguishing words (字号)."""
    line: str
    """Words for the line of business; of a public body: its function."""
    form: str
    unit: str
    """What stands behind the legal form: 运营分公司, 数据中心; also 本级 in brackets."""
    seat: str
    """A place between trade and form outside brackets, as subsidiaries have."""
    former: tuple[str, ...] = ()
    """Names the text itself calls former ones."""
    latin: str = ""
    """Latin letters without forms, lower case."""
    lone: bool = False
    """Of a company: one bare place name and then nothing but its line of business, so that the word
    may as well be its trade name (永安, 长兴), which companies everywhere have."""


@lru_cache(maxsize=65536)
def parts_of(name: str) -> Parts:
    """Take a name apart."""
    plain = simplified(folded_text(name)).strip()
    dense = re.sub(r"\s+", "", plain)
    foreign = _FOREIGN.fullmatch(plain)
    if foreign:
        return _latin(foreign["latin"], dense)
    body, places, unit, former = _brackets(dense)
    form = next(_FORM.finditer(body, _SHORTEST), None)  # a branch's own form stands behind it
    if form is None:
        return _public(dense, body, places, unit, former)
    head, tail = body[: form.start()], body[form.end() :]
    place, codes = beginning(head)
    rest = head[place:]
    trade, line, seat = _trade(rest)
    return Parts(
        name=dense,
        company=True,
        places=places | codes,
        trade=trade,
        line=line,
        form=form[0],
        unit=tail + unit,
        seat=seat,
        former=former,
        latin=_ascii(dense),
        lone=_lone(head[:place], rest, codes) and not places,
    )


def _lone(word: str, rest: str, codes: frozenset[str]) -> bool:
    """Say whether a word is a name's only one: PLACE + trade name + line of business has two.

    A word with its rank (永安市), a chain of places and a province are places whatever follows.
    """
    if not is_place(word) or _RANKED.search(word) or all(c.endswith("0000") for c in codes):
        return False
    told = _BUSINESS.sub("", rest)
    return len(told) < _SHORTEST or (told == rest and len(told) <= _SHORTEST)


def _brackets(dense: str) -> tuple[str, frozenset[str], str, tuple[str, ...]]:
    """Take brackets out: places, units and former names count, other remarks do not."""
    places: set[str] = set()
    unit = ""
    former: list[str] = []
    for found in _BRACKET.finditer(dense):
        note = found[1]
        told = _FORMER.match(note)
        length, codes = beginning(note)
        if _FORM.search(dense[: found.start()]):
            codes = frozenset()  # behind the form no seat stands, but remarks do
        if told:
            former.append(told["name"])
        elif codes and length == len(note):
            places |= codes
        elif _UNIT_NOTE.search(note) and not _PERSONAL_NOTE.match(note):
            unit += note
    return _BRACKET.sub("", dense), frozenset(places), unit, tuple(former)


def _trade(rest: str) -> tuple[str, str, str]:
    """Part trade name, line of business and a subsidiary's seat."""
    found = next((m for m in LINES.finditer(rest) if m.start() >= _SHORTEST), None)
    if found is None:
        return rest, "", ""
    trade, line = rest[: found.start()], rest[found.start() :]
    for at in range(len(line)):
        length, codes = beginning(line[at:])
        if codes and at >= _SHORTEST and at + length == len(line):
            return trade, line[:at], line[at:]
    return trade, line, ""


def _public(
    dense: str, body: str, places: frozenset[str], unit: str, former: tuple[str, ...]
) -> Parts:
    """Take a public body's name apart: its place, and what it is."""
    length, codes = beginning(body)
    told = body[length:]
    office = _OFFICE.search(told)
    if office:
        told, unit = told[: office.end()], told[office.end() :] + unit
    company = _BODY.search(body) is None and bool(LINES.search(body))
    return Parts(dense, company, places | codes, "", told, "", unit, "", former, _ascii(dense))


def _latin(name: str, dense: str) -> Parts:
    """Take a Latin name apart: a place in brackets, the rest without legal forms and marks."""
    plain = folded_text(name)
    notes = "".join(_BRACKET.findall(plain.lower()))
    core = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", _BRACKET.sub(" ", plain))
    words = re.sub(r"[^a-z]+", "", _LATIN_FORM.sub(" ", _spaced(core)).lower())
    form = "".join(m.lower().strip(".") for m in _LATIN_FORM.findall(_spaced(core)))
    return Parts(
        name=dense,
        company=True,
        places=frozenset(),
        trade=words,
        line="",
        form=form,
        unit=notes,
        seat="",
        latin=words,
    )


def _spaced(core: str) -> str:
    """Set forms apart that were run together: LimitedPrivate, CorpLtd, DohmeCorp."""
    return re.sub(r"(?i)(private|pty|limited|ltd|corp|inc|gmbh|s\.a)(\b|\.|\Z)", r" \1 ", core)


def _ascii(dense: str) -> str:
    letters = re.findall(r"[A-Za-z]{2,}", _LATIN_FORM.sub(" ", dense))
    return "".join(letters).lower()
