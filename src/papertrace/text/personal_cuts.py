"""What is left of a short text when the private persons in it are cut away.

A short text has lost the label it stood behind, so what the whole document gave away about names
counts here too. Bodies and places are never taken for persons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.text.personal_bodies import behind_body
from papertrace.text.personal_lexicon import is_everyday, is_known
from papertrace.text.personal_names import is_personal_name
from papertrace.text.personal_wary import suspected, wary, within
from papertrace.text.personal_words import Roll
from papertrace.text.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = "\u3400-\u9fff"
_MAY_HOLD = re.compile(rf"[{_HAN}]{{2}}|[A-Z][a-z]|\d{{7}}")
"""What a text must hold before it can hold a person."""
_LABEL = (
    r"(?:法人代表|法定代表人|法人|项目负责人|负责人|联系人|经办人|承办人|签约人|委托代理人|授权代表|代表|项目经理|"
    r"经理|组长|专家|监督人|记者|通讯员|电话|手机|联系电话|联系方式|身份证号?)"
)
_LABEL_END = re.compile(
    rf"[ \u3000,，、；;（(\[【/|-]*{_LABEL}?[ \u3000]*[:：为是]?[ \u3000（(]*\Z"
)
_LED = re.compile(rf"{_LABEL}[ \u3000]*[:：为是]?[ \u3000（(]*\Z")
"""A label that leads to a person, right before one."""
_LABEL_BEGIN = re.compile(
    rf"\A[ \u3000]*(?:同志|先生|女士|小姐|老师)?[\s\d,，、；;:：）)\]】/|*+-]*"
    rf"(?:{_LABEL}[\s\d:：,，、）)*+-]*)*"
)
_GLUED = re.compile(
    rf"(?<=[司局委站所院厅署处科队社校厂店馆会团府])[ \u3000]*(?:{_LABEL}[:：]?)?"
    rf"(?P<name>[{_HAN}]{{2,4}})"
    r"[ \u3000]*(?:[\d(（（-][\d\s()（）-]*)?\Z"
)
"""A name at the end of a text, with or without a blank behind a body's."""
_NO_NAME_END = re.compile(
    r"[局院所站处队部室厂店社区县市省镇乡村路街库园校馆网科股会团组线岸桥关港场]\Z"
)


_APART = "\n一、\n"
"""A heading between two texts: nothing that leads to a name reaches past it."""
_ONLY_HAN = re.compile(rf"[{_HAN}\s]+")


_LONGEST_TRADE = 4
_OF_TRADE = frozenset("记氏号坊堂斋")
"""With what a trade name ends, and no person's."""
_OF_PLACES = frozenset("山河江湖海岭港湾")
_FIRM_BEHIND = re.compile(
    rf"(?P<brand>[（(][{_HAN}]{{2,6}}[）)])?(?P<apart>[ \u3000·•—-])?[{_HAN}]{{2,14}}?"
    rf"(?:有限责任公司|有限公司|股份公司|集团公司|公司|集团)(?![{_HAN}])"
)
_HAN_SIGN = re.compile(rf"[{_HAN}]")
_PRINTED = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Known:
    """What a document gives away about private persons."""

    roll: Roll

    def hits(self, text: str, *, glued: bool = False) -> tuple[tuple[int, int], ...]:
        """Find private stretches of a short text, in order and apart.

        `glued` looks for a name behind the name of a body too, as fields of parties have it.
        """
        return self.every([text])[text] if not glued else self.glued(text, self.hits(text))

    def every(self, texts: Iterable[str]) -> dict[str, tuple[tuple[int, int], ...]]:
        """Find private stretches of many short texts: one look for all of them takes least."""
        wanted = dict.fromkeys(texts)
        found: dict[str, list[tuple[int, int]]] = {t: [] for t in wanted}
        asked = [t for t in wanted if _MAY_HOLD.search(t)]
        starts, at = [], 0
        for text in asked:
            starts.append(at)
            at += len(text) + len(_APART)
        spans = suspected(_APART.join(asked))
        for text, start in zip(asked, starts, strict=True):
            end = start + len(text)
            for s in within(spans, start, end):
                hit = max(s.start, start) - start, min(s.end, end) - start
                if not _begins_firm(text, hit):
                    found[text].append(hit)
            found[text] += self.roll.places(text)
        return {t: _apart(f) for t, f in found.items()}

    def glued(self, text: str, hits: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        """Add to the private stretches of a party's name what stands behind a body's."""
        more = [*behind_body(text)]
        if (m := _GLUED.search(text)) and _name(m["name"]):
            more.append(m.span("name"))
        return _apart([*hits, *more]) if more else hits

    def blotted(self, text: str, blot: str = "█") -> str:
        """Give a text with what is private blotted out, at its length."""
        for start, end in self.hits(text):
            hidden = "".join(c if c.isspace() else blot for c in text[start:end])
            text = text[:start] + hidden + text[end:]
        return text


def _begins_firm(text: str, hit: tuple[int, int]) -> bool:
    """Say whether a stretch is only how the name of a company begins: 云汀惠家物业有限公司."""
    start, end = hit
    if end - start > _LONGEST_TRADE or (start and _HAN_SIGN.match(text[start - 1])):
        return False
    behind = _FIRM_BEHIND.match(text, end)
    if behind is None or (behind["brand"] and behind["apart"]):
        return False
    if not behind["apart"] or text[end - 1] in _OF_TRADE:
        return True
    # somebody may stand before a firm and a blank or a hyphen: 江河 and 白云山 are nobody
    name = text[start:end]
    return is_everyday(name) or (name[-1] in _OF_PLACES and is_known(name))


def known_of(texts: Iterable[str]) -> Known:
    """Gather what the pages of a document give away about private persons."""
    words: set[str] = set()
    for text in texts:
        for span in wary(text):
            told = text[span.start : span.end]
            if _begins_firm(text, (span.start, span.end)) and not _LED.search(text, 0, span.start):
                continue
            if span.kind == "name" and (not _ONLY_HAN.fullmatch(told) or is_personal_name(told)):
                words |= {told, "".join(told.split())}
    return Known(Roll(words))


def _name(text: str) -> bool:
    return is_personal_name(text) and not is_place(text) and not _NO_NAME_END.search(text)


def _apart(found: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        elif start < end:
            out.append((start, end))
    return tuple(out)


def left_of(text: str, hits: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Give the stretches that are left, without the labels and brackets that led to a person."""
    edges = [0, *(at for hit in hits for at in hit), len(text)]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    pieces: list[tuple[int, int]] = []
    for number, (first, last) in enumerate(gaps):
        start, end = first, last
        if number:
            found = _LABEL_BEGIN.match(text[start:end])
            start += found.end() if found else 0
        if number < len(gaps) - 1:
            end = first + _trimmed(text[first:last])
        if start < end and _PRINTED.search(text[start:end]):
            pieces.append((start, end))
    return tuple(pieces)


def _trimmed(text: str) -> int:
    found = _LABEL_END.search(text)
    return found.start() if found else len(text)
