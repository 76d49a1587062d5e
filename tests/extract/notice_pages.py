"""Write the blocks of a notice as sites do: flat text, word soup, portals, one outer table."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from extract.notice_blocks import Block, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.notice_blocks import Blocks, Layout


def _table(block: Block, write: Callable[[str], str]) -> str:
    rows = []
    for row in block.rows():
        cells = []
        for c in row:
            span = f' rowspan="{c.down}"' if c.down > 1 else ""
            span += f' colspan="{c.across}"' if c.across > 1 else ""
            cells.append(f"<td{span}>{write(c.text)}</td>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return "<table>" + "".join(rows) + "</table>"


def as_html(
    line: str,
    write: Callable[[str], str] = html.escape,
    frame: str = "<html><body>{}</body></html>",
) -> Callable[[Blocks], Layout]:
    def lay(blocks: Blocks) -> Layout:
        told = [_table(b, write) if b.cells else line.format(write(b.text)) for b in blocks]
        return frame.format("\n".join(told)), "notice.html"

    return lay


def as_text(blocks: Blocks) -> Layout:
    told = [t for b in blocks for t in ([c.text for c in b.cells] if b.cells else [b.text])]
    return "\n".join(t for t in told if t) + "\n", "notice.txt"


def soup(text: str) -> str:
    made, at = [], 0
    for n in range(len(text)):
        size = 1 + (n * 7 + len(text)) % 3
        if at >= len(text):
            break
        made.append(f"<span><span>{html.escape(text[at : at + size])}</span></span>")
        at += size
    return "<o:p></o:p>".join(made)


def bookmarks(text: str) -> str:
    label, colon, value = text.partition("：")
    if not colon or not value:
        return f'<span><samp style="font-family:inherit">{html.escape(text)}</samp></span>'
    return (
        f"<span>{html.escape(label)}：</span><span><samp>"
        f'<span class="bookmark-item uuid-0 code-00000">{html.escape(value)}</span></samp></span>'
    )


def underlined(text: str) -> str:
    label, colon, value = text.partition("：")
    if not colon or not value:
        return html.escape(text)
    return f"{html.escape(label)}：<u>{html.escape(value)}</u>"


def in_one_table(blocks: Blocks) -> Layout:
    """Put the whole notice into one table of labels and values."""
    rows = []
    for _, told in fields_of(blocks):
        if isinstance(told, Block):
            inner = _table(told, html.escape) if told.cells else html.escape(told.text)
            rows.append(f'<tr><td colspan="2">{inner}</td></tr>')
        else:
            rows += [
                f"<tr><td>{html.escape(n)}</td><td>{html.escape(v)}</td></tr>" for n, v in told
            ]
    return f"<html><body><table>{''.join(rows)}</table></body></html>", "notice.html"


_MENU = ["首页", "政务公开", "采购公告", "中标公告", "更正公告", "合同公告", "办事指南", "联系我们"]
_RELATED = (
    "某镇卫生院彩超采购项目中标公告 2024-01-09",
    "某区路灯维护服务公开招标公告 2024-01-08",
    "某中学食堂食材配送更正公告",
)


def among_menus(blocks: Blocks) -> Layout:
    menu = "".join(f'<li><a href="#">{m}</a></li>' for m in _MENU)
    body, _ = as_html("<p>{}</p>", frame="{}")(blocks)
    related = "".join(f'<li><a href="#">{r}</a></li>' for r in _RELATED)
    return (
        f"<html><body><ul>{menu}</ul><div>当前位置：首页 &gt; 采购公告 &gt; 正文</div>"
        f"<div>【字体：大 中 小】【打印】【关闭】</div><div>{body}</div>"
        f"<div>上一篇：没有了</div><h3>相关公告</h3><ul>{related}</ul>"
        "<div>主办单位：某某省财政厅 技术支持：某某信息技术有限公司</div>"
        "<div>版权所有 某ICP备00000000号</div></body></html>"
    ), "notice.html"


def on_a_portal(blocks: Blocks) -> Layout:
    body, _ = as_html("<p>{}</p>", frame="{}")(blocks[1:])
    told = dict(p for _, t in fields_of(blocks) if isinstance(t, list) for p in reversed(t))
    names = {re.sub(r"^.*、", "", k): v for k, v in told.items()}
    rows = [("采购项目名称", names.get("项目名称", "详见公告正文"))]
    rows += [("品目", "服务/其他服务"), ("行政区域", "某某市")]
    rows += [("评审专家名单", "详见公告正文"), ("预算金额", "详见公告正文")]
    rows += [("项目联系人", "详见公告正文"), ("采购单位地址", "详见公告正文")]
    cells = "".join(
        f'<tr><td class="title">{n}</td><td colspan="3">{html.escape(v)}</td></tr>' for n, v in rows
    )
    return (
        f'<html><body><div class="vF_detail_header"><h2 class="tc">{html.escape(blocks[0].text)}'
        f'</h2></div><div class="table"><table><tr><td colspan="4"><b>公告概要：</b></td></tr>'
        f"{cells}</table></div>"
        f'<div class="vF_detail_content">{body}</div></body></html>'
    ), "notice.html"


PLAIN = as_html("<p>{}</p>")
