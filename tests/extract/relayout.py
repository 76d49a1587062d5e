"""Lay a notice out anew without changing what it says.

A document as read is taken apart into lines and tables; every layout of `LAYOUTS` writes them as
another site would. The facts must not depend on which.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.notice_blocks import FIELD, Block, Square, fields_of
from extract.notice_pages import (
    PLAIN,
    among_menus,
    as_html,
    as_text,
    bookmarks,
    in_one_table,
    on_a_portal,
    soup,
    underlined,
)
from papertrace.text.script import both_scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extract.notice_blocks import Blocks, Layout

_LABEL_ONLY = re.compile(r"[一-鿿（）()、/]{2,14}")
_HAN = "一二三四五六七八九十"
_HEADING = re.compile(r"(?P<mark>(?P<han>[一二三四五六七八九十]{1,2})、)(?P<rest>.*)", re.DOTALL)
# -- changes of the words --------------------------------------------------------------------


def _each(blocks: Blocks, change: Callable[[str], str]) -> Blocks:
    return tuple(
        replace(
            b,
            text=change(b.text),
            cells=tuple(replace(c, text=change(c.text)) for c in b.cells),
        )
        for b in blocks
    )


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def _wide_marks(text: str) -> str:
    told = re.sub(r"[.,%()+/-]", lambda m: chr(ord(m[0]) + 0xFEE0), _wide(text))
    return told.replace(":", "：")


def _narrow(text: str) -> str:
    told = re.sub(r"，(?!\s*\d)", ",", text)
    return re.sub(r"[（）：；％]", lambda m: unicodedata.normalize("NFKC", m[0]), told)


def _traditional(text: str) -> str:
    return "".join(both_scripts(c)[-1] if len(both_scripts(c)) > 1 else c for c in text)


def _gapped(label: str) -> str:
    bare = [c for c in label if not c.isspace()]
    if not _LABEL_ONLY.fullmatch("".join(bare)):
        return label
    gap = "　　" if len(bare) == 2 else " "
    return gap.join(bare)


def _spaced(text: str) -> str:
    field = FIELD.fullmatch(text)
    if field:
        return f"{field['mark']}{_gapped(field['label'])}：{field['value']}"
    if text.endswith(("：", ":")):
        return _gapped(text[:-1]) + "："
    return text


def _spaced_blocks(blocks: Blocks) -> Blocks:
    made = []
    for block in blocks:
        if not block.cells:
            made.append(Block(_spaced(block.text)))
            continue
        told = tuple(
            replace(c, text=_gapped(c.text) if c.row == 0 or c.column == 0 else _spaced(c.text))
            for c in block.cells
        )
        made.append(Block(cells=told))
    return tuple(made)


def _numbered(style: str) -> Callable[[Blocks], Blocks]:
    def change(blocks: Blocks) -> Blocks:
        made = []
        for block in blocks:
            found = _HEADING.match(block.text)
            if not found or len(found["han"]) > 1:
                made.append(block)
                continue
            number = _HAN.index(found["han"]) + 1
            made.append(Block(style.format(han=found["han"], n=number) + found["rest"]))
        return tuple(made)

    return change


# -- changes of the shape --------------------------------------------------------------------


def _boxed(per_row: int) -> Callable[[Blocks], Blocks]:
    """Put labelled lines into tables of labels and values, so many pairs a row."""

    def change(blocks: Blocks) -> Blocks:
        made: list[Block] = []
        for _, told in fields_of(blocks):
            if isinstance(told, Block):
                made.append(told)
                continue
            cells = []
            for n, (label, value) in enumerate(told):
                row, at = divmod(n, per_row)
                cells += [Square(label, row, 2 * at), Square(value, row, 2 * at + 1)]
            made.append(Block(cells=tuple(cells)))
        return tuple(made)

    return change


def _broken(colon: str) -> Callable[[Blocks], Blocks]:
    """Put every value on the line below its label."""

    def change(blocks: Blocks) -> Blocks:
        made: list[Block] = []
        for _, told in fields_of(blocks):
            if isinstance(told, Block):
                made.append(told)
            else:
                made += [Block(t) for pair in told for t in (pair[0] + colon, pair[1])]
        return tuple(made)

    return change


def _plain_table(block: Block) -> bool:
    return (
        bool(block.cells)
        and all(c.down == c.across == 1 for c in block.cells)
        and all(len(r) == len(block.rows()[0]) for r in block.rows())
    )


def _whole(blocks: Blocks) -> Blocks:
    """Put pieces of a table without a head of their own behind the piece before."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else Block()
        if (
            _plain_table(block)
            and _plain_table(last)
            and len(block.rows()[0]) == len(last.rows()[0])
            and any(c.text.isdigit() for c in block.rows()[0])
        ):
            down = len(last.rows())
            moved = tuple(replace(c, row=c.row + down) for c in block.cells)
            made[-1] = Block(cells=last.cells + moved)
        else:
            made.append(block)
    return tuple(made)


def _turned(blocks: Blocks) -> Blocks:
    """Lay tables on their side."""
    return tuple(
        Block(
            cells=tuple(
                sorted(
                    (replace(c, row=c.column, column=c.row) for c in b.cells),
                    key=lambda c: (c.row, c.column),
                )
            )
        )
        if _plain_table(b)
        else b
        for b in _whole(blocks)
    )


def _listed(blocks: Blocks) -> Blocks:
    """Write the rows of tables as lines of head and value."""
    made: list[Block] = []
    for block in _whole(blocks):
        if not _plain_table(block) or len(block.rows()[0]) < 3:
            made.append(block)
            continue
        heads, *rows = block.rows()
        for row in rows:
            pairs = zip(heads, row, strict=True)
            made += [Block(f"{h.text}：{c.text}") for h, c in pairs if c.text]
    return tuple(made)


def _then(
    *changes: Callable[[Blocks], Blocks], lay: Callable[[Blocks], Layout] = PLAIN
) -> Callable[[Blocks], Layout]:
    def both(blocks: Blocks) -> Layout:
        for change in changes:
            blocks = change(blocks)
        return lay(blocks)

    return both


def _words(change: Callable[[str], str]) -> Callable[[Blocks], Blocks]:
    return lambda blocks: _each(blocks, change)


LAYOUTS: dict[str, Callable[[Blocks], Layout]] = {
    "plain": PLAIN,
    "flat": as_text,
    "br": as_html("{}<br>"),
    "soup": as_html('<p class="MsoNormal">{}</p>', soup),
    "spaced": _then(_spaced_blocks),
    "wide": _then(_words(_wide)),
    "wide marks": _then(_words(_wide_marks)),
    "narrow": _then(_words(_narrow)),
    "traditional": _then(_words(_traditional)),
    "boxed": _then(_boxed(1)),
    "boxed twice": _then(_boxed(2)),
    "boxed, spaced": _then(_boxed(1), _spaced_blocks),
    "below": _then(_broken("：")),
    "below, no colon": _then(_broken(""), lay=as_text),
    "turned": _then(_turned),
    "listed": _then(_listed),
    "listed, flat": _then(_listed, lay=as_text),
    "outer": in_one_table,
    "cloud": as_html("<div><p>{}</p></div>", bookmarks),
    "underlined": as_html(
        '<div class="content">{}</div>',
        underlined,
        "<html><body><table><tr><td>{}</td></tr></table></body></html>",
    ),
    "portal": on_a_portal,
    "noise": among_menus,
    "1.": _then(_numbered("{n}.")),
    "1、": _then(_numbered("{n}、")),
    "（一）": _then(_numbered("（{han}）")),
    "(1)": _then(_numbered("({n})")),
    "unnumbered": _then(_numbered("")),
    "narrow, flat": _then(_words(_narrow), lay=as_text),
    "traditional, boxed": _then(_words(_traditional), _boxed(1)),
}


def laid_out(blocks: Sequence[Block], layout: str) -> tuple[bytes, str]:
    """Write the blocks in a layout; give the file's bytes and its name."""
    text, name = LAYOUTS[layout](tuple(blocks))
    return text.encode(), name
