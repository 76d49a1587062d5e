"""What a page on the web may be instead of what was asked for: signs of doors, not judgements.

A sign counts where the page is short or its title says so: long pages of a government have a box to
log in and words like "page not found" somewhere in their scripts. Run in the worker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.read.html_dom import Tree

SHORT = 500
"""Characters of text, blanks aside, up to which a page may be nothing but a door."""
_SAYS = {
    "missing": re.compile(
        r"(?<!\d)404(?!\d)|(?:页面|网页|文件|文章|内容|信息|资源|頁面)[^。,，]{0,12}(?:不存在|找不到|未找到|已删除|已被删除|已下线"
        r"|已失效|被移除)|(?:找不到|没有找到|无法找到|未找到)[^。]{0,12}(?:页|文件|文章|内容|信息|资源)|您访问的[^。]{0,16}不存在"
        r"|(?:not|cannot be|could not be) found|no longer (?:available|exists)|does not exist",
        re.IGNORECASE,
    ),
    "login": re.compile(
        r"(?:请|需要?|必须|后)[^。]{0,6}(?:登录|登陆|登錄)|(?:用户|账号|帐号|统一身份)[^。]{0,6}登[录陆]"
        r"|(?:log|sign) ?in to|please (?:log|sign) ?in|login required|members only",
        re.IGNORECASE,
    ),
    "captcha": re.compile(
        r"验证码|人机验证|安全验证|滑块|拖动|点击完成验证|驗證碼|captcha"
        r"|verify (?:that )?you are (?:a )?human"
        r"|are you (?:a )?(?:human|robot)|checking your browser|just a moment",
        re.IGNORECASE,
    ),
    "barred": re.compile(
        r"访问(?:被|已被|受到?)(?:拒绝|拦截|阻断|限制|禁止)|请求(?:被|已被)?(?:拒绝|拦截|阻断)|访问过于频繁|拒绝访问|禁止访问"
        r"|防火墙|access (?:is |was )?denied|request (?:was )?(?:blocked|rejected)|forbidden"
        r"|too many requests|unusual traffic",
        re.IGNORECASE,
    ),
}
_TITLED = {
    "missing": re.compile(r"(?<!\d)404(?!\d)|不存在|找不到|not found|页面错误|出错", re.IGNORECASE),
    "login": re.compile(r"登录|登陆|登錄|log ?in|sign ?in", re.IGNORECASE),
    "captcha": re.compile(r"验证|驗證|captcha|just a moment|attention required", re.IGNORECASE),
    "barred": re.compile(r"拦截|拒绝|禁止|denied|forbidden|blocked", re.IGNORECASE),
}
_GATES = re.compile(
    rb"geetest|hcaptcha|recaptcha|turnstile|cf-challenge|_guard/|acw_sc__", re.IGNORECASE
)


def signs(tree: Tree, title: str, text: str, data: bytes) -> tuple[str, ...]:
    """Give the signs on a page; `text` is what is shown, without blanks."""
    short = len(text) <= SHORT
    found = [
        name
        for name, said in _SAYS.items()
        if _TITLED[name].search(title) or (short and said.search(text))
    ]
    if short and tree.css("input[type=password]"):
        found.append("login")
    if short and _GATES.search(data):
        found.append("captcha")
    return tuple(dict.fromkeys(found))
