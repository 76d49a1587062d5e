"""What a page on the web may be instead of what was asked for: signs of doors, not judgements.

Words count where there is little else on the page, or where its title says so: notices tell their
readers to log in somewhere, to type a code, that something is no longer valid. Run in the worker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.read.html_dom import Tree

SHORT = 200
"""Characters of text, blanks aside, up to which what it says makes a page a door."""
_LONG = 1000
"""Characters beyond which no page is a door, whatever its title says."""
_SAYS = {
    "missing": re.compile(
        r"(?<!\d)404(?:notfound|error|错误|页|，|,|-)|(?:error|错误|http)[:：]?404(?!\d)|\A404(?!\d)"
        r"|(?:页面|网页|文件|文章|内容|信息|资源|栏目|链接|頁面|網頁)[^。,，]{0,12}"
        r"(?:不存在|找不到|未找到|没有找到|已删除|已被删除|已下线|已下架|已失效|已过期|被移除|已撤|走丢|飞走|消失|無法顯示)"
        r"|(?:找不到|没有找到|无法找到|未找到|不存在|无此)[^。]{0,12}(?:页|文件|文章|内容|信息|资源|栏目|公告)"
        r"|您(?:要|所)?(?:访问|浏览|查看|查找)的[^。]{0,16}(?:不存在|已删除|已被删除|找不到)"
        r"|(?:not|cannot be|could not be|can't be|couldn't be) found|no longer (?:available|exists)"
        r"|(?:does not|doesn't) exist|(?:has|have) been (?:removed|deleted)|no such page",
        re.IGNORECASE,
    ),
    "login": re.compile(
        r"(?:请|需要?|必须|后|未)[^。]{0,6}(?:登录|登陆|登錄)|(?:用户|账号|账户|会员|统一身份)[^。]{0,6}登[录陆]"
        r"|请输入(?:用户名|账号|密码)|(?:log|sign)[ -]?in (?:to|required|with)|please (?:log|sign)"
        r"|login required|members only|session (?:has )?expired",
        re.IGNORECASE,
    ),
    "captcha": re.compile(
        r"验证码|人机(?:身份)?验证|安全验证|滑块|拖动|点击完成验证|请完成验证|驗證碼|验证您?是否?(?:为|是)?真?人|captcha"
        r"|(?:verify|confirm|prove) (?:that )?you(?: a|'| a)re (?:a )?(?:human|not a)"
        r"|are you (?:a )?(?:human|robot)|not a robot|checking (?:your browser|if the site)"
        r"|just a moment|security check|enable javascript and cookies|ddos protection",
        re.IGNORECASE,
    ),
    "barred": re.compile(
        r"(?:访问|请求|操作)(?:被|已被|受到?|行为)?[^。]{0,6}(?:拒绝|拦截|阻断|限制|禁止|异常)"
        r"|(?:访问|请求|操作)[^。]{0,4}过于频繁"
        r"|(?:拒绝|禁止|限制)(?:您的?)?访问|防火墙|网站防护|没有权限|无权访问"
        r"|access [^.]{0,20}(?:is |was |has been )?(?:denied|restricted)"
        r"|(?:request|you)(?: was| were| has been| have been)? (?:blocked|rejected)|forbidden"
        r"|too many requests|unusual traffic|not authori[sz]ed",
        re.IGNORECASE,
    ),
}
_TITLED = {
    "missing": re.compile(
        r"\A\W*(?:http|error|错误)?\W*404(?!\d)(?!\w)|404 (?:not|error)"
        r"|(?:页面|网页|文件)[^。]{0,4}(?:不存在|找不到|出错|错误)"
        r"|\A出错|not found",
        re.IGNORECASE,
    ),
    "login": re.compile(
        r"(?:登录|登陆|登錄)(?:页面?|系统|中心|平台)?\s*(?:[-_|—–].*)?\Z|\A(?:log|sign) ?in\b",
        re.IGNORECASE,
    ),
    "captcha": re.compile(
        r"\A\W*(?:安全验证|人机验证|访问验证|驗證碼?)|captcha|just a moment|attention required",
        re.IGNORECASE,
    ),
    "barred": re.compile(
        r"\A\W*(?:访问|请求)[^。]{0,4}(?:拦截|拒绝|禁止)|拒绝访问|禁止访问|denied"
        r"|\A\W*(?:403 )?forbidden|blocked",
        re.IGNORECASE,
    ),
}
_GATES = re.compile(
    rb"geetest|hcaptcha|recaptcha|turnstile|cf-challenge|_guard/|acw_sc__"
    rb"|name=[\"']?(?:captcha|verify_?code|check_?code|v?code|yzm)\b",
    re.IGNORECASE,
)


def signs(tree: Tree, title: str, text: str, data: bytes) -> tuple[str, ...]:
    """Give the signs on a page; `text` is what is shown, with its blanks."""
    bare = "".join(text.split())
    short, spaced = len(bare) <= SHORT, " ".join(text.split())
    found = [
        name
        for name, said in _SAYS.items()
        if _titled(name, title, bare) or (short and (said.search(bare) or said.search(spaced)))
    ]
    if short and tree.css("input[type=password]"):
        found.append("login")
    if short and _GATES.search(data):
        found.append("captcha")
    return tuple(dict.fromkeys(found))


def _titled(name: str, title: str, bare: str) -> bool:
    """Say whether a title is that of a door, and the page is not a long one about doors."""
    return len(bare) <= _LONG and _TITLED[name].search(title) is not None
