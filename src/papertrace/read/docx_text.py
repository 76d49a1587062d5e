"""The text of one DOCX paragraph: runs, breaks, symbols, tracked changes, text boxes.

Text that Word marks as deleted is counted and left out; hidden text is read and counted.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.read.docx_styles import number_of
from papertrace.read.formulas import UNREAD, begun, drawn_by, is_equation, parts_of
from papertrace.read.honest_marks import Place
from papertrace.read.honest_runs import PLAIN, ground, is_shaded, looks, unseen
from papertrace.read.prose import Paragraph
from papertrace.read.xml_tree import attribute, child, every, local
from papertrace.text.struck import FORMULA, OPENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.read.docx_styles import Numbers, Styles
    from papertrace.read.formulas import Field
    from papertrace.read.honest_runs import Ground, Look
    from papertrace.read.xml_tree import Element

_GONE = ("del", "moveFrom")
_SKIPPED = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "fldData", "rt", "tcPr")
)
_AS_TEXT: Final = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOLS: Final = {
    ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒", ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□", ("wingdings", 0x71): "□", ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x53): "☒",
    ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x2A): "□", ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x4F): "✗", ("symbol", 0xD6): "√", ("symbol", 0xB1): "±",
    ("symbol", 0x2D): "-", ("symbol", 0xB4): "×", ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥",
}  # fmt: skip
_PRIVATE = 0xF000
_BOXES = ("drawing", "pict", "object", "AlternateContent")
_INLINE = ("ins", "moveTo", "del", "moveFrom", "hyperlink", "smartTag", "sdt", "oMath", "oMathPara")


@dataclass(slots=True)
class Story:
    """What is known of a file while its text is read, and what was met on the way."""

    styles: Styles
    numbers: Numbers
    title: str = ""
    deleted: int = 0
    """Characters of tracked deletions."""
    inserted: bool = False
    hidden: int = 0
    covered: int = 0
    """Characters in cells that a merged cell covers."""
    symbols: int = 0
    pictures: int = 0
    struck: int = 0
    shaded: int = 0
    """How many coloured cells the text stands in."""
    ground: Ground = None
    """What lies behind the text, where it is known."""
    concealed: str = ""
    """Why the row that the text stands in is not seen, as a code."""
    unseen: list[Place] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    """Those that are open, the innermost last."""


@dataclass(slots=True)
class Read:
    """A paragraph as read, with the text boxes that hang on it."""

    paragraph: Paragraph
    boxes: list[Element] = field(default_factory=list)


def paragraph(node: Element, path: str, story: Story) -> Read:
    """Read one w:p."""
    properties = child(node, "pPr")
    style = child(properties, "pStyle")
    named = "" if style is None else attribute(style, "val")
    made = Read(Paragraph(path))
    number, level = number_of(properties)
    if not number:
        number, inherited = story.styles.number(named)
        level = level or inherited
    with _on_paper(properties, named, story):
        _inline(node, made, story, story.styles.look(named, PLAIN))
    if number not in ("", "0") and made.paragraph.blocks():
        _number(made.paragraph, story.numbers.label(number, level))
    if not story.title and story.styles.is_heading(named):
        story.title = " ".join("".join(b.text for b in made.paragraph.lines[0]).split())
    return made


@contextmanager
def _on_paper(properties: Element | None, style: str, story: Story) -> Iterator[None]:
    """Take what a paragraph puts behind its text for as long as it is read."""
    shading, before = child(properties, "shd"), story.ground
    shaded = is_shaded(properties) or story.styles.is_shaded(style)
    own = ground(shading) if shading is not None else story.styles.ground(style)
    story.ground = own or before
    story.shaded += shaded
    yield
    story.shaded -= shaded
    story.ground = before


def _number(made: Paragraph, label: str) -> None:
    if label:
        written = Paragraph(made.path)
        written.label(label)
        made.lines[0] = [*written.lines[0], *made.lines[0]]


def choice(node: Element) -> Element | None:
    """Choose between ways of saying one thing: the first that says anything."""
    ways = [c for c in node if local(c) in ("Choice", "Fallback")]
    full = (w for w in ways if any((t.text or "").strip() for t in every(w, "t")))
    return next(full, ways[0] if ways else None)


def _inline(node: Iterable[Element], made: Read, story: Story, look: Look) -> None:
    """Write all text below a node of a paragraph."""
    for each in node:
        name = local(each)
        if name in _GONE:
            story.deleted += gone(each)
        elif name == "r":
            _run(each, made, story, look)
        elif name == "t" or name in _BOXES:
            _piece(each, made, story, look)
        elif name == "oMath" and (formula := parts_of(each)):
            for text, mark in formula:
                made.paragraph.write(text, mark)
        elif name == "fldSimple" and (drawn := drawn_by(attribute(each, "instr"))):
            made.paragraph.write(drawn, FORMULA)
        elif name not in _SKIPPED:
            story.inserted |= name in ("ins", "moveTo")
            _inline(each, made, story, look)


def gone(node: Element) -> int:
    """Count the characters of text marked as deleted."""
    return sum(len(t.text or "") for t in node.iter() if local(t) in ("t", "delText"))


def _run(run: Element, made: Read, story: Story, look: Look) -> None:
    properties = child(run, "rPr")
    if properties is not None:
        style = child(properties, "rStyle")
        look = story.styles.look("" if style is None else attribute(style, "val"), look)
        look = looks(properties, look)
    begun = made.paragraph.used
    for each in run:
        _piece(each, made, story, look)
    trick = story.concealed or unseen(look, story.ground, shaded=story.shaded > 0)
    if trick:
        story.unseen.append(Place(made.paragraph.path, begun, made.paragraph.used, trick))


def _piece(each: Element, made: Read, story: Story, look: Look) -> None:
    name = local(each)
    if name == "t":
        text = each.text or ""
        story.hidden += len("".join(text.split())) if look.hidden else 0
        mark = look.mark
        story.struck += len("".join(text.split())) if mark == OPENS else 0
        made.paragraph.write(text, mark)
    elif name in _AS_TEXT:
        made.paragraph.write(_AS_TEXT[name])
    elif name in ("br", "cr"):
        made.paragraph.end_line()
    elif name == "sym":
        made.paragraph.write(_symbol(each, story))
    elif name == "delText":
        story.deleted += len(each.text or "")
    elif name in ("instrText", "fldChar"):
        _field(each, made, story)
    elif name in _BOXES:
        _box(each, made, story, look)
    elif name == "ruby":
        base = child(each, "rubyBase")
        if base is not None:
            _inline(base, made, story, look)


def _field(each: Element, made: Read, story: Story) -> None:
    """Follow a field over its runs; write what it draws or what was chosen in it at its end."""
    kind, paragraph = attribute(each, "fldCharType"), made.paragraph
    if local(each) == "instrText":
        for innermost in story.fields[-1:]:
            innermost.code += each.text or ""
    elif kind == "begin":
        story.fields.append(begun(each, paragraph.used))
    elif kind == "end" and story.fields:
        field_ = story.fields.pop()
        drawn = drawn_by(field_.code)
        if drawn:
            paragraph.write(drawn, FORMULA)
        elif field_.choice and paragraph.used == field_.began:
            paragraph.write(field_.choice)


def _ways(each: Element, made: Read, story: Story, look: Look) -> None:
    """Read one of several ways of saying one thing; mark it where others say something else."""
    chosen, start = choice(each), made.paragraph.used
    for inner in () if chosen is None else chosen:
        if local(inner) == "r":
            _run(inner, made, story, look)
        elif local(inner) in _INLINE:
            _inline((inner,), made, story, look)
        elif local(inner) == "txbxContent":
            _box(inner, made, story, look)
        else:
            _piece(inner, made, story, look)
    said = {"".join(t.text or "" for t in every(w, "t")) for w in each}
    if len(said) > 1 and made.paragraph.used > start:
        story.unseen.append(Place(made.paragraph.path, start, made.paragraph.used, "PT358"))


def _box(each: Element, made: Read, story: Story, look: Look) -> None:
    """Keep the text boxes of a drawing for later; count it as a picture where it has none."""
    if local(each) == "AlternateContent":
        _ways(each, made, story, look)
        return
    if is_equation(each):
        made.paragraph.write(UNREAD, FORMULA)
        return
    found = _outermost(each)
    made.boxes += found
    if not found:
        story.pictures += any(local(e) in ("blip", "imagedata") for e in each.iter())


def _outermost(node: Element) -> list[Element]:
    """Give the text boxes below a node, not those inside text boxes."""
    found: list[Element] = []
    open_ = [node]
    while open_:
        at = open_.pop()
        if local(at) == "txbxContent":
            found.append(at)
        elif local(at) == "AlternateContent":
            chosen = choice(at)
            open_ += [] if chosen is None else [chosen]
        else:
            open_ += reversed(list(at))
    return found


def _symbol(node: Element, story: Story) -> str:
    """Give a character of a symbol font; U+FFFD where its meaning is not known."""
    try:
        code = int(attribute(node, "char"), 16)
    except ValueError:
        code = 0
    font = attribute(node, "font").lower()
    known = _SYMBOLS.get((font, code - _PRIVATE if code >= _PRIVATE else code))
    if known is None:
        story.symbols += 1
    return known or "\ufffd"
