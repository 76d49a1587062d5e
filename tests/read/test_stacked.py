"""Figures below each other in one cell: never one figure, whatever the format."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from format_samples import odf, rtf_text, zipped
from papertrace.extract import extract
from papertrace.extract.titles import bare
from papertrace.read import read
from papertrace.text.joints import are_stacked, dense
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from papertrace.model import Page

_HEAD = ["科目编码", "科目名称", "合计"]
_LEVELS = ("小学", "初中", "高中", "高等", "化解债务", "其他普通")
_CODES = [(f"205020{n}", f"{name}教育") for n, name in enumerate(_LEVELS, 2)]
_TITLE = ["某某县教育局2024年部门预算", "一般公共预算支出表", "单位：万元"]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rows(value: str) -> list[list[str]]:
    return [_HEAD, [*_CODES[0], value], *([*code, "600"] for code in _CODES[1:])]


def html(value: str, joint: str) -> bytes:
    cells = "".join(
        "<tr>" + "".join(f"<td><p>{c}</p></td>" for c in row) + "</tr>"
        for row in rows(value.replace("\n", joint))
    )
    above = "".join(f"<p>{line}</p>" for line in _TITLE)
    return f"<meta charset=utf-8>{above}<table>{cells}</table>".encode()


def csv(value: str) -> bytes:
    return "\n".join([*_TITLE, *(",".join(f'"{c}"' for c in row) for row in rows(value))]).encode()


def xlsx(value: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [*([line] for line in _TITLE), *rows(value)]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(value: str) -> bytes:
    def p(text: str) -> str:
        told = text.replace("\n", "</w:t><w:br/><w:t>")
        return f"<w:p><w:r><w:t>{told}</w:t></w:r></w:p>"

    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{p(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows(value)
    )
    body = "".join(map(p, _TITLE)) + f"<w:tbl>{table}</w:tbl>"
    return zipped({"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"})


def rtf(value: str) -> bytes:
    def row(texts: list[str]) -> str:
        edges = "".join(f"\\cellx{1000 * (n + 1)}" for n in range(len(texts)))
        inner = "".join(rtf_text(t).replace("\n", "\\line ") + "\\cell " for t in texts)
        return f"\\trowd{edges}\\intbl {inner}\\row\n"

    above = "".join(rtf_text(line) + "\\par\n" for line in _TITLE)
    return ("{\\rtf1\\ansi " + above + "".join(map(row, rows(value))) + "}").encode()


def odt(value: str) -> bytes:
    def cell(text: str) -> str:
        inner = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
        return f"<table:table-cell>{inner}</table:table-cell>"

    table = "".join(
        "<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows(value)
    )
    above = "".join(f"<text:p>{line}</text:p>" for line in _TITLE)
    return odf("text", f"{above}<table:table>{table}</table:table>")


def _made(kind: str, value: str) -> bytes:
    match kind:
        case "br.html":
            return html(value, "<br>")
        case "p.html":
            return html(value, "</p><p>")
        case "div.html":
            return html(value, "<div></div>")
    return {"csv": csv, "xlsx": xlsx, "docx": docx, "rtf": rtf, "odt": odt}[kind](value)


KINDS = ["br.html", "p.html", "div.html", "csv", "xlsx", "docx", "rtf", "odt"]


def named(page: Page) -> list[str]:
    return [p.anchor.quote for p in page.problems if p.code == "PT361" and p.anchor]


@pytest.mark.parametrize("kind", KINDS)
def test_two_figures_of_a_cell_are_named_and_give_no_amount(kind: str) -> None:
    document = read(_made(kind, "300\n200"), f"a.{kind}")
    assert named(document.pages[0]) == ["300  200"]
    amounts = {
        f.fields["code"].value: f.fields["amount"].value
        for f in extract(document).facts
        if "amount" in f.fields
    }
    assert amounts == {code: "6000000" for code, _ in _CODES[1:]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_that_cannot_end_at_its_line_is_one(kind: str) -> None:
    document = read(_made(kind, "1,234,\n567.00"), f"a.{kind}")
    assert named(document.pages[0]) == []
    amounts = [f.fields["amount"].value for f in extract(document).facts if "amount" in f.fields]
    assert "12345670000" in amounts


def test_what_is_kept_apart_is_never_read_past() -> None:
    assert [a.value for a in find_amounts("300  200", "元")] == ["300", "200"]
    assert dense("合 计\u3000300  200 元") == "合计300  200元"
    assert bare("３００　　２００") == "300  200"
    assert dense("甲  乙 1 234") == "甲乙1234"
    assert not are_stacked("300", "（2）")
    assert not are_stacked("供应商", "200")


@pytest.mark.parametrize(
    ("lines", "quotes"),
    [
        ("中标金额（元）：980<br>500<br>完", ["980 500"]),
        ("中标金额：12<br>345.00万元", ["12 345.00万元"]),
        ("中标金额：980元<br>500", []),
        ("项目编号：2024<br>500", []),
        ("中标金额（元）：980<br>2024年5月", []),
    ],
)
def test_two_lines_of_figures_behind_one_label_are_named(lines: str, quotes: list[str]) -> None:
    (page,) = read(f"<meta charset=utf-8><p>{lines}</p>".encode(), "a.html").pages
    assert [" ".join(quote.split()) for quote in named(page)] == quotes
