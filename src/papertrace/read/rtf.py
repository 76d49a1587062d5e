"""RTF -> one drawn page with all text: headers, body, footers, notes, text boxes.

Places are named by paths such as `/p[12]` and `/tbl[2]/tr[3]/tc[1]/p[1]`. Objects and pictures
inside are not opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.flow import lay_out
from papertrace.read.formulas import with_formulas
from papertrace.read.honest_marks import placed
from papertrace.read.honest_runs import PLAIN, unseen
from papertrace.read.rtf_looks import GROUNDS, changed, colours
from papertrace.read.rtf_story import Story
from papertrace.text.struck import OPENS

if TYPE_CHECKING:
    from papertrace.read.blocks import Block
    from papertrace.read.honest_colours import Colour
    from papertrace.read.honest_marks import Place
    from papertrace.read.honest_runs import Look

MEDIA_TYPES: tuple[str, ...] = (sniff.RTF, "text/rtf")
NAME = "rtf"
VERSION = "2"

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(?:(-?\d{1,10})\d*)? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)"
    rb"|[\r\n]+|\\$",
    re.DOTALL,
)
_WORD, _NUMBER, _HEX, _SIGN, _BRACE, _TEXT = 1, 2, 3, 4, 5, 6
_CODE_PAGES: Final = {
    936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 1250: "cp1250",
    1251: "cp1251", 1252: "cp1252", 10000: "mac_roman", 437: "cp437", 850: "cp850",
}  # fmt: skip
_CHARSETS: Final = {
    134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949", 204: "cp1251", 238: "cp1250",
}  # fmt: skip
_SKIPPED: Final = frozenset(
    ("colortbl", "stylesheet", "info", "pict", "objdata", "themedata", "datastore", "generator",
     "listtable", "listoverridetable", "rsidtbl", "fldinst", "bkmkstart", "bkmkend", "nonshppict",
     "xmlnstbl", "colorschememapping", "latentstyles", "filetbl", "revtbl", "atnid", "atnauthor",
     "atntime", "atndate", "atnref", "atnparent", "pn", "pnseclvl", "template", "tc", "xe",
     "passwordhash", "mmathPr", "ftnsep", "ftnsepc", "aftnsep", "sp", "userprops", "wgrffmtfilter")
)  # fmt: skip
_STORIES: Final = frozenset(
    ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
     "footnote", "shptxt")
)  # fmt: skip
_KINDS: Final = ("header", "footer", "footnote")
_KEPT_THOUGH_NEW: Final = frozenset(("shpinst", "shptxt", "ud", "nesttableprops", "shppict"))
_SIGNS: Final = {
    "tab": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": "\u3000", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_STEPS: Final = {
    "par": Story.end_paragraph,
    "sect": Story.end_paragraph,
    "page": Story.end_paragraph,
    "nestcell": Story.end_paragraph,
    "line": Story.end_line,
    "cell": Story.end_cell,
    "row": Story.end_row,
    "trowd": Story.begin_row,
}
_DEFINITIONS: Final = frozenset(("cellx", "trleft", "clmgf", "clmrg", "clvmgf", "clvmrg"))
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
_MOST_DEEP = 5000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside one pair of braces."""

    skipped: bool = False
    font: int = -1
    after_unicode: int = 1
    """Characters that follow one given by its number, for readers that do not know numbers."""
    look: Look = PLAIN
    deleted: bool = False
    fonts: bool = False
    """Inside the table of fonts."""
    twice: bool = False
    """Inside a group that says one thing twice, of which the second is read."""
    begins: str = ""
    """The kind of story that begins with this group."""


@dataclass(slots=True)
class _Reading:
    """The state of a walk through the file."""

    state: _State = field(default_factory=_State)
    above: list[_State] = field(default_factory=list)
    stories: list[Story] = field(default_factory=lambda: [Story("")])
    finished: dict[str, list[Block]] = field(default_factory=dict)
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    waiting: bytearray = field(default_factory=bytearray)
    high: int = 0
    to_skip: int = 0
    star: bool = False
    numbers: dict[str, int] = field(default_factory=dict)
    colours: tuple[Colour | None, ...] = ()
    shaded: bool = False
    """Whether something may be coloured behind the cell or paragraph at hand."""
    unseen: list[Place] = field(default_factory=list)
    hidden: int = 0
    struck: int = 0
    deleted: int = 0
    comments: int = 0
    pictures: int = 0


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a text; what is malformed is passed over."""
    at = _read(data, "")
    page = placed(lay_out(_all(at)), at.unseen)
    return Document(digest, name, sniff.RTF, f"{NAME}/{VERSION}", "", (page,), _problems(at))


def blocks_of(data: bytes, path: str) -> list[Block]:
    """Give what stands in a text, not laid out yet; `path` goes before every place."""
    return _all(_read(data, path))


def _all(at: _Reading) -> list[Block]:
    body = at.stories[0].finish()
    heads, feet = at.finished.get("header", []), at.finished.get("footer", [])
    return [*heads, *body, *feet, *at.finished.get("footnote", [])]


def _read(data: bytes, path: str) -> _Reading:
    at = _Reading()
    at.stories[0].path = path
    at.stories[0].unseen = at.unseen
    at.colours = colours(data)
    data = with_formulas(data)
    place = 0
    while found := _TOKEN.match(data, place):
        place = found.end()
        word = found[_WORD]
        if word == b"bin":
            place += max(0, int(found[_NUMBER] or 0))
        elif word is not None:
            _control(at, word.decode(), int(found[_NUMBER]) if found[_NUMBER] else None)
        elif found[_BRACE] is not None:
            _brace(at, found[_BRACE])
        elif found[_HEX] is not None:
            _bytes(at, bytes.fromhex(found[_HEX].decode()))
        elif found[_SIGN] is not None:
            _sign(at, found[_SIGN])
        elif found[_TEXT] is not None:
            _bytes(at, found[_TEXT])
    while len(at.stories) > 1:
        _end_story(at)
    _flush(at)
    return at


def _brace(at: _Reading, brace: bytes) -> None:
    _flush(at)
    at.to_skip, at.star = 0, False
    if brace == b"{":
        if len(at.above) < _MOST_DEEP:
            at.above.append(at.state)
            at.state = replace(at.state, begins="")
    elif at.above:
        if at.state.begins:
            _end_story(at)
        at.state = at.above.pop()


def _end_story(at: _Reading) -> None:
    _flush(at)
    story = at.stories.pop()
    blocks = story.finish()
    kind = story.path.strip("/").partition("[")[0]
    if kind == "box":
        at.stories[-1].boxes += blocks
    elif blocks:
        at.finished.setdefault(kind, []).extend(blocks)


def _control(at: _Reading, word: str, number: int | None) -> None:
    star, at.star = at.star, False
    if word == "u" and number is not None:
        _unicode(at, number)
        return
    _flush(at)
    if _destination(at, word, star=star) or _property(at, word, number) or at.state.skipped:
        return
    story = at.stories[-1]
    if word in _SIGNS:
        _write(at, _SIGNS[word])
    elif word in _STEPS:
        _STEPS[word](story)
    elif word in ("intbl", "pard"):
        story.in_table = word == "intbl"
        at.shaded &= word == "intbl" or story.in_row
    elif word in GROUNDS:
        at.shaded = True
    elif word in _DEFINITIONS:
        story.define(word, number or 0)


def _destination(at: _Reading, word: str, *, star: bool) -> bool:
    """Begin what stands at the head of a group; say whether the word was one of these."""
    if word == "fonttbl":
        at.state = replace(at.state, skipped=True, fonts=True)
    elif word == "annotation":
        at.comments += not at.state.skipped
        at.state = replace(at.state, skipped=True)
    elif word == "upr":
        at.state = replace(at.state, skipped=True, twice=not at.state.skipped)
    elif word == "ud":
        at.state = replace(at.state, skipped=at.state.skipped and not at.state.twice)
    elif word in _STORIES and not at.state.skipped:
        kind = "box" if word == "shptxt" else next(k for k in _KINDS if word.startswith(k))
        at.numbers[kind] = at.numbers.get(kind, 0) + 1
        at.stories.append(Story(f"/{kind}[{at.numbers[kind]}]", unseen=at.unseen))
        at.state = replace(at.state, begins=kind)
    elif word in _SKIPPED or (star and word not in _KEPT_THOUGH_NEW):
        at.pictures += word == "pict" and not at.state.skipped
        at.state = replace(at.state, skipped=True)
    else:
        return False
    return True


def _property(at: _Reading, word: str, number: int | None) -> bool:
    """Take a word that changes how what follows is read."""
    on = number != 0
    if word == "f" and number is not None:
        at.state = replace(at.state, font=number)
    elif word == "fcharset" and at.state.fonts and number in _CHARSETS:
        at.fonts[at.state.font] = _CHARSETS[number]
    elif word == "ansicpg":
        at.encoding = _CODE_PAGES.get(number or 0, at.encoding)
    elif word == "mac":
        at.encoding = "mac_roman"
    elif word == "uc":
        at.state = replace(at.state, after_unicode=max(0, number if number is not None else 1))
    elif word == "deleted":
        at.state = replace(at.state, deleted=on)
    elif look := changed(at.state.look, word, number, at.colours):
        at.state = replace(at.state, look=look)
        if word == "plain":
            at.state = replace(at.state, deleted=False, font=-1)
    else:
        return False
    return True


def _sign(at: _Reading, sign: bytes) -> None:
    """Take a control symbol."""
    if sign == b"*":
        at.star = True
    elif sign in b"\\{}":
        _bytes(at, sign)
    elif sign in b"\r\n":
        _control(at, "par", None)
    elif sign in (b"~", b"_"):
        _flush(at)
        _write(at, "\xa0" if sign == b"~" else "-")


def _bytes(at: _Reading, data: bytes) -> None:
    """Take text in the encoding of its font; what only repeats a numbered character is skipped."""
    if at.to_skip:
        gone = min(at.to_skip, len(data))
        at.to_skip -= gone
        data = data[gone:]
    if data and not at.state.skipped:
        at.waiting += data


def _unicode(at: _Reading, number: int) -> None:
    """Take a character given by its number, which may be one half of a pair."""
    _flush(at)
    at.to_skip = at.state.after_unicode
    code = number & 0xFFFF
    if at.state.skipped:
        return
    if _HIGH <= code < _LOW:
        at.high = code
    elif _LOW <= code < _END:
        if at.high:
            _write(at, chr(0x10000 + ((at.high - _HIGH) << 10) + code - _LOW))
        at.high = 0
    elif code:
        _write(at, chr(code))


def _flush(at: _Reading) -> None:
    """Decode the bytes that have come together."""
    if at.waiting:
        encoding = at.fonts.get(at.state.font, at.encoding)
        text = bytes(at.waiting).decode(encoding, "replace")
        at.waiting.clear()
        _write(at, text)


def _write(at: _Reading, text: str) -> None:
    if at.state.skipped:
        return
    if at.state.deleted:
        at.deleted += len(text)
        return
    look, size = at.state.look, len("".join(text.split()))
    if look is PLAIN:
        at.stories[-1].write(text)
        return
    at.hidden += size if look.hidden else 0
    at.struck += size if look.mark == OPENS else 0
    at.stories[-1].write(text, look.mark, unseen(look, None, shaded=at.shaded))


def _problems(at: _Reading) -> tuple[Problem, ...]:
    found = []
    look = "Look at the original before you rely on them."
    if at.hidden:
        message = f"{at.hidden} characters are marked as hidden and are not printed."
        found.append(Problem("PT314", "warning", message, look))
    if at.struck:
        message = f"{at.struck} characters are struck out; they are marked as such."
        found.append(
            Problem("PT317", "note", message, "Look at the original for what was changed.")
        )
    if at.deleted or at.comments:
        message = f"{at.deleted} deleted characters and {at.comments} comments are left out."
        found.append(Problem("PT316", "warning", message, "Ask which version was published."))
    if at.pictures:
        message = f"{at.pictures} pictures stand in the text; what they show was not read."
        found.append(Problem("PT315", "note", message, look))
    return tuple(found)
