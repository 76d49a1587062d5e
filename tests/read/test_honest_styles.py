"""What styles of a page hide, move or add has its place, in a file, a saved page and a mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from papertrace.read import read

SUM = "成交金额：128万元"


def told(body: str, style: str = "") -> dict[str, str]:
    """Give what is named on a page, by code, with the words it stands at."""
    text = f"<html><head><style>{style}</style></head><body><p>甲</p>{body}<p>乙</p></body></html>"
    (page,) = read(text.encode(), "a.html").pages
    return {p.code: p.anchor.quote if p.anchor else "" for p in page.problems}


@pytest.mark.parametrize(
    ("body", "style", "code"),
    [
        (f"<dialog>{SUM}</dialog>", "", "PT314"),
        (f"<details><summary>丙</summary><b>{SUM}</b></details>", "", "PT314"),
        (f"<p class='v'>{SUM}</p>", ":root{--c:none} .v{display:var(--c)}", "PT314"),
        (f"<p style='display:var(--far)'>{SUM}</p>", "", "PT358"),
        (f"<p style='filter:opacity(0)'>{SUM}</p>", "", "PT314"),
        (f"<p style='zoom:.01'>{SUM}</p>", "", "PT344"),
        (f"<p style='color:hsl(0, 0%, 100%)'>{SUM}</p>", "", "PT341"),
        (f"<p style='color:lab(100% 0 0)'>{SUM}</p>", "", "PT358"),
        (f"<i>丙</i><b>{SUM}</b>", "b:last-of-type{display:none}", "PT314"),
        (f"<bdo dir='rtl'>{SUM}</bdo>", "", "PT348"),
        (f"<p style='direction:rtl;unicode-bidi:bidi-override'>{SUM}</p>", "", "PT348"),
        (f"<p style='display:flex;flex-direction:row-reverse'><b>{SUM}</b></p>", "", "PT348"),
        (f"<p><b style='order:2'>{SUM}</b></p>", "", "PT348"),
        (f"<p><b class='y'>{SUM}</b></p>", ".y::before{content:'5'}", "PT358"),
    ],
)
def test_what_styles_do_to_a_figure_has_its_place(body: str, style: str, code: str) -> None:
    assert told(body, style) == {code: SUM}


@pytest.mark.parametrize(
    ("body", "style"),
    [
        (f"<details open><summary>丙</summary><p>{SUM}</p></details>", ""),
        (f"<p class='v'>{SUM}</p>", ":root{--c:block} .v{display:var(--c)}"),
        (f"<p class='y'>{SUM}</p>", ".y::before{content:'\\f101'} .y:hover{display:none}"),
        (f"<p style='color:var(--ink)'>{SUM}</p>", ""),
    ],
)
def test_ordinary_styles_are_not_named(body: str, style: str) -> None:
    assert told(body, style) == {}


def test_what_is_laid_over_a_page_doubts_all_of_it() -> None:
    cover = "<div style='position:absolute;background:#fff'>撤销</div>"
    assert told(f"<p>{SUM}</p>{cover}") == {"PT358": ""}


def test_styles_of_mails_and_saved_pages_count_too() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.cn", "公告"
    message.set_content(f"<p>甲</p><p style='display:none'>{SUM}</p>", subtype="html")
    page = read(message.as_bytes(), "a.eml").pages[0]
    assert [p.anchor.quote for p in page.problems if p.code == "PT314" and p.anchor] == [SUM]
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    inner = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p hidden>{SUM}</p>\r\n--x--\r\n"
    page = read(head + inner.encode(), "a.mhtml").pages[0]
    assert [p.anchor.quote for p in page.problems if p.anchor] == [SUM]


def test_fields_are_read_and_frames_are_named() -> None:
    body = (
        "<p>成交金额：<input value='128'>万元</p><input value='请输入'><input type=hidden value=9>"
    )
    document = read(f"<body>{body}<iframe srcdoc='<p>1</p>'></iframe></body>".encode(), "a.html")
    page = document.pages[0]
    assert page.text == "成交金额：128万元"
    run = next(r for r in page.runs if page.text[r.start : r.end] == "128")
    assert run.path == "/html/body/p[1]/input[1]/@value"
    assert [p.code for p in document.problems] == ["PT359"]


@pytest.mark.parametrize(("plain", "codes"), [("金额 6,00 万元", []), ("金额500万元", ["PT359"])])
def test_another_wording_of_a_mail_with_other_figures_doubts_it(
    plain: str, codes: list[str]
) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.cn", "公告"
    message.set_content(plain)
    message.add_alternative("<p>金额600万元</p>", subtype="html")
    page = read(message.as_bytes(), "a.eml").pages[0]
    assert [p.code for p in page.problems] == codes
    assert all(p.anchor is None for p in page.problems)
