"""Write an invented paper as HTML, XLSX, DOCX, ruled PDF or a degraded scan of that PDF."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from html import escape
from typing import TYPE_CHECKING, Any

import docx
import numpy as np
import openpyxl
from docx.enum.text import WD_BREAK
from PIL import Image, ImageFilter

from extract.targets.paper import Grid, Line, Paper, Turn, placed
from extract.targets.ruled import drawn
from pdf_samples import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITAL = ("html", "xlsx", "docx", "pdf")


def as_html(paper: Paper) -> bytes:
    """Give a web page."""
    out = ["<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"]
    for block in paper.blocks:
        if isinstance(block, Line):
            tag = "h2" if block.heading else "p"
            out.append(f"<{tag}>{escape(block.text)}</{tag}>")
        elif isinstance(block, Grid):
            rows: list[list[str]] = [[] for _ in block.rows]
            for cell in placed(block.rows):
                spans = f' rowspan="{cell.high}" colspan="{cell.wide}"'
                rows[cell.row].append(f"<td{spans}>{escape(cell.text)}</td>")
            body = "".join(f"<tr>{''.join(r)}</tr>" for r in rows)
            out.append(f'<table border="1">{body}</table>')
    return ("".join(out) + "</body></html>").encode()


def as_xlsx(paper: Paper) -> bytes:
    """Give a workbook: a sheet begins at every `Turn`; figures are stored as text, as printed."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    row = 1
    fresh = True
    for block in paper.blocks:
        if isinstance(block, Turn):
            if not fresh:
                sheet = book.create_sheet()
            sheet.title = f"{block.sheet}{len(book.worksheets)}"
            row, fresh = 1, True
        elif isinstance(block, Line):
            sheet.cell(row, 1, block.text)
            row, fresh = row + 1, False
        else:
            for cell in placed(block.rows):
                at = (row + cell.row, cell.column + 1)
                if cell.text:
                    sheet.cell(*at, cell.text).data_type = "s"  # =3艘 is no formula
                if cell.high > 1 or cell.wide > 1:
                    end = (at[0] + cell.high - 1, at[1] + cell.wide - 1)
                    sheet.merge_cells(None, *at, *end)
            row, fresh = row + len(block.rows) + 1, False
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_docx(paper: Paper) -> bytes:
    """Give a Word file."""
    made = docx.Document()
    for block in paper.blocks:
        if isinstance(block, Line):
            made.add_paragraph(block.text)
        elif isinstance(block, Turn):
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            table = made.add_table(len(block.rows), len(block.widths))
            places = [list(r.cells) for r in table.rows]
            for cell in placed(block.rows):
                end = places[cell.row + cell.high - 1][cell.column + cell.wide - 1]
                first = places[cell.row][cell.column]
                whole = first.merge(end) if first is not end else first
                whole.text = cell.text
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def as_pdf(paper: Paper) -> bytes:
    """Give a PDF with ruled tables."""
    return pdf(drawn(paper))


def as_scan(paper: Paper, seed: int = 0) -> bytes:
    """Give a PDF of page images: leaned, blurred, noisy, compressed."""
    chance = random.Random(seed)  # noqa: S311  (a sample, no secret)
    noise = np.random.default_rng(seed)
    pages = []
    for pixels in rendered(as_pdf(paper)):
        picture = Image.fromarray(pixels)
        lean = chance.uniform(-0.5, 0.5)
        picture = picture.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
        picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.5)))
        sharp = np.asarray(picture, dtype=np.float64)
        grey = sharp * 0.93 + 8 + noise.normal(0, 5, sharp.shape)
        pages.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    held = io.BytesIO()
    pages[0].save(held, "PDF", save_all=True, append_images=pages[1:], resolution=200, quality=80)
    return held.getvalue()


def rendered(data: bytes) -> Any:  # noqa: ANN401  (numpy's arrays hold any number)
    """Give the pages of a PDF as grey pixels; all must be of one size.

    In a process of its own: once a file was read, this one draws without the machine's fonts.
    """
    done = subprocess.run(
        [sys.executable, "-c", _RENDER], input=data, capture_output=True, check=True
    )
    return np.load(io.BytesIO(done.stdout))


def has_chinese_fonts() -> bool:
    """Say whether the machine can draw Chinese whose font is not embedded."""
    one, other = (
        rendered(as_pdf(Paper([Line(text)]))) for text in ("\u56fd\u56fd", "\u4e00\u4e00")
    )
    return bool((one != other).any())


_RENDER = """
import io, sys
import numpy as np
import pypdfium2 as pdfium
file = pdfium.PdfDocument(sys.stdin.buffer.read())
pages = np.stack([np.asarray(p.render(scale=200 / 72).to_pil().convert("L")) for p in file])
held = io.BytesIO()
np.save(held, pages)
sys.stdout.buffer.write(held.getvalue())
"""


CARRIERS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "html": (as_html, "a.html"),
    "xlsx": (as_xlsx, "a.xlsx"),
    "docx": (as_docx, "a.docx"),
    "pdf": (as_pdf, "a.pdf"),
    "scan": (as_scan, "a.pdf"),
}
